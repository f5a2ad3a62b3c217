//! Cases with a deadline as a sheet of a workbook: what a warehouse or a service desk works through.

use super::model::Watch;
use super::words::{advice, name};
use crate::catalogue::{Lang, text};
use crate::insight::watch::WatchItem;
use crate::report::names;
use crate::report::sheet::{
    Colouring, Fit, NumberKind, Sheet, SheetCell, SheetColumn, SheetPart, SheetTable,
};

/// How wide the column of what to do is.
const ADVICE: f64 = 50.0;

pub(in crate::report) fn sheet(watch: &Watch, lang: Lang) -> Sheet<'_> {
    let sheet = Sheet::new(text::sheet_watch(lang)).on(watch.as_of);
    if watch.items.is_empty() {
        let none = text::watch_none(lang, crate::report::exact(watch.within));
        return sheet.with(SheetPart::Note(none));
    }
    let plain = |heading: &'static str| SheetColumn::new(heading);
    let mut table = SheetTable::new([
        plain(text::watch_deadline(lang)),
        plain(text::sheet_hours_left(lang)).coloured(Colouring::Negative),
        plain(text::sheet_task(lang)),
        plain(text::case_order(lang)),
        plain(text::case_after_sale(lang)),
        plain(text::case_product_name(lang)),
        plain(text::case_carrier(lang)),
        plain(text::case_province(lang)),
        plain(text::sheet_cost(lang)),
        plain(text::head_indicator(lang)),
        plain(text::case_product_id(lang)),
        plain(text::sheet_advice(lang)).fit(Fit::Wrapped(ADVICE)),
    ]);
    watch.items.iter().for_each(|item| table.row(cells(item, lang)));
    sheet.with(SheetPart::Table(table.without_blank_columns()))
}

fn cells(item: &WatchItem, lang: Lang) -> [SheetCell<'_>; 12] {
    [
        SheetCell::time(item.deadline.as_str()),
        SheetCell::number(Some(item.hours_left), NumberKind::Sum),
        SheetCell::text(name(item.kind, lang)),
        SheetCell::text(item.order_id.as_str()),
        SheetCell::text(item.aftersale_id.as_str()),
        SheetCell::text(item.product_name.as_str()),
        SheetCell::text(item.carrier.as_str()),
        SheetCell::text(item.province.as_str()),
        SheetCell::change(item.cost),
        SheetCell::text(item.indicator.map_or("", |id| names::indicator(id, lang))),
        SheetCell::text(item.product_id.as_str()),
        SheetCell::text(advice(item.kind, lang)),
    ]
}
