//! Which rows of a table are rows of data, and what is wrong with those that cannot be used.

use super::cell;
use super::cells::Cells;
use super::encoding::{Encoding, is_plainly_utf8};
use super::limits::LimitExceeded;
use super::readable::ReadableTable;
use super::rejection::Rejection;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::field::Field;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Why a row cannot be used.
#[derive(Debug)]
pub(super) enum RowProblem {
    Cell(Rejection),
    /// It has too few or too many cells: how many there are, and how many there should be.
    Width(fn(usize, usize) -> Diagnostic, usize, usize),
    /// It is another header: the rows below it have other columns.
    OtherHeader,
    /// It has more bytes than a row may have.
    TooLarge,
}

/// What a row is that cannot be read as a row of data.
pub(super) enum SecondLook {
    /// A row of data indeed.
    Data,
    /// A row of totals, or one that belongs to another kind of the same sheet.
    NoData,
    /// It explains the columns.
    Explanation,
    /// A header with other columns.
    OtherHeader,
    /// A row of data in the encoding that is not its file's.
    OtherEncoding(Encoding),
}

impl RowProblem {
    pub(super) fn refuses_file(&self) -> bool {
        let is_destroyed = matches!(self, RowProblem::Cell(Rejection { refuses_file: true, .. }));
        is_destroyed || matches!(self, RowProblem::OtherHeader | RowProblem::TooLarge)
    }

    pub(super) fn diagnostic(self, readable: &ReadableTable, line: u64) -> Diagnostic {
        match self {
            RowProblem::Width(diagnostic, found, expected) => diagnostic(found, expected).line(line),
            RowProblem::TooLarge => LimitExceeded::Row(line).refusal().into_diagnostic(),
            RowProblem::OtherHeader => diagnostics::headers_differ(line).line(line),
            RowProblem::Cell(why) => {
                let sample = (why.diagnostic)(why.found);
                match why.field {
                    Some(field) => readable.at(sample, field, line),
                    None => sample.line(line),
                }
            }
        }
    }
}

impl ReadableTable {
    /// Whether a row that begins with a byte is one of data, whatever comes behind it: neither a total nor this header
    /// begins so.
    pub(super) fn begins_data(&self, byte: u8) -> bool {
        (byte.is_ascii_alphanumeric() || byte == b'-')
            && !self.mapping.first_name_begins_with(byte)
            && !matches!(byte.to_ascii_lowercase(), b't' | b'g' | b's')
    }

    /// A blank row, a row of totals or a repeated header, judged by the first cell that is not empty.
    #[inline(never)]
    pub(super) fn is_no_data(&self, cells: &Cells<'_>) -> bool {
        let encoding = self.table.encoding;
        let text = |column: usize| {
            cells.get(column).map(|b| cell::clean(&encoding.decode(&b).unwrap_or_default()).to_owned())
        };
        // A cell that cannot be decoded is not blank.
        let is_filled = |column: &usize| {
            cells
                .get(*column)
                .is_some_and(|b| encoding.decode(&b).is_none_or(|t| !cell::clean(&t).is_empty()))
        };
        let Some(first) = (0..cells.len()).find(is_filled) else { return true };
        let Some(begin) = text(first) else { return false };
        is_total(&begin) || (self.mapping.is_name_of(first, &begin) && self.mapping.is_repeated(text))
    }

    /// What a row is that its reader has rejected. Only such rows are looked at so closely.
    pub(super) fn look_again(&self, problem: &RowProblem, cells: &Cells<'_>) -> SecondLook {
        if problem.refuses_file() {
            return SecondLook::Data;
        }
        let texts: Vec<String> = (0..cells.len())
            .map(|place| self.text_in_either(&cells.get(place).unwrap_or_default()))
            .collect();
        if self.table.known.is_header(&texts) {
            let is_repeated = self.mapping.is_repeated(|place| texts.get(place).cloned());
            return if is_repeated { SecondLook::NoData } else { SecondLook::OtherHeader };
        }
        if self.has_no_id(&texts) && texts.iter().any(|text| is_total(text)) {
            return SecondLook::NoData;
        }
        let RowProblem::Cell(why) = problem else { return SecondLook::Data };
        if self.mapping.shares_rows && why.is_without(Field::RefundId) {
            SecondLook::NoData
        } else if let Some(encoding) = self.other_encoding(cells) {
            SecondLook::OtherEncoding(encoding)
        } else if self.explains(&texts) {
            SecondLook::Explanation
        } else {
            SecondLook::Data
        }
    }

