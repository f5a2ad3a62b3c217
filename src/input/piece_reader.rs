//! Reads pieces of tables: one reader for each thread.

use super::bytes::Handle;
use super::cells::Cells;
use super::columns::StatusWords;
use super::options::Splitting;
use super::pieces::{self, ReadPiece, RecordStart, SplitBuffers};
use super::readers::CellCaches;
use super::row_intake::{RowAccount, RowIntake, RowSettings};
use super::tables::{TablePiece, TableToRead};
use crate::shop::{Batch, BatchTables, Routes, Rows};
use csv::ByteRecord;
use std::io;

pub(super) struct PieceReader<'r> {
    tables: &'r [TableToRead<'r>],
    words: &'r StatusWords,
    settings: RowSettings<'r>,
    buffers: SplitBuffers,
    /// Where rows go and what cells say, while no table is open.
    unread: Option<(Batch<'r>, CellCaches)>,
    /// The table that was read last.
    current: Option<(usize, RowIntake<'r>, Handle)>,
}

/// What was read of a table.
pub(super) enum ReadTable {
    /// The records that begin in a piece.
    Piece(Box<ReadPiece>),
    /// All records from some place on, by the csv crate.
    Rest(ReadRest),
}

/// The records of a table from some place on.
#[derive(Debug, Default)]
pub(super) struct ReadRest {
    /// Their accounts, with the lines of the file, and what the rows of each account have in common.
    pub(super) parts: Vec<(RowAccount, BatchTables)>,
    /// Where a quote without a partner has swallowed lines.
    pub(super) torn: Option<(u64, u64)>,
    /// Whether there is any record.
    pub(super) has_records: bool,
    pub(super) blank_lines: u64,
}

/// How many rows the csv crate reads before they are given away.
const BATCH: u64 = 1 << 12;

impl<'r> PieceReader<'r> {
    pub(super) fn new(
        tables: &'r [TableToRead<'r>],
        words: &'r StatusWords,
        settings: RowSettings<'r>,
        splitting: Splitting,
        routes: Routes<'r>,
    ) -> PieceReader<'r> {
        let buffers = SplitBuffers::new(splitting);
        let unread = Some((Batch::new(routes), CellCaches::default()));
        PieceReader { tables, words, settings, buffers, unread, current: None }
    }

    /// All rows that were read.
    pub(super) fn into_rows(self) -> Rows {
        let batch = self.current.map(|(_, intake, _)| intake.into_parts()).or(self.unread);
        batch.map(|(batch, _)| batch.into_rows()).unwrap_or_default()
    }

    /// What reads the rows of a table, the open table, and the buffers for splitting it.
    fn intake(&mut self, number: usize) -> io::Result<(&mut RowIntake<'r>, &mut Handle, &mut SplitBuffers)> {
        let Some(table) = self.tables.get(number) else { return Err(io::ErrorKind::NotFound.into()) };
        if let Some((known, intake, _)) = self.current.take_if(|(known, ..)| *known != number) {
            let (batch, caches) = intake.into_parts();
            let is_like =
                self.tables.get(known).is_some_and(|other| other.readable.says_the_same(table.readable));
            self.unread = Some((batch, if is_like { caches } else { CellCaches::default() }));
        }
        let (_, intake, handle) = match &mut self.current {
            Some(current) => current,
            none => {
                let handle = table.bytes.open()?;
                let parts = self.unread.take().ok_or(io::ErrorKind::NotFound)?;
                none.insert((number, RowIntake::new(table, self.words, self.settings, parts), handle))
            }
        };
        Ok((intake, handle, &mut self.buffers))
    }

    /// Reads a piece; `start` is the place of its first record where that is known.
    pub(super) fn read(&mut self, piece: TablePiece, start: Option<u64>) -> io::Result<ReadTable> {
        match piece.range {
            None => self.read_rest(piece.table, 0, 0).map(ReadTable::Rest),
            Some(range) => Ok(ReadTable::Piece(Box::new(self.read_piece(piece.table, range, start)?))),
        }
    }

    pub(super) fn read_piece(
        &mut self,
        number: usize,
        (from, until): (u64, u64),
        start: Option<u64>,
    ) -> io::Result<ReadPiece> {
        let start = match start {
            Some(at) => RecordStart::At(at),
            None if from == 0 => RecordStart::At(0),
            None => RecordStart::Guessed,
        };
        let head = self.tables.get(number).filter(|_| from == 0).map_or(0, TableToRead::head);
        let (intake, handle, buffers) = self.intake(number)?;
        let read = pieces::read(handle, (from, until), start, head, buffers, intake);
        let (account, tables) = intake.finish_batch();
        Ok(ReadPiece { account, tables, ..read? })
    }

    /// Reads a table with the csv crate, from the record at byte `from`, behind so many lines, to the end.
    pub(super) fn read_rest(&mut self, number: usize, from: u64, lines: u64) -> io::Result<ReadRest> {
        let Some(table) = self.tables.get(number) else { return Err(io::ErrorKind::NotFound.into()) };
        let mut records = table.readable.table.records(&table.bytes, from, lines)?;
        let most_samples = self.settings.samples;
        let (intake, ..) = self.intake(number)?;
        let mut record = ByteRecord::new();
        let mut read = ReadRest::default();
        let (mut before, mut samples) = (0, most_samples);
        let head = if from == 0 { table.head() } else { 0 };
        loop {
            let more = records.read(&mut record)?;
            if more {
                let cells = Cells::Record(&record);
                if before + intake.account.records < head {
                    intake.count_head(head - before);
                } else if intake.count_record(&cells) {
                    if records.is_torn()? {
                        read.torn = Some((records.first_line, records.last_line));
                    } else {
                        intake.read_row(cells, || records.first_line);
                    }
                }
            }
            let stops = !more || read.torn.is_some() || intake.account.refusal.is_some();
            if stops || intake.account.records >= BATCH {
                before += intake.account.records;
                let (mut account, tables) = intake.finish_batch();
                // All parts are kept until they are taken in.
                account.samples.truncate(samples);
                samples -= account.samples.len();
                read.parts.push((account, tables));
            }
            if stops {
                break;
            }
        }
        read.has_records = records.last_line > 0;
        read.blank_lines = records.blank_lines;
        Ok(read)
    }
}
