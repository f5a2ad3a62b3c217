//! Where records and cells end, 64 bytes at a time.
//!
//! Each block of 64 bytes becomes four masks of 64 bits: where its quotes, commas, line feeds and carriage
//! returns are. A byte lies inside quotes when the number of quotes before it is odd, which a running sum over
//! the bits tells for all 64 at once, and commas and line feeds outside quotes end cells and records. No byte
//! of a longer character of UTF-8 or GB18030 looks like one of these marks.
//!
//! That counting gives what the csv crate gives only if quotes are where they belong, so every block is
//! proved on the way: a quote that opens stands at the beginning of a cell or doubles one that closed, after
//! one that closes comes a comma, a line break, a quote or the end, and a carriage return outside quotes has
//! its line feed. The first byte that breaks this is told; all records before its own are exact, and whoever
//! asked reads on from there with the csv crate.

use wide::u8x16;

/// Which cells of a record somebody wants: where the others lie is not kept.
#[derive(Debug, Clone, Default)]
pub struct WantedColumns {
    /// The marks that begin or end a wanted cell, counted from 1 in their record.
    marks: Vec<u32>,
    /// By column: where among the marks those that begin and end it are; `NOWHERE` for one that nobody wants,
    /// and for the mark before the first one.
    columns: Vec<(u8, u8)>,
}

/// No mark.
const NOWHERE: u8 = u8::MAX;

impl WantedColumns {
    /// For the cells of some columns.
    pub fn of(columns: impl IntoIterator<Item = usize>) -> WantedColumns {
        // The first says what a row is; more than a byte can name are found the long way.
        let mut wanted: Vec<usize> =
            columns.into_iter().chain([0]).filter(|column| *column < 1 << 16).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted.truncate(100);
        let mut marks: Vec<u32> =
            wanted.iter().flat_map(|column| [*column as u32, *column as u32 + 1]).collect();
        marks.retain(|mark| *mark > 0);
        marks.dedup();
        let place = |mark: usize| {
            marks.iter().position(|known| *known as usize == mark).map_or(NOWHERE, |at| at as u8)
        };
        let mut by_column = vec![(NOWHERE, NOWHERE); wanted.last().map_or(0, |last| last + 1)];
        for column in wanted {
            by_column[column] = (place(column), place(column + 1));
        }
        WantedColumns { marks, columns: by_column }
    }

    /// Where the marks of a column are.
    #[inline]
    pub fn column(&self, column: usize) -> Option<(u8, u8)> {
        self.columns.get(column).copied().filter(|(_, end)| *end != NOWHERE)
    }
}

/// Ends of cells and records in a buffer.
#[derive(Debug, Default)]
pub struct RecordEnds {
    /// The marks that are wanted: [`WantedColumns::marks`].
    marks: Vec<u32>,
    /// By record: where it begins and ends, how many cells it has, and where its wanted marks are. The last
    /// one is open.
    table: Vec<u32>,
    hand: MarkWriter,
    /// Where the blocks begin in which a quote that closed was followed by one that opened: the two stand for one.
    doubled: Vec<u32>,
}

/// A record among [`RecordEnds`].
#[derive(Debug, Clone, Copy)]
pub struct RecordBounds<'s> {
    /// Where it begins.
    pub start: u32,
    /// Where its last cell ends, one byte before the next record.
    pub end: u32,
    /// How many cells it has.
    pub cells: u32,
    /// Where the marks of its plan are.
    pub marks: &'s [u32],
}

/// What comes before the marks in the table.
const HEAD: usize = 3;

/// What is known at a place of a buffer.
#[derive(Debug, Clone, Copy)]
pub struct Scanner {
    /// How far it was looked at: a multiple of [`BLOCK`] from where it began.
    position: usize,
    /// All bits set inside quotes.
    inside: u64,
    /// The last byte ended a cell, or was a quote that closed: a quote may open here.
    may_open: u64,
    /// The last byte was a quote that closed.
    closed: u64,
    /// The last byte was a carriage return outside quotes.
    returned: u64,
    /// How many line feeds were passed.
    feeds: u64,
}

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanEnd {
    /// Every record that begins before the given place is there.
    Complete,
    /// The last record goes on behind the buffer.
    Unfinished,
    /// At this byte the quotes prove wrong.
    Broken(usize),
}

