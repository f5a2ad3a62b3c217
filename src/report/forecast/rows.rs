//! The forecast as rows: per day the total, the dimensions, the indicators. Names are those of the trend's CSV.

use super::model::{ForecastDay, ForecastReport};
use crate::catalogue::Lang;
use crate::indicator::{Dimension, Direction, Figure};
use crate::report::figures::FigureUnit;
use crate::time::Day;
use serde::Serialize;

/// A figure on a day; what it does not have is blank.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    level: &'static str,
    as_of: Day,
    day: Day,
    shop: Option<&'a str>,
    rulebook_id: &'a str,
    id: Figure,
    name_zh: &'static str,
    name_en: &'static str,
    dimension: Option<Dimension>,
    unit: FigureUnit,
    direction: Direction,
    window_days: Option<i32>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    points: Option<f64>,
    /// Of the total.
    coverage: Option<f64>,
}

impl ForecastReport {
    pub(super) fn rows_of<'a>(&'a self, day: &'a ForecastDay) -> impl Iterator<Item = Row<'a>> {
        let total = Row {
            value: day.value,
            low: day.low,
            high: day.high,
            points: day.points,
            coverage: Some(day.coverage),
            ..self.row(day, "total", Figure::Total)
        };
        let dimensions = day.dimensions.iter().map(|own| Row {
            dimension: Some(own.id),
            value: own.value,
            points: own.points,
            ..self.row(day, "dimension", Figure::Dimension(own.id))
        });
        let indicators = self.indicators.iter().zip(&day.indicators).map(|(title, own)| Row {
            dimension: Some(title.dimension),
            unit: FigureUnit::Of(title.unit),
            direction: title.direction,
            window_days: Some(title.window_days),
            numerator: own.numerator,
            denominator: own.denominator,
            value: own.value,
            points: own.points,
            ..self.row(day, "indicator", Figure::Indicator(own.id))
        });
        std::iter::once(total).chain(dimensions).chain(indicators)
    }

    /// A row of a figure without its figures.
    fn row<'a>(&'a self, day: &ForecastDay, level: &'static str, id: Figure) -> Row<'a> {
        Row {
            level,
            as_of: self.head.as_of,
            day: day.day,
            shop: self.head.shop.as_deref(),
            rulebook_id: &self.head.rulebook.id,
            id,
            name_zh: id.name(Lang::Zh),
            name_en: id.name(Lang::En),
            dimension: None,
            unit: FigureUnit::Score,
            direction: Direction::High,
            window_days: None,
            numerator: None,
            denominator: None,
            value: None,
            low: None,
            high: None,
            points: None,
            coverage: None,
        }
    }
}
