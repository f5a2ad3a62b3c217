//! What a file holds, told from its bytes: text in some encoding, a container, or nothing that can be read.

use super::bytes::Bytes;
use super::container::archive::Refusal;
use super::encoding::{Encoding, UTF8_MARK, Utf8Check};
use crate::catalogue::{Arg, Diagnostic, PlainText, diagnostics, text};
use std::io;

#[derive(Debug)]
pub(super) enum FileContent {
    Empty,
    /// Text. Where it is not valid UTF-8 throughout, its header may still show that it is meant to be.
    Text(Encoding),
    /// A zip archive, or what is one inside: a workbook.
    Packed,
    /// The container of old Office files: an old workbook, or one behind a password.
    OldOffice,
    /// Another container, a web page (which some programs save under the name of a workbook), or no text.
    Unreadable(Refusal),
}

/// What the first bytes of a file show.
pub(super) struct FirstContent {
    pub(super) content: FileContent,
    /// Whether the rest could show something else: text that has been valid UTF-8 so far may be GB18030.
    pub(super) may_change: bool,
}

impl FirstContent {
    /// How many bytes are read.
    pub(super) const BYTES: usize = 1 << 16;

    pub(super) fn of(bytes: &Bytes) -> io::Result<FirstContent> {
        let mut file = bytes.open()?;
        let mut buffer = vec![0u8; Self::BYTES];
        let read = file.read_fully(&mut buffer)?;
        let begin = buffer.get(..read).unwrap_or_default();
        let known = |content| Ok(FirstContent { content, may_change: false });
        if begin.is_empty() {
            return known(FileContent::Empty);
        }
        if let Some(content) = container(begin) {
            return known(content);
        }
        let mut valid = Utf8Check::default();
        let is_whole = read < buffer.len();
        let encoding = if begin.starts_with(UTF8_MARK) {
            Encoding::Utf8Bom
        } else if valid.take(begin) && (valid.is_valid() || !is_whole) {
            Encoding::Utf8
        } else {
            Encoding::Gb18030
        };
        let content = FileContent::Text(encoding);
        let may_change = encoding == Encoding::Utf8 && !is_whole;
        Ok(FirstContent { content, may_change })
    }
}

impl FileContent {
    /// Reads the whole file, which decides between the encodings of text.
    pub(super) fn of(bytes: &Bytes) -> io::Result<FileContent> {
        let mut file = bytes.open()?;
        let mut buffer = vec![0u8; 1 << 18];
        let mut valid = Utf8Check::default();
        let mut is_first = true;
        let mut has_mark = false;
        loop {
            let read = file.read_fully(&mut buffer)?;
            let bytes = buffer.get(..read).unwrap_or_default();
            if is_first {
                if bytes.is_empty() {
                    return Ok(FileContent::Empty);
                }
                if let Some(content) = container(bytes) {
                    return Ok(content);
                }
                has_mark = bytes.starts_with(UTF8_MARK);
                is_first = false;
            }
            if bytes.is_empty() || !valid.take(bytes) {
                break;
            }
        }
        Ok(FileContent::Text(match (has_mark, valid.is_valid()) {
            (true, _) => Encoding::Utf8Bom,
            (false, true) => Encoding::Utf8,
            (false, false) => Encoding::Gb18030,
        }))
    }
}

/// The container that the first bytes of a file show; `None` for text.
fn container(bytes: &[u8]) -> Option<FileContent> {
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(512)).unwrap_or_default());
    let begin = begin.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let tags = ["<html", "<!doctype", "<table", "<?xml", "<head", "<meta"];
    // A zip archive without entries is nothing but its end.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Some(FileContent::Packed)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(FileContent::OldOffice)
    } else if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        unreadable(diagnostics::container_unsupported, text::container_utf16)
    } else if tags.iter().any(|tag| begin.starts_with(tag)) {
        unreadable(diagnostics::container_unsupported, text::container_html)
    } else if bytes.iter().take(4096).filter(|b| **b == 0).count() > 8 {
        unreadable(diagnostics::file_unrecognised, text::container_binary)
    } else {
        None
    }
}

fn unreadable(diagnostic: fn(Arg) -> Diagnostic, what: PlainText) -> Option<FileContent> {
    Some(FileContent::Unreadable(Refusal { diagnostic, what: what.into() }))
}
