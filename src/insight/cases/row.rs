//! A case as a row: the times and values that decided.
//!
//! Times after the as-of day are left blank, because they did not decide anything. Nothing personal is here,
//! because nothing personal is in the shop.

use super::Choice;
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::deciding_refund::deciding_refund;
use crate::insight::labels::{By, Labels};
use crate::rulebook::Definitions;
use crate::shop::{NONE, OrderView, Parcel, Refund, Shop};
use crate::time::{Day, Stamp};
use crate::timeline::{Fact, Subject};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A time, a date without a time of day, or blank.
const TIME: &str = r"^(\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?)?$";

/// A case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CaseRow {
    /// The indicator.
    pub indicator: Indicator,
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
    /// Carrier: of several parcels that of the one picked up last.
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
    /// The id of the class of the after-sale's reason.
    #[serde(default)]
    pub reason_class: String,
    /// The channel the order came through.
    #[serde(default)]
    pub channel: String,
    /// The creator who sold it.
    #[serde(default)]
    pub creator: String,
}

impl Analysis<'_> {
    /// The cases of a choice in an indicator's window, by cohort day and id.
    pub fn case_rows(&self, indicator: Indicator, choice: Choice, window_days: i32) -> Vec<CaseRow> {
        let (shop, definitions) = (self.shop(), &self.rulebook().definitions);
        let (as_of, labels) = (self.as_of(), Labels::new(self, self.as_of()));
        let last = (OrderView { order: NONE, ..OrderView::default() }, Vec::new());
        let mut reader = CaseReader { shop, labels, definitions, indicator, as_of, window_days, last };
        let cases = self.cases(indicator, window_days);
        let chosen = cases.iter().filter(|case| choice.holds(indicator, case));
        let mut rows: Vec<CaseRow> = chosen.map(|case| reader.row(case)).collect();
        rows.sort_by(|a, b| {
            let day = a.cohort_day.cmp(&b.cohort_day);
            day.then_with(|| a.order_id.cmp(&b.order_id)).then_with(|| a.aftersale_id.cmp(&b.aftersale_id))
        });
        rows
    }
}

/// What a case is about, looked up in the shop.
#[derive(Default)]
struct About<'s> {
    /// The order; of an after-sale the one it belongs to.
    order: Option<u32>,
    /// The order as a whole; nothing is known of it where the case is an after-sale.
    view: OrderView,
    /// The parcel, where the case is one.
    parcel: Option<&'s Parcel>,
    /// The after-sale, where the case is one.
    own_refund: Option<&'s Refund>,
    /// The same, or the after-sale that made the order a case.
    refund: Option<(u32, &'s Refund)>,
    /// The stars of the order, lowest first.
    stars: Vec<u8>,
}

struct CaseReader<'s> {
    shop: &'s Shop,
    labels: Labels<'s>,
    definitions: &'s Definitions,
    indicator: Indicator,
    as_of: Day,
    window_days: i32,
    /// The order last asked about and its stars: the cases of its parcels come one after the other.
    last: (OrderView, Vec<u8>),
}

impl<'s> CaseReader<'s> {
    fn row(&mut self, case: &Fact) -> CaseRow {
        let [carrier, province, reason_class, channel, creator] =
            [By::Carrier, By::Province, By::Reason, By::Channel, By::Creator].map(|by| {
                let label = self.labels.label(by, self.indicator, case);
                self.labels.shown(by, label).id
            });
        let (shop, definitions) = (self.shop, self.definitions);
        let (product_id, product_name) = shop.product(case.product);
        let numerator = case.tally.shown_numerator(self.indicator);
        let About { order, view, parcel, own_refund, refund, stars } = self.about(case);
        let stand_in = if case.tally.approximate > 0 { view.finish } else { Stamp::MISSING };
        CaseRow {
            indicator: self.indicator,
            as_of: self.as_of,
            order_id: order.map_or_else(String::new, |order| self.order_id(order)),
            aftersale_id: refund.map_or_else(String::new, |(index, _)| shop.refund_id(index).into_owned()),
            product_id,
            product_name,
            carrier,
            province,
            cohort_day: case.cohort,
            leaves_on: case.cohort.plus(self.window_days),
            numerator,
            denominator: case.tally.denominator,
            value: numerator / case.tally.denominator as f64,
            approximate: case.tally.approximate > 0 || definitions.approximation(self.indicator).is_some(),
            paid_at: self.known(view.pay),
            pickup_due: due_text(definitions.pickup_deadline(view.pay, view.promised)),
            picked_up_at: self.known(parcel.map_or(view.pickup, |parcel| parcel.pickup)),
            delivery_due: due_text(definitions.delivery_due(view.expected, view.pickup)),
            handling_due: own_refund.map_or(Stamp::MISSING, |own| self.handling_due(own)).to_string(),
            signed_at: self.known(parcel.map_or(view.sign, Parcel::sign)),
            applied_at: self.known(refund.map_or(Stamp::MISSING, |(_, refund)| refund.apply)),
            agreed_at: self.known(own_refund.map_or(Stamp::MISSING, |own| own.agree)),
            finished_at: self.known(own_refund.map_or(stand_in, Refund::finish)),
            reason: refund.map_or_else(String::new, |(_, refund)| self.reason(refund)),
            stars: stars.iter().map(u8::to_string).collect::<Vec<_>>().join(" "),
            reason_class,
            channel,
            creator,
        }
    }

