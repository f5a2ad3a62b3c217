//! Lines that are too long: broken between words, between the parts of a list or between spans; or cut.
//!
//! No line is wider than it may be. A part that has no room on a line of its own is broken at what is next finer: a span
//! between its words, a word between characters that may stand apart, and if there are none, anywhere.

use super::columns;
use crate::report::block::{Breaks, Line, Span};
use std::ops::Range;

/// What a part of a list ends in.
const ENDS: &[&str] = &["、", ", ", " · ", "：", "；", "; "];

/// Where a sentence may be broken.
const BETWEEN_WORDS: &[&str] = &[" ", "，", "；", "、", "。", "：", "）"];

/// What never begins a line, and what never ends one.
const CLOSING: &str = "，。；：、！？）》”’】…,.;:!?)]%";
const OPENING: &str = "（《“‘【([";

/// What stands for that which was cut off.
const CUT: &str = "…";
/// What a line that goes on does not end in.
const LOOSE: &[char] = &[' ', '，', '；', '、', '：', '。', '·', ',', ';', ':', '→', '-', '>', '（', '('];
/// Less of a span is not worth reading.
const READABLE: usize = 24;

/// The lines that a line is broken into, which begin `first` and `rest` columns in and are at most `widest` wide.
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
    let room = widest.saturating_sub(first.max(rest)).max(1);
    let mut lines: Vec<Range<usize>> = Vec::new();
    let (mut range, mut width) = (0..0, first);
    for part in parts(line, &text, breaks, room) {
        let of = |range: Range<usize>| text.get(range).unwrap_or_default();
        let own = columns(of(part.clone()).trim_end());
        if width + own > widest && !of(range.clone()).trim().is_empty() {
            lines.push(range.start..range.start + of(range.clone()).trim_end().len());
            let start = part.end - of(part.clone()).trim_start().len();
            (range, width) = (start..part.end, rest + columns(of(start..part.end)));
        } else {
            (range.end, width) = (part.end, width + columns(of(part)));
        }
    }
    lines.push(range.start..range.start + text.get(range).unwrap_or_default().trim_end().len());
    lines.into_iter().map(|range| piece(line, range)).collect()
}

/// A line that is at most `widest` wide: spans leave from its end, and of the first that has no room remains what is worth
/// reading, up to the end of a word and never within a bracket.
pub(super) fn one_line(line: &Line, widest: usize) -> Line {
    let text = line.text();
    if columns(&text) <= widest {
        return line.clone();
    }
    let room = widest.saturating_sub(columns(CUT));
    let of = |range: Range<usize>| text.get(range).unwrap_or_default();
    let spans = parts(line, &text, Breaks::Spans, usize::MAX);
    let whole = spans
        .iter()
        .map(|span| span.end)
        .take_while(|end| columns(of(0..*end)) <= room)
        .last()
        .unwrap_or_default();
    let mut end = whole;
    for part in parts(line, &text, Breaks::Words, room) {
        if part.end > whole && columns(of(0..part.end).trim_end_matches(LOOSE)) <= room {
            end = part.end;
        }
    }
    let kept = unclosed(of(0..end)).filter(|at| !of(0..*at).trim().is_empty()).unwrap_or(end);
    let end = if whole > 0 && columns(of(whole..kept.max(whole)).trim()) < READABLE { whole } else { kept };
    piece(line, 0..of(0..end).trim_end_matches(LOOSE).len()).then(CUT)
}

/// A few words that are at most `widest` wide, cut off anywhere.
pub(super) fn shortened(line: &Line, widest: usize) -> Line {
    let text = line.text();
    if columns(&text) <= widest {
        return line.clone();
    }
    let room = widest.saturating_sub(columns(CUT));
    let glyphs = glyphs(&text, 0..text.len());
    let fits = |glyph: &&Range<usize>| text.get(..glyph.end).is_some_and(|kept| columns(kept) <= room);
    let end = glyphs.iter().take_while(fits).last().map_or(0, |glyph| glyph.end);
    let end = text.get(..end).unwrap_or_default().trim_end_matches(LOOSE).len();
    piece(line, 0..end).then(CUT)
}

