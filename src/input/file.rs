//! The rows of one table, each accounted for.

use super::look::{Opened, Readable};
use super::readers::{self, Reader, Target};
use super::records::Records;
use super::row::{Rejection, Row};
use super::{InputFile, cell};
use crate::catalogue::{Code, Diagnostic, io_reason};
use crate::field::{Field, Kind};
use csv::ByteRecord;

impl Opened {
    /// Reads every row; the warnings about them, or why the whole file must be refused. So many rejected
    /// rows are told one by one.
    pub fn read(
        &self,
        readable: &Readable,
        mut target: Target<'_>,
        summary: &mut InputFile,
        most_samples: usize,
    ) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let path = &self.source.shown;
        let about = |code: Code| Diagnostic::new(code).path(path);
        let unreadable = |e: std::io::Error| Box::new(about(Code::PathUnreadable).with("why", io_reason(&e)));
        let reader = reader_of(readable.mapping.kind);
        let table = &readable.table;
        let mut records = table.records().map_err(unreadable)?;
        let mut record = ByteRecord::new();
        let mut samples = Vec::new();
        let mut ids = LongIds::default();
        let mut rows = 0;
        while records.read(&mut record).map_err(unreadable)? {
            rows += 1;
            if rows <= table.header_row + 1 || readable.is_no_data(&record) {
                summary.skipped += u64::from(rows != table.header_row + 1);
                continue;
            }
            summary.read += 1;
            if records.is_torn().map_err(unreadable)? {
                return Err(Box::new(quote_broken(path, &records)));
            }
            let row = Row::new(&record, &readable.mapping, table.encoding);
            let result = match readable.check_width(&record) {
                Some(wrong) => Err((wrong.line(records.first_line), false)),
                None => {
                    ids.look(&row, records.first_line);
                    reader(&row, &mut target).map_err(|why| rejected(why, readable, records.first_line))
                }
            };
            match result {
                Ok(()) => {}
                Err((why, true)) => return Err(Box::new(why.path(path))),
                Err((why, false)) => {
                    summary.rejected += 1;
                    if samples.len() < most_samples {
                        samples.push(why.path(path));
                    }
                }
            }
        }
        summary.skipped += records.blank_lines;
        if let Some((field, count)) = ids.rounded() {
            let rounded = readable.at(about(Code::IdsRounded), field, count.line);
            return Err(Box::new(rounded.with("n", count.long).with("rounded", count.rounded)));
        }
        if summary.rejected > 0 {
            let share = super::percent(summary.rejected as f64 / summary.read as f64);
            let warning = about(Code::RowsRejected).with("rejected", summary.rejected).with("share", share);
            samples.insert(0, warning);
        }
        Ok(samples)
    }
}

impl Readable {
    /// Says where a field's cell is: line and column, in a sheet its address.
    fn at(&self, diagnostic: Diagnostic, field: Field, line: u64) -> Diagnostic {
        let diagnostic = diagnostic.line(line);
        let Some(place) = self.mapping.place(field) else { return diagnostic };
        let diagnostic = diagnostic.column(self.mapping.name(field));
        if self.table.is_sheet() { diagnostic.cell(address(place, line)) } else { diagnostic }
    }

    /// A blank row, a totals row or a repeated header: judged by the first cell that holds anything.
    fn is_no_data(&self, record: &ByteRecord) -> bool {
        let text = |place: usize| {
            record
                .get(place)
                .map(|b| cell::clean(&self.table.encoding.decode(b).unwrap_or_default()).to_owned())
        };
        // A cell that cannot be decoded is no blank.
        let holds = |place: &usize| {
            record
                .get(*place)
                .is_some_and(|b| self.table.encoding.decode(b).is_none_or(|t| !cell::clean(&t).is_empty()))
        };
        let Some(first) = (0..record.len()).find(holds) else { return true };
        let Some(begin) = text(first) else { return false };
        is_total(&begin) || (self.mapping.heads(first, &begin) && self.mapping.is_repeated(text))
    }

