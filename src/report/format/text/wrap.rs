//! Lines that are too long: broken between words, between the parts of a list or between spans.

use crate::report::block::{Breaks, Line, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// What fits on the screen is left alone.
pub(super) const SCREEN: usize = 100;
/// How wide the lines are that a longer one is broken into: with the indent of its section 100 columns.
pub(super) const WIDTH: usize = 98;

/// What a part of a list ends in.
const ENDS: &[&str] = &["、", ", ", " · ", "：", "；", "; "];

/// Where a sentence may be broken.
const BETWEEN_WORDS: &[&str] = &[" ", "，", "；", "、", "。", "：", "）"];

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or_default()).sum()
}

/// The lines that a line is broken into, which begin `first` and `rest` columns in and are at most `widest` wide. A
/// part that is wider than that stays whole.
pub(super) fn wrapped(
    line: &Line,
    breaks: Breaks,
    (first, rest): (usize, usize),
    widest: usize,
) -> Vec<Line> {
    let text = line.text();
    if breaks == Breaks::Nowhere {
        return vec![line.clone()];
    }
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut range, mut width) = (0..0, first);
    for part in parts(line, &text, breaks) {
        let of = |range: Range<usize>| text.get(range).unwrap_or_default();
        let own = columns(of(part.clone()).trim_end());
        if width > rest && width + own > widest && !of(range.clone()).trim().is_empty() {
            lines.push(range.start..range.start + of(range.clone()).trim_end().len());
            let start = part.end - of(part.clone()).trim_start().len();
            (range, width) = (start..part.end, rest + columns(of(start..part.end)));
        } else {
            (range.end, width) = (part.end, width + columns(of(part)));
        }
    }
    lines.push(range);
    lines.into_iter().map(|range| piece(line, range)).collect()
}

/// The parts of a line that stay whole, each with what it ends in.
fn parts(line: &Line, text: &str, breaks: Breaks) -> Vec<Range<usize>> {
    let ends = match breaks {
        Breaks::Words | Breaks::Prose => BETWEEN_WORDS,
        Breaks::Parts => ENDS,
        Breaks::Nowhere => &[],
        Breaks::Spans => {
            let mut end = 0;
            let part = |span: &Span| {
                let start = end;
                end += span.text.len();
                start..end
            };
            return line.0.iter().map(part).collect();
        }
    };
    let (mut parts, mut start) = (Vec::new(), 0);
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let found = ends.iter().filter_map(|end| rest.find(end).map(|at| at + end.len())).min();
        let end = start + found.unwrap_or(rest.len());
        parts.push(start..end);
        start = end;
    }
    parts
}

/// What lies in a range of a line's text, its tones kept.
fn piece(line: &Line, range: Range<usize>) -> Line {
    let mut start = 0;
    let spans = line.0.iter().filter_map(|span| {
        let own = start..start + span.text.len();
        start = own.end;
        let (from, to) = (range.start.max(own.start), range.end.min(own.end));
        let text = span.text.get(from.checked_sub(own.start)?..to.checked_sub(own.start)?)?;
        (!text.is_empty()).then(|| Span::new(text, span.tone))
    });
    Line(spans.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::Tone;

    fn broken(text: &str, breaks: Breaks, indents: (usize, usize), widest: usize) -> Vec<String> {
        wrapped(&Line::from(text), breaks, indents, widest).iter().map(Line::text).collect()
    }

    #[test]
    fn lists_are_broken_between_their_parts() {
        let names: Vec<String> = (10..40).map(|n| format!("商品{n}")).collect();
        let line = format!("用到的列：{}", names.join("、"));
        let lines = broken(&line, Breaks::Parts, (0, 4), WIDTH);
        // 10 columns of title, 8 of each name with its mark: 11 names make 98.
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].ends_with("商品20、"), "{lines:?}");
        assert!(lines[1].starts_with("商品21、"), "{lines:?}");
        assert!(columns(&lines[0]) <= WIDTH && lines[1..].iter().all(|line| columns(line) + 4 <= WIDTH));
        assert_eq!(lines.concat(), line);
    }

    #[test]
    fn a_part_wider_than_a_line_stays_whole() {
        let name = "x".repeat(150);
        let lines = broken(&format!("a, {name}, b"), Breaks::Parts, (0, 2), WIDTH);
        assert_eq!(lines, ["a,", &format!("{name},"), "b"]);
        assert_eq!(broken(&name, Breaks::Parts, (0, 2), WIDTH), [name]);
        assert_eq!(broken("", Breaks::Parts, (0, 2), WIDTH), [""]);
    }

    #[test]
    fn sentences_are_broken_between_words() {
        let english = "an order enters on its sign day ".repeat(5);
        let lines = broken(english.trim_end(), Breaks::Words, (2, 4), WIDTH);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines.join(" "), english.trim_end());
        let chinese = "签收当天进入，过完第九十天离开；".repeat(5);
        let lines = broken(&chinese, Breaks::Words, (2, 4), WIDTH);
        assert!(lines[0].ends_with(['，', '；']), "{lines:?}");
        assert!(lines.iter().all(|line| columns(line) + 4 <= WIDTH + 2));
        assert_eq!(lines.concat(), chinese);
    }

    #[test]
    fn spans_stay_whole_and_keep_their_tones() {
        let pieces = |of: &[&str], widest: usize| {
            let spans = of.iter().map(|text| Span::new(*text, Tone::Bad)).collect();
            let lines = wrapped(&Line(spans), Breaks::Spans, (0, 2), widest);
            assert!(lines.iter().flat_map(|line| &line.0).all(|span| span.tone == Tone::Bad));
            lines.iter().map(Line::text).collect::<Vec<_>>()
        };
        assert_eq!(pieces(&["总分 70；", "商品 65", " · 今天起"], 30), ["总分 70；商品 65 · 今天起"]);
        assert_eq!(pieces(&["总分 70；", "商品 65", " · 今天起"], 20), ["总分 70；商品 65", "· 今天起"]);
        assert_eq!(pieces(&["too wide by itself; ", "a", " · b"], 5), ["too wide by itself;", "a", "· b"]);
    }

    #[test]
    fn a_break_within_a_span_leaves_its_tone_on_both_sides() {
        let line = Line::from("plain and ").then(Span::new("good and so on", Tone::Good));
        let lines = wrapped(&line, Breaks::Words, (0, 0), 15);
        let said: Vec<Vec<(&str, Tone)>> =
            lines.iter().map(|l| l.0.iter().map(|s| (s.text.as_str(), s.tone)).collect()).collect();
        assert_eq!(
            said,
            [vec![("plain and ", Tone::Plain), ("good", Tone::Good)], vec![("and so on", Tone::Good)]]
        );
    }
}
