//! Takes the pieces of tables into the shop, in the order of their rows, and keeps an account of every row.

use super::cells::Cells;
use super::input_file::InputFile;
use super::long_ids::LongIds;
use super::piece_reader::PieceReader;
use super::pieces::ReadPiece;
use super::readable::ReadableTable;
use super::row_intake::RowAccount;
use super::tables::{TablePiece, TableToRead};
use crate::catalogue::{Diagnostic, diagnostics, io_reason};
use crate::field::Kind;
use crate::shop::{Batch, Shop};
use crate::shown_text::percent;
use csv::ByteRecord;
use std::io;

/// How far a table was taken in, and its account.
pub(super) struct TableProgress {
    pub(super) summary: InputFile,
    path: String,
    /// The place up to which it was taken in: a record begins there.
    end: u64,
    /// How many line feeds lie before that place.
    lines: u64,
    /// Blank lines behind the last record.
    blank: u64,
    long_ids: LongIds,
    samples: Vec<Diagnostic>,
    /// How many rows explain the columns, and how many are in another encoding, each with the line of the first.
    explanations: (u64, Option<u64>),
    other_encoding: (u64, Option<u64>),
    /// Whether it was read to its end or refused.
    is_done: bool,
    /// Why it is refused.
    pub(super) refusal: Option<Diagnostic>,
    /// Notes and warnings about it.
    pub(super) notes: Vec<Diagnostic>,
}

impl TableProgress {
    pub(super) fn new(summary: InputFile) -> TableProgress {
        TableProgress {
            path: summary.path.clone(),
            summary,
            end: 0,
            lines: 0,
            blank: 0,
            long_ids: LongIds::default(),
            samples: Vec::new(),
            explanations: (0, None),
            other_encoding: (0, None),
            is_done: false,
            refusal: None,
            notes: Vec::new(),
        }
    }

    fn refuse(&mut self, why: Diagnostic) {
        self.refusal = Some(why.path(&self.path));
        self.is_done = true;
    }

    /// Adds the account of rows whose lines count from `line` on.
    fn add(&mut self, account: RowAccount, readable: &ReadableTable, line: u64, most_samples: usize) {
        self.summary.read += account.read;
        self.summary.skipped += account.skipped;
        self.summary.rejected += account.rejected;
        self.summary.other_shops += account.other_shops;
        for (name, rows) in account.shops {
            *self.summary.shops.entry(name).or_default() += rows;
        }
        self.long_ids.add(account.long_ids, line);
        let add = |sum: &mut (u64, Option<u64>), more: u64, first: Option<u64>| {
            *sum = (sum.0 + more, sum.1.or(first.map(|at| line + at)));
        };
        add(&mut self.explanations, account.explanations, account.first_explanation);
        add(&mut self.other_encoding, account.other_encoding, account.first_other_encoding);
        for (at, problem) in account.samples {
            if self.samples.len() < most_samples {
                self.samples.push(problem.diagnostic(readable, line + at).path(&self.path));
            }
        }
        if let Some((at, problem)) = account.refusal {
            self.refuse(problem.diagnostic(readable, line + at));
        }
    }

    /// Adds the diagnostics that need all rows.
    fn conclude(&mut self, readable: &ReadableTable) {
        if self.refusal.is_some() {
            return;
        }
        if let Some((field, ids)) = self.long_ids.rounded(readable.mapping.id_columns()) {
            let rounded = diagnostics::ids_rounded(ids.long, ids.rounded);
            return self.refuse(readable.at(rounded, field, ids.line.unwrap_or_default()));
        }
        if let (rows, Some(line)) = self.explanations {
            self.notes.push(diagnostics::explanation_skipped(rows).line(line).path(&self.path));
        }
        if let (rows, Some(line)) = self.other_encoding {
            self.notes.push(diagnostics::encoding_changes(rows).line(line).path(&self.path));
        }
        if let Some([own, order]) = readable.mapping.names_of_both() {
            let kind = readable.mapping.kind;
            let both = match kind {
                Kind::Refunds if readable.mapping.shares_rows => {
                    Some(diagnostics::sheet_holds_both(own, order))
                }
                _ if readable.mapping.shares_rows => None,
                _ => Some(diagnostics::sheet_may_hold_orders(|lang| kind.name(lang), own, order, kind.id())),
            };
            self.notes.extend(both.map(|note| note.path(&self.path)));
        }
        let letters = self.long_ids.ends(readable.mapping.kind, readable.mapping.id_columns());
        match readable.mapping.order_id_letter() {
            Some(letter) => {
                let letter = char::from(letter).to_string();
                self.notes.push(diagnostics::order_id_letter(letter).path(&self.path));
            }
            None => self.summary.order_id_letters = letters,
        }
        if self.summary.rejected > 0 {
            let share = percent(self.summary.rejected as f64 / self.summary.read as f64);
            self.notes.push(diagnostics::rows_rejected(self.summary.rejected, share).path(&self.path));
        }
        self.notes.append(&mut self.samples);
    }
}

pub(super) struct TableIntake<'r> {
    shop: &'r mut Shop,
    tables: &'r [TableToRead<'r>],
    /// Of each table how far it was taken in.
    progress: &'r mut [TableProgress],
    /// Reads pieces again whose first record was guessed wrong, and tables that are not read in pieces.
    reader: PieceReader<'r>,
    most_samples: usize,
}

