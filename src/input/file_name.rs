//! What the name of a file says: when it was exported, and in which order files of a folder were made.

use super::cell;
use crate::time::{DAY_SECONDS, Stamp};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

/// A date in a name, with the time of day behind it.
#[derive(Debug)]
struct NamedDate {
    place: Range<usize>,
    /// Unix seconds of its time of day; without one of the last second of the day.
    time: i64,
    has_clock: bool,
}

/// When a file was exported, Unix seconds: `<10-digit unix time>_…`, else the one date with a time of day in its name,
/// else the one date, which means its end. Several dates are a period.
pub(super) fn exported_at(name: &str) -> Option<i64> {
    let stem = stem(name);
    unix_prefix(stem).map(|(time, _)| time).or_else(|| export_date(stem).map(|date| date.time))
}

/// The stem of a name without a time of export, so that only a period remains. A date alone may be both.
pub(super) fn without_export_time(name: &str) -> String {
    let stem = stem(name);
    if let Some((_, rest)) = unix_prefix(stem) {
        return rest.to_owned();
    }
    match export_date(stem).filter(|date| date.has_clock) {
        Some(date) => [stem.get(..date.place.start), stem.get(date.place.end..)]
            .map(Option::unwrap_or_default)
            .join(" "),
        None => stem.to_owned(),
    }
}

fn stem(name: &str) -> &str {
    let name = unpacked(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name without the ending that gzip adds.
fn unpacked(name: &str) -> &str {
    name.strip_suffix(".gz").unwrap_or(name)
}

fn unix_prefix(stem: &str) -> Option<(i64, &str)> {
    let (digits, rest) = stem.split_once('_')?;
    let is_unix = digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit());
    Some((is_unix.then(|| digits.parse().ok())??, rest))
}

fn export_date(stem: &str) -> Option<NamedDate> {
    let mut dates = dates(stem);
    let clocks = dates.iter().filter(|date| date.has_clock).count();
    if clocks == 1 {
        dates.retain(|date| date.has_clock);
    }
    if dates.len() == 1 { dates.pop() } else { None }
}

/// The digit runs of a name with their places.
fn runs(name: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (place, _) in name.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == place => run.end += 1,
            _ => runs.push(place..place + 1),
        }
    }
    runs
}

/// Every full date in a name. A shortened second date (`2026-09-01-09-15`) counts as one.
fn dates(name: &str) -> Vec<NamedDate> {
    let runs = runs(name);
    let text = |at: usize| runs.get(at).and_then(|run| name.get(run.clone())).unwrap_or_default();
    // Whether the run with this number follows the one before it behind one short mark.
    let follows = |at: usize| {
        let (Some(before), Some(run)) = (at.checked_sub(1).and_then(|before| runs.get(before)), runs.get(at))
        else {
            return false;
        };
        let mark = name.get(before.end..run.start).unwrap_or_default();
        mark.chars().count() <= 2 && mark.chars().all(|c| "-_.: ：T年月日时分/".contains(c))
    };
    let mut dates = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let (date, used) = match text(at).len() {
            14 => (spelled(text(at), ""), 1),
            8 => (spelled(text(at), ""), 1),
            4 if follows(at + 1) && follows(at + 2) => {
                (spelled(&format!("{}-{}-{}", text(at), text(at + 1), text(at + 2)), ""), 3)
            }
            _ => (None, 1),
        };
        let Some(date) = date else {
            at += 1;
            continue;
        };
        let mut next = at + used;
        let mut found = (date, text(at).len() == 14);
        if !found.1 && follows(next) {
            let (clock, length) = match text(next).len() {
                6 => (text(next).to_owned(), 1),
                2 if follows(next + 1) && follows(next + 2) && text(next + 2).len() == 2 => {
                    (format!("{}{}{}", text(next), text(next + 1), text(next + 2)), 3)
                }
                _ => (String::new(), 0),
            };
            if let Some(time) = spelled(&compact(date), &clock).filter(|_| clock.len() == 6) {
                found = (time, true);
                next += length;
            }
        }
        let end = runs.get(next - 1).map_or(name.len(), |run| run.end);
        let place = runs.get(at).map_or(end, |run| run.start)..end;
        let second = if found.1 { 0 } else { DAY_SECONDS - 1 };
        if let Some(unix) = found.0.unix() {
            dates.push(NamedDate { place: place.clone(), time: unix + second, has_clock: found.1 });
            // `2026-09-01-09-15`: the second date without its year.
            let short = [text(next), text(next + 1)];
            if !found.1 && follows(next) && follows(next + 1) && short.iter().all(|part| part.len() == 2) {
                let year = compact(date).chars().take(4).collect::<String>();
                if spelled(&format!("{year}{}{}", short[0], short[1]), "").is_some() {
                    dates.push(NamedDate { place, time: unix, has_clock: false });
                    next += 2;
                }
            }
        }
        at = next;
    }
    dates
}

/// A date of this century, with a time of day of six digits where that is given.
fn spelled(date: &str, clock: &str) -> Option<Stamp> {
    if !date.starts_with("20") {
        return None;
    }
    let time = cell::time(&format!("{date}{clock}"))?;
    (!time.is_missing()).then_some(time)
}

