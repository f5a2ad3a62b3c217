//! From paths to files, in name order, and the age of an export.

use super::bytes::Bytes;
use super::file_name::{exported_at, without_export_time};
use super::folder::{Folder, below};
use super::opened_file::OpenedFile;
use super::spool::is_standard_input;
use crate::catalogue::{Diagnostic, PlainText, diagnostics, io_reason, text};
use crate::shown_text::shown_name;
use crate::time::Day;
use std::cmp::Ordering;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// The file on disk that it is or lies in, once that was opened.
    pub(super) opened: Option<Arc<OpenedFile>>,
}

impl Source {
    /// This file as it is now that it is opened.
    pub(super) fn open(&self) -> Source {
        let opened = match &self.bytes {
            Bytes::Path(path) => OpenedFile::of(path).map(Arc::new),
            _ => None,
        };
        Source { opened, ..self.clone() }
    }

    /// Why nothing of it may count: its file was written since it was opened.
    pub(super) fn change(&self) -> Option<Diagnostic> {
        let opened = self.opened.as_ref().filter(|opened| opened.has_changed())?;
        Some(diagnostics::file_changed().path(opened.path().to_string_lossy()))
    }

    /// A file in this archive.
    pub(super) fn entry(&self, name: &str, bytes: Bytes) -> Source {
        let own = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Source {
            bytes,
            shown: format!("{}/{}", self.shown, shown_name(&name.replace('\\', "/"))),
            exported_at: exported_at(&own).or(self.exported_at),
            name: own,
            named: false,
            archive: Some(self.name.clone()),
            opened: self.opened.clone(),
        }
    }

    /// What gzip has packed in this file.
    pub(super) fn unpacked(&self, bytes: Bytes) -> Source {
        let name = self.name.strip_suffix(".gz").unwrap_or(&self.name).to_owned();
        Source { bytes, name, ..self.clone() }
    }

    /// A sheet of this workbook, of which several are read.
    pub(super) fn sheet(&self, name: &str) -> Source {
        Source { shown: format!("{}#{}", self.shown, shown_name(name)), ..self.clone() }
    }

    /// The period in its name, or in that of its archive.
    pub(super) fn period(&self) -> Option<(Day, Day)> {
        let of = |name: &str| super::readers::period_of_name(&without_export_time(name));
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
        "!qb",
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
pub(super) fn is_hidden_table(name: &str) -> bool {
    matches!(ending(name).as_str(), "csv" | "txt" | "tsv" | "xls" | "xlsx" | "xlsm" | "et" | "zip" | "gz")
}

pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// The files of some paths, in the order of the arguments; a file that is named twice counts once. Folders in a folder are
/// read where that is asked for.
pub(super) fn expand(paths: &[PathBuf], recursive: bool) -> Result<Vec<Source>, Diagnostic> {
    let mut sources: Vec<Source> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut add = |path: PathBuf, named: bool, is_new: bool| {
        let real = || dunce::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if is_new || seen.insert(real()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let (exported_at, name) = (exported_at(&name), name.into_owned());
            let shown = path.to_string_lossy().into_owned();
            let bytes = Bytes::Path(path);
            sources.push(Source { bytes, shown, name, named, exported_at, archive: None, opened: None });
        }
    };
    for path in paths {
        if !path.exists() && !is_standard_input(path) {
            return Err(diagnostics::path_not_found().path(path.to_string_lossy()));
        }
        if !path.is_dir() {
            add(path.clone(), true, false);
            continue;
        }
        let is_only = paths.len() == 1 && !recursive;
        let folders = below(path).take(if recursive { usize::MAX } else { 0 });
        for (path, folder) in std::iter::once((path.clone(), Folder::read(path))).chain(folders) {
            let unreadable = |e| diagnostics::path_unreadable(io_reason(&e)).path(path.to_string_lossy());
            let Folder { files, has_links, .. } = folder.map_err(unreadable)?;
            files.into_iter().for_each(|file| add(file, false, is_only && !has_links));
        }
    }
    Ok(sources)
}

/// Older exports first. One without an export time is the oldest.
pub(super) fn compare_age(a: &Source, b: &Source) -> Ordering {
    a.exported_at.cmp(&b.exported_at)
}
