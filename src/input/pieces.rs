//! Pieces of a table, so that several threads can read it.
//!
//! A piece is a range of bytes. The records that begin in it belong to it, and its last record may end behind it.
//! Where its first record begins cannot be known without reading everything before it, because a line feed may stand
//! in quotes. So the place is guessed, and the guess is checked when the end of the piece before is known. A wrong
//! guess costs a second reading of the piece and never a wrong record: the result depends neither on where pieces
//! begin nor on the number of threads.
//!
//! A piece is read window by window: a window fits into the cache of a core, and where the first record of all but the first
//! one begins is known. Pieces are larger, because what their rows have in common is kept for each.

use super::bytes::Handle;
use super::cells::Cells;
use super::encoding::UTF8_MARK;
use super::limits::ROW_BYTES;
use super::options::Splitting;
use super::row_intake::{RowAccount, RowIntake};
use super::split::{RecordMarks, RecordSink, Rows, ScanEnd, Scanner, SplitRecord, first_record};
use crate::shop::BatchTables;
use std::io::{self, Seek, SeekFrom};

/// How many bytes behind a window are read along with it, in which most of its records end, and how many more where one
/// goes on; the number doubles each time.
const BEHIND: usize = 1 << 12;
const MORE: usize = 1 << 14;
/// How long a window is, and into how many of them a piece is cut whose length is given: tests give short ones, which are
/// read as long ones are.
const WINDOW: u64 = 1 << 18;
const WINDOWS: u64 = 16;

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
#[derive(Debug)]
pub(super) struct SplitBuffers {
    /// How long a window is.
    window: u64,
    buffer: Vec<u8>,
    /// How many bytes of the buffer are filled.
    filled: usize,
    /// Where in the file the first of them is.
    offset: u64,
}

impl SplitBuffers {
    pub(super) fn new(splitting: Splitting) -> SplitBuffers {
        let window = match splitting {
            Splitting::Pieces(bytes) => (bytes / WINDOWS).clamp(1, WINDOW),
            Splitting::Fast | Splitting::Plain => WINDOW,
        };
        SplitBuffers { window, buffer: Vec::new(), filled: 0, offset: 0 }
    }

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

    /// Makes the buffer begin at a byte of the file. What it holds from there on is kept.
    fn begin_at(&mut self, at: u64, file: &mut Handle) -> io::Result<()> {
        let before = at.checked_sub(self.offset).and_then(|before| usize::try_from(before).ok());
        if let Some(before) = before.filter(|before| *before <= self.filled && self.filled > 0) {
            self.buffer.copy_within(before..self.filled, 0);
            self.filled -= before;
        } else {
            self.filled = 0;
            file.seek(SeekFrom::Start(at))?;
        }
        self.offset = at;
        Ok(())
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
    (mut from, until): (u64, u64),
    mut start: RecordStart,
    head: u64,
    buffers: &mut SplitBuffers,
    intake: &mut RowIntake<'_>,
) -> io::Result<ReadPiece> {
    let window = buffers.window;
    let mut piece = ReadPiece { end: until, ..ReadPiece::default() };
    buffers.filled = 0;
    while from < until && !piece.is_broken && intake.account.refusal.is_none() {
        let to = (from + window).min(until);
        if !matches!(start, RecordStart::At(at) if at >= to) {
            piece = read_window(file, (from, to), start, head, buffers, intake, piece)?;
        }
        if piece.first.is_some() {
            start = RecordStart::At(piece.end);
        }
        from = to;
    }
    Ok(piece)
}

/// Reads the records that begin in a window, behind those of the piece that were read before.
fn read_window(
    file: &mut Handle,
    (from, until): (u64, u64),
    start: RecordStart,
    head: u64,
    buffers: &mut SplitBuffers,
    intake: &mut RowIntake<'_>,
    mut piece: ReadPiece,
) -> io::Result<ReadPiece> {
    // The byte before the piece shows whether a record begins with the piece.
    let begin = match start {
        RecordStart::At(at) => at,
        RecordStart::Guessed => from.saturating_sub(1),
    };
    buffers.begin_at(begin, file)?;
    let wanted = (until - begin) as usize + BEHIND;
    let mut is_last = match wanted.checked_sub(buffers.filled) {
        Some(more) => buffers.fill(file, more)?,
        None => false,
    };
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
    let mut marks = RecordMarks::of(intake.wanted_columns());
    let ReadPiece { lines, blank, blank_behind, .. } = piece;
    let mut rows = PieceRows { head, intake, lines, blank, blank_behind };
    let scan = loop {
        let records = buffers.bytes().get(skipped..).unwrap_or_default();
        let mut rows = Rows { marks: &mut marks, sink: &mut rows };
        match scanner.scan(records, until, is_last, &mut rows) {
            // Longer records are left to the csv crate, which says that they are too long.
            ScanEnd::Unfinished if buffers.filled > ROW_BYTES + until => {
                break ScanEnd::Broken(buffers.filled);
            }
            ScanEnd::Unfinished => {
                is_last = buffers.fill(file, more)?;
                more *= 2;
            }
            scan => break scan,
        }
    };
    let records = buffers.bytes().get(skipped..).unwrap_or_default();
    let behind = scanner.next().min(records.len());
    piece.first.get_or_insert(first);
    piece.is_broken = matches!(scan, ScanEnd::Broken(_));
    piece.end = first + behind as u64;
    piece.lines += scanner.feeds_before(behind, records);
    (piece.blank, piece.blank_behind) = (rows.blank, rows.blank_behind);
    Ok(piece)
}

/// Reads the records of a piece as they are split.
struct PieceRows<'p, 'd> {
    head: u64,
    intake: &'p mut RowIntake<'d>,
    /// How many line feeds lie in the piece before the window.
    lines: u64,
    /// How many blank lines lie before the last record, and how many behind it.
    blank: u64,
    blank_behind: u64,
}

impl RecordSink for PieceRows<'_, '_> {
    fn take(&mut self, record: &SplitRecord<'_>) -> bool {
        if record.is_blank() {
            self.blank_behind += 1;
            return true;
        }
        self.blank += std::mem::take(&mut self.blank_behind);
        if record.bytes().len() > ROW_BYTES {
            self.intake.refuse_row(self.lines + count_lines(record.before()));
            return false;
        }
        let cells = Cells::Split(record);
        if self.intake.account.records < self.head {
            self.intake.count_head(self.head);
        } else if self.intake.count_record(&cells) {
            self.intake.read_row(cells, || self.lines + count_lines(record.before()));
        }
        self.intake.account.refusal.is_none()
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
