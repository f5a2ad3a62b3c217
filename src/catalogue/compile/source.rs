//! The data as it is read, table by table, and the code as it is written.

use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// What is wrong with the data: file, key, reason.
pub type Problems = Vec<String>;

/// The name and the content of a generated file.
pub type Generated = (&'static str, String);

/// The TOML files of a folder, by name. A change of any of them compiles anew.
pub fn files(folder: &str, problems: &mut Problems) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).map_err(|why| problems.push(format!("{folder}: {why}")));
    let paths = entries.into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|is| is == "toml")).collect();
    paths.sort();
    paths
}

/// A whole file.
pub fn file<T: DeserializeOwned>(path: &Path, problems: &mut Problems) -> Option<T> {
    let text = fs::read_to_string(path).map_err(|why| why.to_string());
    let read = text.and_then(|text| toml::from_str(&text).map_err(one_line));
    read.map_err(|why| problems.push(format!("{}: {why}", path.display()))).ok()
}

/// Makes something of each table of a file, in the order in which they are written.
pub fn each_table<T: DeserializeOwned>(
    path: &Path,
    problems: &mut Problems,
    mut make: impl FnMut(&str, T) -> Result<(), String>,
) {
    for (key, value) in file::<toml::Table>(path, problems).into_iter().flatten() {
        let table: Result<T, String> = value.try_into().map_err(one_line);
        if let Err(why) = table.and_then(|table| make(&key, table)) {
            problems.push(format!("{}: [{key}]: {why}", path.display()));
        }
    }
}

/// What is wrong with TOML, on one line.
pub fn one_line(why: impl Display) -> String {
    why.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A key such as `im_reply_3min_rate` as the name of a variant, `ImReply3MinRate`.
pub fn variant(key: &str) -> String {
    let mut name = String::new();
    let mut upper = true;
    for letter in key.chars() {
        match letter {
            '_' | '-' => {}
            letter if upper => name.push(letter.to_ascii_uppercase()),
            letter => name.push(letter),
        }
        upper = !letter.is_ascii_alphabetic();
    }
    name
}

/// A list as the elements of an array.
pub fn elements<T>(list: impl IntoIterator<Item = T>, element: impl FnMut(T) -> String) -> String {
    list.into_iter().map(element).collect::<Vec<_>>().join(", ")
}

/// An enum whose values each have an entry of a table.
pub struct Enumeration {
    pub name: &'static str,
    /// Attributes, the documentation among them.
    pub attributes: &'static str,
    /// The type of an entry.
    pub entry: &'static str,
    pub values: Vec<EnumValue>,
}

pub struct EnumValue {
    pub name: String,
    pub doc: String,
    pub entry: String,
}

impl Enumeration {
    /// The enum, the list of its values, and the entry of each.
    pub fn code(&self) -> String {
        let Enumeration { name, attributes, entry, values } = self;
        let variants =
            elements(values, |value| format!("\n    #[doc = {:?}]\n    {}", value.doc, value.name));
        let all = elements(values, |value| format!("{name}::{}", value.name));
        let arms =
            elements(values, |value| format!("\n            {name}::{} => &{}", value.name, value.entry));
        format!(
            "{attributes}\npub enum {name} {{{variants}\n}}\n\n\
             impl {name} {{\n    \
             /// All of them, in the order in which they are listed.\n    \
             pub const ALL: [{name}; {}] = [{all}];\n\n    \
             fn entry(self) -> &'static {entry} {{\n        match self {{{arms}\n        }}\n    }}\n\
             }}\n",
            values.len()
        )
    }
}
