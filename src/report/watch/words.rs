//! What items are called, and what to do about them.

use crate::catalogue::{Lang, text};
use crate::insight::watch::WatchKind;

/// From so many hours on an age is told in days.
const DAYS_FROM_HOURS: f64 = 72.0;

/// What a kind is called.
pub(super) fn name(kind: WatchKind, lang: Lang) -> &'static str {
    match kind {
        WatchKind::PickupDue => text::watch_pickup_due(lang),
        WatchKind::ShipPromise => text::watch_ship_promise(lang),
        WatchKind::PickupRecord24h => text::watch_pickup_record_24h(lang),
        WatchKind::PickupRecord48h => text::watch_pickup_record_48h(lang),
        WatchKind::DeliveryDue => text::watch_delivery_due(lang),
        WatchKind::RefundWaiting => text::watch_refund_waiting(lang),
        WatchKind::ReturnWaiting => text::watch_return_waiting(lang),
    }
}

/// What to do about it.
pub(super) fn advice(kind: WatchKind, lang: Lang) -> &'static str {
    match kind {
        WatchKind::PickupDue => text::watch_do_pickup(lang),
        WatchKind::ShipPromise => text::watch_do_ship(lang),
        WatchKind::PickupRecord24h => text::watch_do_record_24h(lang),
        WatchKind::PickupRecord48h => text::watch_do_record_48h(lang),
        WatchKind::DeliveryDue => text::watch_do_delivery(lang),
        WatchKind::RefundWaiting => text::watch_do_refund(lang),
        WatchKind::ReturnWaiting => text::watch_do_return(lang),
    }
}

/// How long ago, or how far ahead: in days where hours would say nothing.
pub(super) fn age(hours: f64, lang: Lang) -> String {
    if hours.abs() < DAYS_FROM_HOURS {
        return duration(hours, lang);
    }
    text::watch_days(lang, (hours.abs() / 24.0 + 1e-6).floor())
}

/// A span of hours, in hours and minutes; no part of it is rounded up.
pub(super) fn duration(hours: f64, lang: Lang) -> String {
    let minutes = (hours.abs() * 60.0 + 1e-6).floor() as i64;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match (hours, minutes) {
        (0, minutes) => text::watch_minutes(lang, minutes),
        (hours, 0) => text::watch_hours(lang, hours),
        (hours, minutes) => text::watch_hours_minutes(lang, hours, minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_days_where_they_are_long() {
        let said = |hours: f64| (age(hours, Lang::Zh), age(hours, Lang::En));
        assert_eq!(said(71.5), ("71小时30分".to_owned(), "71 h 30 min".to_owned()));
        assert_eq!(said(-72.0), ("3天".to_owned(), "3 d".to_owned()));
        assert_eq!(said(95.9), ("3天".to_owned(), "3 d".to_owned()));
    }

    #[test]
    fn durations_are_never_rounded_up() {
        let said = |hours: f64| (duration(hours, Lang::Zh), duration(hours, Lang::En));
        let both = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(said(0.0), both("0分钟", "0 min"));
        assert_eq!(said(59.0 / 3600.0), both("0分钟", "0 min"));
        assert_eq!(said(2.0), both("2小时", "2 h"));
        assert_eq!(said(-(3.0 + 59.9 / 60.0)), both("3小时59分", "3 h 59 min"));
        // 35 999 seconds are ten hours less one second.
        assert_eq!(said(35_999.0 / 3600.0), both("9小时59分", "9 h 59 min"));
    }
}
