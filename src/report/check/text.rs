//! A check for people: what is wrong comes first in the eye, file by file, then the days.

use super::fold::fold;
use super::model::*;
use super::strip;
use crate::catalogue::{Lang, Severity, Text};
use crate::indicator::Indicator;
use crate::input::{FileStatus, percent};
use crate::insight::exports::{Costs, MissingColumn};
use crate::report::text::config_line;
use crate::report::{InputRow, Style, WarningRow, kind_in};
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many names of columns a line shows.
const NAMES: usize = 12;
/// How many diagnostics of one code a file shows.
const ALIKE: usize = 20;

/// The check as text.
pub fn render(report: &CheckReport, lang: Lang, style: Style) -> String {
    let last_places = report.files.iter().enumerate().map(|(place, file)| (file.input.path.as_str(), place));
    let page = Page { report, by_file: report.by_file(), last_places: last_places.collect(), lang, style };
    let mut sections = vec![page.head()];
    sections.extend(report.files.iter().enumerate().map(|(place, file)| page.file(place, file)));
    sections.push(page.whole());
    sections.push(strip::days(report, lang, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

struct Page<'a> {
    report: &'a CheckReport,
    by_file: HashMap<Option<&'a str>, Vec<&'a WarningRow>>,
    /// Where a file that is read for several kinds comes for the last time.
    last_places: HashMap<&'a str, usize>,
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
        // A file that is read for several kinds is one file.
        let paths: BTreeSet<&str> = report.files.iter().map(|file| file.input.path.as_str()).collect();
        let mut parts = vec![self.say(Text::CheckTitle, &[("files", n(Text::CheckFiles, paths.len()))])];
        for (text, severity, count) in [
            (Text::CheckErrors, Severity::Error, counts.errors),
            (Text::CheckWarnings, Severity::Warning, counts.warnings),
            (Text::CheckNotes, Severity::Note, counts.notes),
        ] {
            let shown = n(text, count);
            parts.push(if count > 0 { self.style.severity(severity, shown) } else { shown });
        }
        let title = report.rulebook.label(self.lang);
        let coverage = [("coverage", percent(report.coverage)), ("rulebook", title)];
        let as_of = match report.as_of {
            Some(day) => self.say(Text::CheckAsOf, &[("day", day.to_string())]),
            None => self.say(Text::CheckNoDay, &[]),
        };
        let covered = format!("{} · {as_of}", self.say(Text::CheckCoverage, &coverage));
        let config = config_line(report.config.as_deref(), self.lang);
        format!("{}\n{}\n{config}", self.style.strong(parts.join(" · ")), fold(&covered, 2))
    }

    fn file(&self, place: usize, file: &CheckedFile) -> String {
        let input = &file.input;
        let (mark, paint): (&str, fn(Style, String) -> String) = match input.status {
            FileStatus::Used if input.rejected > 0 => ("!", |style, text| style.careful(text)),
            FileStatus::Used => ("✓", |style, text| style.good(text)),
            FileStatus::Skipped => ("·", |style, text| style.faint(text)),
            FileStatus::Refused => ("✗", |style, text| style.bad(text)),
        };
        let mut lines = vec![paint(self.style, format!("{mark} {}", input.path))];
        if let Some(kind) = input.kind {
            lines.push(self.folded(&self.what(file, kind_in(self.lang, kind))));
        }
        // What is refused must be exported again: what its columns give is of no use.
        if input.status == FileStatus::Used {
            lines.push(self.folded(&self.rows(input)));
            match self.alike_before(place, file) {
                Some(path) => {
                    let path = [("path", path.to_owned())];
                    lines.push(self.style.faint(self.say(Text::CheckAsBefore, &path)));
                }
                None => lines.extend(self.columns(file, kind_in(self.lang, input.kind.unwrap_or_default()))),
            }
        }
        // A file that is read for several kinds says what is wrong with it after the last.
        if self.last_places.get(input.path.as_str()) == Some(&place) {
            lines.extend(self.diagnostics(Some(&input.path)));
        }
        lines.join("\n  ") + "\n"
    }

    /// An earlier file of the same kind with the same columns: the months of a shop are all alike.
    fn alike_before(&self, place: usize, file: &CheckedFile) -> Option<&str> {
        let alike = |other: &&CheckedFile| {
            (other.input.kind, other.input.status) == (file.input.kind, FileStatus::Used)
                && other.columns == file.columns
        };
        self.report.files.iter().take(place).find(alike).map(|other| other.input.path.as_str())
    }

    fn folded(&self, line: &str) -> String {
        fold(line, 4)
    }

    /// What it is, which days, how it is encoded, and why it is taken for that.
    fn what(&self, file: &CheckedFile, kind: String) -> String {
        let mut parts = vec![kind];
        match (file.first_day, file.last_day) {
            (Some(from), Some(to)) => {
                let span = [("from", from.to_string()), ("to", to.to_string())];
                parts.push(self.say(Text::CheckSpan, &span));
            }
            _ if file.input.status == FileStatus::Used => parts.push(self.say(Text::CheckNoSpan, &[])),
            _ => {}
        }
        parts.push(file.input.encoding.unwrap_or_default().to_owned());
        parts.push(match file.taken_by {
            Some(TakenBy::Columns) => self.say(Text::CheckTakenByColumns, &[]),
            _ => self.say(Text::CheckTaken, &[("names", file.signature.join(self.comma()))]),
        });
        parts.join(" · ")
    }

    fn rows(&self, input: &InputRow) -> String {
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

    fn columns(&self, file: &CheckedFile, kind: String) -> Vec<String> {
        let mut lines = Vec::new();
        let listed = |text: Text, names: &[String]| {
            let n = names.len();
            let mut shown = names.get(..NAMES.min(n)).unwrap_or_default().join(self.comma());
            if n > NAMES {
                let more = self.say(Text::CheckMore, &[("n", (n - NAMES).to_string())]);
                shown = format!("{shown} {more}");
            }
            self.folded(&self.say(text, &[("n", n.to_string()), ("names", shown)]))
        };
        if !file.columns.columns_found.is_empty() {
            let names: Vec<String> = file.columns.columns_found.iter().map(|c| c.column.clone()).collect();
            lines.push(listed(Text::CheckFound, &names));
        }
        let (costly, free): (Vec<_>, Vec<_>) =
            file.columns.columns_missing.iter().partition(|column| !column.costs.costs.is_empty());
        for column in &costly {
            let text = if column.costs.share > 0.0 { Text::CheckCosts } else { Text::CheckCostsNothing };
            let line = self.costs(text, ("names", column.first_name().to_owned()), &column.costs);
            let line = self.folded(&line);
            lines.push(if column.costs.share > 0.0 { self.style.careful(line) } else { line });
        }
        if costly.iter().any(|column| column.costs.share > 0.0) {
            let mend = self.say(Text::CheckColumnsMend, &[]);
            lines.push(format!("  {}", self.what_to_do(&mend)));
        }
        let (elsewhere, unneeded): (Vec<_>, Vec<_>) = free.into_iter().partition(|column| column.elsewhere);
        for (text, columns) in [(Text::CheckElsewhere, elsewhere), (Text::CheckUnneeded, unneeded)] {
            if !columns.is_empty() {
                let named = columns.into_iter().map(|column| self.purpose(column)).collect::<Vec<_>>();
                let args = [("kind", kind.clone()), ("names", named.join(self.comma()))];
                lines.push(self.style.faint(self.folded(&self.say(text, &args))));
            }
        }
        if !file.columns.columns_unread.is_empty() {
            lines.push(self.style.faint(listed(Text::CheckUnread, &file.columns.columns_unread)));
        }
        lines
    }

    /// A column's name and what it is for.
    fn purpose(&self, column: &MissingColumn) -> String {
        let (open, close) = if self.lang == Lang::Zh { ("（", "）") } else { (" (", ")") };
        let purpose = self.lang.pick(&column.purpose_zh, &column.purpose_en);
        format!("{}{open}{purpose}{close}", column.first_name())
    }

    /// What has no data: by name what has weight, else everything.
    fn costs(&self, text: Text, what: (&str, String), costs: &Costs) -> String {
        let weighs = |share: f64| share > 0.0 || costs.share == 0.0;
        let named: Vec<Indicator> =
            costs.costs.iter().filter(|cost| weighs(cost.share)).map(|cost| cost.indicator).collect();
        let rest = costs.costs.len() - named.len();
        let names: Vec<&str> =
            named.iter().map(|i| self.lang.pick(i.info().name_zh, i.info().name_en)).collect();
        let args = [what, ("indicators", names.join(self.comma())), ("share", percent(costs.share))];
        let mut line = self.say(text, &args);
        if rest > 0 {
            line += &self.say(Text::CheckAlsoUnweighted, &[("n", rest.to_string())]);
        }
        line
    }

    fn what_to_do(&self, mend: &str) -> String {
        let colon = self.lang.pick("：", ": ");
        format!("{}{colon}{mend}", Text::WhatToDo.template(self.lang))
    }

    /// In order; of one code no more than fit on a page, and what to do once for all that need the same.
    fn diagnostics(&self, path: Option<&str>) -> Vec<String> {
        let rows = self.by_file.get(&path).map(Vec::as_slice).unwrap_or_default();
        let mut left: HashMap<&str, usize> = HashMap::new();
        rows.iter().for_each(|row| *left.entry(row.code).or_default() += 1);
        let (mut shown, mut told): (HashMap<&str, usize>, HashSet<&str>) = Default::default();
        let mut lines = Vec::new();
        for row in rows {
            let before = shown.entry(row.code).or_default();
            *before += 1;
            if *before > ALIKE {
                if *before == ALIKE + 1 {
                    let n = left.get(row.code).copied().unwrap_or_default() - ALIKE;
                    lines.push(format!("  {}", self.say(Text::CheckMoreLike, &[("n", n.to_string())])));
                }
                continue;
            }
            lines.push(self.diagnostic(row));
            let mend = self.lang.pick(&row.mend_zh, &row.mend_en);
            if told.insert(mend) {
                lines.push(format!("  {}", self.what_to_do(mend)));
            }
        }
        lines
    }

    fn diagnostic(&self, row: &WarningRow) -> String {
        let severity = row.severity.text().template(self.lang);
        let severity = self.style.severity(row.severity, severity);
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
        for missing in self.report.missing_kinds.iter().filter(|missing| !missing.costs.costs.is_empty()) {
            let kind = ("kind", kind_in(self.lang, missing.kind.id()));
            let line = self.costs(Text::CheckMissingKind, kind, &missing.costs);
            lines.push(self.style.careful(fold(&line, 2)));
        }
        lines.extend(self.diagnostics(None));
        lines.into_iter().map(|line| line + "\n").collect()
    }
}
