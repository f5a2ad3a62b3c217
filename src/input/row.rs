//! A row by fields: its cells cleaned and read, or the reason why a cell cannot be read.

use super::cell;
use super::cells::{Cells, Column};
use super::encoding::{Encoding, is_plainly_utf8};
use super::header::Mapping;
use super::ids::{is_id, is_id_of_digits, not_an_id};
use super::joined_cells::{self, JOIN, JoinedCells};
use super::long_ids::is_usual;
use super::order_id_letters::{names_order, without_letter};
use super::rejection::{CellResult, Rejection, reject};
use super::split::SplitRecord;
use crate::catalogue::{Arg, Diagnostic, diagnostics};
use crate::field::Field;
use crate::shop::{Id, TextArena};
use crate::shown_text::shown_name;
use crate::time::Stamp;
use std::borrow::Cow;

#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    cells: Cells<'r>,
    /// The same where the scanner has split them and the row is no part of another: the usual case.
    split: Option<&'r SplitRecord<'r>>,
    pub(super) mapping: &'r Mapping,
    encoding: Encoding,
    /// The ids of its kind that can be packed, in the order of [`Mapping::id_columns`].
    ids: [Id; MOST_IDS],
    /// The bits of those that are long; `None` where one could not be packed, or is long and ends in 0000.
    pub(super) usual_ids: Option<u8>,
    /// In a row that joins several sub-orders: the number of the one that is read, and their cells.
    part: Option<(usize, &'r JoinedCells)>,
}

/// The most fields of ids that a kind has.
pub(super) const MOST_IDS: usize = 3;

