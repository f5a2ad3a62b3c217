//! A rulebook as TOML, in the form in which people write one: a header per table, a list of pairs on one
//! line, with room for comments.

use super::Rulebook;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::toml_file::{IDENTITIES, inside};
use toml_edit::{InlineTable, Item, Table, Value};

/// A place in a file that may have a comment above it.
#[derive(Debug, Clone, Copy)]
pub struct WrittenPlace<'p> {
    /// The keys that lead there, without the names of items: `scoring.dimensions.indicators`.
    pub path: &'p str,
    /// The item of a list that begins here, by what it is.
    pub item: Option<&'p str>,
    /// Is it the first of its path?
    pub is_first: bool,
    /// Has it a header of its own?
    pub is_section: bool,
}

/// What says above a place what belongs there: the lines of a comment.
pub(super) type Comments<'c> = dyn Fn(WrittenPlace<'_>) -> Vec<String> + 'c;

impl Rulebook {
    /// The rulebook as TOML with comments, without the values of some paths.
    ///
    /// # Errors
    /// A value has no form in TOML.
    pub fn written(&self, leave_out: &[&str], comments: &Comments<'_>) -> Result<String, Diagnostic> {
        let mut file = toml_edit::ser::to_document(self)
            .map_err(|error| diagnostics::rulebook_invalid(error.to_string()).path(&self.id))?;
        Writer { leave_out, comments, seen: Vec::new() }.table("", file.as_table_mut());
        Ok(file.to_string())
    }
}

struct Writer<'w> {
    leave_out: &'w [&'w str],
    comments: &'w Comments<'w>,
    /// The paths that were there.
    seen: Vec<String>,
}

impl Writer<'_> {
    /// Gives the tables within a table headers, and everything its comment: first what fits on lines, because a
    /// header ends that.
    fn table(&mut self, path: &str, table: &mut Table) {
        table.retain(|key, _| !self.leave_out.contains(&inside(path, key).as_str()));
        for (mut key, _) in table.iter_mut().filter(|(_, item)| !is_section(item)) {
            let comment = self.comment(&inside(path, &key), None, false);
            key.leaf_decor_mut().set_prefix(comment);
        }
        for (key, item) in table.iter_mut() {
            let path = inside(path, &key);
            match std::mem::take(item).into_table() {
                Ok(mut inner) => {
                    self.section(&path, None, &mut inner);
                    *item = Item::Table(inner);
                }
                Err(list) if is_section(&list) => {
                    let mut list = list.into_array_of_tables().unwrap_or_default();
                    for inner in list.iter_mut() {
                        let name = IDENTITIES.iter().find_map(|key| inner.get(key)?.as_str());
                        let name = name.map(str::to_owned);
                        self.section(&path, name.as_deref(), inner);
                    }
                    *item = Item::ArrayOfTables(list);
                }
                Err(value) => *item = value,
            }
        }
    }

    fn section(&mut self, path: &str, item: Option<&str>, table: &mut Table) {
        let gap = if self.seen.is_empty() { "" } else { "\n" };
        table.decor_mut().set_prefix(format!("{gap}{}", self.comment(path, item, true)));
        self.table(path, table);
    }

    fn comment(&mut self, path: &str, item: Option<&str>, is_section: bool) -> String {
        let is_first = !self.seen.iter().any(|seen| seen == path);
        if is_first {
            self.seen.push(path.to_owned());
        }
        let lines = (self.comments)(WrittenPlace { path, item, is_first, is_section });
        lines.iter().map(|line| format!("{}\n", format!("# {line}").trim_end())).collect()
    }
}

/// Does a value get headers? A table does, and a list of tables that are told apart; one of others stands
/// on a line.
fn is_section(item: &Item) -> bool {
    let has_identity =
        |table: &InlineTable| IDENTITIES.iter().any(|key| table.get(key).is_some_and(Value::is_str));
    match item {
        Item::Value(Value::InlineTable(_)) => true,
        Item::Value(Value::Array(items)) => {
            !items.is_empty() && items.iter().all(|item| item.as_inline_table().is_some_and(has_identity))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml_edit::DocumentMut;

    fn written(text: &str) -> String {
        let whole: toml::Table = toml::from_str(text).unwrap();
        let mut file: DocumentMut = toml_edit::ser::to_document(&whole).unwrap();
        let comments = |place: WrittenPlace<'_>| match (place.is_first, place.item) {
            (true, None) => vec![format!("{}.", place.path)],
            (_, Some(item)) => vec![format!("{}: {item}", place.path)],
            _ => Vec::new(),
        };
        Writer { leave_out: &["a.out"], comments: &comments, seen: Vec::new() }
            .table("", file.as_table_mut());
        let text = file.to_string();
        assert_eq!(toml::from_str::<toml::Table>(&text).unwrap(), {
            let mut kept = whole;
            kept["a"].as_table_mut().unwrap().remove("out");
            kept
        });
        text
    }

    #[test]
    fn tables_have_headers_and_pairs_stand_on_one_line() {
        let text = "[a]\nout = 3\n[[a.list]]\nid = 'x'\npairs = [[0.5, 100.0],\n [1.0, 0.0]]\n\
            [[a.list.conditions]]\nof = 'total'\nbelow = 60\n[[a.list]]\nid = 'y'\n[a.'z w']\nb = []\n";
        insta::assert_snapshot!(written(text), @r#"
        # a.
        [a]

        # a.list: x
        [[a.list]]
        # a.list.id.
        id = "x"
        # a.list.pairs.
        pairs = [[0.5, 100.0], [1.0, 0.0]]
        # a.list.conditions.
        conditions = [{ of = "total", below = 60 }]

        # a.list: y
        [[a.list]]
        id = "y"

        # a.z w.
        [a."z w"]
        # a.z w.b.
        b = []
        "#);
    }
}
