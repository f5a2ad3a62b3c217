//! Where the bytes of a file lie: in a file on disk, or unpacked in a temporary file.
//!
//! What is unpacked from a zip archive or a workbook may hold names and phone numbers. It goes into a temporary file
//! that has no name from the beginning, so that nothing is left behind however the program ends. One temporary file
//! holds all that a run unpacks, because an archive may have more entries than a process may have open files. It
//! cannot be opened twice; reading at positions gives every reader a place of its own.

use super::Watcher;
use super::limits::{Budget, FREE_SPACE, LimitExceeded, SPACE_STEP};
use crate::faults::{self, Operation};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How tests of faults name what is read and written here.
const EXPORTS: &str = "exports";
const UNPACKED: &str = "unpacked";

#[derive(Debug, Clone)]
pub(crate) enum Bytes {
    /// A file on disk.
    Path(PathBuf),
    /// A section of an open file: from where to where.
    Section(Arc<File>, u64, u64),
    /// The same bytes; the watcher is told when they are read.
    Watched(Box<Bytes>, Watcher),
}

impl Bytes {
    /// Opens them for reading.
    pub(crate) fn open(&self) -> io::Result<Handle> {
        let (file, start, end) = match self {
            Bytes::Path(path) => {
                faults::before(Operation::Open, EXPORTS)?;
                (Arc::new(File::open(path)?), 0, u64::MAX)
            }
            Bytes::Section(file, start, end) => (Arc::clone(file), *start, *end),
            Bytes::Watched(bytes, progress) => {
                return Ok(Handle { progress: Some(Arc::clone(progress)), ..bytes.open()? });
            }
        };
        Ok(Handle { file, start, end, position: start, progress: None })
    }

    /// How many there are, without opening anything; 0 where that is not known.
    pub(crate) fn length(&self) -> u64 {
        match self {
            Bytes::Path(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Bytes::Section(_, start, end) => end.saturating_sub(*start),
            Bytes::Watched(bytes, _) => bytes.length(),
        }
    }

    /// The same bytes, which tell a watcher when they are read where one is given.
    pub(crate) fn watched(&self, progress: Option<&Watcher>) -> Bytes {
        match progress {
            Some(progress) => Bytes::Watched(Box::new(self.clone()), Arc::clone(progress)),
            None => self.clone(),
        }
    }

    /// The first of them, at most `most`.
    pub(crate) fn first(&self, most: u64) -> io::Result<Bytes> {
        let Handle { file, start, end, .. } = self.open()?;
        let end = if end == u64::MAX { file.metadata()?.len() } else { end };
        Ok(Bytes::Section(file, start, end.min(start.saturating_add(most))))
    }
}

/// A reader with a place of its own in a file.
#[derive(Debug, Clone)]
pub(crate) struct Handle {
    file: Arc<File>,
    start: u64,
    /// `u64::MAX` for a whole file, whose end is not looked up.
    end: u64,
    position: u64,
    progress: Option<Watcher>,
}

impl Handle {
    pub(crate) fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len().min(self.end).saturating_sub(self.start))
    }

    /// Fills a buffer, or as much of it as there are bytes left; gives how much.
    pub(super) fn read_fully(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
            match self.read_some(rest) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(filled)
    }

    fn read_some(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let most = left.min(buffer.len());
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        #[cfg(unix)]
        let read_at = <File as std::os::unix::fs::FileExt>::read_at;
        #[cfg(windows)]
        let read_at = <File as std::os::windows::fs::FileExt>::seek_read;
        let read = faults::read(EXPORTS, buffer, |buffer| read_at(&self.file, buffer, self.position))?;
        self.position += read as u64;
        if let Some(progress) = &self.progress {
            progress.add(read as u64);
        }
        Ok(read)
    }
}

/// Gives less than was asked for at the end only: of a byte order mark whose bytes come one by one the csv crate makes a
/// part of the first header name, and neither it nor the one for XML reads again where the system interrupts.
impl Read for Handle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.read_fully(buffer)
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, offset) = match to {
            SeekFrom::Start(position) => (self.start.checked_add(position), 0),
            SeekFrom::Current(offset) => (Some(self.position), offset),
            SeekFrom::End(offset) => (self.start.checked_add(self.length()?), offset),
        };
        let position = base.and_then(|base| base.checked_add_signed(offset));
        let position = position.filter(|position| *position >= self.start);
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position - self.start)
    }
}

