//! Whether a file on disk is still the file that was opened.
//!
//! Detection and reading open a file several times, at places of their own. If it is written in between (a download
//! that goes on, a program that saves it), what was read is neither the old file nor the new one.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file on disk as it was when it was opened.
#[derive(Debug)]
pub(super) struct OpenedFile {
    path: PathBuf,
    state: FileState,
}

#[derive(Debug, PartialEq, Eq)]
struct FileState {
    length: u64,
    modified: Option<SystemTime>,
    /// Tells a file from another one that was put in its place.
    number: u64,
}

impl OpenedFile {
    /// `None` for what is no regular file, which has no state to compare.
    pub(super) fn of(path: &Path) -> Option<OpenedFile> {
        FileState::of(path).map(|state| OpenedFile { path: path.to_owned(), state })
    }

    /// Whether it was written, replaced or removed since then.
    pub(super) fn has_changed(&self) -> bool {
        FileState::of(&self.path).is_none_or(|state| state != self.state)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl FileState {
    fn of(path: &Path) -> Option<FileState> {
        let metadata = path.metadata().ok().filter(Metadata::is_file)?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let number = 0;
        Some(FileState { length: metadata.len(), modified: metadata.modified().ok(), number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::Write;
    use std::time::Duration;

    #[test]
    fn what_is_written_replaced_or_removed_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("订单.csv");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let write = |text: &str, modified: SystemTime| {
            let mut file = File::create(&path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.set_modified(modified).unwrap();
        };
        write("abc", long_ago);
        let opened = || OpenedFile::of(&path).unwrap();
        let before = opened();
        assert!(!before.has_changed(), "reading is no change");
        // Longer, shorter, and of the same length at another time.
        for (text, later) in [("abcd", 0), ("ab", 0), ("xyz", 1)] {
            write("abc", long_ago);
            let before = opened();
            write(text, long_ago + Duration::from_secs(later));
            assert!(before.has_changed(), "{text}");
        }
        write("abc", long_ago);
        let before = opened();
        #[cfg(unix)]
        {
            let other = folder.path().join("other");
            std::fs::copy(&path, &other).unwrap();
            File::options().write(true).open(&other).unwrap().set_modified(long_ago).unwrap();
            std::fs::rename(&other, &path).unwrap();
            assert!(before.has_changed(), "another file of the same length and time");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(before.has_changed());
        assert!(OpenedFile::of(folder.path()).is_none(), "a folder");
    }
}