impl<'r> Row<'r> {
    #[inline(always)]
    pub(super) fn new(cells: Cells<'r>, mapping: &'r Mapping, encoding: Encoding) -> Row<'r> {
        let split = match cells {
            Cells::Split(record) => Some(record),
            Cells::Record(_) => None,
        };
        let plain = |column: Column| match split {
            Some(record) => record.plain(column.marks()),
            None => cells.plain(column),
        };
        let (mut ids, mut long_ids, mut are_usual) = ([Id::NONE; MOST_IDS], 0, true);
        // Nearly every order has one sub-order, with its own id.
        let (mut known, mut known_id): (Option<&[u8; 19]>, _) = (None, Id::NONE);
        for (place, ((_, column), id)) in mapping.id_columns().iter().zip(&mut ids).enumerate() {
            if let Some(bytes) = plain(*column) {
                // Exports put a TAB before an id so that Excel does not round it.
                let bytes = bytes.strip_prefix(b"\t").unwrap_or(bytes);
                let usual = <&[u8; 19]>::try_from(bytes).ok();
                if usual.is_none() || usual != known {
                    let is_id = |id: &Id| id.is_of_platform() || is_id_of_digits(*id, bytes) || is_id(bytes);
                    (known, known_id) = (usual, Id::packed(bytes).filter(is_id).unwrap_or_default());
                }
                *id = known_id;
            }
            match id.some().and_then(is_usual) {
                Some(is_long) => long_ids |= u8::from(is_long) << place,
                None => are_usual = false,
            }
        }
        let usual_ids = are_usual.then_some(long_ids);
        Row { cells, split, mapping, encoding, ids, usual_ids, part: None }
    }

    /// One sub-order of a row that joins several.
    pub(super) fn part<'j>(&'j self, index: usize, cells: &'j JoinedCells) -> Row<'j> {
        Row { part: Some((index, cells)), split: None, ..*self }
    }

    /// Whether it is a part of a row, and a field's cell says the same for every part.
    pub(super) fn is_of_all_parts(&self, field: Field) -> bool {
        self.part.is_some_and(|(_, cells)| cells.is_of_all(field))
    }

    /// By [`Mapping::id_columns`]: the id, where it can be packed.
    #[inline]
    pub(super) fn packed_at(&self, place: usize) -> Option<Id> {
        self.ids.get(place).copied().and_then(Id::some)
    }

    /// By [`Mapping::id_columns`]: the cell. One with characters beside digits and letters is cleaned: in GB18030 some
    /// have bytes that are digits.
    pub(super) fn id_cell_at(&self, place: usize) -> Option<Cow<'r, [u8]>> {
        let cell = self.bytes(self.mapping.id_columns().get(place)?.0)?;
        let cleaned = |text: Cow<'_, str>| Cow::Owned(cell::clean(&text).as_bytes().to_vec());
        if cell.is_ascii() { Some(cell) } else { self.encoding.decode(&cell).map(cleaned) }
    }

    /// The cells of so many sub-orders that the row joins with `;`. A cell with as many parts gives each its own; any other
    /// cell counts for all.
    pub(super) fn joined_cells(&self, count: usize) -> JoinedCells {
        // What cannot be read is found out again by whoever asks for it.
        let read = |field: Field| Some((field, self.text(field).ok()?));
        JoinedCells::of(self.mapping.fields().filter_map(read), count)
    }

    /// `false` only where no cell joins several.
    #[inline]
    pub(super) fn may_join(&self) -> bool {
        self.cells.may_join()
    }

    /// How many parts a cell joins; 0 where it joins none. A `;` at its end begins no further part.
    pub(super) fn joined(&self, field: Field) -> CellResult<usize> {
        // The byte of `;` occurs inside no character of either encoding.
        let bytes = self.bytes(field).unwrap_or_default();
        if !bytes.contains(&(JOIN as u8)) {
            return Ok(0);
        }
        Ok(self.text(field)?.map_or(0, |text| joined_cells::parts(&text).count()))
    }

    /// Whether the file has a column for a field.
    #[inline(always)]
    pub(super) fn has(&self, field: Field) -> bool {
        self.mapping.column(field) != Column::NONE
    }

    fn bytes(&self, field: Field) -> Option<Cow<'r, [u8]>> {
        self.cells.of(self.mapping.column(field))
    }

    /// The bytes of a field's cell, where they alone decide what it says: not in a part of a row.
    #[inline(always)]
    pub(super) fn whole(&self, field: Field) -> Option<&'r [u8]> {
        match self.split {
            Some(record) => record.plain(self.mapping.column(field).marks()),
            None => self.whole_otherwise(field),
        }
    }

    #[inline(never)]
    fn whole_otherwise(&self, field: Field) -> Option<&'r [u8]> {
        if self.part.is_some() { None } else { self.cells.plain(self.mapping.column(field)) }
    }

    fn is_utf8(&self, field: Field) -> bool {
        self.bytes(field).is_some_and(|bytes| is_plainly_utf8(&bytes))
    }

    /// The cleaned text of a field's cell; `None` where there is no column or nothing in it.
    #[inline(always)]
    pub(super) fn text(&self, field: Field) -> CellResult<Option<Cow<'r, str>>> {
        if self.has(field) { self.text_of(field) } else { Ok(None) }
    }

    #[inline(never)]
    fn text_of(&self, field: Field) -> CellResult<Option<Cow<'r, str>>> {
        if let Some((index, cells)) = self.part
            && let Some(text) = cells.part(field, index)
        {
            return Ok(text.map(Cow::Borrowed));
        }
        let Some(bytes) = self.bytes(field) else { return Ok(None) };
        let decoded = match bytes {
            Cow::Borrowed(bytes) => self.encoding.decode(bytes),
            Cow::Owned(bytes) => self.encoding.decode(&bytes).map(|text| Cow::Owned(text.into_owned())),
        };
        let is_foreign = |text: &Cow<'_, str>| {
            self.encoding == Encoding::Gb18030 && !text.is_ascii() && self.is_utf8(field)
        };
        let Some(text) = decoded.filter(|text| !is_foreign(text)) else {
            return Err(reject(|found| diagnostics::text_undecodable().with_found(found), field, "").into());
        };
        let cleaned = match text {
            Cow::Borrowed(text) => Cow::Borrowed(cell::clean(text)),
            Cow::Owned(text) => Cow::Owned(cell::clean(&text).to_owned()),
        };
        Ok((!cell::is_missing(&cleaned)).then_some(cleaned))
    }

    /// An id. [`Row::spelled_id`] says which cells are none.
    #[inline(always)]
    pub(super) fn id(&self, field: Field, texts: &mut TextArena) -> CellResult<Id> {
        match self.packed(field) {
            Some(id) => Ok(id),
            None => self.id_of_text(field, texts),
        }
    }

    #[inline(never)]
    fn id_of_text(&self, field: Field, texts: &mut TextArena) -> CellResult<Id> {
        if self.whole(field).is_some_and(is_blank) {
            return Ok(Id::NONE);
        }
        let text = self.spelled_id(field)?;
        Ok(text.map_or(Id::NONE, |text| texts.id(self.without_letter(field, &text))))
    }

    /// An id that could not be packed, without the letter that stands behind every order id of the file.
    pub(super) fn without_letter<'i>(&self, field: Field, id: &'i str) -> &'i str {
        match self.mapping.order_id_letter() {
            Some(letter) if names_order(field) => without_letter(id, letter),
            _ => id,
        }
    }

    /// The id of a cell that holds nothing but an id that can be packed.
    #[inline(always)]
    pub(super) fn packed(&self, field: Field) -> Option<Id> {
        if self.part.is_some() { None } else { self.packed_at(self.mapping.id_place(field)) }
    }

    /// An id, or several in one cell. One in scientific notation refuses the file: its digits are lost. A cell that holds
    /// anything else (see [`is_id`]) belongs to a shifted row, or to one that explains the columns, and is rejected.
    pub(super) fn spelled_id(&self, field: Field) -> CellResult<Option<Cow<'r, str>>> {
        let Some(text) = self.text(field)? else { return Ok(None) };
        if text.contains(['E', 'e'])
            && let Some(id) = cell::ids(&text).find(|id| cell::is_scientific(id))
        {
            let destroyed = reject(diagnostics::ids_destroyed, field, id);
            return Err(Rejection { refuses_file: true, ..destroyed }.into());
        }
        match not_an_id(&text) {
            None => Ok(Some(text)),
            Some(found) => Err(Rejection { found, ..reject(diagnostics::id_unreadable, field, "") }.into()),
        }
    }

    /// A text that may be shown: a product's or carrier's name, a reason.
    pub(super) fn name(&self, field: Field) -> CellResult<Option<Cow<'r, str>>> {
        Ok(self.text(field)?.map(|text| match shown_name(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(shown) => Cow::Owned(shown),
        }))
    }

    /// A time: `None` without a column, missing where the cell is blank.
    #[inline]
    pub(super) fn stamp(&self, field: Field) -> CellResult<Option<Stamp>> {
        if self.has(field) { self.time(field).map(Some) } else { Ok(None) }
    }

    /// A time: missing without a column and where the cell is blank.
    #[inline(never)]
    pub(super) fn time(&self, field: Field) -> CellResult<Stamp> {
        match self.whole(field).and_then(cell::plain_time) {
            Some(stamp) if !stamp.is_missing() => Ok(stamp),
            blank => self.time_otherwise(field, blank.is_some()),
        }
    }

    #[inline(never)]
    fn time_otherwise(&self, field: Field, is_blank: bool) -> CellResult<Stamp> {
        let is_dated = self.mapping.date_column(field) != Column::NONE;
        if !self.has(field) || (is_blank && !is_dated) {
            return Ok(Stamp::MISSING);
        }
        let Some(text) = self.text_of(field)? else {
            return Ok(self.date_beside(field).unwrap_or_default());
        };
        if let Some(time) = cell::time(&text).filter(|time| !time.is_missing()) {
            return Ok(time);
        }
        let apart = self.date_beside(field).and_then(|date| cell::time_on(date, &text));
        apart.or_else(|| cell::time(&text)).ok_or_else(|| {
            let year_last = cell::is_year_last(&text);
            let diagnostic =
                if year_last { diagnostics::date_year_last } else { diagnostics::time_unreadable };
            reject(diagnostic, field, &text).into()
        })
    }

    /// The date of a time of day, where it stands in a column of its own. A date without a time of day is known all the
    /// same.
    fn date_beside(&self, field: Field) -> Option<Stamp> {
        let date = self.cells.of(self.mapping.date_column(field))?;
        cell::time(cell::clean(&self.encoding.decode(&date)?)).filter(|date| date.is_date_only())
    }

    /// An amount in cents: outer `None` without a column, inner where the cell is blank.
    #[inline(always)]
    pub(super) fn money(&self, field: Field) -> CellResult<Option<Option<i64>>> {
        match self.whole(field).and_then(cell::plain_money) {
            Some(cents) => Ok(Some(Some(cents))),
            None => self.cell(field, diagnostics::amount_unreadable, cell::money),
        }
    }

    /// One to five whole stars: outer `None` without a column, inner where the cell is blank.
    #[inline(always)]
    pub(super) fn stars(&self, field: Field) -> CellResult<Option<Option<u8>>> {
        match self.whole(field) {
            Some([star @ b'1'..=b'5']) => Ok(Some(Some(star - b'0'))),
            _ => self.cell(field, diagnostics::stars_unreadable, cell::stars),
        }
    }

    /// What `read` makes of a cell: outer `None` without a column, inner where the cell is blank.
    pub(super) fn cell<T>(
        &self,
        field: Field,
        unreadable: fn(Arg) -> Diagnostic,
        read: impl Fn(&str) -> Option<T>,
    ) -> CellResult<Option<Option<T>>> {
        if !self.has(field) {
            return Ok(None);
        }
        if self.whole(field).is_some_and(is_blank) {
            return Ok(Some(None));
        }
        let Some(text) = self.text_of(field)? else { return Ok(Some(None)) };
        read(&text).map(|value| Some(Some(value))).ok_or_else(|| reject(unreadable, field, &text).into())
    }
}

/// Whether a cell is empty or `-`, the usual ways to say nothing.
#[inline]
fn is_blank(cell: &[u8]) -> bool {
    matches!(cell, b"" | b"-")
}
