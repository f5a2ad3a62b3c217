//! A table in pieces, so that several threads can read it.
//!
//! A piece is a range of bytes; the records that begin in it belong to it, and its last one may end behind
//! it. Where the first of them begins nobody can know without having read all that lies before, because a
//! line feed may stand in quotes: it is guessed, and found right or wrong when the piece before has come to
//! its end. A wrong guess costs a second look at the piece, never a wrong record. So what is found does not
//! depend on where pieces begin, nor on how many threads there are.

use super::bytes::Handle;
use super::cells::{Cells, SplitRecord};
use super::encoding::read_full;
use super::row_intake::{RowAccount, RowIntake};
use super::split::{RecordEnds, ScanEnd, Scanner, first_record};
use crate::shop::Batch;
use std::io::{self, Seek, SeekFrom};

/// How many bytes a piece has: few enough to stay in a core's own cache.
pub const PIECE: u64 = 1 << 19;
/// How many bytes more are read at a time where a record goes on behind its piece.
const MORE: usize = 1 << 14;
/// A record longer than this is left to the csv crate.
const LONGEST: usize = 1 << 24;

/// A piece that was read.
#[derive(Debug, Default)]
pub struct ReadPiece {
    /// Where its first record begins; `None` where none does.
    pub first: Option<u64>,
    /// Where the record behind its last one begins.
    pub end: u64,
    /// How many line feeds lie from `first` to `end`.
    pub lines: u64,
    /// Lines without anything before its last record.
    pub blank: u64,
    /// And behind it.
    pub blank_behind: u64,
    /// The account of its rows.
    pub account: RowAccount,
    /// Its rows.
    pub batch: Batch,
    /// Here the quotes prove wrong: the csv crate reads on from `end`.
    pub is_broken: bool,
}

/// Room for splitting, used again and again.
#[derive(Debug, Default)]
pub struct SplitBuffers {
    buffer: Vec<u8>,
    /// How much of it is filled.
    filled: usize,
    splits: RecordEnds,
}

impl SplitBuffers {
    /// Reads so many more bytes; does the file end with them?
    fn fill(&mut self, file: &mut Handle, bytes: usize) -> io::Result<bool> {
        let end = self.filled + bytes;
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        let left = self.buffer.get_mut(self.filled..end).unwrap_or_default();
        let read = read_full(file, left)?;
        self.filled += read;
        Ok(read < bytes)
    }

    fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }
}

/// Where to begin with a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordStart {
    /// At the first record in it.
    Guessed,
    /// A record begins at this byte.
    At(u64),
}

/// Bytes of the byte order mark of UTF-8, which is no part of the first cell.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads the records that begin in a range onto a desk. The first `skipped` of them are a header and what
/// stands before it.
pub fn read(
    file: &mut Handle,
    range: (u64, u64),
    begin: RecordStart,
    skipped: u64,
    room: &mut SplitBuffers,
    desk: &mut RowIntake<'_>,
) -> io::Result<ReadPiece> {
    let (from, until) = range;
    // The byte before the piece tells whether a record begins with it.
    let start = match begin {
        RecordStart::At(at) => at,
        RecordStart::Guessed => from.saturating_sub(1),
    };
    let mut piece = ReadPiece { end: until, ..ReadPiece::default() };
    room.filled = 0;
    file.seek(SeekFrom::Start(start))?;
    let mut ends = room.fill(file, (until - start) as usize + 256)?;
    let passed_over = match begin {
        RecordStart::At(0) if room.bytes().starts_with(MARK) => MARK.len(),
        RecordStart::At(_) => 0,
        RecordStart::Guessed => {
            let Some((before, behind)) = room.bytes().split_first() else { return Ok(piece) };
            match first_record(behind, *before) {
                Some(place) => place + 1,
                None => return Ok(piece),
            }
        }
    };
    let first = start + passed_over as u64;
    if first >= until {
        return Ok(piece);
    }
    let until = (until - first) as usize;
    let (mut scanner, mut more) = (Scanner::new(), MORE);
    let plan = desk.plan();
    room.splits.clear(plan);
    let scan = loop {
        let records = room.buffer.get(passed_over..room.filled).unwrap_or_default();
        match scanner.scan(records, until, ends, &mut room.splits) {
            ScanEnd::Unfinished if room.filled > LONGEST + until => break ScanEnd::Broken(room.filled),
            ScanEnd::Unfinished => {
                ends = room.fill(file, more)?;
                more *= 2;
            }
            scan => break scan,
        }
    };
    let splits = &room.splits;
    let records = room.bytes().get(passed_over..).unwrap_or_default();
    piece.first = Some(first);
    piece.is_broken = matches!(scan, ScanEnd::Broken(_));
    let behind = splits.next().min(records.len());
    piece.end = first + behind as u64;
    let lines_to = |place: usize| count_lines(records.get(..place).unwrap_or_default());
    piece.lines = scanner.feeds_before(behind, records);
    let mut blocks = 0;
    for number in 0..splits.len() {
        let Some(bounds) = splits.record(number) else { break };
        let may_hold_quotes = splits.may_hold_quotes(&bounds, &mut blocks);
        let record = SplitRecord { buffer: records, bounds, plan, may_hold_quotes };
        if record.is_blank() {
            piece.blank_behind += 1;
            continue;
        }
        piece.blank += std::mem::take(&mut piece.blank_behind);
        let cells = Cells::Split(record);
        if desk.account.records < skipped {
            desk.passes_over(skipped);
        } else if desk.counts(&cells) {
            desk.row(cells, || lines_to(bounds.start as usize));
            if desk.account.refusal.is_some() {
                break;
            }
        }
    }
    Ok(piece)
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
