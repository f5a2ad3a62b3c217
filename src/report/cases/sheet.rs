//! Cases as a sheet of a workbook: a row each, ids as texts.

use super::CaseTable;
use crate::catalogue::{Lang, text};
use crate::indicator::{Indicator, Unit};
use crate::insight::CaseRow;
use crate::report::names;
use crate::report::sheet::{NumberKind, Sheet, SheetCell, SheetColumn, SheetPart, SheetTable};
use crate::time::Day;

/// The cases of some indicators, one below the other.
pub(in crate::report) fn sheet<'a>(
    tables: impl IntoIterator<Item = &'a CaseTable>,
    day: Day,
    lang: Lang,
) -> Sheet<'a> {
    let headings = [
        text::head_indicator,
        text::case_order,
        text::case_after_sale,
        text::case_product_id,
        text::case_product_name,
        text::case_carrier,
        text::case_province,
        text::case_channel,
        text::case_creator,
        text::case_value,
        text::case_paid,
        text::case_deadline,
        text::case_pickup,
        text::case_delivery,
        text::case_sign,
        text::case_apply,
        text::case_handling_due,
        text::case_agree,
        text::case_finish,
        text::case_reason,
        text::case_reason_class,
        text::case_stars,
        text::sheet_numerator,
        text::sheet_denominator,
        text::case_cohort,
        text::case_leaves,
    ];
    let columns = headings.map(|heading: fn(Lang) -> &'static str| SheetColumn::new(heading(lang)));
    let mut table = SheetTable::new(columns);
    for cases in tables {
        cases.cases.iter().for_each(|row| table.row(cases.cells(row, lang)));
    }
    let name = text::sheet_cases(lang);
    if table.rows.is_empty() {
        return Sheet::new(name).on(day).with(SheetPart::Note(text::sheet_cases_none(lang).to_owned()));
    }
    Sheet::of_table(name, table.without_blank_columns()).on(day)
}

impl CaseTable {
    fn cells<'a>(&self, row: &'a CaseRow, lang: Lang) -> [SheetCell<'a>; 26] {
        let text = |text: &'a String| SheetCell::text(text.as_str());
        let time = |time: &'a String| SheetCell::time(time.as_str());
        // A due time decides for one indicator only.
        let due = |indicator: Indicator, due: &'a String| match row.indicator == indicator {
            true => time(due),
            false => SheetCell::Blank,
        };
        let unit = row.indicator.info().unit;
        // An order counts or does not; conversations weigh.
        let is_case = unit == Unit::Ratio && row.denominator == 1;
        let (value, counted) = match is_case {
            true => (SheetCell::number(Some(row.value), NumberKind::Count), None),
            false => (SheetCell::value(unit, Some(row.value), &[]), Some((row.numerator, row.denominator))),
        };
        let counted = counted.filter(|(_, weight)| *weight != 1).unzip();
        [
            SheetCell::text(names::indicator(row.indicator, lang)),
            text(&row.order_id),
            text(&row.aftersale_id),
            text(&row.product_id),
            text(&row.product_name),
            text(&row.carrier),
            text(&row.province),
            text(&row.channel),
            text(&row.creator),
            value,
            time(&row.paid_at),
            due(Indicator::PickupOnTimeRate, &row.pickup_due),
            time(&row.picked_up_at),
            due(Indicator::WaybillSlaRate, &row.delivery_due),
            time(&row.signed_at),
            time(&row.applied_at),
            due(Indicator::AftersaleHandledInTimeRate, &row.handling_due),
            time(&row.agreed_at),
            time(&row.finished_at),
            text(&row.reason),
            SheetCell::text(self.reason_class(&row.reason_class, lang)),
            text(&row.stars),
            SheetCell::number(counted.0, NumberKind::of_numerator(unit)),
            counted.1.map_or(SheetCell::Blank, SheetCell::count),
            SheetCell::Day(row.cohort_day),
            SheetCell::Day(row.leaves_on),
        ]
    }
}
