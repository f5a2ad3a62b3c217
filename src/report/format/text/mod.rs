//! Text for people, on a terminal 100 columns wide.

mod figures;
pub(super) mod table;
mod wrap;

use crate::catalogue::Lang;
use crate::report::block::{Block, Breaks, Line, Paragraph, Tone};
use crate::report::style::Style;
use wrap::{SCREEN, WIDTH};

/// How many columns a level is further in.
const INDENT: usize = 2;
/// What a point of a list begins with.
const BULLET: &str = "· ";

/// Blocks as text.
pub(crate) fn render(blocks: &[Block], lang: Lang, style: Style) -> Vec<u8> {
    let mut page = Page { text: String::new(), style };
    page.blocks(&style.chosen(blocks, lang));
    page.text.into_bytes()
}

struct Page {
    text: String,
    style: Style,
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
            Block::Table(table) => {
                let indent = table.level * INDENT;
                table::lines(table, indent).iter().for_each(|line| self.line(indent, line));
            }
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
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let first = paragraph.level * INDENT;
        let rest = first + paragraph.hanging * INDENT;
        // The indent of a list comes on top.
        let counted = if paragraph.breaks == Breaks::Parts { 0 } else { first };
        let widest = if paragraph.breaks == Breaks::Prose { WIDTH } else { SCREEN };
        let lines = if first + wrap::columns(&paragraph.line.text()) <= widest {
            vec![paragraph.line.clone()]
        } else {
            wrap::wrapped(&paragraph.line, paragraph.breaks, (counted, rest), WIDTH)
        };
        for (i, line) in lines.iter().enumerate() {
            self.line(if i == 0 { first } else { rest }, line);
        }
    }

    fn line(&mut self, indent: usize, line: &Line) {
        self.text.extend(std::iter::repeat_n(' ', if line.is_empty() { 0 } else { indent }));
        for span in &line.0 {
            self.text.push_str(&self.style.paint(span.tone, &span.text));
        }
        self.text.push('\n');
    }
}
