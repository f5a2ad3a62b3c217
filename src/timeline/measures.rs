//! What is counted by day, and sets of it.

use crate::indicator::Indicator;

/// What is counted by day: every indicator, and counts a report needs besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// An indicator's numerator and denominator.
    Of(Indicator),
    /// Valid orders by pay day (denominator).
    ValidOrders,
}

impl Measure {
    /// How many measures there are.
    pub const COUNT: usize = Indicator::ALL.len() + 1;

    /// The id of that which is no indicator.
    pub const VALID_ORDERS: &str = "valid_orders";

    /// The id: that of the indicator, or [`Measure::VALID_ORDERS`].
    pub fn id(self) -> &'static str {
        match self {
            Measure::Of(indicator) => indicator.id(),
            Measure::ValidOrders => Measure::VALID_ORDERS,
        }
    }

    /// The measure of an id.
    pub fn by_id(id: &str) -> Option<Measure> {
        match id {
            Measure::VALID_ORDERS => Some(Measure::ValidOrders),
            id => Indicator::ALL.into_iter().find(|indicator| indicator.id() == id).map(Measure::Of),
        }
    }

    /// A number below [`Measure::COUNT`].
    #[inline]
    pub const fn index(self) -> usize {
        match self {
            Measure::Of(indicator) => indicator as usize,
            Measure::ValidOrders => Indicator::ALL.len(),
        }
    }

    /// All of them, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Measure> {
        Indicator::ALL.into_iter().map(Measure::Of).chain([Measure::ValidOrders])
    }
}

/// A set of measures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measures(u64);

// One bit for each.
const _: () = assert!(Measure::COUNT <= u64::BITS as usize);

impl Measures {
    pub const ALL: Measures = Measures(u64::MAX);
    /// The measures of single after-sales and of rows of customer service, which no order adds to, and to which nothing
    /// else adds.
    pub(super) const WITHOUT_ORDERS: Measures = Measures::of_all(&[
        Indicator::RefundOnlyHours,
        Indicator::ReturnRefundHours,
        Indicator::AftersaleReviewHours,
        Indicator::AftersaleHandledInTimeRate,
        Indicator::ImReply3MinRate,
        Indicator::ImReplySeconds,
        Indicator::ImDissatisfactionRate,
    ]);

    pub(crate) const fn of_all(indicators: &[Indicator]) -> Measures {
        let (mut bits, mut i) = (0, 0);
        while i < indicators.len() {
            bits |= 1 << (indicators[i] as usize);
            i += 1;
        }
        Measures(bits)
    }

    pub(super) const fn of_measures(measures: &[Measure]) -> Measures {
        let (mut bits, mut i) = (0, 0);
        while i < measures.len() {
            bits |= 1 << measures[i].index();
            i += 1;
        }
        Measures(bits)
    }

    #[inline]
    pub(crate) const fn of(indicator: Indicator) -> Measures {
        Measures(1 << indicator as usize)
    }

    #[inline]
    pub(crate) fn contains(self, measure: Measure) -> bool {
        self.0 >> measure.index() & 1 != 0
    }

    #[inline]
    pub(crate) fn contains_any(self, others: Measures) -> bool {
        self.0 & others.0 != 0
    }

    pub(crate) fn with(self, indicator: Indicator) -> Measures {
        Measures(self.0 | Measures::of(indicator).0)
    }

    pub(crate) fn without(self, others: Measures) -> Measures {
        Measures(self.0 & !others.0)
    }
}

impl FromIterator<Indicator> for Measures {
    fn from_iter<I: IntoIterator<Item = Indicator>>(indicators: I) -> Measures {
        Measures(indicators.into_iter().fold(0, |bits, indicator| bits | Measures::of(indicator).0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Options, load};
    use crate::rulebook::Rulebook;
    use crate::timeline::{Fact, Facts, Sink};

    #[derive(Default)]
    struct Told(u64);

    impl Sink for Told {
        fn take(&mut self, fact: &Fact) {
            self.0 |= 1 << fact.measure.index();
        }
    }

    #[test]
    fn what_is_told_without_orders_is_told_of_no_order() {
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
        let loaded = load(&Options::new(vec![demo.into()], crate::time::now())).unwrap();
        let rulebook = Rulebook::default_rulebook().unwrap();
        let day = loaded.shop.default_as_of().unwrap().0;
        let facts = Facts::new(&loaded.shop, &rulebook.definitions, day);
        let (mut of_orders, mut of_all) = (Told::default(), Told::default());
        facts.emit_orders(loaded.shop.orders(), &mut of_orders);
        facts.emit(&mut of_all);
        // The demo has nearly everything; a measure is told of orders or of something else, never of both.
        assert!(of_all.0.count_ones() > 20);
        assert_eq!(of_all.0 & !of_orders.0, of_all.0 & Measures::WITHOUT_ORDERS.0);
        assert_eq!(of_orders.0 & Measures::WITHOUT_ORDERS.0, 0);
    }

    #[test]
    fn a_set_holds_what_is_put_into_it() {
        let set: Measures = [Indicator::ArrivalHours, Indicator::TransitHours].into_iter().collect();
        let held = Indicator::ALL.into_iter().filter(|i| set.contains(Measure::Of(*i)));
        assert!(
            held.eq(Indicator::ALL
                .into_iter()
                .filter(|i| { matches!(i, Indicator::ArrivalHours | Indicator::TransitHours) }))
        );
        assert!(!set.contains(Measure::ValidOrders) && Measures::ALL.contains(Measure::ValidOrders));
        assert!(set.contains_any(Measures::of(Indicator::ArrivalHours)));
        assert!(
            !set.without(Measures::of(Indicator::ArrivalHours))
                .contains_any(Measures::of(Indicator::ArrivalHours))
        );
    }
}