/// Where the last bracket opens that is not closed.
fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => open.push(at),
            '）' | ')' => drop(open.pop()),
            _ => {}
        }
    }
    open.first().copied()
}

/// The parts of a line that stay whole, each with what it ends in and none wider than the room for it.
fn parts(line: &Line, text: &str, breaks: Breaks, room: usize) -> Vec<Range<usize>> {
    let parts = match breaks {
        Breaks::Nowhere => std::iter::once(0..text.len()).collect(),
        Breaks::Words | Breaks::Prose | Breaks::OneLine | Breaks::OneLineFirst => {
            between(text, 0..text.len(), BETWEEN_WORDS)
        }
        Breaks::Parts => between(text, 0..text.len(), ENDS),
        Breaks::Spans => {
            let mut end = 0;
            let part = |span: &Span| {
                let start = end;
                end += span.text.len();
                start..end
            };
            line.0.iter().map(part).collect()
        }
    };
    let fits = |part: &Range<usize>, room: usize| {
        columns(text.get(part.clone()).unwrap_or_default().trim_end()) <= room
    };
    let mut fine = Vec::new();
    for part in parts {
        if fits(&part, room) {
            fine.push(part);
            continue;
        }
        for word in between(text, part, BETWEEN_WORDS) {
            if fits(&word, room) {
                fine.push(word);
                continue;
            }
            for run in runs(text, word) {
                if fits(&run, room) { fine.push(run) } else { fine.extend(glyphs(text, run)) }
            }
        }
    }
    fine
}

/// A range cut behind some ends.
fn between(text: &str, range: Range<usize>, ends: &[&str]) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), range.start);
    while let Some(rest) = text.get(start..range.end).filter(|rest| !rest.is_empty()) {
        let end = start + first_end(rest, ends).unwrap_or(rest.len());
        parts.push(start..end);
        start = end;
    }
    parts
}

/// Behind which of some ends a text is first cut.
fn first_end(text: &str, ends: &[&str]) -> Option<usize> {
    let mut first: Option<usize> = None;
    for (at, _) in text.char_indices() {
        if first.is_some_and(|first| first <= at) {
            break;
        }
        let rest = text.get(at..).unwrap_or_default();
        // Hardly any character begins one of them.
        let begins =
            |end: &&&str| end.as_bytes().first() == rest.as_bytes().first() && rest.starts_with(**end);
        let own = ends.iter().filter(begins).map(|end| at + end.len()).min();
        first = [first, own].into_iter().flatten().min();
    }
    first
}

/// A range cut where a line may end: beside wide characters, never inside a Latin word or a number.
fn runs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let is_narrow = |glyph: &str| columns(glyph) < 2;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for glyph in glyphs(text, range) {
        let own = text.get(glyph.clone()).unwrap_or_default();
        let before = runs.last().and_then(|run| text.get(run.clone())).unwrap_or_default();
        let last = before.chars().next_back();
        let stays = (is_narrow(own) && last.is_some_and(|last| is_narrow(last.encode_utf8(&mut [0; 4]))))
            || own.chars().next().is_some_and(|c| CLOSING.contains(c))
            || last.is_some_and(|last| OPENING.contains(last));
        match runs.last_mut() {
            Some(run) if stays => run.end = glyph.end,
            _ => runs.push(glyph),
        }
    }
    runs
}

