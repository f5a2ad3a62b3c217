//! Lines as inline Markdown: nothing in a text can become markup.
//!
//! GitHub takes backslashes before punctuation, the robots of DingTalk and WeCom show them. What one of the renderers
//! takes for markup is therefore replaced by its full-width twin, which reads the same and which none of them
//! interprets. Identifiers, flags, addresses and commands stand as code: they are copied, and an address in code is no
//! link.

use crate::report::block::{Line, Tone};
use crate::shown_text::without_direction_marks;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a line.
    LineStart,
    /// In a cell of a table.
    Cell,
}

/// What a command line of this program begins with.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ");
/// More blanks than these set apart what a terminal shows on one line.
const APART: usize = 4;

/// A line of text.
pub(super) fn inline(line: &Line, place: Place) -> String {
    let mut runs: Vec<(Tone, String)> = Vec::new();
    for span in line.0.iter().filter(|span| !span.text.is_empty()) {
        match runs.last_mut().filter(|(tone, _)| *tone == span.tone) {
            Some((_, text)) => text.push_str(&span.text),
            None => runs.push((span.tone, span.text.clone())),
        }
    }
    let mut said = Said { text: String::new(), in_cell: place == Place::Cell };
    for (i, (tone, text)) in runs.iter().enumerate() {
        let text = spaced(&with_sign(*tone, text));
        let after = runs.get(i + 1).and_then(|(tone, text)| with_sign(*tone, text).chars().next());
        if is_bold(*tone, &text) && !text.trim().is_empty() {
            said.bold(&text, after);
        } else {
            said.plain(&text);
        }
    }
    let text = said.text.trim();
    match place {
        Place::LineStart => without_block_mark(text),
        Place::Cell => text.to_owned(),
    }
}

/// A line that ends in a command, which may be copied as it stands; without one like any other.
pub(super) fn command(line: &Line) -> String {
    let text = line.text();
    let Some((before, command)) = text.find(PROGRAM).and_then(|at| text.split_at_checked(at)) else {
        return inline(line, Place::LineStart);
    };
    let before = inline(&Line::from(before), Place::LineStart);
    // A blank at the end of the words before has gone with it.
    let gap = if before.is_empty() || before.ends_with('：') { "" } else { " " };
    before + gap + &code(command, false)
}

/// Without colour a sign says what is well and what is not, where the words do not begin with one.
fn with_sign(tone: Tone, text: &str) -> String {
    let sign = match tone {
        Tone::Good => "✓ ",
        Tone::Bad => "✗ ",
        Tone::Careful => "⚠ ",
        Tone::Plain | Tone::Strong | Tone::Faint => "",
    };
    let speaks = |c: char| c.is_ascii_digit() || "+-−✓✗!⚠·".contains(c);
    match text.trim_start().chars().next() {
        Some(first) if !speaks(first) => format!("{sign}{text}"),
        _ => text.to_owned(),
    }
}

/// What the eye should find first; of what is not well the bare figures.
fn is_bold(tone: Tone, text: &str) -> bool {
    tone == Tone::Strong || (tone == Tone::Bad && text.starts_with(|c: char| c.is_ascii_digit()))
}

/// On one line, with one blank where there are several.
fn spaced(text: &str) -> String {
    let text = without_direction_marks(text);
    let (mut kept, mut blanks) = (String::new(), 0);
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            blanks += 1;
            continue;
        }
        kept.push_str(match blanks {
            0 => "",
            APART.. if !kept.is_empty() => " · ",
            _ => " ",
        });
        blanks = 0;
        kept.push(c);
    }
    if blanks > 0 {
        kept.push(' ');
    }
    kept
}

/// What was said so far.
struct Said {
    text: String,
    in_cell: bool,
}

