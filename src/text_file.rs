//! A file that somebody typed: a rulebook, a table of columns. Editors put a byte order mark in front, and
//! save in the encoding of the machine or in UTF-16.

use crate::catalogue::{Diagnostic, diagnostics, io_reason, text};
use crate::faults::Faulty;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// Eight times the longest built-in rulebook. A larger file is not typed, and finding everything that is wrong with it
/// would take minutes.
const MOST_BYTES: u64 = 1 << 18;

/// The text of a file without a byte order mark. The outer error says that there is no such file or that it cannot be
/// read; the inner one is what could be decoded of a text in no known encoding.
pub(crate) fn read(path: &Path) -> Result<Result<String, String>, Diagnostic> {
    let bytes = beginning(path).map_err(|e| {
        let refused = match e.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => diagnostics::path_not_found(),
            _ => diagnostics::path_unreadable(io_reason(&e)),
        };
        refused.path(path.to_string_lossy())
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(diagnostics::path_unreadable(text::typed_too_large).path(path.to_string_lossy()));
    }
    Ok(decode(bytes))
}

/// As much of a file as shows whether it is too large.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Faulty::open("typed", path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let bare = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
    match String::from_utf8(bytes) {
        Ok(text) => Ok(bare(&text)),
        Err(e) => {
            let (text, _, is_broken) = encoding_rs::GB18030.decode(e.as_bytes());
            if is_broken { Err(bare(&text)) } else { Ok(bare(&text)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Code;

    #[test]
    fn texts_of_every_editor_are_read() {
        let utf16 = "\u{feff}名 = 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (gb18030, _, _) = encoding_rs::GB18030.encode("名 = 1");
        for bytes in ["名 = 1".into(), "\u{feff}名 = 1".into(), utf16, gb18030.into_owned()] {
            assert_eq!(decode(bytes), Ok("名 = 1".to_owned()));
        }
        assert!(decode(b"a = \xff\xff".to_vec()).is_err());
    }

    #[test]
    fn what_nobody_typed_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let read_of = |length: usize| {
            let path = folder.path().join("big.toml");
            std::fs::write(&path, "#".repeat(length)).unwrap();
            read(&path).map(|text| text.unwrap().len())
        };
        assert_eq!(read_of(MOST_BYTES as usize).unwrap(), MOST_BYTES as usize);
        assert_eq!(read_of(MOST_BYTES as usize + 1).unwrap_err().code, Code::PathUnreadable);
    }
}
