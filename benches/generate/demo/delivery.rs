//! How the orders reach their buyers.

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::SLOW_CARRIER;
use super::at;
use super::model::{Order, Parcel, Role, in_daytime, later};
use super::purchase::is_hectic;
use super::random::Random;

/// Ships every order that is still wanted: sets its ship and finish time and gives its parcels.
pub fn deliver(orders: &mut [Order]) -> Vec<Parcel> {
    let mut parcels: Vec<Parcel> = earlier_parcels(orders);
    for order in orders {
        let Some(paid) = order.paid.filter(|_| order.role != Role::Regretted) else { continue };
        let mut random = Random::new(order.id);
        let first = match (order.role, parcels.last()) {
            (Role::JoinsPrevious, Some(previous)) => Parcel {
                order: order.id,
                tracking: previous.tracking.clone(),
                shipped: previous.shipped.max(paid + TimeDelta::minutes(2)),
                ..*previous
            },
            _ => parcel(&mut random, order, paid),
        };
        let mut arrived = first.arrived;
        order.shipped = Some(first.shipped);
        parcels.push(first);
        if order.role == Role::TwoParcels {
            let second = parcel(&mut random, order, paid + TimeDelta::hours(4));
            arrived = arrived.max(second.arrived);
            order.shipped = order.shipped.max(Some(second.shipped));
            parcels.push(second);
        }
        if order.role != Role::RefusedParcel {
            order.finished = Some(later(&mut random, arrived, 20 * 60, 7 * 24 * 60));
        }
    }
    parcels
}

fn parcel(random: &mut Random, order: &Order, paid: NaiveDateTime) -> Parcel {
    let late = random.chance(late_pickups(order, paid));
    let slow = order.carrier.name == SLOW_CARRIER;
    let midnight = at(paid.date(), 0);
    let picked_up = match () {
        () if order.role == Role::Presale => later(random, midnight + TimeDelta::days(4), 16 * 60, 20 * 60),
        () if late => later(random, midnight + TimeDelta::days(2), 9 * 60, 20 * 60),
        () if paid.hour() < 15 => later(random, midnight, 16 * 60, 20 * 60),
        () => later(random, midnight + TimeDelta::days(1), 15 * 60, 20 * 60),
    };
    let shipped = later(random, picked_up, -280, -25).max(paid + TimeDelta::minutes(17));
    let usual = order.buyer.place.hours * 60;
    let under_way =
        usual * random.between(85, 125) / 100 + if slow { random.between(26, 56) * 60 } else { 0 };
    let arrived = later(random, picked_up, under_way, under_way + 90);
    Parcel {
        order: order.id,
        tracking: order.carrier.tracking(1_000_000_000_000 + random.below(8_000_000_000_000)),
        carrier: order.carrier,
        shipped,
        picked_up,
        arrived: in_daytime(random, arrived),
        refused: order.role == Role::RefusedParcel,
    }
}

/// How many of a thousand parcels are picked up after the end of the next day.
fn late_pickups(order: &Order, paid: NaiveDateTime) -> u64 {
    match (is_hectic(paid.date()), order.carrier.name == SLOW_CARRIER) {
        (true, true) => 550,
        (true, false) => 240,
        (false, true) => 170,
        (false, false) => 8,
    }
}

/// Parcels of orders older than the order files: every one of these stays unmatched.
fn earlier_parcels(orders: &[Order]) -> Vec<Parcel> {
    let mut random = Random::new(624);
    let mut parcels = Vec::new();
    for (index, order) in orders.iter().take(3).enumerate() {
        let paid = at(super::FIRST_DAY, 0) - TimeDelta::minutes(200 + 173 * index as i64);
        let mut parcel = parcel(&mut random, order, paid);
        parcel.order = super::earlier_order(index);
        parcels.push(parcel);
    }
    parcels
}
