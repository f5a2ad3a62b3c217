//! What is counted: windows, deadlines, night rules, reason classes.

use super::fields::{MOST_HOURS, days, toml_table, unique};
use super::{OTHER_CLASS, PickupScore, ReasonClass};
use crate::catalogue::{diagnostics, text};
use crate::indicator::Indicator;
use crate::refund_kind::RefundKind;
use crate::string_enum::string_enum;
use crate::time::{DAY_SECONDS, Day, HOUR_SECONDS, Stamp};
use crate::toml_file::{ExpectedType, Node};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

toml_table! {
    /// The part of a rulebook that the timeline needs.
    pub struct Definitions(fields) {
        /// Window of an indicator that `windows` does not name, in days.
        pub(crate) default_window_days: i32 = days(),
        /// A promised ship time later than this after payment makes an order a presale, in hours.
        pub(crate) presale_after_hours: i64 = whole(0..=MOST_HOURS),
        pub(crate) pickup_deadline: Deadline = required(Deadline::read),
        /// Hours from pickup in which a parcel without an expected time is due.
        pub waybill_sla_hours: i64 = whole(1..=MOST_HOURS),
        pub(crate) quality_classes: Vec<ReasonClass> = list(|node| ReasonClass::read_listed(node, fields)),
        pub(crate) logistics_classes: Vec<ReasonClass> = list(|node| ReasonClass::read_listed(node, fields)),
        pub(crate) damage_classes: Vec<ReasonClass> = list(|node| ReasonClass::read_listed(node, fields)),
        /// In a reason or its tag this makes it a reason of the class below whatever the words.
        pub quality_mark: String = some_text(),
        pub(crate) quality_mark_class: ReasonClass = required(|node| ReasonClass::read_listed(node, fields)),
        /// Windows by indicator, in days.
        #[serde(serialize_with = "by_id")]
        pub windows: BTreeMap<Indicator, i32> = required(read_windows),
        /// When the pickup clock stands still.
        pub(crate) pickup_night: Night = table(Night::read),
        /// When the clock of after-sale reviews stands still.
        pub(crate) review_night: Night = table(Night::read),
        pub(crate) pickup_score: PickupScore = table(PickupScore::read),
        pub(crate) handled_within_hours: HandledWithin = table(HandledWithin::read),
        /// Indicators to which an export can only come near.
        #[serde(default)]
        pub(crate) approximations: Vec<Approximation> = maybe_tables(unique(Approximation::read)),
        /// Reason classes by their words; the first with one of them wins.
        pub(crate) reasons: Vec<ReasonWords> = tables(unique(ReasonWords::read)),
    }
}

/// Windows in the order of the ids.
fn by_id<S: Serializer>(windows: &BTreeMap<Indicator, i32>, serializer: S) -> Result<S::Ok, S::Error> {
    let sorted: BTreeMap<&str, i32> =
        windows.iter().map(|(indicator, days)| (indicator.id(), *days)).collect();
    sorted.serialize(serializer)
}

fn read_windows(node: &Node<'_>) -> Option<BTreeMap<Indicator, i32>> {
    let read = |node: Node<'_>| node.indicator_of(node.key()).zip(days(&node));
    Some(node.open_table()?.all().filter_map(read).collect())
}

/// When a pickup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Deadline {
    /// So many hours after payment.
    Hours(i64),
    /// At the end of a day.
    EndOf(DueDay),
}

string_enum! {
    /// The day at whose end a pickup is due.
    DueDay {
        /// The day after payment.
        Next = "next_day_end",
    }
}

impl Deadline {
    fn read(node: &Node<'_>) -> Option<Deadline> {
        if let Some(day) = node.as_str().and_then(DueDay::by_id) {
            return Some(Deadline::EndOf(day));
        }
        if node.value.get_ref().is_integer() {
            return node.whole(1..=MOST_HOURS).map(Deadline::Hours);
        }
        let found = node.source();
        let found = found.trim_matches(['"', '\'']);
        let why = |lang| text::rule_deadline(lang, found, DueDay::Next.id());
        node.unreadable(diagnostics::rulebook_invalid(why));
        None
    }
}

