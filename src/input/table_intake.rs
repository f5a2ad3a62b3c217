//! Takes the pieces of tables into the shop, in the order of their rows, and keeps an account of every row.

use super::input_file::InputFile;
use super::long_ids::LongIds;
use super::piece_reader::{PieceReader, ReadRest, ReadTable};
use super::pieces::ReadPiece;
use super::readable::ReadableTable;
use super::refusal::unreadable;
use super::row_intake::RowAccount;
use super::tables::{TablePiece, TableToRead};
use crate::catalogue::{Diagnostic, diagnostics};
use crate::field::Kind;
use crate::shop::ShopBuilder;
use crate::shown_text::percent;
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
        if let Some((field, long, ids)) = self.long_ids.rounded(readable.mapping.id_columns()) {
            let rounded = diagnostics::ids_rounded(long, ids.rounded);
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
    shop: &'r mut ShopBuilder,
    tables: &'r [TableToRead<'r>],
    /// Of each table how far it was taken in.
    progress: &'r mut [TableProgress],
    most_samples: usize,
}

impl<'r> TableIntake<'r> {
    pub(super) fn new(
        shop: &'r mut ShopBuilder,
        tables: &'r [TableToRead<'r>],
        progress: &'r mut [TableProgress],
        most_samples: usize,
    ) -> TableIntake<'r> {
        TableIntake { shop, tables, progress, most_samples }
    }

    /// Takes a piece in. `reader` reads pieces again whose first record was guessed wrong.
    pub(super) fn take(
        &mut self,
        piece: TablePiece,
        read: io::Result<ReadTable>,
        reader: &mut PieceReader<'_>,
    ) {
        let (Some(table), Some(progress)) = (self.tables.get(piece.table), self.progress.get(piece.table))
        else {
            return;
        };
        if progress.is_done {
            return;
        }
        let taken = read.and_then(|read| match (read, piece.range) {
            (ReadTable::Piece(read), Some(range)) => self.take_piece(piece, range, *read, reader),
            (ReadTable::Rest(rest), _) => {
                self.take_rest(piece.table, rest);
                Ok(())
            }
            (ReadTable::Piece(_), None) => Ok(()),
        });
        let Some(progress) = self.progress.get_mut(piece.table) else { return };
        if let Err(why) = &taken {
            progress.refuse(unreadable(why).into_diagnostic());
        } else if piece.is_last || progress.is_done {
            progress.is_done = true;
            progress.conclude(table.readable);
        }
    }

    fn take_piece(
        &mut self,
        piece: TablePiece,
        range: (u64, u64),
        read: ReadPiece,
        reader: &mut PieceReader<'_>,
    ) -> io::Result<()> {
        let (Some(table), Some(progress)) =
            (self.tables.get(piece.table), self.progress.get_mut(piece.table))
        else {
            return Ok(());
        };
        let read = match read.first {
            // The first piece begins where the file does, behind the byte order mark.
            Some(_) if range.0 == 0 => read,
            // A record that began in an earlier piece goes on to the end of this one.
            _ if progress.end >= range.1 => return Ok(()),
            Some(first) if first == progress.end => read,
            _ => reader.read_piece(piece.table, range, Some(progress.end))?,
        };
        if range.0 == 0 && read.account.records < table.head() {
            // The records up to the header are longer than a piece.
            let rest = reader.read_rest(piece.table, 0, 0)?;
            self.take_rest(piece.table, rest);
            return Ok(());
        }
        self.shop.take(read.tables, table.readable.mapping.kind, table.source);
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
            let rest = reader.read_rest(piece.table, read.end, progress.lines)?;
            self.take_rest(piece.table, rest);
        }
        Ok(())
    }

    /// Takes in what the csv crate has read, to the end of the table.
    fn take_rest(&mut self, number: usize, rest: ReadRest) {
        let (Some(table), Some(progress)) = (self.tables.get(number), self.progress.get_mut(number)) else {
            return;
        };
        progress.is_done = true;
        for (account, tables) in rest.parts {
            self.shop.take(tables, table.readable.mapping.kind, table.source);
            progress.add(account, table.readable, 0, self.most_samples);
        }
        if let Some((first, last)) = rest.torn {
            progress.refuse(diagnostics::quote_broken(first, last).line(first));
        }
        let blank = if rest.has_records { progress.blank } else { 0 };
        progress.summary.skipped += blank + rest.blank_lines;
    }
}
