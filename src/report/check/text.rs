//! A check for people: what is wrong comes first in the eye, file by file, then the days.

use super::model::*;
use crate::catalogue::{Lang, Severity, Text};
use crate::indicator::Indicator;
use crate::input::{FileStatus, percent};
use crate::report::{Style, WarningRow, kind_in};
use crate::time::Day;

/// How many names of columns a line shows.
const NAMES: usize = 12;
/// How many diagnostics of one code a file shows.
const ALIKE: usize = 20;
/// How many gaps or overlaps a kind shows.
const RUNS: usize = 10;
/// How many files an overlap shows.
const PATHS: usize = 3;
/// How wide the strip of days may be.
const MARKS: i32 = 60;

/// The check as text.
pub fn render(report: &CheckReport, lang: Lang, style: Style) -> String {
    let page = Page { report, lang, style };
    let mut sections = vec![page.head()];
    sections.extend(report.files.iter().enumerate().map(|(place, file)| page.file(place, file)));
    sections.push(page.whole());
    sections.push(page.days());
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

struct Page<'a> {
    report: &'a CheckReport,
    lang: Lang,
    style: Style,
}

impl Page<'_> {
    fn say(&self, text: Text, args: &[(&str, String)]) -> String {
        text.with(self.lang, args)
    }

    fn comma(&self) -> &'static str {
        self.lang.pick("、", ", ")
    }

    fn head(&self) -> String {
        let report = self.report;
        let n = |text: Text, n: usize| self.say(text, &[("n", n.to_string())]);
        let counts = &report.counts;
        let mut parts =
            vec![self.say(Text::CheckTitle, &[("files", n(Text::CheckFiles, report.files.len()))])];
        for (text, count) in [
            (Text::CheckErrors, counts.errors),
            (Text::CheckWarnings, counts.warnings),
            (Text::CheckNotes, counts.notes),
        ] {
            let shown = n(text, count);
            parts.push(match (text, count) {
                (_, 0) => shown,
                (Text::CheckErrors, _) => self.style.bad(shown),
                (Text::CheckWarnings, _) => self.style.careful(shown),
                _ => shown,
            });
        }
        let rulebook = &report.rulebook;
        let title = format!("{} {}", self.lang.pick(&rulebook.title_zh, &rulebook.title_en), rulebook.id);
        let coverage = [("coverage", percent(report.coverage)), ("rulebook", title)];
        let as_of = match report.as_of {
            Some(day) => self.say(Text::CheckAsOf, &[("day", day.to_string())]),
            None => self.say(Text::CheckNoDay, &[]),
        };
        format!(
            "{}\n{} · {as_of}\n",
            self.style.strong(parts.join(" · ")),
            self.say(Text::CheckCoverage, &coverage)
        )
    }

    fn file(&self, place: usize, file: &CheckedFile) -> String {
        let input = &file.input;
        let (mark, paint): (&str, fn(Style, String) -> String) = match input.status {
            FileStatus::Used => ("✓", |style, text| style.good(text)),
            FileStatus::Skipped => ("·", |style, text| style.faint(text)),
            FileStatus::Refused => ("✗", |style, text| style.bad(text)),
        };
        let mut lines = vec![paint(self.style, format!("{mark} {}", input.path))];
        if let Some(kind) = input.kind {
            lines.push(self.what(file, kind_in(self.lang, kind)));
        }
        if input.status == FileStatus::Used {
            lines.push(self.rows(input));
        }
        lines.extend(self.columns(file));
        // A file that is read for several kinds says what is wrong with it after the last.
        let last = !self.report.files.iter().skip(place + 1).any(|other| other.input.path == input.path);
        if last {
            lines.extend(self.diagnostics(&self.report.about(&input.path).collect::<Vec<_>>()));
        }
        lines.join("\n  ") + "\n"
    }

    fn what(&self, file: &CheckedFile, kind: String) -> String {
        let taken = match file.taken_by {
            Some(TakenBy::Columns) => self.say(Text::CheckTakenByColumns, &[("kind", kind)]),
            _ => {
                let names = file.signature.join(self.comma());
                self.say(Text::CheckTaken, &[("kind", kind), ("names", names)])
            }
        };
        let span = match (file.first_day, file.last_day) {
            (Some(from), Some(to)) => self.span(from, to),
            _ => self.say(Text::CheckNoSpan, &[]),
        };
        [taken, file.input.encoding.unwrap_or_default().to_owned(), span].join(" · ")
    }

    fn span(&self, from: Day, to: Day) -> String {
        self.say(Text::CheckSpan, &[("from", from.to_string()), ("to", to.to_string())])
    }

    fn rows(&self, input: &crate::report::InputRow) -> String {
        let counts = [
            ("read", input.read),
            ("used", input.used),
            ("duplicate", input.duplicate),
            ("excluded", input.excluded),
            ("unmatched", input.unmatched),
            ("rejected", input.rejected),
        ];
        let mut line = self.say(Text::CheckRows, &counts.map(|(name, n)| (name, n.to_string())));
        if input.skipped > 0 {
            line += &self.say(Text::DataSkippedRows, &[("n", input.skipped.to_string())]);
        }
        line
    }

    fn columns(&self, file: &CheckedFile) -> Vec<String> {
        let mut lines = Vec::new();
        let listed = |text: Text, names: &[String]| {
            let n = names.len();
            let mut shown = names.get(..NAMES.min(n)).unwrap_or_default().join(self.comma());
            if n > NAMES {
                let more = self.say(Text::CheckMore, &[("n", (n - NAMES).to_string())]);
                shown = format!("{shown} {more}");
            }
            self.say(text, &[("n", n.to_string()), ("names", shown)])
        };
        if !file.columns_found.is_empty() {
            let names: Vec<String> = file.columns_found.iter().map(|c| c.column.clone()).collect();
            lines.push(listed(Text::CheckFound, &names));
        }
        let first = |column: &MissingColumn| column.names.first().cloned().unwrap_or_default();
        for column in file.columns_missing.iter().filter(|column| !column.costs.is_empty()) {
            let text = if column.share > 0.0 { Text::CheckCosts } else { Text::CheckCostsNothing };
            let args = [
                ("names", first(column)),
                ("indicators", self.indicators(&column.costs)),
                ("share", percent(column.share)),
            ];
            lines.push(self.style.careful(self.say(text, &args)));
        }
        let unneeded = file.columns_missing.iter().filter(|column| column.costs.is_empty()).map(|column| {
            let mut why = self.lang.pick(column.purpose_zh, column.purpose_en).to_owned();
            if column.elsewhere {
                why = format!("{why}{}{}", self.lang.pick("，", ", "), self.say(Text::CheckElsewhere, &[]));
            }
            let (open, close) = if self.lang == Lang::Zh { ("（", "）") } else { (" (", ")") };
            format!("{}{open}{why}{close}", first(column))
        });
        let unneeded: Vec<String> = unneeded.collect();
        if !unneeded.is_empty() {
            lines.push(
                self.style.faint(self.say(Text::CheckUnneeded, &[("names", unneeded.join(self.comma()))])),
            );
        }
        if !file.columns_unread.is_empty() {
            lines.push(self.style.faint(listed(Text::CheckUnread, &file.columns_unread)));
        }
        lines
    }

    fn indicators(&self, ids: &[&str]) -> String {
        let name = |id: &&str| {
            let facts = Indicator::by_id(id).map(Indicator::facts);
            facts.map_or_else(|| (*id).to_owned(), |f| self.lang.pick(f.name_zh, f.name_en).to_owned())
        };
        ids.iter().map(name).collect::<Vec<_>>().join(self.comma())
    }

    fn diagnostics(&self, rows: &[&WarningRow]) -> Vec<String> {
        let mut lines = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let before = rows.iter().take(place).filter(|other| other.code == row.code).count();
            if before == ALIKE {
                let n = rows.iter().filter(|other| other.code == row.code).count() - ALIKE;
                lines.push(format!("  {}", self.say(Text::CheckMoreLike, &[("n", n.to_string())])));
            }
            if before >= ALIKE {
                continue;
            }
            lines.push(self.diagnostic(row));
            // What to do is the same for all of a kind: once is enough.
            let mend = self.lang.pick(&row.mend_zh, &row.mend_en);
            let told =
                rows.iter().take(place).any(|other| self.lang.pick(&other.mend_zh, &other.mend_en) == mend);
            if !told {
                let colon = self.lang.pick("：", ": ");
                lines.push(format!("  {}{colon}{mend}", Text::WhatToDo.template(self.lang)));
            }
        }
        lines
    }

    fn diagnostic(&self, row: &WarningRow) -> String {
        let severity = match row.severity {
            Severity::Error => self.style.bad(Text::Error.template(self.lang)),
            Severity::Warning => self.style.careful(Text::Warning.template(self.lang)),
            Severity::Note => Text::Note.template(self.lang).to_owned(),
        };
        let colon = self.lang.pick("：", ": ");
        let place = match (&row.cell, row.line) {
            (Some(cell), _) => self.say(Text::PlaceCell, &[("cell", cell.clone())]),
            (None, Some(line)) => self.say(Text::PlaceLine, &[("line", line.to_string())]),
            (None, None) => String::new(),
        };
        let column = row.column.as_ref();
        let column = column.map(|name| self.say(Text::PlaceColumn, &[("column", name.clone())]));
        let place = format!("{place}{}", column.unwrap_or_default());
        let place = place.trim_start();
        let place = if place.is_empty() { String::new() } else { format!("{place}{colon}") };
        format!("{severity}[{}]{colon}{place}{}", row.code, self.lang.pick(&row.message_zh, &row.message_en))
    }

    /// What is missing altogether, and what is said about no single file.
    fn whole(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for missing in self.report.missing_kinds.iter().filter(|missing| !missing.costs.is_empty()) {
            let args = [
                ("kind", kind_in(self.lang, missing.kind)),
                ("indicators", self.indicators(&missing.costs)),
                ("share", percent(missing.share)),
            ];
            lines.push(self.style.careful(self.say(Text::CheckMissingKind, &args)));
        }
        lines.extend(self.diagnostics(&self.report.about_all().collect::<Vec<_>>()));
        lines.into_iter().map(|line| line + "\n").collect()
    }

    fn days(&self) -> String {
        let kinds = &self.report.days;
        let first = kinds.iter().map(|kind| kind.first_day).min();
        let last = kinds.iter().map(|kind| kind.last_day).max();
        let (Some(first), Some(last)) = (first, last) else { return String::new() };
        let per_mark = (last.0 - first.0) / MARKS + 1;
        let title = [("from", first.to_string()), ("to", last.to_string()), ("n", per_mark.to_string())];
        let mut lines = vec![self.style.strong(self.say(Text::CheckDaysTitle, &title))];
        for kind in kinds {
            let name = kind_in(self.lang, kind.kind);
            lines.push(format!("{name}  {}", self.span(kind.first_day, kind.last_day)));
            for file in &kind.files {
                let strip = strip(file, first, last, per_mark);
                lines.push(format!("  {strip}  {}", file.path));
            }
            let more = |n: usize| {
                let more =
                    || format!("  {}", self.say(Text::CheckMoreRuns, &[("n", (n - RUNS).to_string())]));
                (n > RUNS).then(more)
            };
            let range = |range: &DayRange| {
                [
                    ("from", range.from.to_string()),
                    ("to", range.to.to_string()),
                    ("n", range.days.to_string()),
                ]
            };
            for gap in kind.gaps.iter().take(RUNS) {
                let args = range(gap).into_iter().chain([("kind", name.clone())]).collect::<Vec<_>>();
                lines.push(format!("  {}", self.style.careful(self.say(Text::CheckGap, &args))));
            }
            lines.extend(more(kind.gaps.len()));
            for overlap in kind.overlaps.iter().take(RUNS) {
                let n = overlap.paths.len();
                let mut paths = overlap.paths.get(..PATHS.min(n)).unwrap_or_default().join(self.comma());
                if n > PATHS {
                    paths += " ";
                    paths += &self.say(Text::CheckMoreFiles, &[("n", (n - PATHS).to_string())]);
                }
                let paths = ("paths", paths);
                let args = range(&overlap.range).into_iter().chain([paths]).collect::<Vec<_>>();
                lines.push(format!("  {}", self.say(Text::CheckOverlap, &args)));
            }
            lines.extend(more(kind.overlaps.len()));
        }
        lines.join("\n") + "\n"
    }
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
}
