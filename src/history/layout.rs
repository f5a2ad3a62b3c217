//! How the bytes of a history are lines of text, so that those which stay can stay as they are.

use crate::catalogue::{Arg, text};
use std::ops::Range;

/// U+FEFF in UTF-8: spreadsheet programs take a file without it for one in the encoding of the machine.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
/// UTF-16, low byte first and high byte first, as "Unicode text" is saved.
const UTF16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
/// What a workbook begins with.
const ZIP_MARK: &[u8] = b"PK\x03\x04";

/// The encoding of a file and the end of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    is_gb18030: bool,
    line_end: &'static str,
}

impl Layout {
    /// That of a new file.
    pub(super) const NEW: Layout = Layout { is_gb18030: false, line_end: "\n" };

    /// What a file of such bytes has; what it is where it is no text that a history can be.
    pub(super) fn of(bytes: &[u8]) -> Result<Layout, Arg> {
        if bytes.starts_with(ZIP_MARK) {
            return Err(text::history_found_workbook.into());
        }
        if UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
            return Err(text::history_found_utf16.into());
        }
        let is_gb18030 = std::str::from_utf8(bytes).is_err();
        if is_gb18030 && encoding_rs::GB18030.decode_without_bom_handling(bytes).1 {
            return Err(text::found_encoding.into());
        }
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or_default();
        let has_return = end.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
        Ok(Layout { is_gb18030, line_end: if has_return { "\r\n" } else { "\n" } })
    }

    /// The cells of a line.
    pub(super) fn cells(self, line: &[u8]) -> Vec<String> {
        let line = line.strip_prefix(UTF8_MARK).unwrap_or(line);
        let text = if self.is_gb18030 {
            encoding_rs::GB18030.decode_without_bom_handling(line).0
        } else {
            String::from_utf8_lossy(line)
        };
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let record = reader.into_records().next().and_then(Result::ok).unwrap_or_default();
        record.iter().map(str::to_owned).collect()
    }

    /// A line of cells as the file writes it.
    pub(super) fn line<C: AsRef<str>>(self, cells: impl IntoIterator<Item = C>) -> Vec<u8> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        // Nothing fails that is written to memory.
        let _ = writer.write_record(cells.into_iter().map(|cell| cell.as_ref().as_bytes().to_owned()));
        let mut line = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
        line.truncate(line.trim_end_matches('\n').len());
        line += self.line_end;
        if self.is_gb18030 { encoding_rs::GB18030.encode(&line).0.into_owned() } else { line.into_bytes() }
    }

    /// What a new file begins with.
    pub(super) fn mark() -> Vec<u8> {
        UTF8_MARK.to_vec()
    }

    /// What ends a line that has no end.
    pub(super) fn end_of(self, line: &[u8]) -> &'static [u8] {
        let has_end = line.is_empty() || line == UTF8_MARK || line.ends_with(b"\n");
        if has_end { b"" } else { self.line_end.as_bytes() }
    }
}

/// The lines of a file with their ends; one within quotes goes on. In GB18030, too, no byte of a character is a quote
/// or the end of a line. An error is the number of the line whose quotes never close.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<(u64, Range<usize>)>, u64> {
    let (mut lines, mut start, mut number, mut first, mut is_quoted) = (Vec::new(), 0, 1_u64, 1_u64, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' => {
                number += 1;
                if !is_quoted {
                    lines.push((first, start..at + 1));
                    (start, first) = (at + 1, number);
                }
            }
            _ => {}
        }
    }
    if is_quoted {
        return Err(first);
    }
    if start < bytes.len() {
        lines.push((first, start..bytes.len()));
    }
    Ok(lines)
}