/// Where a block's marks are.
struct BlockMasks {
    quotes: u64,
    commas: u64,
    feeds: u64,
    returns: u64,
}

/// How the marks of a block are found: the same for every processor, faster for some.
trait MarkFinder: Copy {
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks;

    /// The place of the so-manieth bit that is set, counted from 0.
    fn nth(self, bits: u64, number: u32) -> u32;
}

/// 16 bytes at once.
#[derive(Clone, Copy)]
struct Portable;

impl MarkFinder for Portable {
    #[inline(always)]
    fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
        masks(block)
    }

    #[inline(always)]
    fn nth(self, mut bits: u64, number: u32) -> u32 {
        for _ in 0..number {
            bits &= bits.wrapping_sub(1);
        }
        bits.trailing_zeros()
    }
}

/// 32 bytes at once, on processors that have AVX2 and BMI2.
#[cfg(target_arch = "x86_64")]
mod wider {
    use super::*;
    use archmage::prelude::*;

    #[derive(Clone, Copy)]
    struct Avx2(X64V3Token);

    impl MarkFinder for Avx2 {
        #[inline(always)]
        fn masks(self, block: &[u8; BLOCK]) -> BlockMasks {
            masks_v3(self.0, block)
        }

        #[inline(always)]
        fn nth(self, bits: u64, number: u32) -> u32 {
            nth_v3(self.0, bits, number)
        }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn masks_v3(_: X64V3Token, block: &[u8; BLOCK]) -> BlockMasks {
        let (halves, _) = block.as_chunks::<32>();
        let [low, high] = halves else { return BlockMasks { quotes: 0, commas: 0, feeds: 0, returns: 0 } };
        let (low, high) = (_mm256_loadu_si256(low), _mm256_loadu_si256(high));
        let mask = |mark: u8| {
            let mark = _mm256_set1_epi8(mark as i8);
            let half = |bytes| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, mark)) as u32);
            half(low) | half(high) << 32
        };
        BlockMasks { quotes: mask(b'"'), commas: mask(b','), feeds: mask(b'\n'), returns: mask(b'\r') }
    }

    #[arcane(import_intrinsics)]
    #[inline]
    fn nth_v3(_: X64V3Token, bits: u64, number: u32) -> u32 {
        _pdep_u64(1 << number, bits).trailing_zeros()
    }

    #[arcane]
    fn scan_v3(
        token: X64V3Token,
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        ends: bool,
        splits: &mut RecordEnds,
    ) -> ScanEnd {
        scanner.scan_with(Avx2(token), buffer, until, ends, splits)
    }

    pub fn scan(
        scanner: &mut Scanner,
        buffer: &[u8],
        until: usize,
        ends: bool,
        splits: &mut RecordEnds,
    ) -> Option<ScanEnd> {
        Some(scan_v3(X64V3Token::summon()?, scanner, buffer, until, ends, splits))
    }
}

#[inline(always)]
fn masks(block: &[u8; BLOCK]) -> BlockMasks {
    let mut masks = BlockMasks { quotes: 0, commas: 0, feeds: 0, returns: 0 };
    let (quarters, _) = block.as_chunks::<16>();
    for (place, quarter) in quarters.iter().enumerate() {
        let bytes = u8x16::new(*quarter);
        let mask =
            |mark: u8| u64::from(bytes.simd_eq(u8x16::splat(mark)).to_bitmask() & 0xffff) << (16 * place);
        masks.quotes |= mask(b'"');
        masks.commas |= mask(b',');
        masks.feeds |= mask(b'\n');
        masks.returns |= mask(b'\r');
    }
    masks
}

/// Each bit becomes the sum, without carry, of itself and all before it.
#[inline(always)]
fn running_parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

impl Scanner {
    /// At the beginning of a record.
    pub fn new() -> Scanner {
        Scanner { position: 0, inside: 0, may_open: 1, closed: 0, returned: 0, feeds: 0 }
    }

