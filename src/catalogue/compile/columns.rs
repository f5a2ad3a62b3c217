//! The built-in table of columns as Rust.

use crate::fields::FieldNames;
use crate::source::{Generated, Problems, elements, file};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const PATH: &str = "src/input/columns.toml";

/// Lists of names by key.
type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Table {
    words: Lists,
    wrong_files: Vec<WrongFile>,
    /// By kind.
    #[serde(flatten)]
    names: BTreeMap<String, Lists>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongFile {
    id: String,
    title_zh: String,
    title_en: String,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
}

/// `fields` are the fields as the code names them.
pub fn compile(fields: &FieldNames, problems: &mut Problems) -> Generated {
    println!("cargo::rerun-if-changed={PATH}");
    let mut code = String::new();
    if let Some(Table { words, wrong_files, names }) = file::<Table>(Path::new(PATH), problems) {
        let mut entries = String::new();
        for (kind, lists) in &names {
            for (key, names) in lists {
                match fields.get(&format!("{kind}.{key}")) {
                    Some(field) => entries += &format!("\n    (Field::{field}, &{names:?}),"),
                    None => problems.push(format!("{PATH}: [{kind}]: {key} is no field")),
                }
            }
        }
        let words = elements(&words, |(state, words)| format!("\n    {state}: &{words:?}"));
        let wrong_files = elements(&wrong_files, |wrong| {
            let WrongFile { id, title_zh, title_en, all, any, beside } = wrong;
            format!(
                "\n    BuiltInWrongFile {{ id: {id:?}, titles: [{title_zh:?}, {title_en:?}], \
                 names: [&{all:?}, &{any:?}, &{beside:?}] }}"
            )
        });
        code = format!(
            "static NAMES: &[(Field, &[&str])] = &[{entries}\n];\n\n\
             static WORDS: BuiltInWords = BuiltInWords {{{words}\n}};\n\n\
             static WRONG_FILES: &[BuiltInWrongFile] = &[{wrong_files}\n];\n"
        );
    }
    ("built_in_columns.rs", code)
}
