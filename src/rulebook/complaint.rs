//! What the reader of TOML complains about, said so that an operator understands it: a key or a word it
//! does not know, a key that is not there, a value of another type.

use super::definitions::NEXT_DAY_END;
use super::problem::Problem;
use super::tree::{Node, inside, named};
use crate::catalogue::{Arg, Lang, Text, nearest};
use crate::shown_text::one_line;

/// A complaint taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Complaint {
    /// A key that there is not, and those that there are.
    UnknownKey { found: String, expected: Vec<String> },
    /// A word that there is not, and those that there are.
    UnknownWord { found: String, expected: Vec<String> },
    /// A key that must be there.
    MissingKey(String),
    /// A value of another type than this.
    Type(Text),
    /// A deadline that is none.
    Deadline,
    /// Something else, in the reader's own words.
    Other(String),
}

impl Complaint {
    /// Takes a message of serde apart.
    pub(super) fn of(message: &str) -> Complaint {
        let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let mut first = || names.next().unwrap_or_default();
        if message.starts_with("unknown field") {
            Complaint::UnknownKey { found: first(), expected: names.collect() }
        } else if message.starts_with("unknown variant") {
            Complaint::UnknownWord { found: first(), expected: names.collect() }
        } else if message.starts_with("missing field") {
            Complaint::MissingKey(first())
        } else if message.starts_with("pickup_deadline") {
            Complaint::Deadline
        } else {
            expected_type(message).map_or_else(|| Complaint::Other(message.to_owned()), Complaint::Type)
        }
    }

    /// In both languages; `source` is the value as it is written.
    pub(super) fn said(&self, node: &Node, source: &str) -> Problem {
        let key = || ("key", one_line(named(&node.place)).into_owned());
        let found = |name: &str| ("found", one_line(name).into_owned());
        let problem = match self {
            Complaint::UnknownKey { found: name, expected }
            | Complaint::UnknownWord { found: name, expected } => {
                let near = nearest(name, expected.iter().map(String::as_str));
                let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
                expected.sort_by_key(|known| Some(*known) != near);
                Problem::new(Text::RuleUnknownKey, &[found(name), ("expected", expected.join(", "))])
            }
            Complaint::MissingKey(name) => Problem::new(
                Text::RuleMissingKey,
                &[("found", one_line(&inside(&node.place, name)).into_owned())],
            ),
            Complaint::Type(expected) => {
                let why = |lang: Lang| {
                    let expected = ("expected", expected.template(lang).to_owned());
                    Text::RuleType.with(lang, &[key(), found(source), expected])
                };
                Problem::because(Arg::Both(why(Lang::Zh), why(Lang::En)))
            }
            Complaint::Deadline => {
                let args = [found(source.trim_matches(['"', '\''])), ("expected", NEXT_DAY_END.to_owned())];
                Problem::new(Text::RuleDeadline, &args)
            }
            Complaint::Other(message) => {
                Problem::new(Text::RuleOther, &[key(), ("message", one_line(message).into_owned())])
            }
        };
        problem.at(node.place.clone()).starting_at(node.span.as_ref().map(|span| span.start))
    }
}

/// The kind of value that should stand there.
fn expected_type(message: &str) -> Option<Text> {
    if message.starts_with("wanted string") {
        return Some(Text::RuleTypeText);
    }
    if message.contains("number overflowed") {
        return Some(Text::RuleTypeNumber);
    }
    let is_type = ["invalid type: ", "invalid value: ", "invalid length "];
    is_type.iter().find(|start| message.starts_with(**start))?;
    let (_, expected) = message.rsplit_once(", expected ")?;
    let whole = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "usize"];
    Some(match expected {
        "a boolean" => Text::RuleTypeBoolean,
        "a string" => Text::RuleTypeText,
        "a sequence" => Text::RuleTypeList,
        "f32" | "f64" => Text::RuleTypeNumber,
        expected if whole.contains(&expected) => Text::RuleTypeWhole,
        expected if expected.starts_with("a tuple") => Text::RuleTypePair,
        expected if expected.starts_with("struct") || expected == "a map" => Text::RuleTypeTable,
        _ => return None,
    })
}
