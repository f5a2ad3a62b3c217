//! A rulebook's table as a tree: what each value in it is called, and where in the file it stands.
//!
//! A place is a dotted path of keys. The items of a list go by what they are (`id`, else `class`, else
//! `indicator`), not by their number: the number changes when a list is merged with another, and an
//! operator does not count. `#2` stands behind the second of a name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

pub(super) type Table<'t> = DeTable<'t>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// What tells the tables of a list apart, the first of these that they have.
pub(super) const IDENTITIES: [&str; 3] = ["id", "class", "indicator"];

/// The position of what a file takes over from another.
const ELSEWHERE: Range<usize> = usize::MAX..usize::MAX;

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// A value, or the key in front of it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// How to get there from the root.
    pub(super) steps: Vec<Step>,
    /// What it is called.
    pub(super) place: String,
    /// Where the file holds it; `None` where it is taken over.
    pub(super) span: Option<Range<usize>>,
    /// What it is.
    pub(super) sort: Sort,
}

/// Sorts of nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sort {
    Key,
    Table,
    Value,
}

/// A table whose positions are numbers of nodes, so that whoever complains about a position says which
/// value is meant: two values may begin at the same place of a file, or stand in two files.
pub(super) struct Numbered<'t> {
    pub(super) table: Spanned<Table<'t>>,
    pub(super) nodes: Vec<Node>,
}

impl<'t> Numbered<'t> {
    /// Numbers what is in a table.
    pub(super) fn of(table: &Spanned<Table<'t>>) -> Numbered<'t> {
        let mut nodes = Nodes::default();
        let root = nodes.add(table.span(), Sort::Table);
        let inner = nodes.table(table.get_ref());
        Numbered { table: Spanned::new(root, inner), nodes: nodes.list }
    }
}

/// The value of a place in the file, else the innermost table around it that the file holds; the root is
/// around everything and says nothing.
pub(super) fn start_of(nodes: &[Node], place: &str) -> Option<usize> {
    let around = |node: &&Node| {
        let is_value = node.sort != Sort::Key && node.span.is_some();
        is_value && !node.place.is_empty() && lies_in(place, &node.place) && !has_no_header(node, nodes)
    };
    let innermost = nodes.iter().filter(around).max_by_key(|node| node.place.len())?;
    innermost.span.as_ref().map(|span| span.start)
}

/// Is it a table that is there only because one inside it is? Then its name in the header of that one is
/// all there is of it.
fn has_no_header(node: &Node, nodes: &[Node]) -> bool {
    let its_key = |key: &Node| key.sort == Sort::Key && key.span == node.span && key.place == node.place;
    node.sort == Sort::Table && nodes.iter().any(its_key)
}

/// Is a place the other, or inside it?
pub(super) fn lies_in(place: &str, outer: &str) -> bool {
    let rest = place.strip_prefix(outer);
    rest.is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// A place without the numbers behind it: operators do not count, and not from 0.
pub(super) fn named(place: &str) -> &str {
    let is_number = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    match place.rsplit_once('.') {
        Some((outer, step)) if is_number(step) => named(outer),
        _ => place,
    }
}

/// A place inside another.
pub(super) fn inside(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

/// What the items of a list are called.
pub(super) fn item_names<'a>(ids: impl IntoIterator<Item = Option<&'a str>>) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let name = |(index, id): (usize, Option<&'a str>)| match id.filter(|id| !id.trim().is_empty()) {
        None => index.to_string(),
        Some(id) => {
            let times = seen.entry(id).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 { format!("{id}#{times}") } else { id.to_owned() }
        }
    };
    ids.into_iter().enumerate().map(name).collect()
}

/// What tells the items of a list apart; `None` unless all are tables that have it.
pub(super) fn identity_key(list: &[Value<'_>]) -> Option<&'static str> {
    let of_all = |key: &&str| !list.is_empty() && list.iter().all(|item| text_of(item, key).is_some());
    IDENTITIES.into_iter().find(of_all)
}

/// A text in a table.
pub(super) fn text_of<'v>(value: &'v Value<'_>, key: &str) -> Option<&'v str> {
    value.get_ref().as_table()?.get(key)?.get_ref().as_str()
}

pub(super) fn identity<'v>(item: &'v Value<'_>) -> Option<&'v str> {
    IDENTITIES.iter().find_map(|key| text_of(item, key))
}

/// A key that no file holds.
pub(super) fn key(name: &str) -> Spanned<DeString<'static>> {
    Spanned::new(ELSEWHERE, Cow::Owned(name.to_owned()))
}

/// A text that no file holds.
pub(super) fn text(text: &str) -> Value<'static> {
    Spanned::new(ELSEWHERE, DeValue::String(Cow::Owned(text.to_owned())))
}

/// The same value, as one that is taken over.
pub(super) fn elsewhere<'t>(value: &Value<'t>) -> Value<'t> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => DeValue::Table(table_elsewhere(table)),
        DeValue::Array(items) => {
            let mut list = DeArray::new();
            items.iter().for_each(|item| list.push(elsewhere(item)));
            DeValue::Array(list)
        }
        other => other.clone(),
    };
    Spanned::new(ELSEWHERE, inner)
}

