//! What JSON shows of a full report. Keys are never absent; what is not known is null. Numbers are not rounded.

use crate::indicator::Indicator;
use crate::insight::exports::KindDays;
use crate::report::cases::CaseTable;
use crate::report::forecast::ForecastReport;
use crate::report::head::DocumentHead;
use crate::report::score::ScoreReport;
use crate::report::watch::Watch;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A score and what belongs beside it. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen score --format html")]
pub struct FullReport {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The score.
    pub score: ScoreReport,
    /// The days up to the as-of day.
    pub course: Course,
    /// The days ahead; null where the exports foretell none.
    pub forecast: Option<ForecastReport>,
    /// Cases with a deadline; null where the exports know no time at which they could wait.
    pub watch: Option<Watch>,
    /// The days that the exports cover, by kind.
    pub covered: Vec<KindDays>,
    /// The cases of the weakest indicators, most lost first; null where they were left out.
    pub cases: Option<Vec<CaseTable>>,
}

/// Figures by day, as columns: every list is as long as that of the days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Course {
    /// The days, the earliest first, none left out, the as-of day last.
    pub days: Vec<Day>,
    /// Those of them that are from the history, because the exports no longer cover as much of them.
    #[serde(default)]
    pub from_history: Vec<Day>,
    /// The totals; null below the least coverage.
    pub total: Vec<Option<f64>>,
    /// The scored indicators.
    pub indicators: Vec<IndicatorCourse>,
}

/// An indicator by day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorCourse {
    /// Which.
    pub id: Indicator,
    /// Its values.
    pub value: Vec<Option<f64>>,
    /// Their points 0…100.
    pub points: Vec<Option<f64>>,
}
