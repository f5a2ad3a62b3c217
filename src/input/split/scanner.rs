//! Walks through a buffer block by block, checks its quotes and notes where records and cells end.

use super::marks::{BLOCK, BlockMasks, MarkFinder, Portable};
use super::record_ends::{MarkWriter, RecordEnds};

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
}

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScanEnd {
    /// Every record that begins before the given place was found.
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
    /// Whether a quote is doubled in the block.
    has_doubled: bool,
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
        Scanner { position: 0, inside: 0, may_open: 1, closed: 0, returned: 0, feeds: 0 }
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
        let BlockMasks { quotes, commas, feeds, returns } = finder.masks(block);
        self.feeds += u64::from(feeds.count_ones());
        if quotes | returns | self.inside | self.closed | self.returned == 0 {
            // Nothing to check, which is so for most blocks of most files.
            let ends = commas | feeds;
            self.may_open = ends >> 63;
            self.position += BLOCK;
            return ScannedBlock { ends, record_ends: feeds, wrong: 0, has_doubled: false };
        }
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
            has_doubled: opening & after_closing != 0,
        }
    }

    /// How many line feeds, in quotes or not, lie before a place of the buffer that was scanned.
    pub(crate) fn feeds_before(&self, place: usize, buffer: &[u8]) -> u64 {
        let behind = buffer.get(place..self.position.min(buffer.len())).unwrap_or_default();
        self.feeds - memchr::memchr_iter(b'\n', behind).count() as u64
    }

    /// Goes on through a buffer until every record that begins before `until` is complete. `is_last`: nothing comes
    /// behind the buffer.
    pub(crate) fn scan(
        &mut self,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        ends: &mut RecordEnds,
    ) -> ScanEnd {
        #[cfg(target_arch = "x86_64")]
        if let Some(scan) = avx2::scan(self, buffer, until, is_last, ends) {
            return scan;
        }
        self.scan_with(Portable, buffer, until, is_last, ends)
    }

    #[inline(always)]
    pub(super) fn scan_with(
        &mut self,
        finder: impl MarkFinder,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        ends: &mut RecordEnds,
    ) -> ScanEnd {
        let rest = buffer.get(self.position..).unwrap_or_default();
        let (blocks, tail) = rest.as_chunks::<BLOCK>();
        // Copies, which stay in registers.
        let (mut scanner, mut writer) = (*self, ends.writer);
        let mut stop = None;
        for block in blocks {
            stop = scanner.add_block(finder, block, BLOCK, until, &mut writer, ends);
            if stop.is_some() {
                break;
            }
        }
        if stop.is_none() && is_last && !tail.is_empty() {
            let mut padded = [0; BLOCK];
            padded.iter_mut().zip(tail).for_each(|(slot, byte)| *slot = *byte);
            // A zero behind a closing quote would break the rules; the end of the file does not.
            if let Some(slot) = padded.get_mut(tail.len()).filter(|_| tail.last() == Some(&b'"')) {
                *slot = b',';
            }
            stop = scanner.add_block(finder, &padded, tail.len(), until, &mut writer, ends);
        }
        (*self, ends.writer) = (scanner, writer);
        match stop {
            Some(ScanEnd::Broken(at)) => ends.drop_behind(at),
            Some(_) => ends.keep_until(until),
            None if !is_last => return ScanEnd::Unfinished,
            None => {
                ends.drop_behind(buffer.len());
                if self.inside != 0 || buffer.last() == Some(&b'\r') {
                    return ScanEnd::Broken(buffer.len());
                }
                ends.end(buffer.len());
            }
        }
        stop.unwrap_or(ScanEnd::Complete)
    }

    /// Scans a block of which the first `length` bytes count.
    #[inline(always)]
    fn add_block(
        &mut self,
        finder: impl MarkFinder,
        block: &[u8; BLOCK],
        length: usize,
        until: usize,
        writer: &mut MarkWriter,
        all: &mut RecordEnds,
    ) -> Option<ScanEnd> {
        let start = self.position;
        let ScannedBlock { mut ends, record_ends, wrong, has_doubled } = self.block(finder, block);
        if length < BLOCK {
            // Marks of the padding.
            ends &= (1 << length) - 1;
        }
        if has_doubled {
            all.doubled.push(start as u32);
        }
        writer.add(finder, start, ends, record_ends, all);
        if wrong != 0 {
            return Some(ScanEnd::Broken(start + wrong.trailing_zeros() as usize));
        }
        let is_enough = self.position >= until
            && record_ends != 0
            && start + (63 - record_ends.leading_zeros() as usize) + 1 >= until;
        is_enough.then_some(ScanEnd::Complete)
    }
}

/// The scan compiled for processors that have AVX2 and BMI2.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::super::marks::avx2::Avx2;
    use super::{RecordEnds, ScanEnd, Scanner};
    use archmage::prelude::*;

    #[arcane]
    fn scan_v3(
        token: X64V3Token,
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        ends: &mut RecordEnds,
    ) -> ScanEnd {
        scanner.scan_with(Avx2(token), buffer, until, is_last, ends)
    }

    /// `None` on other processors.
    pub(super) fn scan(
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        is_last: bool,
        ends: &mut RecordEnds,
    ) -> Option<ScanEnd> {
        Some(scan_v3(X64V3Token::summon()?, scanner, buffer, until, is_last, ends))
    }
}
