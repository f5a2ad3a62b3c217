//! Faults of reading and writing, for tests: disks fail and fill up, calls are interrupted and do half of what they were
//! asked, readers go away.
//!
//! Every read and write of a run on which a result depends goes through this file: of exports, of what is unpacked from
//! them, of files that people type, of histories and of results; opening, creating and renaming files, too. The
//! operations of a run are counted, and a test asks for a fault at any of them:
//!
//! ```text
//! TIYANFEN_FAULTS=eio@17        the 17th operation fails
//! TIYANFEN_FAULTS=enospc@17+    the 17th and all behind it
//! TIYANFEN_FAULTS=eintr@/2      every second one
//! TIYANFEN_FAULTS=slow@17+      nothing fails, but takes its time, so that what a test does meanwhile meets it
//! TIYANFEN_FAULTS=stop@17       the run stands still before the 17th, until the test ends it
//! TIYANFEN_FAULTS_LOG=FILE      writes a line for each operation, so that a test knows how many there are
//! ```
//!
//! A run is a process, so a test changes its own run and no other, and sees what a user would see. Programs without
//! debug assertions, which are those that users have, know neither variable: all that is left of this file there are the
//! calls that it wraps.

use std::io::{self, Read, Write};
use std::path::Path;

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(debug_assertions), allow(dead_code))]
pub(crate) enum Operation {
    /// Opening it, or a folder.
    Open,
    /// Reading from it.
    Read,
    /// Making it.
    Create,
    /// Writing to it, or making sure that all is written.
    Write,
    /// Giving it its name.
    Rename,
}

/// Comes before an operation on `what` that is neither reading nor writing.
#[inline]
pub(crate) fn before(operation: Operation, what: &'static str) -> io::Result<()> {
    match allowed(operation, what) {
        // The standard library repeats what was interrupted here.
        Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(error),
        _ => Ok(()),
    }
}

/// Reads into a buffer, or into its beginning.
#[inline]
pub(crate) fn read(
    what: &'static str,
    buffer: &mut [u8],
    read: impl FnOnce(&mut [u8]) -> io::Result<usize>,
) -> io::Result<usize> {
    let most = allowed(Operation::Read, what)?.min(buffer.len());
    read(buffer.get_mut(..most).unwrap_or_default())
}

/// Writes bytes, or the first of them.
#[inline]
pub(crate) fn write(
    what: &'static str,
    bytes: &[u8],
    write: impl FnOnce(&[u8]) -> io::Result<usize>,
) -> io::Result<usize> {
    let most = allowed(Operation::Write, what)?.min(bytes.len());
    write(bytes.get(..most).unwrap_or_default())
}

/// All bytes of a file.
pub(crate) fn read_file(what: &'static str, path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    FaultyFile::open(what, path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A reader or writer all of whose operations are counted.
#[derive(Debug)]
pub(crate) struct Faulty<T> {
    what: &'static str,
    inner: T,
}

/// A file that is read.
pub(crate) type FaultyFile = Faulty<std::fs::File>;

impl<T> Faulty<T> {
    pub(crate) fn new(what: &'static str, inner: T) -> Faulty<T> {
        Faulty { what, inner }
    }
}

impl FaultyFile {
    /// Opens a file for reading.
    pub(crate) fn open(what: &'static str, path: &Path) -> io::Result<FaultyFile> {
        before(Operation::Open, what)?;
        std::fs::File::open(path).map(|file| Faulty::new(what, file))
    }
}

impl<T: Read> Read for Faulty<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        read(self.what, buffer, |buffer| self.inner.read(buffer))
    }
}

impl<T: Write> Write for Faulty<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(self.what, bytes, |bytes| self.inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        before(Operation::Write, self.what)?;
        self.inner.flush()
    }
}

/// How many bytes an operation may move at most.
#[cfg(not(debug_assertions))]
#[inline(always)]
fn allowed(_: Operation, _: &'static str) -> io::Result<usize> {
    Ok(usize::MAX)
}

#[cfg(debug_assertions)]
use injected::allowed;

#[cfg(debug_assertions)]
mod injected {
    use super::Operation;
    use std::fs::File;
    use std::io::{self, Write};
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    /// What the two variables ask for.
    #[derive(Debug, Default)]
    struct Plan {
        fault: Option<(Fault, Moment)>,
        log: Option<File>,
    }

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Fault {
        /// The system gives this number of an error.
        Error(i32),
        /// One byte is moved.
        Short,
        /// It begins so much later.
        Late(Duration),
    }

    /// Which operations, counted from 1.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Moment {
        Only(u64),
        From(u64),
        Every(u64),
    }

    impl Fault {
        fn of(name: &str) -> Option<Fault> {
            Some(match name {
                "eintr" => Fault::Error(4),
                "eio" => Fault::Error(5),
                "enospc" => Fault::Error(28),
                "epipe" => Fault::Error(32),
                "short" => Fault::Short,
                "slow" => Fault::Late(Duration::from_millis(1)),
                "stop" => Fault::Late(Duration::from_secs(600)),
                _ => return None,
            })
        }
    }

    impl Moment {
        fn of(text: &str) -> Option<Moment> {
            let (number, of) = match (text.strip_prefix('/'), text.strip_suffix('+')) {
                (Some(number), _) => (number, Moment::Every as fn(u64) -> Moment),
                (_, Some(number)) => (number, Moment::From as fn(u64) -> Moment),
                _ => (text, Moment::Only as fn(u64) -> Moment),
            };
            number.parse().ok().filter(|number| *number > 0).map(of)
        }

        fn is(self, number: u64) -> bool {
            match self {
                Moment::Only(own) => number == own,
                Moment::From(first) => number >= first,
                Moment::Every(step) => number.is_multiple_of(step),
            }
        }
    }

    impl Plan {
        fn of_environment() -> Plan {
            let asked = std::env::var("TIYANFEN_FAULTS").ok();
            let fault = asked.as_deref().and_then(|asked| asked.split_once('@'));
            let log = std::env::var_os("TIYANFEN_FAULTS_LOG");
            Plan {
                fault: fault.and_then(|(fault, moment)| Fault::of(fault).zip(Moment::of(moment))),
                log: log.and_then(|path| File::options().create(true).append(true).open(path).ok()),
            }
        }
    }

    pub(super) fn allowed(operation: Operation, what: &'static str) -> io::Result<usize> {
        static PLAN: OnceLock<Plan> = OnceLock::new();
        static COUNTED: AtomicU64 = AtomicU64::new(0);
        let plan = PLAN.get_or_init(Plan::of_environment);
        let number = COUNTED.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(mut log) = plan.log.as_ref() {
            log.write_all(format!("{operation:?} {what}\n").as_bytes())?;
        }
        match plan.fault {
            Some((Fault::Error(code), moment)) if moment.is(number) => {
                Err(io::Error::from_raw_os_error(code))
            }
            Some((Fault::Short, moment)) if moment.is(number) => Ok(1),
            Some((Fault::Late(time), moment)) if moment.is(number) => {
                std::thread::sleep(time);
                Ok(usize::MAX)
            }
            _ => Ok(usize::MAX),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn faults_come_when_they_are_asked_for() {
            let at = |text: &str| {
                let moment = Moment::of(text)?;
                Some((1..7).filter(|number| moment.is(*number)).collect::<Vec<u64>>())
            };
            assert_eq!(at("3"), Some(vec![3]));
            assert_eq!(at("3+"), Some(vec![3, 4, 5, 6]));
            assert_eq!(at("/3"), Some(vec![3, 6]));
            assert_eq!((at("0"), at(""), at("x+")), (None, None, None));
        }
    }
}
