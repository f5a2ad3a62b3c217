//! Rows of one table, one after the other: rows without data are skipped, rows that cannot be used are rejected with
//! the reason, all others go through the reader of their kind into a batch.

use super::cells::Cells;
use super::columns::{OwnWord, StatusWords};
use super::data_rows::{RowProblem, SecondLook};
use super::encoding::Encoding;
use super::long_ids::LongIds;
use super::readable::ReadableTable;
use super::readers::{CellCaches, ReaderContext, RowReader, order_columns, reader_of};
use super::rejection::reject_without_id;
use super::row::Row;
use super::shops::{ShopColumn, ShopRows};
use super::split::WantedColumns;
use super::tables::TableToRead;
use crate::field::{Field, Kind};
use crate::shop::{Batch, BatchTables, OrderRow, order_flag};
use std::ops::RangeInclusive;
use std::sync::atomic::Ordering;

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
    /// Rows that are skipped because they explain the columns, and the line of the first.
    pub(super) explanations: u64,
    pub(super) first_explanation: Option<u64>,
    /// Rows in the other encoding, and the line of the first.
    pub(super) other_encoding: u64,
    pub(super) first_other_encoding: Option<u64>,
    /// Rows of data by the shop that they name, and how many of them were left out.
    pub(super) shops: ShopRows,
    pub(super) other_shops: u64,
}

/// What is the same for all rows of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowSettings<'d> {
    /// How many rejected rows are reported one by one.
    pub(super) samples: usize,
    /// The shop whose rows are read; all where `None`.
    pub(super) only_shop: Option<&'d str>,
    /// Words that a user adds.
    pub(super) own_words: &'d [OwnWord],
}

/// Reads the rows of one table into batches.
pub(super) struct RowIntake<'d> {
    readable: &'d ReadableTable,
    encoding: Encoding,
    reader: RowReader,
    context: ReaderContext<'d>,
    settings: RowSettings<'d>,
    /// Words of a user that no cell has held so far.
    own_words: Vec<&'d OwnWord>,
    /// The column that names shops, where there is one.
    shop_column: Option<ShopColumn>,
    /// The bytes with which only rows of data begin, which tell nearly every row from totals and headers.
    begins_data: [bool; 1 << u8::BITS],
    /// How many cells rows have of which nothing more need be known.
    usual_width: RangeInclusive<usize>,
    /// The account of the rows since the last [`RowIntake::finish_batch`].
    pub(super) account: RowAccount,
}

