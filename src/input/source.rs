//! From paths to files: folders one level deep, in name order, and the age of an export.

use super::bytes::Bytes;
use crate::catalogue::{Diagnostic, PlainText, diagnostics, io_reason, text};
use crate::shown_text::one_line;
use crate::time::Day;
use std::cmp::Ordering;
use std::path::PathBuf;

/// A file to read: on disk, in an archive, or a sheet of a workbook.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) bytes: Bytes,
    /// The path as shown to the user.
    pub(super) shown: String,
    /// Its own name, without folders.
    pub(super) name: String,
    /// Whether it was named itself, and not found in a folder or an archive.
    pub(super) named: bool,
    /// When it was exported, Unix seconds, from its name, else from that of the archive it is in.
    pub(super) exported_at: Option<i64>,
    /// The name of the archive it is in.
    pub(super) archive: Option<String>,
}

impl Source {
    /// A file in this archive.
    pub(super) fn entry(&self, name: &str, bytes: Bytes) -> Source {
        let own = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Source {
            bytes,
            shown: format!("{}/{}", self.shown, one_line(&name.replace('\\', "/"))),
            exported_at: exported_at(&own).or(self.exported_at),
            name: own,
            named: false,
            archive: Some(self.name.clone()),
        }
    }

    /// What gzip has packed in this file.
    pub(super) fn unpacked(&self, bytes: Bytes) -> Source {
        let name = self.name.strip_suffix(".gz").unwrap_or(&self.name).to_owned();
        Source { bytes, name, ..self.clone() }
    }

    /// A sheet of this workbook, of which several are read.
    pub(super) fn sheet(&self, name: &str) -> Source {
        Source { shown: format!("{}#{}", self.shown, one_line(name)), ..self.clone() }
    }

    /// The period in its name, or in that of its archive.
    pub(super) fn period(&self) -> Option<(Day, Day)> {
        let of = |name: &str| super::readers::period_of_name(&bare_name(name));
        of(&self.name).or_else(|| of(self.archive.as_deref()?))
    }

    /// The ending of its name, in lower case.
    pub(super) fn ending(&self) -> String {
        ending(&self.name)
    }
}

/// The ending of configurations, rulebooks and tables of columns, which may lie beside exports.
pub(super) const TOML: &str = "toml";

/// What a file is that another program has left unfinished or hidden, by its name.
pub(super) fn left_over(name: &str) -> Option<PlainText> {
    let partial = [
        "crdownload",
        "part",
        "partial",
        "download",
        "tmp",
        "temp",
        "opdownload",
        "xltd",
        "td",
        "aria2",
        "baiduyun",
        "downloading",
        "filepart",
        "!ut",
        "qbdownload",
        "bc!",
        "dtapart",
    ];
    if name.starts_with("~$") || name.starts_with(".~") {
        Some(text::left_over_lock)
    } else if partial.contains(&ending(name).as_str()) {
        Some(text::left_over_partial)
    } else {
        name.starts_with(['.', '~']).then_some(text::left_over_hidden)
    }
}

/// A hidden file whose name is that of a table; systems leave many others in a folder.
fn is_hidden_table(name: &str) -> bool {
    matches!(ending(name).as_str(), "csv" | "txt" | "tsv" | "xls" | "xlsx" | "xlsm" | "et" | "zip" | "gz")
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// The files of some paths, in the order of the arguments; a file that is named twice counts once.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<Source>, Diagnostic> {
    let mut sources: Vec<Source> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut add = |path: PathBuf, named: bool| {
        let key = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if seen.insert(key) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let (exported_at, name) = (exported_at(&name), name.into_owned());
            let shown = path.to_string_lossy().into_owned();
            sources.push(Source { bytes: Bytes::Path(path), shown, name, named, exported_at, archive: None });
        }
    };
    for path in paths {
        let shown = path.to_string_lossy().into_owned();
        let unreadable = |e: std::io::Error| diagnostics::path_unreadable(io_reason(&e)).path(&shown);
        if !path.exists() {
            return Err(diagnostics::path_not_found().path(shown));
        }
        if !path.is_dir() {
            add(path.clone(), true);
            continue;
        }
        let mut files = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let is_hidden = name.starts_with(['.', '~']);
            let passed_over = is_hidden && !is_hidden_table(&name) || ending(&name) == TOML;
            if !passed_over && file.is_file() {
                files.push(file);
            }
        }
        files.sort_by(|a, b| natural(&a.to_string_lossy(), &b.to_string_lossy()));
        files.into_iter().for_each(|file| add(file, false));
    }
    Ok(sources)
}

/// `<10-digit unix time>_…`.
fn exported_at(name: &str) -> Option<i64> {
    let (digits, _) = name.split_once('_')?;
    (digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Name order with digit runs compared as numbers: `订单2` before `订单10`.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    while let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) {
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let run = |t: &str| t.len() - t.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let ((run_a, rest_a), (run_b, rest_b)) = (a.split_at(run(a)), b.split_at(run(b)));
            let (number_a, number_b) = (run_a.trim_start_matches('0'), run_b.trim_start_matches('0'));
            let order = number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (rest_a, rest_b);
        } else {
            if x != y {
                return x.cmp(&y);
            }
            (a, b) = (a.get(x.len_utf8()..).unwrap_or_default(), b.get(y.len_utf8()..).unwrap_or_default());
        }
    }
    a.len().cmp(&b.len())
}

/// Older exports first. One without an export time is the oldest.
pub(super) fn compare_age(a: &Source, b: &Source) -> Ordering {
    a.exported_at.cmp(&b.exported_at)
}

/// A file's name without its ending and the export time, so that only a period remains.
fn bare_name(name: &str) -> String {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    match (exported_at(&name), name.split_once('_')) {
        (Some(_), Some((_, rest))) => rest.to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digit_runs_compare_as_numbers() {
        let mut names = ["订单10.csv", "订单2.csv", "订单1.csv", "a.csv", "订单02b.csv"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a.csv", "订单1.csv", "订单2.csv", "订单02b.csv", "订单10.csv"]);
    }

    #[test]
    fn the_export_time_is_ten_digits_before_an_underscore() {
        assert_eq!(exported_at("1759281000_订单.csv"), Some(1_759_281_000));
        assert_eq!(exported_at("175928100_订单.csv"), None);
        assert_eq!(exported_at("订单_1759281000.csv"), None);
        assert_eq!(bare_name("1759281000_客服_2026-09.csv"), "客服_2026-09");
    }
}