    fn about(&mut self, case: &Fact) -> About<'s> {
        match case.subject {
            Subject::Order(order) => self.of_order(order, case),
            Subject::Parcel(order, number) => {
                About { parcel: self.shop.parcel(number), ..self.of_order(order, case) }
            }
            Subject::Refund(index) => {
                let own_refund = self.shop.refund(index);
                let order = own_refund.map(|refund| refund.order);
                let refund = own_refund.map(|refund| (index, refund));
                About { order, own_refund, refund, ..About::default() }
            }
            Subject::Service(_) => About::default(),
        }
    }

    fn of_order(&mut self, order: u32, case: &Fact) -> About<'s> {
        if self.last.0.order != order {
            self.last = (self.shop.view(order), self.stars(order));
        }
        let (view, stars) = self.last.clone();
        let refund = deciding_refund(self.shop, self.indicator, self.as_of, order, case);
        About { order: Some(order), view, refund, stars, ..About::default() }
    }

    /// A time, where it is known at the as-of day.
    fn known(&self, time: Stamp) -> String {
        if time.day().is_some_and(|day| day <= self.as_of) { time.to_string() } else { String::new() }
    }

    fn name(&self, name: Option<u32>) -> String {
        let name = name.filter(|name| *name != NONE);
        name.map_or_else(String::new, |name| self.shop.names.text(name).into_owned())
    }

    /// An order's id; one made up for an after-sale that names none is nobody's business.
    fn order_id(&self, order: u32) -> String {
        if self.shop.is_made_up(order) { String::new() } else { self.shop.order_id(order).into_owned() }
    }

    /// What is known of a reason's text. Any other may be somebody's name, put there by a row that is shifted: it is
    /// shown as "other".
    fn reason(&self, refund: &Refund) -> String {
        let text = self.name(Some(refund.reason));
        let known = |text: &str| self.definitions.shown_reason(text);
        let reason = if text.is_empty() { text } else { known(&text).unwrap_or_else(|| "其他".to_owned()) };
        // The platform's mark decides whatever the reason's own words.
        let tag = self.name(Some(refund.tag));
        if self.definitions.membership(&tag).marked {
            format!("{reason} {}", known(&tag).unwrap_or_default()).trim().to_owned()
        } else {
            reason
        }
    }

    fn stars(&self, order: u32) -> Vec<u8> {
        let reviews = self.shop.reviews_of(order);
        let known = reviews.filter(|(_, review)| review.time.day().is_some_and(|day| day <= self.as_of));
        let stars = known.map(|(_, review)| match self.indicator {
            Indicator::LogisticsRating => review.stars[1],
            Indicator::ServiceRating => review.stars[2],
            _ => review.stars[0],
        });
        let mut stars: Vec<u8> = stars.filter(|star| *star > 0).collect();
        stars.sort_unstable();
        stars
    }

    /// Nights count here; an application without a time of day has no such time.
    fn handling_due(&self, refund: &Refund) -> Stamp {
        let limit = self.definitions.handled_within_hours.seconds(refund.kind());
        let due = limit.and_then(|limit| Some(refund.apply.seconds()? + limit));
        due.map_or(Stamp::MISSING, Stamp::from_instant)
    }
}

/// A due day without a time of day ends at its last second.
fn due_text(due: Stamp) -> String {
    if due.is_date_only() { format!("{due} 23:59:59") } else { due.to_string() }
}
