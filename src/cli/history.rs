//! The history of a run: read before the work, so that one that is damaged stops it, and rewritten behind it, one run at
//! a time.

use super::arguments::OutputFile;
use super::interrupt;
use super::outcome::Failure;
use super::output::Output;
use crate::catalogue::{Diagnostic, Headers, Lang, diagnostics, io_reason, text};
use crate::cli::help::say;
use crate::faults::{self, Operation};
use crate::history::{History, HistoryFile, HistoryRow};
use crate::input::Loaded;
use clap::Args;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// So long a run waits for another one. Rewriting takes far less than a second.
const PATIENCE: Duration = Duration::from_secs(5);
/// And looks again so often.
const PAUSE: Duration = Duration::from_millis(20);

/// Where scores of days are kept, and where days are taken from that the exports no longer reach.
#[derive(Debug, Default, Args)]
pub(super) struct HistoryArgs {
    #[arg(long, value_name = "FILE", help = say(text::help_append))]
    pub append: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = say(text::help_history))]
    pub history: Option<PathBuf>,
}

/// What is kept of earlier runs, and where this one is to be kept.
pub(super) struct Kept {
    history: Option<Reading>,
    append: Option<Append>,
}

struct Reading {
    file: HistoryFile,
    path: PathBuf,
    /// Was it asked for? A history that only this run begins need not know the shop.
    is_asked: bool,
}

struct Append {
    path: PathBuf,
    headers: Headers,
    output: Output,
}

impl HistoryArgs {
    /// Reads and checks both; a new file has such headers. Nothing is written before [`Kept::append`].
    pub(super) fn open(&self, headers: Headers) -> Result<Kept, Failure> {
        let append = self.append.as_ref().map(|path| Append::open(path, headers)).transpose()?;
        let read =
            |path: &PathBuf, file: HistoryFile, is_asked| Reading { file, path: path.clone(), is_asked };
        let history = match (&self.history, &self.append) {
            (Some(path), _) => Some(read(path, HistoryFile::read(path)?, true)),
            (None, Some(path)) => Some(read(path, HistoryFile::read_or_new(path, headers)?, false)),
            (None, None) => None,
        };
        Ok(Kept { history, append })
    }
}

impl Kept {
    /// Refuses to write over an export, or to the same file as the document.
    pub(super) fn spares(&self, loaded: &Loaded, document: &Output) -> Result<(), Failure> {
        let Some(append) = &self.append else { return Ok(()) };
        append.output.spares_exports(loaded).map_err(|wrong| Failure::beside(loaded, wrong))?;
        if append.output.is_apart_from(document) {
            return Ok(());
        }
        let alike = diagnostics::outputs_alike("--append", "--output").path(append.path.to_string_lossy());
        Err(Failure::beside(loaded, alike))
    }

    /// The days of a shop under a rulebook.
    pub(super) fn of(&self, shop: Option<&str>, rulebook_id: &str) -> Option<History> {
        self.history.as_ref().map(|history| history.file.of(shop, rulebook_id))
    }

    /// A history that was asked for and knows other shops or rulebooks only.
    pub(super) fn stranger(&self, shop: Option<&str>, rulebook_id: &str) -> Option<Diagnostic> {
        let reading = self.history.as_ref().filter(|reading| reading.is_asked)?;
        let owners = reading.file.owners();
        if owners.is_empty() || !reading.file.of(shop, rulebook_id).is_empty() {
            return None;
        }
        let named = |lang: Lang| {
            let nameless = text::history_nameless(lang);
            let owners =
                owners.iter().map(|(shop, id)| text::history_owner(lang, shop.unwrap_or(nameless), id));
            owners.collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        Some(diagnostics::history_empty(rulebook_id, named).path(reading.path.to_string_lossy()))
    }

    /// Puts the rows of the run into the history. They are asked for only where one is kept.
    pub(super) fn append(
        self,
        rows: impl FnOnce() -> anyhow::Result<Vec<HistoryRow>>,
    ) -> Result<(), Failure> {
        let Some(append) = self.append else { return Ok(()) };
        let rows = rows()?;
        if rows.is_empty() { Ok(()) } else { append.put(&rows) }
    }
}

impl Append {
    fn open(path: &Path, headers: Headers) -> Result<Append, Failure> {
        // Standard output cannot be read back; a file may be called so.
        let path = if path == Path::new("-") { Path::new("./-").to_owned() } else { path.to_owned() };
        let output = OutputFile { output: Some(path.clone()) }.open()?;
        Ok(Append { path, headers, output })
    }

    fn put(self, rows: &[HistoryRow]) -> Result<(), Failure> {
        let lock = Lock::of(&self.path)?;
        // What another run has put in since this one began stays.
        let file = HistoryFile::read_or_new(&self.path, self.headers)?;
        self.output.finish(file.with(rows))?;
        drop(lock);
        Ok(())
    }
}

/// Keeps other runs away from a history. The history itself cannot be locked, because it is replaced.
struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    fn of(history: &Path) -> Result<Lock, Diagnostic> {
        let target = dunce::canonicalize(history).unwrap_or_else(|_| history.to_owned());
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = target.with_file_name(format!(".{name}.lock"));
        let begun = Instant::now();
        let unwritable =
            |error: &io::Error| diagnostics::output_unwritable(io_reason(error)).path(path.to_string_lossy());
        let lock = || {
            faults::before(Operation::Create, "lock")?;
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            let locked = file.try_lock();
            Ok((file, locked))
        };
        // Whoever holds it takes it away, also when interrupted.
        let own = |(file, locked): &(File, Result<(), TryLockError>)| {
            (cfg!(unix) && locked.is_ok() && is_still(file, &path)).then(|| path.clone())
        };
        loop {
            let (file, locked) = interrupt::begin_own(lock, own).map_err(|error| unwritable(&error))?;
            match locked {
                Ok(()) if is_still(&file, &path) => return Ok(Lock { file, path }),
                // Its owner has removed it in between.
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let locked = diagnostics::history_locked(
                        PATIENCE.as_secs().to_string(),
                        path.to_string_lossy().into_owned(),
                    );
                    return Err(locked.path(history.to_string_lossy()));
                }
                Err(TryLockError::Error(error)) => return Err(unwritable(&error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever waits for it finds that it is no longer there and makes another.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
            interrupt::finished(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Is the file that was opened still the one of that name?
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let ids = (file.metadata().map(id), path.metadata().map(id));
    matches!(ids, (Ok(own), Ok(named)) if own == named)
}

/// Where it is never removed it stays what it is.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
