//! The values of a rulebook's file, read and checked in one go, so that every mistake knows its line. For what
//! cannot be read something else stands in: the rest is read all the same, and the file is refused as a whole.

use crate::catalogue::{Lang, diagnostics, nearest, text};
use crate::indicator::Indicator;
use crate::text_cleaning::one_line;
use crate::toml_file::{Fields, Node, inside};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;
use toml::de::DeValue;

/// The longest window, the longest deadline, the longest stretch of a condition, in days: a year.
pub(super) const MOST_DAYS: i32 = 366;
pub(super) const MOST_HOURS: i64 = MOST_DAYS as i64 * 24;

/// How much of a value is shown.
const SHOWN: usize = 40;

/// Points, a share of points off, a number shown to buyers.
pub(super) const POINTS: RangeInclusive<f64> = 0.0..=100.0;

impl<'n> Node<'n> {
    /// Says what is wrong with a value that could be read.
    pub(super) fn invalid<S: Into<String>>(&self, why: impl Fn(Lang) -> S) {
        self.reader.report(self.at(), diagnostics::rulebook_invalid(why));
    }

    /// Says why a value cannot be read.
    pub(super) fn unreadable<S: Into<String>>(&self, why: impl Fn(Lang) -> S) {
        self.reader.report_unreadable(self.at_itself(), diagnostics::rulebook_invalid(why));
    }

