//! Why a file is not read, without its name.

use super::limits::LimitExceeded;
use super::system_error;
use crate::catalogue::{Arg, Diagnostic, PlainText, diagnostics, io_reason, text};
use std::io;

/// Why a file, an archive or one of its entries is not read.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What it is, of what was found.
    pub(crate) diagnostic: fn(Arg) -> Diagnostic,
    /// What was found.
    pub(crate) what: Arg,
}

impl Refusal {
    /// The diagnostic without the name of the file.
    pub(crate) fn into_diagnostic(self) -> Diagnostic {
        (self.diagnostic)(self.what)
    }

    /// A library has panicked over it.
    pub(crate) fn broken() -> Refusal {
        Refusal { diagnostic: |_| diagnostics::file_broken(), what: "".into() }
    }
}

/// An error of unpacking: one of the system means that the file cannot be read; any other one that the stream is broken.
pub(crate) fn io_refusal(error: &io::Error) -> Refusal {
    if let Some(limit) = LimitExceeded::of(error) {
        return limit.refusal();
    }
    if let Some(error) = system_error::behind(error) {
        return Refusal { diagnostic: diagnostics::path_unreadable, what: io_reason(error) };
    }
    damaged(text::damaged_entry)
}

/// An error of reading.
pub(crate) fn unreadable(error: &io::Error) -> Refusal {
    match LimitExceeded::of(error) {
        Some(limit) => limit.refusal(),
        None => Refusal { diagnostic: diagnostics::path_unreadable, what: io_reason(error) },
    }
}

/// Damage is described by texts of the catalogue: those of the libraries are English and may quote personal data.
pub(super) fn damaged(text: PlainText) -> Refusal {
    Refusal { diagnostic: diagnostics::container_damaged, what: text.into() }
}
