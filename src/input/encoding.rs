//! What a file is made of: its container and its encoding. UTF-8 if it is valid, else GB18030.

use super::bytes::{Bytes, Handle};
use crate::string_enum::string_enum;
use std::borrow::Cow;
use std::io::{self, Read};

string_enum! {
    /// How the bytes of a text file stand for characters.
    Encoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// UTF-8 after a byte order mark.
        Utf8Bom = "utf-8-bom",
        /// GB18030, which holds GBK and GB2312.
        Gb18030 = "gb18030",
        /// The cells of a sheet, which came out of their workbook as UTF-8.
        Sheet = "xlsx",
    }
}

impl Encoding {
    /// The text of a cell; `None` where the bytes do not stand for characters.
    pub fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Sheet => {
                std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
            }
            Encoding::Gb18030 if bytes.is_ascii() => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Encoding::Gb18030 => {
                let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
                (!broken).then_some(text)
            }
        }
    }
}

/// What a file turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum FileContent {
    /// Nothing at all.
    Empty,
    /// Text. Where it is not valid UTF-8 throughout, the header may still tell that it is meant to be.
    Text(Encoding),
    /// A zip archive, or what is one inside: a workbook.
    Packed,
    /// A container of old Office files: an old workbook, or one behind a password.
    OldOffice,
    /// Something that is not read.
    UnsupportedContent(UnsupportedContent),
}

/// What is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsupportedContent {
    /// A web page, which some programs save under the name of a workbook.
    Html,
    /// Text in UTF-16.
    Utf16,
    /// Bytes that are no text.
    Binary,
}

/// How many bytes are looked at first.
pub const GLANCE: usize = 1 << 16;

/// Looks at the beginning of a file: what it is, and whether looking through all of it could tell otherwise.
/// Only text that has been valid UTF-8 so far may turn out to be something else.
pub fn glance(bytes: &Bytes) -> io::Result<(FileContent, bool)> {
    let mut file = bytes.open()?;
    let mut buffer = vec![0u8; GLANCE];
    let read = read_full(&mut file, &mut buffer)?;
    let begin = buffer.get(..read).unwrap_or_default();
    if begin.is_empty() {
        return Ok((FileContent::Empty, false));
    }
    if let Some(content) = container(begin) {
        return Ok((content, false));
    }
    let mut valid = Validity::default();
    let is_whole = read < buffer.len();
    let encoding = if begin.starts_with(b"\xef\xbb\xbf") {
        Encoding::Utf8Bom
    } else if valid.take(begin) && (valid.finish() || !is_whole) {
        Encoding::Utf8
    } else {
        Encoding::Gb18030
    };
    Ok((FileContent::Text(encoding), encoding == Encoding::Utf8 && !is_whole))
}

/// Looks through a file once.
pub fn sniff(bytes: &Bytes) -> io::Result<FileContent> {
    let mut file = bytes.open()?;
    let mut buffer = vec![0u8; 1 << 18];
    let mut valid = Validity::default();
    let mut begin = true;
    let mut bom = false;
    loop {
        let read = read_full(&mut file, &mut buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if begin {
            if bytes.is_empty() {
                return Ok(FileContent::Empty);
            }
            if let Some(content) = container(bytes) {
                return Ok(content);
            }
            bom = bytes.starts_with(b"\xef\xbb\xbf");
            begin = false;
        }
        if bytes.is_empty() || !valid.take(bytes) {
            break;
        }
    }
    Ok(FileContent::Text(match (bom, valid.finish()) {
        (true, _) => Encoding::Utf8Bom,
        (false, true) => Encoding::Utf8,
        (false, false) => Encoding::Gb18030,
    }))
}

/// Fills a buffer, or as much of it as the file fills.
pub fn read_full(file: &mut Handle, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

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
        Some(FileContent::UnsupportedContent(UnsupportedContent::Utf16))
    } else if tags.iter().any(|tag| begin.starts_with(tag)) {
        Some(FileContent::UnsupportedContent(UnsupportedContent::Html))
    } else if bytes.iter().take(4096).filter(|b| **b == 0).count() > 8 {
        Some(FileContent::UnsupportedContent(UnsupportedContent::Binary))
    } else {
        None
    }
}

/// Whether bytes that come in pieces are UTF-8; a character may lie across a border.
#[derive(Debug, Default)]
struct Validity {
    pending: Vec<u8>,
    broken: bool,
}

impl Validity {
    fn take(&mut self, bytes: &[u8]) -> bool {
        let joined;
        let bytes = if self.pending.is_empty() {
            bytes
        } else {
            self.pending.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.pending);
            &joined
        };
        match std::str::from_utf8(bytes) {
            Ok(_) => {}
            Err(e) if e.error_len().is_none() => {
                self.pending.extend_from_slice(bytes.get(e.valid_up_to()..).unwrap_or_default());
            }
            Err(_) => self.broken = true,
        }
        !self.broken
    }

    fn finish(&self) -> bool {
        !self.broken && self.pending.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_may_lie_across_any_border() {
        let text = "订单,辣丝丝🌶,end".as_bytes();
        for border in 0..=text.len() {
            let mut valid = Validity::default();
            let (a, b) = text.split_at(border);
            assert!(valid.take(a) && valid.take(b) && valid.finish(), "{border}");
        }
        let mut cut = Validity::default();
        assert!(cut.take(&text[..4]));
        assert!(!cut.finish());
    }

    #[test]
    fn gb18030_decodes_four_byte_characters() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("辣丝丝🌶");
        assert_eq!(Encoding::Gb18030.decode(&bytes).as_deref(), Some("辣丝丝🌶"));
    }
}
