//! Text for people, as wide as their terminal.
//!
//! Nothing is wider than the page but what is copied: commands, paths, lines of a file. Sentences are broken (`wrap`),
//! columns leave tables (`table`), and what does not fit on the single line that it has is cut.

mod figures;
mod shrink;
pub(super) mod table;
mod wrap;

use crate::catalogue::{Lang, text};
use crate::report::block::{Block, Breaks, Line, Paragraph, Table, Tone};
use crate::report::style::{Detail, Style};
use crate::shown_text;
use std::collections::HashSet;
use unicode_width::UnicodeWidthStr;

/// How many columns a level is further in.
const INDENT: usize = 2;
/// What a point of a list begins with.
const BULLET: &str = "· ";
/// Running text is hard to read where its lines are longer.
const PROSE: usize = 98;

/// Blocks as text.
pub(crate) fn render(blocks: &[Block], lang: Lang, style: Style) -> Vec<u8> {
    let mut page = Page { text: String::new(), lang, style, deferred: Vec::new(), told: HashSet::new() };
    page.blocks(&style.chosen(blocks, lang));
    page.text.into_bytes()
}

/// How many columns of a terminal a text takes.
fn columns(text: &str) -> usize {
    text.width()
}

struct Page {
    text: String,
    lang: Lang,
    style: Style,
    /// Lines that had no room where they stand and are still to be told in full.
    deferred: Vec<Line>,
    /// What was said of columns that have left: of several tables alike it is said once.
    told: HashSet<String>,
}

impl Page {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Section(blocks) => self.section(blocks),
            Block::Details { summary, blocks } => {
                self.block(&Block::Heading(summary.clone()));
                self.blocks(blocks);
            }
            Block::Heading(line) => self.paragraph(&Paragraph::new(line.clone().toned(Tone::Strong))),
            Block::Paragraph(paragraph) | Block::Advice(paragraph) => self.paragraph(paragraph),
            Block::List(points) => {
                for point in points {
                    self.paragraph(&Paragraph {
                        line: Line::from(BULLET).then(point.line.clone()),
                        ..point.clone()
                    });
                }
            }
            Block::Table(table) => self.table(table),
            Block::Headline(headline) => self.headline(headline),
            Block::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
            Block::Chart(chart) => self.chart(chart),
            Block::Columns(columns) => columns.iter().for_each(|blocks| self.blocks(blocks)),
            Block::Verbatim { level, lines } => lines.iter().for_each(|line| self.line(level * INDENT, line)),
        }
    }

    /// A section has a blank line before it, where it is not the first and says anything.
    fn section(&mut self, blocks: &[Block]) {
        let before = self.text.len();
        if before > 0 {
            self.text.push('\n');
        }
        let begin = self.text.len();
        self.blocks(blocks);
        if self.text.len() == begin {
            self.text.truncate(before);
        }
        let deferred = std::mem::take(&mut self.deferred);
        if !deferred.is_empty() && self.style.detail != Detail::Brief {
            let whole = |line| Paragraph::new(line).into();
            self.section(&deferred.into_iter().map(whole).collect::<Vec<Block>>());
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let first = paragraph.level * INDENT;
        let rest = first + paragraph.hanging * INDENT;
        let width = self.style.width;
        let lines = match paragraph.breaks {
            Breaks::OneLine | Breaks::OneLineFirst => {
                let line = wrap::one_line(&paragraph.line, width.saturating_sub(first));
                if paragraph.breaks == Breaks::OneLineFirst && line != paragraph.line {
                    self.deferred.push(paragraph.line.clone());
                }
                vec![line]
            }
            Breaks::Prose => wrap::wrapped(&paragraph.line, Breaks::Prose, (first, rest), width.min(PROSE)),
            breaks => wrap::wrapped(&paragraph.line, breaks, (first, rest), width),
        };
        for (i, line) in lines.iter().enumerate() {
            self.line(if i == 0 { first } else { rest }, line);
        }
    }

    fn table(&mut self, table: &Table) {
        let indent = table.level * INDENT;
        let shown = table::shown(table, self.style.width.saturating_sub(indent), self.style.wide);
        shown.lines.iter().for_each(|line| self.line(indent, line));
        if shown.left.is_empty() {
            return;
        }
        let names = shown.left.join(self.lang.pick("、", ", "));
        let note = text::columns_left(self.lang, shown.left.len(), names);
        if self.told.insert(note.clone()) {
            let note = Paragraph::new(Line::new(note, Tone::Faint)).level(table.level);
            self.paragraph(&note.breaks(Breaks::Words));
        }
    }

    fn line(&mut self, indent: usize, line: &Line) {
        self.text.extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { indent }));
        for span in &line.0 {
            self.text.push_str(&self.style.paint(span.tone, &shown_text::one_line(&span.text)));
        }
        self.text.push('\n');
    }
}
