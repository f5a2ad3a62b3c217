//! Where the result goes: standard output, or a file that is opened before the work and appears whole or
//! not at all.

use super::outcome::Failure;
use super::{interrupt, progress};
use crate::catalogue::{Code, Diagnostic, io_reason};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output that was opened.
pub enum Output {
    /// Standard output.
    Stdout,
    /// A new file beside its final place.
    Fresh(NamedTempFile, PathBuf),
    /// A device or pipe: it cannot be replaced, so it is written to.
    Device(File, PathBuf),
}

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl Output {
    /// Opens an output; `-` and nothing are standard output.
    pub fn open(path: Option<&Path>) -> Result<Output, Diagnostic> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Output::Stdout) };
        let unwritable = |e: io::Error| unwritable(path, &e);
        if path.is_dir() {
            return Err(unwritable(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        if path.exists() && !path.is_file() {
            let device = File::options().write(true).open(path).map_err(unwritable)?;
            return Ok(Output::Device(device, path.to_owned()));
        }
        // A link is followed: what it points to is replaced, not the link.
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
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
        let fresh = interrupt::begin(|| builder.tempfile_in(folder)).map_err(unwritable)?;
        Ok(Output::Fresh(fresh, target))
    }

    /// The same for a file that somebody fills in by hand: one that is there is never replaced.
    pub fn open_new(path: Option<&Path>) -> Result<Output, Diagnostic> {
        let is_kept = |metadata: std::fs::Metadata| metadata.is_file() || metadata.is_symlink();
        match path.filter(|path| path.symlink_metadata().is_ok_and(is_kept)) {
            Some(there) => Err(Diagnostic::new(Code::ConfigExists).path(there.to_string_lossy())),
            None => Output::open(path),
        }
    }

    /// May the text be coloured?
    pub fn takes_colour(&self) -> bool {
        let choice = anstream::AutoStream::choice(&io::stdout());
        matches!(self, Output::Stdout) && io::stdout().is_terminal() && choice != anstream::ColorChoice::Never
    }

    /// Writes the result and puts the file in its place.
    pub fn finish(self, result: impl AsRef<[u8]>, bom: bool) -> Result<(), Failure> {
        progress::clear();
        let mark: &[u8] = if bom { BYTE_ORDER_MARK } else { b"" };
        let written = |mut to: &mut dyn Write| {
            to.write_all(mark)
                .and_then(|()| to.write_all(result.as_ref()))
                .and_then(|()| Write::flush(&mut to))
        };
        match self {
            Output::Stdout => match written(&mut io::stdout().lock()) {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(Failure::BrokenPipe),
                Err(e) => Err(unwritable(Path::new("-"), &e).into()),
                Ok(()) => Ok(()),
            },
            Output::Device(mut file, path) => written(&mut file).map_err(|e| unwritable(&path, &e).into()),
            Output::Fresh(mut file, path) => {
                written(&mut file).map_err(|e| unwritable(&path, &e))?;
                let name = file.path().to_owned();
                file.persist(&path).map_err(|e| unwritable(&path, &e.error))?;
                interrupt::finished(&name);
                Ok(())
            }
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::OutputUnwritable).path(path.to_string_lossy()).with("why", io_reason(error))
}