    /// Somewhere, behind a byte, inside quotes or not.
    pub fn supposing(inside: bool, before: u8) -> Scanner {
        let ended = matches!(before, b',' | b'\n');
        Scanner {
            inside: if inside { u64::MAX } else { 0 },
            // A quote before may have closed or not: nothing is held against the first byte.
            may_open: u64::from(ended || before == b'"'),
            ..Scanner::new()
        }
    }

    /// One block: ends of cells, those of them that end records, the bytes that prove it wrong, and whether a
    /// quote is doubled in it.
    #[inline(always)]
    fn block(&mut self, look: impl MarkFinder, block: &[u8; BLOCK]) -> (u64, u64, u64, bool) {
        let BlockMasks { quotes, commas, feeds, returns } = look.masks(block);
        self.feeds += u64::from(feeds.count_ones());
        if quotes | returns | self.inside | self.closed | self.returned == 0 {
            // Nothing to prove: most blocks of most files.
            let ends = commas | feeds;
            self.may_open = ends >> 63;
            self.position += BLOCK;
            return (ends, feeds, 0, false);
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
        let doubled = opening & after_closing != 0;
        let wrong = (opening & !may_open)
            | (after_closing & !(quotes | commas | feeds | returns))
            | (after_return & !feeds);
        self.position += BLOCK;
        ((commas | feeds) & !inside, feeds & !inside, wrong, doubled)
    }

    /// How many line feeds, in quotes or not, lie before a place of the buffer that was scanned.
    pub fn feeds_before(&self, place: usize, buffer: &[u8]) -> u64 {
        let behind = buffer.get(place..self.position.min(buffer.len())).unwrap_or_default();
        self.feeds - memchr::memchr_iter(b'\n', behind).count() as u64
    }

    /// Goes on through a buffer until every record that begins before `until` is whole. `ends`: nothing
    /// comes behind the buffer.
    pub fn scan(&mut self, buffer: &[u8], until: usize, ends: bool, splits: &mut RecordEnds) -> ScanEnd {
        #[cfg(target_arch = "x86_64")]
        if let Some(scan) = wider::scan(self, buffer, until, ends, splits) {
            return scan;
        }
        self.scan_with(Portable, buffer, until, ends, splits)
    }

    #[inline(always)]
    fn scan_with(
        &mut self,
        look: impl MarkFinder,
        buffer: &[u8],
        until: usize,
        ends: bool,
        splits: &mut RecordEnds,
    ) -> ScanEnd {
        let rest = buffer.get(self.position..).unwrap_or_default();
        let (blocks, tail) = rest.as_chunks::<BLOCK>();
        // Copies, which stay in registers.
        let (mut scanner, mut hand) = (*self, splits.hand);
        let mut stop = None;
        for block in blocks {
            stop = scanner.one(look, block, BLOCK, until, &mut hand, splits);
            if stop.is_some() {
                break;
            }
        }
        if stop.is_none() && ends && !tail.is_empty() {
            let mut padded = [0; BLOCK];
            padded.iter_mut().zip(tail).for_each(|(slot, byte)| *slot = *byte);
            // A zero after the last byte would prove a quote there wrong; the end of the file does not.
            if let Some(slot) = padded.get_mut(tail.len()).filter(|_| tail.last() == Some(&b'"')) {
                *slot = b',';
            }
            stop = scanner.one(look, &padded, tail.len(), until, &mut hand, splits);
        }
        (*self, splits.hand) = (scanner, hand);
        match stop {
            Some(ScanEnd::Broken(at)) => splits.drop_behind(at),
            Some(_) => splits.keep_until(until),
            None if !ends => return ScanEnd::Unfinished,
            None => {
                splits.drop_behind(buffer.len());
                if self.inside != 0 || buffer.last() == Some(&b'\r') {
                    return ScanEnd::Broken(buffer.len());
                }
                splits.end(buffer.len());
            }
        }
        stop.unwrap_or(ScanEnd::Complete)
    }

    #[inline(always)]
    fn one(
        &mut self,
        look: impl MarkFinder,
        block: &[u8; BLOCK],
        length: usize,
        until: usize,
        hand: &mut MarkWriter,
        splits: &mut RecordEnds,
    ) -> Option<ScanEnd> {
        let start = self.position;
        let (mut ends, record_ends, wrong, doubled) = self.block(look, block);
        if length < BLOCK {
            // What padding has brought.
            ends &= (1 << length) - 1;
        }
        if doubled {
            splits.doubled.push(start as u32);
        }
        hand.add(look, start, ends, record_ends, splits);
        if wrong != 0 {
            return Some(ScanEnd::Broken(start + wrong.trailing_zeros() as usize));
        }
        let is_enough = self.position >= until
            && record_ends != 0
            && start + (63 - record_ends.leading_zeros() as usize) + 1 >= until;
        is_enough.then_some(ScanEnd::Complete)
    }
}

/// Where the next mark is written.
#[derive(Debug, Default, Clone, Copy)]
struct MarkWriter {
    /// How many records are whole.
    count: usize,
    /// Where the open one is in the table.
    at: usize,
    /// How many of its marks were passed.
    cells: u32,
    /// The first wanted one of those that were not: its place among the wanted, and its number.
    next: usize,
    due: u32,
}

impl MarkWriter {
    #[inline(always)]
    fn add(
        &mut self,
        look: impl MarkFinder,
        start: usize,
        mut ends: u64,
        mut record_ends: u64,
        splits: &mut RecordEnds,
    ) {
        loop {
            let upto = if record_ends == 0 { u64::MAX } else { record_ends ^ (record_ends - 1) };
            let here = ends & upto;
            let cells = self.cells + here.count_ones();
            if self.due <= cells {
                let room = splits.table.get_mut(self.at + HEAD..).unwrap_or_default();
                while self.due <= cells {
                    if let Some(slot) = room.get_mut(self.next) {
                        *slot = start as u32 + look.nth(here, self.due - self.cells - 1);
                    }
                    self.next += 1;
                    self.due = splits.marks.get(self.next).copied().unwrap_or(u32::MAX);
                }
            }
            if record_ends == 0 {
                self.cells = cells;
                return;
            }
            self.close(start as u32 + record_ends.trailing_zeros(), cells, splits);
            ends &= !upto;
            record_ends &= record_ends - 1;
        }
    }

