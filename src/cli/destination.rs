//! Where an output goes: a file beside its final place, a device, or standard output.

use super::interrupt;
use crate::catalogue::{Diagnostic, diagnostics, io_reason};
use crate::faults::{self, Operation};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How tests of faults name it.
pub(super) const OUTPUT: &str = "output";

pub(super) enum Destination {
    Stdout,
    /// A new file beside its final place.
    Fresh(NamedTempFile, PathBuf),
    /// A device or pipe: it cannot be replaced, so it is written to.
    Device(File, PathBuf),
}

impl Destination {
    pub(super) fn open(path: Option<&Path>) -> Result<Destination, Diagnostic> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Destination::Stdout) };
        let unwritable = |e: io::Error| unwritable(path, &e);
        if path.is_dir() {
            return Err(unwritable(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        if is_one_of(path, &["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]) {
            return Ok(Destination::Stdout);
        }
        if path.starts_with("/dev/fd") || is_one_of(path, &["/dev/stderr", "/proc/self/fd/2"]) {
            // Behind it may lie a file that somebody else is writing: it goes on there, and is not replaced.
            let device = File::options().append(true).open(path).map_err(unwritable)?;
            return Ok(Destination::Device(device, path.to_owned()));
        }
        if path.exists() && !path.is_file() {
            faults::before(Operation::Open, OUTPUT).map_err(unwritable)?;
            let device = File::options().write(true).open(path).map_err(unwritable)?;
            return Ok(Destination::Device(device, path.to_owned()));
        }
        // A link is followed: what it points to is replaced, not the link. Of a file that is not there yet the folder
        // may be a link, or be written in several ways.
        let beside = || Some(dunce::canonicalize(path.parent()?.join(".")).ok()?.join(path.file_name()?));
        let target = dunce::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned());
        let folder = match target.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tiyanfen-");
        // A file made for one's own eyes only would surprise the spreadsheet next door.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let kept = std::fs::metadata(&target).map(|m| m.permissions());
            builder.permissions(kept.unwrap_or_else(|_| std::fs::Permissions::from_mode(0o666)));
        }
        let make = || {
            faults::before(Operation::Create, OUTPUT)?;
            builder.tempfile_in(folder)
        };
        let fresh = interrupt::begin(make).map_err(unwritable)?;
        Ok(Destination::Fresh(fresh, target))
    }
}

fn is_one_of(path: &Path, names: &[&str]) -> bool {
    names.iter().any(|name| path == Path::new(name))
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    diagnostics::output_unwritable(io_reason(error)).path(path.to_string_lossy())
}
