//! The cases behind an indicator, one row each, with the times and values that decided.
//!
//! Times after the as-of day are left blank: they did not decide anything. Nothing personal is here,
//! because nothing personal is in the shop.

use crate::catalogue::{Lang, Text};
use crate::indicator::{Indicator, Unit};
use crate::insight::{Case, Choice};
use crate::rulebook::Definitions;
use crate::scorecard::fixed;
use crate::shop::{NONE, Refund, RefundKind, Shop};
use crate::time::{Day, Stamp};
use crate::timeline::Subject;
use comfy_table::{Table, presets};
use schemars::JsonSchema;
use serde::Serialize;

/// A time, a date without a time of day, or blank.
const TIME: &str = r"^(\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?)?$";

/// A case.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CaseRow {
    /// The indicator.
    #[schemars(with = "Indicator")]
    pub indicator: &'static str,
    /// The as-of day.
    pub as_of: Day,
    /// Main order id.
    pub order_id: String,
    /// After-sale id.
    pub aftersale_id: String,
    /// Product id.
    pub product_id: String,
    /// Product name.
    pub product_name: String,
    /// Carrier.
    pub carrier: String,
    /// Province.
    pub province: String,
    /// The day that places it in the window.
    pub cohort_day: Day,
    /// The first day on which it is no longer in the window.
    pub leaves_on: Day,
    /// What it adds to the numerator.
    #[schemars(range(min = 0))]
    pub numerator: f64,
    /// What it adds to the denominator.
    #[schemars(range(min = 1))]
    pub denominator: i64,
    /// Numerator / denominator of this case.
    #[schemars(range(min = 0))]
    pub value: f64,
    /// Does it rest on a stand-in or an estimate?
    pub approximate: bool,
    /// When it was paid.
    #[schemars(regex(pattern = TIME))]
    pub paid_at: String,
    /// Until when it had to be picked up.
    #[schemars(regex(pattern = TIME))]
    pub pickup_due: String,
    /// When it was picked up.
    #[schemars(regex(pattern = TIME))]
    pub picked_up_at: String,
    /// Until when it had to be delivered.
    #[schemars(regex(pattern = TIME))]
    pub delivery_due: String,
    /// Until when the merchant had to agree to the after-sale.
    #[schemars(regex(pattern = TIME))]
    pub handling_due: String,
    /// When it was signed for.
    #[schemars(regex(pattern = TIME))]
    pub signed_at: String,
    /// When the after-sale was applied for.
    #[schemars(regex(pattern = TIME))]
    pub applied_at: String,
    /// When the merchant agreed.
    #[schemars(regex(pattern = TIME))]
    pub agreed_at: String,
    /// When the after-sale (or, without a sign time, the order) was finished.
    #[schemars(regex(pattern = TIME))]
    pub finished_at: String,
    /// The after-sale's reason.
    pub reason: String,
    /// Its stars, lowest first.
    #[schemars(regex(pattern = r"^([1-5]( [1-5])*)?$"))]
    pub stars: String,
}

/// The cases of an indicator at a day. Keys are never absent; what is not known is blank.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen cases --format json")]
pub struct CaseTable {
    /// The indicator.
    #[schemars(with = "Indicator")]
    pub indicator: &'static str,
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
    #[serde(skip)]
    kind: Indicator,
}