    /// A row of another width than the header's is shifted or torn. Empty cells beyond the header do no
    /// harm, nor do columns without a name.
    fn check_width(&self, record: &ByteRecord) -> Option<Diagnostic> {
        // A sheet leaves out what is empty, and every cell knows its column.
        if self.table.is_sheet() {
            return None;
        }
        let (named, width) = (self.mapping.named_width(), self.mapping.width());
        let beyond = || record.iter().skip(width).any(|c| !c.trim_ascii().is_empty());
        let code = if record.len() < named {
            Code::RowTooShort
        } else if record.len() > width && beyond() {
            Code::RowTooLong
        } else {
            return None;
        };
        Some(Diagnostic::new(code).with("found", record.len()).with("expected", named))
    }
}

/// `合计`, `总计：`, `合计（40）`; not a product whose name begins with these characters.
fn is_total(text: &str) -> bool {
    let rest = ["合计", "总计"].iter().find_map(|total| text.strip_prefix(total));
    rest.is_some_and(|rest| {
        rest.chars().next().is_none_or(|c| ":：(（".contains(c) || c.is_ascii_digit() || c == ' ')
    })
}

fn reader_of(kind: Kind) -> Reader {
    match kind {
        Kind::Orders => readers::read_order,
        Kind::Logistics => readers::read_parcel,
        Kind::Refunds => readers::read_refund,
        Kind::Reviews => readers::read_review,
        Kind::Service => readers::read_service,
    }
}

/// What is wrong with a row, where, and whether it costs the whole file.
fn rejected(why: Rejection, readable: &Readable, line: u64) -> (Diagnostic, bool) {
    let sample = Diagnostic::new(why.code).with("found", why.found);
    let placed = match why.field {
        Some(field) => readable.at(sample, field, line),
        None => sample.line(line),
    };
    (placed, why.refuses_file)
}

/// `F12`: the sixth column, row 12.
fn address(column: usize, row: u64) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().map(|letter| char::from(*letter)).collect();
    format!("{letters}{row}")
}

fn quote_broken(path: &str, records: &Records) -> Diagnostic {
    let broken = Diagnostic::new(Code::QuoteBroken).path(path).line(records.first_line);
    broken.with("line", records.first_line).with("last", records.last_line)
}

/// Ids that Excel could have rounded: 16 digits or more, and how many of them end in 0000.
#[derive(Default)]
struct LongIds {
    counts: [LongIdCount; ID_FIELDS.len()],
}

#[derive(Default)]
struct LongIdCount {
    long: u64,
    rounded: u64,
    /// Some of those that end in 0000: a shop may well have one product with such an id.
    distinct: Vec<Vec<u8>>,
    /// The first line with one that ends in 0000.
    line: u64,
}

const ID_FIELDS: [Field; 10] = [
    Field::OrderId,
    Field::SubOrderId,
    Field::OrderProductId,
    Field::RefundId,
    Field::RefundOrder,
    Field::RefundSubOrder,
    Field::ReviewOrder,
    Field::ReviewProductId,
    Field::ParcelOrder,
    Field::Tracking,
];

impl LongIds {
    /// Fewer different ids than this may end in 0000 by chance.
    const LEAST: usize = 2;

    fn look(&mut self, row: &Row<'_>, line: u64) {
        for (field, count) in ID_FIELDS.iter().zip(&mut self.counts) {
            let Some(bytes) = row.mapping.place(*field).and_then(|p| row.record.get(p)) else { continue };
            let end = bytes.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
            let start = bytes.iter().position(u8::is_ascii_alphanumeric).unwrap_or(0);
            let id = bytes.get(start..end).unwrap_or_default();
            if id.len() >= 16 && id.iter().all(u8::is_ascii_digit) {
                count.long += 1;
                if id.ends_with(b"0000") {
                    count.rounded += 1;
                    if count.distinct.len() < Self::LEAST && !count.distinct.iter().any(|known| known == id) {
                        count.distinct.push(id.to_owned());
                    }
                    if count.line == 0 {
                        count.line = line;
                    }
                }
            }
        }
    }

    /// The column in which most long ids end in 0000.
    fn rounded(&self) -> Option<(Field, &LongIdCount)> {
        let most =
            |count: &LongIdCount| count.distinct.len() >= Self::LEAST && count.rounded * 2 > count.long;
        ID_FIELDS.iter().copied().zip(&self.counts).find(|(_, count)| most(count))
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let named = [0, 5, 25, 26, 51, 52, 701, 702, 16_383].map(|column| address(column, 12));
        assert_eq!(named, ["A12", "F12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12", "XFD12"]);
    }
}
