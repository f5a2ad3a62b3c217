//! Folders: what lies in one, and the folders below it.

use super::file_name::sort_by_name;
use super::source::{TOML, ending, is_hidden_table};
use crate::faults::{self, Operation};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// The ending of folders into which Safari downloads.
const UNFINISHED_FOLDER: &str = "download";

/// What lies in a folder, in name order. Hidden files are none, save those that look like tables, and neither are
/// configurations. Pipes, devices and links to nothing stand among the files, so that somebody hears of them.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) files: Vec<PathBuf>,
    pub(super) folders: Vec<PathBuf>,
    /// Whether one of them may be another by a link.
    pub(super) has_links: bool,
}

impl Folder {
    pub(super) fn read(path: &Path) -> io::Result<Folder> {
        let mut folder = Folder::default();
        faults::before(Operation::Open, "folder")?;
        for entry in std::fs::read_dir(path)? {
            faults::before(Operation::Read, "folder")?;
            let entry = entry?;
            let path = entry.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_hidden = name.starts_with(['.', '~']);
            // Most systems tell along with a name what it names; of a link what it leads to must be asked for.
            let kind = entry.file_type().ok().filter(|kind| !kind.is_symlink());
            folder.has_links |= kind.is_none();
            let is_dir = kind.map_or_else(|| path.is_dir(), |kind| kind.is_dir());
            if is_hidden && (is_dir || !is_hidden_table(&name)) {
                continue;
            }
            // Safari downloads into a folder that is named like the file.
            if is_dir && ending(&name) == UNFINISHED_FOLDER {
                folder.files.push(path);
            } else if is_dir {
                folder.folders.push(path);
            } else if ending(&name) != TOML {
                folder.files.push(path);
            }
        }
        for paths in [&mut folder.files, &mut folder.folders] {
            sort_by_name(paths, |path| path.to_string_lossy());
        }
        Ok(folder)
    }
}

/// The folders below another, each before those in it. One that is reached twice by links stands once; one that
/// cannot be opened is an error of its own.
pub(super) fn below(path: &Path) -> impl Iterator<Item = (PathBuf, io::Result<Folder>)> {
    let real = |path: &Path| dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut seen = HashSet::from([real(path)]);
    let mut waiting: Vec<PathBuf> = Vec::new();
    let mut open = Some(path.to_owned());
    std::iter::from_fn(move || {
        let next = open.take().or_else(|| waiting.pop())?;
        let folder = Folder::read(&next);
        if let Ok(folder) = &folder {
            let new = folder.folders.iter().rev().filter(|path| seen.insert(real(path)));
            waiting.extend(new.cloned());
        }
        Some((next, folder))
    })
    .skip(1)
}
