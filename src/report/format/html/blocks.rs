//! Blocks as elements.

use super::markup::Tag;
use super::page::Page;
use crate::report::block::{Block, Breaks, Line, Paragraph};

/// Paragraphs are not further in than that.
const MOST_LEVELS: usize = 3;

impl Page {
    /// Blocks one after the other.
    pub(super) fn parts(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.part(block));
    }

    fn part(&mut self, block: &Block) {
        match block {
            Block::Section(blocks) => self.section(blocks),
            Block::Details { summary, blocks } => self.details(summary, |page| page.parts(blocks)),
            Block::Heading(line) => self.headed(line, None),
            // What a document begins with is its title.
            Block::Paragraph(paragraph) if !self.is_titled() => self.headed(&paragraph.line, None),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, ""),
            Block::Advice(paragraph) => self.paragraph(paragraph, "advice"),
            Block::List(points) => self.list(points),
            Block::Table(table) => self.table(table),
            Block::Headline(headline) => self.headline(headline),
            Block::Cards(cards) => self.cards(cards),
            Block::Chart(chart) => self.chart(chart),
            Block::Columns(columns) => self.inside(Tag::new("div").class("columns"), |page| {
                for blocks in columns {
                    page.inside(Tag::new("div"), |page| page.parts(blocks));
                }
            }),
            Block::Verbatim { lines, .. } => self.verbatim(lines),
        }
    }

    /// A section goes by the name of the heading that it begins with.
    fn section(&mut self, blocks: &[Block]) {
        if !blocks.iter().any(says) {
            return;
        }
        self.markup.break_line();
        let Some((Block::Heading(heading), rest)) = blocks.split_first() else {
            return self.inside(Tag::new("section"), |page| page.parts(blocks));
        };
        let id = self.id('h');
        self.inside(Tag::new("section").with("aria-labelledby", &id), |page| {
            // Below the title are headings of the second level, as they are elsewhere.
            let is_title = !page.is_titled();
            page.headed(heading, Some(&id));
            for block in rest {
                match block {
                    Block::Heading(line) => page.headed(line, None),
                    block if is_title => page.part(block),
                    block => page.below(|page| page.part(block)),
                }
            }
        });
    }

    /// Folded.
    pub(super) fn details(&mut self, summary: &Line, write: impl FnOnce(&mut Page)) {
        self.inside(Tag::new("details"), |page| {
            page.line_in(Tag::new("summary"), summary);
            write(page);
        });
    }

    fn paragraph(&mut self, paragraph: &Paragraph, class: &'static str) {
        if paragraph.line.is_empty() {
            return;
        }
        let mut classes: Vec<&str> = vec![class];
        classes.push(match paragraph.level.min(MOST_LEVELS) {
            0 => "",
            1 => "in",
            2 => "in2",
            _ => "in3",
        });
        classes.push(if paragraph.breaks == Breaks::Nowhere { "typed" } else { "" });
        classes.retain(|class| !class.is_empty());
        let tag = Tag::new("p");
        let tag = if classes.is_empty() { tag } else { tag.with("class", classes.join(" ")) };
        self.line_in(tag, &paragraph.line);
    }

    fn list(&mut self, points: &[Paragraph]) {
        if points.is_empty() {
            return;
        }
        // Where each has a sign of its own, another would be too much.
        let is_signed = |point: &Paragraph| {
            point.line.0.first().is_some_and(|span| span.text.starts_with(['✓', '✗', '?', '!']))
        };
        let tag = Tag::new("ul");
        self.inside(if points.iter().all(is_signed) { tag.class("signs") } else { tag }, |page| {
            points.iter().for_each(|point| page.line_in(Tag::new("li"), &point.line));
        });
    }

    fn verbatim(&mut self, lines: &[Line]) {
        self.inside(Tag::new("pre"), |page| {
            for (i, line) in lines.iter().enumerate() {
                if i > 0 {
                    page.markup.break_line();
                }
                page.line(line);
            }
        });
    }
}

/// Does a block show anything?
fn says(block: &Block) -> bool {
    match block {
        Block::Section(blocks) => blocks.iter().any(says),
        Block::List(points) => !points.is_empty(),
        Block::Table(table) => !table.rows.is_empty(),
        Block::Cards(cards) => !cards.is_empty(),
        Block::Columns(columns) => columns.iter().flatten().any(says),
        Block::Verbatim { lines, .. } => !lines.is_empty(),
        Block::Heading(line) => !line.is_empty(),
        Block::Paragraph(paragraph) | Block::Advice(paragraph) => !paragraph.line.is_empty(),
        Block::Details { .. } | Block::Headline(_) | Block::Chart(_) => true,
    }
}
