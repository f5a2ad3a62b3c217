//! The cases behind an indicator: a row each, with the times and values that decided.

mod sheet;

pub(super) use sheet::sheet;

use super::block::{Block, Column, Paragraph, Table};
use super::document::Document;
use super::head::DocumentHead;
use super::names;
use super::sheet::Sheet;
use crate::analysis::Analysis;
use crate::catalogue::{Lang, text};
use crate::indicator::{Indicator, Unit};
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

    /// The columns that hold something.
    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let choice = match self.choice {
            Choice::Numerator => text::cases_numerator(lang),
            Choice::Denominator => text::cases_denominator(lang),
            Choice::Misses => text::cases_misses(lang),
        };
        let (name, to) = (names::indicator(self.indicator, lang), self.as_of);
        let (days, from, count) = (self.window_days, self.window_from, self.cases.len());
        let title = text::cases_title(lang, name, to, days, from, to, choice, count);
        let cases = if self.cases.is_empty() {
            Paragraph::new(text::cases_none(lang)).into()
        } else {
            self.table(lang).into()
        };
        let by_days = self.indicator.info().is_by_days();
        let by_days = by_days.then(|| Paragraph::new(text::cases_by_days(lang)).into());
        [Block::Heading(title.into())].into_iter().chain(by_days).chain([cases]).collect()
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

    fn table(&self, lang: Lang) -> Table {
        let of = |heading: fn(Lang) -> &'static str, cell: &dyn Fn(&CaseRow) -> String| {
            (heading(lang), self.cases.iter().map(cell).collect::<Vec<String>>())
        };
        let text = |heading, cell: fn(&CaseRow) -> &String| of(heading, &|row| cell(row).clone());
        // A due time decides for one indicator only.
        let due = |indicator: Indicator, heading, cell: fn(&CaseRow) -> &String| {
            of(heading, &|row| if row.indicator == indicator { cell(row).clone() } else { String::new() })
        };
        // Not every conversation report weighs the same; orders do.
        let is_weighted = self.cases.iter().any(|row| row.denominator != 1);
        let weight = |row: &CaseRow| if is_weighted { row.denominator.to_string() } else { String::new() };
        let mut columns = vec![
            text(text::case_order, |row| &row.order_id),
            text(text::case_after_sale, |row| &row.aftersale_id),
            text(text::case_product_id, |row| &row.product_id),
            text(text::case_product_name, |row| &row.product_name),
            text(text::case_carrier, |row| &row.carrier),
            text(text::case_province, |row| &row.province),
            text(text::case_channel, |row| &row.channel),
            text(text::case_creator, |row| &row.creator),
            text(text::case_paid, |row| &row.paid_at),
            due(Indicator::PickupOnTimeRate, text::case_deadline, |row| &row.pickup_due),
            text(text::case_pickup, |row| &row.picked_up_at),
            due(Indicator::WaybillSlaRate, text::case_delivery, |row| &row.delivery_due),
            text(text::case_sign, |row| &row.signed_at),
            text(text::case_apply, |row| &row.applied_at),
            due(Indicator::AftersaleHandledInTimeRate, text::case_handling_due, |row| &row.handling_due),
            text(text::case_agree, |row| &row.agreed_at),
            text(text::case_finish, |row| &row.finished_at),
            text(text::case_reason, |row| &row.reason),
            of(text::case_reason_class, &|row| self.reason_class(&row.reason_class, lang)),
            text(text::case_stars, |row| &row.stars),
            of(text::case_weight, &weight),
            of(text::case_value, &value),
            of(text::case_cohort, &|row| row.cohort_day.to_string()),
            of(text::case_leaves, &|row| row.leaves_on.to_string()),
        ];
        columns.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let mut table = Table::new(columns.iter().map(|(heading, _)| Column::left(*heading)));
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
