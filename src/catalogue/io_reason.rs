//! Errors of the operating system in words.

use super::{Arg, text};

/// What went wrong with a file, in both languages: operating systems speak one only.
pub(crate) fn io_reason(error: &std::io::Error) -> Arg {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => text::io_not_found.into(),
        ErrorKind::PermissionDenied => text::io_denied.into(),
        ErrorKind::IsADirectory => text::io_directory.into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => text::io_full.into(),
        ErrorKind::ReadOnlyFilesystem => text::io_read_only.into(),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => text::io_invalid.into(),
        kind => {
            let code = error.raw_os_error().map_or_else(|| kind.to_string(), |code| code.to_string());
            Arg::from(|lang| text::io_other(lang, &code))
        }
    }
}
