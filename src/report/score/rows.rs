//! The score as rows: total, dimensions, indicators; for a history the thresholds, too.

use super::ScoreReport;
use crate::history::HistoryRow;
use crate::report::rows::{FigureRow, Origin};
use crate::report::thresholds::ThresholdRow;

impl ScoreReport {
    fn origin(&self) -> Origin<'_> {
        let (day, shop) = (self.head.as_of, self.head.shop.as_deref());
        Origin { as_of: day, day, shop, rulebook_id: &self.head.rulebook.id, from_history: false }
    }

    /// Total, dimensions, indicators.
    pub(super) fn figure_rows(&self) -> impl Iterator<Item = FigureRow<'_>> {
        self.rows_with_detail(true)
    }

    fn rows_with_detail(&self, has_detail: bool) -> impl Iterator<Item = FigureRow<'_>> {
        let (origin, score) = (self.origin(), &self.score);
        let total = FigureRow::total(origin, &score.total, score.scale_max, Some(&score.beside));
        let dimensions = self
            .dimensions
            .iter()
            .map(move |row| FigureRow::dimension(origin, &row.title, &row.figures, Some(&row.beside)));
        let indicators = self.indicators.iter().map(move |row| FigureRow::Indicator {
            origin,
            title: &row.title,
            figures: &row.figures,
            detail: has_detail.then_some(&row.detail),
        });
        std::iter::once(total).chain(dimensions).chain(indicators)
    }

    /// The day as a history keeps it.
    ///
    /// # Errors
    ///
    /// Where a figure is no row of a history.
    pub fn history_rows(&self) -> anyhow::Result<Vec<HistoryRow>> {
        let threshold = |row| {
            let value = |row: &ThresholdRow| row.conditions.get(row.distance_of?)?.value;
            FigureRow::threshold(self.origin(), row, row.met, value(row), row.distance, row.distance_of)
        };
        let rows = self.rows_with_detail(false).chain(self.thresholds.iter().map(threshold));
        rows.map(|row| row.kept()).collect()
    }
}
