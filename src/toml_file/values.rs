//! Values of a TOML file as they are expected: what is something else is told, in the words of who reads it.

use super::{Fields, Node};
use crate::catalogue::{Diagnostic, nearest};
use std::fmt::Debug;
use toml::de::DeValue;

/// How mistakes are told: a rulebook has other words for them than a configuration.
pub(crate) trait Wording: Debug {
    /// Something else than this value is expected.
    fn expected(&self, found: &Node<'_>, expected: ExpectedType) -> Diagnostic;
    /// A key, or a word, is none of those known.
    fn unknown(&self, found: &str, known: &[&str]) -> Diagnostic;
    /// A table has not a key.
    fn missing(&self, table: &Node<'_>, key: &str, expected: ExpectedType) -> Diagnostic;
}

/// What is expected of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpectedType {
    Text,
    /// A list of texts, or one of them.
    Texts,
    Boolean,
    Whole,
    Number,
    Pair,
    List,
    /// A list of tables.
    Tables,
    Table,
}

impl<'n> Node<'n> {
    /// A value of the type that is expected.
    pub(crate) fn typed<T>(&self, value: Option<T>, expected: ExpectedType) -> Option<T> {
        if value.is_none() {
            self.unreadable(self.reader.wording().expected(self, expected));
        }
        value
    }

    /// Says why the value cannot be read.
    pub(crate) fn unreadable(&self, why: Diagnostic) {
        self.reader.report_unreadable(self.at_itself(), why);
    }

    pub(crate) fn as_str(&self) -> Option<&'n str> {
        self.value.get_ref().as_str()
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        self.typed(self.value.get_ref().as_bool(), ExpectedType::Boolean)
    }

    /// A number of any size.
    pub(crate) fn any_number(&self) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(whole) => {
                i128::from_str_radix(whole.as_str(), whole.radix()).ok().map(|n| n as f64)
            }
            _ => None,
        };
        self.typed(number, ExpectedType::Number)
    }

    /// A whole number of any size.
    pub(crate) fn any_whole(&self) -> Option<i64> {
        let whole = self.value.get_ref().as_integer();
        let whole = whole.and_then(|whole| i64::from_str_radix(whole.as_str(), whole.radix()).ok());
        self.typed(whole, ExpectedType::Whole)
    }

    /// One of some values by its id.
    pub(crate) fn one_of<T: Copy>(&self, all: &[T], id: impl Fn(T) -> &'static str) -> Option<T> {
        let found = self.typed(self.as_str(), ExpectedType::Text)?;
        let value = all.iter().copied().find(|value| id(*value) == found);
        if value.is_none() {
            let known: Vec<&str> = all.iter().map(|value| id(*value)).collect();
            self.unreadable(self.reader.wording().unknown(found, &known));
        }
        value
    }

    /// A list, without those of its items that cannot be read.
    pub(crate) fn list<T>(
        &self,
        expected: ExpectedType,
        mut read: impl FnMut(&Node<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.typed(self.items(), expected)?;
        Some(items.filter_map(|item| read(&item)).collect())
    }

    /// A table; what nobody asks for in it is refused.
    pub(crate) fn table<T>(&self, read: impl FnOnce(&Fields<'_>) -> Option<T>) -> Option<T> {
        let fields = self.open_table()?;
        let value = read(&fields);
        fields.refuse_others();
        value
    }

    /// A table whose keys are not known beforehand.
    pub(crate) fn open_table(&self) -> Option<Fields<'_>> {
        self.typed(self.fields(), ExpectedType::Table)
    }
}

impl<'n> Fields<'n> {
    /// A value that must be there.
    pub(crate) fn need<T>(
        &self,
        key: &'static str,
        expected: ExpectedType,
        read: impl FnOnce(&Node<'n>) -> Option<T>,
    ) -> Option<T> {
        read(&self.require(key, expected)?)
    }

    /// A table that must be there.
    pub(crate) fn table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        self.need(key, ExpectedType::Table, |node| node.table(read))
    }

    /// A list of tables that may be absent.
    pub(crate) fn maybe_tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(node) = self.get(key) else { return Some(Vec::new()) };
        node.list(ExpectedType::Tables, |node| node.table(&mut read))
    }

    /// Complains of the keys that nobody asked for, and of those that are missing: not of one that is probably
    /// among the others, misspelled.
    pub(crate) fn refuse_others(&self) {
        let (reader, known) = (self.node.reader, self.known());
        let mut misspelled = Vec::new();
        for node in self.unknown() {
            misspelled.extend(nearest(node.key(), known.iter().copied()));
            reader.report_unreadable(node.key_at(), reader.wording().unknown(node.key(), &known));
        }
        for (key, expected) in self.missing() {
            if !misspelled.contains(&key) {
                self.node.unreadable(reader.wording().missing(self.node, key, expected));
            }
        }
    }
}
