//! The columns whose cells are asked for.

/// Which cells of a record are asked for: the ends of all others are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WantedColumns {
    /// The marks (commas and the line break) that begin or end a wanted cell, counted from 1 in their record, in order.
    marks: Vec<u32>,
    /// The same as bits, the first for mark 1, with a word of zeros behind them.
    bits: Vec<u64>,
}

/// Where the two marks around a wanted cell are among those that are kept of a record: see [`RecordMarks`]. Without a
/// column both are the mark before the record, between which nothing lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellMarks {
    pub(super) before: u8,
    pub(super) behind: u8,
}

impl CellMarks {
    pub(crate) const NONE: CellMarks = CellMarks { before: 0, behind: 0 };
}

/// How many marks are kept of a record, with the one before it.
const MOST: usize = 256;
/// How many marks are written together: beyond the wanted ones there is room for so many.
const AT_ONCE: usize = 4;
/// How many bits are taken together.
const WORD: usize = u64::BITS as usize;
/// Two marks for each. No kind of export has half as many fields.
const MOST_COLUMNS: usize = 120;

impl WantedColumns {
    pub(crate) fn of(columns: impl IntoIterator<Item = usize>) -> WantedColumns {
        let mut columns: Vec<u32> =
            columns.into_iter().filter_map(|column| u16::try_from(column).ok().map(u32::from)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.truncate(MOST_COLUMNS);
        let mut marks: Vec<u32> = columns.iter().flat_map(|column| [*column, *column + 1]).collect();
        marks.retain(|mark| *mark > 0);
        marks.dedup();
        let mut bits = vec![0; marks.last().map_or(0, |last| *last as usize / WORD) + 2];
        for bit in marks.iter().map(|mark| *mark as usize - 1) {
            if let Some(word) = bits.get_mut(bit / WORD) {
                *word |= 1 << (bit % WORD);
            }
        }
        WantedColumns { marks, bits }
    }

    /// The marks around a cell; none for a column that is not wanted.
    pub(crate) fn cell(&self, column: usize) -> CellMarks {
        let place = |mark: usize| {
            let known = self.marks.iter().position(|known| *known as usize == mark)?;
            u8::try_from(known + 1).ok()
        };
        let before = if column == 0 { Some(0) } else { place(column) };
        match (before, place(column + 1)) {
            (Some(before), Some(behind)) => CellMarks { before, behind },
            _ => CellMarks::NONE,
        }
    }
}

/// The wanted marks of the record that is being scanned.
#[derive(Debug)]
pub(crate) struct RecordMarks<'w> {
    /// The bits of [`WantedColumns`].
    bits: &'w [u64],
    /// How many are wanted.
    pub(super) wanted: usize,
    /// Where they are: first the place before the record, then the wanted marks. There are as many entries as a byte has
    /// values, so that no place in them must be checked.
    pub(super) places: [u32; MOST],
}

impl Default for RecordMarks<'_> {
    /// No mark is wanted. The first record begins at 0: the place before it is one less, without a sign.
    fn default() -> Self {
        RecordMarks { bits: &[], wanted: 0, places: [u32::MAX; MOST] }
    }
}

impl<'w> RecordMarks<'w> {
    pub(crate) fn of(wanted: &'w WantedColumns) -> RecordMarks<'w> {
        RecordMarks { bits: &wanted.bits, wanted: wanted.marks.len(), ..RecordMarks::default() }
    }

    /// Which of the 64 marks behind the first `passed` ones of a record are wanted.
    #[inline(always)]
    pub(super) fn wanted_behind(&self, passed: u32) -> u64 {
        let (word, bit) = (passed as usize / WORD, passed % u64::BITS);
        match self.bits.get(word..) {
            Some([low, high, ..]) => low >> bit | (high << 1) << (u64::BITS - 1 - bit),
            _ => 0,
        }
    }

    /// Whether the mark with a number, counted from 1, is wanted.
    #[inline]
    pub(super) fn is_wanted(&self, mark: u32) -> bool {
        mark.checked_sub(1).is_some_and(|passed| self.wanted_behind(passed) & 1 != 0)
    }

    /// Notes where the marks are that a block holds behind the first `found` wanted ones. Gives how many there are then.
    #[inline(always)]
    pub(super) fn note(&mut self, block: u32, mut marks: u64, found: usize) -> usize {
        let behind = found + marks.count_ones() as usize;
        let mut places = self.places.get_mut(found + 1..).unwrap_or_default();
        // Whether there are as many costs more to find out than to write beyond them what is overwritten later.
        while let Some((slots, rest)) = places.split_first_chunk_mut::<AT_ONCE>() {
            for slot in slots {
                *slot = block + marks.trailing_zeros();
                marks &= marks.wrapping_sub(1);
            }
            if marks == 0 {
                break;
            }
            places = rest;
        }
        behind
    }

    /// Puts the marks that a record lacks where its last one is: nothing lies between them.
    #[cold]
    pub(super) fn close(&mut self, found: usize) {
        let last = self.places.get(found).copied().unwrap_or_default();
        self.places.iter_mut().skip(found + 1).take(self.wanted - found).for_each(|place| *place = last);
    }
}
