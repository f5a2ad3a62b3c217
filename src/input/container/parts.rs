//! The parts of a workbook, unpacked once before the library reads them, and kept nowhere: what they unpack to, and how
//! much of it the library would have in memory at once. What an archive states of its sizes may be wrong.

use super::archive::Archive;
use crate::input::bytes::Unpacker;
use crate::input::limits::{LimitExceeded, ROW_BYTES, STRING_BYTES, STRINGS_BYTES};
use memchr::{memchr_iter, memmem};
use std::io::{self, Read};

/// How many bytes are looked at together, and how many of them again with the next: a name may lie on the border.
const BUFFER: usize = 1 << 16;
const BORDER: usize = 32;

impl Archive {
    /// Refuses a workbook that asks for too much. Where a part cannot be unpacked, so cannot the library, which says so.
    pub(crate) fn weigh(&mut self, unpacker: &mut Unpacker) -> Result<(), LimitExceeded> {
        let mut strings = 0;
        for place in 0..self.0.len() {
            let Ok(part) = self.0.by_index(place) else { continue };
            weigh(part, &mut strings, unpacker)?;
        }
        Ok(())
    }
}

/// Looks through a part. `strings` is what the strings of all parts take so far.
fn weigh(mut part: impl Read, strings: &mut u64, unpacker: &mut Unpacker) -> Result<(), LimitExceeded> {
    let mut buffer = vec![0; BUFFER];
    let (mut kept, mut look) = (0, Look::default());
    loop {
        let read = match part.read(buffer.get_mut(kept..).unwrap_or_default()) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Ok(()),
        };
        unpacker.count(read as u64)?;
        let filled = kept + read;
        let bytes = buffer.get(..filled).unwrap_or_default();
        let whole = if read == 0 { filled } else { filled.saturating_sub(BORDER) };
        *strings += look.take(bytes, whole);
        if *strings > STRINGS_BYTES {
            return Err(LimitExceeded::Strings);
        }
        if look.open > ROW_BYTES {
            return Err(LimitExceeded::Cell);
        }
        if read == 0 {
            return Ok(());
        }
        buffer.copy_within(whole..filled, 0);
        kept = filled - whole;
    }
}

/// What was seen of a part.
#[derive(Debug, Default)]
struct Look {
    /// Between the beginning and the end of the rows of a sheet, or in a table of strings.
    in_rows: bool,
    in_strings: bool,
    /// How many bytes, about, were passed since the last cell, row or string began.
    open: usize,
}

impl Look {
    /// Goes through the elements that begin in the first `whole` bytes; gives what strings among them take in memory.
    fn take(&mut self, bytes: &[u8], whole: usize) -> u64 {
        let named = |name: &'static [u8]| tags(bytes, whole).filter(move |tag| tag.name == name);
        if !self.in_strings && memmem::find(bytes, b"sst").is_some() {
            self.in_strings = named(b"sst").next().is_some();
        }
        if memmem::find(bytes, b"sheetData").is_some() {
            self.in_rows = named(b"sheetData").last().map_or(self.in_rows, |tag| tag.form == TagForm::Begin);
        }
        let (mut strings, mut is_begun) = (0, false);
        if self.in_strings {
            let count = named(b"si").filter(|tag| tag.form != TagForm::End).count();
            strings = whole as u64 + STRING_BYTES * count as u64;
            is_begun = count > 0;
        } else if self.in_rows {
            is_begun = tags(bytes, whole).any(|tag| matches!(tag.name, b"c" | b"row"));
        }
        let is_in = self.in_strings || self.in_rows;
        self.open = if is_begun || !is_in { 0 } else { self.open + whole };
        strings
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Tag<'t> {
    /// Its name without prefix.
    name: &'t [u8],
    form: TagForm,
}

#[derive(Debug, PartialEq, Eq)]
enum TagForm {
    Begin,
    End,
    /// Both, without attributes.
    Alone,
}

/// The tags that begin in the first `whole` bytes.
fn tags(bytes: &[u8], whole: usize) -> impl Iterator<Item = Tag<'_>> {
    memchr_iter(b'<', bytes.get(..whole).unwrap_or_default()).map(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let ends = rest.strip_prefix(b"/");
        let rest = ends.unwrap_or(rest);
        let rest = rest.get(..BORDER - 2).unwrap_or(rest);
        let end = rest.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b':').unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end).unwrap_or_default();
        let form = match (ends, behind.first()) {
            (Some(_), _) => TagForm::End,
            (None, Some(b'/')) => TagForm::Alone,
            (None, _) => TagForm::Begin,
        };
        let prefix = name.iter().position(|b| *b == b':').map_or(0, |colon| colon + 1);
        Tag { name: name.get(prefix..).unwrap_or_default(), form }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(text: &[u8]) -> Result<u64, LimitExceeded> {
        let mut strings = 0;
        weigh(text, &mut strings, &mut Unpacker::default()).map(|()| strings)
    }

    #[test]
    fn tags_are_known_by_their_names() {
        let text = b"<x:c r=\"A1\"/></c><row><si/><!-- c -->";
        let found: Vec<_> = tags(text, text.len()).map(|tag| (tag.name, tag.form)).collect();
        let (begin, end, alone) = (TagForm::Begin, TagForm::End, TagForm::Alone);
        let empty: &[u8] = b"";
        assert_eq!(found[..2], [(&b"c"[..], TagForm::Begin), (b"c", end)]);
        assert_eq!(found[2..], [(&b"row"[..], begin), (b"si", alone), (empty, TagForm::Begin)]);
    }

    #[test]
    fn a_cell_without_an_end_is_no_cell() {
        let long = "x".repeat(ROW_BYTES + BUFFER);
        for (before, after) in
            [("<worksheet><sheetData><row><c><v>", ""), ("<sst><si><t>", "</t></si></sst>")]
        {
            let text = format!("{before}{long}{after}");
            assert!(matches!(weighed(text.as_bytes()), Err(LimitExceeded::Cell)), "{before}");
        }
        // What stands behind the rows of a sheet is not in memory at once.
        for before in ["<styleSheet>", "<worksheet><sheetData/>", "<worksheet><sheetData><row/></sheetData>"]
        {
            assert_eq!(weighed(format!("{before}{long}").as_bytes()).ok(), Some(0), "{before}");
        }
    }

    #[test]
    fn strings_take_memory_however_short_they_are() {
        assert_eq!(weighed(b"<sst><si/><x:si></x:si></sst>").ok(), Some(2 * STRING_BYTES + 29));
        let many = "<si/>".repeat((STRINGS_BYTES / (STRING_BYTES + 5) + 1) as usize);
        assert!(matches!(weighed(format!("<sst>{many}").as_bytes()), Err(LimitExceeded::Strings)));
    }
}
