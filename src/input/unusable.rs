//! Files that are not read: with an error, or with a note where nobody named them and they are no exports.

use super::input_file::FileStatus;
use super::readable::DetectedFile;
use super::refusal::Refusal;
use super::source::{Source, left_over};
use crate::catalogue::{Arg, Code, Diagnostic, Severity, diagnostics};

/// A table that is damaged.
pub(super) fn refused_for(source: &Source, why: Diagnostic) -> DetectedFile {
    let readable = Err(why.path(&source.shown));
    DetectedFile { source: source.clone(), readable, status: FileStatus::Refused }
}

pub(super) fn refused(source: &Source, why: Refusal) -> Vec<DetectedFile> {
    vec![unusable(source, why.diagnostic, why.what)]
}

/// A file that is not read. One that was not named itself and is no export gives a note; one that looks like an export
/// and cannot be read is an error wherever it lies.
pub(super) fn unusable(source: &Source, error: fn(Arg) -> Diagnostic, what: impl Into<Arg>) -> DetectedFile {
    let what = what.into();
    let error = error(what.clone());
    let why = match error.code {
        _ if source.named => error,
        Code::WrongFile => diagnostics::wrong_file_skipped(what),
        Code::FileUnrecognised if left_over(&source.name).is_some() => diagnostics::file_left_over(what),
        Code::FileUnrecognised => diagnostics::file_skipped(what),
        Code::ContainerUnsupported | Code::ContainerDamaged | Code::DownloadFailed
            if !is_table_like(&source.ending()) =>
        {
            diagnostics::file_skipped(what)
        }
        _ => error,
    };
    let why = why.path(&source.shown);
    let status = match why.code.severity() {
        Severity::Error => FileStatus::Refused,
        _ => FileStatus::Skipped,
    };
    DetectedFile { source: source.clone(), readable: Err(why), status }
}

/// Whether files with such names hold tables.
fn is_table_like(ending: &str) -> bool {
    matches!(
        ending,
        "" | "csv"
            | "txt"
            | "tsv"
            | "xls"
            | "xlsx"
            | "xlsm"
            | "xlsb"
            | "et"
            | "ods"
            | "numbers"
            | "zip"
            | "gz"
    )
}
