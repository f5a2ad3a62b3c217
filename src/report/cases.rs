//! The cases behind an indicator: a row each, with the times and values that decided.

mod sheet;

pub(super) use sheet::sheet;

use super::block::{Block, Breaks, Column, Line, Paragraph, Table, Tone};
use super::document::Document;
use super::head::DocumentHead;
use super::names;
use super::sheet::Sheet;
use crate::analysis::Analysis;
use crate::catalogue::{Lang, text};
use crate::indicator::{Dimension, Indicator, Unit};
use crate::insight::{CaseRow, Choice};
use crate::rounding::fixed;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The cases of an indicator at a day. Keys are never absent; what is not known is blank.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen cases --format json")]
pub struct CaseTable {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The indicator.
    pub indicator: Indicator,
    /// The as-of day.
    pub as_of: Day,
    /// First day of the window.
    pub window_from: Day,
    /// Length of the window.
    #[schemars(range(min = 1))]
    pub window_days: i32,
    /// Which of them are listed.
    pub choice: Choice,
    /// The cases, by cohort day and id.
    pub cases: Vec<CaseRow>,
    /// The classes of the cases' reasons.
    #[serde(default)]
    pub reason_classes: Vec<ReasonClassTitle>,
}

/// A class of reasons.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReasonClassTitle {
    /// Its id.
    pub id: String,
    /// Its title in Chinese.
    pub title_zh: String,
    /// Its title in English.
    pub title_en: String,
}

/// The cases of a choice in an indicator's window of so many days.
pub fn build_cases(
    analysis: &Analysis<'_>,
    indicator: Indicator,
    choice: Choice,
    window_days: i32,
) -> CaseTable {
    let cases = analysis.case_rows(indicator, choice, window_days);
    let classes = analysis.rulebook().definitions.reason_class_titles();
    let classes = classes.filter(|(class, _)| cases.iter().any(|case| case.reason_class == class.id()));
    CaseTable {
        head: DocumentHead::of::<CaseTable>(),
        indicator,
        as_of: analysis.as_of(),
        window_from: analysis.as_of().plus(1 - window_days),
        window_days,
        choice,
        reason_classes: classes
            .map(|(class, title)| ReasonClassTitle {
                id: class.id().to_owned(),
                title_zh: title.zh,
                title_en: title.en,
            })
            .collect(),
        cases,
    }
}

impl Document for CaseTable {
    const NAME: &'static str = "cases";
    const HAS_ROWS: bool = true;

    /// Puts a TAB before every id, as the platform's own exports do: a spreadsheet program then keeps
    /// all its digits.
    fn guard_ids(&mut self) {
        for row in &mut self.cases {
            for id in [&mut row.order_id, &mut row.aftersale_id, &mut row.product_id] {
                if !id.is_empty() {
                    id.insert(0, '\t');
                }
            }
        }
    }

    /// The columns that hold something. What decides the case comes first and never leaves: its times, stars, what it is
    /// worth; then come reason and product, and who looks for a parcel finds the rest beside them or with `--wide`.
    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let choice = match self.choice {
            Choice::Numerator => text::cases_numerator(lang),
            Choice::Denominator => text::cases_denominator(lang),
            Choice::Misses => text::cases_misses(lang),
        };
        let (name, to) = (names::indicator(self.indicator, lang), self.as_of);
        let (days, from, count) = (self.window_days, self.window_from, self.cases.len());
        let title = text::cases_title(lang, name, choice, count, to, days, from);
        let title = Paragraph::new(Line::new(title, Tone::Strong)).breaks(Breaks::OneLineFirst);
        let by_days = self.indicator.info().is_by_days().then(|| text::cases_by_days(lang));
        let none = self.cases.is_empty().then(|| text::cases_none(lang));
        let notes = by_days.into_iter().chain(none);
        let notes = notes.map(|note| Paragraph::new(note).breaks(Breaks::OneLineFirst).into());
        let head = Block::Section(std::iter::once(title.into()).chain(notes).collect());
        let table = (!self.cases.is_empty()).then(|| Block::Section(vec![self.table(lang).into()]));
        std::iter::once(head).chain(table).collect()
    }

    fn sheets(&self, lang: Lang) -> anyhow::Result<Vec<Sheet<'_>>> {
        Ok(vec![sheet([self], self.as_of, lang)])
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.cases.iter()
    }
}

impl CaseTable {
    /// The title of a class of reasons.
    fn reason_class(&self, id: &str, lang: Lang) -> String {
        let class = self.reason_classes.iter().find(|class| class.id == id);
        class.map_or(id, |class| lang.pick(&class.title_zh, &class.title_en)).to_owned()
    }

    /// Do stars of the product decide?
    fn is_of_reviews(&self) -> bool {
        matches!(self.indicator, Indicator::PositiveReviewRate | Indicator::NegativeReviewRate)
    }

