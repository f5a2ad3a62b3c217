//! Where rows are looked at, one after the other: what is no data is passed over, what cannot be used is
//! rejected with its reason, the rest goes through the reader of its kind into a batch.

use super::cell;
use super::cells::Cells;
use super::columns::StatusWords;
use super::detect::ReadableTable;
use super::piece_reader::TableToRead;
use super::readers::{self, CellCaches, ReaderContext, RowReader};
use super::row::{Rejection, Row};
use crate::catalogue::{Diagnostic, diagnostics};
use crate::field::{Field, Kind};
use crate::shop::{Batch, Id};
use crate::time::Stamp;
use std::borrow::Cow;

/// What is wrong with a row.
#[derive(Debug)]
pub enum RowProblem {
    /// A cell.
    Cell(Rejection),
    /// It has too few or too many cells: how many there are, and how many there should be.
    Width(fn(usize, usize) -> Diagnostic, usize, usize),
}

impl RowProblem {
    /// Must the whole file be refused?
    fn refuses_file(&self) -> bool {
        matches!(self, RowProblem::Cell(Rejection { refuses_file: true, .. }))
    }

    /// Tells it, with the line of its row.
    pub fn told(self, readable: &ReadableTable, line: u64) -> Diagnostic {
        match self {
            RowProblem::Width(diagnostic, found, expected) => diagnostic(found, expected).line(line),
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

/// The account of some rows. Lines are counted from the first of them, from 0.
#[derive(Debug, Default)]
pub struct RowAccount {
    /// Records, data or not.
    pub records: u64,
    /// Data rows.
    pub read: u64,
    /// Records that are no data.
    pub skipped: u64,
    /// Data rows that could not be used.
    pub rejected: u64,
    /// The first of those, with their lines.
    pub samples: Vec<(u64, RowProblem)>,
    /// Why the whole file must be refused.
    pub refusal: Option<(u64, RowProblem)>,
    /// Ids that Excel could have rounded.
    pub long_ids: LongIds,
}

/// Looks at the rows of one table.
pub struct RowIntake<'d> {
    readable: &'d ReadableTable,
    encoding: super::Encoding,
    reader: RowReader,
    target: ReaderContext<'d>,
    most_samples: usize,
    clock: Stamp,
    /// The account of the rows so far.
    pub account: RowAccount,
}

impl<'d> RowIntake<'d> {
    /// Opens a desk for a table.
    pub fn new(job: &TableToRead<'d>, words: &'d StatusWords, about: RowSettings) -> RowIntake<'d> {
        let readable = job.readable;
        let target = ReaderContext {
            batch: Batch::new(about.clock),
            words,
            source: job.source,
            periods: job.periods,
            memories: CellCaches::default(),
        };
        let mut desk = RowIntake {
            readable,
            encoding: readable.table.encoding,
            reader: reader_of(readable.mapping.kind),
            target,
            most_samples: about.samples,
            clock: about.clock,
            account: RowAccount::default(),
        };
        desk.target.memories.begin_batch();
        desk
    }

    /// Which cells its rows are asked for.
    pub fn plan(&self) -> &'d super::split::WantedColumns {
        self.readable.mapping.plan()
    }

    /// Looks at a row of data; `line` tells where it is.
    #[inline]
    pub fn row(&mut self, cells: Cells<'_>, line: impl Fn() -> u64) {
        self.account.read += 1;
        let readable = self.readable;
        let problem = match readable.check_width(&cells) {
            Some(problem) => Err(problem),
            None => {
                let row = Row::new(cells, &readable.mapping, self.encoding);
                self.account.long_ids.look(&row, &line);
                (self.reader)(&row, &mut self.target).map_err(RowProblem::Cell)
            }
        };
        if let Err(problem) = problem {
            if problem.refuses_file() {
                self.account.refusal = Some((line(), problem));
            } else {
                self.account.rejected += 1;
                if self.account.samples.len() < self.most_samples {
                    self.account.samples.push((line(), problem));
                }
            }
        }
    }

    /// Counts the header or a record before it; so many there are.
    pub fn passes_over(&mut self, head: u64) {
        self.account.records += 1;
        self.account.skipped += u64::from(self.account.records != head);
    }

    /// Counts a record; is it a row of data?
    #[inline]
    pub fn counts(&mut self, cells: &Cells<'_>) -> bool {
        self.account.records += 1;
        let is_data = !self.readable.is_no_data(cells);
        self.account.skipped += u64::from(!is_data);
        is_data
    }

    /// What is on the desk, and a clean one for what comes.
    pub fn clear(&mut self, spare: Option<Batch>) -> (RowAccount, Batch) {
        let mut clean = spare.unwrap_or_else(|| Batch::new(self.clock));
        clean.clear();
        self.target.memories.begin_batch();
        (std::mem::take(&mut self.account), std::mem::replace(&mut self.target.batch, clean))
    }
}

/// What holds for all rows of a run.
#[derive(Debug, Clone, Copy)]
pub struct RowSettings {
    /// The machine's clock.
    pub clock: Stamp,
    /// How many rejected rows are told one by one.
    pub samples: usize,
}

impl ReadableTable {
    /// A blank row, a totals row or a repeated header: judged by the first cell that holds anything.
    fn is_no_data(&self, cells: &Cells<'_>) -> bool {
        let encoding = self.table.encoding;
        // Nearly every row begins with a cell that neither a total nor this header begins with.
        if let Some(first) = cells.get(0)
            && let Some(byte) = first.strip_prefix(b"\t").unwrap_or(&first).first()
            && byte.is_ascii_alphanumeric()
            && !self.mapping.first_head_begins_with(*byte)
        {
            return false;
        }
        let text = |place: usize| {
            cells.get(place).map(|b| cell::clean(&encoding.decode(&b).unwrap_or_default()).to_owned())
        };
        // A cell that cannot be decoded is no blank.
        let holds = |place: &usize| {
            cells.get(*place).is_some_and(|b| encoding.decode(&b).is_none_or(|t| !cell::clean(&t).is_empty()))
        };
        let Some(first) = (0..cells.len()).find(holds) else { return true };
        let Some(begin) = text(first) else { return false };
        is_total(&begin) || (self.mapping.heads(first, &begin) && self.mapping.is_repeated(text))
    }

