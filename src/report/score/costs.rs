//! What one more case costs, as rows and in words.

use crate::catalogue::{Lang, text};
use crate::indicator::Indicator;
use crate::insight::{CostOfOne, SupposedCase};
use crate::report::numbers;
use crate::rounding::fixed;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one more case of a kind changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CostRow {
    /// Its id.
    pub case: SupposedCase,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// The indicators that it changes, scored or not.
    pub indicators: Vec<Indicator>,
    /// How many hours it takes: the 90th percentile of the shop's own; null where it takes no time.
    #[schemars(range(min = 0))]
    pub hours: Option<f64>,
    /// The total with one more, less the total now.
    pub change: f64,
    /// Where one changes nothing: the least number that does; null where none up to 100,000 does.
    pub least: Option<LeastRow>,
}

/// The least number of cases that changes something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeastRow {
    /// How many.
    #[schemars(range(min = 2))]
    pub count: u32,
    /// The total with so many more, less the total now.
    pub change: f64,
}

impl CostRow {
    /// What one costs that changes these indicators.
    pub(super) fn of(cost: CostOfOne, indicators: Vec<Indicator>) -> CostRow {
        CostRow {
            case: cost.case,
            name_zh: cost.case.name(Lang::Zh).to_owned(),
            name_en: cost.case.name(Lang::En).to_owned(),
            indicators,
            hours: cost.hours,
            change: cost.change,
            least: cost.least.map(|(count, change)| LeastRow { count, change }),
        }
    }

    /// What it costs, where it costs something.
    fn cost(&self) -> Option<f64> {
        let change = self.least.as_ref().map_or(self.change, |least| least.change);
        (change < 0.0).then_some(change)
    }

    /// The case and what it costs; `None` where it costs nothing.
    pub(super) fn in_words(&self, lang: Lang) -> Option<String> {
        let cost = numbers::change_of_total(self.cost()?);
        let hours =
            self.hours.map(|hours| text::what_if_each_hours(lang, text::hours(lang, fixed(hours, 1))));
        let name = format!("{}{}", self.case.name(lang), hours.unwrap_or_default());
        Some(match &self.least {
            None => format!("{name} {cost}"),
            Some(least) => text::cost_of_one_least(lang, name, least.count, cost),
        })
    }
}
