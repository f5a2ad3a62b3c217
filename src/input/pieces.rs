//! Pieces of a table, so that several threads can read it.
//!
//! A piece is a range of bytes. The records that begin in it belong to it, and its last record may end behind it.
//! Where its first record begins cannot be known without reading everything before it, because a line feed may stand
//! in quotes. So the place is guessed, and the guess is checked when the end of the piece before is known. A wrong
//! guess costs a second reading of the piece and never a wrong record: the result depends neither on where pieces
//! begin nor on the number of threads.

use super::bytes::Handle;
use super::cells::{Cells, SplitRecord};
use super::encoding::UTF8_MARK;
use super::row_intake::{RowAccount, RowIntake};
use super::split::{RecordEnds, ScanEnd, Scanner, first_record};
use crate::shop::BatchTables;
use std::io::{self, Seek, SeekFrom};

/// How many more bytes are read where a record goes on behind its piece; the number doubles each time.
const MORE: usize = 1 << 14;
/// Longer records are left to the csv crate.
const LONGEST: usize = 1 << 24;

/// A piece that was read.
#[derive(Debug, Default)]
pub(super) struct ReadPiece {
    /// Where its first record begins; `None` where none does.
    pub(super) first: Option<u64>,
    /// Where the record behind its last one begins.
    pub(super) end: u64,
    /// How many line feeds lie from `first` to `end`.
    pub(super) lines: u64,
    /// How many blank lines lie before its last record, and how many behind it.
    pub(super) blank: u64,
    pub(super) blank_behind: u64,
    pub(super) account: RowAccount,
    /// What its rows have in common.
    pub(super) tables: BatchTables,
    /// Quotes stand where they do not belong: the csv crate must read on from `end`.
    pub(super) is_broken: bool,
}

/// Memory for splitting pieces, used again for each piece.
#[derive(Debug, Default)]
pub(super) struct SplitBuffers {
    buffer: Vec<u8>,
    /// How many bytes of the buffer are filled.
    filled: usize,
    ends: RecordEnds,
}

impl SplitBuffers {
    /// Reads so many more bytes; `true` where the file ends with them.
    fn fill(&mut self, file: &mut Handle, bytes: usize) -> io::Result<bool> {
        let end = self.filled + bytes;
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        let rest = self.buffer.get_mut(self.filled..end).unwrap_or_default();
        let read = file.read_fully(rest)?;
        self.filled += read;
        Ok(read < bytes)
    }

    fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }
}

/// Where the first record of a piece begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordStart {
    /// It must be guessed.
    Guessed,
    /// At this byte.
    At(u64),
}

/// Reads the records that begin in a range of bytes. The first `head` of them are the header and what stands before
/// it.
pub(super) fn read(
    file: &mut Handle,
    range: (u64, u64),
    start: RecordStart,
    head: u64,
    buffers: &mut SplitBuffers,
    intake: &mut RowIntake<'_>,
) -> io::Result<ReadPiece> {
    let (from, until) = range;
    // The byte before the piece shows whether a record begins with the piece.
    let begin = match start {
        RecordStart::At(at) => at,
        RecordStart::Guessed => from.saturating_sub(1),
    };
    let mut piece = ReadPiece { end: until, ..ReadPiece::default() };
    buffers.filled = 0;
    file.seek(SeekFrom::Start(begin))?;
    let mut is_last = buffers.fill(file, (until - begin) as usize + 256)?;
    let skipped = match start {
        RecordStart::At(0) if buffers.bytes().starts_with(UTF8_MARK) => UTF8_MARK.len(),
        RecordStart::At(_) => 0,
        RecordStart::Guessed => {
            let Some((before, behind)) = buffers.bytes().split_first() else { return Ok(piece) };
            match first_record(behind, *before) {
                Some(place) => place + 1,
                None => return Ok(piece),
            }
        }
    };
    let first = begin + skipped as u64;
    if first >= until {
        return Ok(piece);
    }
    let until = (until - first) as usize;
    let (mut scanner, mut more) = (Scanner::new(), MORE);
    let wanted = intake.wanted_columns();
    buffers.ends.clear(wanted);
    let scan = loop {
        let records = buffers.buffer.get(skipped..buffers.filled).unwrap_or_default();
        match scanner.scan(records, until, is_last, &mut buffers.ends) {
            ScanEnd::Unfinished if buffers.filled > LONGEST + until => {
                break ScanEnd::Broken(buffers.filled);
            }
            ScanEnd::Unfinished => {
                is_last = buffers.fill(file, more)?;
                more *= 2;
            }
            scan => break scan,
        }
    };
    let ends = &buffers.ends;
    let records = buffers.bytes().get(skipped..).unwrap_or_default();
    piece.first = Some(first);
    piece.is_broken = matches!(scan, ScanEnd::Broken(_));
    let behind = ends.next().min(records.len());
    piece.end = first + behind as u64;
    let lines_to = |place: usize| count_lines(records.get(..place).unwrap_or_default());
    piece.lines = scanner.feeds_before(behind, records);
    let mut blocks = 0;
    for number in 0..ends.len() {
        let Some(bounds) = ends.record(number) else { break };
        let may_hold_quotes = ends.may_hold_quotes(&bounds, &mut blocks);
        let record = SplitRecord { buffer: records, bounds, wanted, may_hold_quotes };
        if record.is_blank() {
            piece.blank_behind += 1;
            continue;
        }
        piece.blank += std::mem::take(&mut piece.blank_behind);
        let cells = Cells::Split(record);
        if intake.account.records < head {
            intake.count_head(head);
        } else if intake.count_record(&cells) {
            intake.read_row(cells, || lines_to(bounds.start as usize));
            if intake.account.refusal.is_some() {
                break;
            }
        }
    }
    Ok(piece)
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
