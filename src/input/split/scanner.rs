//! Walks through a buffer block by block, checks its quotes and hands on its records.

use super::marks::{BLOCK, BlockMasks, MarkFinder, OtherMasks, Portable};
use super::open_record::{OpenRecord, Rows};

/// What is known at a place of a buffer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanner {
    /// How far the buffer was scanned: a multiple of [`BLOCK`] from where the scan began.
    position: usize,
    /// All bits are set inside quotes, none outside.
    inside: u64,
    /// 1 where the last byte ended a cell or was a closing quote: a quote may open here.
    may_open: u64,
    /// 1 where the last byte was a closing quote.
    closed: u64,
    /// 1 where the last byte was a carriage return outside quotes.
    returned: u64,
    /// How many line feeds were passed.
    feeds: u64,
    record: OpenRecord,
}

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScanEnd {
    /// Every record that begins before the given place was handed on, or no more were wanted.
    Complete,
    /// The last record goes on behind the buffer.
    Unfinished,
    /// The quotes are not where they belong, as this byte shows.
    Broken(usize),
}

/// What a block says.
struct ScannedBlock {
    /// The bytes that end cells.
    ends: u64,
    /// Those of them that end records.
    record_ends: u64,
    /// The bytes that break the rules for quotes.
    wrong: u64,
    /// The quotes that open again right behind a closing one (the two stand for one quote), and semicolons.
    doubled: u64,
    joins: u64,
}

/// Each bit becomes the sum, without carry, of itself and all bits before it.
#[inline(always)]
fn running_parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

impl Scanner {
    /// At the beginning of a record.
    pub(crate) fn new() -> Scanner {
        Scanner {
            position: 0,
            inside: 0,
            may_open: 1,
            closed: 0,
            returned: 0,
            feeds: 0,
            record: OpenRecord::default(),
        }
    }

    /// Behind some byte, inside quotes or not.
    pub(super) fn supposing(inside: bool, before: u8) -> Scanner {
        let ended = matches!(before, b',' | b'\n');
        Scanner {
            inside: if inside { u64::MAX } else { 0 },
            // A quote before may have closed or not: the first byte may be anything.
            may_open: u64::from(ended || before == b'"'),
            ..Scanner::new()
        }
    }

    #[inline(always)]
    fn block(&mut self, finder: impl MarkFinder, block: &[u8; BLOCK]) -> ScannedBlock {
        let BlockMasks { commas, feeds, has_others } = finder.masks(block);
        self.feeds += u64::from(feeds.count_ones());
        if !has_others && self.inside | self.closed | self.returned == 0 {
            // Nothing to check, which is so for most blocks of most files.
            let ends = commas | feeds;
            self.may_open = ends >> 63;
            self.position += BLOCK;
            return ScannedBlock { ends, record_ends: feeds, wrong: 0, doubled: 0, joins: 0 };
        }
        let OtherMasks { quotes, returns, joins } = finder.others(block);
        let inside = running_parity(quotes) ^ self.inside;
        self.inside = ((inside as i64) >> 63) as u64;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let next = |bits: u64, carry: &mut u64| {
            let shifted = bits << 1 | *carry;
            *carry = bits >> 63;
            shifted
        };
        let may_open = next((commas | feeds | closing) & !inside, &mut self.may_open);
        let after_closing = next(closing, &mut self.closed);
        let after_return = next(returns & !inside, &mut self.returned);
        let wrong = (opening & !may_open)
            | (after_closing & !(quotes | commas | feeds | returns))
            | (after_return & !feeds);
        self.position += BLOCK;
        ScannedBlock {
            ends: (commas | feeds) & !inside,
            record_ends: feeds & !inside,
            wrong,
            doubled: opening & after_closing,
            joins,
        }
    }

    /// Where the record begins that was not handed on.
    pub(crate) fn next(&self) -> usize {
        self.record.start as usize
    }

    /// How many line feeds, in quotes or not, lie before a place of the buffer that was scanned.
    pub(crate) fn feeds_before(&self, place: usize, buffer: &[u8]) -> u64 {
        let behind = buffer.get(place..self.position.min(buffer.len())).unwrap_or_default();
        self.feeds - memchr::memchr_iter(b'\n', behind).count() as u64
    }

    /// Goes on through a buffer until every record that begins before `until` was handed on. `is_last`: nothing comes
    /// behind the buffer.
    pub(crate) fn scan(
        &mut self,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        rows: &mut Rows<'_, '_>,
    ) -> ScanEnd {
        #[cfg(target_arch = "x86_64")]
        if let Some(scan) = avx2::scan(self, buffer, until, is_last, rows) {
            return scan;
        }
        self.scan_with(Portable, buffer, until, is_last, rows)
    }

