//! What the buyers write about the products.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::catalogue::{BAD_TEXTS, GOOD_TEXTS, PRODUCTS, Product};
use super::model::{Order, Parcel, Review, in_daytime, later};
use super::random::Random;
use super::{BAD_PRODUCT_ID, EXPORTED, FIRST_DAY, at};

/// Stars of one review in turn for the bad product: three of eight bad.
const CAKE_STARS: [i64; 8] = [5, 2, 4, 1, 5, 3, 4, 5];

/// All reviews, the newest first, as the platform lists them.
pub fn reviews(orders: &[Order], parcels: &[Parcel]) -> Vec<Review> {
    let mut doors: HashMap<u64, (NaiveDateTime, bool)> = HashMap::new();
    for parcel in parcels {
        let (arrived, refused) = doors.entry(parcel.order).or_insert((parcel.arrived, parcel.refused));
        *arrived = parcel.arrived.max(*arrived);
        *refused |= parcel.refused;
    }
    let mut reviews = of_earlier_orders();
    let mut cakes = 0;
    for order in orders {
        let Some((arrived, false)) = doors.get(&order.id) else { continue };
        let mut random = Random::new(order.id ^ 3);
        // The last buyers before the export write at once, so that the file reaches to its end.
        let fresh = *arrived > at(EXPORTED.date(), -36 * 60);
        if !(random.chance(370) || fresh && random.chance(500)) {
            continue;
        }
        for item in order.items.iter().filter(|item| item.cents > 0) {
            let stars = if item.product.id == BAD_PRODUCT_ID {
                cakes += 1;
                CAKE_STARS[cakes % CAKE_STARS.len()]
            } else {
                [5, 4, 3, 1][random.weighted([870, 112, 11, 7].into_iter())]
            };
            let waited = if fresh { (60, 16 * 60) } else { (4 * 60, 6 * 24 * 60) };
            let written = later(&mut random, *arrived, waited.0, waited.1);
            let written = in_daytime(&mut random, written);
            let first = review(&mut random, item.id.clone(), item.product, stars, written);
            if random.chance(45) {
                // A change of mind: a second review of the same product.
                let written = written + TimeDelta::hours(71);
                reviews.push(review(&mut random, item.id.clone(), item.product, 4, written));
            }
            reviews.push(first);
        }
    }
    reviews.retain(|review| review.written <= EXPORTED);
    reviews.sort_by(|one, other| other.written.cmp(&one.written).then_with(|| one.order.cmp(&other.order)));
    reviews
}

fn review(
    random: &mut Random,
    order: String,
    product: &'static Product,
    stars: i64,
    written: NaiveDateTime,
) -> Review {
    let text = if stars >= 4 { random.phrase(&GOOD_TEXTS) } else { random.phrase(&BAD_TEXTS) };
    let later_text = random.chance(40).then(|| (later(random, written, 2000, 9000), "吃完来追评，依旧满意"));
    let answer = match () {
        () if stars < 4 => Some("非常抱歉给您带来不好的体验,已安排专人联系您"),
        () if random.chance(300) => Some("感谢您的支持，欢迎再来～"),
        () => None,
    };
    Review { order, product, written, stars, text, later_text: later_text.filter(|_| stars >= 4), answer }
}

/// Reviews of orders no order file holds: they stay unmatched.
fn of_earlier_orders() -> Vec<Review> {
    let mut random = Random::new(625);
    let write = |index: usize| {
        let written = at(FIRST_DAY, 40 * 60 + 1307 * index as i64);
        review(&mut random, super::earlier_order(index).to_string(), &PRODUCTS[index], 5, written)
    };
    (0..3).map(write).collect()
}