/// The characters of a range, each with the marks that belong to it.
fn glyphs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    const JOINER: char = '\u{200D}';
    let start = range.start;
    let mut glyphs: Vec<Range<usize>> = Vec::new();
    let mut is_joined = false;
    for (at, c) in text.get(range).unwrap_or_default().char_indices() {
        let own = start + at..start + at + c.len_utf8();
        let is_mark = columns(c.encode_utf8(&mut [0; 4])) == 0;
        match glyphs.last_mut() {
            Some(glyph) if is_mark || is_joined => glyph.end = own.end,
            _ => glyphs.push(own),
        }
        is_joined = c == JOINER;
    }
    glyphs
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

    const WIDTH: usize = 98;

    fn broken(text: &str, breaks: Breaks, indents: (usize, usize), widest: usize) -> Vec<String> {
        wrapped(&Line::from(text), breaks, indents, widest).iter().map(Line::text).collect()
    }

    fn cut(spans: &[&str], widest: usize) -> String {
        one_line(&Line(spans.iter().map(|span| Span::new(*span, Tone::Plain)).collect()), widest).text()
    }

    #[test]
    fn the_first_end_is_the_one_behind_which_least_stands() {
        let texts = ["", "no end", "a, b", "甲、乙, 丙 · 丁", " · 丁", "：；", "a b，c。", "丙 ·丁; x"];
        for (text, ends) in texts.iter().flat_map(|text| [(text, ENDS), (text, BETWEEN_WORDS)]) {
            let plain = ends.iter().filter_map(|end| text.find(end).map(|at| at + end.len())).min();
            assert_eq!(first_end(text, ends), plain, "{text}");
        }
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
    fn a_part_wider_than_a_line_is_broken_at_what_is_next_finer() {
        let name = "x".repeat(150);
        let lines = broken(&format!("a, {name}, b"), Breaks::Parts, (0, 2), WIDTH);
        assert_eq!(lines, [format!("a, {}", "x".repeat(95)), format!("{}, b", "x".repeat(55))]);
        assert_eq!(broken(&name, Breaks::Parts, (0, 2), WIDTH), ["x".repeat(98), "x".repeat(52)]);
        assert_eq!(broken("a span of words", Breaks::Spans, (0, 0), 8), ["a span", "of words"]);
        assert_eq!(broken("", Breaks::Parts, (0, 2), WIDTH), [""]);
    }

    #[test]
    fn wide_characters_may_stand_apart_words_and_marks_may_not() {
        assert_eq!(
            broken("签收的284单里，有8单", Breaks::Words, (0, 0), 10),
            ["签收的284", "单里，", "有8单"]
        );
        // A mark never begins a line and a bracket never ends one.
        assert_eq!(broken("一二三四，五六", Breaks::Words, (0, 0), 8), ["一二三", "四，五六"]);
        assert_eq!(broken("一二三（四五", Breaks::Words, (0, 0), 8), ["一二三", "（四五"]);
        // What belongs to a character stays with it.
        assert_eq!(
            broken(&"e\u{301}".repeat(6), Breaks::Words, (0, 0), 4),
            ["e\u{301}".repeat(4), "e\u{301}".repeat(2)]
        );
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
        assert_eq!(pieces(&["too wide by itself; ", "a", " · b"], 12), ["too wide by", "itself; a", "· b"]);
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

    #[test]
    fn a_single_line_loses_whole_spans_from_its_end() {
        let spans = ["总分 4.43", " · 差 0.12", " · 高 2.43"];
        assert_eq!(cut(&spans, 29), "总分 4.43 · 差 0.12 · 高 2.43");
        assert_eq!(cut(&spans, 28), "总分 4.43 · 差 0.12…");
        assert_eq!(cut(&spans, 12), "总分 4.43…");
        // The first span is cut behind a word, a later one only where enough of it remains.
        assert_eq!(cut(&["one sentence of words that is long"], 20), "one sentence of…");
        assert_eq!(
            cut(&["total 4.43", "; mostly the rate of positive reviews +0.05"], 46),
            "total 4.43; mostly the rate of positive…"
        );
        assert_eq!(cut(&["total 4.43", "; mostly the rate of positive reviews +0.05"], 30), "total 4.43…");
    }

    #[test]
    fn a_cut_leaves_no_open_bracket_and_no_loose_mark() {
        assert_eq!(cut(&["总分在这里（从 4.17 到 4.87），还有"], 24), "总分在这里…");
        assert_eq!(cut(&["门槛：甲，乙，丙，丁"], 13), "门槛：甲，乙…");
    }

    #[test]
    fn names_are_shortened_anywhere_but_not_beyond_their_width() {
        let of = |text: &str, widest: usize| shortened(&text.into(), widest).text();
        assert_eq!(of("手工桂花绿豆糕", 14), "手工桂花绿豆糕");
        assert_eq!(of("手工桂花绿豆糕", 13), "手工桂花绿豆…");
        assert_eq!(of("手工桂花绿豆糕", 12), "手工桂花绿…");
        assert_eq!(of("green tea", 7), "green…");
    }
}