/// The temporary file into which a run unpacks; see above.
#[derive(Debug)]
pub(crate) struct Unpacker {
    file: Option<Arc<File>>,
    end: u64,
    budget: Budget,
    /// Up to where there is room for it, as far as was asked.
    room: u64,
    /// How much room a folder has.
    free: fn(&Path) -> io::Result<u64>,
}

impl Default for Unpacker {
    fn default() -> Unpacker {
        Unpacker::with_limit(None)
    }
}

impl Unpacker {
    /// With a limit of the user's in place of the usual ones.
    pub(crate) fn with_limit(most: Option<u64>) -> Unpacker {
        let free = |folder: &Path| fs4::available_space(folder);
        Unpacker { file: None, end: 0, budget: Budget::new(most), room: 0, free }
    }

    /// What is unpacked from now on comes of a file of so many bytes.
    pub(crate) fn begin_file(&mut self, packed: u64) {
        self.budget.begin_file(packed);
    }

    /// Counts bytes that were unpacked and are not kept.
    pub(crate) fn count(&mut self, bytes: u64) -> Result<(), LimitExceeded> {
        self.budget.take(bytes)
    }

    /// Begins a section. The borrow ensures that there is only one at a time.
    pub(crate) fn begin(&mut self) -> io::Result<UnpackedSection<'_>> {
        let file = if let Some(file) = &self.file {
            Arc::clone(file)
        } else {
            let folder = std::env::temp_dir();
            let made =
                faults::before(Operation::Create, UNPACKED).and_then(|()| tempfile::tempfile_in(&folder));
            let made = made.map_err(|why| LimitExceeded::Folder { folder, why: Arc::new(why) })?;
            Arc::clone(self.file.insert(Arc::new(made)))
        };
        Ok(UnpackedSection { file, start: self.end, unpacker: self })
    }

    /// Refuses what has no room, before it is unpacked: so many bytes, as it says of itself.
    pub(crate) fn expect(&mut self, bytes: u64) -> io::Result<()> {
        self.budget.admits(bytes)?;
        self.make_sure_of(bytes, Some(bytes))
    }

    /// Asks for the room of so many more bytes where that is not known.
    fn make_sure_of(&mut self, bytes: u64, needed: Option<u64>) -> io::Result<()> {
        let end = self.end.saturating_add(bytes);
        if end <= self.room {
            return Ok(());
        }
        let folder = std::env::temp_dir();
        // A system that does not say it lets the file grow until it is full, which is told just as well.
        let free = (self.free)(&folder).unwrap_or(u64::MAX);
        if free.saturating_sub(FREE_SPACE) < bytes {
            return Err(LimitExceeded::Space { folder, needed, free }.into());
        }
        self.room = self.end.saturating_add(bytes.max(SPACE_STEP.min(free.saturating_sub(FREE_SPACE))));
        Ok(())
    }

    /// How far it is written, for [`Unpacker::give_back`].
    pub(crate) fn mark(&self) -> u64 {
        self.end
    }

    /// Frees the space of all sections since a mark; they must no longer be read.
    pub(crate) fn give_back(&mut self, mark: u64) {
        self.end = self.end.min(mark);
        if let Some(file) = &self.file {
            // Where that cannot be done, the space is overwritten later.
            let _ = file.set_len(self.end);
        }
    }
}

/// Another program may have filled the disk meanwhile.
fn full(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            LimitExceeded::Space { folder: std::env::temp_dir(), needed: None, free: 0 }.into()
        }
        _ => error,
    }
}

/// A section that is being written.
#[derive(Debug)]
pub(crate) struct UnpackedSection<'u> {
    file: Arc<File>,
    start: u64,
    unpacker: &'u mut Unpacker,
}

impl UnpackedSection<'_> {
    pub(crate) fn finish(self) -> Bytes {
        Bytes::Section(self.file, self.start, self.unpacker.end)
    }
}

impl Write for UnpackedSection<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let unpacker = &mut *self.unpacker;
        unpacker.make_sure_of(bytes.len() as u64, None)?;
        #[cfg(unix)]
        let write_at = <File as std::os::unix::fs::FileExt>::write_at;
        #[cfg(windows)]
        let write_at = <File as std::os::windows::fs::FileExt>::seek_write;
        let written = faults::write(UNPACKED, bytes, |bytes| write_at(&self.file, bytes, unpacker.end));
        let written = written.map_err(full)?;
        unpacker.budget.take(written as u64)?;
        unpacker.end += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
