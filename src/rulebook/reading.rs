//! From the text of a rulebook to its values, with everything that is wrong on the way.
//!
//! serde stops at the first thing it does not like, and a shop wants to mend its file in one go. So what it
//! does not like is said, then replaced by something it likes, and it is asked again. What is said later
//! of such a stand-in, or of anything it is a part of, follows from what was said already and is dropped.

use super::complaint::Complaint;
use super::extend::Library;
use super::problem::{Problem, Problems};
use super::syntax;
use super::tree::{
    self, Node, Numbered, Sort, Step, Table, Value, inside, lies_in, named, table_at, value_at,
};
use super::typed_weights::TypedWeights;
use crate::catalogue::{Text, nearest};
use crate::shown_text::one_line;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::DeValue;

/// So many mistakes of this kind are enough to begin with.
const MOST: usize = 100;

/// How much of a value is shown.
const SHOWN: usize = 40;

/// Values of which one is of any type that is asked for.
const STAND_INS: [&str; 6] = ["1", "\"\"", "true", "[]", "[1, 1]", "{}"];

/// What a text says, and what is wrong with it.
pub(super) struct Reading<T> {
    /// The values, with stand-ins for those that cannot be read; `None` where that was not possible.
    pub(super) value: Option<T>,
    /// What is wrong.
    pub(super) problems: Problems,
    /// Where things are.
    pub(super) nodes: Vec<Node>,
    /// The places of the stand-ins.
    pub(super) stand_ins: Vec<String>,
}

/// Reads a text with what it extends; `name` fills in first what may go without saying.
pub(super) fn read<T: DeserializeOwned>(
    text: &str,
    library: &Library<'_>,
    name: impl FnOnce(&mut Table<'_>) -> Result<(), Problem>,
) -> Reading<T> {
    let mut reading =
        Reading { value: None, problems: Problems::default(), nodes: Vec::new(), stand_ins: Vec::new() };
    let (mut table, errors) = Table::parse_recoverable(text);
    if !errors.is_empty() {
        reading.problems.extend(syntax::problems(text));
        return reading;
    }
    let own = Numbered::of(&table).nodes;
    reading.problems.note(name(table.get_mut()));
    let typed = TypedWeights::of(table.get_ref());
    if let Err(problem) = library.complete(table.get_mut()) {
        reading.problems.note(Err(problem));
        reading.nodes = own;
        return reading;
    }
    typed.hold_in(table.get_mut());
    reading.values(text, table);
    reading
}

impl<T: DeserializeOwned> Reading<T> {
    fn values(&mut self, text: &str, mut table: Spanned<Table<'_>>) {
        for _ in 0..MOST {
            match attempt(&table) {
                Ok((value, nodes)) => {
                    self.value = Some(value);
                    self.nodes = nodes;
                    break;
                }
                Err(failed) => {
                    let known = |place: &String| lies_in(&failed.place(), place);
                    if !self.stand_ins.iter().any(known) {
                        let source = source(text, &failed.node);
                        self.problems.extend([failed.complaint.said(&failed.node, &source)]);
                    }
                    let stand_in = mend::<T>(&mut table, &failed);
                    self.nodes = failed.nodes;
                    match stand_in {
                        Some(place) => self.stand_ins.push(place),
                        None => break,
                    }
                }
            }
        }
        self.problems.extend(self.odd_values(text, &table));
    }

    /// What serde does not mind: a third number of a pair (`4,85` is two), and characters that would break
    /// a table or make a terminal do things.
    fn odd_values(&self, text: &str, table: &Spanned<Table<'_>>) -> Vec<Problem> {
        let mut root = table.get_ref().clone();
        let held = self.nodes.iter().filter(|node| node.span.is_some() && node.sort != Sort::Key);
        let odd = held.filter_map(|node| {
            let problem = match value_at(&mut root, &node.steps)?.get_ref() {
                DeValue::String(string) if string.contains(char::is_control) => {
                    Problem::new(Text::RuleControl, &[("key", named(&node.place).to_owned())])
                }
                DeValue::Array(items) if items.len() > 2 && is_item(node) => {
                    return Some(Complaint::Type(Text::RuleTypePair).said(node, &source(text, node)));
                }
                _ => return None,
            };
            Some(problem.at(node.place.clone()))
        });
        odd.collect()
    }
}

fn is_item(node: &Node) -> bool {
    matches!(node.steps.last(), Some(Step::Item(_)))
}

/// Why an attempt failed.
struct Failed {
    complaint: Complaint,
    node: Node,
    nodes: Vec<Node>,
}

impl Failed {
    /// The place that the complaint is about.
    fn place(&self) -> String {
        match &self.complaint {
            Complaint::MissingKey(key) => inside(&self.node.place, key),
            _ => self.node.place.clone(),
        }
    }
}

fn attempt<T: DeserializeOwned>(table: &Spanned<Table<'_>>) -> Result<(T, Vec<Node>), Box<Failed>> {
    let Numbered { table, nodes } = Numbered::of(table);
    match T::deserialize(toml::Deserializer::from(table)) {
        Ok(value) => Ok((value, nodes)),
        Err(error) => {
            let number = error.span().map_or(0, |span| span.start);
            let root = Node { steps: Vec::new(), place: String::new(), span: None, sort: Sort::Table };
            let node = nodes.get(number).cloned().unwrap_or(root);
            Err(Box::new(Failed { complaint: Complaint::of(error.message()), node, nodes }))
        }
    }
}

/// Puts a stand-in where the complaint is; its place. `None` where nothing helps.
fn mend<T: DeserializeOwned>(table: &mut Spanned<Table<'_>>, failed: &Failed) -> Option<String> {
    let steps = &failed.node.steps;
    match &failed.complaint {
        Complaint::UnknownKey { found, expected } => {
            let (_, around) = steps.split_last()?;
            let holder = table_at(table.get_mut(), around)?;
            let (_, value) = holder.remove_entry(found.as_str())?;
            // Probably it is that key, misspelled: then it is not missing.
            let near = nearest(found, expected.iter().map(String::as_str));
            let Some(near) = near.filter(|near| !holder.contains_key(*near)) else {
                return Some(failed.place());
            };
            holder.insert(Spanned::new(value.span(), Cow::Owned(near.to_owned())), value);
            let outer = failed.node.place.strip_suffix(found.as_str()).unwrap_or_default();
            Some(format!("{outer}{near}"))
        }
        Complaint::MissingKey(key) => {
            let put = |table: &mut Table<'_>, value| {
                let holder = table_at(table, steps)?;
                holder.insert(tree::key(key), value);
                Some(())
            };
            stand_in::<T>(table, failed, put)
        }
        _ => stand_in::<T>(table, failed, |table, value| {
            let slot = value_at(table, steps)?;
            *slot = Spanned::new(slot.span(), value.into_inner());
            Some(())
        }),
    }
}

