//! The trend as rows: per day the total, the dimensions, the indicators, the thresholds. Names are those of the score's
//! CSV; every row has the same keys, so that months and shops append.

use super::model::{Trend, TrendDay};
use crate::history::HistoryRow;
use crate::report::rows::{FigureRow, Origin};

impl Trend {
    pub(super) fn rows_of<'a>(&'a self, day: &'a TrendDay) -> impl Iterator<Item = FigureRow<'a>> {
        let shop = self.head.shop.as_deref();
        let (rulebook_id, from_history) = (&self.head.rulebook.id, day.from_history);
        let origin = Origin { as_of: day.day, day: day.day, shop, rulebook_id, from_history };
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
        let thresholds = thresholds.map(move |(head, own)| {
            FigureRow::threshold(origin, &head.row, own.met, own.value, own.distance, own.distance_of)
        });
        std::iter::once(total).chain(dimensions).chain(indicators).chain(thresholds)
    }

    /// The days as a history keeps them: those with data that are not from one.
    ///
    /// # Errors
    ///
    /// Where a figure is no row of a history.
    pub fn history_rows(&self) -> anyhow::Result<Vec<HistoryRow>> {
        let days = self.days.iter().filter(|day| !day.from_history && day.score.coverage > 0.0);
        days.flat_map(|day| self.rows_of(day)).map(|row| row.kept()).collect()
    }
}