impl<'d> RowIntake<'d> {
    pub(super) fn new(
        table: &TableToRead<'d>,
        words: &'d StatusWords,
        settings: RowSettings<'d>,
        (batch, mut caches): (Batch<'d>, CellCaches),
    ) -> RowIntake<'d> {
        let readable = table.readable;
        caches.begin_batch();
        RowIntake {
            readable,
            encoding: readable.table.encoding,
            reader: reader_of(readable.mapping.kind),
            context: ReaderContext {
                batch,
                words,
                source: table.source,
                order_columns: order_columns(&readable.mapping),
                periods: table.periods,
                caches,
            },
            own_words: settings.own_words.iter().filter(|word| !word.is_met()).collect(),
            settings,
            shop_column: ShopColumn::of(&readable.mapping),
            begins_data: std::array::from_fn(|byte| readable.begins_data(byte as u8)),
            usual_width: readable.usual_width(),
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
        let problem = if !self.usual_width.contains(&cells.len())
            && let Some(problem) = readable.check_width(&cells)
        {
            Err(problem)
        } else if self.is_of_other_shop(&cells) {
            return self.leave_out(cells, &line);
        } else {
            let row = Row::new(cells, &readable.mapping, self.encoding);
            let read = (self.reader)(&row, &mut self.context);
            // What only looks like a row, an explanation say, has no ids.
            if read.is_ok() {
                self.account.long_ids.count(&row, &line);
            }
            if !self.own_words.is_empty() {
                meet_words(&row, &mut self.own_words);
            }
            read.map_err(|why| RowProblem::Cell(*why))
        };
        match problem {
            Ok(()) => self.count_shop(),
            Err(problem) => self.reject(problem, cells, &line),
        }
    }

    /// Looks at the shop that a row names, where the file has such a column.
    #[inline]
    fn is_of_other_shop(&mut self, cells: &Cells<'_>) -> bool {
        let Some(column) = &mut self.shop_column else { return false };
        let names = column.read(cells, |cell| self.readable.text_in_either(cell));
        let is_other = |wanted: &str| !names.is_empty() && names.iter().all(|name| name != wanted);
        self.settings.only_shop.is_some_and(is_other)
    }

    #[inline]
    fn count_shop(&mut self) {
        if let Some(column) = &mut self.shop_column {
            column.count();
        }
    }

    /// Counts a row of another shop, or finds that it is no row of data.
    #[cold]
    fn leave_out(&mut self, cells: Cells<'_>, line: &dyn Fn() -> u64) {
        let readable = self.readable;
        let is_without_id = || {
            let row = Row::new(cells, &readable.mapping, self.encoding);
            matches!(row.text(Field::RefundId), Ok(None))
        };
        let without = readable.mapping.shares_rows.then_some(Field::RefundId).filter(|_| is_without_id());
        let problem = RowProblem::Cell(reject_without_id(without.unwrap_or(Field::OrderShop)));
        match readable.look_again(&problem, &cells) {
            SecondLook::Data | SecondLook::OtherEncoding(_) => {
                self.account.other_shops += 1;
                self.count_shop();
                self.note_other_order(cells);
            }
            _ => self.reject(problem, cells, line),
        }
    }

    /// Notes an order of another shop, as one without pay time: what belongs to it is excluded like that of an unpaid
    /// order, and not taken for a row whose order no file has.
    fn note_other_order(&mut self, cells: Cells<'_>) {
        if self.readable.mapping.kind != Kind::Orders {
            return;
        }
        let row = Row::new(cells, &self.readable.mapping, self.encoding);
        let texts = &mut self.context.batch.texts;
        if let Ok(order_id) = row.id(Field::OrderId, texts)
            && order_id.some().is_some()
        {
            let sub_order_id = row.id(Field::SubOrderId, texts).unwrap_or_default();
            let row = OrderRow::of_ids(order_id, sub_order_id, order_flag::OF_OTHER_SHOP);
            self.context.batch.order(row);
        }
    }

    /// Counts a row that cannot be used, or finds that it is no row of data.
    #[cold]
    fn reject(&mut self, problem: RowProblem, cells: Cells<'_>, line: &dyn Fn() -> u64) {
        let readable = self.readable;
        let problem = match readable.look_again(&problem, &cells) {
            SecondLook::Data => problem,
            SecondLook::OtherHeader => RowProblem::OtherHeader,
            SecondLook::NoData => {
                self.account.read -= 1;
                self.account.skipped += 1;
                return;
            }
            SecondLook::Explanation => {
                self.account.read -= 1;
                self.account.skipped += 1;
                self.account.explanations += 1;
                self.account.first_explanation.get_or_insert_with(line);
                return;
            }
            SecondLook::OtherEncoding(encoding) => {
                self.account.other_encoding += 1;
                self.account.first_other_encoding.get_or_insert_with(line);
                let row = Row::new(cells, &readable.mapping, encoding);
                // The same bytes say something else in another encoding.
                let caches = std::mem::take(&mut self.context.caches);
                self.context.caches.begin_batch();
                let read = (self.reader)(&row, &mut self.context);
                self.context.caches = caches;
                match read {
                    Ok(()) => {
                        self.account.long_ids.count(&row, line);
                        return self.count_shop();
                    }
                    Err(why) => RowProblem::Cell(*why),
                }
            }
        };
        if problem.refuses_file() {
            self.account.refusal = Some((line(), problem));
        } else {
            self.account.rejected += 1;
            if self.account.samples.len() < self.settings.samples {
                self.account.samples.push((line(), problem));
            }
        }
    }

    /// Refuses the file for a row that is too long.
    pub(super) fn refuse_row(&mut self, line: u64) {
        self.account.refusal = Some((line, RowProblem::TooLarge));
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
        let begins_data = |byte: u8| self.begins_data[usize::from(byte)];
        if cells.first_byte().is_some_and(begins_data) {
            return true;
        }
        let is_data = !self.readable.is_no_data(cells);
        self.account.skipped += u64::from(!is_data);
        is_data
    }

    /// Gives what the rows since the last call have in common and their account, and starts a new batch.
    pub(super) fn finish_batch(&mut self) -> (RowAccount, BatchTables) {
        self.context.caches.begin_batch();
        if let Some(column) = &mut self.shop_column {
            self.account.shops = column.take();
        }
        (std::mem::take(&mut self.account), self.context.batch.finish())
    }

    /// The batch, for the rows of another table, and the caches, for one whose cells say the same.
    pub(super) fn into_parts(self) -> (Batch<'d>, CellCaches) {
        (self.context.batch, self.context.caches)
    }
}

/// Notes the words of a user that a row holds. Few users have any.
#[cold]
fn meet_words(row: &Row<'_>, words: &mut Vec<&OwnWord>) {
    words.retain(|own| {
        let holds = |field| matches!(row.text(field), Ok(Some(text)) if text.contains(own.word.as_str()));
        if own.fields().any(holds) {
            own.is_met.store(true, Ordering::Relaxed);
        }
        !own.is_met()
    });
}