/// `20260920` of a date.
fn compact(date: Stamp) -> String {
    date.day().map(|day| day.to_string().replace('-', "")).unwrap_or_default()
}

/// Sorts by names, digit runs compared as numbers, `订单2` before `订单10`; a copy that a browser or a user has made,
/// `订单 (1)`, comes behind its original.
pub(super) fn sort_by_name<T>(items: &mut Vec<T>, name: impl Fn(&T) -> Cow<'_, str>) {
    let mut named: Vec<(NameParts, T)> =
        items.drain(..).map(|item| (NameParts::of(&name(&item)), item)).collect();
    named.sort_by(|(a, _), (b, _)| {
        let of_originals = by_runs(&a.original, &b.original).then_with(|| a.copies.cmp(&b.copies));
        of_originals.then_with(|| by_runs(&a.ending, &b.ending))
    });
    items.extend(named.into_iter().map(|(_, item)| item));
}

/// What the order of names looks at.
struct NameParts {
    original: String,
    copies: Vec<u32>,
    ending: String,
}

impl NameParts {
    fn of(name: &str) -> NameParts {
        // A copy of a packed file is `订单 (1).csv.gz` or `订单.csv (1).gz`.
        let (name, outer) = copies(unpacked(name));
        let is_ending = |(_, ending): &(&str, &str)| !ending.contains(['/', '\\']);
        let (stem, ending) = name.rsplit_once('.').filter(is_ending).unwrap_or((name, ""));
        let (original, mut copies) = copies(stem);
        copies.extend(outer);
        NameParts { original: original.to_owned(), copies, ending: ending.to_owned() }
    }
}

/// A stem without the marks of copies, and the numbers of these: `(2)`, `（2）`, ` - 副本`, ` copy 2`.
fn copies(stem: &str) -> (&str, Vec<u32>) {
    let (mut rest, mut numbers) = (stem.trim_end(), Vec::new());
    loop {
        let numbered = rest.strip_suffix([')', '）']).and_then(|inner| {
            let (before, digits) = inner.rsplit_once(['(', '（'])?;
            Some((before, digits.trim().parse().ok().filter(|_| digits.len() <= 4)?))
        });
        let worded = || {
            let bare = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = rest.get(bare.len()..).unwrap_or_default().parse().unwrap_or(1);
            let bare = bare.trim_end();
            let before = ["副本", "Copy", "copy"].iter().find_map(|word| bare.strip_suffix(word))?;
            Some((before.trim_end().strip_suffix('-').unwrap_or(before), number))
        };
        let Some((before, number)) = numbered.or_else(worded).filter(|(before, _)| !before.trim().is_empty())
        else {
            numbers.reverse();
            return (rest, numbers);
        };
        numbers.push(number);
        rest = before.trim_end();
    }
}

/// The two shops of files whose paths differ in one part only that ends with a shop's name: `甲店_订单_2026-09.csv` and
/// `乙店_订单_2026-09 (1).csv`. Digits, dates and marks of copies do not count, nor do parts that name no shop, by which
/// the exports of one shop are split.
pub(super) fn two_shops(a: &str, b: &str) -> Option<[String; 2]> {
    let (a, b) = (worded_parts(a), worded_parts(b));
    let mut differing = a.iter().zip(&b).filter(|(a, b)| a != b);
    let (Some((first, second)), None, true) = (differing.next(), differing.next(), a.len() == b.len()) else {
        return None;
    };
    let split = |part: &str| {
        let end = part.rfind('店')? + '店'.len_utf8();
        let (shop, rest) = part.split_at(end);
        (shop.chars().count() > 1).then(|| (shop.to_owned(), rest.to_owned()))
    };
    let ((first, rest), (second, other)) = (split(first)?, split(second)?);
    (first != second && rest == other).then_some([first, second])
}

/// The parts of a path that hold words, without their digits.
fn worded_parts(path: &str) -> Vec<String> {
    let (original, _) = copies(stem(path));
    let parts = original.split(|c: char| "/\\_-－—~ .#()（）[]【】+,，、".contains(c));
    let without_digits = |part: &str| part.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let is_word = |part: &String| part.chars().any(|c| !"年月日号时分秒至到".contains(c));
    parts.map(without_digits).filter(is_word).collect()
}

