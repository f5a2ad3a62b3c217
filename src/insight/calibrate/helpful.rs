//! Which figures of the page would help most to learn what is not yet known.

use super::curve::{LEAST_DAYS, LEAST_VALUES};
use super::fit::Fit;
use crate::indicator::Figure;
use crate::string_enum::string_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What to type in.
    HelpfulWhat {
        /// Its value and its points.
        ValueAndPoints = "value_and_points",
        /// Its points.
        Points = "points",
        /// Nothing more of the same: its values hardly change.
        OtherValues = "other_values",
    }
}

/// A figure of the page that would help.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Helpful {
    /// The total, a dimension or an indicator.
    pub figure: Figure,
    /// What to type in of it.
    pub what: HelpfulWhat,
    /// On how many more days at least.
    pub days: usize,
    /// How much of the total hangs on it.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
}

/// What would help, most of the total first.
pub(super) fn helpful(fit: &Fit) -> Vec<Helpful> {
    let mut all: Vec<Helpful> = Vec::new();
    for (part, weight) in fit.scoring.weighted() {
        let Some(own) = fit.curve(part.indicator) else { continue };
        if own.outcome.is_known(own.days, LEAST_DAYS) {
            continue;
        }
        let (figure, missing) = (Figure::Indicator(part.indicator), LEAST_DAYS.saturating_sub(own.days));
        let too_alike = missing == 0 && own.values < LEAST_VALUES;
        if missing > 0 || too_alike {
            let what = if too_alike { HelpfulWhat::OtherValues } else { HelpfulWhat::ValueAndPoints };
            all.push(Helpful { figure, what, days: missing.max(1), weight });
        }
    }
    for own in fit.weights.iter().filter(|own| !own.is_known()) {
        let missing = own.least_days().saturating_sub(own.days);
        if missing == 0 {
            continue;
        }
        let weight = match own.whole {
            Figure::Dimension(dimension) => {
                fit.scoring.dimensions.iter().find(|of| of.dimension == dimension).map_or(0.0, |of| of.weight)
            }
            _ => 1.0,
        };
        // What is never shown is what is missing; else the whole with all its parts on the same days.
        let lacking = if own.absent.is_empty() { vec![own.whole] } else { own.absent.clone() };
        for figure in lacking {
            let known = all.iter_mut().find(|known| known.figure == figure);
            match known {
                Some(known) => known.days = known.days.max(missing),
                None => all.push(Helpful { figure, what: HelpfulWhat::Points, days: missing, weight }),
            }
        }
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.figure.id().cmp(b.figure.id())));
    all
}
