//! One order as it is known at the end of one day: whatever happened later is blank.

use super::cells::{Time, earliest, latest};
use super::exports::Kind;
use super::shop::{AfterSale, Order, Parcel, Review, Shop, SubOrder};
use super::words::RefundKind;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A valid order paid by then.
pub struct State<'s> {
    pub sub_orders: &'s [SubOrder],
    /// Blank only without an orders export.
    pub pay: Option<Time>,
    pub ship: Option<Time>,
    pub promised: Option<Time>,
    pub expected: Option<Time>,
    pub pickup: Option<Time>,
    pub sign: Option<Time>,
    /// The day of signature, or of the finish time that stands in for it.
    pub sign_day: Option<NaiveDate>,
    pub parcels: Vec<Parcel>,
    pub reviews: Vec<&'s Review>,
    /// After-sales applied for by then.
    pub after_sales: Vec<&'s AfterSale>,
    /// The first reasons of its sub-orders.
    pub reasons: BTreeSet<&'static str>,
}

/// The time, or blank where it lies after the day.
pub fn known(time: Option<Time>, day: NaiveDate) -> Option<Time> {
    time.filter(|time| time.day() <= day)
}

/// Every valid order paid by the end of a day.
pub fn states_at(shop: &Shop, day: NaiveDate) -> Vec<State<'_>> {
    let has_orders = shop.exports.has(Kind::Orders);
    shop.orders.values().filter_map(|order| state_at(order, has_orders, day)).collect()
}

fn state_at(order: &Order, has_orders: bool, day: NaiveDate) -> Option<State<'_>> {
    let subs = &order.sub_orders;
    let pay = known(earliest(subs.iter().map(|sub| pay_of(sub, day))), day);
    if has_orders && (pay.is_none() || !has_value(subs)) {
        return None;
    }
    // Earliest and latest are taken first, over all cells; the result is blank if it lies after the day.
    let all_known = |time: fn(&Parcel) -> Option<Time>| {
        let every = order.parcels.values().all(|parcel| time(parcel).is_some());
        if every { known(latest(order.parcels.values().map(time)), day) } else { None }
    };
    let returned = order.parcels.values().any(|parcel| parcel.returned);
    let (pickup, sign) = if order.parcels.is_empty() {
        (known(order.latest(|sub| sub.pickup), day), known(order.latest(|sub| sub.sign), day))
    } else {
        (all_known(|p| p.pickup), all_known(|p| p.sign).filter(|_| !returned))
    };
    let parcels: Vec<Parcel> = if !order.parcels.is_empty() {
        let blank_later = |p: &Parcel| Parcel {
            pickup: known(p.pickup, day),
            sign: known(p.sign, day).filter(|_| !p.returned),
            returned: p.returned,
        };
        order.parcels.values().map(blank_later).collect()
    } else if pickup.is_some() || sign.is_some() {
        vec![Parcel { pickup, sign, returned: false }]
    } else {
        Vec::new()
    };
    let finish = known(order.latest(|sub| sub.finish), day).filter(|_| !returned);
    let after_sales: Vec<&AfterSale> =
        order.after_sales.iter().filter(|a| known(a.apply, day).is_some()).collect();
    Some(State {
        sub_orders: subs,
        pay,
        ship: known(order.latest(|sub| sub.ship), day),
        promised: subs.iter().filter_map(|sub| sub.promised).min_by_key(|promise| promise.end()),
        expected: subs.iter().filter_map(|sub| sub.expected).max_by_key(|promise| promise.end()),
        pickup,
        sign,
        sign_day: sign.or(finish).map(Time::day),
        parcels,
        reviews: order.reviews.iter().filter(|review| review.written.day() <= day).collect(),
        reasons: first_reasons(subs, &after_sales),
        after_sales,
    })
}

/// The pay time of a sub-order; the submit time stands in where its files have no pay column.
fn pay_of(sub: &SubOrder, day: NaiveDate) -> Option<Time> {
    if sub.has_pay_column {
        return sub.pay;
    }
    let unpaid = sub.status.contains("待支付")
        || sub.status.contains("已取消")
        || sub.status.contains("已关闭") && known(sub.ship, day).is_none() && sub.aftersale_status.is_none();
    sub.submit.filter(|_| !unpaid)
}

/// Is its amount above 0? Unknown where blank in all its rows, and then it counts as above.
fn has_value(subs: &[SubOrder]) -> bool {
    let mut amounts = subs.iter().filter_map(|sub| sub.amount).peekable();
    amounts.peek().is_none() || amounts.sum::<f64>() > 0.0
}

/// The reason of each sub-order's earliest after-sale, whatever became of it, except those before
/// shipping.
fn first_reasons(subs: &[SubOrder], after_sales: &[&AfterSale]) -> BTreeSet<&'static str> {
    let first_of = |sub: Option<&str>| {
        let concerning = after_sales
            .iter()
            .filter(|a| a.kind != RefundKind::BeforeShipping)
            .filter(|a| a.sub_order.is_none() || a.sub_order.as_deref() == sub);
        concerning.min_by(|a, b| by_apply_and_id(a, b)).map(|a| a.reason)
    };
    if subs.is_empty() {
        return first_of(None).into_iter().collect();
    }
    subs.iter().filter_map(|sub| first_of(sub.id.as_deref())).collect()
}

/// Earlier application first; ties: the smaller id, all-digit ids as numbers.
fn by_apply_and_id(a: &AfterSale, b: &AfterSale) -> std::cmp::Ordering {
    let apply = |a: &AfterSale| a.apply.map(|time| time.at);
    let digits = |a: &AfterSale| a.id.parse::<u128>();
    apply(a).cmp(&apply(b)).then_with(|| match (digits(a), digits(b)) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => a.id.cmp(&b.id),
    })
}
