//! What the score rests on: the files and the account of their rows, the days that they cover, what the reader should
//! know.

use super::super::ScoreReport;
use crate::catalogue::{Lang, Severity, text};
use crate::input::FileStatus;
use crate::insight::exports::KindDays;
use crate::report::inputs::InputRow;
use crate::report::sheet::{Colouring, Fit, Sheet, SheetCell, SheetColumn, SheetPart, SheetTable};
use crate::report::warning::WarningRow;
use crate::report::{missing, names};

/// How wide a column of sentences is.
const SENTENCES: f64 = 60.0;

pub(super) fn sheet<'a>(report: &'a ScoreReport, covered: &'a [KindDays], lang: Lang) -> Sheet<'a> {
    let parts = [
        (text::sheet_files(lang), files(&report.inputs, lang)),
        (text::sheet_days(lang), days(covered, lang)),
        (text::sheet_remarks(lang), remarks(report, lang)),
    ];
    let parts = parts.into_iter().filter(|(_, table)| !table.rows.is_empty());
    parts.enumerate().fold(
        Sheet::new(text::sheet_data(lang)).on(report.head.as_of),
        |sheet, (place, part)| {
            let sheet = if place > 0 { sheet.with(SheetPart::Gap) } else { sheet };
            sheet.with(SheetPart::Heading(part.0.to_owned())).with(SheetPart::Table(part.1))
        },
    )
}

fn files(inputs: &[InputRow], lang: Lang) -> SheetTable<'_> {
    let counts = [
        text::sheet_read,
        text::sheet_used,
        text::sheet_duplicate,
        text::sheet_excluded,
        text::sheet_unmatched,
        text::sheet_rejected,
        text::sheet_skipped,
    ];
    let columns = [
        SheetColumn::new(text::sheet_file(lang)),
        SheetColumn::new(text::sheet_kind(lang)),
        SheetColumn::new(text::sheet_state(lang)).coloured(Colouring::Sign),
    ];
    let counts = counts.map(|heading: fn(Lang) -> &'static str| SheetColumn::new(heading(lang)));
    let mut table = SheetTable::new(columns.into_iter().chain(counts));
    for file in inputs {
        let state = match file.status {
            FileStatus::Used => text::sheet_file_used(lang),
            FileStatus::Skipped => text::sheet_file_skipped(lang),
            FileStatus::Refused => text::sheet_file_refused(lang),
        };
        let counts = [
            file.read,
            file.used,
            file.duplicate,
            file.excluded,
            file.unmatched,
            file.rejected,
            file.skipped,
        ];
        let words = [
            SheetCell::text(file.path.as_str()),
            SheetCell::text(file.kind.map_or("", |kind| names::kind(kind, lang))),
            SheetCell::text(state),
        ];
        table.row(words.into_iter().chain(counts.map(SheetCell::count)));
    }
    table
}

fn days(covered: &[KindDays], lang: Lang) -> SheetTable<'_> {
    let mut table = SheetTable::new([
        SheetColumn::new(text::sheet_kind(lang)),
        SheetColumn::new(text::sheet_first_day(lang)),
        SheetColumn::new(text::sheet_last_day(lang)),
        SheetColumn::new(text::sheet_gap_days(lang)),
        SheetColumn::new(text::sheet_gaps(lang)).fit(Fit::Over),
    ]);
    for kind in covered {
        let gaps: Vec<_> = kind.gaps.iter().map(|gap| (gap.from, gap.to)).collect();
        table.row([
            SheetCell::text(names::kind(kind.kind, lang)),
            SheetCell::Day(kind.first_day),
            SheetCell::Day(kind.last_day),
            SheetCell::count(kind.gaps.iter().map(|gap| i64::from(gap.days)).sum::<i64>()),
            SheetCell::text(names::day_runs(&gaps, lang)),
        ]);
    }
    table
}

/// What is missing, and what was found while reading.
fn remarks(report: &ScoreReport, lang: Lang) -> SheetTable<'_> {
    let mut table = SheetTable::new([
        SheetColumn::new(text::sheet_explanation(lang)).fit(Fit::Wrapped(SENTENCES)),
        SheetColumn::new(text::sheet_severity(lang)),
        SheetColumn::new(text::sheet_code(lang)).fit(Fit::Over),
        SheetColumn::new(text::sheet_place(lang)).fit(Fit::Over),
    ]);
    for row in &report.missing {
        table.row([
            SheetCell::text(missing::in_words(row, lang)),
            SheetCell::text(text::status_no_data(lang)),
        ]);
    }
    for row in &report.warnings {
        table.row(remark(row, lang));
    }
    table
}

fn remark(row: &WarningRow, lang: Lang) -> [SheetCell<'_>; 4] {
    let severity = match row.severity {
        Severity::Error => text::severity_error(lang),
        Severity::Warning => text::severity_warning(lang),
        Severity::Note => text::severity_note(lang),
    };
    let line = row.line.map(|line| line.to_string());
    let place = [row.path.as_deref(), row.cell.as_deref().or(line.as_deref()), row.column.as_deref()];
    let (message, fix) = (lang.pick(&row.message_zh, &row.message_en), lang.pick(&row.fix_zh, &row.fix_en));
    let stop = lang.pick("。", ". ");
    [
        SheetCell::text(format!("{message}{stop}{fix}")),
        SheetCell::text(severity),
        SheetCell::text(row.code.id()),
        SheetCell::text(names::joined(place.into_iter().flatten(), " · ")),
    ]
}