    /// Begins a record.
    #[inline(always)]
    fn open(&mut self, start: u32, splits: &mut RecordEnds) {
        let stride = splits.stride();
        if splits.table.len() < self.at + stride {
            splits.widen(self.at + stride);
        }
        if let Some(slot) = splits.table.get_mut(self.at) {
            *slot = start;
        }
        (self.cells, self.next) = (0, 0);
        self.due = splits.marks.first().copied().unwrap_or(u32::MAX);
    }

    /// Ends it.
    #[inline(always)]
    fn close(&mut self, end: u32, cells: u32, splits: &mut RecordEnds) {
        if let Some([_, slot, count]) = splits.table.get_mut(self.at..).and_then(<[u32]>::first_chunk_mut) {
            (*slot, *count) = (end, cells);
        }
        self.count += 1;
        self.at += splits.stride();
        self.open(end + 1, splits);
    }
}

impl RecordEnds {
    /// Begins anew.
    pub fn clear(&mut self, plan: &WantedColumns) {
        self.marks.clone_from(&plan.marks);
        self.doubled.clear();
        let mut hand = MarkWriter::default();
        hand.open(0, self);
        self.hand = hand;
    }

    #[inline(always)]
    fn stride(&self) -> usize {
        HEAD + self.marks.len()
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, least: usize) {
        self.table.resize(least * 2, 0);
    }

    /// Drops records that end at or behind a place.
    fn drop_behind(&mut self, place: usize) {
        while self.last().is_some_and(|last| last.end as usize >= place) {
            self.hand.count -= 1;
            self.hand.at -= self.stride();
        }
    }

    /// Drops records that begin at or behind a place.
    fn keep_until(&mut self, until: usize) {
        while self.hand.count > 1 && self.last().is_some_and(|last| last.start as usize >= until) {
            self.hand.count -= 1;
            self.hand.at -= self.stride();
        }
    }

