//! Folders that hold no export themselves, and which folders in them do.

use super::bytes::Unpacker;
use super::columns::Columns;
use super::detect::Detector;
use super::folder::{Folder, below};
use super::input_file::FileStatus;
use super::options::Options;
use super::readable::DetectedFile;
use super::source;
use crate::catalogue::{Diagnostic, Lang, diagnostics, io_reason, text};
use crate::shown_text::{one_line, quoted};
use std::io;
use std::path::{Path, PathBuf};

/// So many folders are looked into at most: somebody may have named the root of a disk.
const MOST_SEARCHED: usize = 500;

/// So many folders are named at most.
const MOST_NAMED: usize = 6;

/// Of every folder that was named, holds no export itself and whose subfolders were not asked for: which of them hold
/// exports. `detected` is what was found in the folders themselves.
pub(super) fn exports_below(
    options: &Options,
    detected: &[DetectedFile],
    detector: &Detector<'_>,
) -> Vec<Diagnostic> {
    if options.recursive {
        return Vec::new();
    }
    let is_used = |file: &&DetectedFile| file.status == FileStatus::Used;
    // A file, or an archive, right in the folder, and not in one below it that was named too.
    let lies_in = |path: &PathBuf, file: &DetectedFile| {
        let rest = Path::new(&file.source.shown).strip_prefix(path).ok();
        let first = rest.and_then(|rest| rest.components().next());
        first.is_some_and(|own| path.join(own).is_file())
    };
    let is_in = |path: &PathBuf| detected.iter().filter(is_used).any(|file| lies_in(path, file));
    let barren = options.paths.iter().filter(|path| path.is_dir() && !is_in(path));
    barren.filter_map(|path| named(path, options, &with_exports(path, detector))).collect()
}

/// The folders right in another, in name order; hidden ones are none.
///
/// # Errors
///
/// Where it cannot be opened.
pub fn folders_in(path: &Path) -> io::Result<Vec<PathBuf>> {
    Folder::read(path).map(|folder| folder.folders)
}

/// The first file right in a folder that can be read as an export, with a user's table of columns.
///
/// # Errors
///
/// Where the folder cannot be opened, or the table of columns cannot be used.
pub fn export_in(path: &Path, columns: Option<&Path>) -> Result<Option<PathBuf>, Vec<Diagnostic>> {
    let columns = Columns::with(columns)?;
    let detector = Detector::new(&columns, None);
    let folder = Folder::read(path).map_err(|error| {
        vec![diagnostics::path_unreadable(io_reason(&error)).path(path.to_string_lossy())]
    })?;
    Ok(folder.files.into_iter().find(|file| is_export(file, &detector)))
}

/// The folders below another that hold a file which can be read.
fn with_exports(path: &Path, detector: &Detector<'_>) -> Vec<PathBuf> {
    let searched = below(path).take(MOST_SEARCHED);
    let has_export = |folder: &Folder| folder.files.iter().any(|file| is_export(file, detector));
    let holding = searched.filter(|(_, folder)| folder.as_ref().is_ok_and(has_export));
    holding.map(|(path, _)| path).collect()
}

/// Can a file be read as an export?
fn is_export(file: &PathBuf, detector: &Detector<'_>) -> bool {
    // Whoever looks into a pipe takes away what comes out of it.
    if !file.is_file() {
        return false;
    }
    let mut unpacker = Unpacker::default();
    let sources = source::expand(std::slice::from_ref(file), false).unwrap_or_default();
    let detected = sources.iter().flat_map(|source| detector.detect(source, &mut unpacker));
    detected.into_iter().any(|file| file.status == FileStatus::Used)
}

/// Says which folders hold exports, and how to name them in place of the one above.
fn named(path: &Path, options: &Options, found: &[PathBuf]) -> Option<Diagnostic> {
    if found.is_empty() {
        return None;
    }
    let names = |lang: Lang| {
        let own = |path_below: &PathBuf| {
            let own = path_below.strip_prefix(path).unwrap_or(path_below).to_string_lossy().into_owned();
            one_line(&own).into_owned()
        };
        let names: Vec<String> = found.iter().take(MOST_NAMED).map(own).collect();
        let names = names.join(lang.pick("、", ", "));
        if found.len() > MOST_NAMED { text::folders_more(lang, names, found.len()) } else { names }
    };
    let typed = |path: &Path| quoted(&path.strip_prefix(".").unwrap_or(path).to_string_lossy());
    let instead = options.paths.iter().flat_map(|other| match other == path {
        true if found.len() <= MOST_NAMED => found.iter().map(|path| typed(path)).collect(),
        true => vec![format!("{} --recursive", quoted(&path.to_string_lossy()))],
        false => vec![quoted(&other.to_string_lossy())],
    });
    let command = format!("tiyanfen score {}", instead.collect::<Vec<_>>().join(" "));
    Some(diagnostics::exports_below(names, command).path(path.to_string_lossy()))
}
