//! The groups that stand out among the cases of the weakest, and what would be gained if they were like the rest.

use super::super::{CauseBy, CauseRow, ScoreReport};
use crate::catalogue::{Lang, text};
use crate::indicator::Unit;
use crate::insight::By;
use crate::report::names;
use crate::report::sheet::{Colouring, NumberKind, Sheet, SheetCell, SheetColumn, SheetPart, SheetTable};

pub(super) fn sheet(report: &ScoreReport, lang: Lang) -> Sheet<'_> {
    let name = text::sheet_causes(lang);
    if report.causes.is_empty() {
        let none = || text::sheet_no_causes(lang).to_owned();
        let note = SheetPart::Note(report.from_sums.as_ref().map_or_else(none, |sums| sums.in_words(lang)));
        return Sheet::new(name).on(report.head.as_of).with(note);
    }
    let plain = |heading: &'static str| SheetColumn::new(heading);
    let mut table = SheetTable::new([
        plain(text::head_indicator(lang)),
        plain(text::sheet_by(lang)),
        plain(text::sheet_group(lang)),
        plain(text::sheet_recoverable(lang)).coloured(Colouring::Bar),
        plain(text::sheet_bad(lang)),
        plain(text::sheet_cases_in_group(lang)),
        plain(text::sheet_own_value(lang)),
        plain(text::sheet_rest_value(lang)),
        plain(text::sheet_share(lang)),
        plain(text::sheet_share_of_cases(lang)),
        plain(text::sheet_all_bad(lang)),
        plain(text::sheet_low(lang)),
        plain(text::sheet_high(lang)),
        plain(text::sheet_first_day(lang)),
        plain(text::sheet_last_day(lang)),
        plain(text::case_product_id(lang)),
    ]);
    report.causes.iter().for_each(|cause| table.row(cells(cause, lang)));
    Sheet::of_table(name, table.without_blank_columns()).on(report.head.as_of)
}

fn cells(cause: &CauseRow, lang: Lang) -> [SheetCell<'_>; 16] {
    let count = |count: Option<i64>| count.map_or(SheetCell::Blank, SheetCell::count);
    // Of rates the share of bad cases, whichever way the indicator counts.
    let value = |value: Option<f64>| SheetCell::value(cause.indicator.info().unit, value, &[]);
    let bound = |bound: Option<f64>| SheetCell::value(Unit::Ratio, bound, &[]);
    let share = |share: f64| SheetCell::number(Some(share), NumberKind::Share);
    let group = match cause.by {
        CauseBy::Days => {
            let days: Vec<_> = cause.from.zip(cause.to).into_iter().collect();
            names::day_runs(&days, lang)
        }
        _ => [
            cause.name_en.as_ref().filter(|_| lang == Lang::En),
            cause.name.as_ref(),
            cause.product_id.as_ref(),
        ]
        .into_iter()
        .flatten()
        .next()
        .cloned()
        .unwrap_or_default(),
    };
    [
        SheetCell::text(names::indicator(cause.indicator, lang)),
        SheetCell::text(by_name(cause.by, lang)),
        SheetCell::text(group),
        SheetCell::score(cause.recoverable, &[]),
        count(cause.bad),
        SheetCell::count(cause.cases),
        value(cause.value),
        value(cause.rest_value),
        share(cause.share),
        share(cause.share_of_cases),
        count(cause.all_bad),
        bound(cause.low),
        bound(cause.high),
        SheetCell::day(cause.from),
        SheetCell::day(cause.to),
        SheetCell::text(cause.product_id.as_deref().unwrap_or_default()),
    ]
}

fn by_name(by: CauseBy, lang: Lang) -> &'static str {
    By::ALL.iter().find(|known| CauseBy::from(**known) == by).map_or("", |by| by.name(lang))
}
