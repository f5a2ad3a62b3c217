//! A full report as a workbook.

mod course;

use super::FullReport;
use crate::catalogue::{Lang, text};
use crate::report::cases;
use crate::report::sheet::{Sheet, SheetPart};
use crate::report::watch;

pub(super) fn sheets(report: &FullReport, lang: Lang) -> Vec<Sheet<'_>> {
    let score = &report.score;
    let day = score.head.as_of;
    let said = |name: &'static str, note: &'static str| {
        let usual = || note.to_owned();
        let note = score.from_sums.as_ref().map_or_else(usual, |sums| sums.in_words(lang));
        Sheet::new(name).on(day).with(SheetPart::Note(note))
    };
    let cases = match &report.cases {
        None => said(text::sheet_cases(lang), text::sheet_cases_left_out(lang)),
        Some(tables) => cases::sheet(tables, day, lang),
    };
    let watch = match &report.watch {
        None => said(text::sheet_watch(lang), text::sheet_watch_unknown(lang)),
        Some(watch) => watch::sheet(watch, lang),
    };
    vec![
        score.overview_sheet(lang),
        score.indicators_sheet(lang),
        score.causes_sheet(lang),
        course::sheet(report, lang),
        watch,
        cases,
        score.data_sheet(&report.covered, lang),
    ]
}
