//! The time at which things wait.

use crate::field::Kind;
use crate::shop::Shop;
use crate::string_enum::string_enum;
use crate::time::Stamp;

string_enum! {
    /// How the time was chosen.
    NowBasis {
        /// It was given.
        Argument = "argument",
        /// The orders exports reach up to it.
        OrdersReach = "orders_reach",
        /// There is no orders export; some other export reaches up to it.
        ExportsReach = "exports_reach",
    }
}

/// The time up to which the orders exports reach, without any the others. `None` where nothing has a time.
pub(crate) fn usual_now(shop: &Shop) -> Option<(Stamp, NowBasis)> {
    let reach = |kind: &Kind| shop.reach(*kind).day_end();
    let orders = (reach(&Kind::Orders), NowBasis::OrdersReach);
    let all = Kind::ALL.iter().map(reach).reduce(Stamp::latest).unwrap_or_default();
    let chosen = [orders, (all, NowBasis::ExportsReach)].into_iter().find(|(at, _)| !at.is_missing())?;
    // The day of a date without a time of day may be today, which is not over.
    let clock = shop.clock();
    let is_later = !clock.is_missing() && chosen.0.instant() > clock.instant();
    Some(if is_later { (clock, chosen.1) } else { chosen })
}
