//! Ctrl-C and its relatives: whatever a run has begun and not finished is gone when it ends, and the exit
//! code says why it ended.

use super::progress;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;

/// Files that are being written, under names of their own. A run has one process-wide end, so there is one
/// list.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a file that goes away if the run is interrupted before [`finished`].
pub(super) fn begin(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    begin_own(make, |file| Some(file.path().to_owned()))
}

/// The same for what need not be this run's own; `own` tells its path where it is.
pub(super) fn begin_own<F>(
    make: impl FnOnce() -> io::Result<F>,
    own: impl FnOnce(&F) -> Option<PathBuf>,
) -> io::Result<F> {
    // Held until the file is on the list: an interrupt waits so long, and finds it.
    let mut unfinished = unfinished();
    let file = make()?;
    unfinished.extend(own(&file));
    Ok(file)
}

/// The file is in its place.
pub(super) fn finished(path: &Path) {
    unfinished().retain(|other| other != path);
}

/// From now on an interrupt cleans up. Where that cannot be had, it ends the run as it always did.
pub(super) fn listen() {
    let _ = set_up();
}

#[cfg(unix)]
fn set_up() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = vec![SIGINT, SIGTERM];
    // A closed window, which `nohup` keeps from the run.
    if !is_ignored(SIGHUP) {
        signals.push(SIGHUP);
    }
    // The thread comes first: where the system refuses it, signals must keep ending the run.
    let (listens, wait_for_it) = std::sync::mpsc::channel();
    let wait = move || {
        let Ok(mut signals) = signal_hook::iterator::Signals::new(signals) else { return };
        let _ = listens.send(());
        signals.forever().next().into_iter().for_each(|signal| stop(128 + signal));
    };
    std::thread::Builder::new().name("interrupt".to_owned()).spawn(wait)?;
    // An error says that signals cannot be had.
    let _ = wait_for_it.recv();
    Ok(())
}

/// Whether a signal was ignored when the program began. The call that tells it is unsafe in every library; Linux also
/// writes it down in a file. Elsewhere a run without a terminal may be one of `nohup`.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        return !std::io::IsTerminal::is_terminal(&io::stderr());
    };
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(windows)]
fn set_up() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| stop(130))
}

#[cfg(not(any(unix, windows)))]
fn set_up() -> io::Result<()> {
    Ok(())
}

/// Cleans up and ends the run.
pub(super) fn stop(code: i32) {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        // It may just have got its place.
        let _ = std::fs::remove_file(path);
    }
    progress::clear();
    std::process::exit(code)
}
