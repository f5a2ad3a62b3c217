//! A score as sheets of a workbook.

mod causes;
mod data;
mod indicators;
mod overview;

use super::ScoreReport;
use crate::catalogue::Lang;
use crate::insight::exports::KindDays;
use crate::report::sheet::Sheet;

impl ScoreReport {
    /// Its overview.
    pub(in crate::report) fn overview_sheet(&self, lang: Lang) -> Sheet<'_> {
        overview::sheet(self, lang)
    }

    /// Its indicators, scored or not.
    pub(in crate::report) fn indicators_sheet(&self, lang: Lang) -> Sheet<'_> {
        indicators::sheet(self, lang)
    }

    /// The groups that stand out among the cases of the weakest.
    pub(in crate::report) fn causes_sheet(&self, lang: Lang) -> Sheet<'_> {
        causes::sheet(self, lang)
    }

    /// The files, the days that they cover, what the reader should know.
    pub(in crate::report) fn data_sheet<'a>(&'a self, covered: &'a [KindDays], lang: Lang) -> Sheet<'a> {
        data::sheet(self, covered, lang)
    }

    /// All that a score alone gives.
    pub(super) fn own_sheets(&self, lang: Lang) -> Vec<Sheet<'_>> {
        vec![
            self.overview_sheet(lang),
            self.indicators_sheet(lang),
            self.causes_sheet(lang),
            self.data_sheet(&[], lang),
        ]
    }
}
