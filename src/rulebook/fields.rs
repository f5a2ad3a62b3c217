//! How the tables of a rulebook are read: every key typed and checked where it stands, so that every mistake knows
//! its line. What cannot be read is told, the rest is read all the same, and the file is refused as a whole.

use crate::catalogue::{Diagnostic, Lang, diagnostics, nearest, text};
use crate::indicator::{Figure, Indicator};
use crate::shown_text::one_line;
use crate::toml_file::{ExpectedType, Fields, Node, Wording, inside};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;

/// The longest window, the longest deadline, the longest stretch of a condition, in days: a year.
const MOST_DAYS: i64 = 366;
pub(super) const MOST_HOURS: i64 = MOST_DAYS * 24;

/// Points, or points off.
pub(super) const POINTS: RangeInclusive<f64> = 0.0..=100.0;

/// How much of a value is shown.
const SHOWN: usize = 40;

/// Makes a struct and its reader of one table: each key with how it is read, by a method of [`Fields`] that is given
/// the key and what stands in the parentheses. Whatever lies above a key may be used below it. A key that has
/// another name than the field stands behind it.
macro_rules! toml_table {
    ($(#[$meta:meta])* $outer:vis struct $name:ident($fields:ident $(, $given:ident: $given_type:ty)*) {
        $($(#[$field_meta:meta])* $visibility:vis $field:ident $(($key:literal))?: $type:ty = $read:ident($($arg:expr),*),)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
        $outer struct $name {
            $($(#[$field_meta])* $(#[serde(rename = $key)])? $visibility $field: $type,)*
        }

        impl $name {
            pub(super) fn read($fields: &$crate::toml_file::Fields<'_> $(, $given: $given_type)*) -> Option<$name> {
                $(let $field = $fields.$read(
                    $crate::rulebook::fields::key_of!($field $($key)?) $(, $arg)*
                );)*
                Some($name { $($field: $field?,)* })
            }
        }
    };
}

macro_rules! key_of {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

pub(super) use {key_of, toml_table};

/// The words for mistakes in a rulebook.
#[derive(Debug)]
pub(super) struct RulebookWording;

impl Wording for RulebookWording {
    fn expected(&self, found: &Node<'_>, expected: ExpectedType) -> Diagnostic {
        let what = match expected {
            ExpectedType::Text | ExpectedType::Texts => text::rule_type_text,
            ExpectedType::Boolean => text::rule_type_boolean,
            ExpectedType::Whole => text::rule_type_whole,
            ExpectedType::Number => text::rule_type_number,
            ExpectedType::Pair => text::rule_type_pair,
            ExpectedType::List | ExpectedType::Tables => text::rule_type_list,
            ExpectedType::Table => text::rule_type_table,
        };
        diagnostics::rulebook_invalid(|lang| text::rule_type(lang, found.name(), what(lang), found.source()))
    }

    fn unknown(&self, found: &str, known: &[&str]) -> Diagnostic {
        let known = nearest_first(found, known);
        diagnostics::rulebook_invalid(|lang| text::rule_unknown_key(lang, one_line(found), &known))
    }

    fn missing(&self, table: &Node<'_>, key: &str, _: ExpectedType) -> Diagnostic {
        let key = inside(&table.place(), key);
        diagnostics::rulebook_invalid(|lang| text::rule_missing_key(lang, &key))
    }
}

pub(super) fn nearest_first(found: &str, known: &[&str]) -> String {
    let near = nearest(found, known.iter().copied());
    let mut known = known.to_vec();
    known.sort_by_key(|known| Some(*known) != near);
    known.join(", ")
}

impl Node<'_> {
    /// Says what is wrong with a value that could be read.
    pub(super) fn invalid<S: Into<String>>(&self, why: impl Fn(Lang) -> S) {
        self.reader.report(self.at(), diagnostics::rulebook_invalid(why));
    }

    /// The value as it is written, as far as it fits into a message.
    pub(super) fn source(&self) -> String {
        let written = self.reader.source(self.value.span()).unwrap_or("…");
        let cut: String = written.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
        let mark = if cut.len() < written.len() { "…" } else { "" };
        format!("{}{mark}", one_line(&cut))
    }

    /// A text. Characters that would break a table or make a terminal do things are none.
    pub(super) fn text(&self) -> Option<String> {
        let text = self.typed(self.as_str(), ExpectedType::Text)?;
        if text.contains(char::is_control) {
            self.invalid(|lang| text::rule_control(lang, self.name()));
        }
        Some(text.to_owned())
    }

    /// A text that says something.
    pub(super) fn some_text(&self) -> Option<String> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.invalid(|lang| text::rule_blank(lang, self.name()));
        }
        Some(text)
    }

    /// A text that tells an item of a list from those before it.
    pub(super) fn unique_text(&self, seen: &mut BTreeSet<String>) -> Option<String> {
        let text = self.text()?;
        if !seen.insert(text.clone()) {
            self.invalid(|lang| text::rule_twice(lang, &text));
        }
        Some(text)
    }

    /// A number, where it lies within a range.
    pub(super) fn within<N: PartialOrd + Display>(&self, found: N, range: &RangeInclusive<N>) -> Option<N> {
        if range.contains(&found) {
            return Some(found);
        }
        self.invalid(|lang| text::rule_range(lang, self.place(), &found, range.start(), range.end()));
        None
    }

    pub(super) fn whole(&self, range: RangeInclusive<i64>) -> Option<i64> {
        self.within(self.any_whole()?, &range)
    }

    /// A list of pairs of numbers, each of which is looked at.
    pub(super) fn pairs<T>(&self, look: impl Fn(&Node<'_>, f64, f64) -> T) -> Option<Vec<(f64, f64)>> {
        self.list(ExpectedType::List, |pair| {
            let items: Vec<Node<'_>> = pair.items().into_iter().flatten().collect();
            let [first, second, rest @ ..] = &items[..] else { return pair.typed(None, ExpectedType::Pair) };
            if !rest.is_empty() {
                // `4,85` is two numbers.
                pair.reader.report(pair.at(), RulebookWording.expected(pair, ExpectedType::Pair));
            }
            let (first, second) = (first.any_number(), second.any_number());
            let (first, second) = first.zip(second)?;
            look(pair, first, second);
            Some((first, second))
        })
    }

    /// An indicator by its id.
    pub(super) fn indicator(&self) -> Option<Indicator> {
        self.indicator_of(&self.text()?)
    }

    pub(super) fn indicator_of(&self, id: &str) -> Option<Indicator> {
        let indicator = Indicator::by_id(id);
        if indicator.is_none() {
            self.invalid(|lang| {
                let near = Indicator::look_up(id).suggested(Indicator::id);
                text::rule_indicator(lang, one_line(id), near.in_lang(lang))
            });
        }
        indicator
    }

    /// The total, a dimension or an indicator by its id.
    pub(super) fn figure(&self) -> Option<Figure> {
        let id = self.text()?;
        let figure = Figure::by_id(&id);
        if figure.is_none() {
            self.invalid(|lang| {
                let near = Figure::look_up(&id).suggested(Figure::id);
                text::rule_figure(lang, one_line(&id), near.in_lang(lang))
            });
        }
        figure
    }
}

/// The ways in which a key is read. `None` where it cannot be, and is told; what may be absent is `Some(None)` then.
impl<'n> Fields<'n> {
    pub(super) fn required<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Node<'n>) -> Option<T>,
    ) -> Option<T> {
        self.need(key, ExpectedType::Text, read)
    }

    pub(super) fn maybe<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Node<'n>) -> Option<T>,
    ) -> Option<Option<T>> {
        let Some(node) = self.get(key) else { return Some(None) };
        read(&node).map(Some)
    }

    /// Could everything be read since so many values were unreadable, and is there no key that is probably a
    /// misspelled one? Else what is missing need not be said.
    pub(super) fn are_readable(&self, unreadable: usize) -> bool {
        self.node.reader.unreadable() == unreadable && self.unknown().is_empty()
    }

    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key, Node::text)
    }

    pub(super) fn maybe_text(&self, key: &'static str) -> Option<Option<String>> {
        self.maybe(key, Node::text)
    }

    pub(super) fn some_text(&self, key: &'static str) -> Option<String> {
        self.required(key, Node::some_text)
    }

    pub(super) fn boolean(&self, key: &'static str) -> Option<bool> {
        self.required(key, Node::boolean)
    }

    pub(super) fn maybe_boolean(&self, key: &'static str) -> Option<bool> {
        self.maybe(key, Node::boolean).map(Option::unwrap_or_default)
    }

    pub(super) fn number(&self, key: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        self.required(key, |node| node.within(node.any_number()?, &range))
    }

    pub(super) fn whole(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        self.required(key, |node| node.whole(range))
    }

    /// So many days.
    pub(super) fn days(&self, key: &'static str) -> Option<i32> {
        self.required(key, days)
    }

    pub(super) fn indicator(&self, key: &'static str) -> Option<Indicator> {
        self.required(key, Node::indicator)
    }

    /// What tells an item of a list from those before it. What is blank does not even tell which one it is.
    pub(super) fn id(&self, key: &'static str, seen: &mut BTreeSet<String>) -> Option<String> {
        let id = self.required(key, |node| node.unique_text(seen))?;
        if let Some(list) = self.node.outer().filter(|_| id.trim().is_empty()) {
            list.invalid(|lang| text::rule_blank(lang, list.place()));
        }
        Some(id)
    }

    pub(super) fn list<T>(
        &self,
        key: &'static str,
        read: impl FnMut(&Node<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.required(key, |node| node.list(ExpectedType::List, read))
    }

    pub(super) fn maybe_list<T>(
        &self,
        key: &'static str,
        read: impl FnMut(&Node<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.maybe(key, |node| node.list(ExpectedType::List, read)).map(Option::unwrap_or_default)
    }

    pub(super) fn tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.list(key, |node| node.table(&mut read))
    }

    pub(super) fn maybe_table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'_>) -> Option<T>,
    ) -> Option<Option<T>> {
        self.maybe(key, |node| node.table(read))
    }
}

/// A reader of the items of a list, which is told the names of those before.
pub(super) fn unique<T>(
    read: impl Fn(&Fields<'_>, &mut BTreeSet<String>) -> Option<T>,
) -> impl FnMut(&Fields<'_>) -> Option<T> {
    let mut seen = BTreeSet::new();
    move |fields| read(fields, &mut seen)
}

/// So many days, within a year.
pub(super) fn days(node: &Node<'_>) -> Option<i32> {
    node.whole(1..=MOST_DAYS).and_then(|days| i32::try_from(days).ok())
}
