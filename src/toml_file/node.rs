//! A value of a TOML file that knows where it stands and what leads to it.
//!
//! A place is a dotted path of keys. The items of a list go by what they are (`id`, else `class`, else
//! `indicator`), not by their number: the number changes when a list is merged with another, and an
//! operator does not count. `#2` stands behind the second of a name.

use super::items::{ELSEWHERE, TomlTable, TomlValue, identity, inside, is_blank, item_names};
use super::{ExpectedType, Reader};
use crate::shown_text::one_line;
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeString;

/// A value, and what leads to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'n> {
    pub(crate) reader: &'n Reader<'n>,
    /// The value as it is written.
    pub(crate) value: &'n TomlValue<'n>,
    outer: Option<&'n Node<'n>>,
    step: Step<'n>,
}

/// The step from a value to one inside it.
#[derive(Debug, Clone, Copy)]
enum Step<'n> {
    Root,
    Key(&'n Spanned<DeString<'n>>),
    Item(usize),
}

impl<'n> Node<'n> {
    /// The whole of a file.
    pub(crate) fn root(reader: &'n Reader<'n>, value: &'n TomlValue<'n>) -> Node<'n> {
        Node { reader, value, outer: None, step: Step::Root }
    }

    fn inner(&'n self, step: Step<'n>, value: &'n TomlValue<'n>) -> Node<'n> {
        Node { reader: self.reader, value, outer: Some(self), step }
    }

    /// The keys and values of a table; `None` of anything else.
    pub(crate) fn fields(&'n self) -> Option<Fields<'n>> {
        let table = self.value.get_ref().as_table()?;
        Some(Fields { node: self, table, asked: RefCell::default(), missing: RefCell::default() })
    }

    /// The items of a list; `None` of anything else.
    pub(crate) fn items(&'n self) -> Option<impl Iterator<Item = Node<'n>>> {
        let items = self.value.get_ref().as_array()?.iter();
        Some(items.enumerate().map(|(index, item)| self.inner(Step::Item(index), item)))
    }

    /// What it is in.
    pub(crate) fn outer(&self) -> Option<&'n Node<'n>> {
        self.outer
    }

    /// Its key; empty of the whole file and of the items of a list.
    pub(crate) fn key(&self) -> &'n str {
        if let Step::Key(key) = self.step { key.get_ref() } else { "" }
    }

    /// Where its key stands.
    pub(crate) fn key_at(&self) -> Option<Range<usize>> {
        if let Step::Key(key) = self.step { in_the_file(key.span()) } else { None }
    }

    /// What leads to it.
    pub(crate) fn place(&self) -> String {
        let outer = self.outer.map(Node::place).unwrap_or_default();
        match (self.step, self.outer.and_then(|outer| outer.value.get_ref().as_array())) {
            (Step::Key(key), _) => inside(&outer, &one_line(key.get_ref())),
            (Step::Item(index), Some(items)) => {
                let name = item_names(items.iter().map(identity)).into_iter().nth(index);
                inside(&outer, &name.unwrap_or_default())
            }
            _ => outer,
        }
    }

    /// The place without the numbers behind it: operators do not count, and not from 0.
    pub(crate) fn name(&self) -> String {
        match (self.step, self.outer) {
            (Step::Item(_), Some(outer)) if identity(self.value).is_none_or(is_blank) => outer.name(),
            _ => self.place(),
        }
    }

    /// Does it stand in the file itself?
    pub(crate) fn is_own(&self) -> bool {
        self.value.span() != ELSEWHERE
    }

    /// Where it stands, else the innermost table or list around it that the file holds; the whole file is around
    /// everything and says nothing.
    pub(crate) fn at(&self) -> Option<Range<usize>> {
        let outer = self.outer?;
        let has_header = self.key_at() != in_the_file(self.value.span());
        // A table may be there only because one inside it is: its name in the header of that one is all of it.
        if self.is_own() && (has_header || !self.value.get_ref().is_table()) {
            Some(self.value.span())
        } else {
            outer.at()
        }
    }

    /// The same for what is wrong with the value itself, which is said also where it is only a name in a header.
    pub(crate) fn at_itself(&self) -> Option<Range<usize>> {
        match self.step {
            Step::Root => Some(self.value.span().start..self.value.span().start),
            _ => in_the_file(self.value.span()).or_else(|| self.at()),
        }
    }
}

