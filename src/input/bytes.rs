//! Where the bytes of a file lie: on disk where the shop put them, or unpacked into a file without a name.
//!
//! What is taken out of a zip archive or a workbook may hold names and phone numbers. It goes into a file
//! that has no name from the beginning, so that nothing is left behind however the program ends. Such a
//! file cannot be opened twice; reading at positions gives every reader a place of its own.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// The bytes of a file.
#[derive(Debug, Clone)]
pub enum Bytes {
    /// A file on disk.
    Path(PathBuf),
    /// An unpacked file without a name.
    Unpacked(Arc<File>),
}

impl Bytes {
    /// Begins to read.
    pub fn open(&self) -> io::Result<Handle> {
        let file = match self {
            Bytes::Path(path) => Arc::new(File::open(path)?),
            Bytes::Unpacked(file) => Arc::clone(file),
        };
        Ok(Handle { file, position: 0 })
    }

    /// Takes everything out of a reader.
    pub fn unpack(from: &mut dyn Read) -> io::Result<Bytes> {
        let mut file = tempfile::tempfile()?;
        io::copy(from, &mut file)?;
        Ok(Bytes::Unpacked(Arc::new(file)))
    }
}

/// A reader with a place of its own in a file.
#[derive(Debug, Clone)]
pub struct Handle {
    file: Arc<File>,
    position: u64,
}

impl Handle {
    /// How long the file is.
    pub fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }
}

impl Read for Handle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(&*self.file, buffer, self.position)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(&*self.file, buffer, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Handle {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (base, offset) = match to {
            SeekFrom::Start(position) => (position, 0),
            SeekFrom::Current(offset) => (self.position, offset),
            SeekFrom::End(offset) => (self.length()?, offset),
        };
        let position = base.checked_add_signed(offset);
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_has_a_place_of_its_own() {
        let bytes = Bytes::unpack(&mut "0123456789".as_bytes()).unwrap();
        let (mut a, mut b) = (bytes.open().unwrap(), bytes.open().unwrap());
        let mut two = [0; 2];
        a.read_exact(&mut two).unwrap();
        b.seek(SeekFrom::End(-3)).unwrap();
        b.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"78");
        a.seek(SeekFrom::Current(2)).unwrap();
        a.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"45");
        assert!(a.seek(SeekFrom::Current(-100)).is_err());
        assert_eq!(b.length().unwrap(), 10);
    }
}
