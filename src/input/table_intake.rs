//! Tables on their way into the shop: their pieces, in order, and an account of every row.

use super::InputFile;
use super::cells::Cells;
use super::detect::ReadableTable;
use super::piece_reader::{PieceReader, TablePiece, TableToRead};
use super::pieces::ReadPiece;
use super::row_intake::{LongIds, RowAccount};
use crate::catalogue::{Diagnostic, diagnostics, io_reason};
use crate::field::Field;
use crate::shop::{Batch, Shop};
use csv::ByteRecord;
use std::io;

/// What has become of a table so far.
pub struct TableProgress {
    /// The account of its rows.
    pub summary: InputFile,
    /// The path as shown.
    path: String,
    /// How far it was taken in: a record begins here.
    end: u64,
    /// How many line feeds lie before.
    lines: u64,
    /// Lines without anything behind the last record.
    blank: u64,
    long_ids: LongIds,
    samples: Vec<Diagnostic>,
    /// Nothing more is taken in: it was read to its end, or is refused.
    is_done: bool,
    /// Why it is refused.
    pub refusal: Option<Diagnostic>,
    /// Notes and warnings about it.
    pub notes: Vec<Diagnostic>,
}

impl TableProgress {
    /// Nothing is read yet.
    pub fn new(summary: InputFile) -> TableProgress {
        TableProgress {
            path: summary.path.clone(),
            summary,
            end: 0,
            lines: 0,
            blank: 0,
            long_ids: LongIds::default(),
            samples: Vec::new(),
            is_done: false,
            refusal: None,
            notes: Vec::new(),
        }
    }

    fn refuse(&mut self, why: Diagnostic) {
        self.refusal = Some(why.path(&self.path));
        self.is_done = true;
    }

    /// Adds the account of rows whose lines count from one on.
    fn add(&mut self, account: RowAccount, readable: &ReadableTable, line: u64, most_samples: usize) {
        self.summary.read += account.read;
        self.summary.skipped += account.skipped;
        self.summary.rejected += account.rejected;
        self.long_ids.add(account.long_ids, line);
        for (at, problem) in account.samples {
            if self.samples.len() < most_samples {
                self.samples.push(problem.told(readable, line + at).path(&self.path));
            }
        }
        if let Some((at, problem)) = account.refusal {
            self.refuse(problem.told(readable, line + at));
        }
    }

    /// What can be said only when all rows were read.
    fn conclude(&mut self, readable: &ReadableTable) {
        if self.refusal.is_some() {
            return;
        }
        if let Some((field, count)) = self.long_ids.rounded(readable.mapping.id_places()) {
            let rounded = diagnostics::ids_rounded(count.long, count.rounded);
            return self.refuse(readable.at(rounded, field, count.line.unwrap_or_default()));
        }
        if self.summary.rejected > 0 {
            let share = super::percent(self.summary.rejected as f64 / self.summary.read as f64);
            self.notes.push(diagnostics::rows_rejected(self.summary.rejected, share).path(&self.path));
        }
        self.notes.append(&mut self.samples);
    }
}

/// Takes pieces in, one after the other.
pub struct TableIntake<'r> {
    shop: &'r mut Shop,
    jobs: &'r [TableToRead<'r>],
    progress: &'r mut [TableProgress],
    /// Reads again what began where nobody guessed, and what is not read in pieces.
    worker: PieceReader<'r>,
    most_samples: usize,
}

/// How many rows the csv crate reads before they are taken in.
const BATCH: u64 = 1 << 12;

