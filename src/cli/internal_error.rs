//! A panic that no call guards against: a defect of the program. It is told as one diagnostic, with nothing of what the
//! panic says, which may quote a file; what was begun and not finished is removed.
//!
//! This is done by the thread that panics, before anything is unwound: other threads may wait for what it will not do any
//! more.

use super::outcome::{Outcome, tell};
use super::{interrupt, own_window};
use crate::catalogue::{Lang, diagnostics};
use crate::guard::is_guarded;
use std::panic::{PanicHookInfo, set_hook};
use std::sync::atomic::{AtomicBool, Ordering};

/// From now on a panic ends the run as an error does.
pub(super) fn end_run_on_panic(lang: Lang) {
    set_hook(Box::new(move |panic| {
        if !is_guarded() {
            end(panic, lang);
        }
    }));
}

fn end(panic: &PanicHookInfo<'_>, lang: Lang) {
    static ENDS: AtomicBool = AtomicBool::new(false);
    // Of several threads that panic the first says so.
    while ENDS.swap(true, Ordering::SeqCst) {
        std::thread::park();
    }
    tell(&[diagnostics::internal_error(place(panic))], lang, false);
    own_window::wait_before_it_closes(lang);
    interrupt::stop(i32::from(Outcome::Unusable as u8));
}

/// Where in the sources it was, without the folders of the machine on which the program was built.
fn place(panic: &PanicHookInfo<'_>) -> String {
    let Some(location) = panic.location() else { return "?".to_owned() };
    let file = location.file().replace('\\', "/");
    let own = file.rfind("src/").and_then(|at| file.get(at..)).unwrap_or_default();
    format!("{own}:{}", location.line())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Says that a process of this test is to panic, and where.
    const PANIC: &str = "TIYANFEN_TEST_PANIC";

    /// Stands for the program in [`it_is_one_diagnostic`]: panics where that says.
    #[test]
    fn panics_where_it_is_told_to() {
        let Some(place) = std::env::var_os(PANIC) else { return };
        let folder = tempfile::tempdir().unwrap();
        end_run_on_panic(Lang::En);
        let file = interrupt::begin(|| tempfile::NamedTempFile::new_in(&folder)).unwrap();
        println!("{}", file.path().display());
        // A call that is guarded goes on.
        assert!(crate::guard::guarded(|| panic!("13800138000")).is_err());
        assert!(place != "main", "13800138000");
        std::thread::scope(|scope| {
            scope.spawn(|| panic!("13800138000"));
            // Another thread waits for what this one will not do any more.
            scope.spawn(std::thread::park);
        });
    }

    #[test]
    fn it_is_one_diagnostic() {
        for place in ["main", "thread"] {
            let mut program = Command::new(std::env::current_exe().unwrap());
            program.args([
                "--exact",
                "--nocapture",
                "cli::internal_error::tests::panics_where_it_is_told_to",
            ]);
            let output = program.env(PANIC, place).output().unwrap();
            let (out, err) =
                (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
            assert_eq!(output.status.code(), Some(2), "{place}: {err}");
            let said =
                "error[internal-error]: an error inside the program, no result (src/cli/internal_error.rs:";
            assert!(err.starts_with(said), "{place}: {err}");
            assert!(!err.contains("13800138000") && !err.contains("panicked"), "{place}: {err}");
            let file = out.lines().find(|line| line.contains("/.tmp") || line.contains("\\.tmp")).unwrap();
            assert!(!std::path::Path::new(file).exists(), "{place}: {file} is left");
        }
    }
}