fn in_the_file(span: Range<usize>) -> Option<Range<usize>> {
    (span != ELSEWHERE).then_some(span)
}

/// A table while it is read: which keys were asked for, and which of them are not there.
#[derive(Debug)]
pub(crate) struct Fields<'n> {
    /// The table as a value.
    pub(crate) node: &'n Node<'n>,
    table: &'n TomlTable<'n>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<(&'static str, ExpectedType)>>,
}

impl<'n> Fields<'n> {
    /// The value of a key that may be absent.
    pub(crate) fn get(&self, key: &'static str) -> Option<Node<'n>> {
        if !self.asked.borrow().contains(&key) {
            self.asked.borrow_mut().push(key);
        }
        let (key, value) = self.table.get_key_value(key)?;
        Some(self.node.inner(Step::Key(key), value))
    }

    /// The value of a key that must be there.
    pub(crate) fn require(&self, key: &'static str, expected: ExpectedType) -> Option<Node<'n>> {
        let value = self.get(key);
        if value.is_none() {
            self.missing.borrow_mut().push((key, expected));
        }
        value
    }

    /// What lies behind a key that is read elsewhere.
    pub(crate) fn peek(&self, key: &str) -> Option<&'n TomlValue<'n>> {
        self.table.get(key)
    }

    /// Everything in the table, in the order in which it is written.
    pub(crate) fn all(&self) -> impl Iterator<Item = Node<'n>> {
        self.table.iter().map(|(key, value)| self.node.inner(Step::Key(key), value))
    }

    /// What is there without having been asked for.
    pub(crate) fn unknown(&self) -> Vec<Node<'n>> {
        self.all().filter(|node| !self.asked.borrow().contains(&node.key())).collect()
    }

    /// The keys that were asked for.
    pub(crate) fn known(&self) -> Vec<&'static str> {
        self.asked.borrow().clone()
    }

    /// The keys that must be there and are not.
    pub(crate) fn missing(&self) -> Vec<(&'static str, ExpectedType)> {
        self.missing.borrow().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_file::FoundExpected;

    const TEXT: &str = "a = 1\n[[list]]\nid = 'x.y'\nb = [[1, 2],\n [3, 4]]\n[[list]]\nid = 'z'\n\
        [[list]]\nid = 'z'\nc = 1\n[[list]]\n[deep.er]\na = 1\n";

    /// Every place with its name and its line.
    fn places(node: &Node<'_>) -> Vec<(String, String, Option<u64>)> {
        let line = node.at().map(|at| node.reader.line(&at));
        let mut places = vec![(node.place(), node.name(), line)];
        if let Some(fields) = node.fields() {
            fields.all().for_each(|node| places.extend(self::places(&node)));
        }
        if let Some(items) = node.items() {
            items.for_each(|node| places.extend(self::places(&node)));
        }
        places
    }

    #[test]
    fn values_are_found_by_what_they_are() {
        let reader = Reader::new(TEXT, "", &FoundExpected::CONFIGURATION);
        let whole = reader.parse().unwrap();
        let places = places(&Node::root(&reader, &whole));
        let of = |place: &str| {
            let (_, name, line) = places.iter().find(|(known, ..)| known == place).unwrap();
            (name.as_str(), *line)
        };
        assert_eq!([of(""), of("a"), of("list")], [("", None), ("a", Some(1)), ("list", Some(2))]);
        assert_eq!([of("list.x.y"), of("list.x.y.b")], [("list.x.y", Some(2)), ("list.x.y.b", Some(4))]);
        // The items of a plain list go by the list.
        assert_eq!(of("list.x.y.b.1.0"), ("list.x.y.b", Some(5)));
        assert_eq!([of("list.z"), of("list.z#2.c")], [("list.z", Some(6)), ("list.z#2.c", Some(10))]);
        assert_eq!(
            [of("list.3"), of("deep"), of("deep.er")],
            [("list", Some(11)), ("deep", None), ("deep.er", Some(12))]
        );
    }
}
