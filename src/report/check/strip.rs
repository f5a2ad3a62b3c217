//! The days that exports cover, for people: a strip of marks per file, gaps and overlaps.

use super::model::*;
use crate::catalogue::{Lang, Text, kind_name};
use crate::insight::exports::{DayRange, FileDays, KindDays};
use crate::report::Style;
use crate::time::Day;

/// How many gaps or overlaps a kind shows.
const RUNS: usize = 10;
/// How many files an overlap shows.
const PATHS: usize = 3;
/// How wide the strip of days may be.
const MARKS: i32 = 60;

/// The section of days; empty where no file holds a day.
pub fn days(report: &CheckReport, lang: Lang, style: Style) -> String {
    let first = report.days.iter().map(|kind| kind.first_day).min();
    let last = report.days.iter().map(|kind| kind.last_day).max();
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    let per_mark = (last.0 - first.0) / MARKS + 1;
    let paths = report.days.iter().flat_map(|kind| &kind.files).map(|file| file.path.as_str());
    let strips = Strips { lang, style, first, last, per_mark, folder: common_folder(paths) };
    let title = [("from", first.to_string()), ("to", last.to_string()), ("n", per_mark.to_string())];
    let mut lines =
        vec![style.strong(strips.say(Text::CheckDaysTitle, &title)), strips.say(Text::CheckLegend, &[])];
    report.days.iter().for_each(|kind| lines.extend(strips.of_kind(kind)));
    lines.join("\n") + "\n"
}

struct Strips {
    lang: Lang,
    style: Style,
    first: Day,
    last: Day,
    per_mark: i32,
    /// How long the folder is that every path begins with.
    folder: usize,
}

impl Strips {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    /// The path of a file, short enough to stand beside a strip.
    fn short<'p>(&self, path: &'p str) -> &'p str {
        path.get(self.folder..).unwrap_or(path)
    }

    fn of_kind(&self, kind: &KindDays) -> Vec<String> {
        let (zh, en) = kind_name(kind.kind);
        let name = self.lang.pick(zh, en).to_owned();
        let span = [("from", kind.first_day.to_string()), ("to", kind.last_day.to_string())];
        let mut lines = vec![format!("{name}  {}", self.say(Text::CheckSpan, &span))];
        for file in &kind.files {
            let strip = strip(file, self.first, self.last, self.per_mark);
            lines.push(format!("  {strip}  {}", self.short(&file.path)));
        }
        for gap in kind.gaps.iter().take(RUNS) {
            let mut args = range(gap);
            args.push(("kind", name.clone()));
            lines.push(format!("  {}", self.style.careful(self.say(Text::CheckGap, &args))));
        }
        lines.extend(self.more(kind.gaps.len()));
        for overlap in kind.overlaps.iter().take(RUNS) {
            let mut args = range(&overlap.range);
            args.push(("paths", self.paths(&overlap.paths)));
            lines.push(format!("  {}", self.say(Text::CheckOverlap, &args)));
        }
        lines.extend(self.more(kind.overlaps.len()));
        lines
    }

    /// How many gaps or overlaps are not shown.
    fn more(&self, n: usize) -> Option<String> {
        (n > RUNS).then(|| format!("  {}", self.say(Text::CheckMoreRuns, &[("n", (n - RUNS).to_string())])))
    }

    fn paths(&self, paths: &[String]) -> String {
        let shown: Vec<&str> = paths.iter().take(PATHS).map(|path| self.short(path)).collect();
        let mut text = shown.join(self.lang.pick("、", ", "));
        if let Some(more) = paths.len().checked_sub(PATHS).filter(|more| *more > 0) {
            text += " ";
            text += &self.say(Text::CheckMoreFiles, &[("n", more.to_string())]);
        }
        text
    }
}

fn range(range: &DayRange) -> Vec<(&'static str, String)> {
    vec![("from", range.from.to_string()), ("to", range.to.to_string()), ("n", range.days.to_string())]
}

/// How many bytes the folder has in which all paths lie, its `/` included.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p str>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let alike = |path: &str| first.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
    let length = paths.map(alike).min().unwrap_or(first.len());
    first
        .as_bytes()
        .get(..length)
        .and_then(|begin| begin.iter().rposition(|b| *b == b'/'))
        .map_or(0, |at| at + 1)
}

/// The days of a file as a row of marks.
fn strip(file: &FileDays, first: Day, last: Day, per_mark: i32) -> String {
    let marks = (first.0..=last.0).step_by(per_mark.max(1) as usize);
    let mark = |from: i32| {
        let days = from..=(from + per_mark - 1).min(last.0);
        let within = days.clone().any(|day| (file.first_day.0..=file.last_day.0).contains(&day));
        let rows = |day: i32| {
            let place = usize::try_from(day - file.first_day.0).ok();
            place.and_then(|place| file.rows.get(place)).copied().unwrap_or_default()
        };
        match (within, days.clone().any(|day| rows(day) > 0)) {
            (true, true) => '█',
            (true, false) => '░',
            (false, _) => '·',
        }
    };
    marks.map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_shows_rows_holes_and_what_lies_outside() {
        let file = FileDays {
            path: "a".into(),
            first_day: Day(12),
            last_day: Day(17),
            days_with_rows: 3,
            rows: vec![1, 0, 0, 0, 2, 1],
        };
        assert_eq!(strip(&file, Day(10), Day(19), 1), "··█░░░██··");
        assert_eq!(strip(&file, Day(10), Day(19), 2), "·█░█·");
        assert_eq!(strip(&file, Day(10), Day(18), 4), "██·");
    }

    #[test]
    fn the_folder_of_all_paths_is_left_out() {
        let of = |paths: &[&str]| common_folder(paths.iter().copied());
        assert_eq!(of(&["a/b/c.csv", "a/b/d.csv"]), 4);
        assert_eq!(of(&["a/b/c.csv", "a/bb.csv"]), 2);
        assert_eq!(of(&["a/b/c.csv"]), 4);
        assert_eq!(of(&["a.csv", "b.csv"]), 0);
        assert_eq!(of(&["订单/a.csv", "售后/a.csv"]), 0);
        assert_eq!(of(&[]), 0);
    }
}
