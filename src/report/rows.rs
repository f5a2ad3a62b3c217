//! Figures as rows for spreadsheets: the total, dimensions, indicators and thresholds of a day, one each.

use super::figures::{
    Beside, DayFigures, DimensionTitle, FigureUnit, IndicatorDetail, IndicatorFigures, IndicatorTitle,
    PlainFigures, Status, TotalFigures,
};
use crate::catalogue::Lang;
use crate::history::HistoryRow;
use crate::indicator::{Dimension, Direction, Figure};
use crate::report::thresholds::ThresholdRow;
use crate::rulebook::Comparison;
use crate::time::Day;
use serde::Serialize;

/// A row. Documents choose their columns of its keys; what a figure does not have is blank.
#[derive(Debug, Serialize)]
#[serde(tag = "level", rename_all = "snake_case")]
pub(super) enum FigureRow<'a> {
    Total {
        #[serde(flatten)]
        origin: Origin<'a>,
        id: Figure,
        name_zh: &'static str,
        name_en: &'static str,
        weight_in_total: f64,
        lost_score: Option<f64>,
        #[serde(flatten)]
        total: &'a TotalFigures,
        #[serde(flatten)]
        beside: Option<&'a Beside<PlainFigures>>,
        #[serde(flatten)]
        score: Whole,
    },
    Dimension {
        #[serde(flatten)]
        origin: Origin<'a>,
        #[serde(flatten)]
        title: &'a DimensionTitle,
        dimension: Dimension,
        #[serde(flatten)]
        figures: &'a DayFigures,
        #[serde(flatten)]
        beside: Option<&'a Beside<PlainFigures>>,
        #[serde(flatten)]
        score: Whole,
    },
    Indicator {
        #[serde(flatten)]
        origin: Origin<'a>,
        #[serde(flatten)]
        title: &'a IndicatorTitle,
        #[serde(flatten)]
        figures: &'a IndicatorFigures,
        #[serde(flatten)]
        detail: Option<&'a IndicatorDetail>,
    },
    Threshold {
        #[serde(flatten)]
        origin: Origin<'a>,
        id: &'a str,
        name_zh: &'a str,
        name_en: &'a str,
        /// Of the condition with least room, like the value.
        unit: Option<FigureUnit>,
        direction: Direction,
        window_days: Option<i32>,
        value: Option<f64>,
        weight_in_total: f64,
        status: Status,
        approximate: bool,
        met: Option<bool>,
        distance: Option<f64>,
        distance_of: Option<usize>,
    },
}

/// Of which day of which shop, by which rules.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Origin<'a> {
    pub as_of: Day,
    pub day: Day,
    pub shop: Option<&'a str>,
    pub rulebook_id: &'a str,
    /// Is it from a history, not from the exports?
    pub from_history: bool,
}

/// What goes for every total and dimension.
#[derive(Debug, Serialize)]
pub(super) struct Whole {
    unit: FigureUnit,
    direction: Direction,
    small_shop: bool,
    approximate: bool,
}

impl Whole {
    const SCORE: Whole =
        Whole { unit: FigureUnit::Score, direction: Direction::High, small_shop: false, approximate: false };
}

impl<'a> FigureRow<'a> {
    /// The same as a history keeps it.
    pub(super) fn kept(&self) -> anyhow::Result<HistoryRow> {
        Ok(serde_json::from_value(serde_json::to_value(self)?)?)
    }

    /// The total, which loses what it lacks to the end of the scale.
    pub(super) fn total(
        origin: Origin<'a>,
        total: &'a TotalFigures,
        scale_max: f64,
        beside: Option<&'a Beside<PlainFigures>>,
    ) -> FigureRow<'a> {
        FigureRow::Total {
            origin,
            id: Figure::Total,
            name_zh: Figure::Total.name(Lang::Zh),
            name_en: Figure::Total.name(Lang::En),
            weight_in_total: 1.0,
            lost_score: total.value.map(|value| scale_max - value),
            total,
            beside,
            score: Whole::SCORE,
        }
    }

    /// A threshold; where nothing can be said, by its first condition.
    pub(super) fn threshold(
        origin: Origin<'a>,
        row: &'a ThresholdRow,
        met: Option<bool>,
        value: Option<f64>,
        distance: Option<f64>,
        distance_of: Option<usize>,
    ) -> FigureRow<'a> {
        let condition = distance_of.map_or(row.conditions.first(), |place| row.conditions.get(place));
        let is_lower = condition.is_some_and(|condition| condition.comparison != Comparison::AtLeast);
        FigureRow::Threshold {
            origin,
            id: &row.id,
            name_zh: &row.title_zh,
            name_en: &row.title_en,
            unit: condition.map(|condition| condition.unit),
            direction: if is_lower { Direction::Low } else { Direction::High },
            window_days: condition.and_then(|condition| condition.window_days),
            value,
            weight_in_total: 0.0,
            status: if met.is_some() { Status::Ok } else { Status::NoData },
            approximate: false,
            met,
            distance,
            distance_of,
        }
    }

    pub(super) fn dimension(
        origin: Origin<'a>,
        title: &'a DimensionTitle,
        figures: &'a DayFigures,
        beside: Option<&'a Beside<PlainFigures>>,
    ) -> FigureRow<'a> {
        FigureRow::Dimension { origin, title, dimension: title.id, figures, beside, score: Whole::SCORE }
    }
}
