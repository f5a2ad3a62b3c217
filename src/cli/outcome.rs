//! How a run ends: exit code 0 done, 1 below `--fail-under` or found by `--fail-if-any`, 2 bad usage or unusable input, 3 a
//! mail that was not sent. A reader that goes away (a broken pipe) is no failure.

use super::progress;
use crate::catalogue::{Diagnostic, Lang, Severity, diagnostics};
use crate::input::Loaded;
use std::io::{self, Write};

/// How a command ended: its exit code, and the worse one where two hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Done = 0,
    /// The score is below `--fail-under`, or there is something that `--fail-if-any` fails for.
    Below = 1,
    /// Something could not be used.
    Unusable = 2,
    /// A mail was not sent.
    NotSent = 3,
}

/// Why a command did not end.
#[derive(Debug)]
pub(super) enum Failure {
    /// Nobody reads standard output any more.
    BrokenPipe,
    Diagnosed(Vec<Diagnostic>),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Failure {
        Failure::Diagnosed(vec![diagnostic])
    }
}

impl From<Box<Diagnostic>> for Failure {
    fn from(diagnostic: Box<Diagnostic>) -> Failure {
        Failure::from(*diagnostic)
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Failure {
        Failure::Diagnosed(diagnostics)
    }
}

/// What no user can do anything about.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::from(diagnostics::output_unwritable(error.to_string()))
    }
}

impl Outcome {
    /// Done, unless a file was refused.
    pub(super) fn of(loaded: &Loaded) -> Outcome {
        if loaded.has_refused() { Outcome::Unusable } else { Outcome::Done }
    }
}

impl Failure {
    /// An error after reading comes behind what reading had to say.
    pub(super) fn beside(loaded: &Loaded, error: Diagnostic) -> Failure {
        Failure::Diagnosed(loaded.diagnostics.iter().cloned().chain([error]).collect())
    }
}

/// Says diagnostics on standard error; when quiet, only the errors.
pub(super) fn tell(diagnostics: &[Diagnostic], lang: Lang, quiet: bool) {
    progress::clear();
    let mut stderr = io::stderr().lock();
    for diagnostic in diagnostics {
        if !quiet || diagnostic.code.severity() == Severity::Error {
            // Nobody to tell that nobody listens.
            let _ = writeln!(stderr, "{}", diagnostic.render(lang));
        }
    }
}
