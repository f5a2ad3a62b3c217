//! Thresholds as rows: what each asks, what the shop has, since when.

use crate::analysis::{Analysis, Crossing, Reading, ThresholdHistory};
use crate::catalogue::Lang;
use crate::indicator::Figure;
use crate::report::figures::FigureUnit;
use crate::rulebook::{Comparison, Condition, Definitions, Threshold};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Conditions that decide something, and whether they are met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThresholdRow {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// What happens where it is not met, in Chinese.
    pub consequence_zh: String,
    /// What happens where it is not met, in English.
    pub consequence_en: String,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
    /// Is it met: are all conditions? Null where none fails and some cannot be said.
    pub met: Option<bool>,
    /// The first day of the unbroken run of days with this answer, at most 365 days back; null without an answer.
    pub since: Option<Day>,
    /// May it have been so for longer? The day before has no answer, or lies further back.
    pub since_open: bool,
    /// The distance of the condition with least room: failing ones first, then by distance as a share of the
    /// border. In the unit of that condition; null without an answer.
    pub distance: Option<f64>,
    /// The place of that condition in the list, from 0.
    #[schemars(range(min = 0))]
    pub distance_of: Option<usize>,
    /// What is asked; all must hold.
    pub conditions: Vec<ConditionRow>,
}

/// What one figure must be, and what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConditionRow {
    /// total, or the id of a dimension or an indicator.
    pub of: Figure,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub at: f64,
    /// The value of the figure; null where it is not known.
    pub value: Option<f64>,
    /// Does it hold?
    pub met: Option<bool>,
    /// How far the value may still go before it crosses the border; what is short is negative.
    pub distance: Option<f64>,
    /// score, or the unit of the indicator.
    pub unit: FigureUnit,
    /// The value is the mean of the scores of the last so many days; null: of the day alone.
    #[schemars(range(min = 1))]
    pub mean_days: Option<i32>,
    /// The window of the indicator; null for scores.
    #[schemars(range(min = 1))]
    pub window_days: Option<i32>,
}

/// A threshold is met from a day on, or no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CrossingRow {
    /// The first day with the other answer.
    pub day: Day,
    /// Is the threshold met from that day on?
    pub met: bool,
    /// The figure that made the difference; of several the first: total, or the id of a dimension or an indicator.
    pub of: Figure,
    /// The place of its condition in the list, from 0.
    #[schemars(range(min = 0))]
    pub condition: usize,
    /// Its value on the last day before that has an answer.
    pub before: f64,
    /// Its value on the day.
    pub after: f64,
    /// Had the same scored indicators data behind both values?
    pub same_data: bool,
}

impl CrossingRow {
    /// What changed, of the threshold of a row.
    pub(in crate::report) fn of(crossing: &Crossing, row: &ThresholdRow) -> Option<CrossingRow> {
        Some(CrossingRow {
            day: crossing.day,
            met: crossing.met,
            of: row.conditions.get(crossing.condition)?.of,
            condition: crossing.condition,
            before: crossing.before,
            after: crossing.after,
            same_data: crossing.same_data,
        })
    }
}

impl ThresholdRow {
    /// A threshold at the end of a day.
    pub(in crate::report) fn at(analysis: &Analysis<'_>, threshold: &Threshold, day: Day) -> Self {
        let history = analysis.threshold_history(threshold, day, day);
        ThresholdRow::new(threshold, &analysis.rulebook().definitions, &history)
    }

    /// A threshold at the end of the last day of its history.
    pub(in crate::report) fn new(
        threshold: &Threshold,
        definitions: &Definitions,
        history: &ThresholdHistory,
    ) -> Self {
        let (status, since) = (history.statuses.last(), history.since);
        let readings = status.map(|status| status.readings.as_slice()).unwrap_or_default();
        let parts = threshold.conditions.iter().zip(readings);
        ThresholdRow {
            id: threshold.id.clone(),
            title_zh: threshold.title_zh.clone(),
            title_en: threshold.title_en.clone(),
            consequence_zh: threshold.consequence_zh.clone(),
            consequence_en: threshold.consequence_en.clone(),
            source_zh: threshold.source_zh.clone(),
            source_en: threshold.source_en.clone(),
            met: status.and_then(|status| status.met),
            since: since.map(|since| since.day),
            since_open: since.is_some_and(|since| since.open),
            distance: status.and_then(|status| status.tightest_reading()?.room),
            distance_of: status.and_then(|status| status.tightest),
            conditions: parts.map(|(c, r)| ConditionRow::new(c, definitions, Some(r))).collect(),
        }
    }
}

impl ConditionRow {
    /// Is it on the total?
    pub fn is_of_total(&self) -> bool {
        self.of == Figure::Total
    }

    /// A condition, with what it found where it was asked.
    pub fn new(condition: &Condition, definitions: &Definitions, reading: Option<&Reading>) -> Self {
        let figure = condition.figure;
        let (comparison, at) = (condition.border.comparison(), condition.border.value());
        let (unit, own_window) = match figure {
            Figure::Total | Figure::Dimension(_) => (FigureUnit::Score, None),
            Figure::Indicator(indicator) => {
                (FigureUnit::Of(indicator.info().unit), Some(definitions.window_days(indicator)))
            }
        };
        ConditionRow {
            of: figure,
            name_zh: figure.name(Lang::Zh).to_owned(),
            name_en: figure.name(Lang::En).to_owned(),
            comparison,
            at,
            value: reading.and_then(|r| r.value),
            met: reading.and_then(|r| r.met),
            distance: reading.and_then(|r| r.room),
            unit,
            mean_days: condition.mean_days,
            window_days: condition.window_days.or(own_window),
        }
    }
}

/// A border that a figure of a row must not seem to cross when it is rounded.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureBorder {
    /// The id of the figure or the threshold.
    pub id: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what.
    pub at: f64,
}

impl FigureBorder {
    /// Those of thresholds: each is one of its figure and one of itself.
    pub(in crate::report) fn of<'r>(rows: impl IntoIterator<Item = &'r ThresholdRow>) -> Vec<FigureBorder> {
        let conditions = rows.into_iter().flat_map(|row| row.conditions.iter().map(move |own| (row, own)));
        let both = conditions.flat_map(|(row, own)| [(own.of.id().to_owned(), own), (row.id.clone(), own)]);
        both.map(|(id, own)| FigureBorder { id, comparison: own.comparison, at: own.at }).collect()
    }
}

/// The borders of conditions on a score of the day itself, total or dimension: it is not shown as reaching one that it
/// does not reach.
pub(in crate::report) fn borders_of<'r>(
    rows: impl IntoIterator<Item = &'r ThresholdRow>,
    of: Figure,
) -> Vec<f64> {
    let conditions = rows.into_iter().flat_map(|row| &row.conditions);
    conditions.filter(|c| c.of == of && c.mean_days.is_none()).map(|c| c.at).collect()
}

/// The same of the total.
pub(in crate::report) fn borders_of_total<'r>(rows: impl IntoIterator<Item = &'r ThresholdRow>) -> Vec<f64> {
    borders_of(rows, Figure::Total)
}
