//! What a file holds, told from its bytes: text in some encoding, a container, or nothing that can be read.

use super::bytes::Bytes;
use super::encoding::{Encoding, UTF8_MARK, Utf8Check};
use super::refusal::Refusal;
use crate::catalogue::{Arg, Diagnostic, PlainText, diagnostics, text};
use std::io;

#[derive(Debug)]
pub(super) enum FileContent {
    Empty,
    /// Text. Where it is not valid UTF-8 throughout, its header may still show that it is meant to be.
    Text(Encoding),
    /// Text in UTF-16.
    Utf16(&'static encoding_rs::Encoding),
    /// Packed by gzip.
    Gzip,
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

    /// Of many files the same buffer can be used.
    pub(super) fn of(bytes: &Bytes, buffer: &mut Vec<u8>) -> io::Result<FirstContent> {
        let mut file = bytes.open()?;
        buffer.resize(Self::BYTES, 0);
        let read = file.read_fully(buffer)?;
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
    // A zip archive without entries is nothing but its end.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(FileContent::Packed);
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(FileContent::OldOffice);
    } else if bytes.starts_with(b"\x1f\x8b") {
        return Some(FileContent::Gzip);
    } else if let Some(name) = archive_name(bytes) {
        let refusal = Refusal { diagnostic: diagnostics::archive_unsupported, what: name.into() };
        return Some(FileContent::Unreadable(refusal));
    } else if let Some(encoding) = utf16(bytes) {
        return Some(FileContent::Utf16(encoding));
    }
    let begin = bytes.get(..bytes.len().min(FirstContent::BYTES)).unwrap_or_default();
    let begin = begin.strip_prefix(UTF8_MARK).unwrap_or(begin).trim_ascii_start();
    // Nearly every file begins with neither: it need not be looked through.
    if matches!(begin.first(), Some(b'<' | b'{' | b'[')) {
        let begin = String::from_utf8_lossy(begin).to_ascii_lowercase();
        let tags = ["<html", "<!doctype", "<table", "<?xml", "<head", "<meta", "<body", "<script"];
        if begin.contains("urn:schemas-microsoft-com:office:spreadsheet") && !begin.contains("<html") {
            return unreadable(diagnostics::container_unsupported, text::container_xml_spreadsheet);
        } else if tags.iter().any(|tag| begin.starts_with(tag)) {
            // A page that asks for a password may lay its form out as a table.
            return if begin.contains("<table") && !begin.contains("type=\"password\"") {
                unreadable(diagnostics::container_unsupported, text::container_html)
            } else {
                unreadable(diagnostics::download_failed, text::container_web_page)
            };
        } else if is_json(&begin) {
            return unreadable(diagnostics::download_failed, text::container_json);
        }
    }
    let begin = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if memchr::memchr_iter(0, begin).count() > 8 {
        return unreadable(diagnostics::file_unrecognised, text::container_binary);
    }
    None
}

/// The name of an archive that is not read.
fn archive_name(bytes: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 5] = [
        (b"Rar!\x1a\x07", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\xfd7zXZ\0", "xz"),
        (b"BZh", "bzip2"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ];
    let known = marks.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name);
    known.or_else(|| bytes.get(257..262).is_some_and(|mark| mark == b"ustar").then_some("tar"))
}

/// UTF-16 shows a mark, or a NUL in every other byte of digits, delimiters and Latin letters.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(encoding_rs::UTF_16LE);
    } else if bytes.starts_with(b"\xfe\xff") {
        return Some(encoding_rs::UTF_16BE);
    }
    let begin = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    // Nearly every file holds no NUL at all: nothing needs to be counted.
    memchr::memchr(0, begin)?;
    let nuls = |parity: usize| begin.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let enough = begin.len() / 8;
    match (nuls(0), nuls(1)) {
        (even, odd) if odd > enough && even < odd / 4 => Some(encoding_rs::UTF_16LE),
        (even, odd) if even > enough && odd < even / 4 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// An answer of a server, not a row that begins with a bracket: a name in quotes follows.
fn is_json(begin: &str) -> bool {
    let inner = begin.trim_start_matches(|c: char| "{[".contains(c) || c.is_whitespace());
    begin.starts_with(['{', '[']) && (inner.starts_with(['"', '}', ']']))
}

fn unreadable(diagnostic: fn(Arg) -> Diagnostic, what: PlainText) -> Option<FileContent> {
    Some(FileContent::Unreadable(Refusal { diagnostic, what: what.into() }))
}