toml_table! {
    /// A part of the day in which a clock stands still.
    #[derive(Copy)]
    pub(crate) struct Night(fields) {
        pub(crate) from_hour: i64 = whole(1..=24),
        /// The hour at which it ends, on the next morning.
        pub(crate) to_hour: i64 = whole(0..=from_hour.map_or(23, |from_hour| (from_hour - 1).min(23))),
    }
}

impl Night {
    /// When the clock starts for something that happened at `instant` (seconds since 2000-01-01).
    #[inline]
    pub(crate) fn clock_start(&self, instant: i64) -> i64 {
        let day = Day::of_instant(instant).start();
        let second = instant - day;
        if second >= self.from_hour * HOUR_SECONDS {
            day + DAY_SECONDS + self.to_hour * HOUR_SECONDS
        } else if second < self.to_hour * HOUR_SECONDS {
            day + self.to_hour * HOUR_SECONDS
        } else {
            instant
        }
    }

    /// Seconds from `start` to `end` under this rule; what ends before the clock starts takes 0.
    /// `None` unless both carry a time of day; negative where `end` lies before `start` itself.
    #[inline]
    pub(crate) fn seconds(&self, start: Stamp, end: Stamp) -> Option<i64> {
        let plain = end.seconds_since(start)?;
        if plain < 0 {
            return Some(plain);
        }
        Some((end.seconds()? - self.clock_start(start.seconds()?)).max(0))
    }
}

toml_table! {
    /// In how many hours from the application the merchant must have agreed.
    #[derive(Copy)]
    pub(crate) struct HandledWithin(fields) {
        pub(crate) refund_only: i64 = whole(1..=MOST_HOURS),
        pub(crate) returned("return"): i64 = whole(1..=MOST_HOURS),
    }
}

impl HandledWithin {
    /// The same in seconds, by kind; `None` for kinds without a limit.
    pub(crate) fn seconds(&self, kind: RefundKind) -> Option<i64> {
        match kind {
            RefundKind::RefundOnly => Some(self.refund_only * HOUR_SECONDS),
            RefundKind::Return => Some(self.returned * HOUR_SECONDS),
            RefundKind::BeforeShipping | RefundKind::Other => None,
        }
    }
}

toml_table! {
    /// An indicator to which an export can only come near, and why.
    pub struct Approximation(fields, seen: &mut BTreeSet<String>) {
        pub(crate) indicator: Indicator = required(|node| node.indicator_of(&node.unique_text(seen)?)),
        pub(crate) why_zh: String = some_text(),
        pub(crate) why_en: String = some_text(),
    }
}

toml_table! {
    /// A class of after-sale reasons.
    pub(crate) struct ReasonWords(fields, seen: &mut BTreeSet<String>) {
        pub(crate) class: ReasonClass = required(|node| node.unique_text(seen).map(ReasonClass::of)),
        pub(crate) title_zh: Option<String> = maybe_text(),
        pub(crate) title_en: Option<String> = maybe_text(),
        /// A reason that holds one of these belongs to it.
        pub(crate) words: Vec<String> = required(|node| words(node, class.as_ref())),
    }
}

/// A blank word would be found in every reason.
fn words(node: &Node<'_>, class: Option<&ReasonClass>) -> Option<Vec<String>> {
    let words = node.list(ExpectedType::List, |word| word.some_text())?;
    if class.is_some_and(ReasonClass::is_other) && !words.is_empty() {
        node.invalid(|lang| text::rule_other_words(lang, OTHER_CLASS));
    }
    Some(words)
}

impl Definitions {
    /// The window of an indicator in days.
    pub fn window_days(&self, indicator: Indicator) -> i32 {
        self.windows.get(&indicator).copied().unwrap_or(self.default_window_days)
    }

    /// Why an indicator's figure is only near to what the platform counts; `None` where it is not.
    pub fn approximation(&self, indicator: Indicator) -> Option<&Approximation> {
        self.approximations.iter().find(|a| a.indicator == indicator)
    }

    /// The lengths of the windows of all indicators, the plain 30 and 90 days first.
    pub fn window_lengths(&self) -> Vec<i32> {
        let mut lengths = vec![30, 90];
        for indicator in Indicator::ALL {
            let days = self.window_days(indicator);
            if !lengths.contains(&days) {
                lengths.push(days);
            }
        }
        lengths
    }