    /// A row of another width than the header's is shifted or torn. Empty cells beyond the header do no
    /// harm, nor do columns without a name.
    fn check_width(&self, cells: &Cells<'_>) -> Option<RowProblem> {
        // A sheet leaves out what is empty, and every cell knows its column.
        if self.table.is_sheet() {
            return None;
        }
        let (named, width) = (self.mapping.named_width(), self.mapping.width());
        let beyond = || cells.iter().skip(width).any(|c| !c.trim_ascii().is_empty());
        let diagnostic: fn(usize, usize) -> Diagnostic = if cells.len() < named {
            diagnostics::row_too_short
        } else if cells.len() > width && beyond() {
            diagnostics::row_too_long
        } else {
            return None;
        };
        Some(RowProblem::Width(diagnostic, cells.len(), named))
    }
}

/// `合计`, `总计：`, `合计（40）`; not a product whose name begins with these characters.
fn is_total(text: &str) -> bool {
    let rest = ["合计", "总计"].iter().find_map(|total| text.strip_prefix(total));
    rest.is_some_and(|rest| {
        rest.chars().next().is_none_or(|c| ":：(（".contains(c) || c.is_ascii_digit() || c == ' ')
    })
}

fn reader_of(kind: Kind) -> RowReader {
    match kind {
        Kind::Orders => readers::read_order,
        Kind::Logistics => readers::read_parcel,
        Kind::Refunds => readers::read_refund,
        Kind::Reviews => readers::read_review,
        Kind::Service => readers::read_service,
    }
}

/// How many digits a long id has at least.
const LONG: u32 = 16;

/// An id that ends in 0000: packed, or its digits.
type LongId = Result<Id, Box<[u8]>>;

/// An id of 16 digits or more; the id itself where it ends in 0000.
fn long_digits(id: Result<Id, Cow<'_, [u8]>>) -> Option<Option<LongId>> {
    let id: LongId = match id {
        Ok(id) => Ok(id),
        Err(cell) => {
            let end = cell.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
            let start = cell.iter().position(u8::is_ascii_alphanumeric).unwrap_or(0);
            let bytes = cell.get(start..end).unwrap_or_default();
            Id::packed(bytes).ok_or_else(|| bytes.into())
        }
    };
    let ends_rounded = match &id {
        Ok(id) => id.digits(LONG)?.is_multiple_of(10_000),
        Err(bytes) if bytes.len() >= LONG as usize && bytes.iter().all(u8::is_ascii_digit) => {
            bytes.ends_with(b"0000")
        }
        Err(_) => return None,
    };
    Some(ends_rounded.then_some(id))
}

/// Ids that Excel could have rounded: 16 digits or more, and how many of them end in 0000. By the places of
/// [`super::header::Mapping::id_places`].
#[derive(Debug, Default)]
pub struct LongIds {
    counts: [LongIdCount; super::row::MOST_IDS],
}

/// Those of one column.
#[derive(Debug, Default)]
pub struct LongIdCount {
    /// How many there are.
    pub long: u64,
    /// How many end in 0000.
    pub rounded: u64,
    /// Some of those that end in 0000: a shop may well have one product with such an id.
    distinct: Vec<LongId>,
    /// The line of the first that ends in 0000.
    pub line: Option<u64>,
}

impl LongIds {
    /// Fewer different ids than this may end in 0000 by chance.
    const LEAST: usize = 2;

    fn look(&mut self, row: &Row<'_>, line: impl Fn() -> u64) {
        for (place, count) in self.counts.iter_mut().enumerate() {
            let id = match row.packed_at(place) {
                // Nearly every id: long, and not rounded.
                Some(id) if id.digits(LONG).is_some_and(|digits| !digits.is_multiple_of(10_000)) => {
                    count.long += 1;
                    continue;
                }
                Some(id) => Ok(id),
                None => match row.cell_of_id(place) {
                    Some(cell) => Err(cell),
                    None => continue,
                },
            };
            let Some(id) = long_digits(id) else { continue };
            count.long += 1;
            if let Some(rounded) = id {
                count.rounded += 1;
                count.note(rounded);
                count.line.get_or_insert_with(&line);
            }
        }
    }

    /// Adds what later rows have, which begin at a line.
    pub fn add(&mut self, later: LongIds, line: u64) {
        for (count, later) in self.counts.iter_mut().zip(later.counts) {
            count.long += later.long;
            count.rounded += later.rounded;
            later.distinct.into_iter().for_each(|id| count.note(id));
            count.line = count.line.or(later.line.map(|at| line + at));
        }
    }

    /// The column in which most long ids end in 0000.
    pub fn rounded<'l>(&'l self, fields: &[(Field, usize)]) -> Option<(Field, &'l LongIdCount)> {
        let most =
            |count: &LongIdCount| count.distinct.len() >= Self::LEAST && count.rounded * 2 > count.long;
        fields.iter().map(|(field, _)| *field).zip(&self.counts).find(|(_, count)| most(count))
    }
}

impl LongIdCount {
    fn note(&mut self, id: LongId) {
        if self.distinct.len() < LongIds::LEAST && !self.distinct.contains(&id) {
            self.distinct.push(id);
        }
    }
}
