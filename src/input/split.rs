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

/// Ends of cells and records in a buffer.
#[derive(Debug, Default)]
pub struct Splits {
    /// Where every cell begins: at the beginning, and one byte behind every end of a cell.
    starts: Vec<u32>,
    /// How many of them there are; the rest is room.
    count: usize,
    /// By record: the place in `starts` of the next one's first cell.
    records: Vec<u32>,
    /// Where the blocks begin in which a quote that closed was followed by one that opened: the two stand for one.
    doubled: Vec<u32>,
}

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
}

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Every record that begins before the given place is there.
    Complete,
    /// The last record goes on behind the buffer.
    Unfinished,
    /// At this byte the quotes prove wrong.
    Broken(usize),
}

/// Where a block's marks are.
struct Masks {
    quotes: u64,
    commas: u64,
    feeds: u64,
    returns: u64,
}

#[inline(always)]
fn masks(block: &[u8; BLOCK]) -> Masks {
    let mut masks = Masks { quotes: 0, commas: 0, feeds: 0, returns: 0 };
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
        Scanner { position: 0, inside: 0, may_open: 1, closed: 0, returned: 0 }
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
    fn block(&mut self, block: &[u8; BLOCK]) -> (u64, u64, u64, bool) {
        let Masks { quotes, commas, feeds, returns } = masks(block);
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

    /// Goes on through a buffer until every record that begins before `until` is whole. `ends`: nothing
    /// comes behind the buffer.
    pub fn scan(&mut self, buffer: &[u8], until: usize, ends: bool, splits: &mut Splits) -> Scan {
        let rest = buffer.get(self.position..).unwrap_or_default();
        let (blocks, tail) = rest.as_chunks::<BLOCK>();
        for block in blocks {
            if let Some(scan) = self.one(block, until, splits) {
                return scan;
            }
        }
        if !ends {
            return Scan::Unfinished;
        }
        let mut padded = [0; BLOCK];
        padded.iter_mut().zip(tail).for_each(|(slot, byte)| *slot = *byte);
        // A zero after the last byte would prove a quote there wrong; the end of the file does not.
        if let Some(slot) = padded.get_mut(tail.len()).filter(|_| tail.last() == Some(&b'"')) {
            *slot = b',';
        }
        if !tail.is_empty()
            && let Some(scan) = self.one(&padded, until, splits)
        {
            return scan;
        }
        splits.drop_behind(buffer.len());
        if self.inside != 0 || buffer.last() == Some(&b'\r') {
            return Scan::Broken(buffer.len());
        }
        splits.end(buffer.len());
        Scan::Complete
    }

    #[inline(always)]
    fn one(&mut self, block: &[u8; BLOCK], until: usize, splits: &mut Splits) -> Option<Scan> {
        let start = self.position;
        let (ends, record_ends, wrong, doubled) = self.block(block);
        if doubled {
            splits.doubled.push(start as u32);
        }
        splits.add(start, ends, record_ends);
        if wrong != 0 {
            let at = start + wrong.trailing_zeros() as usize;
            splits.drop_behind(at);
            return Some(Scan::Broken(at));
        }
        if self.position >= until
            && record_ends != 0
            && start + (63 - record_ends.leading_zeros() as usize) + 1 >= until
        {
            splits.keep_until(until);
            return Some(Scan::Complete);
        }
        None
    }
}

impl Splits {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.starts.resize(self.starts.len().max(1), 0);
        self.starts[0] = 0;
        self.count = 1;
        self.records.clear();
        self.doubled.clear();
    }

    #[inline(always)]
    fn add(&mut self, start: usize, ends: u64, record_ends: u64) {
        if self.starts.len() < self.count + BLOCK {
            self.starts.resize((self.count + BLOCK) * 2, 0);
        }
        let mut left = record_ends;
        while left != 0 {
            let before = ends & (left & left.wrapping_neg()).wrapping_sub(1);
            self.records.push(self.count as u32 + before.count_ones());
            left &= left - 1;
        }
        let Some(room) = self.starts.get_mut(self.count..).and_then(<[u32]>::first_chunk_mut::<BLOCK>) else {
            return;
        };
        let (mut left, mut at) = (ends, 0);
        // Four at a time: what is written too much is overwritten by the next block.
        while left != 0 {
            for _ in 0..4 {
                room[at % BLOCK] = (start as u32 + 1).wrapping_add(left.trailing_zeros());
                left &= left.wrapping_sub(1);
                at += 1;
            }
        }
        self.count += ends.count_ones() as usize;
    }

    /// Drops records that end at or behind a place.
    fn drop_behind(&mut self, place: usize) {
        while self.records.last().is_some_and(|next| self.start(*next) > place) {
            self.records.pop();
        }
    }

    /// Drops records that begin at or behind a place.
    fn keep_until(&mut self, until: usize) {
        while let [.., before, _] = self.records.as_slice()
            && self.start(*before) >= until
        {
            self.records.pop();
        }
    }

    /// Ends the last record where the buffer ends, unless it ended there by itself.
    fn end(&mut self, length: usize) {
        let next = self.records.last().copied().unwrap_or_default();
        if self.start(next) < length {
            // Ends that padding has brought.
            while self.count > next as usize + 1 && self.start(self.count as u32 - 1) > length {
                self.count -= 1;
            }
            self.starts.truncate(self.count);
            self.starts.push(length as u32 + 1);
            self.records.push(self.count as u32);
            self.count += 1;
        }
    }

    fn start(&self, place: u32) -> usize {
        self.starts.get(place as usize).map_or(usize::MAX, |start| *start as usize)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// May a record hold quotes inside quotes? Records are asked for in order: of these blocks, those before
    /// it are passed over.
    #[inline]
    pub fn may_hold_quotes(&self, bounds: &[u32], blocks: &mut usize) -> bool {
        let (Some(start), Some(next)) = (bounds.first(), bounds.last()) else { return false };
        while self.doubled.get(*blocks).is_some_and(|block| block + BLOCK as u32 <= *start) {
            *blocks += 1;
        }
        self.doubled.get(*blocks).is_some_and(|block| block < next)
    }

    /// Where the record behind the last one begins.
    pub fn next(&self) -> usize {
        self.records.last().map_or(0, |next| self.start(*next))
    }

    /// Where each cell of a record begins, and where the next record does.
    #[inline]
    pub fn record(&self, number: usize) -> Option<&[u32]> {
        let next = *self.records.get(number)? as usize;
        let first = number.checked_sub(1).and_then(|before| self.records.get(before)).copied();
        self.starts.get(first.unwrap_or_default() as usize..=next)
    }
}

/// Where the first record begins in a buffer that begins anywhere, behind a byte: a guess, right for all but
/// the strangest files. `None` where no record begins in it.
pub fn first_record(buffer: &[u8], before: u8) -> Option<usize> {
    /// Enough to see on which side of its quotes a file is.
    const WINDOW: usize = 1 << 13;
    let window = buffer.get(..buffer.len().min(WINDOW)).unwrap_or_default();
    let proof = |inside: bool| {
        let (mut scanner, mut splits) = (Scanner::supposing(inside, before), Splits::default());
        !matches!(scanner.scan(window, usize::MAX, false, &mut splits), Scan::Broken(_))
    };
    let inside = !proof(false) && proof(true);
    if !inside && before == b'\n' {
        return Some(0);
    }
    let (mut scanner, mut splits) = (Scanner::supposing(inside, before), Splits::default());
    splits.clear();
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
    fn split(text: &[u8]) -> (Vec<Record>, bool) {
        let (mut scanner, mut splits) = (Scanner::new(), Splits::default());
        splits.clear();
        let scan = scanner.scan(text, usize::MAX, true, &mut splits);
        let mut blocks = 0;
        let record = |number| {
            let bounds = splits.record(number).unwrap();
            let may_hold_quotes = splits.may_hold_quotes(bounds, &mut blocks);
            let record = SplitRecord { buffer: text, bounds, may_hold_quotes };
            let cells = Cells::Split(record);
            (!record.is_blank()).then(|| cells.iter().map(|cell| cell.into_owned()).collect())
        };
        ((0..splits.len()).filter_map(record).collect(), scan == Scan::Complete)
    }

    /// All that was found is what the csv crate finds first, and all of it where the proof held.
    fn agree(text: &[u8]) -> Result<bool, TestCaseError> {
        let (found, whole) = split(text);
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
