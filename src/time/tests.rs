use super::*;

fn at(text: &str) -> Stamp {
    Stamp::from_time(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()).unwrap()
}

#[test]
fn days_are_written_and_read_as_dates() {
    let day = Day::parse("2026-10-31").unwrap();
    let json = serde_json::to_string(&day).unwrap();
    assert_eq!(json, "\"2026-10-31\"");
    assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
    assert!(serde_json::from_str::<Day>("\"2026-10-32\"").is_err());
}

#[test]
fn unix_and_wall_clock_agree() {
    // 2025-10-01 09:13:20 in Shanghai is 2025-10-01 01:13:20 UTC.
    assert_eq!(Stamp::from_unix(1_759_281_200), Some(at("2025-10-01 09:13:20")));
    assert_eq!(at("2026-10-31 23:59:59").to_string(), "2026-10-31 23:59:59");
}

#[test]
fn a_day_holds_its_first_and_last_second() {
    let day = Day::parse("2026-10-31").unwrap();
    assert_eq!(at("2026-10-31 00:00:00").day(), Some(day));
    assert_eq!(at("2026-10-31 23:59:59").day(), Some(day));
    assert_eq!(at("2026-11-01 00:00:00").day(), Some(day.plus(1)));
}

#[test]
fn a_date_gives_days_but_no_hours() {
    let date = Stamp::from_date(NaiveDate::from_ymd_opt(2026, 9, 22).unwrap()).unwrap();
    assert_eq!(date.to_string(), "2026-09-22");
    assert_eq!(date.seconds(), None);
    assert_eq!(at("2026-09-23 10:00:00").seconds_since(date), None);
    assert!(at("2026-09-22 23:00:00").is_by(date));
    assert!(!at("2026-09-23 00:00:00").is_by(date));
}

#[test]
fn a_date_and_its_midnight_do_not_depend_on_their_order() {
    let date = Stamp::from_date(NaiveDate::from_ymd_opt(2026, 9, 22).unwrap()).unwrap();
    let midnight = at("2026-09-22 00:00:00");
    for chosen in
        [date.earliest(midnight), midnight.earliest(date), date.latest(midnight), midnight.latest(date)]
    {
        assert_eq!(chosen, date);
    }
    assert_eq!(date.latest(at("2026-09-22 07:00:00")), at("2026-09-22 07:00:00"));
}

#[test]
fn times_are_chosen_and_compared_by_seconds_and_dates_by_days() {
    let second = |stamp: Stamp| stamp.instant().filter(|_| !stamp.is_date_only());
    let day = DAY_SECONDS;
    let of = |instant: i64| Stamp::from_instant(instant);
    let (at_day, later) = (Stamp::of_day(Day(2)), Stamp::of_day(Day(3)));
    let stamps =
        [Stamp::MISSING, of(1), of(2 * day - 1), of(2 * day), of(2 * day + 1), of(3 * day), at_day, later];
    for (a, b) in stamps.iter().flat_map(|a| stamps.iter().map(move |b| (*a, *b))) {
        let known = [a, b].into_iter().filter(|stamp| !stamp.is_missing());
        // A date stands before the times of its day's first second.
        let key = |stamp: &Stamp| (stamp.instant(), !stamp.is_date_only());
        let (earliest, latest) =
            (known.clone().min_by_key(key), known.max_by_key(|s| (s.instant(), s.is_date_only())));
        assert_eq!(a.earliest(b), earliest.unwrap_or_default(), "{a:?} {b:?}");
        assert_eq!(a.latest(b), latest.unwrap_or_default(), "{a:?} {b:?}");
        let is_by = match (second(a), second(b)) {
            (Some(a), Some(b)) => a <= b,
            _ => a.day().zip(b.day()).is_some_and(|(a, b)| a <= b),
        };
        assert_eq!(a.is_by(b), is_by, "{a:?} {b:?}");
        assert_eq!(a.is_after(b), !b.is_missing() && a.instant() > b.instant(), "{a:?} {b:?}");
    }
}

#[test]
fn a_promise_that_is_a_date_ends_with_its_day() {
    let promises = [
        "",
        "2026-09-21 23:59:59",
        "2026-09-22 10:00:00",
        "2026-09-22 23:59:59",
        "2026-09-22",
        "2026-09-23 00:00:01",
        "2026-09-23",
    ];
    let promise = |text: &str| match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(date) => Stamp::from_date(date).unwrap(),
        Err(_) if text.is_empty() => Stamp::MISSING,
        Err(_) => at(text),
    };
    for (place, a) in promises.iter().enumerate().map(|(place, text)| (place, promise(text))) {
        for b in promises.iter().skip(place).map(|text| promise(text)) {
            let known = if a.is_missing() { b } else { a };
            assert_eq!([a.earlier_promise(b), b.earlier_promise(a)], [known; 2], "{a} {b}");
            assert_eq!([a.later_promise(b), b.later_promise(a)], [b; 2], "{a} {b}");
        }
    }
}

#[test]
fn early_years_are_no_times_and_late_ones_far_in_the_future() {
    assert_eq!(Stamp::from_date(NaiveDate::from_ymd_opt(1999, 12, 31).unwrap()), None);
    let late = Stamp::from_date(NaiveDate::from_ymd_opt(2099, 12, 31).unwrap()).unwrap();
    assert_eq!(late.to_string(), "2067-12-31");
}

#[test]
fn a_day_makes_the_stamp_of_its_date() {
    for day in [-400, -1, 0, 1, 59, 9_000, 24_835, 24_836, 24_837, 40_000, Day::NEVER.0].map(Day) {
        assert_eq!(Stamp::of_day(day), Stamp::from_date(day.date()).unwrap_or_default(), "{day:?}");
    }
    assert_eq!(Stamp::of_day(LAST_DAY).to_string(), "2067-12-31");
}

#[test]
fn the_days_of_this_century_are_the_calendars() {
    for year in 0..80 {
        for month in 0..=13 {
            for day in 0..=32 {
                let date = NaiveDate::from_ymd_opt(2000 + year as i32, month, day);
                let date = date.filter(|date| date.year() < LAST_YEAR);
                let expected = date.map(|date| Day::from_date(date).0 as u32);
                assert_eq!(Stamp::day_of_century(year, month, day), expected, "{year} {month} {day}");
            }
        }
    }
}
