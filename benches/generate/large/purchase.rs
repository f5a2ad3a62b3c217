//! One order after the other, each with all that came of it.

use super::catalogue::{
    BAD_TEXTS, CARRIERS, CHANNELS, Carrier, GIFT, GOOD_TEXTS, LOGISTICS_REASONS, MESSAGES, PLACES,
    PLAIN_REASONS, PRODUCTS, Place, Product, QUALITY_REASONS, REMARKS,
};
use super::clock::{DAY, EXPORTED, HOUR, known};
use super::random::Random;

/// Distance between the ids of two orders: room for their sub-orders.
const ID_STEP: u64 = 100_000;
/// The first of the ids, which all have 19 digits.
const FIRST_ID: u64 = 6_917_000_000_000_000_001;

/// 售后类型 of what was never shipped.
pub const BEFORE_SHIPPING: &str = "未发货仅退款";
/// 售后类型 of what is sent back.
const RETURN: &str = "退货退款";
/// 售后类型 of what is sent again.
pub const EXCHANGE: &str = "换货";
/// 售后类型 and how often each comes.
const KINDS: [(&str, u64); 4] = [(BEFORE_SHIPPING, 30), ("已发货仅退款", 25), (RETURN, 42), (EXCHANGE, 3)];

/// A main order and all that came of it. Times are seconds, `None` where nothing happened before the export.
pub struct Purchase {
    pub id: u64,
    pub number: u64,
    pub items: Vec<Item>,
    pub submitted: i64,
    pub paid: Option<i64>,
    pub shipped: Option<i64>,
    pub picked_up: Option<i64>,
    pub signed: Option<i64>,
    pub finished: Option<i64>,
    pub place: &'static Place,
    pub carrier: &'static Carrier,
    pub channel: &'static [&'static str; 5],
    pub message: &'static str,
    pub remark: &'static str,
    /// Phone number and address, encrypted.
    pub personal: [String; 2],
    pub parcels: u64,
    pub refund: Option<Refund>,
    pub review: Option<Review>,
}

/// A sub-order.
pub struct Item {
    pub id: String,
    pub product: &'static Product,
    pub quantity: u64,
    pub cents: u64,
}

/// An after-sale of the first item.
pub struct Refund {
    pub kind: &'static str,
    pub reason: &'static str,
    pub applied: i64,
    pub agreed: Option<i64>,
    pub finished: Option<i64>,
    pub is_arbitrated: bool,
}

/// A review of the first item.
pub struct Review {
    pub written: i64,
    pub stars: usize,
    pub text: &'static str,
}

impl Purchase {
    /// 订单状态.
    pub fn status(&self) -> &'static str {
        let was_refunded = self.refund.as_ref().is_some_and(Refund::is_done);
        match () {
            () if self.paid.is_none() => "已关闭",
            () if was_refunded && self.shipped.is_none() => "已关闭",
            () if self.finished.is_some() => "已完成",
            () if self.shipped.is_some() => "已发货",
            () => "备货中",
        }
    }

    /// 售后状态.
    pub fn after_sale_status(&self) -> &'static str {
        match &self.refund {
            None => "-",
            Some(refund) if !refund.is_done() => "售后处理中",
            Some(refund) if refund.kind == EXCHANGE => "售后成功",
            Some(_) => "退款成功",
        }
    }
}

impl Refund {
    /// 售后状态.
    pub fn status(&self) -> &'static str {
        match (self.is_done(), self.agreed) {
            (true, _) if self.kind == EXCHANGE => "换货成功",
            (true, _) => "退款成功",
            (false, Some(_)) => "退款中",
            (false, None) => "待商家处理",
        }
    }

    /// Whether it was settled before the export.
    fn is_done(&self) -> bool {
        self.finished.is_some()
    }
}

/// The orders of a shop by the time they were submitted.
pub struct Purchases {
    random: Random,
    next: u64,
    count: u64,
}

impl Purchases {
    /// So many orders out of this stream.
    pub fn new(random: Random, count: u64) -> Self {
        Self { random, next: 0, count }
    }
}

impl Iterator for Purchases {
    type Item = Purchase;

    fn next(&mut self) -> Option<Purchase> {
        let number = self.next;
        self.next += 1;
        (number < self.count).then(|| purchase(&mut self.random, number, self.count))
    }
}