impl Said {
    /// Bold marks count only where they touch the words inside, and where punctuation at their inner side has a blank
    /// or punctuation at the outer.
    fn bold(&mut self, text: &str, after: Option<char>) {
        let mut inner = Said { text: String::new(), in_cell: self.in_cell };
        inner.plain(text.trim());
        let is_word = |c: char| c.is_alphanumeric();
        let is_mark = |c: char| !is_word(c);
        if text.starts_with(' ') || (inner.text.starts_with(is_mark) && self.text.ends_with(is_word)) {
            self.blank();
        }
        self.text += &format!("**{}**", inner.text);
        if text.ends_with(' ') || (inner.text.ends_with(is_mark) && after.is_some_and(is_word)) {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn plain(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let is_ascii = rest.starts_with(|c: char| c.is_ascii_graphic());
            let end = rest.find(|c: char| c.is_ascii_graphic() != is_ascii).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if is_ascii {
                self.ascii(run);
            } else {
                self.text.push_str(run);
            }
            rest = after;
        }
    }

    /// ASCII characters without a blank: what is copied stands as code, between what closes around it.
    fn ascii(&mut self, run: &str) {
        let opening = |c: char| "([{\"',;:".contains(c);
        let closing = |c: char| ")]}\"',;:.!?".contains(c);
        let inner = run.trim_start_matches(opening);
        let (before, _) = run.split_at(run.len() - inner.len());
        let word = inner.trim_end_matches(closing);
        let (_, after) = inner.split_at(word.len());
        if is_copied(word) {
            self.escaped(before);
            self.text.push_str(&code(word, self.in_cell));
            self.escaped(after);
        } else {
            self.escaped(run);
        }
    }

    fn escaped(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        let mut before = None;
        while let Some(c) = chars.next() {
            let after = chars.peek().copied();
            let is_inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            match c {
                '-' if after == Some('>') => {
                    chars.next();
                    self.text.push('→');
                }
                '<' => self.text.push('＜'),
                '>' => self.text.push('＞'),
                '*' => self.text.push('＊'),
                '`' => self.text.push('｀'),
                '[' => self.text.push('［'),
                ']' => self.text.push('］'),
                '~' => self.text.push('～'),
                // Before a letter it is one; before anything else it hides it.
                '\\' if !is_inside(after) => self.text.push('＼'),
                '#' => self.text.push('＃'),
                '$' => self.text.push('＄'),
                '_' => self.text.push('＿'),
                '|' if self.in_cell => self.text.push_str("\\|"),
                // An entity stands for a character.
                '&' if is_inside(after) || after == Some('#') => self.text.push('＆'),
                // A mention notifies, and an address is a link; `slow_pickup@30` is neither.
                '@' if !(is_inside(before) && after.is_some_and(|c| c.is_ascii_digit())) => {
                    self.text.push('＠');
                }
                c => self.text.push(c),
            }
            before = Some(c);
        }
    }
}

/// Is it an identifier, a flag or an address? A short dash alone, or a name with a blank in it, is none.
fn is_copied(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let is_address = ["://", "mailto:", "xmpp:"].iter().any(|scheme| lower.contains(scheme));
    let is_site = lower.contains("www.");
    let is_flag =
        word.strip_prefix("--").is_some_and(|flag| flag.starts_with(|c: char| c.is_ascii_lowercase()));
    let joined = |at: usize| {
        let (before, after) = (word.get(..at), word.get(at + 1..));
        before.is_some_and(|text| text.ends_with(|c: char| c.is_ascii_alphanumeric()))
            && after.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    is_address || is_site || is_flag || word.match_indices('_').any(|(at, _)| joined(at))
}

/// As it stands, save for what could end the code or, in a cell, the cell; a mention of WeCom needs `<`.
pub(super) fn code(text: &str, in_cell: bool) -> String {
    let text = without_direction_marks(text).replace('<', "＜").replace('`', "｀");
    let text = if in_cell { text.replace('\\', "＼").replace('|', "\\|") } else { text };
    format!("`{}`", text.trim())
}

/// Without what makes a list, a heading or a rule at the beginning of a line.
fn without_block_mark(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (number, rest) = text.split_at(text.len() - rest.len());
    let mut chars = rest.chars();
    let twin = match (chars.next(), chars.next()) {
        (_, Some(next)) if next.is_ascii_alphanumeric() => None,
        (Some('-'), _) if number.is_empty() => Some('－'),
        (Some('+'), _) if number.is_empty() => Some('＋'),
        (Some('='), _) if number.is_empty() => Some('＝'),
        (Some('.'), _) if !number.is_empty() => Some('．'),
        (Some(')'), _) if !number.is_empty() => Some('）'),
        _ => None,
    };
    twin.map_or_else(
        || text.to_owned(),
        |twin| format!("{number}{twin}{}", rest.get(1..).unwrap_or_default()),
    )
}
