//! Groups that stand out among the cases of an indicator.

use crate::indicator::{Indicator, Unit};
use crate::insight::{Cause, CauseGroup};
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What a cause groups the cases by.
    CauseBy {
        /// A product.
        Product = "product",
        /// A carrier.
        Carrier = "carrier",
        /// A province.
        Province = "province",
        /// A run of days.
        Days = "days",
    }
}

/// A group that stands out among the cases of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CauseRow {
    /// The indicator.
    pub indicator: Indicator,
    /// product, carrier, province or days.
    pub by: CauseBy,
    /// The product's id.
    pub product_id: Option<String>,
    /// The name of product, carrier or province.
    pub name: Option<String>,
    /// First day of a run of days.
    pub from: Option<Day>,
    /// Last day of a run of days.
    pub to: Option<Day>,
    /// Bad cases in the group (null for means).
    #[schemars(range(min = 0))]
    pub bad: Option<i64>,
    /// Bad cases in all (null for means).
    #[schemars(range(min = 0))]
    pub all_bad: Option<i64>,
    /// Cases in the group.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// Share of bad cases in the group, or its mean.
    #[schemars(range(min = 0))]
    pub value: f64,
    /// The same in the rest.
    #[schemars(range(min = 0))]
    pub rest_value: f64,
}

impl CauseRow {
    /// A cause of what an indicator costs.
    pub(super) fn of(indicator: Indicator, cause: Cause) -> CauseRow {
        let counted = indicator.info().unit == Unit::Ratio && cause.all_bad > 0;
        let blank = CauseRow {
            indicator,
            by: CauseBy::Days,
            product_id: None,
            name: None,
            from: None,
            to: None,
            bad: counted.then_some(cause.bad),
            all_bad: counted.then_some(cause.all_bad),
            cases: cause.cases,
            value: cause.value,
            rest_value: cause.rest,
        };
        let known = |text: String| Some(text).filter(|text| !text.is_empty());
        match cause.group {
            CauseGroup::Product(id, name) => {
                CauseRow { by: CauseBy::Product, product_id: known(id), name: known(name), ..blank }
            }
            CauseGroup::Carrier(name) => CauseRow { by: CauseBy::Carrier, name: Some(name), ..blank },
            CauseGroup::Province(name) => CauseRow { by: CauseBy::Province, name: Some(name), ..blank },
            CauseGroup::Days(from, to) => CauseRow { from: Some(from), to: Some(to), ..blank },
        }
    }
}
