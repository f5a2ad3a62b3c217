//! A check for people: what is wrong comes first in the eye, file by file, then the days.

use super::{CheckReport, CheckedFile, TakenBy, day_strip};
use crate::catalogue::{Code, Lang, Severity, text};
use crate::input::{Delimiter, Encoding, FileStatus, percent};
use crate::insight::exports::{Columns, HiddenColumn, Lost, MissingColumn};
use crate::report::block::{Block, Breaks, Line, Paragraph, Span, Tone};
use crate::report::document::Document;
use crate::report::{InputRow, WarningRow, coverage, inputs, names};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many names of columns a line shows.
const NAMES: usize = 12;
/// How many diagnostics of one code a file shows.
const ALIKE: usize = 20;

impl Document for CheckReport {
    const NAME: &'static str = "check";

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let last_places =
            self.files.iter().enumerate().map(|(place, file)| (file.input.path.as_str(), place));
        let (by_file, alike_before) = (self.by_file(), self.alike_before());
        let last_places = last_places.collect();
        let view = CheckView { report: self, by_file, alike_before, last_places, lang };
        let mut sections = vec![view.head()];
        sections.extend(self.files.iter().enumerate().map(|(place, file)| view.file(place, file)));
        sections.push(view.whole());
        sections.push(day_strip::section(&self.days, lang));
        sections.push(view.config());
        sections
    }
}

impl CheckReport {
    /// For each file, the first one before it of the same kind with the same columns: the months of a shop are all alike.
    fn alike_before<'a>(&'a self) -> Vec<Option<&'a CheckedFile>> {
        let mut first = HashMap::new();
        let alike = |file: &'a CheckedFile| {
            let CheckedFile { input, columns, .. } = file;
            if input.status != FileStatus::Used {
                return None;
            }
            // What is missing follows from what is found.
            let Columns { columns_found, columns_unread, columns_hidden, .. } = columns;
            match first.entry((input.kind, columns_found, columns_unread, columns_hidden)) {
                Entry::Occupied(earlier) => Some(*earlier.get()),
                Entry::Vacant(none) => {
                    none.insert(file);
                    None
                }
            }
        };
        self.files.iter().map(alike).collect()
    }
}

/// A check as it is said in a language.
struct CheckView<'a> {
    report: &'a CheckReport,
    by_file: HashMap<Option<&'a str>, Vec<&'a WarningRow>>,
    /// For each file, an earlier one of the same kind with the same columns.
    alike_before: Vec<Option<&'a CheckedFile>>,
    /// Where a file that is read for several kinds comes for the last time.
    last_places: HashMap<&'a str, usize>,
    lang: Lang,
}

