//! Reads pieces of tables: one reader for each thread.

use super::bytes::Handle;
use super::columns::StatusWords;
use super::pieces::{self, ReadPiece, RecordStart, SplitBuffers};
use super::row_intake::{RowIntake, RowSettings};
use super::tables::{TablePiece, TableToRead};
use crate::shop::Batch;
use std::io;

pub(super) struct PieceReader<'r> {
    tables: &'r [TableToRead<'r>],
    words: &'r StatusWords,
    settings: RowSettings<'r>,
    buffers: SplitBuffers,
    /// The table that was read last, with the caches of its cells.
    current: Option<(usize, RowIntake<'r>, Handle)>,
}

impl<'r> PieceReader<'r> {
    pub(super) fn new(
        tables: &'r [TableToRead<'r>],
        words: &'r StatusWords,
        settings: RowSettings<'r>,
    ) -> PieceReader<'r> {
        PieceReader { tables, words, settings, buffers: SplitBuffers::default(), current: None }
    }

    /// What reads the rows of a table, the open table, and the buffers for splitting it.
    pub(super) fn intake(
        &mut self,
        number: usize,
    ) -> io::Result<(&mut RowIntake<'r>, &mut Handle, &mut SplitBuffers)> {
        let Some(table) = self.tables.get(number) else { return Err(io::ErrorKind::NotFound.into()) };
        if self.current.as_ref().is_some_and(|(known, ..)| *known != number) {
            self.current = None;
        }
        let (_, intake, handle) = match &mut self.current {
            Some(current) => current,
            none => {
                none.insert((number, RowIntake::new(table, self.words, self.settings), table.bytes.open()?))
            }
        };
        Ok((intake, handle, &mut self.buffers))
    }

    /// Reads a piece; `start` is the place of its first record where that is known. `spare` is a batch that is no
    /// longer needed.
    pub(super) fn read(
        &mut self,
        piece: TablePiece,
        start: Option<u64>,
        spare: Option<Batch>,
    ) -> io::Result<ReadPiece> {
        let (Some((from, until)), Some(table)) = (piece.range, self.tables.get(piece.table)) else {
            return Ok(ReadPiece::default());
        };
        let start = match start {
            Some(at) => RecordStart::At(at),
            None if from == 0 => RecordStart::At(0),
            None => RecordStart::Guessed,
        };
        let head = if from == 0 { table.head() } else { 0 };
        let (intake, handle, buffers) = self.intake(piece.table)?;
        let read = pieces::read(handle, (from, until), start, head, buffers, intake);
        let (account, batch) = intake.finish_batch(spare);
        Ok(ReadPiece { account, batch, ..read? })
    }
}
