//! A rulebook as TOML, in the form in which people write one: a header per table, a list of pairs on one
//! line, with room for comments.

use super::Rulebook;
use super::tree::{IDENTITIES, inside};
use crate::catalogue::{Code, Diagnostic};
use toml::{Table, Value};

/// A place in a file that may have a comment above it.
#[derive(Debug, Clone, Copy)]
pub struct Part<'p> {
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
pub type Comments<'c> = dyn Fn(Part<'_>) -> Vec<String> + 'c;

impl Rulebook {
    /// The rulebook as TOML with comments, without the values of some paths.
    pub fn written(&self, leave_out: &[&str], comments: &Comments<'_>) -> Result<String, Diagnostic> {
        let table = Table::try_from(self)
            .map_err(|e| Diagnostic::new(Code::RulebookInvalid).path(&self.id).with("why", e.to_string()))?;
        let mut file = File { text: String::new(), leave_out, comments, seen: Vec::new() };
        file.table("", &table);
        Ok(file.text)
    }
}

struct File<'f> {
    text: String,
    leave_out: &'f [&'f str],
    comments: &'f Comments<'f>,
    /// The paths that were there.
    seen: Vec<String>,
}

impl File<'_> {
    /// What a table holds: first what fits on lines, because a header ends that.
    fn table(&mut self, path: &str, table: &Table) {
        let parts = || table.iter().map(|(key, value)| (key, inside(path, key), value));
        let kept: Vec<_> = parts().filter(|(_, path, _)| !self.leave_out.contains(&path.as_str())).collect();
        for (key, path, value) in kept.iter().filter(|(_, _, value)| !is_section(value)) {
            self.comment(path, None, false);
            self.text += &format!("{} = {value}\n", bare_or_quoted(key));
        }
        for (_, path, value) in kept.iter().filter(|(_, _, value)| is_section(value)) {
            match value {
                Value::Table(inner) => {
                    self.header(path, None, "[", "]");
                    self.table(path, inner);
                }
                Value::Array(items) => {
                    for item in items.iter().filter_map(Value::as_table) {
                        self.header(path, identity(item), "[[", "]]");
                        self.table(path, item);
                    }
                }
                _ => {}
            }
        }
    }

    fn header(&mut self, path: &str, item: Option<&str>, open: &str, close: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.comment(path, item, true);
        let path: Vec<String> = path.split('.').map(bare_or_quoted).collect();
        self.text += &format!("{open}{}{close}\n", path.join("."));
    }

    fn comment(&mut self, path: &str, item: Option<&str>, is_section: bool) {
        let is_first = !self.seen.iter().any(|seen| seen == path);
        if is_first {
            self.seen.push(path.to_owned());
        }
        for line in (self.comments)(Part { path, item, is_first, is_section }) {
            self.text += format!("# {line}").trim_end();
            self.text.push('\n');
        }
    }
}

/// Does a value get headers? A table does, and a list of tables that are told apart; one of others stands
/// on a line.
fn is_section(value: &Value) -> bool {
    match value {
        Value::Table(_) => true,
        Value::Array(items) => {
            let is_item = |item: &Value| item.as_table().is_some_and(|item| identity(item).is_some());
            !items.is_empty() && items.iter().all(is_item)
        }
        _ => false,
    }
}

fn identity(item: &Table) -> Option<&str> {
    IDENTITIES.iter().find_map(|key| item.get(*key)?.as_str())
}

fn bare_or_quoted(key: impl AsRef<str>) -> String {
    let key = key.as_ref();
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match !key.is_empty() && key.chars().all(is_bare) {
        true => key.to_owned(),
        false => Value::from(key).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let table: Table = toml::from_str(text).unwrap();
        let comments = |part: Part<'_>| match (part.is_first, part.item) {
            (true, None) => vec![format!("{}.", part.path)],
            (_, Some(item)) => vec![format!("{}: {item}", part.path)],
            _ => Vec::new(),
        };
        let mut file =
            File { text: String::new(), leave_out: &["a.out"], comments: &comments, seen: Vec::new() };
        file.table("", &table);
        assert_eq!(toml::from_str::<Table>(&file.text).unwrap(), {
            let mut kept = table;
            kept["a"].as_table_mut().unwrap().remove("out");
            kept
        });
        file.text
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