fn by_runs(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    while let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) {
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let run = |t: &str| t.len() - t.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let ((run_a, rest_a), (run_b, rest_b)) = (a.split_at(run(a)), b.split_at(run(b)));
            let (number_a, number_b) = (run_a.trim_start_matches('0'), run_b.trim_start_matches('0'));
            let order = number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (rest_a, rest_b);
        } else {
            if x != y {
                return x.cmp(&y);
            }
            (a, b) = (a.get(x.len_utf8()..).unwrap_or_default(), b.get(y.len_utf8()..).unwrap_or_default());
        }
    }
    a.len().cmp(&b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(name: &str) -> Option<String> {
        exported_at(name).and_then(Stamp::from_unix).map(|time| time.to_string())
    }

    #[test]
    fn export_times_in_every_spelling() {
        for (name, expected) in [
            ("1759281000_订单.csv", "2025-10-01 09:10:00"),
            ("售后单导出-2026-09-15-12-46-49.xlsx", "2026-09-15 12:46:49"),
            ("售后单-2026-09-20 00_34_04.xlsx", "2026-09-20 00:34:04"),
            ("订单20260920003404.csv", "2026-09-20 00:34:04"),
            ("订单_20260920_003404.csv", "2026-09-20 00:34:04"),
            ("甲店-包裹中心导出-2026-09-15 12-46-49.xlsx", "2026-09-15 12:46:49"),
            ("订单 2026.09.20 00.34.04 (1).csv", "2026-09-20 00:34:04"),
            ("订单2026年9月20日.csv", "2026-09-20 23:59:59"),
            ("订单-2026-09-20.csv", "2026-09-20 23:59:59"),
            ("抖音_20260915_甲店.xlsx", "2026-09-15 23:59:59"),
            ("订单_2026-09-01-2026-09-15_导出2026-09-16 08_00_00.csv", "2026-09-16 08:00:00"),
        ] {
            assert_eq!(time(name).as_deref(), Some(expected), "{name}");
        }
        for name in [
            "175928100_订单.csv",
            "订单_1759281000.csv",
            "订单.csv",
            "订单_2026-09.csv",
            "甲店_2026-09-09-2026-09-15_客服数据(周表).xlsx",
            "订单20260901-20260930.csv",
            "订单_2026-09-01~2026-09-01.csv",
            "订单2026-09-01-09-15.csv",
            "订单2026-09-01 00_00_00-2026-09-15 23_59_59.csv",
            "订单_20261332.csv",
            "13800138000.csv",
        ] {
            assert_eq!(time(name), None, "{name}");
        }
    }

    #[test]
    fn two_shops_in_one_pattern() {
        let shops = |a, b| two_shops(a, b).map(|[a, b]| format!("{a} {b}"));
        for (a, b) in [
            ("甲店_订单.csv", "乙店_订单.csv"),
            ("抖音_20260915_甲店_飞鸽.csv", "抖音_20260916_乙店_飞鸽 (1).csv"),
            ("甲店订单2026年9月.csv", "乙店订单2026年10月.csv"),
            ("./甲店/订单.csv", "./乙店/订单.csv"),
        ] {
            assert_eq!(shops(a, b).as_deref(), Some("甲店 乙店"), "{a} {b}");
        }
        for (a, b) in [
            ("甲店_订单.csv", "甲店_订单 (1).csv"),
            ("甲店_订单_1.csv", "甲店_订单_2.csv"),
            ("甲店1_订单.csv", "甲店2_订单.csv"),
            ("甲店_订单_已完成.csv", "甲店_订单_待发货.csv"),
            ("甲店_日表.csv", "甲店_周表.csv"),
            ("甲店_订单.csv", "乙店_售后.csv"),
            ("店铺数据.csv", "客服数据.csv"),
            ("甲店_订单.csv", "订单.csv"),
        ] {
            assert_eq!(shops(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn the_period_remains() {
        assert_eq!(without_export_time("1759281000_客服_2026-09.csv"), "客服_2026-09");
        assert_eq!(without_export_time("客服_2026-09-15.xlsx"), "客服_2026-09-15");
        assert_eq!(without_export_time("客服-2026-09-20 00_34_04.xlsx").trim(), "客服-");
    }

    #[test]
    fn digit_runs_compare_as_numbers_and_copies_follow_their_original() {
        let mut names = vec!["订单10.csv", "订单2.csv", "订单1.csv", "a.csv", "订单02b.csv"];
        sort_by_name(&mut names, |name| (*name).into());
        assert_eq!(names, ["a.csv", "订单1.csv", "订单2.csv", "订单02b.csv", "订单10.csv"]);
        let mut names = vec!["订单 (10).csv.gz", "订单.csv (2).gz", "订单 (1).xlsx.gz", "订单.csv.gz"];
        sort_by_name(&mut names, |name| (*name).into());
        assert_eq!(names, ["订单.csv.gz", "订单 (1).xlsx.gz", "订单.csv (2).gz", "订单 (10).csv.gz"]);
        let mut names = vec![".a/订单 (10).gz", ".a/订单 (2).csv"];
        sort_by_name(&mut names, |name| (*name).into());
        assert_eq!(names, [".a/订单 (2).csv", ".a/订单 (10).gz"]);
        let mut names = vec![
            "f/订单 (10).csv",
            "f/订单 (2).csv",
            "f/订单.csv",
            "f/订单(1).csv",
            "f/订单（3）.csv",
            "f/订单 - 副本.csv",
            "f/订单-2.csv",
            "f/订单 (2)(1).csv",
        ];
        sort_by_name(&mut names, |name| (*name).into());
        assert_eq!(
            names,
            [
                "f/订单.csv",
                "f/订单(1).csv",
                "f/订单 - 副本.csv",
                "f/订单 (2).csv",
                "f/订单 (2)(1).csv",
                "f/订单（3）.csv",
                "f/订单 (10).csv",
                "f/订单-2.csv",
            ]
        );
    }
}