    /// The encoding that a row has instead of its file's. Text in GB18030 may happen to be UTF-8 of two-byte letters,
    /// so one cell that cannot be UTF-8 decides where no other is UTF-8 beyond doubt.
    fn other_encoding(&self, cells: &Cells<'_>) -> Option<Encoding> {
        let foreign: Vec<Cow<'_, [u8]>> = cells.iter().filter(|cell| !cell.is_ascii()).collect();
        let is_utf8 = |cell: &Cow<'_, [u8]>| std::str::from_utf8(cell).is_ok();
        let is_plain = |cell: &Cow<'_, [u8]>| is_plainly_utf8(cell);
        let other = match self.table.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom
                if !foreign.iter().all(is_utf8) && !foreign.iter().any(is_plain) =>
            {
                Encoding::Gb18030
            }
            Encoding::Gb18030 if foreign.iter().all(is_utf8) && foreign.iter().any(is_plain) => {
                Encoding::Utf8
            }
            _ => return None,
        };
        foreign.iter().all(|cell| other.decode(cell).is_some()).then_some(other)
    }

    /// The cleaned text of a cell, in whichever encoding it is.
    pub(super) fn text_in_either(&self, cell: &[u8]) -> String {
        let text = match self.table.encoding {
            Encoding::Gb18030 if !is_plainly_utf8(cell) => Encoding::Gb18030.decode(cell),
            _ => Encoding::Utf8.decode(cell).or_else(|| Encoding::Gb18030.decode(cell)),
        };
        cell::clean(&text.unwrap_or_default()).to_owned()
    }

    fn has_no_id(&self, texts: &[String]) -> bool {
        let holds_digit = |text: &String| text.bytes().filter(u8::is_ascii_digit).count() > 4;
        let ids = self.mapping.id_columns().iter().filter_map(|(_, column)| texts.get(column.place()?));
        !ids.into_iter().any(holds_digit)
    }

    /// Whether a row explains the columns: several texts, no id, no time and no number among them.
    fn explains(&self, texts: &[String]) -> bool {
        let is_figure =
            |text: &&String| text.bytes().any(|b| b.is_ascii_digit()) && cell::money(text).is_some();
        let is_time = |place: usize| {
            texts.get(place).is_some_and(|text| cell::time(text).is_some_and(|time| time.instant().is_some()))
        };
        let filled = texts.iter().filter(|text| !cell::is_missing(text)).count();
        filled >= 2
            && self.has_no_id(texts)
            && !texts.iter().any(|text| is_figure(&text))
            && !self.mapping.time_columns().any(is_time)
    }

    /// How many cells a row has with whose width nothing is wrong, whatever is in it.
    pub(super) fn usual_width(&self) -> RangeInclusive<usize> {
        // A sheet leaves out empty cells, and every cell knows its column.
        if self.table.is_sheet() { 0..=usize::MAX } else { self.mapping.named_width()..=self.mapping.width() }
    }

    /// A row of another width than the header's is shifted or torn. Empty cells beyond the header and columns without
    /// a name do no harm.
    pub(super) fn check_width(&self, cells: &Cells<'_>) -> Option<RowProblem> {
        let (named, width) = (self.mapping.named_width(), self.mapping.width());
        let has_more = || cells.iter().skip(width).any(|c| !c.trim_ascii().is_empty());
        let diagnostic: fn(usize, usize) -> Diagnostic = if cells.len() < named {
            diagnostics::row_too_short
        } else if cells.len() > width && has_more() {
            diagnostics::row_too_long
        } else {
            return None;
        };
        Some(RowProblem::Width(diagnostic, cells.len(), named))
    }
}

/// `合计`, `合 计`, `总计：`, `合计（40）`, `共 12 条`, but not a product whose name begins with these characters.
fn is_total(text: &str) -> bool {
    const BEGINS: [&str; 12] = [
        "合计",
        "总计",
        "汇总",
        "小计",
        "共计",
        "总合计",
        "累计",
        "本页合计",
        "本页小计",
        "合计金额",
        "总金额",
        "总数",
    ];
    // Nearly every text begins with something else.
    if !text.starts_with(['合', '总', '汇', '小', '共', '累', '本']) {
        return latin_total(text.as_bytes());
    }
    let begin: String = text.chars().filter(|c| !c.is_whitespace()).take(5).collect();
    let rest = BEGINS.iter().filter_map(|total| begin.strip_prefix(total));
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| ":：(（".contains(c) || c.is_ascii_digit());
    let mut rest = rest;
    rest.any(ends) || is_count(text)
}

/// `Total`, `Grand Total:`, `Subtotal`.
fn latin_total(text: &[u8]) -> bool {
    [&b"total"[..], b"grand total", b"subtotal", b"sum"].iter().any(|total| {
        text.get(..total.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(total))
            && text.get(total.len()).is_none_or(|next| matches!(next, b':' | b' ' | b'(' | b'\xef'))
    })
}

/// `共 12 条`, `总共12条记录`, `共计 12 单`.
fn is_count(text: &str) -> bool {
    let rest = ["共计", "总共", "共"].iter().find_map(|begin| text.strip_prefix(begin));
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace();
    rest.is_some_and(|rest| {
        let unit = rest.trim_start_matches(digits);
        rest.bytes().any(|b| b.is_ascii_digit())
            && unit.len() < rest.len()
            && unit.starts_with(['条', '行', '单', '笔', '件', '个'])
    })
}
