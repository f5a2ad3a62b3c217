//! One file: what it is, and its rows.

use super::columns::Columns;
use super::header::{Header, Known, Mapping, read_header};
use super::readers::{self, Reader, Target};
use super::records::Records;
use super::row::{Rejection, Row};
use super::sniff::{Content, Encoding, sniff};
use super::source::{self, Source};
use super::{FileStatus, InputFile, cell};
use crate::catalogue::{Code, Diagnostic, Lang, Severity, Text, io_reason};
use crate::field::{Field, Kind};
use crate::shop::Disposition;
use crate::time::Day;
use csv::ByteRecord;

/// How many first rows may hold the header.
const HEADER_ROWS: usize = 10;
/// How many rejected rows of a file are shown.
const SAMPLES: usize = 3;

/// A file that was looked at.
pub struct Opened {
    pub source: Source,
    pub readable: Result<Readable, Diagnostic>,
    status: FileStatus,
}

/// A file that fits a kind.
pub struct Readable {
    pub mapping: Mapping,
    encoding: Encoding,
    header_row: usize,
}

/// Looks at a file: container, encoding, header. A file of no kind is skipped in a folder and an error
/// when it was named itself.
pub fn open(source: Source, columns: &Columns) -> Opened {
    let path = source.shown.clone();
    let unreadable =
        |e: std::io::Error| Diagnostic::new(Code::PathUnreadable).path(&path).with("why", io_reason(&e));
    let words = |t: Text| (t.template(Lang::Zh), t.template(Lang::En));
    let refuse = |code: Code, what: (&str, &str)| {
        let code = match code {
            _ if source.named => code,
            Code::ContainerUnsupported => Code::ContainerSkipped,
            Code::WrongFile => Code::WrongFileSkipped,
            _ => Code::FileSkipped,
        };
        Diagnostic::new(code).path(&path).with("what", what)
    };
    let look = || -> Result<Readable, Diagnostic> {
        let encoding = match sniff(&source.path).map_err(unreadable)? {
            Content::Text(encoding) => encoding,
            Content::Empty => return Err(refuse(Code::FileUnrecognised, words(Text::SkippedEmpty))),
            Content::Other(what) => return Err(refuse(Code::ContainerUnsupported, words(what))),
        };
        // A file meant as UTF-8 with one broken character is better read as UTF-8, that row rejected,
        // than as GB18030 without any name that makes sense.
        let tries: &[Encoding] =
            if encoding == Encoding::Gb18030 { &[encoding, Encoding::Utf8] } else { &[encoding] };
        let mut wrong = None;
        for encoding in tries {
            let rows = first_rows(&source, *encoding).map_err(unreadable)?;
            let Some(header_row) = Known::of(columns).header_row(&rows) else { continue };
            let Some(row) = rows.get(header_row) else { continue };
            match read_header(row, columns) {
                Header::Fits(mapping) => return Ok(Readable { mapping, encoding: *encoding, header_row }),
                Header::Wrong(place) => wrong = columns.wrong_files.get(place),
                Header::Unknown => {}
            }
        }
        Err(match wrong {
            Some(wrong) => refuse(Code::WrongFile, (&wrong.title_zh, &wrong.title_en)),
            None => refuse(Code::FileUnrecognised, words(Text::SkippedUnrecognised)),
        })
    };
    let readable = look();
    let status = match &readable {
        Ok(_) => FileStatus::Used,
        Err(why) if why.code.severity() != Severity::Error => FileStatus::Skipped,
        Err(_) => FileStatus::Refused,
    };
    Opened { source, readable, status }
}

fn first_rows(source: &Source, encoding: Encoding) -> std::io::Result<Vec<Vec<String>>> {
    let mut records = Records::open(&source.path)?;
    let mut record = ByteRecord::new();
    let mut rows = Vec::new();
    while rows.len() < HEADER_ROWS && records.read(&mut record)? {
        rows.push(record.iter().map(|c| encoding.decode(c).unwrap_or_default().into_owned()).collect());
    }
    Ok(rows)
}

/// The period in a file's name.
pub fn period(source: &Source) -> Option<(Day, Day)> {
    readers::period_of_name(&source::bare_name(&source.path))
}

impl Opened {
    /// What the file was taken for.
    pub fn kind(&self) -> Option<Kind> {
        self.readable.as_ref().ok().map(|r| r.mapping.kind)
    }

    /// The account before anything is read.
    pub fn summary(&self) -> InputFile {
        InputFile {
            path: self.source.shown.clone(),
            kind: self.kind(),
            encoding: self.readable.as_ref().ok().map(|r| r.encoding.id()),
            status: self.status,
            code: self.readable.as_ref().err().map(|why| why.code),
            read: 0,
            rejected: 0,
            skipped: 0,
            disposition: Disposition::default(),
        }
    }

    /// Reads every row; the warnings about them, or why the whole file must be refused.
    pub fn read(
        &self,
        readable: &Readable,
        mut target: Target<'_>,
        summary: &mut InputFile,
    ) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let path = &self.source.shown;
        let about = |code: Code| Diagnostic::new(code).path(path);
        let unreadable = |e: std::io::Error| Box::new(about(Code::PathUnreadable).with("why", io_reason(&e)));
        let reader = reader_of(readable.mapping.kind);
        let mut records = Records::open(&self.source.path).map_err(unreadable)?;
        let mut record = ByteRecord::new();
        let mut samples = Vec::new();
        let mut ids = LongIds::default();
        let mut rows = 0;
        while records.read(&mut record).map_err(unreadable)? {
            rows += 1;
            if rows <= readable.header_row + 1 || readable.is_no_data(&record) {
                summary.skipped += u64::from(rows != readable.header_row + 1);
                continue;
            }
            summary.read += 1;
            if records.is_torn().map_err(unreadable)? {
                return Err(Box::new(quote_broken(path, &records)));
            }
            let row = Row::new(&record, &readable.mapping, readable.encoding);
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
                    if samples.len() < SAMPLES {
                        samples.push(why.path(path));
                    }
                }
            }
        }
        summary.skipped += records.blank_lines;
        if let Some((field, count)) = ids.rounded() {
            let rounded = about(Code::IdsRounded).column(readable.mapping.name(field)).line(count.line);
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
    /// A blank row, a totals row or a repeated header: judged by the first cell that holds anything.
    fn is_no_data(&self, record: &ByteRecord) -> bool {
        let text = |place: usize| {
            record.get(place).map(|b| cell::clean(&self.encoding.decode(b).unwrap_or_default()).to_owned())
        };
        // A cell that cannot be decoded is no blank.
        let holds = |place: &usize| {
            record
                .get(*place)
                .is_some_and(|b| self.encoding.decode(b).is_none_or(|t| !cell::clean(&t).is_empty()))
        };
        let Some(first) = (0..record.len()).find(holds) else { return true };
        let Some(begin) = text(first) else { return false };
        is_total(&begin) || (self.mapping.heads(first, &begin) && self.mapping.is_repeated(text))
    }

    /// A row of another width than the header's is shifted or torn. Empty cells beyond the header do no
    /// harm, nor do columns without a name.
    fn check_width(&self, record: &ByteRecord) -> Option<Diagnostic> {
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
    let sample = Diagnostic::new(why.code).line(line).with("found", why.found);
    let name = why.field.map_or("", |field| readable.mapping.name(field));
    (if name.is_empty() { sample } else { sample.column(name) }, why.refuses_file)
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
