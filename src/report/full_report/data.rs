//! What lies behind the score: cases with a deadline, the days that exports cover, the account of rows, how it was
//! computed.

use super::blocks::FullView;
use crate::catalogue::text;
use crate::field::Kind;
use crate::input::FileStatus;
use crate::insight::exports::KindDays;
use crate::report::block::{Block, Breaks, Cell, Column, DayMark, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::head::config_line;
use crate::report::inputs::{InputRow, not_counted};
use crate::report::names;
use crate::rounding::fixed;
use crate::time::Day;

impl FullView<'_> {
    /// Cases with a deadline: how many, and each kind folded.
    pub(super) fn watch(&self) -> Vec<Block> {
        let lang = self.lang;
        let Some(watch) = &self.report.watch else { return Vec::new() };
        let mut blocks = vec![Block::Heading(text::watch_title(lang).into())];
        let mut sections = watch.blocks(lang).into_iter().filter_map(|block| match block {
            Block::Section(blocks) => Some(blocks),
            _ => None,
        });
        // The first has the title, which is said, and then how many there are.
        blocks.extend(sections.next().into_iter().flatten().skip(1));
        for section in sections {
            let mut parts = section.into_iter();
            if let Some(Block::Heading(summary)) = parts.next() {
                blocks.push(Block::Details { summary, blocks: parts.collect() });
            }
        }
        blocks
    }

    /// The days of the page by kind of export.
    pub(super) fn days(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        let days = report.course.days.first().zip(report.course.days.last());
        // Sums know no file.
        let Some((first, last)) = days.filter(|_| report.score.from_sums.is_none()) else {
            return Vec::new();
        };
        let mut table = Table::new(["", ""].map(Column::left));
        for kind in &report.covered {
            let span = text::check_span(lang, kind.first_day, kind.last_day);
            let name = Line::from(names::kind(kind.kind, lang)).then(" ").then(Span::new(span, Tone::Faint));
            table.row([Cell::Line(name), Cell::Days(marks(kind, *first, *last))]);
        }
        let absent = Kind::ALL.into_iter().filter(|kind| report.covered.iter().all(|own| own.kind != *kind));
        let absent: Vec<&str> = absent.map(|kind| names::kind(kind, lang)).collect();
        let absent = (!absent.is_empty()).then(|| {
            let line = text::page_absent(lang, names::listed(absent, lang));
            Paragraph::new(Line::new(line, Tone::Careful)).into()
        });
        let title = text::page_days_title(lang, first, last);
        let legend = Paragraph::new(Line::new(text::page_days_legend(lang), Tone::Faint));
        [Block::Heading(title.into()), table.into()]
            .into_iter()
            .chain(absent)
            .chain([legend.into()])
            .collect()
    }

    /// What became of the rows of every kind, and files that do not count.
    pub(super) fn sources(&self) -> Vec<Block> {
        let (lang, inputs) = (self.lang, &self.report.score.inputs);
        if self.report.score.from_sums.is_some() {
            return Vec::new();
        }
        let figures = [
            text::page_files(lang),
            text::page_read(lang),
            text::page_used(lang),
            text::page_duplicate(lang),
            text::page_excluded(lang),
            text::page_unmatched(lang),
            text::page_rejected(lang),
        ];
        let columns = figures.map(Column::right);
        let mut table = Table::new([Column::left(text::page_kind(lang))].into_iter().chain(columns));
        for kind in Kind::ALL {
            let is_of = |file: &&InputRow| file.kind == Some(kind) && file.status == FileStatus::Used;
            let files: Vec<&InputRow> = inputs.iter().filter(is_of).collect();
            let sum = |of: fn(&InputRow) -> u64| files.iter().map(|file| of(file)).sum::<u64>();
            let rejected = sum(|file| file.rejected);
            let tone = if rejected > 0 { Tone::Bad } else { Tone::Plain };
            if !files.is_empty() {
                table.row([
                    Cell::from(names::kind(kind, lang)),
                    files.len().to_string().into(),
                    sum(|file| file.read).to_string().into(),
                    sum(|file| file.used).to_string().into(),
                    sum(|file| file.duplicate).to_string().into(),
                    sum(|file| file.excluded).to_string().into(),
                    sum(|file| file.unmatched).to_string().into(),
                    Line::new(rejected.to_string(), tone).into(),
                ]);
            }
        }
        let heading = Block::Heading(text::page_sources(lang).into());
        [heading, table.into()].into_iter().chain(not_counted(inputs, lang)).collect()
    }

    /// How it was computed, and what the reader should know.
    pub(super) fn composition(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, &self.report.score);
        let mut blocks = vec![Block::Heading(text::page_composition(lang).into())];
        blocks.push(Paragraph::new(text::page_rulebook(lang, report.head.rulebook.full_label(lang))).into());
        blocks.extend(self.score.composition());
        if report.score.total.value.is_some() {
            let plain = [report.score.beside.days_30.0.value, report.score.beside.days_90.0.value];
            let [last_30, last_90] =
                plain.map(|value| value.map_or("–".to_owned(), |value| fixed(value, 2)));
            blocks.push(Paragraph::new(text::plain_windows(lang, last_30, last_90)).into());
        }
        let orders = report.orders.valid_30.zip(report.orders.valid_90);
        let orders = match orders {
            Some((last_30, last_90)) => text::orders_line(lang, last_30, last_90),
            None => text::orders_unknown(lang).to_owned(),
        };
        blocks.push(Paragraph::new(orders).into());
        blocks.extend(config_line(report.head.config.as_deref(), lang));
        blocks.extend(report.from_sums.iter().map(|sums| sums.line(lang)));
        blocks.extend(self.score.missing());
        blocks.extend(self.warnings());
        blocks
    }

    /// Warnings, apart from those that stand elsewhere.
    fn warnings(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, &self.report.score);
        let told = report.warnings.iter().filter(|warning| !report.says(warning.code));
        let lines: Vec<Paragraph> = told
            .map(|warning| {
                let message = lang.pick(&warning.message_zh, &warning.message_en).to_owned();
                let place = warning.path.as_ref().map_or_else(String::new, |path| format!("{path}  "));
                Paragraph::new(Line::from(place).then(message)).breaks(Breaks::Parts)
            })
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        let summary = text::page_warnings(lang, lines.len()).into();
        vec![Block::Details { summary, blocks: vec![Block::List(lines)] }]
    }
}

/// What the days hold that a kind of export has, whichever file that is.
fn marks(kind: &KindDays, first: Day, last: Day) -> Vec<DayMark> {
    let mark = |day: Day| {
        let covers =
            |file: &&crate::insight::exports::FileDays| file.first_day <= day && day <= file.last_day;
        let mut files = kind.files.iter().filter(covers).peekable();
        if files.peek().is_none() {
            return DayMark::Outside;
        }
        let rows = files.any(|file| {
            let place = usize::try_from(day.0 - file.first_day.0).ok();
            place.and_then(|place| file.rows.get(place)).is_some_and(|rows| *rows > 0)
        });
        if rows { DayMark::Rows } else { DayMark::Empty }
    };
    (first.0..=last.0).map(|day| mark(Day(day))).collect()
}
