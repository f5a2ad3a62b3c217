//! Who bought what, and when.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::catalogue::{CARRIERS, CHANNELS, GIFT, MESSAGES, PAYMENTS, PLACES, PRODUCTS, Product, REMARKS};
use super::model::{Buyer, Item, Order, Role, later};
use super::random::Random;
use super::{
    EXPORTED, FIRST_DAY, HECTIC_WEEK, LAST_FULL_DAY, PRESALES, REFUSED_PARCEL, SHARED_PARCEL, TWO_PARCELS, at,
};

/// All orders by the time they were submitted.
pub fn orders() -> Vec<Order> {
    let mut random = Random::new(20261030);
    let mut orders: Vec<Order> = Vec::new();
    let days = FIRST_DAY.iter_days().take_while(|day| *day <= EXPORTED.date());
    for day in days {
        for (index, submitted) in times_of(&mut random, day).into_iter().enumerate() {
            // An order draws from a stream of its own: tuning one of them leaves the others alone.
            let mut own = Random::new(random.word());
            let role = role_of(&mut own, day, index);
            let mut order = order(&mut own, submitted, role);
            if role == Role::JoinsPrevious
                && let Some(previous) = orders.last()
            {
                order.buyer = previous.buyer.clone();
                order.carrier = previous.carrier;
            }
            orders.push(order);
        }
    }
    orders
}

fn times_of(random: &mut Random, day: NaiveDate) -> Vec<NaiveDateTime> {
    if day > LAST_FULL_DAY {
        return vec![at(day, 7 * 60 + 46), at(day, 8 * 60 + 39)];
    }
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let count = match day {
        _ if is_hectic(day) => random.between(5, 7),
        _ if weekend => random.between(3, 5),
        _ => random.between(2, 4),
    };
    let midnight = at(day, 0);
    let mut times: Vec<_> = (0..count)
        .map(|_| {
            let hour = if random.chance(60) { random.between(0, 7) } else { random.between(8, 23) };
            later(random, midnight + TimeDelta::hours(hour), 0, 54)
        })
        .collect();
    times.sort();
    if day == LAST_FULL_DAY {
        // Early enough to be picked up on the same day.
        times[0] = midnight + TimeDelta::minutes(9 * 60 + 26);
        times.sort();
    }
    if day == SHARED_PARCEL {
        // One parcel for two orders: the second comes before the first is packed.
        times[1] = times[0] + TimeDelta::minutes(9);
        times.sort();
    }
    times
}

/// Whether the day is in the hectic week.
pub fn is_hectic(day: NaiveDate) -> bool {
    (HECTIC_WEEK[0]..=HECTIC_WEEK[1]).contains(&day)
}

fn role_of(random: &mut Random, day: NaiveDate, index: usize) -> Role {
    match (day, index) {
        (TWO_PARCELS, 0) => Role::TwoParcels,
        (SHARED_PARCEL, 0) => Role::Ordinary,
        (SHARED_PARCEL, 1) => Role::JoinsPrevious,
        (REFUSED_PARCEL, 0) => Role::RefusedParcel,
        (day, 0) if PRESALES.contains(&day) => Role::Presale,
        // The newest days hold one of each kind, so that every file reaches to its end.
        (LAST_FULL_DAY, 0) => Role::Ordinary,
        (LAST_FULL_DAY, 1) => Role::Regretted,
        (day, _) if day > LAST_FULL_DAY => Role::Ordinary,
        _ if random.chance(45) => Role::Unpaid,
        _ if random.chance(55) => Role::Regretted,
        _ => Role::Ordinary,
    }
}

fn order(random: &mut Random, submitted: NaiveDateTime, role: Role) -> Order {
    let seconds = (submitted - at(FIRST_DAY, 0)).num_seconds().unsigned_abs();
    let id = 6_928_000_000_000_000_000 + seconds * 10_000_000_000 + random.below(900_000_000) * 10 + 1;
    let paid = (role != Role::Unpaid).then(|| submitted + TimeDelta::seconds(random.between(7, 140)));
    let promise = if role == Role::Presale { TimeDelta::days(7) } else { TimeDelta::hours(48) };
    let mut items = items(random, id, role);
    if paid.is_none() {
        let closed = Some(submitted + TimeDelta::minutes(30));
        items.iter_mut().for_each(|item| item.closed = closed);
    }
    Order {
        id,
        items,
        submitted,
        paid,
        promised: paid.map(|paid| paid + promise),
        shipped: None,
        finished: None,
        carrier: &CARRIERS[random.weighted(CARRIERS.iter().map(|carrier| carrier.weight))],
        role,
        buyer: buyer(random),
        channel: random.pick(&CHANNELS),
        payment: random.phrase(&PAYMENTS),
        message: if random.chance(70) { random.phrase(&MESSAGES) } else { "-" },
        remark: if random.chance(50) { random.phrase(&REMARKS) } else { "-" },
    }
}

fn items(random: &mut Random, id: u64, role: Role) -> Vec<Item> {
    let first = random.weighted(PRODUCTS.iter().map(|product| product.weight));
    if role == Role::TwoParcels || random.chance(60) {
        let second = (first + 3) % PRODUCTS.len();
        let item = |random: &mut Random, sub: u64, product| item(random, (id + sub).to_string(), product);
        return vec![item(random, 1, &PRODUCTS[first]), item(random, 2, &PRODUCTS[second])];
    }
    let mut items = vec![item(random, id.to_string(), &PRODUCTS[first])];
    if random.chance(40) {
        let (id, product) = (format!("{id}9"), &GIFT);
        items.push(Item { id, product, quantity: 1, cents: 0, discount: 0, closed: None });
    }
    items
}

fn item(random: &mut Random, id: String, product: &'static Product) -> Item {
    let quantity = [1, 2, 3][random.weighted([82, 14, 4].into_iter())];
    let discount = [0, 300, 500][random.weighted([65, 25, 10].into_iter())];
    Item { id, product, quantity, cents: product.cents * quantity - discount, discount, closed: None }
}

fn buyer(random: &mut Random) -> Buyer {
    let mut cipher = |mark: &str, length| {
        let mut text = mark.to_owned();
        random.push_cipher(&mut text, length);
        text.push_str("==");
        text
    };
    let (hidden, phone, address) = (cipher("##", 22), cipher("$$", 22), cipher("##", 42));
    let name = if random.chance(250) { random.pick(&["李*", "王**", "陈*"]).to_string() } else { hidden };
    Buyer { name, phone, address, place: random.pick(&PLACES) }
}
