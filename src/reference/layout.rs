//! What the pages of the reference look like.

use crate::catalogue::Lang;
use crate::report::{Block, Breaks, Line, Paragraph, Tone};

/// Blocks with a title above them.
pub(super) fn section(title: impl Into<Line>, blocks: impl IntoIterator<Item = Block>) -> Block {
    Block::Section(std::iter::once(Block::Heading(title.into())).chain(blocks).collect())
}

/// `label: text`
pub(super) fn labelled(label: &str, text: &str, lang: Lang) -> Paragraph {
    prose(format!("{label}{}{text}", lang.pick("：", ": ")))
}

/// What of a page is read first: on one line, where it has room.
pub(super) fn first(paragraph: Paragraph) -> Paragraph {
    paragraph.breaks(Breaks::OneLineFirst)
}

pub(super) fn prose(text: String) -> Paragraph {
    Paragraph::new(text).breaks(Breaks::Prose)
}

/// What a page is about, and a word on it.
pub(super) fn title(name: &str, more: impl Into<Line>) -> Block {
    Paragraph::new(Line::new(name, Tone::Strong).then("  ").then(more)).into()
}