    /// Ends the last record where the buffer ends, unless it ended there by itself.
    fn end(&mut self, length: usize) {
        if self.next() < length {
            let mut hand = self.hand;
            let cells = hand.cells + 1;
            if hand.due == cells
                && let Some(slot) = self.table.get_mut(hand.at + HEAD + hand.next)
            {
                *slot = length as u32;
            }
            hand.close(length as u32, cells, self);
            self.hand = hand;
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.hand.count
    }

    /// May a record hold quotes inside quotes? Records are asked for in order: of these blocks, those before
    /// it are passed over.
    #[inline]
    pub fn may_hold_quotes(&self, bounds: &RecordBounds<'_>, blocks: &mut usize) -> bool {
        while self.doubled.get(*blocks).is_some_and(|block| block + BLOCK as u32 <= bounds.start) {
            *blocks += 1;
        }
        self.doubled.get(*blocks).is_some_and(|block| *block <= bounds.end)
    }

    fn last(&self) -> Option<RecordBounds<'_>> {
        self.record(self.hand.count.checked_sub(1)?)
    }

    /// Where the record behind the last one begins.
    pub fn next(&self) -> usize {
        self.last().map_or(0, |last| last.end as usize + 1)
    }

    /// A record.
    #[inline]
    pub fn record(&self, number: usize) -> Option<RecordBounds<'_>> {
        if number >= self.hand.count {
            return None;
        }
        let at = number * self.stride();
        let ([start, end, cells], marks) = self.table.get(at..at + self.stride())?.split_first_chunk()?;
        Some(RecordBounds { start: *start, end: *end, cells: *cells, marks })
    }
}

