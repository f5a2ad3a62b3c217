//! Which indicators the exports can give at all: by kinds of export, columns, and covered days.

use crate::field::{Field, Kind};
use crate::indicator::Indicator;
use crate::shop::{DaySpan, Shop};
use crate::time::Day;

/// Why an indicator has no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no export of a kind.
    Export(Kind),
    /// No export of a kind has a column.
    Column(Field),
    /// Everything is there but nothing to count in the window.
    Cases,
}

/// What a shop's exports cover.
#[derive(Debug)]
pub struct Availability {
    missing: Vec<Option<Missing>>,
    /// By indicator: the kinds it needs, with their days.
    needs: Vec<Vec<(Kind, DaySpan)>>,
    /// By indicator: the kinds to add.
    absent: Vec<Vec<Kind>>,
    /// The first day on which an order of an orders export was paid.
    first_paid: Option<Day>,
    /// The days of the orders exports.
    orders: DaySpan,
}

impl Availability {
    /// What a shop's exports cover.
    pub fn of(shop: &Shop) -> Availability {
        let needs: Vec<Vec<Kind>> = Indicator::ALL.iter().map(|i| kinds(*i, shop)).collect();
        Availability {
            missing: Indicator::ALL.iter().zip(&needs).map(|(i, kinds)| missing(*i, kinds, shop)).collect(),
            absent: Indicator::ALL.iter().zip(&needs).map(|(i, kinds)| absent(*i, kinds, shop)).collect(),
            first_paid: shop.span(Kind::Orders).0.map(|(first, _)| first),
            needs: needs
                .into_iter()
                .map(|kinds| kinds.into_iter().map(|kind| (kind, shop.span(kind))).collect())
                .collect(),
            orders: shop.span(Kind::Orders),
        }
    }

    /// Days of a window that lie inside the span of the orders exports.
    pub fn covered_order_days(&self, from: Day, to: Day) -> i32 {
        self.orders.0.map_or(0, |(first, last)| (to.min(last).0 - from.max(first).0 + 1).max(0))
    }

    /// Why an indicator cannot have data, whatever the day.
    pub fn missing(&self, indicator: Indicator) -> Option<Missing> {
        self.missing.get(indicator.index()).copied().flatten()
    }

    /// The first day on which an order of an orders export was paid.
    pub fn first_paid(&self) -> Option<Day> {
        self.first_paid
    }

    /// The kinds an indicator needs, with the days they cover.
    pub fn needs(&self, indicator: Indicator) -> &[(Kind, DaySpan)] {
        self.needs.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// The kinds of which there is no export and without which an indicator has no data.
    pub fn absent(&self, indicator: Indicator) -> &[Kind] {
        self.absent.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// Days of a window that lie inside the span of every kind needed (SPEC section 6).
    pub fn covered_days(&self, indicator: Indicator, from: Day, to: Day) -> i32 {
        let mut range = Some((from, to));
        for (_, span) in self.needs(indicator) {
            range = match (range, span.0) {
                (Some((a, b)), Some((first, last))) => Some((a.max(first), b.min(last))),
                _ => None,
            };
        }
        range.map_or(0, |(a, b)| (b.0 - a.0 + 1).max(0))
    }
}

/// Without an orders export the logistics export defines the orders (SPEC section 2); an orders export
/// with pickup or sign times of its own does without a logistics export.
fn kinds(indicator: Indicator, shop: &Shop) -> Vec<Kind> {
    let own_times = shop.has_column(Field::OrderPickupTime) || shop.has_column(Field::OrderSignTime);
    let mut kinds = Vec::new();
    for kind in indicator.info().kinds {
        let kind = match kind {
            Kind::Orders if !shop.has(Kind::Orders) && shop.has(Kind::Logistics) => Kind::Logistics,
            Kind::Logistics if !shop.has(Kind::Logistics) && own_times => Kind::Orders,
            kind => *kind,
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn missing(indicator: Indicator, kinds: &[Kind], shop: &Shop) -> Option<Missing> {
    if let Some(kind) = kinds.iter().find(|kind| !shop.has(**kind)) {
        return Some(Missing::Export(*kind));
    }
    absent_columns(indicator, shop).next().map(|column| {
        if shop.has(column.kind()) { Missing::Column(column) } else { Missing::Export(column.kind()) }
    })
}

/// A kind may be replaced by another and still be needed for its columns: parcels make orders, but no
/// times of payment.
fn absent(indicator: Indicator, kinds: &[Kind], shop: &Shop) -> Vec<Kind> {
    let of_columns = absent_columns(indicator, shop).map(Field::kind);
    let mut absent = Vec::new();
    for kind in kinds.iter().copied().chain(of_columns).filter(|kind| !shop.has(*kind)) {
        if !absent.contains(&kind) {
            absent.push(kind);
        }
    }
    absent
}

/// The columns that no file has, nor another in their place: of those that replace each other the first.
fn absent_columns(indicator: Indicator, shop: &Shop) -> impl Iterator<Item = Field> + '_ {
    let columns = indicator.info().columns.iter();
    let absent = columns.filter(|any_of| !any_of.iter().any(|column| shop.has_column(*column)));
    absent.filter_map(|any_of| any_of.first().copied())
}
