//! What the buyers apply for: refunds, returns, exchanges.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::catalogue::{LOGISTICS_REASONS, PLAIN_REASONS, PRODUCTS, QUALITY_REASONS};
use super::model::{AfterSale, Order, Outcome, Parcel, Role, in_daytime, later};
use super::purchase::is_hectic;
use super::random::Random;
use super::{BAD_PRODUCT_ID, FIRST_DAY, SLOW_CARRIER, at, date};

const NO_ARBITRATION: [&str; 2] = ["-", "-"];
const RETURN: &str = "退货退款";
const REFUND_ONLY: &str = "已发货仅退款";

/// A case that chance is not trusted with: it goes to the first suitable order paid on the day or later.
enum Case {
    /// Type, reason and tag.
    Plain(&'static str, &'static str, &'static str),
    /// Withdrawn, then applied for again for another reason: the first reason counts.
    AppliedTwice(&'static str),
    /// Type, reason, 仲裁状态 and 纠纷责任方.
    Arbitrated(&'static str, &'static str, [&'static str; 2]),
    Refused,
    /// The only time of the end is 商家退款时间.
    WithoutFinish,
}

const CASES: [(NaiveDate, Case); 14] = [
    (date(2026, 7, 6), Case::Plain(RETURN, QUALITY_REASONS[0], "-")),
    (date(2026, 7, 15), Case::Plain("换货", "商家发错货", "-")),
    (date(2026, 8, 5), Case::WithoutFinish),
    (date(2026, 8, 11), Case::Refused),
    // Still under way when the older file was exported, settled in the newer one.
    (date(2026, 8, 25), Case::Plain(RETURN, PLAIN_REASONS[0], "-")),
    (date(2026, 9, 2), Case::Arbitrated(REFUND_ONLY, LOGISTICS_REASONS[2], ["仲裁结束", "商家责任"])),
    (date(2026, 9, 12), Case::Plain("价保", "其他", "-")),
    (date(2026, 9, 21), Case::AppliedTwice("商品材质 / 品牌 / 外观等描述不符")),
    (date(2026, 9, 28), Case::Plain("补寄", "少件／漏发", "-")),
    (date(2026, 10, 3), Case::Plain(RETURN, "其他", "（商品品质原因）")),
    (date(2026, 10, 7), Case::Arbitrated(RETURN, PLAIN_REASONS[1], ["仲裁结束", "买家责任"])),
    (date(2026, 10, 14), Case::Arbitrated(REFUND_ONLY, LOGISTICS_REASONS[1], ["平台处理中", "商家"])),
    (date(2026, 10, 19), Case::Plain("补寄", "少件／漏发", "-")),
    (date(2026, 10, 24), Case::Plain(RETURN, PLAIN_REASONS[0], "-")),
];

/// The refunds of orders that were never shipped. Closes them.
pub fn before_shipping(orders: &mut [Order]) -> Vec<AfterSale> {
    let mut all = Vec::new();
    for order in orders.iter_mut().filter(|order| order.role == Role::Regretted) {
        let Some(paid) = order.paid else { continue };
        let mut random = Random::new(order.id ^ 1);
        let kind = if random.chance(200) { "仅退款" } else { "未发货仅退款" };
        let reason = if random.chance(150) { "未按约定时间发货" } else { PLAIN_REASONS[0] };
        let applied = later(&mut random, paid, 10, 150);
        for item in 0..order.items.len() {
            if order.items[item].cents > 0 {
                all.push(after_sale(&mut random, order, item, [kind, reason, "-"], applied));
            }
        }
        let closed = all.last().and_then(AfterSale::ended);
        order.items.iter_mut().for_each(|item| item.closed = closed);
    }
    all
}

/// All applications by time, `earlier` ones among them.
pub fn all(orders: &mut [Order], parcels: &[Parcel], earlier: Vec<AfterSale>) -> Vec<AfterSale> {
    let mut arrivals: HashMap<u64, NaiveDateTime> = HashMap::new();
    for parcel in parcels {
        let arrival = arrivals.entry(parcel.order).or_insert(parcel.arrived);
        *arrival = parcel.arrived.max(*arrival);
    }
    let mut all = earlier;
    let mut cases = CASES.iter().peekable();
    let mut cakes = 0;
    for order in orders.iter_mut() {
        let (Some(paid), Some(arrived)) = (order.paid, arrivals.get(&order.id)) else { continue };
        let mut random = Random::new(order.id ^ 2);
        let before = all.len();
        if let Some(cake) = order.items.iter().position(|item| item.product.id == BAD_PRODUCT_ID) {
            cakes += 1;
            if cakes % 6 == 2 {
                let kind = if cakes % 12 == 2 { RETURN } else { REFUND_ONLY };
                let reason = QUALITY_REASONS[cakes / 6 % QUALITY_REASONS.len()];
                let applied = after_arrival(&mut random, *arrived, 3, 40);
                all.push(after_sale(&mut random, order, cake, [kind, reason, "-"], applied));
            }
        } else if order.role == Role::RefusedParcel {
            let (reason, applied) = ("其他", later(&mut random, *arrived, 30, 300));
            all.push(after_sale(&mut random, order, 0, [RETURN, reason, "-"], applied));
        } else if let Some((_, case)) = cases.next_if(|(day, _)| *day <= paid.date()) {
            all.extend(scripted(&mut random, order, *arrived, case));
        } else {
            all.extend(by_chance(&mut random, order, paid, *arrived));
        }
        close(order, &all[before..]);
    }
    all.push(of_an_earlier_order(&orders[0]));
    all.sort_by_key(|after_sale| (after_sale.applied, after_sale.id));
    all
}

/// Refunded sub-orders are closed.
fn close(order: &mut Order, after_sales: &[AfterSale]) {
    for after_sale in after_sales {
        if after_sale.is_refund() && after_sale.outcome == Outcome::Success {
            let named = |id: &str| [id, "-"].contains(&after_sale.sub_order.as_str());
            let items = order.items.iter_mut().filter(|item| named(&item.id));
            items.for_each(|item| item.closed = after_sale.ended());
        }
    }
}

fn by_chance(
    random: &mut Random,
    order: &Order,
    paid: NaiveDateTime,
    arrived: NaiveDateTime,
) -> Option<AfterSale> {
    let lost_patience = if order.carrier.name == SLOW_CARRIER { 130 } else { 8 };
    let draw = random.below(1000);
    if draw < lost_patience {
        let applied = in_daytime(random, arrived.max(paid + TimeDelta::days(4)) - TimeDelta::hours(20));
        let reason = LOGISTICS_REASONS[draw as usize % 2];
        return Some(after_sale(random, order, 0, [REFUND_ONLY, reason, "-"], applied));
    }
    let back = draw >= 940;
    let applied = after_arrival(random, arrived, 5, 90);
    let reason = PLAIN_REASONS[draw as usize % PLAIN_REASONS.len()];
    back.then(|| {
        let mut after_sale = after_sale(random, order, 0, [RETURN, reason, "-"], applied);
        if order.items.len() == 1 && draw.is_multiple_of(5) {
            after_sale.sub_order = "-".to_owned();
        }
        after_sale
    })
}

fn scripted(random: &mut Random, order: &Order, arrived: NaiveDateTime, case: &Case) -> Vec<AfterSale> {
    let applied = after_arrival(random, arrived, 5, 40);
    let mut one = |what, applied| after_sale(random, order, 0, what, applied);
    match *case {
        Case::Plain(kind, reason, tag) => vec![one([kind, reason, tag], applied)],
        Case::AppliedTwice(reason) => {
            let mut first = one([RETURN, reason, "-"], applied);
            withdraw(&mut first);
            vec![first, one([RETURN, PLAIN_REASONS[0], "-"], applied + TimeDelta::hours(26))]
        }
        Case::Arbitrated(kind, reason, arbitration) => {
            vec![AfterSale { arbitration, ..one([kind, reason, "-"], applied) }]
        }
        Case::Refused => {
            let mut refused = one([REFUND_ONLY, PLAIN_REASONS[1], "-"], applied);
            withdraw(&mut refused);
            vec![AfterSale { outcome: Outcome::Refused, ..refused }]
        }
        Case::WithoutFinish => {
            vec![AfterSale { finished: None, ..one([RETURN, PLAIN_REASONS[2], "-"], applied) }]
        }
    }
}

/// Ends without money after nine hours.
fn withdraw(after_sale: &mut AfterSale) {
    after_sale.outcome = Outcome::Withdrawn;
    after_sale.finished = Some(after_sale.applied + TimeDelta::minutes(545));
    (after_sale.agreed, after_sale.sent_back) = (None, None);
    (after_sale.refunded, after_sale.credited) = (None, None);
}

fn after_arrival(random: &mut Random, arrived: NaiveDateTime, low: i64, high: i64) -> NaiveDateTime {
    let applied = later(random, arrived, low * 60, high * 60);
    in_daytime(random, applied)
}

/// A successful application for type, reason and tag.
fn after_sale(
    random: &mut Random,
    order: &Order,
    item: usize,
    [kind, reason, tag]: [&'static str; 3],
    applied: NaiveDateTime,
) -> AfterSale {
    let item = &order.items[item];
    let seconds = (applied - at(FIRST_DAY, 0)).num_seconds().unsigned_abs();
    let mut after_sale = AfterSale {
        id: 1_429_000_000_000_000_000 + seconds * 10_000_000_000 + random.below(9_000_000_000),
        order: order.id,
        sub_order: item.id.clone(),
        product: item.product,
        quantity: item.quantity,
        cents: item.cents,
        kind,
        reason,
        tag,
        outcome: Outcome::Success,
        applied,
        agreed: None,
        sent_back: None,
        refunded: None,
        credited: None,
        finished: None,
        arbitration: NO_ARBITRATION,
    };
    // In the hectic week nobody has time for after-sales either.
    let patience = if is_hectic(applied.date()) { 2 } else { 1 };
    let hours = |low: i64, high: i64| (low * 60 * patience, high * 60 * patience);
    let (low, high) = match () {
        () if after_sale.is_before_shipping() => hours(1, 7),
        () if after_sale.is_return() => hours(1, 13),
        () => hours(3, 19),
    };
    let agreed = later(random, applied, low, high);
    after_sale.agreed = Some(agreed);
    let mut ready = agreed;
    if after_sale.is_return() {
        let sent_back = later(random, agreed, 10 * 60, 44 * 60);
        after_sale.sent_back = Some(sent_back);
        ready = later(random, sent_back, 42 * 60, 78 * 60);
    } else if !after_sale.is_refund() {
        ready = later(random, agreed, 60 * 60, 96 * 60);
    }
    let credited = later(random, ready, 2, 50);
    if after_sale.is_refund() {
        (after_sale.refunded, after_sale.credited) = (Some(ready), Some(credited));
    }
    after_sale.finished = Some(credited);
    after_sale
}

/// An application for an order no order file holds: it stays unmatched.
fn of_an_earlier_order(like: &Order) -> AfterSale {
    let id = super::earlier_order(1);
    let mut random = Random::new(id);
    let applied = at(FIRST_DAY, 3 * 24 * 60 + 611);
    let mut after_sale = after_sale(&mut random, like, 0, [RETURN, PLAIN_REASONS[3], "-"], applied);
    (after_sale.order, after_sale.sub_order) = (id, id.to_string());
    (after_sale.product, after_sale.quantity, after_sale.cents) = (&PRODUCTS[1], 1, PRODUCTS[1].cents);
    after_sale
}
