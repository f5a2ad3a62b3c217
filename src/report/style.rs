//! How a report for people is to look: colour, width, and how much of it.

use super::block::{Block, Line, Paragraph, Tone};
use crate::catalogue::{Headers, Lang, text};
use anstyle::{AnsiColor, Style as Ansi};

/// How much of a report is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// Its first section, the answer in short.
    Brief,
    /// Everything but particulars ([`Block::Details`]).
    #[default]
    Usual,
    /// Particulars, too.
    All,
}

/// How a report for people is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colour at all?
    pub colour: bool,
    /// How many columns of a terminal a line of text may take.
    pub width: usize,
    /// How much of it.
    pub detail: Detail,
    /// Every column of every table, whatever the width?
    pub wide: bool,
    /// How rows are written.
    pub rows: RowStyle,
}

/// How rows for spreadsheets are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowStyle {
    /// What their columns are called.
    pub headers: Headers,
    /// To how many decimals numbers that are not whole are rounded; all their digits without it.
    pub decimals: Option<i32>,
}

impl Style {
    /// No colour, as wide as where there is no terminal.
    pub const PLAIN: Style = Style {
        colour: false,
        width: 100,
        detail: Detail::Usual,
        wide: false,
        rows: RowStyle { headers: Headers::Keys, decimals: None },
    };
    /// The narrowest and the widest that text is made for. Beyond, lines are hard to read.
    const WIDTHS: (usize, usize) = (80, 120);

    /// As wide as a terminal, within what can be read.
    #[must_use]
    pub fn for_width(self, width: usize) -> Style {
        Style { width: width.clamp(Style::WIDTHS.0, Style::WIDTHS.1), ..self }
    }

    /// As much of the blocks as is asked for, without a [`Block::Details`]: those that are shown are headings and what
    /// is below them; of those that are not, one line says what they are.
    pub(super) fn chosen(self, blocks: &[Block], lang: Lang) -> Vec<Block> {
        let mut left_out = Vec::new();
        let is_section = |block: &&Block| matches!(block, Block::Section(_));
        let shown = match self.detail {
            Detail::Brief => {
                let first: Vec<Block> = blocks.iter().find(is_section).into_iter().cloned().collect();
                return without_details(if first.is_empty() { blocks } else { &first }, &mut left_out);
            }
            Detail::Usual => without_details(blocks, &mut left_out),
            Detail::All => with_details(blocks),
        };
        let Some((first, rest)) = left_out.split_first() else { return shown };
        let named = rest.iter().fold(first.clone(), |all, name| all + lang.pick("、", ", ") + name);
        let hint = Paragraph::new(Line::new(text::all_shows(lang, named), Tone::Faint));
        shown.into_iter().chain([Block::Section(vec![hint.into()])]).collect()
    }

    /// A text in a tone.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        let ansi = match tone {
            Tone::Plain => Ansi::new(),
            Tone::Strong => Ansi::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Bad => AnsiColor::Red.on_default(),
            Tone::Careful => AnsiColor::Yellow.on_default(),
            Tone::Faint => Ansi::new().dimmed(),
        };
        if self.colour { format!("{ansi}{text}{ansi:#}") } else { text.to_owned() }
    }
}

/// Blocks without particulars, whose names are put into a list, each once.
fn without_details(blocks: &[Block], left_out: &mut Vec<String>) -> Vec<Block> {
    let mut kept = Vec::new();
    for block in blocks {
        match block {
            Block::Section(blocks) => kept.push(Block::Section(without_details(blocks, left_out))),
            Block::Columns(columns) => {
                let columns = columns.iter().map(|blocks| without_details(blocks, left_out));
                kept.push(Block::Columns(columns.collect()));
            }
            Block::Details { summary, .. } => {
                let name = summary.text();
                if !left_out.contains(&name) {
                    left_out.push(name);
                }
            }
            other => kept.push(other.clone()),
        }
    }
    kept
}

/// Blocks with their particulars unfolded, each below its heading.
fn with_details(blocks: &[Block]) -> Vec<Block> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Section(blocks) => all.push(Block::Section(with_details(blocks))),
            Block::Columns(columns) => {
                all.push(Block::Columns(columns.iter().map(|blocks| with_details(blocks)).collect()));
            }
            Block::Details { summary, blocks } => {
                let heading = Block::Heading(summary.clone());
                all.push(Block::Section([vec![heading], with_details(blocks)].concat()));
            }
            other => all.push(other.clone()),
        }
    }
    all
}
