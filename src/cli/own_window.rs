//! On Windows a program that is started from the desktop, by a double click or by dropping files on it, has a window
//! of its own, which closes together with it. Whoever started it there must be able to read what it said.

use crate::catalogue::{Lang, text};
use std::io::{self, IsTerminal, Write};

/// Waits for Enter where the window would close together with the program.
pub(super) fn wait_before_it_closes(lang: Lang) {
    // Standard input is not touched where nothing is waited for: it comes with a buffer.
    if cfg!(windows)
        && io::stdin().is_terminal()
        && io::stderr().is_terminal()
        && is_started_from_the_desktop()
    {
        // Nobody to tell that nobody listens.
        let _ = write!(io::stderr().lock(), "\n{}", text::close_window(lang));
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// Whether the program was started by the desktop and no shell. That its parent is asked for, instead of how many
/// processes share its console, spares unsafe code.
#[cfg(windows)]
fn is_started_from_the_desktop() -> bool {
    let own = std::process::id();
    let parent = process(own).map(|(parent, _)| parent);
    let starter = parent.and_then(process);
    starter.is_some_and(|(_, name)| name.eq_ignore_ascii_case("explorer.exe"))
}

/// The parent of a process, and the name of its program.
#[cfg(windows)]
fn process(id: u32) -> Option<(u32, String)> {
    use winsafe::{HPROCESSLIST, co::TH32CS};
    let mut processes = HPROCESSLIST::CreateToolhelp32Snapshot(TH32CS::SNAPPROCESS, None).ok()?;
    let mut running = processes.iter_processes().map_while(Result::ok);
    let found = running.find(|process| process.th32ProcessID == id)?;
    Some((found.th32ParentProcessID, found.szExeFile()))
}

/// Elsewhere a window stays until somebody closes it.
#[cfg(not(windows))]
fn is_started_from_the_desktop() -> bool {
    false
}