/// Where the first record begins in a buffer that begins anywhere, behind a byte: a guess, right for all but
/// the strangest files. `None` where no record begins in it.
pub fn first_record(buffer: &[u8], before: u8) -> Option<usize> {
    /// Enough to see on which side of its quotes a file is.
    const WINDOW: usize = 1 << 13;
    let window = buffer.get(..buffer.len().min(WINDOW)).unwrap_or_default();
    let proof = |inside: bool| {
        let (mut scanner, mut splits) = (Scanner::supposing(inside, before), RecordEnds::default());
        splits.clear(&WantedColumns::default());
        !matches!(scanner.scan(window, usize::MAX, false, &mut splits), ScanEnd::Broken(_))
    };
    let inside = !proof(false) && proof(true);
    if !inside && before == b'\n' {
        return Some(0);
    }
    let (mut scanner, mut splits) = (Scanner::supposing(inside, before), RecordEnds::default());
    splits.clear(&WantedColumns::default());
    // The first line feed outside quotes ends the first record.
    scanner.scan(buffer, 1, true, &mut splits);
    Some(splits.next()).filter(|next| splits.len() > 0 && *next < buffer.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::cells::{Cells, SplitRecord};
    use csv::{ByteRecord, ReaderBuilder};
    use proptest::prelude::*;

    type Record = Vec<Vec<u8>>;

    /// The records the csv crate gives.
    fn plain(text: &[u8]) -> Vec<Record> {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mut record = ByteRecord::new();
        let mut records = Vec::new();
        while reader.read_byte_record(&mut record).unwrap() {
            records.push(record.iter().map(<[u8]>::to_vec).collect());
        }
        records
    }

    /// The records found here, and whether the proof held to the end.
    fn split(text: &[u8], plan: &WantedColumns, wide: bool) -> (Vec<Record>, bool) {
        let (mut scanner, mut splits) = (Scanner::new(), RecordEnds::default());
        splits.clear(plan);
        let scan = match wide {
            true => scanner.scan(text, usize::MAX, true, &mut splits),
            false => scanner.scan_with(Portable, text, usize::MAX, true, &mut splits),
        };
        let mut blocks = 0;
        let record = |number| {
            let bounds = splits.record(number).unwrap();
            let may_hold_quotes = splits.may_hold_quotes(&bounds, &mut blocks);
            let record = SplitRecord { buffer: text, bounds, plan, may_hold_quotes };
            let cells = Cells::Split(record);
            (!record.is_blank()).then(|| cells.iter().map(|cell| cell.into_owned()).collect())
        };
        ((0..splits.len()).filter_map(record).collect(), scan == ScanEnd::Complete)
    }

    /// All that was found is what the csv crate finds first, and all of it where the proof held.
    fn agree(text: &[u8]) -> Result<bool, TestCaseError> {
        let (found, whole) = split(text, &WantedColumns::of(0..100), true);
        for plan in [WantedColumns::default(), WantedColumns::of([1, 3, 4, 9]), WantedColumns::of([2])] {
            for wide in [true, false] {
                let (again, still) = split(text, &plan, wide);
                prop_assert_eq!(&found, &again, "{:?}", plan);
                prop_assert_eq!(whole, still);
            }
        }
        // The csv crate takes off a byte order mark that comes first, which is no business of this module.
        let expected = plain(&[b"\n", text].concat());
        let shown = String::from_utf8_lossy(text);
        prop_assert_eq!(found.as_slice(), expected.get(..found.len()).unwrap_or_default(), "{:?}", shown);
        prop_assert!(!whole || found.len() == expected.len(), "{:?}", shown);
        Ok(whole)
    }

    #[test]
    fn what_is_proved_and_what_is_not() {
        for text in [
            // A mark inside is a part of its cell, a second one at the beginning too.
            "\u{feff}\u{feff},,",
            "",
            "\n",
            "a",
            "a\n",
            "a,b\r\n1,2",
            "\"a\"\n",
            "\"a,\"\"b\"\"\n\",\"\"\n",
            "a,\r\n\r\n\n,\n",
            "\"\r\"",
            "\"\"",
            "\"\"\"\"\n",
            "a,\"\"\r\n",
        ] {
            assert!(agree(text.as_bytes()).unwrap(), "{text:?}");
        }
        for text in [
            "a\"",
            "a\"b\"\n",
            "\"a\"b\n",
            "\"a\" ,b\n",
            "a\rb\n",
            "a\r",
            "\"a",
            "a,\"b\n",
            "\"a\"\rb",
            "x \"y\",",
        ] {
            assert!(!agree(text.as_bytes()).unwrap(), "{text:?}");
        }
    }

    #[test]
    fn marks_lie_at_every_place_of_a_block() {
        for text in ["\"", "\"\"", ",", "\n", "\r\n", "\r", "\",\"", "\"\n", ",\"\"\"\"\n", "\"\r\n\"\r\n"] {
            for before in 0..=130 {
                for behind in [0, 1, 62, 63, 64, 65, 70] {
                    let text = format!("{}{text}{}", "x".repeat(before), "y".repeat(behind));
                    agree(text.as_bytes()).unwrap();
                    agree(format!("{text}\n1,2\n").as_bytes()).unwrap();
                    agree(format!("a,\"{text}\"\n1,2\n").as_bytes()).unwrap();
                }
            }
        }
    }

    /// Text in which marks are as frequent as can be, quotes mostly where they belong.
    fn nasty() -> impl Strategy<Value = Vec<u8>> {
        let cell = prop_oneof![
            4 => "[ab订0]{0,9}".prop_map(String::from),
            4 => "([a,订\n\r]|\"\"){0,40}".prop_map(|inner| format!("\"{inner}\"")),
            1 => "[a\",\n\r\u{feff}\u{0}]{0,3}".prop_map(String::from),
        ];
        let end =
            prop_oneof![4 => Just(","), 2 => Just("\n"), 2 => Just("\r\n"), 1 => Just(""), 1 => Just("\r")];
        proptest::collection::vec((cell, end), 0..60)
            .prop_map(|cells| cells.into_iter().flat_map(|(cell, end)| (cell + end).into_bytes()).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn records_are_the_csv_crates(text in nasty()) {
            agree(&text)?;
        }

        #[test]
        fn one_byte_may_be_anything(text in nasty(), place: prop::sample::Index, byte in prop::sample::select(b"\",\n\r\t;a\0\xef".to_vec())) {
            let mut text = text;
            if !text.is_empty() {
                let place = place.index(text.len());
                text[place] = byte;
            }
            agree(&text)?;
        }
    }
}
