//! The data as it is read, table by table, and the code as it is written.

use serde::de::DeserializeOwned;
use std::fs;
use std::path::{Path, PathBuf};

/// What is wrong with the data: file, key, reason.
pub type Problems = Vec<String>;

/// The name and the content of a generated file.
pub type Generated = (&'static str, String);

/// The TOML files of a folder, by name. A change of any of them builds anew.
pub fn files(folder: &str, problems: &mut Problems) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).map_err(|why| problems.push(format!("{folder}: {why}")));
    let mut paths: Vec<PathBuf> =
        entries.into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

/// Makes something of each table of a file, in the order in which they are written.
pub fn each_table<T: DeserializeOwned>(
    path: &Path,
    problems: &mut Problems,
    mut make: impl FnMut(&str, T) -> Result<(), String>,
) {
    let read = fs::read_to_string(path).map_err(|why| why.to_string());
    match read.and_then(|text| toml::from_str::<toml::Table>(&text).map_err(|why| format!("{why}"))) {
        Err(why) => problems.push(format!("{}: {}", path.display(), why.replace('\n', " "))),
        Ok(tables) => {
            for (key, value) in tables {
                let table: Result<T, String> = value
                    .try_into()
                    .map_err(|why: toml::de::Error| why.to_string().trim().replace('\n', " "));
                if let Err(why) = table.and_then(|table| make(&key, table)) {
                    problems.push(format!("{}: [{key}]: {why}", path.display()));
                }
            }
        }
    }
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
pub fn elements<T>(list: &[T], element: impl Fn(&T) -> String) -> String {
    list.iter().map(element).collect::<Vec<_>>().join(", ")
}
