//! What only the whole of a shop's exports tells: which there are, which days they have, the first and last days of some
//! things. It is merged by the least, the greatest and the union, so what several parts have read does no harm. Where
//! machines share out the orders of a shop, each needs it; where only sums are at hand, a score needs it. So
//! it can be written, merged with that of other parts in any order, and put in the place of what one part alone tells.

use super::coverage::KindDays;
use super::{DayCounts, DaySpan, Shop};
use crate::field::{Field, Kind};
use crate::time::{Day, Stamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of the whole of a shop.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WholeShop {
    /// The kinds of export that there are.
    pub kinds: Vec<WholeKind>,
    /// The columns that any file has, as kind and field: `orders.pay_time`.
    pub columns: Vec<String>,
    /// The first pickup or sign day of any parcel.
    pub first_logistics_day: Option<Day>,
    /// The last one.
    pub last_logistics_day: Option<Day>,
    /// The first pickup day.
    pub first_pickup_day: Option<Day>,
    /// The last day on which a valid order was paid.
    pub last_paid_day: Option<Day>,
    /// The newest event of all.
    pub newest_event: Option<Stamp>,
    /// Whether there are rows of customer service without any date: they belong to the as-of day.
    pub has_undated_service_rows: bool,
}

/// What is known of the exports of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WholeKind {
    /// The kind.
    pub kind: Kind,
    /// The newest time of an export or event: up to then they reach.
    pub reach: Option<Stamp>,
    /// The first and the last of days that follow each other and have rows, run by run.
    pub days: Vec<(Day, Day)>,
}

impl WholeShop {
    /// Adds what is known of another part of the same shop.
    pub fn merge(&mut self, other: WholeShop) {
        for kind in other.kinds {
            match self.kinds.iter_mut().find(|own| own.kind == kind.kind) {
                Some(own) => own.merge(&kind),
                None => self.kinds.push(kind),
            }
        }
        self.kinds.sort_by_key(|kind| kind.kind);
        self.columns.extend(other.columns);
        self.columns.sort();
        self.columns.dedup();
        let first = |own: Option<Day>, other| [own, other].into_iter().flatten().min();
        self.first_logistics_day = first(self.first_logistics_day, other.first_logistics_day);
        self.first_pickup_day = first(self.first_pickup_day, other.first_pickup_day);
        self.last_logistics_day = self.last_logistics_day.max(other.last_logistics_day);
        self.last_paid_day = self.last_paid_day.max(other.last_paid_day);
        self.newest_event = later(self.newest_event, other.newest_event);
        self.has_undated_service_rows |= other.has_undated_service_rows;
    }
}

fn later(own: Option<Stamp>, other: Option<Stamp>) -> Option<Stamp> {
    let latest = own.unwrap_or_default().latest(other.unwrap_or_default());
    (!latest.is_missing()).then_some(latest)
}

impl WholeKind {
    fn of(kind: Kind, known: &KindDays) -> WholeKind {
        let span = known.own.span().into_iter();
        let all = span.flat_map(|(first, last)| (first.0..=last.0).map(Day));
        let mut days: Vec<(Day, Day)> = Vec::new();
        for day in all.filter(|day| known.own.on(*day) > 0) {
            match days.last_mut().filter(|run| run.1.plus(1) == day) {
                Some(run) => run.1 = day,
                None => days.push((day, day)),
            }
        }
        WholeKind { kind, reach: (!known.reach.is_missing()).then_some(known.reach), days }
    }

    /// How many rows a day has is known of its part alone, and nothing depends on it.
    fn known(&self) -> KindDays {
        let mut own = DayCounts::default();
        let days = self.days.iter().flat_map(|(first, last)| (first.0..=last.0).map(Day));
        days.for_each(|day| own.add(day));
        KindDays { own, reach: self.reach.unwrap_or_default() }
    }

    fn merge(&mut self, other: &WholeKind) {
        let (mut known, other) = (self.known(), other.known());
        known.own.add_all(&other.own);
        known.reach = known.reach.latest(other.reach);
        *self = WholeKind::of(self.kind, &known);
    }
}

impl Shop {
    /// What is known of the whole of it.
    pub fn whole(&self) -> WholeShop {
        let there = Kind::ALL.into_iter().filter(|kind| self.has(*kind));
        let mut columns: Vec<String> = self.columns.iter().map(|field| column(*field)).collect();
        columns.sort();
        WholeShop {
            kinds: there.map(|kind| WholeKind::of(kind, &self.days[kind as usize])).collect(),
            columns,
            first_logistics_day: self.logistics_span.0.map(|(first, _)| first),
            last_logistics_day: self.logistics_span.0.map(|(_, last)| last),
            first_pickup_day: self.first_pickup_day,
            last_paid_day: self.last_paid_day,
            newest_event: (!self.newest_event.is_missing()).then_some(self.newest_event),
            has_undated_service_rows: self.remarks.undated_service_rows > 0,
        }
    }

    /// Puts what is known of the whole shop in the place of what its own rows say, which may be a part of it or none.
    pub fn know_whole(&mut self, whole: &WholeShop) {
        self.kinds = Kind::ALL.map(|kind| whole.kinds.iter().any(|own| own.kind == kind));
        self.has_orders = self.has(Kind::Orders);
        self.columns =
            Field::ALL.iter().copied().filter(|field| whole.columns.contains(&column(*field))).collect();
        let days = |kind| whole.kinds.iter().find(|own| own.kind == kind).map(WholeKind::known);
        self.days = Kind::ALL.map(|kind| days(kind).unwrap_or_default());
        self.logistics_span = DaySpan(whole.first_logistics_day.zip(whole.last_logistics_day));
        self.first_pickup_day = whole.first_pickup_day;
        self.last_paid_day = whole.last_paid_day;
        self.newest_event = whole.newest_event.unwrap_or_default();
        self.remarks.undated_service_rows = u64::from(whole.has_undated_service_rows);
    }
}

/// A column as it is written: keys alone are not unique.
fn column(field: Field) -> String {
    format!("{}.{}", field.kind().id(), field.key())
}