/// Tries one stand-in after the other until the reader gets beyond the place.
fn stand_in<T: DeserializeOwned>(
    table: &mut Spanned<Table<'_>>,
    failed: &Failed,
    put: impl Fn(&mut Table<'_>, Value<'static>) -> Option<()>,
) -> Option<String> {
    let place = failed.place();
    let mut tries: Vec<Value<'static>> =
        STAND_INS.iter().filter_map(|text| DeValue::parse(text).ok()).collect();
    if let Complaint::UnknownWord { expected, .. } = &failed.complaint {
        tries.extend(expected.iter().map(|word| tree::text(word)));
    }
    let mut next = 0;
    while let Some(value) = tries.get(next).cloned() {
        next += 1;
        put(table.get_mut(), tree::elsewhere(&value))?;
        match attempt::<T>(table) {
            Ok(_) => return Some(place),
            Err(after) => match &after.complaint {
                _ if !lies_in(&after.place(), &place) => return Some(place),
                Complaint::MissingKey(_) if after.place() != place => return Some(place),
                // Now it names the words that it knows.
                Complaint::UnknownWord { expected, .. } if tries.len() == STAND_INS.len() => {
                    tries.extend(expected.iter().map(|word| tree::text(word)));
                }
                _ => {}
            },
        }
    }
    None
}

/// A value as it is written, as far as it fits into a message.
fn source(text: &str, node: &Node) -> String {
    let written = node.span.clone().and_then(|span| text.get(span)).unwrap_or("…");
    let first = written.lines().next().unwrap_or_default();
    let cut: String = first.chars().take(SHOWN).collect();
    let mark = if cut.len() < written.len() { "…" } else { "" };
    format!("{}{mark}", one_line(&cut))
}
