//! The cases behind an indicator: a row each, with the times and values that decided.

use crate::catalogue::{Lang, Text};
use crate::indicator::{Indicator, Unit};
use crate::insight::{CaseRow, Choice, case_rows};
use crate::rulebook::Definitions;
use crate::scorecard::fixed;
use crate::shop::Shop;
use crate::time::Day;
use comfy_table::{Table, presets};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The cases of an indicator at a day. Keys are never absent; what is not known is blank.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen cases --format json")]
pub struct CaseTable {
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
}

/// Makes the table of an indicator's cases.
pub fn build_cases(
    shop: &Shop,
    definitions: &Definitions,
    (indicator, choice): (Indicator, Choice),
    (as_of, window_days): (Day, i32),
) -> CaseTable {
    CaseTable {
        indicator,
        as_of,
        window_from: as_of.plus(1 - window_days),
        window_days,
        choice,
        cases: case_rows(shop, definitions, (indicator, choice), (as_of, window_days)),
    }
}

impl CaseTable {
    /// Puts a TAB before every id, as the platform's own exports do: a spreadsheet program then keeps
    /// all its digits.
    pub fn guard_ids(&mut self) {
        for row in &mut self.cases {
            for id in [&mut row.order_id, &mut row.aftersale_id, &mut row.product_id] {
                if !id.is_empty() {
                    id.insert(0, '\t');
                }
            }
        }
    }
}

/// The table for people: the columns that hold something.
pub fn render(table: &CaseTable, lang: Lang) -> String {
    let facts = table.indicator.info();
    let what = match table.choice {
        Choice::Numerator => Text::CasesNumerator,
        Choice::Denominator => Text::CasesDenominator,
        Choice::Misses => Text::CasesMisses,
    };
    let mut text = Text::CasesTitle.with(
        lang,
        &[
            ("name", lang.pick(facts.name_zh, facts.name_en).to_owned()),
            ("day", table.as_of.to_string()),
            ("n", table.window_days.to_string()),
            ("from", table.window_from.to_string()),
            ("to", table.as_of.to_string()),
            ("what", what.template(lang).to_owned()),
            ("count", table.cases.len().to_string()),
        ],
    );
    text.push('\n');
    if table.cases.is_empty() {
        return text + Text::CasesNone.template(lang) + "\n";
    }
    let value = |row: &CaseRow| match facts.unit {
        Unit::Hours | Unit::Points => fixed(row.value, 1),
        Unit::Ratio if row.denominator == 1 => fixed(row.numerator, 0),
        _ => fixed(row.value, 3),
    };
    let columns: Vec<(Text, Vec<String>)> = [
        (Text::CaseOrder, table.cases.iter().map(|r| r.order_id.clone()).collect::<Vec<_>>()),
        (Text::CaseAfterSale, table.cases.iter().map(|r| r.aftersale_id.clone()).collect()),
        (Text::CaseProductId, table.cases.iter().map(|r| r.product_id.clone()).collect()),
        (Text::CaseProductName, table.cases.iter().map(|r| r.product_name.clone()).collect()),
        (Text::CaseCarrier, table.cases.iter().map(|r| r.carrier.clone()).collect()),
        (Text::CaseProvince, table.cases.iter().map(|r| r.province.clone()).collect()),
        (Text::CasePaid, table.cases.iter().map(|r| r.paid_at.clone()).collect()),
        (Text::CaseDeadline, only(table, Indicator::PickupOnTimeRate, |r| &r.pickup_due)),
        (Text::CasePickup, table.cases.iter().map(|r| r.picked_up_at.clone()).collect()),
        (Text::CaseDelivery, only(table, Indicator::WaybillSlaRate, |r| &r.delivery_due)),
        (Text::CaseSign, table.cases.iter().map(|r| r.signed_at.clone()).collect()),
        (Text::CaseApply, table.cases.iter().map(|r| r.applied_at.clone()).collect()),
        (Text::CaseHandlingDue, only(table, Indicator::AftersaleHandledInTimeRate, |r| &r.handling_due)),
        (Text::CaseAgree, table.cases.iter().map(|r| r.agreed_at.clone()).collect()),
        (Text::CaseFinish, table.cases.iter().map(|r| r.finished_at.clone()).collect()),
        (Text::CaseReason, table.cases.iter().map(|r| r.reason.clone()).collect()),
        (Text::CaseStars, table.cases.iter().map(|r| r.stars.clone()).collect()),
        (Text::CaseWeight, weights(table)),
        (Text::CaseValue, table.cases.iter().map(value).collect()),
        (Text::CaseCohort, table.cases.iter().map(|r| r.cohort_day.to_string()).collect()),
        (Text::CaseLeaves, table.cases.iter().map(|r| r.leaves_on.to_string()).collect()),
    ]
    .into_iter()
    .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
    .collect();
    let mut grid = Table::new();
    grid.load_style(presets::NOTHING);
    grid.set_header(columns.iter().map(|(head, _)| head.template(lang)));
    for row in 0..table.cases.len() {
        grid.add_row(columns.iter().map(|(_, cells)| cells.get(row).map_or("", String::as_str)));
    }
    text + &super::text::trimmed(&grid)
}

/// How much a case weighs, where not every one weighs the same (conversations).
fn weights(table: &CaseTable) -> Vec<String> {
    let equal = table.cases.iter().all(|row| row.denominator == 1);
    let text = |row: &CaseRow| if equal { String::new() } else { row.denominator.to_string() };
    table.cases.iter().map(text).collect()
}

fn only(table: &CaseTable, indicator: Indicator, cell: fn(&CaseRow) -> &String) -> Vec<String> {
    let shown = table.indicator == indicator;
    table.cases.iter().map(|row| if shown { cell(row).clone() } else { String::new() }).collect()
}
