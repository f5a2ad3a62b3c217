//! Rows of one table, one after the other: rows without data are skipped, rows that cannot be used are rejected with
//! the reason, all others go through the reader of their kind into a batch.

use super::cell;
use super::cells::Cells;
use super::columns::StatusWords;
use super::encoding::Encoding;
use super::long_ids::LongIds;
use super::readable::ReadableTable;
use super::readers::{CellCaches, ReaderContext, RowReader, reader_of};
use super::row::{Rejection, Row};
use super::split::WantedColumns;
use super::tables::TableToRead;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::shop::Batch;
use crate::time::Stamp;

/// Why a row cannot be used.
#[derive(Debug)]
pub(super) enum RowProblem {
    Cell(Rejection),
    /// It has too few or too many cells: how many there are, and how many there should be.
    Width(fn(usize, usize) -> Diagnostic, usize, usize),
}

impl RowProblem {
    fn refuses_file(&self) -> bool {
        matches!(self, RowProblem::Cell(Rejection { refuses_file: true, .. }))
    }

    pub(super) fn diagnostic(self, readable: &ReadableTable, line: u64) -> Diagnostic {
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

/// The account of some rows. Lines are counted from the first of these rows, starting at 0.
#[derive(Debug, Default)]
pub(super) struct RowAccount {
    /// Records, whether they hold data or not.
    pub(super) records: u64,
    /// Rows of data.
    pub(super) read: u64,
    /// Records without data.
    pub(super) skipped: u64,
    /// Rows of data that cannot be used.
    pub(super) rejected: u64,
    /// The first rejected rows, with their lines.
    pub(super) samples: Vec<(u64, RowProblem)>,
    /// Why the whole file must be refused, and the line that shows it.
    pub(super) refusal: Option<(u64, RowProblem)>,
    pub(super) long_ids: LongIds,
}

/// What is the same for all rows of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowSettings {
    /// The machine's clock.
    pub(super) clock: Stamp,
    /// How many rejected rows are reported one by one.
    pub(super) samples: usize,
}

/// Reads the rows of one table into batches.
pub(super) struct RowIntake<'d> {
    readable: &'d ReadableTable,
    encoding: Encoding,
    reader: RowReader,
    context: ReaderContext<'d>,
    settings: RowSettings,
    /// The account of the rows since the last [`RowIntake::finish_batch`].
    pub(super) account: RowAccount,
}

impl<'d> RowIntake<'d> {
    pub(super) fn new(
        table: &TableToRead<'d>,
        words: &'d StatusWords,
        settings: RowSettings,
    ) -> RowIntake<'d> {
        let readable = table.readable;
        let mut caches = CellCaches::default();
        caches.begin_batch();
        RowIntake {
            readable,
            encoding: readable.table.encoding,
            reader: reader_of(readable.mapping.kind),
            context: ReaderContext {
                batch: Batch::new(settings.clock),
                words,
                source: table.source,
                periods: table.periods,
                caches,
            },
            settings,
            account: RowAccount::default(),
        }
    }

    /// The columns that the readers ask for.
    pub(super) fn wanted_columns(&self) -> &'d WantedColumns {
        self.readable.mapping.wanted_columns()
    }

    /// Reads a row of data. `line` is called only where a diagnostic needs the line.
    #[inline]
    pub(super) fn read_row(&mut self, cells: Cells<'_>, line: impl Fn() -> u64) {
        self.account.read += 1;
        let readable = self.readable;
        let problem = if let Some(problem) = readable.check_width(&cells) {
            Err(problem)
        } else {
            let row = Row::new(cells, &readable.mapping, self.encoding);
            self.account.long_ids.count(&row, &line);
            (self.reader)(&row, &mut self.context).map_err(RowProblem::Cell)
        };
        if let Err(problem) = problem {
            if problem.refuses_file() {
                self.account.refusal = Some((line(), problem));
            } else {
                self.account.rejected += 1;
                if self.account.samples.len() < self.settings.samples {
                    self.account.samples.push((line(), problem));
                }
            }
        }
    }

    /// Counts a record of the first `head` ones: the header, which is no skipped row, or a record before it.
    pub(super) fn count_head(&mut self, head: u64) {
        self.account.records += 1;
        self.account.skipped += u64::from(self.account.records != head);
    }

    /// Counts a record and says whether it holds data.
    #[inline]
    pub(super) fn count_record(&mut self, cells: &Cells<'_>) -> bool {
        self.account.records += 1;
        let is_data = !self.readable.is_no_data(cells);
        self.account.skipped += u64::from(!is_data);
        is_data
    }

    /// Gives the batch and its account, and starts a new one, in `spare` where that is given.
    pub(super) fn finish_batch(&mut self, spare: Option<Batch>) -> (RowAccount, Batch) {
        let mut next = spare.unwrap_or_else(|| Batch::new(self.settings.clock));
        next.clear();
        self.context.caches.begin_batch();
        (std::mem::take(&mut self.account), std::mem::replace(&mut self.context.batch, next))
    }
}

impl ReadableTable {
    /// A blank row, a row of totals or a repeated header, judged by the first cell that is not empty.
    fn is_no_data(&self, cells: &Cells<'_>) -> bool {
        let encoding = self.table.encoding;
        // Nearly every row begins with a letter or digit with which neither a total nor this header begins.
        if let Some(first) = cells.get(0)
            && let Some(byte) = first.strip_prefix(b"\t").unwrap_or(&first).first()
            && byte.is_ascii_alphanumeric()
            && !self.mapping.first_name_begins_with(*byte)
        {
            return false;
        }
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

    /// A row of another width than the header's is shifted or torn. Empty cells beyond the header and columns without
    /// a name do no harm.
    fn check_width(&self, cells: &Cells<'_>) -> Option<RowProblem> {
        // A sheet leaves out empty cells, and every cell knows its column.
        if self.table.is_sheet() {
            return None;
        }
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

/// `合计`, `总计：`, `合计（40）`, but not a product whose name begins with these characters.
fn is_total(text: &str) -> bool {
    let rest = ["合计", "总计", "汇总", "整体"].iter().find_map(|total| text.strip_prefix(total));
    rest.is_some_and(|rest| {
        rest.chars().next().is_none_or(|c| ":：(（".contains(c) || c.is_ascii_digit() || c == ' ')
    })
}
