//! Markdown in short: never more than a robot takes, and what is left out is said.

use super::{Kind, Piece, between, joined};
use crate::catalogue::{Lang, text};
use crate::report::block::{Line, Span};
use unicode_width::UnicodeWidthChar;

/// A robot of 企业微信 takes 4096 bytes.
const MOST_BYTES: usize = 4095;
/// How much a line of a message may say that is too long, in bytes.
const LINE_BYTES: usize = 480;
/// Joins characters to one.
const JOINER: char = '\u{200D}';

/// Pieces as a message: as they are, or, where that is too long, made again with shorter lines, as far as there is
/// room.
pub(super) fn message(pieces: impl Fn(Option<usize>) -> Vec<Piece>, lang: Lang) -> String {
    let whole = joined(&pieces(None));
    if whole.len() <= MOST_BYTES {
        return whole;
    }
    let mark = text::markdown_shortened(lang);
    let room = MOST_BYTES - mark.len() - "\n\n\n".len();
    let mut said = String::new();
    let mut before = None;
    for piece in pieces(Some(LINE_BYTES)) {
        let between = between(before, piece.kind);
        if said.len() + between.len() + piece.text.len() > room {
            break;
        }
        said = said + between + &piece.text;
        before = Some(piece.kind);
    }
    let between = between(before, Kind::Paragraph);
    said + between + mark + "\n"
}

/// A line without its middle where it is longer than so many bytes: names come first, figures last.
pub(super) fn without_middle(line: &Line, most: usize) -> Line {
    let text = line.text();
    if text.len() <= most {
        return line.clone();
    }
    let (first, last) = (character_at(&text, most / 2), character_at(&text, text.len() - most / 2));
    let mut start = 0;
    let parts = line.0.iter().flat_map(|span| {
        let (from, to) = (start, start + span.text.len());
        start = to;
        let part = |from: usize, to: usize| Some(text.get(from..to)?).filter(|part| !part.is_empty());
        let head = part(from, to.min(first)).map(|part| Span::new(part, span.tone));
        let middle = (from..to).contains(&first).then(|| Span::new("…", span.tone));
        let tail = part(from.max(last), to).map(|part| Span::new(part, span.tone));
        [head, middle, tail].into_iter().flatten()
    });
    Line(parts.collect())
}

/// The last beginning of a character at or before a byte; marks belong to what they stand on.
fn character_at(text: &str, byte: usize) -> usize {
    let begins = |(at, c): &(usize, char)| {
        let joined = text.get(..*at).is_some_and(|before| before.ends_with(JOINER));
        *at <= byte && !joined && c.width() != Some(0)
    };
    text.char_indices().rev().find(begins).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::Tone;

    #[test]
    fn a_line_loses_its_middle_and_no_half_character() {
        let line = Line::new("一二三四五六", Tone::Strong).then("七八九十");
        let short = without_middle(&line, 14);
        let parts = [("一二", Tone::Strong), ("…", Tone::Strong), ("八九十", Tone::Plain)];
        assert_eq!(short.0, parts.map(|(text, tone)| Span::new(text, tone)));
        assert_eq!(without_middle(&line, 30), line);
        // A letter and its accent, a family of three.
        assert_eq!(without_middle(&"ae\u{301}xyzw".into(), 6).text(), "a…yzw");
        let family = "👨\u{200D}👩\u{200D}👧";
        let short = without_middle(&format!("a{family}{family}z").into(), 30).text();
        assert!(
            ["a…z", &format!("a{family}…z"), &format!("a…{family}z")].contains(&short.as_str()),
            "{short}"
        );
    }
}
