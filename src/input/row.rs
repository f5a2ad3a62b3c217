//! A row by fields: cells cleaned and read, or the reason why one cannot be.

use super::cell::{self, Shape};
use super::header::Mapping;
use super::phone::without_phone;
use super::sniff::Encoding;
use crate::catalogue::{Arg, Code, Lang, Text};
use crate::field::Field;
use crate::time::Stamp;
use csv::ByteRecord;
use std::borrow::Cow;

/// Why a row cannot be used.
#[derive(Debug)]
pub struct Rejection {
    /// What is wrong.
    pub code: Code,
    /// In which column.
    pub field: Option<Field>,
    /// What was found, in a form that shows no personal data.
    pub found: Arg,
    /// Must the whole file be refused?
    pub refuses_file: bool,
}

/// A row of a file.
pub struct Row<'r> {
    pub(super) record: &'r ByteRecord,
    pub(super) mapping: &'r Mapping,
    encoding: Encoding,
    /// In an order-dimension row: which of how many sub-orders is looked at.
    part: Option<(usize, usize)>,
}

/// Joins the sub-orders of an order-dimension row.
const JOIN: char = ';';

/// The parts of a joined cell.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end_matches(JOIN).split(JOIN).map(cell::clean)
}

type Read<T> = Result<T, Rejection>;

impl<'r> Row<'r> {
    /// A whole row.
    pub fn new(record: &'r ByteRecord, mapping: &'r Mapping, encoding: Encoding) -> Row<'r> {
        Row { record, mapping, encoding, part: None }
    }

    /// One sub-order of a row that joins several with `;`: a cell with as many parts as there are
    /// sub-orders is dealt out, any other counts for all.
    pub fn part(&self, index: usize, count: usize) -> Row<'r> {
        Row { part: Some((index, count)), ..*self }
    }

    /// How many parts a cell joins; 0 where it joins none. A mark at its end begins no further part.
    pub fn joined(&self, field: Field) -> Read<usize> {
        // The mark's byte occurs inside no character of either encoding.
        let bytes = self.mapping.place(field).and_then(|place| self.record.get(place)).unwrap_or_default();
        if !bytes.contains(&(JOIN as u8)) {
            return Ok(0);
        }
        Ok(self.text(field)?.map_or(0, |text| parts(&text).count()))
    }

    /// Has the file a column for a field?
    pub fn has(&self, field: Field) -> bool {
        self.mapping.place(field).is_some()
    }

    /// The cleaned text of a field's cell; `None` where there is no column or nothing in it.
    pub fn text(&self, field: Field) -> Read<Option<Cow<'r, str>>> {
        let Some(bytes) = self.mapping.place(field).and_then(|place| self.record.get(place)) else {
            return Ok(None);
        };
        let Some(text) = self.encoding.decode(bytes) else {
            return Err(reject(Code::TextUndecodable, field, ""));
        };
        let cleaned = match text {
            Cow::Borrowed(text) => Cow::Borrowed(cell::clean(text)),
            Cow::Owned(text) => Cow::Owned(cell::clean(&text).to_owned()),
        };
        let cleaned = match self.part {
            Some((index, count)) if cleaned.contains(JOIN) && parts(&cleaned).count() == count => {
                Cow::Owned(parts(&cleaned).nth(index).unwrap_or_default().to_owned())
            }
            _ => cleaned,
        };
        Ok((!cell::is_missing(&cleaned)).then_some(cleaned))
    }

    /// An id, or several in one cell. One in scientific notation refuses the file: its digits are gone.
    /// One without any digit or Latin letter is a shifted row's: a name, say. So is a phone number among words.
    pub fn id(&self, field: Field) -> Read<Option<Cow<'r, str>>> {
        let Some(text) = self.text(field)? else { return Ok(None) };
        let has_phone = || !text.is_ascii() && matches!(without_phone(&text), Cow::Owned(_));
        if !text.bytes().any(|b| b.is_ascii_alphanumeric()) || has_phone() {
            return Err(reject(Code::IdUnreadable, field, &text));
        }
        if text.contains(['E', 'e'])
            && let Some(id) = cell::ids(&text).find(|id| cell::is_scientific(id))
        {
            return Err(Rejection { refuses_file: true, ..reject(Code::IdsDestroyed, field, id) });
        }
        Ok(Some(text))
    }

    /// A text that may be shown: a product's or carrier's name, a reason.
    pub fn name(&self, field: Field) -> Read<Option<Cow<'r, str>>> {
        Ok(self.text(field)?.map(|text| match (without_phone(&text), cell::one_line(&text)) {
            (Cow::Borrowed(_), Cow::Borrowed(_)) => text,
            (kept, _) => Cow::Owned(cell::one_line(&kept).into_owned()),
        }))
    }

    /// A time: outer `None` without a column, missing where there is nothing in the cell.
    pub fn stamp(&self, field: Field) -> Read<Option<Stamp>> {
        if !self.has(field) {
            return Ok(None);
        }
        let Some(text) = self.text(field)? else { return Ok(Some(Stamp::MISSING)) };
        cell::time(&text).map(Some).ok_or_else(|| reject(Code::TimeUnreadable, field, &text))
    }

    /// Something read from a cell: outer `None` without a column, inner where the cell is blank.
    pub fn cell<T>(
        &self,
        field: Field,
        code: Code,
        read: impl Fn(&str) -> Option<T>,
    ) -> Read<Option<Option<T>>> {
        if !self.has(field) {
            return Ok(None);
        }
        let Some(text) = self.text(field)? else { return Ok(Some(None)) };
        read(&text).map(|value| Some(Some(value))).ok_or_else(|| reject(code, field, &text))
    }
}

/// A rejection that shows of a cell what may be shown.
pub fn reject(code: Code, field: Field, text: &str) -> Rejection {
    Rejection { code, field: Some(field), found: shown(text), refuses_file: false }
}

/// What may be shown of a cell that could not be read.
pub fn shown(text: &str) -> Arg {
    let both = |t: Text, n: usize| {
        let args = [("n", n.to_string())];
        Arg::Both(t.with(Lang::Zh, &args), t.with(Lang::En, &args))
    };
    match cell::shape(text) {
        Shape::Shown(text) => Arg::Same(text.to_owned()),
        Shape::Digits(0) => both(Text::FoundNothing, 0),
        Shape::Digits(n) => both(Text::FoundDigits, n),
        Shape::Characters(n) => both(Text::FoundCharacters, n),
    }
}