/// How many rows the csv crate reads before they are taken in.
const BATCH: u64 = 1 << 12;

impl<'r> TableIntake<'r> {
    pub(super) fn new(
        shop: &'r mut Shop,
        tables: &'r [TableToRead<'r>],
        progress: &'r mut [TableProgress],
        reader: PieceReader<'r>,
        most_samples: usize,
    ) -> TableIntake<'r> {
        TableIntake { shop, tables, progress, reader, most_samples }
    }

    /// Takes a piece in, and gives back a batch that is no longer needed.
    pub(super) fn take(&mut self, piece: TablePiece, read: io::Result<ReadPiece>) -> Option<Batch> {
        let (Some(table), Some(progress)) =
            (self.tables.get(piece.table), self.progress.get_mut(piece.table))
        else {
            return None;
        };
        if progress.is_done {
            return read.ok().map(|read| read.batch);
        }
        let taken = match piece.range {
            None => self.read_on(piece.table, 0).map(|()| None),
            Some(range) => read.and_then(|read| self.take_piece(piece, range, read)),
        };
        let progress = self.progress.get_mut(piece.table)?;
        if let Err(why) = &taken {
            progress.refuse(diagnostics::path_unreadable(io_reason(why)));
        } else if piece.is_last || progress.is_done {
            progress.is_done = true;
            progress.conclude(table.readable);
        }
        taken.ok().flatten()
    }

    fn take_piece(
        &mut self,
        piece: TablePiece,
        range: (u64, u64),
        read: ReadPiece,
    ) -> io::Result<Option<Batch>> {
        let (Some(table), Some(progress)) =
            (self.tables.get(piece.table), self.progress.get_mut(piece.table))
        else {
            return Ok(None);
        };
        let read = match read.first {
            // The first piece begins where the file does, behind the byte order mark.
            Some(_) if range.0 == 0 => read,
            // A record that began in an earlier piece goes on to the end of this one.
            _ if progress.end >= range.1 => return Ok(Some(read.batch)),
            Some(first) if first == progress.end => read,
            _ => self.reader.read(piece, Some(progress.end), Some(read.batch))?,
        };
        if range.0 == 0 {
            if read.account.records < table.head() {
                // The records up to the header are longer than a piece.
                self.read_on(piece.table, 0)?;
                return Ok(Some(read.batch));
            }
            let bytes_a_row = (read.end / read.account.records.max(1)).max(1);
            // A little more than expected: memory that is reserved and not used costs nothing.
            let rows = (table.length / bytes_a_row) * 21 / 20 + 64;
            self.shop.reserve(table.readable.mapping.kind, usize::try_from(rows).unwrap_or_default());
        }
        self.shop.take(&read.batch, table.readable.mapping.kind, table.source);
        if read.account.records > 0 {
            progress.summary.skipped += progress.blank + read.blank;
            progress.blank = read.blank_behind;
        } else {
            progress.blank += read.blank_behind;
        }
        progress.add(read.account, table.readable, progress.lines + 1, self.most_samples);
        progress.end = read.end;
        progress.lines += read.lines;
        if read.is_broken && progress.refusal.is_none() {
            let line = progress.lines + 1;
            let note = diagnostics::read_plainly().path(&progress.path).line(line);
            progress.notes.push(note);
            self.read_on(piece.table, read.end)?;
        }
        Ok(Some(read.batch))
    }

    /// Reads a table with the csv crate, from the record at byte `from` to the end.
    fn read_on(&mut self, number: usize, from: u64) -> io::Result<()> {
        let (Some(table), Some(progress)) = (self.tables.get(number), self.progress.get_mut(number)) else {
            return Ok(());
        };
        progress.is_done = true;
        let mut records = table.readable.table.records(&table.bytes, from, progress.lines)?;
        let (intake, ..) = self.reader.intake(number)?;
        let mut record = ByteRecord::new();
        let (mut before, mut spare) = (0, None);
        let head = if from == 0 { table.head() } else { 0 };
        loop {
            let more = records.read(&mut record)?;
            let mut is_torn = false;
            if more {
                let cells = Cells::Record(&record);
                if before + intake.account.records < head {
                    intake.count_head(head - before);
                } else if intake.count_record(&cells) {
                    is_torn = records.is_torn()?;
                    if !is_torn {
                        intake.read_row(cells, || records.first_line);
                    }
                }
            }
            let stops = !more || is_torn || intake.account.refusal.is_some();
            if stops || intake.account.records >= BATCH {
                before += intake.account.records;
                let (account, batch) = intake.finish_batch(spare.take());
                self.shop.take(&batch, table.readable.mapping.kind, table.source);
                progress.add(account, table.readable, 0, self.most_samples);
                spare = Some(batch);
            }
            if is_torn {
                let broken = diagnostics::quote_broken(records.first_line, records.last_line);
                progress.refuse(broken.line(records.first_line));
            }
            if stops {
                break;
            }
        }
        let blank = if records.last_line > 0 { progress.blank } else { 0 };
        progress.summary.skipped += blank + records.blank_lines;
        Ok(())
    }
}
