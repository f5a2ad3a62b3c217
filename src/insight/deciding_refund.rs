//! The after-sale that made an order a case.

use crate::indicator::Indicator;
use crate::shop::{NONE, Refund, RefundKind, Shop};
use crate::time::Day;
use crate::timeline::Fact;
use std::cell::LazyCell;

/// Whether an after-sale can make an order a case of an indicator.
#[inline]
pub(super) fn is_decided_by_refunds(indicator: Indicator) -> bool {
    matches!(
        indicator,
        Indicator::QualityReturnRate
            | Indicator::LogisticsReturnRate
            | Indicator::DamageReturnRate
            | Indicator::DisputeLiabilityRate
            | Indicator::PlatformHelpRate
    )
}

/// The earliest after-sale known at the end of a day of those the indicator looks at, one of the case's product first.
pub(super) fn deciding_refund<'s>(
    shop: &'s Shop,
    indicator: Indicator,
    day: Day,
    order: u32,
    case: &Fact,
) -> Option<(u32, &'s Refund)> {
    let refunds = shop.refunds_of(order);
    if !is_decided_by_refunds(indicator) || refunds.clone().next().is_none() {
        return None;
    }
    let counts = |refund: &Refund| match indicator {
        Indicator::DisputeLiabilityRate => refund.merchant_liable,
        Indicator::PlatformHelpRate => case.tally.numerator == 0 || refund.arbitrated == Some(true),
        _ => refund.kind() != RefundKind::BeforeShipping,
    };
    let has_product = LazyCell::new(|| shop.subs_of(order).any(|(_, sub)| sub.product == case.product));
    let of_product = |sub: u32| match sub {
        NONE => *has_product,
        sub => shop.sub_of(order, sub).is_some_and(|sub| sub.product == case.product),
    };
    refunds.filter(|(_, r)| r.apply.day().is_some_and(|applied| applied <= day) && counts(r)).min_by(
        |a, b| {
            let key = |r: &Refund| (!of_product(r.sub), r.apply.instant());
            key(a.1).cmp(&key(b.1)).then_with(|| shop.compare_refund_ids(a.0, b.0))
        },
    )
}
