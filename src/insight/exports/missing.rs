//! What has no data, and what would supply it.

use crate::analysis::Analysis;
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::scorecard::Missing;
use crate::string_enum::string_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A scored indicator without data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissingRow {
    /// The indicator.
    pub indicator: Indicator,
    /// Its share of the whole score.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// export, column or cases.
    pub reason: MissingReason,
    /// The kinds of export that would supply it.
    pub kinds: Vec<Kind>,
    /// The column that would supply it.
    pub column: Option<String>,
    /// The flag that would supply it.
    #[schemars(regex(pattern = r"^--set [a-z0-9_]+=[0-9.]+$"))]
    pub set: String,
}

string_enum! {
    /// Why an indicator has no data.
    MissingReason {
        /// An export is missing.
        Export = "export",
        /// A column is missing.
        Column = "column",
        /// There is nothing to count in the window.
        Cases = "cases",
    }
}

impl MissingRow {
    /// Why an indicator has no data; `weight` is its share of the whole score.
    pub fn of(analysis: &Analysis<'_>, indicator: Indicator, weight: f64) -> MissingRow {
        let (reason, kinds, column) = match analysis.missing(indicator).unwrap_or(Missing::Cases) {
            Missing::Export(_) => {
                (MissingReason::Export, analysis.availability().absent(indicator).to_vec(), None)
            }
            Missing::Column(field) => {
                let name = analysis.loaded().columns.names(field).first().cloned();
                (MissingReason::Column, vec![field.kind()], name)
            }
            Missing::Cases => {
                (MissingReason::Cases, indicator.info().kinds.last().copied().into_iter().collect(), None)
            }
        };
        let set = format!("--set {}={}", indicator.id(), indicator.info().example);
        MissingRow { indicator, weight, reason, kinds, column, set }
    }
}
