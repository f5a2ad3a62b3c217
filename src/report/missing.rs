//! What has no data, and what would supply it.

use super::model::MissingRow;
use super::sets::MissingReason;
use crate::indicator::Indicator;
use crate::input::Loaded;
use crate::scorecard::{Availability, Missing};

/// Why an indicator has no data; `weight` is its share of the whole score.
pub fn row(loaded: &Loaded, availability: &Availability, indicator: Indicator, weight: f64) -> MissingRow {
    let why = availability.missing(indicator).unwrap_or(Missing::Cases);
    let (reason, kind, column) = match why {
        Missing::Export(kind) => (MissingReason::Export, Some(kind), None),
        Missing::Column(field) => {
            let name = loaded.columns.names(field).first().cloned();
            (MissingReason::Column, Some(field.kind()), name)
        }
        Missing::Cases => (MissingReason::Cases, indicator.info().kinds.last().copied(), None),
    };
    MissingRow {
        indicator: indicator.id(),
        weight,
        reason,
        kinds: match why {
            Missing::Export(_) => availability.absent(indicator).iter().map(|k| k.id()).collect(),
            _ => kind.iter().map(|k| k.id()).collect(),
        },
        column,
        set: format!("--set {}={}", indicator.id(), indicator.info().example),
    }
}