impl<'r> TableIntake<'r> {
    /// For tables, each with what has become of it.
    pub fn new(
        shop: &'r mut Shop,
        jobs: &'r [TableToRead<'r>],
        progress: &'r mut [TableProgress],
        worker: PieceReader<'r>,
        most_samples: usize,
    ) -> TableIntake<'r> {
        TableIntake { shop, jobs, progress, worker, most_samples }
    }

    /// Takes a piece in; a batch that is no longer needed.
    pub fn take(&mut self, task: TablePiece, piece: io::Result<ReadPiece>) -> Option<Batch> {
        let (Some(job), Some(progress)) = (self.jobs.get(task.job), self.progress.get_mut(task.job)) else {
            return None;
        };
        if progress.is_done {
            return piece.ok().map(|piece| piece.batch);
        }
        let taken = match task.range {
            None => self.read_on(task.job, 0).map(|()| None),
            Some(range) => piece.and_then(|piece| self.take_piece(task, range, piece)),
        };
        let progress = self.progress.get_mut(task.job)?;
        if let Err(why) = &taken {
            progress.refuse(diagnostics::path_unreadable(io_reason(why)));
        } else if task.is_last || progress.is_done {
            progress.is_done = true;
            progress.conclude(job.readable);
        }
        taken.ok().flatten()
    }

    fn take_piece(
        &mut self,
        task: TablePiece,
        range: (u64, u64),
        piece: ReadPiece,
    ) -> io::Result<Option<Batch>> {
        let (Some(job), Some(progress)) = (self.jobs.get(task.job), self.progress.get_mut(task.job)) else {
            return Ok(None);
        };
        let piece = match piece.first {
            // The first piece begins where the file does, behind its mark.
            Some(_) if range.0 == 0 => piece,
            // A record that began before goes on to its end.
            _ if progress.end >= range.1 => return Ok(Some(piece.batch)),
            Some(first) if first == progress.end => piece,
            _ => self.worker.read(task, Some(progress.end), Some(piece.batch))?,
        };
        if range.0 == 0 {
            if piece.account.records < job.head() {
                // What stands before the header is longer than a piece.
                self.read_on(task.job, 0)?;
                return Ok(Some(piece.batch));
            }
            let bytes_a_row = (piece.end / piece.account.records.max(1)).max(1);
            // A little more than there will be: room that is not used costs nothing.
            let rows = (job.length / bytes_a_row) * 21 / 20 + 64;
            self.shop.make_room(job.readable.mapping.kind, usize::try_from(rows).unwrap_or_default());
        }
        self.shop.take(&piece.batch, job.readable.mapping.kind, job.source);
        if piece.account.records > 0 {
            progress.summary.skipped += progress.blank + piece.blank;
            progress.blank = piece.blank_behind;
        } else {
            progress.blank += piece.blank_behind;
        }
        progress.add(piece.account, job.readable, progress.lines + 1, self.most_samples);
        progress.end = piece.end;
        progress.lines += piece.lines;
        if piece.is_broken && progress.refusal.is_none() {
            let line = progress.lines + 1;
            let note = diagnostics::read_plainly().path(&progress.path).line(line);
            progress.notes.push(note);
            self.read_on(task.job, piece.end)?;
        }
        Ok(Some(piece.batch))
    }

    /// Reads a table with the csv crate, from a record on to its end.
    fn read_on(&mut self, number: usize, from: u64) -> io::Result<()> {
        let (Some(job), Some(progress)) = (self.jobs.get(number), self.progress.get_mut(number)) else {
            return Ok(());
        };
        progress.is_done = true;
        let mut records = job.readable.table.records(&job.bytes, from, progress.lines)?;
        let (desk, ..) = self.worker.desk(number)?;
        let mut record = ByteRecord::new();
        let (mut before, mut spare) = (0, None);
        let head = if from == 0 { job.head() } else { 0 };
        loop {
            let more = records.read(&mut record)?;
            let mut quote_broken = false;
            if more {
                let cells = Cells::Record(&record);
                if before + desk.account.records < head {
                    desk.passes_over(head - before);
                } else if desk.counts(&cells) {
                    quote_broken = records.is_torn()?;
                    if !quote_broken {
                        desk.row(cells, || records.first_line);
                    }
                }
            }
            let stops = !more || quote_broken || desk.account.refusal.is_some();
            if stops || desk.account.records >= BATCH {
                before += desk.account.records;
                let (account, batch) = desk.clear(spare.take());
                self.shop.take(&batch, job.readable.mapping.kind, job.source);
                progress.add(account, job.readable, 0, self.most_samples);
                spare = Some(batch);
            }
            if quote_broken {
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

impl ReadableTable {
    /// Says where a field's cell is: line and column, in a sheet its address.
    pub fn at(&self, diagnostic: Diagnostic, field: Field, line: u64) -> Diagnostic {
        let diagnostic = diagnostic.line(line);
        let Some(place) = self.mapping.place(field) else { return diagnostic };
        let diagnostic = diagnostic.column(self.mapping.name(field));
        if self.table.is_sheet() { diagnostic.cell(address(place, line)) } else { diagnostic }
    }
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

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let named = [0, 5, 25, 26, 51, 52, 701, 702, 16_383].map(|column| address(column, 12));
        assert_eq!(named, ["A12", "F12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12", "XFD12"]);
    }
}
