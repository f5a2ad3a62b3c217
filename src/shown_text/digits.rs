//! Digits in whatever form they are written, in groups: what hides a number from a program does not hide it from a reader.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Stands for the letter with which an identity number may end.
pub(super) const LETTER_X: u8 = 10;

/// Digits without anything between them.
#[derive(Debug)]
pub(super) struct Group {
    /// Where it stands in the text.
    pub(super) bytes: Range<usize>,
    pub(super) digits: Vec<u8>,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or brackets and marks without a width.
    Nothing,
    Blank,
    Dash,
    Dot,
    Comma,
    Other,
    /// What also stands between the parts of a size (`180*200`) or a time (`13:00`).
    OfMeasures,
}

/// More characters than this set two numbers apart.
const WIDEST_GAP: usize = 4;

/// The runs of groups of a text: between two groups of a run there is neither a letter nor a long gap.
pub(super) fn runs(text: &str) -> Vec<Vec<Group>> {
    let (mut runs, mut run): (Vec<Vec<Group>>, Vec<Group>) = (Vec::new(), Vec::new());
    // What stands since the last digit, how many characters of it there are, and where that digit ends.
    let (mut gap, mut width, mut end) = (Gap::Nothing, 0, 0);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_last_x = matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ')
            && !run.is_empty()
            && !next.is_some_and(|next| next.is_ascii_alphanumeric() || digit(next).is_some());
        if let Some(digit) = digit(c).or(is_last_x.then_some(LETTER_X)) {
            let bytes = at..at + c.len_utf8();
            match run.last_mut() {
                Some(group) if end == at && digit != LETTER_X => {
                    group.bytes.end = bytes.end;
                    group.digits.push(digit);
                }
                _ => run.push(Group { digits: vec![digit], gap, bytes: bytes.clone() }),
            }
            (gap, width, end) = (Gap::Nothing, 0, bytes.end);
            if digit != LETTER_X {
                continue;
            }
        } else if (!c.is_alphanumeric() || is_dash(c)) && width < WIDEST_GAP {
            width += usize::from(!super::is_unseen(c));
            gap = gap.and(c);
            continue;
        }
        runs.push(std::mem::take(&mut run));
        (gap, width) = (Gap::Nothing, 0);
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

impl Gap {
    /// The gap with one more character in it: a blank beside a mark says nothing.
    fn and(self, c: char) -> Gap {
        let own = match c {
            _ if super::is_unseen(c) || "()（）[]［］【】{}｛｝<>《》〈〉「」".contains(c) => {
                Gap::Nothing
            }
            _ if c.is_whitespace() || matches!(c, '\u{3164}' | '\u{2800}') => Gap::Blank,
            '*' | '＊' | '×' | '✕' | '✖' | ':' | '：' | '∶' => Gap::OfMeasures,
            '.' | '．' | '。' | '·' | '・' | '･' | '•' | '‧' | '∙' | '⋅' => Gap::Dot,
            ',' | '，' | '、' | '､' => Gap::Comma,
            _ if is_dash(c) => Gap::Dash,
            _ => Gap::Other,
        };
        match (self, own) {
            (_, Gap::OfMeasures) | (Gap::Nothing, _) => own,
            (Gap::Blank, other) if other != Gap::Nothing => other,
            _ => self,
        }
    }
}

/// The dashes of Unicode, and what is typed for one.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '~' | '¯' | '\u{ad}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2053}'
                | '\u{207b}'
                | '\u{208b}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2796}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{2e40}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{30a0}'
                | '\u{30fc}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff5e}'
                | '\u{ff70}'
    )
}

/// The value of a digit in any script, circled, raised or in brackets, or as a Chinese numeral.
pub(super) fn digit(c: char) -> Option<u8> {
    /// The zeros of scripts whose ten digits follow each other.
    const ZEROS: [u32; 27] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
        0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1b50, 0xa620, 0xa8d0, 0xa9d0, 0xabf0,
    ];
    /// The ones of circled forms without a plain form in Unicode.
    const ONES: [u32; 4] = [0x24f5, 0x2776, 0x2780, 0x278a];
    let within = |first: u32, count: u32| {
        let value = u32::from(c).checked_sub(first).filter(|value| *value < count)?;
        u8::try_from(value).ok()
    };
    match c {
        '0'..='9' => within(0x30, 10),
        '\0'..='\u{7f}' => None,
        '〇' | '零' | '○' | '⓿' => Some(0),
        '一' | '壹' | '幺' => Some(1),
        '二' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        '\u{4e00}'..='\u{9fff}' => None,
        _ => ZEROS
            .iter()
            .find_map(|zero| within(*zero, 10))
            .or_else(|| ONES.iter().find_map(|one| within(*one, 9)).map(|value| value + 1))
            .or_else(|| {
                let mut plain = std::iter::once(c).nfkc().filter(|plain| !"().,".contains(*plain));
                let only = plain.next().filter(|only| plain.next().is_none() && *only != c)?;
                digit(only)
            }),
    }
}
