//! The trend as rows of a CSV: per day the total, the dimensions, the indicators, the thresholds. Names are those of the
//! score's CSV; every row has the same keys, so that months and shops append.

use super::model::{Trend, TrendDay};
use crate::indicator::{Direction, Figure};
use crate::report::Status;
use crate::rulebook::Comparison;
use crate::time::Day;
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub struct TrendRow<'a> {
    /// total, dimension, indicator or threshold.
    level: &'static str,
    /// The as-of day.
    day: Day,
    /// The shop's name.
    shop: Option<&'a str>,
    /// The rulebook's id.
    rulebook_id: &'a str,
    /// The id of an indicator, a dimension or a threshold, or total.
    id: &'a str,
    name_zh: &'a str,
    name_en: &'a str,
    /// The dimension's id.
    dimension: Option<&'static str>,
    /// ratio, stars, hours, seconds, points; score for total and dimensions.
    unit: &'static str,
    /// high or low: which is better.
    direction: &'static str,
    /// Length of the window.
    window_days: Option<i32>,
    numerator: Option<f64>,
    denominator: Option<i64>,
    value: Option<f64>,
    points: Option<f64>,
    weight_in_total: f64,
    lost_score: Option<f64>,
    /// ok, partial, no_data or manual.
    status: &'static str,
    approximate: bool,
    /// Of the total only, here and below.
    coverage: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// Of a threshold only, here and below; `value` and `unit` are those of the condition with least room.
    met: Option<bool>,
    distance: Option<f64>,
}

impl Trend {
    /// The rows, day by day.
    pub fn rows(&self) -> impl Iterator<Item = TrendRow<'_>> {
        self.days.iter().flat_map(|day| self.rows_of(day))
    }

    fn rows_of(&self, day: &TrendDay) -> Vec<TrendRow<'_>> {
        let blank = |level: &'static str| TrendRow {
            level,
            day: day.day,
            shop: self.shop.as_deref(),
            rulebook_id: &self.rulebook.id,
            id: level,
            name_zh: "",
            name_en: "",
            dimension: None,
            unit: "score",
            direction: Direction::High.id(),
            window_days: None,
            numerator: None,
            denominator: None,
            value: None,
            points: None,
            weight_in_total: 1.0,
            lost_score: None,
            status: "",
            approximate: false,
            coverage: None,
            low: None,
            high: None,
            met: None,
            distance: None,
        };
        let score = &day.score;
        let (name_zh, name_en) = Figure::Total.names();
        let mut rows = vec![TrendRow {
            name_zh,
            name_en,
            value: score.value,
            points: score.points,
            lost_score: score.value.map(|v| self.scale_max - v),
            status: score.status.id(),
            coverage: Some(score.coverage),
            low: Some(score.low),
            high: Some(score.high),
            ..blank("total")
        }];
        rows.extend(self.dimensions.iter().zip(&day.dimensions).map(|(head, own)| TrendRow {
            id: head.id,
            name_zh: head.name_zh,
            name_en: head.name_en,
            dimension: Some(head.id),
            value: own.value,
            points: own.points,
            weight_in_total: own.weight_in_total,
            lost_score: own.lost_score,
            status: own.status.id(),
            ..blank("dimension")
        }));
        rows.extend(self.indicators.iter().zip(&day.indicators).map(|(head, own)| TrendRow {
            id: head.id,
            name_zh: head.name_zh,
            name_en: head.name_en,
            dimension: Some(head.dimension),
            unit: head.unit.id(),
            direction: head.direction.id(),
            window_days: Some(head.window_days),
            numerator: own.numerator,
            denominator: own.denominator,
            value: own.value,
            points: own.points,
            weight_in_total: own.weight_in_total,
            lost_score: own.lost_score,
            status: own.status.id(),
            approximate: own.approximate,
            ..blank("indicator")
        }));
        rows.extend(self.thresholds.iter().zip(&day.thresholds).map(|(head, own)| {
            let condition =
                own.distance_of.map_or(head.row.conditions.first(), |i| head.row.conditions.get(i));
            let lower = condition.is_some_and(|c| c.comparison != Comparison::AtLeast);
            TrendRow {
                id: &head.row.id,
                name_zh: &head.row.title_zh,
                name_en: &head.row.title_en,
                unit: condition.map_or("", |c| c.unit.id()),
                direction: if lower { Direction::Low.id() } else { Direction::High.id() },
                window_days: condition.and_then(|c| c.window_days),
                value: own.value,
                weight_in_total: 0.0,
                status: if own.met.is_some() { Status::Ok.id() } else { Status::NoData.id() },
                met: own.met,
                distance: own.distance,
                ..blank("threshold")
            }
        }));
        rows
    }
}
