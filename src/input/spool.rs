//! What is no file on disk and can be read once only, a pipe or standard input: it is read to its end, into a temporary
//! file, and then is a file like any other.

use super::bytes::{Bytes, Unpacker};
use super::refusal::{Refusal, unreadable};
use super::source::Source;
use crate::catalogue::{diagnostics, text};
use crate::faults::Faulty;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

/// The name that stands for standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Whether a path stands for standard input: a file may have its name.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT) && !path.exists()
}

/// A file as it is now that it is opened; `None` for what is no file on disk.
pub(super) fn file(source: &Source) -> Option<Source> {
    let file = source.open();
    // What has a state to compare is a regular file.
    let is_stream = || matches!(&source.bytes, Bytes::Path(path) if stream(path).is_some());
    (file.opened.is_some() || !is_stream()).then_some(file)
}

/// The same of a pipe that was named, too, which is read. One that lies in a folder is nobody's export, and whoever waits
/// for its other end would wait for ever.
pub(super) fn opened(source: &Source, unpacker: &mut Unpacker) -> Result<Source, Refusal> {
    let Bytes::Path(path) = &source.bytes else { return Ok(source.open()) };
    let Some(stream) = stream(path) else { return Ok(source.open()) };
    if !source.named {
        return Err(Refusal { diagnostic: diagnostics::file_skipped, what: text::skipped_not_a_file.into() });
    }
    Ok(Source { bytes: spool(stream, path, u64::MAX, unpacker)?, ..source.clone() })
}

/// What can be read once only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    StandardInput,
    Pipe,
    /// A device or socket, or a terminal, which has no end.
    Endless,
}

/// Whether a path is no file that can be read at any place; `None` for a file and for a folder.
pub(super) fn stream(path: &Path) -> Option<Stream> {
    if is_standard_input(path) {
        return Some(if io::stdin().is_terminal() { Stream::Endless } else { Stream::StandardInput });
    }
    let kind = match path.metadata() {
        Ok(metadata) => metadata.file_type(),
        // A link to nothing.
        Err(_) => return path.is_symlink().then_some(Stream::Endless),
    };
    #[cfg(unix)]
    if std::os::unix::fs::FileTypeExt::is_fifo(&kind) {
        return Some(Stream::Pipe);
    }
    (!kind.is_file() && !kind.is_dir()).then_some(Stream::Endless)
}

/// Reads at most so many bytes of it.
pub(super) fn spool(
    stream: Stream,
    path: &Path,
    most: u64,
    unpacker: &mut Unpacker,
) -> Result<Bytes, Refusal> {
    let mut copy = |from: &mut dyn Read| {
        let mut section = unpacker.begin()?;
        io::copy(&mut from.take(most), &mut section)?;
        Ok(section.finish())
    };
    let copied = match stream {
        Stream::StandardInput => copy(&mut Faulty::new("standard input", io::stdin().lock())),
        Stream::Pipe => Faulty::open("pipe", path).and_then(|mut pipe| copy(&mut pipe)),
        Stream::Endless => {
            return Err(Refusal {
                diagnostic: diagnostics::file_unrecognised,
                what: text::not_a_file.into(),
            });
        }
    };
    copied.map_err(|why| unreadable(&why))
}
