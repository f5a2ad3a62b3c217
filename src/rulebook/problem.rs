//! What is wrong with a rulebook, in both languages, and on which line of the file.

use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text};
use toml::de::{DeTable, DeValue};

/// Something wrong, and the dotted path of keys and indices that leads to it.
#[derive(Debug)]
pub(super) struct Problem {
    at: String,
    why: Arg,
}

impl Problem {
    /// A text with its places filled.
    pub(super) fn new(text: Text, args: &[(&str, String)]) -> Problem {
        Problem { at: String::new(), why: Arg::Both(text.with(Lang::Zh, args), text.with(Lang::En, args)) }
    }

    /// Says where: `scoring.dimensions.0.weight`.
    pub(super) fn at(mut self, place: impl Into<String>) -> Problem {
        self.at = place.into();
        self
    }

    /// The diagnostic, with the line where the file itself holds the place or a table around it. What is
    /// inherited has none.
    pub(super) fn in_file(self, path: &str, text: &str) -> Diagnostic {
        let line = place_of(text, &self.at).map(|start| line_of(text, start));
        Diagnostic::new(Code::RulebookInvalid).path(path).line(line).with("why", self.why)
    }
}

/// What the TOML reader complains about: a key or a word it does not know, a key that is not there, a
/// value of another type, or no TOML at all.
pub(super) fn unreadable(path: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let message = error.message();
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let mut found = || ("found", names.next().unwrap_or_default());
    let problem = if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let found = found();
        let expected = names.collect::<Vec<_>>().join(", ");
        Problem::new(Text::RuleUnknownKey, &[found, ("expected", expected)])
    } else if message.starts_with("missing field") {
        Problem::new(Text::RuleMissingKey, &[found()])
    } else if let Some((found, expected)) = wrong_type(message) {
        let why = |lang: Lang| {
            let expected = expected.template(lang).to_owned();
            Text::RuleType.with(lang, &[("found", found.to_owned()), ("expected", expected)])
        };
        Problem { at: String::new(), why: Arg::Both(why(Lang::Zh), why(Lang::En)) }
    } else {
        Problem::new(Text::RuleNotToml, &[("message", message.to_owned())])
    };
    let line = error.span().map(|span| line_of(text, span.start));
    problem.in_file(path, text).line(line)
}

/// What was found, and the kind of value that should stand there.
fn wrong_type(message: &str) -> Option<(&str, Text)> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    // `string "yes"`, `floating point `0.8``: the value without its type.
    let found =
        found.find(['"', '`']).and_then(|quote| found.get(quote + 1..found.len() - 1)).unwrap_or(found);
    Some((
        found,
        match expected {
            "a boolean" => Text::RuleTypeBoolean,
            "a string" => Text::RuleTypeText,
            "a sequence" => Text::RuleTypeList,
            "f32" | "f64" | "i32" | "i64" => Text::RuleTypeNumber,
            expected if expected.starts_with("a tuple") => Text::RuleTypePair,
            expected if expected.starts_with("struct") || expected == "a map" => Text::RuleTypeTable,
            _ => return None,
        },
    ))
}

fn line_of(text: &str, start: usize) -> u64 {
    text.get(..start).unwrap_or_default().matches('\n').count() as u64 + 1
}

/// Where a place begins; where the file does not hold it, the innermost table around it that it holds.
fn place_of(text: &str, at: &str) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let mut steps = at.split('.').filter(|step| !step.is_empty());
    let mut here = root.get_ref().get(steps.next()?)?;
    for step in steps {
        let inner = match here.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(values) => step.parse().ok().and_then(|index: usize| values.get(index)),
            _ => None,
        };
        match inner {
            Some(inner) => here = inner,
            None => break,
        }
    }
    Some(here.span().start)
}
