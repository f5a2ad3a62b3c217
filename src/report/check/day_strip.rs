//! The days that exports cover, for people: a strip of marks per file, gaps and overlaps.

use crate::catalogue::{Lang, text};
use crate::insight::exports::{FileDays, KindDays};
use crate::report::block::{Block, Breaks, Cell, DayMark, Line, Paragraph, Table, Tone};
use crate::report::names;
use crate::time::Day;

/// How many gaps or overlaps a kind shows.
const RUNS: usize = 10;
/// How many files an overlap shows.
const PATHS: usize = 3;
/// How many marks a strip of days may have.
const MARKS: i32 = 60;

/// The section of days; empty where no file holds a day.
pub(super) fn section(kinds: &[KindDays], lang: Lang) -> Block {
    let first = kinds.iter().map(|kind| kind.first_day).min();
    let last = kinds.iter().map(|kind| kind.last_day).max();
    let (Some(first), Some(last)) = (first, last) else { return Block::Section(Vec::new()) };
    let days_per_mark = (last.0 - first.0) / MARKS + 1;
    let paths = kinds.iter().flat_map(|kind| &kind.files).map(|file| file.path.as_str());
    let strips = Strips { lang, first, last, days_per_mark, folder: common_folder(paths) };
    let title = text::check_days_title(lang, first, last, days_per_mark);
    let head = [Block::Heading(title.into()), Paragraph::new(text::check_legend(lang)).into()];
    Block::Section(head.into_iter().chain(kinds.iter().flat_map(|kind| strips.of_kind(kind))).collect())
}

struct Strips {
    lang: Lang,
    first: Day,
    last: Day,
    days_per_mark: i32,
    /// How long the folder is that every path begins with.
    folder: usize,
}

impl Strips {
    /// The path of a file, short enough to stand beside a strip.
    fn short<'p>(&self, path: &'p str) -> &'p str {
        path.get(self.folder..).unwrap_or(path)
    }

    fn of_kind(&self, kind: &KindDays) -> Vec<Block> {
        let (lang, name) = (self.lang, names::kind(kind.kind, self.lang));
        let span = text::check_span(lang, kind.first_day, kind.last_day);
        let mut strips = Table::default().level(1);
        for file in &kind.files {
            let marks = day_strip(file, self.first, self.last, self.days_per_mark);
            strips.row([Cell::Days(marks), self.short(&file.path).into()]);
        }
        let mut blocks = vec![Paragraph::new(format!("{name}  {span}")).into(), strips.into()];
        let particular = |line: Line| Paragraph::new(line).level(1);
        // How many gaps or overlaps are not shown.
        let more = |count: usize| {
            let more = count.checked_sub(RUNS).filter(|more| *more > 0);
            more.map(|more| particular(text::check_more_runs(lang, more).into()).into())
        };
        blocks.extend(kind.gaps.iter().take(RUNS).map(|gap| {
            let gap = text::check_gap(lang, gap.from, gap.to, gap.days, name);
            particular(Line::new(gap, Tone::Careful)).into()
        }));
        blocks.extend(more(kind.gaps.len()));
        blocks.extend(kind.overlaps.iter().take(RUNS).map(|overlap| {
            let (range, paths) = (&overlap.range, self.paths(&overlap.paths));
            let overlap = text::check_overlap(lang, range.from, range.to, range.days, paths);
            particular(overlap.into()).breaks(Breaks::Parts).into()
        }));
        blocks.extend(more(kind.overlaps.len()));
        blocks
    }

    fn paths(&self, paths: &[String]) -> String {
        let shown = names::listed(paths.iter().take(PATHS).map(|path| self.short(path)), self.lang);
        match paths.len().checked_sub(PATHS).filter(|more| *more > 0) {
            Some(more) => format!("{shown} {}", text::check_more_files(self.lang, more)),
            None => shown,
        }
    }
}

/// How many bytes the folder has in which all paths lie, its `/` included.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p str>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let alike = |path: &str| first.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
    let length = paths.map(alike).min().unwrap_or(first.len());
    let common = first.as_bytes().get(..length);
    common.and_then(|begin| begin.iter().rposition(|b| *b == b'/')).map_or(0, |at| at + 1)
}

/// What the days of a file hold, so many of them behind each mark.
fn day_strip(file: &FileDays, first: Day, last: Day, days_per_mark: i32) -> Vec<DayMark> {
    let marks = (first.0..=last.0).step_by(days_per_mark.max(1) as usize);
    let mark = |from: i32| {
        let mut days = from..=(from + days_per_mark - 1).min(last.0);
        let rows = |day: i32| {
            let place = usize::try_from(day - file.first_day.0).ok();
            place.and_then(|place| file.rows.get(place)).copied().unwrap_or_default()
        };
        if days.clone().any(|day| rows(day) > 0) {
            DayMark::Rows
        } else if days.any(|day| (file.first_day.0..=file.last_day.0).contains(&day)) {
            DayMark::Empty
        } else {
            DayMark::Outside
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
        let strip = |last: i32, days_per_mark: i32| -> String {
            let marks = day_strip(&file, Day(10), Day(last), days_per_mark).into_iter();
            let shown = |mark| match mark {
                DayMark::Rows => '█',
                DayMark::Empty => '░',
                DayMark::Outside => '·',
            };
            marks.map(shown).collect()
        };
        assert_eq!(strip(19, 1), "··█░░░██··");
        assert_eq!(strip(19, 2), "·█░█·");
        assert_eq!(strip(18, 4), "██·");
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
