//! Rows of one table, one after the other: rows without data are skipped, rows that cannot be used are rejected with
//! the reason, all others go through the reader of their kind into a batch.

use super::cell;
use super::cells::Cells;
use super::columns::{OwnWord, StatusWords};
use super::encoding::{Encoding, is_plainly_utf8};
use super::limits::LimitExceeded;
use super::long_ids::LongIds;
use super::readable::ReadableTable;
use super::readers::{CellCaches, ReaderContext, RowReader, order_columns, reader_of};
use super::rejection::{Rejection, reject_without_id};
use super::row::Row;
use super::shops::{ShopColumn, ShopRows};
use super::split::WantedColumns;
use super::tables::TableToRead;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::field::{Field, Kind};
use crate::shop::{Batch, BatchTables, OrderRow, order_flag};
use std::borrow::Cow;
use std::sync::atomic::Ordering;

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
enum SecondLook {
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
    fn refuses_file(&self) -> bool {
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

impl ReadableTable {
    /// A blank row, a row of totals or a repeated header, judged by the first cell that is not empty.
    fn is_no_data(&self, cells: &Cells<'_>) -> bool {
        let encoding = self.table.encoding;
        // Nearly every row begins with a letter, digit or `-` with which neither a total nor this header begins.
        if let Some(byte) = cells.first_byte()
            && (byte.is_ascii_alphanumeric() || byte == b'-')
            && !self.mapping.first_name_begins_with(byte)
            && !(matches!(byte, b't' | b'T' | b'g' | b'G' | b's' | b'S')
                && latin_total(&cells.get(0).unwrap_or_default()))
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

    /// What a row is that its reader has rejected. Only such rows are looked at so closely.
    fn look_again(&self, problem: &RowProblem, cells: &Cells<'_>) -> SecondLook {
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
    fn text_in_either(&self, cell: &[u8]) -> String {
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