impl CheckView<'_> {
    fn head(&self) -> Block {
        let (report, lang) = (self.report, self.lang);
        // A file that is read for several kinds is one file.
        let paths: BTreeSet<&str> = report.files.iter().map(|file| file.input.path.as_str()).collect();
        let counts = &report.counts;
        let counted = [
            (text::check_errors(lang, counts.errors), Severity::Error, counts.errors),
            (text::check_warnings(lang, counts.warnings), Severity::Warning, counts.warnings),
            (text::check_notes(lang, counts.notes), Severity::Note, counts.notes),
        ];
        let title = Line::from(text::check_title(lang, text::check_files(lang, paths.len())));
        let title = counted.into_iter().fold(title, |title, (said, severity, count)| {
            let tone = if count > 0 { severity.into() } else { Tone::Plain };
            title.then(" · ").then(Span::new(said, tone))
        });
        let covered = text::check_coverage(lang, percent(report.coverage), report.rulebook.label(lang));
        let as_of = match report.as_of {
            Some(day) => text::check_as_of(lang, day),
            None => text::check_no_day(lang).to_owned(),
        };
        let title = title.toned(Tone::Strong);
        let lines = [(title, Breaks::OneLine), (covered.into(), Breaks::OneLineFirst)];
        let lines = lines.map(|(line, breaks)| Paragraph::new(line).breaks(breaks).into());
        let days = coverage::days_line(&report.day_coverage, Some(as_of), lang);
        Block::Section(lines.into_iter().chain(days).chain(self.first_wrong()).collect())
    }

    /// The worst of what is wrong, and what to do about it.
    fn first_wrong(&self) -> Vec<Block> {
        let rows = self.report.diagnostics.iter().filter(|row| row.severity != Severity::Note);
        let place = |row: &&WarningRow| {
            let file = |path: &String| self.last_places.get(path.as_str()).copied();
            (row.severity != Severity::Error, row.path.as_ref().and_then(file), row.line)
        };
        let Some(first) = rows.min_by_key(place) else { return Vec::new() };
        let (lang, colon) = (self.lang, self.lang.pick("：", ": "));
        let path = first.path.as_ref().map(|path| format!("{path}{colon}")).unwrap_or_default();
        // Its code and its place stand with its file.
        let message = lang.pick(&first.message_zh, &first.message_en);
        let line = Line::new(first.severity.name(lang), first.severity.into());
        let line = line.then(format!("{colon}{path}{message}"));
        let fix = self.advice(self.lang.pick(&first.fix_zh, &first.fix_en));
        let line = Paragraph::new(line).breaks(Breaks::OneLine).into();
        vec![line, Block::Advice(fix.level(1).breaks(Breaks::OneLine))]
    }

    fn config(&self) -> Block {
        let config = self.report.config.as_ref().map(|path| text::config_line(self.lang, path));
        let config = config.map(|config| Paragraph::new(config).breaks(Breaks::Nowhere).into());
        Block::Section(config.into_iter().collect())
    }

    fn file(&self, place: usize, file: &CheckedFile) -> Block {
        let (input, lang) = (&file.input, self.lang);
        let (mark, tone) = match input.status {
            FileStatus::Used if input.rejected > 0 => ("!", Tone::Careful),
            FileStatus::Used => ("✓", Tone::Good),
            FileStatus::Skipped => ("·", Tone::Faint),
            FileStatus::Refused => ("✗", Tone::Bad),
        };
        let path = Line::new(format!("{mark} {}", input.path), tone);
        let mut blocks = vec![Paragraph::new(path).breaks(Breaks::Nowhere).into()];
        let kind = input.kind.map_or("", |kind| names::kind(kind, lang));
        if input.kind.is_some() {
            blocks.push(listing(self.what(file, kind), 1));
        }
        // What is refused must be exported again: what its columns give is of no use.
        if input.status == FileStatus::Used {
            blocks.push(listing(self.rows(input), 1));
            match self.alike_before.get(place).copied().flatten() {
                Some(other) => {
                    let alike = Line::new(text::check_as_before(lang, &other.input.path), Tone::Faint);
                    blocks.push(Paragraph::new(alike).level(1).breaks(Breaks::Nowhere).into());
                }
                None => blocks.extend(self.columns(file, kind)),
            }
        }
        // A file that is read for several kinds says what is wrong with it after the last.
        if self.last_places.get(input.path.as_str()) == Some(&place) {
            blocks.extend(self.diagnostics(Some(&input.path), 1));
        }
        Block::Section(blocks)
    }

    /// What it is, which days, how it is encoded, and why it is taken for that.
    fn what(&self, file: &CheckedFile, kind: &str) -> String {
        let lang = self.lang;
        let days = match (file.first_day, file.last_day) {
            (Some(from), Some(to)) => Some(text::check_span(lang, from, to)),
            _ if file.input.status == FileStatus::Used => Some(text::check_no_span(lang).to_owned()),
            _ => None,
        };
        let encoding = match file.input.encoding {
            Some(Encoding::Utf8) => "UTF-8",
            Some(Encoding::Utf8Bom) => text::check_utf8_with_mark(lang),
            Some(Encoding::Gb18030) => "GB18030",
            Some(Encoding::Utf16) => "UTF-16",
            Some(Encoding::Sheet) => "xlsx",
            None => "",
        };
        let why = match file.taken_by {
            Some(TakenBy::Columns) => text::check_taken_by_columns(lang).to_owned(),
            _ => text::check_taken(lang, names::listed(&file.signature, lang)),
        };
        let delimiter = match file.input.delimiter {
            Some(Delimiter::Tab) => Some(text::check_tab(lang)),
            Some(Delimiter::Semicolon) => Some(text::check_semicolon(lang)),
            _ => None,
        };
        let parts = [Some(kind), days.as_deref(), Some(encoding), delimiter, Some(&why)];
        names::joined(parts.into_iter().flatten(), " · ")
    }

    fn rows(&self, input: &InputRow) -> String {
        let InputRow { read, used, duplicate, excluded, unmatched, rejected, .. } = input;
        text::check_rows(self.lang, read, used, duplicate, excluded, unmatched, rejected)
            + &inputs::left_out(input.other_shops, input.skipped, self.lang)
    }

    fn columns(&self, file: &CheckedFile, kind: &str) -> Vec<Block> {
        let (lang, columns) = (self.lang, &file.columns);
        let mut blocks = Vec::new();
        if !columns.columns_found.is_empty() {
            let found = columns.columns_found.iter().map(|found| found.column.as_str());
            blocks.push(listing(text::check_found(lang, columns.columns_found.len(), self.first(found)), 1));
        }
        let (costly, free): (Vec<_>, Vec<_>) =
            columns.columns_missing.iter().partition(|column| !column.lost.indicators.is_empty());
        for MissingColumn { names, lost, .. } in &costly {
            let name = names.first().map_or("", String::as_str);
            let (line, tone) = if lost.share > 0.0 {
                (text::check_costs(lang, name, self.lost(lost), percent(lost.share)), Tone::Careful)
            } else {
                (text::check_costs_nothing(lang, name, self.lost(lost)), Tone::Plain)
            };
            blocks.push(listing(Line::new(line + &self.also_lost(lost), tone), 1));
        }
        if costly.iter().any(|column| column.lost.share > 0.0) {
            blocks.push(Block::Advice(self.advice(text::check_columns_fix(lang)).level(2)));
        }
        let (elsewhere, unneeded): (Vec<_>, Vec<_>) = free.into_iter().partition(|column| column.elsewhere);
        let named = |columns: &[&MissingColumn]| {
            names::listed(columns.iter().map(|column| self.name_and_purpose(column)), lang)
        };
        if !elsewhere.is_empty() {
            let elsewhere = text::check_elsewhere(lang, kind, named(&elsewhere));
            blocks.push(listing(Line::new(elsewhere, Tone::Faint), 1));
        }
        if !unneeded.is_empty() {
            let unneeded = text::check_unneeded(lang, named(&unneeded));
            blocks.push(listing(Line::new(unneeded, Tone::Faint), 1));
        }
        let unread = &columns.columns_unread;
        if !unread.is_empty() {
            let shown = self.first(unread.iter().map(String::as_str));
            let unread = text::check_unread(lang, unread.len(), shown);
            blocks.push(listing(Line::new(unread, Tone::Faint), 1));
        }
        if let Some(hidden) = self.hidden(&columns.columns_hidden) {
            blocks.push(listing(Line::new(hidden, Tone::Faint), 1));
        }
        blocks
    }

    /// The columns whose names are not shown, by their shape.
    fn hidden(&self, hidden: &[HiddenColumn]) -> Option<String> {
        let shape = |hidden: &HiddenColumn| {
            text::check_hidden_shape(self.lang, &hidden.column, hidden.characters, hidden.digits)
        };
        let shapes: Vec<String> = hidden.iter().map(shape).collect();
        let shown = self.first(shapes.iter().map(String::as_str));
        (!hidden.is_empty()).then(|| text::check_hidden(self.lang, hidden.len(), shown))
    }

    /// The first names of columns, and how many there are besides.
    fn first<'n>(&self, names: impl ExactSizeIterator<Item = &'n str>) -> String {
        let more = names.len().checked_sub(NAMES).filter(|more| *more > 0);
        let shown = names::listed(names.take(NAMES), self.lang);
        more.map_or(shown.clone(), |more| format!("{shown} {}", text::check_more(self.lang, more)))
    }

    fn name_and_purpose(&self, column: &MissingColumn) -> String {
        let name = column.names.first().map_or("", String::as_str);
        match self.lang {
            Lang::Zh => format!("{name}（{}）", column.purpose_zh),
            Lang::En => format!("{name} ({})", column.purpose_en),
        }
    }

    /// The indicators without data: by name those with weight, where one has, else all of them.
    fn lost(&self, lost: &Lost) -> String {
        names::listed(lost.foremost().map(|cost| names::indicator(cost.indicator, self.lang)), self.lang)
    }

    /// How many are lost besides those that are named.
    fn also_lost(&self, lost: &Lost) -> String {
        match lost.indicators.len() - lost.foremost().count() {
            0 => String::new(),
            rest => text::check_also_unweighted(self.lang, rest),
        }
    }

    fn advice(&self, fix: &str) -> Paragraph {
        let colon = self.lang.pick("：", ": ");
        Paragraph::new(format!("{}{colon}{fix}", text::what_to_do(self.lang)))
    }

    /// In order; of one code no more than fit on a page, and what to do once for all that need the same.
    fn diagnostics(&self, path: Option<&str>, level: usize) -> Vec<Block> {
        let rows = self.by_file.get(&path).map(Vec::as_slice).unwrap_or_default();
        let mut counts: HashMap<Code, usize> = HashMap::new();
        rows.iter().for_each(|row| *counts.entry(row.code).or_default() += 1);
        let (mut shown, mut advised): (HashMap<Code, usize>, HashSet<&str>) = Default::default();
        let mut blocks = Vec::new();
        for row in rows {
            let before = shown.entry(row.code).or_default();
            *before += 1;
            if *before > ALIKE {
                if *before == ALIKE + 1 {
                    let more = counts.get(&row.code).copied().unwrap_or_default() - ALIKE;
                    let more = text::check_more_like(self.lang, more);
                    blocks.push(Paragraph::new(more).level(level + 1).into());
                }
                continue;
            }
            // As on standard error: a line each, whatever its length.
            let line = Paragraph::new(self.diagnostic(row)).level(level);
            blocks.push(line.breaks(Breaks::Nowhere).into());
            let fix = self.lang.pick(&row.fix_zh, &row.fix_en);
            if advised.insert(fix) {
                blocks.push(Block::Advice(self.advice(fix).level(level + 1).breaks(Breaks::Nowhere)));
            }
        }
        blocks
    }

    fn diagnostic(&self, row: &WarningRow) -> Line {
        let (lang, colon) = (self.lang, self.lang.pick("：", ": "));
        let place = match (&row.cell, row.line) {
            (Some(cell), _) => text::place_cell(lang, cell),
            (None, Some(line)) => text::place_line(lang, line),
            (None, None) => String::new(),
        };
        let column = row.column.as_ref().map(|name| text::place_column(lang, name)).unwrap_or_default();
        let place = place + &column;
        let place = place.trim_start();
        let place = if place.is_empty() { String::new() } else { format!("{place}{colon}") };
        let message = lang.pick(&row.message_zh, &row.message_en);
        Line::new(row.severity.name(lang), row.severity.into())
            .then(format!("[{}]{colon}{place}{message}", row.code.id()))
    }

    /// What is missing altogether, and what is said about no single file.
    fn whole(&self) -> Block {
        let missing = self.report.missing_kinds.iter().filter(|missing| !missing.lost.indicators.is_empty());
        let missing = missing.map(|missing| {
            let (kind, lost) = (names::kind(missing.kind, self.lang), &missing.lost);
            let line = text::check_missing_kind(self.lang, kind, self.lost(lost), percent(lost.share));
            listing(Line::new(line + &self.also_lost(lost), Tone::Careful), 0)
        });
        Block::Section(missing.chain(self.diagnostics(None, 0)).collect())
    }
}

/// A list of names, broken between them.
fn listing(line: impl Into<Line>, level: usize) -> Block {
    Paragraph::new(line).level(level).breaks(Breaks::Parts).into()
}