fn purchase(random: &mut Random, number: u64, count: u64) -> Purchase {
    let submitted = (i128::from(number) * i128::from(EXPORTED - 300) / i128::from(count)) as i64;
    let id = FIRST_ID + number * ID_STEP + random.below(ID_STEP / 10) * 10;
    let carrier = &CARRIERS[random.weighted(CARRIERS.iter().map(|carrier| carrier.weight))];
    let place = random.pick(&PLACES);
    let paid = (!random.chance(40)).then(|| submitted + random.between(5, 240));
    let kind = random.chance(88).then(|| KINDS[random.weighted(KINDS.iter().map(|(_, weight)| *weight))].0);
    let wanted = paid.filter(|_| kind != Some(BEFORE_SHIPPING));
    let picked_up = wanted.map(|paid| paid + random.between(3 * HOUR, 34 * HOUR));
    let signed = picked_up.map(|time| time + place.hours * HOUR * random.between(70, 160) / 100);
    let finished = signed.map(|time| time + random.between(DAY, 7 * DAY));
    let refund = paid.zip(kind).and_then(|(paid, kind)| refund(random, kind, paid, signed));
    let review = signed.filter(|_| random.chance(380)).and_then(|signed| review(random, signed));
    let mut cipher = |mark: &str, length| {
        let mut text = mark.to_owned();
        random.push_cipher(&mut text, length);
        text
    };
    let personal = [cipher("$$", 10), cipher("##", 20)];
    Purchase {
        id,
        number,
        items: items(random, id),
        submitted,
        paid,
        shipped: picked_up.and_then(|time| known(time - random.between(600, 3 * HOUR))),
        picked_up: picked_up.and_then(known),
        signed: signed.and_then(known),
        finished: finished.and_then(known),
        place,
        carrier,
        channel: random.pick(&CHANNELS),
        message: if random.chance(60) { random.phrase(&MESSAGES) } else { "-" },
        remark: if random.chance(30) { random.phrase(&REMARKS) } else { "-" },
        personal,
        parcels: if random.chance(30) { 2 } else { 1 },
        refund,
        review,
    }
}

fn items(random: &mut Random, id: u64) -> Vec<Item> {
    let first = random.weighted(PRODUCTS.iter().map(|product| product.weight));
    let item = |id: String, product: &'static Product, quantity| Item {
        id,
        product,
        quantity,
        cents: product.cents * quantity,
    };
    let quantity = 1 + random.below(5) / 4;
    match random.below(1000) {
        0..30 => {
            let second = &PRODUCTS[(first + 1) % PRODUCTS.len()];
            let ids = [(id + 1).to_string(), (id + 2).to_string()];
            let [one, two] = ids;
            vec![item(one, &PRODUCTS[first], quantity), item(two, second, 1)]
        }
        30..50 => vec![item(id.to_string(), &PRODUCTS[first], quantity), item(format!("{id}9"), &GIFT, 1)],
        _ => vec![item(id.to_string(), &PRODUCTS[first], quantity)],
    }
}

fn refund(random: &mut Random, kind: &'static str, paid: i64, signed: Option<i64>) -> Option<Refund> {
    let is_shipped = kind != BEFORE_SHIPPING;
    let applied = if is_shipped {
        known(signed? + random.between(HOUR / 4, 5 * DAY))?
    } else {
        known(paid + random.between(HOUR / 4, 5 * HOUR))?
    };
    let agreed = applied + random.between(60, 14 * HOUR);
    let settled = if matches!(kind, RETURN | EXCHANGE) { 2 * DAY..=6 * DAY } else { 1..=HOUR };
    let finished = agreed + random.between(*settled.start(), *settled.end());
    let reason = match random.below(10) {
        0..3 if is_shipped => random.pick(&QUALITY_REASONS),
        3..5 if is_shipped => random.pick(&LOGISTICS_REASONS),
        _ => random.pick(&PLAIN_REASONS),
    };
    Some(Refund {
        kind,
        reason,
        applied,
        agreed: known(agreed),
        finished: known(finished),
        is_arbitrated: is_shipped && random.chance(20),
    })
}

fn review(random: &mut Random, signed: i64) -> Option<Review> {
    let written = known(signed + random.between(HOUR, 8 * DAY))?;
    let stars = 5 - random.weighted([850, 100, 20, 12, 18].into_iter());
    let text = if stars >= 4 { random.pick(&GOOD_TEXTS) } else { random.pick(&BAD_TEXTS) };
    Some(Review { written, stars, text })
}
