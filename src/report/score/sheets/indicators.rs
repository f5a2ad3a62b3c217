//! The indicators, a row each, with all their figures.

use super::super::{IndicatorRow, ScoreReport};
use crate::catalogue::{Lang, text};
use crate::indicator::{Direction, Figure};
use crate::report::figures::Status;
use crate::report::names;
use crate::report::sheet::{Colouring, NumberKind, Sheet, SheetCell, SheetColumn, SheetTable};
use crate::report::thresholds::borders_of;

pub(super) fn sheet(report: &ScoreReport, lang: Lang) -> Sheet<'_> {
    let plain = |heading: &'static str| SheetColumn::new(heading);
    let changed = |heading: &'static str| SheetColumn::new(heading).coloured(Colouring::Change);
    let mut table = SheetTable::new([
        plain(text::head_indicator(lang)),
        plain(text::sheet_dimension(lang)),
        plain(text::sheet_scored(lang)),
        plain(text::sheet_window(lang)),
        plain(text::sheet_value(lang)),
        plain(text::sheet_points(lang)).coloured(Colouring::POINTS),
        plain(text::sheet_lost(lang)).coloured(Colouring::Bar),
        plain(text::sheet_rank(lang)),
        changed(text::sheet_change_7(lang)),
        changed(text::sheet_change_30(lang)),
        plain(text::sheet_numerator(lang)),
        plain(text::sheet_denominator(lang)),
        plain(text::sheet_30(lang)),
        plain(text::sheet_90(lang)),
        plain(text::sheet_weight_in_total(lang)),
        plain(text::sheet_covered_days(lang)),
        plain(text::head_status(lang)),
        plain(text::sheet_id(lang)),
    ]);
    let (scored, rest): (Vec<_>, Vec<_>) = report.indicators.iter().partition(|row| row.title.is_scored());
    for row in scored.into_iter().chain(rest) {
        let cells = cells(report, row, lang);
        match row.title.direction {
            Direction::High => table.row(cells),
            Direction::Low => table.row_low_is_better(cells),
        }
    }
    Sheet::of_table(text::sheet_indicators(lang), table).on(report.head.as_of)
}

fn cells<'a>(report: &ScoreReport, row: &'a IndicatorRow, lang: Lang) -> [SheetCell<'a>; 18] {
    let (unit, figures, beside) = (row.title.unit, &row.figures.day, &row.detail.beside);
    let borders = borders_of(&report.thresholds, Figure::Indicator(row.title.id));
    let scored = if row.title.is_scored() { text::sheet_yes(lang) } else { text::sheet_no(lang) };
    let change = |change: Option<f64>| SheetCell::number(change, NumberKind::of_change(unit));
    let weight = Some(figures.weight_in_total).filter(|_| row.title.is_scored());
    [
        SheetCell::text(names::indicator(row.title.id, lang)),
        SheetCell::text(names::dimension(row.title.dimension, lang)),
        SheetCell::text(scored),
        SheetCell::count(row.title.window_days),
        SheetCell::value(unit, figures.value, &borders),
        SheetCell::number(figures.points, NumberKind::Points),
        SheetCell::score(figures.lost_score, &[]),
        row.detail.rank.map_or(SheetCell::Blank, SheetCell::count),
        change(beside.change_7d),
        change(beside.change_30d),
        SheetCell::number(row.figures.numerator, NumberKind::of_numerator(unit)),
        row.figures.denominator.map_or(SheetCell::Blank, SheetCell::count),
        SheetCell::value(unit, beside.days_30.0.value, &[]),
        SheetCell::value(unit, beside.days_90.0.value, &[]),
        SheetCell::number(weight, NumberKind::Share),
        SheetCell::count(row.detail.covered_days),
        SheetCell::text(status(row, lang)),
        SheetCell::text(row.title.id.id()),
    ]
}

/// What an indicator rests on, in a few words.
fn status(row: &IndicatorRow, lang: Lang) -> String {
    let status = match row.figures.day.status {
        Status::Ok => None,
        Status::Partial => Some(text::status_partial(lang)),
        Status::Manual => Some(text::status_manual(lang)),
        Status::NoData => Some(text::status_no_data(lang)),
    };
    let approximate = row.figures.approximate.then(|| text::status_approximate(lang));
    let small_shop = row.detail.small_shop.then(|| text::status_small_shop(lang));
    let few = row.detail.small_numbers.then(|| text::status_small_sample(lang));
    names::joined([status, approximate, small_shop, few].into_iter().flatten(), " ")
}
