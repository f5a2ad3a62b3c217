//! Who reads pieces of tables: one for each thread.

use super::Splitting;
use super::bytes::{Bytes, Handle};
use super::columns::StatusWords;
use super::detect::ReadableTable;
use super::pieces::{self, ReadPiece, RecordStart, SplitBuffers};
use super::readers::ServicePeriods;
use super::row_intake::{RowIntake, RowSettings};
use crate::shop::Batch;
use std::io;

/// A table to read.
pub struct TableToRead<'r> {
    /// What it is.
    pub readable: &'r ReadableTable,
    /// The number of its file in the shop.
    pub source: u16,
    /// The days of its rows without a date.
    pub periods: ServicePeriods,
    /// Its bytes, watched by whoever wants to know how far reading has come.
    pub bytes: Bytes,
    /// How many there are.
    pub length: u64,
}

impl TableToRead<'_> {
    /// How many records there are up to its header.
    pub fn head(&self) -> u64 {
        self.readable.table.header_row as u64 + 1
    }

    /// The pieces it is read in: one of everything where its rows have to be counted one after the other.
    fn ranges(&self, splitting: Splitting) -> Vec<Option<(u64, u64)>> {
        match splitting {
            Splitting::Pieces(bytes) if bytes > 0 && !self.readable.table.is_sheet() => {
                let starts = (0..self.length.div_ceil(bytes).max(1)).map(|number| number * bytes);
                starts.map(|start| Some((start, (start + bytes).min(self.length)))).collect()
            }
            _ => vec![None],
        }
    }
}

/// A piece of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TablePiece {
    /// Its table's place among the jobs.
    pub job: usize,
    /// From which byte to which; `None`: all, one record after the other.
    pub range: Option<(u64, u64)>,
    /// Is it its table's last?
    pub is_last: bool,
}

/// The pieces of all tables, in the order in which their rows are taken in.
pub fn tasks(jobs: &[TableToRead<'_>], splitting: Splitting) -> Vec<TablePiece> {
    let of_job = |(number, job): (usize, &TableToRead<'_>)| {
        let ranges = job.ranges(splitting);
        let last = ranges.len() - 1;
        let task = move |(place, range)| TablePiece { job: number, range, is_last: place == last };
        ranges.into_iter().enumerate().map(task)
    };
    jobs.iter().enumerate().flat_map(of_job).collect()
}

/// Reads pieces.
pub struct PieceReader<'r> {
    jobs: &'r [TableToRead<'r>],
    words: &'r StatusWords,
    about: RowSettings,
    room: SplitBuffers,
    /// The table it is at, whose words it remembers.
    at: Option<(usize, RowIntake<'r>, Handle)>,
}

impl<'r> PieceReader<'r> {
    /// One that has not read anything.
    pub fn new(jobs: &'r [TableToRead<'r>], words: &'r StatusWords, about: RowSettings) -> PieceReader<'r> {
        PieceReader { jobs, words, about, room: SplitBuffers::default(), at: None }
    }

    /// The desk for a table.
    pub fn desk(
        &mut self,
        number: usize,
    ) -> io::Result<(&mut RowIntake<'r>, &mut Handle, &mut SplitBuffers)> {
        let Some(job) = self.jobs.get(number) else { return Err(io::ErrorKind::NotFound.into()) };
        if self.at.as_ref().is_some_and(|(known, ..)| *known != number) {
            self.at = None;
        }
        let (_, desk, handle) = match &mut self.at {
            Some(at) => at,
            none => none.insert((number, RowIntake::new(job, self.words, self.about), job.bytes.open()?)),
        };
        Ok((desk, handle, &mut self.room))
    }

    /// Reads a piece, from a record on where that is known. `spare` is a batch that nobody needs any more.
    pub fn read(
        &mut self,
        task: TablePiece,
        begin: Option<u64>,
        spare: Option<Batch>,
    ) -> io::Result<ReadPiece> {
        let (Some((from, until)), Some(job)) = (task.range, self.jobs.get(task.job)) else {
            return Ok(ReadPiece::default());
        };
        let begin = match begin {
            Some(at) => RecordStart::At(at),
            None if from == 0 => RecordStart::At(0),
            None => RecordStart::Guessed,
        };
        let head = if from == 0 { job.head() } else { 0 };
        let (desk, handle, room) = self.desk(task.job)?;
        let read = pieces::read(handle, (from, until), begin, head, room, desk);
        let (account, batch) = desk.clear(spare);
        Ok(ReadPiece { account, batch, ..read? })
    }
}