    /// When the pickup of an order is due: a time, or a date meaning the end of that day.
    #[inline]
    pub fn pickup_deadline(&self, pay: Stamp, promised: Stamp) -> Stamp {
        let presale = match promised.day_end().seconds_since(pay) {
            Some(seconds) => seconds > self.presale_after_hours * HOUR_SECONDS,
            None => match (promised.day(), pay.day()) {
                (Some(promised), Some(pay)) => i64::from(promised.0 - pay.0) * 24 > self.presale_after_hours,
                _ => false,
            },
        };
        if presale {
            return promised;
        }
        match (&self.pickup_deadline, pay.seconds(), pay.day()) {
            (Deadline::Hours(hours), Some(seconds), _) => Stamp::from_instant(seconds + hours * HOUR_SECONDS),
            // Paid on a date without a time of day: due by the end of the day so many hours later.
            (Deadline::Hours(hours), None, Some(day)) => end_of(day.plus(days_of(*hours))),
            (Deadline::EndOf(DueDay::Next), _, Some(day)) => end_of(day.plus(1)),
            (_, _, None) => Stamp::MISSING,
        }
    }

    /// When a parcel is due: the order's expected time, else so long after its pickup.
    #[inline]
    pub fn delivery_due(&self, expected: Stamp, pickup: Stamp) -> Stamp {
        if !expected.is_missing() {
            return expected;
        }
        match (pickup.seconds(), pickup.day()) {
            (Some(seconds), _) => Stamp::from_instant(seconds + self.waybill_sla_hours * HOUR_SECONDS),
            (None, Some(day)) => end_of(day.plus(days_of(self.waybill_sla_hours))),
            (None, None) => Stamp::MISSING,
        }
    }
}

/// A date without a time of day stands for its end when something is due.
fn end_of(day: Day) -> Stamp {
    Stamp::of_day(day)
}

/// Whole days that hold so many hours.
fn days_of(hours: i64) -> i32 {
    ((hours + 23) / 24) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;
    use chrono::NaiveDateTime;

    fn at(text: &str) -> Stamp {
        match NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S") {
            Ok(time) => Stamp::from_time(time).unwrap(),
            Err(_) => Stamp::of_day(Day::parse(text).unwrap()),
        }
    }

    #[test]
    fn night_rules_start_the_clock_in_the_morning() {
        let night = Rulebook::default_rulebook().unwrap().definitions.pickup_night;
        let hours = |a: &str, b: &str| night.seconds(at(a), at(b)).map(|s| s as f64 / 3600.0);
        // Paid 17:59:59, the last second of the day: 1 s more than 2 h to 20:00.
        assert_eq!(night.seconds(at("2026-09-01 17:59:59"), at("2026-09-01 20:00:00")), Some(7201));
        assert_eq!(hours("2026-09-01 18:00:00", "2026-09-02 09:00:00"), Some(3.0));
        assert_eq!(hours("2026-09-02 05:59:59", "2026-09-02 09:00:00"), Some(3.0));
        assert_eq!(hours("2026-09-02 06:00:00", "2026-09-02 09:00:00"), Some(3.0));
        assert_eq!(hours("2026-09-01 22:00:00", "2026-09-02 02:00:00"), Some(0.0));
        assert!(hours("2026-09-01 22:00:00", "2026-09-01 21:00:00").unwrap() < 0.0);
        assert_eq!(hours("2026-09-01", "2026-09-02 09:00:00"), None);
    }

    #[test]
    fn the_deadline_is_the_end_of_the_next_day_unless_presold() {
        let definitions = Rulebook::default_rulebook().unwrap().definitions;
        let due = |pay: &str, promised: &str| definitions.pickup_deadline(at(pay), at(promised)).to_string();
        assert_eq!(due("2026-09-01 10:00:00", "2026-09-03 10:00:00"), "2026-09-02");
        assert_eq!(due("2026-09-01 10:00:00", "2026-09-03 10:00:01"), "2026-09-03 10:00:01");
        // A date alone is its end: 38 and 62 hours later.
        assert_eq!(due("2026-09-01 10:00:00", "2026-09-02"), "2026-09-02");
        assert_eq!(due("2026-09-01 10:00:00", "2026-09-03"), "2026-09-03");
        assert_eq!(due("2026-09-01 10:00:00", "2026-09-04"), "2026-09-04");
    }
}