    #[inline(always)]
    pub(super) fn scan_with(
        &mut self,
        finder: impl MarkFinder,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        rows: &mut Rows<'_, '_>,
    ) -> ScanEnd {
        let rest = buffer.get(self.position..).unwrap_or_default();
        let (blocks, tail) = rest.as_chunks::<BLOCK>();
        // A copy, which stays in registers.
        let mut scanner = *self;
        for block in blocks {
            let stop = scanner.add_block(finder, block, BLOCK, buffer, until, rows);
            if let Some(stop) = stop {
                *self = scanner;
                return stop;
            }
        }
        if is_last && !tail.is_empty() {
            let mut padded = [0; BLOCK];
            padded.iter_mut().zip(tail).for_each(|(slot, byte)| *slot = *byte);
            // A zero behind a closing quote would break the rules; the end of the file does not.
            if let Some(slot) = padded.get_mut(tail.len()).filter(|_| tail.last() == Some(&b'"')) {
                *slot = b',';
            }
            let stop = scanner.add_block(finder, &padded, tail.len(), buffer, until, rows);
            if let Some(stop) = stop {
                *self = scanner;
                return stop;
            }
        }
        *self = scanner;
        if is_last { self.end(buffer, rows) } else { ScanEnd::Unfinished }
    }

    /// Ends the last record where the buffer ends, unless a line break has ended it.
    fn end(&mut self, buffer: &[u8], rows: &mut Rows<'_, '_>) -> ScanEnd {
        if self.inside != 0 || buffer.last() == Some(&b'\r') {
            return ScanEnd::Broken(buffer.len());
        }
        if self.next() < buffer.len() {
            let (end, cells) = (buffer.len() as u32, self.record.cells + 1);
            if rows.marks.is_wanted(cells) {
                self.record.next = rows.marks.note(end, 1, self.record.next);
            }
            self.record.hand_on(buffer, end, cells, rows);
        }
        ScanEnd::Complete
    }

    /// Scans a block of which the first `length` bytes count.
    #[inline(always)]
    fn add_block(
        &mut self,
        finder: impl MarkFinder,
        block: &[u8; BLOCK],
        length: usize,
        buffer: &[u8],
        until: usize,
        rows: &mut Rows<'_, '_>,
    ) -> Option<ScanEnd> {
        let start = self.position;
        let ScannedBlock { mut ends, mut record_ends, wrong, doubled, joins } = self.block(finder, block);
        if length < BLOCK {
            // Marks of the padding.
            ends &= (1 << length) - 1;
        }
        if wrong != 0 {
            record_ends &= (1 << wrong.trailing_zeros()) - 1;
        }
        let mut record = self.record;
        loop {
            let of_record = if record_ends == 0 { u64::MAX } else { record_ends ^ (record_ends - 1) };
            let here = ends & of_record;
            let wanted = finder.deposit(rows.marks.wanted_behind(record.cells), here);
            record.next = rows.marks.note(start as u32, wanted, record.next);
            record.cells += here.count_ones();
            record.doubled |= doubled;
            record.joins |= joins;
            if record_ends == 0 {
                self.record = record;
                break;
            }
            let end = start as u32 + record_ends.trailing_zeros();
            let goes_on = record.hand_on(buffer, end, record.cells, rows);
            self.record = record;
            if !goes_on || record.start as usize >= until {
                return Some(ScanEnd::Complete);
            }
            ends &= !of_record;
            record_ends &= record_ends - 1;
        }
        (wrong != 0).then(|| ScanEnd::Broken(start + wrong.trailing_zeros() as usize))
    }
}

/// The scan compiled for processors that have AVX2 and BMI2.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::super::marks::avx2::Avx2;
    use super::{Rows, ScanEnd, Scanner};
    use archmage::prelude::*;

    #[arcane]
    fn scan_v3(
        token: X64V3Token,
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        rows: &mut Rows<'_, '_>,
    ) -> ScanEnd {
        scanner.scan_with(Avx2(token), buffer, until, is_last, rows)
    }

    /// `None` on other processors.
    pub(super) fn scan(
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        rows: &mut Rows<'_, '_>,
    ) -> Option<ScanEnd> {
        Some(scan_v3(X64V3Token::summon()?, scanner, buffer, until, is_last, rows))
    }
}
