//! The trend as rows: per day the total, the dimensions, the indicators, the thresholds. Names are those of the score's
//! CSV; every row has the same keys, so that months and shops append.

use super::model::{Trend, TrendDay, TrendThreshold, TrendThresholdDay};
use crate::indicator::Direction;
use crate::report::figures::Status;
use crate::report::rows::{FigureRow, Origin};
use crate::rulebook::Comparison;

impl Trend {
    pub(super) fn rows_of<'a>(&'a self, day: &'a TrendDay) -> impl Iterator<Item = FigureRow<'a>> {
        let shop = self.head.shop.as_deref();
        let origin = Origin { as_of: day.day, day: day.day, shop, rulebook_id: &self.head.rulebook.id };
        let total = FigureRow::total(origin, &day.score, self.scale_max, None);
        let dimensions = self.dimensions.iter().zip(&day.dimensions);
        let dimensions =
            dimensions.map(move |(title, own)| FigureRow::dimension(origin, title, &own.figures, None));
        let indicators = self.indicators.iter().zip(&day.indicators);
        let indicators = indicators.map(move |(title, own)| FigureRow::Indicator {
            origin,
            title,
            figures: &own.figures,
            detail: None,
        });
        let thresholds = self.thresholds.iter().zip(&day.thresholds);
        let thresholds = thresholds.map(move |(head, own)| threshold(origin, head, own));
        std::iter::once(total).chain(dimensions).chain(indicators).chain(thresholds)
    }
}

fn threshold<'a>(origin: Origin<'a>, head: &'a TrendThreshold, own: &'a TrendThresholdDay) -> FigureRow<'a> {
    let row = &head.row;
    let condition = own.distance_of.map_or(row.conditions.first(), |place| row.conditions.get(place));
    let is_lower = condition.is_some_and(|condition| condition.comparison != Comparison::AtLeast);
    FigureRow::Threshold {
        origin,
        id: &row.id,
        name_zh: &row.title_zh,
        name_en: &row.title_en,
        unit: condition.map(|condition| condition.unit),
        direction: if is_lower { Direction::Low } else { Direction::High },
        window_days: condition.and_then(|condition| condition.window_days),
        value: own.value,
        weight_in_total: 0.0,
        status: if own.met.is_some() { Status::Ok } else { Status::NoData },
        approximate: false,
        met: own.met,
        distance: own.distance,
    }
}