    fn table(&self, lang: Lang) -> Table {
        let of = |rank: u8, heading: fn(Lang) -> &'static str, cell: &dyn Fn(&CaseRow) -> String| {
            let column = Column::left(heading(lang)).rank(rank);
            (column, self.cases.iter().map(cell).collect::<Vec<String>>())
        };
        let text = |rank, heading, cell: fn(&CaseRow) -> &String| of(rank, heading, &|row| cell(row).clone());
        // A due time decides for one indicator only.
        let due = |indicator: Indicator, heading, cell: fn(&CaseRow) -> &String| {
            let own = |row: &CaseRow| row.indicator == indicator;
            of(0, heading, &|row| if own(row) { cell(row).clone() } else { String::new() })
        };
        // Not every conversation report weighs the same; orders do.
        let is_weighted = self.cases.iter().any(|row| row.denominator != 1);
        let weight = |row: &CaseRow| if is_weighted { row.denominator.to_string() } else { String::new() };
        let facts = self.indicator.info();
        let (is_of_stars, is_of_logistics) =
            (facts.unit == Unit::Stars || self.is_of_reviews(), facts.dimension == Dimension::Logistics);
        let one_or = |is_decisive: bool, rank: u8, other: u8| if is_decisive { rank } else { other };
        let decisive = decisive_times(self.indicator);
        let decides = |time: Time| if decisive.contains(&time) { 0 } else { 9 };
        let mut columns = vec![
            text(0, text::case_order, |row| &row.order_id),
            of(2, text::case_value, &value),
            text(one_or(is_of_stars, 0, 9), text::case_stars, |row| &row.stars),
            text(one_or(is_of_logistics, 9, 1), text::case_reason, |row| &row.reason),
            text(one_or(is_of_logistics, 1, 4), text::case_carrier, |row| &row.carrier),
            text(3, text::case_product_name, |row| &row.product_name),
            text(decides(Time::Paid), text::case_paid, |row| &row.paid_at),
            due(Indicator::PickupOnTimeRate, text::case_deadline, |row| &row.pickup_due),
            text(decides(Time::PickedUp), text::case_pickup, |row| &row.picked_up_at),
            due(Indicator::WaybillSlaRate, text::case_delivery, |row| &row.delivery_due),
            text(decides(Time::Signed), text::case_sign, |row| &row.signed_at),
            text(decides(Time::Applied), text::case_apply, |row| &row.applied_at),
            due(Indicator::AftersaleHandledInTimeRate, text::case_handling_due, |row| &row.handling_due),
            text(decides(Time::Agreed), text::case_agree, |row| &row.agreed_at),
            text(decides(Time::Finished), text::case_finish, |row| &row.finished_at),
            of(5, text::case_reason_class, &|row| self.reason_class(&row.reason_class, lang)),
            text(one_or(is_of_logistics, 2, 6), text::case_province, |row| &row.province),
            of(7, text::case_leaves, &|row| row.leaves_on.to_string()),
            of(8, text::case_cohort, &|row| row.cohort_day.to_string()),
            text(10, text::case_channel, |row| &row.channel),
            text(10, text::case_creator, |row| &row.creator),
            text(11, text::case_after_sale, |row| &row.aftersale_id),
            text(12, text::case_product_id, |row| &row.product_id),
            of(12, text::case_weight, &weight),
        ];
        columns.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let mut table = Table::new(columns.iter().map(|(column, _)| column.clone()));
        for row in 0..self.cases.len() {
            table.row(columns.iter().filter_map(|(_, cells)| cells.get(row)).map(String::as_str));
        }
        table
    }
}

fn value(row: &CaseRow) -> String {
    match row.indicator.info().unit {
        Unit::Hours | Unit::Points => fixed(row.value, 1),
        Unit::Ratio if row.denominator == 1 => fixed(row.numerator, 0),
        _ => fixed(row.value, 3),
    }
}

/// The times of a case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Paid,
    PickedUp,
    Signed,
    Applied,
    Agreed,
    Finished,
}

/// Those that decide what a case of an indicator is worth: they are shown on every page.
fn decisive_times(indicator: Indicator) -> &'static [Time] {
    match indicator {
        Indicator::PickupOnTimeRate => &[Time::PickedUp],
        Indicator::WaybillSlaRate => &[Time::Signed],
        Indicator::PickupHours | Indicator::PickupScore => &[Time::Paid, Time::PickedUp],
        Indicator::ArrivalHours | Indicator::NextDayDeliveryRate => &[Time::Paid, Time::Signed],
        Indicator::TransitHours => &[Time::PickedUp, Time::Signed],
        Indicator::RefundOnlyHours | Indicator::ReturnRefundHours => &[Time::Applied, Time::Finished],
        Indicator::AftersaleReviewHours => &[Time::Applied, Time::Agreed],
        Indicator::AftersaleHandledInTimeRate => &[Time::Agreed],
        _ => &[],
    }
}