/// The same table, as one that is taken over.
pub(super) fn table_elsewhere<'t>(table: &Table<'t>) -> Table<'t> {
    let mut copy = Table::new();
    for (key, value) in table {
        copy.insert(Spanned::new(ELSEWHERE, key.get_ref().clone()), elsewhere(value));
    }
    copy
}

/// Where a value is, to change it.
pub(super) fn value_at<'v, 't>(table: &'v mut Table<'t>, steps: &[Step]) -> Option<&'v mut Value<'t>> {
    let (first, rest) = steps.split_first()?;
    let Step::Key(key) = first else { return None };
    let mut here = table.get_mut(key.as_str())?;
    for step in rest {
        here = match (here.get_mut(), step) {
            (DeValue::Table(table), Step::Key(key)) => table.get_mut(key.as_str())?,
            (DeValue::Array(items), Step::Item(index)) => items.get_mut(*index)?,
            _ => return None,
        };
    }
    Some(here)
}

/// Where a table is, to change it.
pub(super) fn table_at<'v, 't>(table: &'v mut Table<'t>, steps: &[Step]) -> Option<&'v mut Table<'t>> {
    if steps.is_empty() {
        return Some(table);
    }
    match value_at(table, steps)?.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

#[derive(Default)]
struct Nodes {
    list: Vec<Node>,
    steps: Vec<Step>,
    place: Vec<String>,
}

impl Nodes {
    fn add(&mut self, span: Range<usize>, sort: Sort) -> Range<usize> {
        let number = self.list.len();
        let span = (span != ELSEWHERE).then_some(span);
        self.list.push(Node { steps: self.steps.clone(), place: self.place.join("."), span, sort });
        number..number
    }

    fn table<'t>(&mut self, table: &Table<'t>) -> Table<'t> {
        let mut copy = Table::new();
        for (key, value) in table {
            self.steps.push(Step::Key(key.get_ref().to_string()));
            self.place.push(key.get_ref().to_string());
            let number = self.add(key.span(), Sort::Key);
            let value = self.value(value);
            copy.insert(Spanned::new(number, key.get_ref().clone()), value);
            self.steps.pop();
            self.place.pop();
        }
        copy
    }

    fn value<'t>(&mut self, value: &Value<'t>) -> Value<'t> {
        let sort = if value.get_ref().is_table() { Sort::Table } else { Sort::Value };
        let number = self.add(value.span(), sort);
        let inner = match value.get_ref() {
            DeValue::Table(table) => DeValue::Table(self.table(table)),
            DeValue::Array(items) => {
                let mut list = DeArray::new();
                let names = item_names(items.iter().map(identity));
                for ((index, item), name) in items.iter().enumerate().zip(names) {
                    self.steps.push(Step::Item(index));
                    self.place.push(name);
                    list.push(self.value(item));
                    self.steps.pop();
                    self.place.pop();
                }
                DeValue::Array(list)
            }
            other => other.clone(),
        };
        Spanned::new(number, inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a = 1\n[[list]]\nid = 'x.y'\nb = [[1, 2],\n [3, 4]]\n[[list]]\nid = 'z'\n\
        [[list]]\nid = 'z'\nc = 1\n[[list]]\n[deep.er]\na = 1\n";

    fn line(place: &str) -> Option<usize> {
        let numbered = Numbered::of(&Table::parse(TEXT).unwrap());
        start_of(&numbered.nodes, place).map(|start| TEXT[..start].matches('\n').count() + 1)
    }

    #[test]
    fn values_are_found_by_what_they_are() {
        assert_eq!([line("a"), line("list.x.y.b"), line("list.x.y.b.1.0")], [Some(1), Some(4), Some(5)]);
        assert_eq!([line("list.z"), line("list.z#2.c"), line("list.3")], [Some(6), Some(10), Some(11)]);
        // The table around it where there is no such value; the root is no answer.
        assert_eq!([line("list.z.c"), line("list.zz.c"), line("b")], [Some(6), Some(2), None]);
        assert_eq!([line("deep.er.x"), line("deep.x")], [Some(12), None]);
    }

    #[test]
    fn items_of_plain_lists_go_by_the_list() {
        assert_eq!([named("a.b_30.1.0"), named("a.b"), named("30")], ["a.b_30", "a.b", "30"]);
    }

    #[test]
    fn a_place_lies_in_itself_and_in_what_is_around_it() {
        assert!(lies_in("a.b", "a") && lies_in("a.b", "a.b") && lies_in("a", ""));
        assert!(!lies_in("ab", "a") && !lies_in("a", "a.b"));
    }
}
