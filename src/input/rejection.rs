//! Why a cell, and with it its row, cannot be used, and what may be shown of it.

use super::cell::{self, Shape};
use crate::catalogue::{Arg, Code, Diagnostic, diagnostics, text};
use crate::field::Field;
use crate::shown_text::one_line;
use std::borrow::Cow;

/// Why a row cannot be used.
#[derive(Debug)]
pub(super) struct Rejection {
    /// What is wrong, of what was found.
    pub(super) diagnostic: fn(Arg) -> Diagnostic,
    /// The field whose cell is wrong.
    pub(super) field: Option<Field>,
    /// What was found, in a form that shows no personal data.
    pub(super) found: Arg,
    /// Whether the whole file must be refused.
    pub(super) refuses_file: bool,
}

impl Rejection {
    /// Whether the row has no id in a column that needs one.
    pub(super) fn is_without(&self, field: Field) -> bool {
        self.field == Some(field) && (self.diagnostic)(self.found.clone()).code == Code::IdMissing
    }
}

/// What a cell gives, or why the row cannot be used: in a box, which makes results small enough for registers.
pub(super) type CellResult<T> = Result<T, Box<Rejection>>;

/// A rejection because of a cell, of which it shows what may be shown.
pub(super) fn reject(diagnostic: fn(Arg) -> Diagnostic, field: Field, text: &str) -> Rejection {
    Rejection { diagnostic, field: Some(field), found: shown(text), refuses_file: false }
}

/// Rejects a row without the id by which it is told from others.
pub(super) fn reject_without_id(field: Field) -> Rejection {
    reject(|found| diagnostics::id_missing().with_found(found), field, "")
}

/// What may be shown of a cell that could not be read.
pub(crate) fn shown(text: &str) -> Arg {
    match cell::shape(text) {
        Shape::Shown(text) => Arg::Same(text.to_owned()),
        Shape::Digits(0) => text::found_nothing.into(),
        Shape::Digits(n) => Arg::from(|lang| text::found_digits(lang, n)),
        Shape::Characters(n) => Arg::from(|lang| text::found_characters(lang, n)),
    }
}

/// Stands for what is not shown.
pub(super) const HIDDEN: &str = "…";

/// No word of a status is longer; a message is.
const LONGEST_WORD: usize = 12;

/// An unknown word as it may be shown: short, on one line, without a digit, and not like somebody's name.
pub(super) fn shown_word(text: &str) -> Cow<'_, str> {
    let word = one_line(text);
    let is_long = word.chars().nth(LONGEST_WORD).is_some();
    let has_digit = word.chars().any(char::is_numeric);
    if is_long || has_digit || looks_like_a_person(&word) { HIDDEN.into() } else { word }
}

/// Whether a text of two to four characters begins with a surname, or ends as people are addressed. Of a few words of
/// states that do so, too, no more than the count is told.
fn looks_like_a_person(text: &str) -> bool {
    /// The most frequent ones, by which nine of ten people are called.
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛\
        叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文欧";
    const ADDRESSED: [&str; 8] = ["先生", "女士", "小姐", "太太", "老师", "师傅", "阿姨", "同学"];
    let is_short = matches!(text.chars().count(), 2..=4);
    is_short && text.starts_with(|first| SURNAMES.contains(first))
        || ADDRESSED.iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_shown_where_nobody_is_meant() {
        for word in ["飞走了", "退心情", "火星人", "待仓库确认", "on hold"] {
            assert_eq!(shown_word(word), word);
        }
        for text in
            ["张三", "欧阳泄露", "隔壁女士", "文三路9号", "13800138000", "质量差请联系我谢谢各位老板们"]
        {
            assert_eq!(shown_word(text), HIDDEN, "{text}");
        }
    }
}