    fn typed<T>(&self, value: Option<T>, expected: impl Fn(Lang) -> &'static str) -> Option<T> {
        if value.is_none() {
            self.unreadable(|lang| text::rule_type(lang, self.name(), expected(lang), self.source()));
        }
        value
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
        let text = self.typed(self.value.get_ref().as_str(), text::rule_type_text)?;
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

    pub(super) fn boolean(&self) -> Option<bool> {
        self.typed(self.value.get_ref().as_bool(), text::rule_type_boolean)
    }

    /// A number, where it lies within a range.
    pub(super) fn within<N: PartialOrd + Display>(&self, found: N, range: &RangeInclusive<N>) -> Option<N> {
        if range.contains(&found) {
            return Some(found);
        }
        self.invalid(|lang| text::rule_range(lang, self.place(), &found, range.start(), range.end()));
        None
    }

    /// A number of any size.
    pub(super) fn any_number(&self) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(whole) => {
                i128::from_str_radix(whole.as_str(), whole.radix()).ok().map(|n| n as f64)
            }
            _ => None,
        };
        self.typed(number, text::rule_type_number)
    }

    pub(super) fn number(&self, range: RangeInclusive<f64>) -> Option<f64> {
        self.within(self.any_number()?, &range)
    }

    pub(super) fn whole(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let whole = self.value.get_ref().as_integer();
        let whole = whole.and_then(|whole| i64::from_str_radix(whole.as_str(), whole.radix()).ok());
        self.within(self.typed(whole, text::rule_type_whole)?, &range)
    }

    /// So many days.
    pub(super) fn days(&self) -> Option<i32> {
        self.whole(1..=i64::from(MOST_DAYS)).map(|days| i32::try_from(days).unwrap_or(MOST_DAYS))
    }

    /// A list of pairs of numbers, each of which is looked at.
    pub(super) fn pairs<T>(&self, look: impl Fn(&Node<'_>, f64, f64) -> T) -> Option<Vec<(f64, f64)>> {
        self.list(|pair| {
            let items: Vec<Node<'_>> = pair.items().into_iter().flatten().collect();
            let [first, second, rest @ ..] = &items[..] else {
                return pair.typed(None, text::rule_type_pair);
            };
            let values = (first.any_number(), second.any_number());
            let values = values.0.zip(values.1);
            if !rest.is_empty() {
                // `4,85` is two numbers.
                pair.invalid(|lang| {
                    text::rule_type(lang, pair.name(), text::rule_type_pair(lang), pair.source())
                });
            }
            if let Some((first, second)) = values {
                look(pair, first, second);
            }
            values
        })
    }

    /// A list, without those of its items that cannot be read.
    pub(super) fn list<T>(&self, read: impl FnMut(&Node<'_>) -> Option<T>) -> Option<Vec<T>> {
        let mut read = read;
        let items = self.typed(self.items(), text::rule_type_list)?;
        Some(items.filter_map(|item| read(&item)).collect())
    }

    /// A table; what nobody asks for in it is refused.
    pub(super) fn table<T>(&self, read: impl FnOnce(&Fields<'_>) -> Option<T>) -> Option<T> {
        let fields = self.open_table()?;
        let value = read(&fields);
        fields.refuse_others();
        value
    }

    /// A table whose keys are not known beforehand.
    pub(super) fn open_table(&self) -> Option<Fields<'_>> {
        self.typed(self.fields(), text::rule_type_table)
    }

    /// One of some values by its id.
    pub(super) fn one_of<T: Copy>(&self, all: &[T], id: impl Fn(T) -> &'static str) -> Option<T> {
        let found = self.typed(self.value.get_ref().as_str(), text::rule_type_text)?;
        let value = all.iter().copied().find(|value| id(*value) == found);
        if value.is_none() {
            let ids: Vec<&str> = all.iter().map(|value| id(*value)).collect();
            self.unreadable(|lang| text::rule_unknown_key(lang, one_line(found), nearest_first(found, &ids)));
        }
        value
    }

    /// An indicator by its id.
    pub(super) fn indicator(&self) -> Option<Indicator> {
        self.indicator_of(&self.text()?)
    }

    pub(super) fn indicator_of(&self, id: &str) -> Option<Indicator> {
        let indicator = Indicator::by_id(id);
        if indicator.is_none() {
            self.invalid(|lang| text::rule_indicator(lang, one_line(id), Indicator::nearest(id)));
        }
        indicator
    }
}

impl<'n> Fields<'n> {
    /// A value that must be there.
    pub(super) fn need<T>(&self, key: &'static str, read: impl FnOnce(&Node<'n>) -> Option<T>) -> Option<T> {
        read(&self.require(key)?)
    }

    /// A value that may be absent.
    pub(super) fn maybe<T>(&self, key: &'static str, read: impl FnOnce(&Node<'n>) -> Option<T>) -> Option<T> {
        read(&self.get(key)?)
    }

    pub(super) fn text(&self, key: &'static str) -> String {
        self.need(key, Node::text).unwrap_or_default()
    }

    pub(super) fn some_text(&self, key: &'static str) -> String {
        self.need(key, Node::some_text).unwrap_or_default()
    }

    /// What tells an item of a list from those before it. What is blank tells nothing, not even which one it is.
    pub(super) fn id(&self, seen: &mut BTreeSet<String>) -> String {
        let id = self.need("id", |node| node.unique_text(seen));
        if let (Some(list), true) = (self.node.outer(), id.as_ref().is_some_and(|id| id.trim().is_empty())) {
            list.invalid(|lang| text::rule_blank(lang, list.place()));
        }
        id.unwrap_or_default()
    }

    pub(super) fn number(&self, key: &'static str, range: RangeInclusive<f64>) -> f64 {
        self.need(key, |node| node.number(range)).unwrap_or_default()
    }

    pub(super) fn whole(&self, key: &'static str, range: RangeInclusive<i64>) -> i64 {
        self.need(key, |node| node.whole(range)).unwrap_or_default()
    }

    pub(super) fn table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        self.need(key, |node| node.table(read))
    }

    pub(super) fn maybe_table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        self.maybe(key, |node| node.table(read))
    }

    pub(super) fn list<T>(&self, key: &'static str, read: impl FnMut(&Node<'_>) -> Option<T>) -> Vec<T> {
        self.need(key, |node| node.list(read)).unwrap_or_default()
    }

    pub(super) fn tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        self.list(key, |node| node.table(&mut read))
    }

    /// A list of tables that may be absent.
    pub(super) fn maybe_tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        self.maybe(key, |node| node.list(|node| node.table(&mut read))).unwrap_or_default()
    }

    /// Could everything be read since so many values were unreadable, and is there no key that is probably a
    /// misspelled one? Else what is missing need not be said.
    pub(super) fn are_readable(&self, unreadable: usize) -> bool {
        self.node.reader.unreadable() == unreadable && self.unknown().is_empty()
    }

    /// Complains of the keys that nobody asked for, and of those that are missing: not of one that is probably
    /// among the others, misspelled.
    fn refuse_others(&self) {
        let known = self.known();
        let mut misspelled = Vec::new();
        for node in self.unknown() {
            let found = node.key();
            misspelled.extend(nearest(found, known.iter().copied()));
            let why = |lang| text::rule_unknown_key(lang, one_line(found), nearest_first(found, &known));
            self.node.reader.report_unreadable(node.key_at(), diagnostics::rulebook_invalid(why));
        }
        for key in self.missing().into_iter().filter(|key| !misspelled.contains(key)) {
            self.node.unreadable(|lang| text::rule_missing_key(lang, inside(&self.node.place(), key)));
        }
    }
}

pub(super) fn nearest_first(found: &str, known: &[&str]) -> String {
    let near = nearest(found, known.iter().copied());
    let mut known = known.to_vec();
    known.sort_by_key(|known| Some(*known) != near);
    known.join(", ")
}
