//! Markdown, for GitHub and for the robots of 飞书, 钉钉 and 企业微信, which know less of it: headings, bold, code, lists,
//! tables. In short there is no table, and the whole stays below what a robot of 企业微信 takes.

mod figures;
mod inline;
mod short;
mod table;
#[cfg(test)]
mod tests;

use crate::catalogue::Lang;
use crate::report::block::{Block, Breaks, Line, Paragraph, Tone};
use crate::report::style::{Detail, Style};
use inline::{Place, command, inline};

/// A list that is a level further in.
const INDENT: &str = "  ";

/// Blocks as Markdown.
pub(super) fn render(blocks: &[Block], lang: Lang, style: Style) -> Vec<u8> {
    // Of whoever reads a message nobody can ask for more by a flag: what is left out is not named.
    let chosen = match style.detail {
        Detail::Usual => blocks.to_vec(),
        Detail::Brief | Detail::All => style.chosen(blocks, lang),
    };
    let is_short = style.detail == Detail::Brief;
    let pieces = |line_bytes: Option<usize>| {
        let mut page = Page { pieces: Vec::new(), is_short, line_bytes };
        page.blocks(&chosen);
        page.pieces
    };
    let text = if is_short { short::message(pieces, lang) } else { joined(&pieces(None)) };
    text.into_bytes()
}

/// What a blank line sets apart from what is of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By itself.
    Paragraph,
    /// Together with other points.
    Point,
    /// A whole that is not divided.
    Whole,
}

/// A line, or some that belong together.
#[derive(Debug)]
struct Piece {
    kind: Kind,
    text: String,
}

struct Page {
    pieces: Vec<Piece>,
    /// Without tables?
    is_short: bool,
    /// How much a line may say, where that is bounded.
    line_bytes: Option<usize>,
}

impl Page {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Section(blocks) => self.blocks(blocks),
            Block::Details { .. } => {}
            Block::Heading(line) => self.heading(line),
            Block::Paragraph(paragraph) | Block::Advice(paragraph) => self.paragraph(paragraph),
            Block::List(points) => points.iter().for_each(|point| self.point(point.level.max(1), point)),
            Block::Table(table) => self.table(table),
            Block::Headline(headline) => self.headline(headline),
            Block::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
            Block::Chart(chart) => self.chart(chart),
            Block::Columns(columns) => columns.iter().for_each(|blocks| self.blocks(blocks)),
            Block::Verbatim { lines, .. } => self.piece(Kind::Whole, fenced(lines)),
        }
    }

    fn heading(&mut self, line: &Line) {
        // Headings are bold as they are.
        let text = self.inline(&Line::new(line.text(), Tone::Plain), Place::LineStart);
        self.piece(Kind::Paragraph, if text.is_empty() { text } else { format!("### {text}") });
    }

    /// What is further in is a particular, and a point of a list.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        match paragraph.level {
            0 => self.piece(Kind::Paragraph, self.line(paragraph)),
            level => self.point(level, paragraph),
        }
    }

    fn point(&mut self, level: usize, paragraph: &Paragraph) {
        let text = self.line(paragraph);
        if !text.is_empty() {
            self.piece(Kind::Point, format!("{}- {text}", INDENT.repeat(level.saturating_sub(1))));
        }
    }

    fn line(&self, paragraph: &Paragraph) -> String {
        match paragraph.breaks {
            Breaks::Nowhere => command(&self.fitting(&paragraph.line)),
            _ => self.inline(&paragraph.line, Place::LineStart),
        }
    }

    fn inline(&self, line: &Line, place: Place) -> String {
        inline(&self.fitting(line), place)
    }

    fn fitting(&self, line: &Line) -> Line {
        self.line_bytes.map_or_else(|| line.clone(), |most| short::without_middle(line, most))
    }

    fn piece(&mut self, kind: Kind, text: String) {
        if !text.is_empty() {
            self.pieces.push(Piece { kind, text });
        }
    }
}

/// Lines as they stand, within a fence that none of them ends.
fn fenced(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(Line::text).collect();
    let longest = |line: &String| line.trim_start().chars().take_while(|c| *c == '`').count();
    let fence = "`".repeat(lines.iter().map(longest).max().unwrap_or_default().max(2) + 1);
    format!("{fence}\n{}\n{fence}", lines.join("\n").replace('<', "＜"))
}

/// Pieces with a blank line between them, save for points of a list.
fn joined(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut before = None;
    for piece in pieces {
        text += between(before, piece.kind);
        text += &piece.text;
        before = Some(piece.kind);
    }
    text + "\n"
}

fn between(before: Option<Kind>, kind: Kind) -> &'static str {
    match (before, kind) {
        (None, _) => "",
        (Some(Kind::Point), Kind::Point) => "\n",
        _ => "\n\n",
    }
}
