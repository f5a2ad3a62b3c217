//! Which indicators the exports can give at all: by kinds of export, columns, and covered days.

use crate::field::{Field, Kind};
use crate::indicator::Indicator;
use crate::shop::{DayRanges, Shop};
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
    /// By indicator: the kinds it needs.
    needs: Vec<Vec<Kind>>,
    /// By indicator: the days that every kind it needs covers.
    covered_by_all: Vec<DayRanges>,
    /// By indicator: the kinds to add.
    absent: Vec<Vec<Kind>>,
    /// The days that each kind covers, in the order of [`Kind::ALL`].
    covered: [DayRanges; 5],
}

impl Availability {
    /// What a shop's exports cover.
    pub fn of(shop: &Shop) -> Availability {
        let needs: Vec<Vec<Kind>> = Indicator::ALL.iter().map(|i| kinds(*i, shop)).collect();
        let covered = Kind::ALL.map(|kind| shop.covered(kind));
        let covered_by = |kind: &Kind| covered[*kind as usize].clone();
        let by_all = |kinds: &Vec<Kind>| kinds.iter().map(covered_by).reduce(|a, b| a.intersection(&b));
        Availability {
            missing: Indicator::ALL.iter().zip(&needs).map(|(i, kinds)| missing(*i, kinds, shop)).collect(),
            absent: Indicator::ALL.iter().zip(&needs).map(|(i, kinds)| absent(*i, kinds, shop)).collect(),
            covered_by_all: needs.iter().map(|kinds| by_all(kinds).unwrap_or_default()).collect(),
            needs,
            covered,
        }
    }

    /// That of a day of which nothing is known.
    pub(crate) fn nothing() -> Availability {
        let none = || vec![Vec::new(); Indicator::ALL.len()];
        Availability {
            missing: vec![Some(Missing::Cases); Indicator::ALL.len()],
            needs: none(),
            covered_by_all: Vec::new(),
            absent: none(),
            covered: Kind::ALL.map(|_| DayRanges::default()),
        }
    }

    /// The days that the exports of a kind cover.
    pub fn covered(&self, kind: Kind) -> &DayRanges {
        &self.covered[kind as usize]
    }

    /// Why an indicator cannot have data, whatever the day.
    pub fn missing(&self, indicator: Indicator) -> Option<Missing> {
        self.missing.get(indicator.index()).copied().flatten()
    }

    /// The first day on which an order of an orders export was paid.
    pub fn first_paid(&self) -> Option<Day> {
        self.covered(Kind::Orders).first()
    }

    /// The kinds an indicator needs.
    pub fn needs(&self, indicator: Indicator) -> &[Kind] {
        self.needs.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// The kinds of which there is no export and without which an indicator has no data.
    pub fn absent(&self, indicator: Indicator) -> &[Kind] {
        self.absent.get(indicator.index()).map_or(&[], Vec::as_slice)
    }

    /// Days of a window that every kind needed covers (SPEC section 6).
    pub fn covered_days(&self, indicator: Indicator, from: Day, to: Day) -> i32 {
        self.covered_by_all.get(indicator.index()).map_or(0, |covered| covered.days_within(from, to))
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
    // Without any time of payment no order counts, whatever else there is.
    let is_by_order = indicator.info().kinds.contains(&Kind::Orders) && shop.has(Kind::Orders);
    if is_by_order && ![Field::PayTime, Field::SubmitTime].iter().any(|column| shop.has_column(*column)) {
        return Some(Missing::Column(Field::PayTime));
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
