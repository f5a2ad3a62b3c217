//! Measures to which most orders add the same.

use super::measures::{Measure, Measures};
use crate::indicator::Indicator;

/// Measures of which an order has facts that differ in nothing else, where nothing happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// A paid order without after-sales.
    Paid,
    /// A signed order without reviews and after-sales.
    Signed,
}

impl Alike {
    pub(super) const ALL: [Alike; 2] = [Alike::Paid, Alike::Signed];

    /// The measures, in the order in which facts are given.
    #[inline]
    pub(super) const fn measures(self) -> &'static [Measure] {
        match self {
            Alike::Paid => &[
                Measure::ValidOrders,
                Measure::Of(Indicator::LogisticsReturnRate),
                Measure::Of(Indicator::DamageReturnRate),
                Measure::Of(Indicator::DisputeLiabilityRate),
            ],
            Alike::Signed => {
                &[Measure::Of(Indicator::NegativeReviewRate), Measure::Of(Indicator::QualityReturnRate)]
            }
        }
    }

    /// The same as a set.
    #[inline]
    pub(super) const fn set(self) -> Measures {
        match self {
            Alike::Paid => PAID,
            Alike::Signed => SIGNED,
        }
    }
}

const PAID: Measures = Measures::of_measures(Alike::Paid.measures());
const SIGNED: Measures = Measures::of_measures(Alike::Signed.measures());