/// Makes the table of an indicator's cases.
pub fn build_cases(
    shop: &Shop,
    definitions: &Definitions,
    (indicator, choice): (Indicator, Choice),
    (as_of, window_days): (Day, i32),
    cases: &[Case],
) -> CaseTable {
    let maker = Maker { shop, definitions, indicator, as_of, window_days };
    let mut rows: Vec<CaseRow> = cases.iter().filter(|c| c.is(choice)).map(|c| maker.row(c)).collect();
    rows.sort_by(|a, b| {
        let key = |r: &CaseRow| (r.cohort_day, r.order_id.clone(), r.aftersale_id.clone());
        key(a).cmp(&key(b))
    });
    CaseTable {
        indicator: indicator.id(),
        as_of,
        window_from: as_of.plus(1 - window_days),
        window_days,
        choice,
        cases: rows,
        kind: indicator,
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

struct Maker<'a> {
    shop: &'a Shop,
    definitions: &'a Definitions,
    indicator: Indicator,
    as_of: Day,
    window_days: i32,
}

impl Maker<'_> {
    /// A time, where it is known at the as-of day.
    fn known(&self, time: Stamp) -> String {
        if time.day().is_some_and(|day| day <= self.as_of) { time.to_string() } else { String::new() }
    }

    fn name(&self, name: u32) -> String {
        if name == NONE { String::new() } else { self.shop.names.text(name).into_owned() }
    }

    /// An order's id; one made up for an after-sale that names none is nobody's business.
    fn order_id(&self, order: u32) -> String {
        if self.shop.is_made_up(order) { String::new() } else { self.shop.order_ids.text(order).into_owned() }
    }

    /// A reason's text where its words are known. Any other may be somebody's name, put there by a row that
    /// is shifted: it is shown as "other".
    fn reason(&self, refund: &Refund) -> String {
        let text = self.name(refund.reason);
        let reason =
            if text.is_empty() || self.definitions.knows_reason(&text) { text } else { "其他".to_owned() };
        // The platform's mark decides whatever the reason's own words.
        let tag = self.name(refund.tag);
        if self.definitions.membership(&tag).marked {
            format!("{reason} {tag}").trim().to_owned()
        } else {
            reason
        }
    }

    fn row(&self, case: &Case) -> CaseRow {
        let (product_id, product_name) = self.shop.product(case.product);
        let numerator = case.tally.shown_numerator(self.indicator);
        let blank = CaseRow {
            indicator: self.indicator.id(),
            as_of: self.as_of,
            order_id: String::new(),
            aftersale_id: String::new(),
            product_id,
            product_name,
            carrier: String::new(),
            province: String::new(),
            cohort_day: case.cohort,
            leaves_on: case.cohort.plus(self.window_days),
            numerator,
            denominator: case.tally.denominator,
            value: numerator / case.tally.denominator as f64,
            approximate: case.tally.approximate > 0
                || self.definitions.approximation(self.indicator).is_some(),
            paid_at: String::new(),
            pickup_due: String::new(),
            picked_up_at: String::new(),
            delivery_due: String::new(),
            handling_due: String::new(),
            signed_at: String::new(),
            applied_at: String::new(),
            agreed_at: String::new(),
            finished_at: String::new(),
            reason: String::new(),
            stars: String::new(),
        };
        match case.subject {
            Subject::Order(order) => self.order(order, case, blank),
            Subject::Parcel(order, parcel) => {
                let whole = self.order(order, case, blank);
                match self.shop.parcels_of(order).find(|(index, _)| *index == parcel) {
                    None => whole,
                    Some((_, parcel)) => CaseRow {
                        carrier: self.name(parcel.carrier),
                        picked_up_at: self.known(parcel.pickup),
                        signed_at: self.known(parcel.sign()),
                        ..whole
                    },
                }
            }
            Subject::Refund(refund) => self.refund(refund, blank),
            Subject::Service(_) => blank,
        }
    }

    fn order(&self, order: u32, case: &Case, blank: CaseRow) -> CaseRow {
        let view = self.shop.view(order);
        let mut stars: Vec<u8> = self
            .shop
            .reviews_of(order)
            .filter(|(_, r)| r.time.day().is_some_and(|day| day <= self.as_of))
            .map(|(_, r)| match self.indicator {
                Indicator::LogisticsRating => r.stars[1],
                Indicator::ServiceRating => r.stars[2],
                _ => r.stars[0],
            })
            .filter(|star| *star > 0)
            .collect();
        stars.sort_unstable();
        let refund = self.deciding_refund(order, case);
        let due = self.definitions.pickup_deadline(view.pay, view.promised);
        let stand_in = case.tally.approximate > 0;
        CaseRow {
            order_id: self.order_id(order),
            aftersale_id: refund.map_or(String::new(), |(index, _)| self.shop.refund_id(index).into_owned()),
            carrier: self.name(self.shop.carrier_of(order)),
            province: self.name(self.shop.province_of(order)),
            paid_at: self.known(view.pay),
            pickup_due: due_text(due),
            picked_up_at: self.known(view.pickup),
            delivery_due: due_text(self.definitions.delivery_due(view.expected, view.pickup)),
            signed_at: self.known(view.sign),
            applied_at: refund.map_or(String::new(), |(_, r)| self.known(r.apply)),
            finished_at: if stand_in { self.known(view.finish) } else { String::new() },
            reason: refund.map_or(String::new(), |(_, r)| self.reason(r)),
            stars: stars.iter().map(u8::to_string).collect::<Vec<_>>().join(" "),
            ..blank
        }
    }

    /// The after-sale that made the order a case: the earliest known one of those the indicator looks at,
    /// one of the case's product first.
    fn deciding_refund(&self, order: u32, case: &Case) -> Option<(u32, &Refund)> {
        let counts = |refund: &Refund| match self.indicator {
            Indicator::QualityReturnRate | Indicator::LogisticsReturnRate | Indicator::DamageReturnRate => {
                refund.kind() != RefundKind::BeforeShipping
            }
            Indicator::DisputeLiabilityRate => refund.merchant_liable,
            Indicator::PlatformHelpRate => case.tally.numerator == 0 || refund.arbitrated == Some(true),
            _ => false,
        };
        let of_product = |sub: u32| {
            let mut subs = self.shop.subs_of(order);
            subs.any(|(index, s)| (sub == NONE || index == sub) && s.product == case.product)
        };
        self.shop
            .refunds_of(order)
            .filter(|(_, r)| r.apply.day().is_some_and(|day| day <= self.as_of) && counts(r))
            .min_by(|a, b| {
                let key = |r: &Refund| (!of_product(r.sub), r.apply.instant());
                key(a.1).cmp(&key(b.1)).then_with(|| self.shop.compare_refund_ids(a.0, b.0))
            })
    }

    /// Nights count here; an application without a time of day has no such time.
    fn handling_due(&self, refund: &Refund) -> Stamp {
        let limit = self.definitions.handled_within_hours.seconds(refund.kind());
        let due = limit.and_then(|limit| Some(refund.apply.seconds()? + limit));
        due.map_or(Stamp::MISSING, Stamp::from_instant)
    }

    fn refund(&self, index: u32, blank: CaseRow) -> CaseRow {
        let Some(refund) = self.shop.refunds().get(index as usize) else { return blank };
        CaseRow {
            order_id: self.order_id(refund.order),
            aftersale_id: self.shop.refund_id(index).into_owned(),
            carrier: self.name(self.shop.carrier_of(refund.order)),
            province: self.name(self.shop.province_of(refund.order)),
            handling_due: self.handling_due(refund).to_string(),
            applied_at: self.known(refund.apply),
            agreed_at: self.known(refund.agree),
            finished_at: self.known(refund.finish()),
            reason: self.reason(refund),
            ..blank
        }
    }
}

/// A due day without a time of day ends at its last second.
fn due_text(due: Stamp) -> String {
    if due.is_date_only() { format!("{due} 23:59:59") } else { due.to_string() }
}

/// The table for people: the columns that hold something.
pub fn render(table: &CaseTable, lang: Lang) -> String {
    let facts = table.kind.info();
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
    let shown = table.kind == indicator;
    table.cases.iter().map(|row| if shown { cell(row).clone() } else { String::new() }).collect()
}
