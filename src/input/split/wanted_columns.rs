//! The columns whose cells are asked for.

/// Which cells of a record are asked for: the ends of all others are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WantedColumns {
    /// The marks (commas and the line break) that begin or end a wanted cell, counted from 1 in their record, in order.
    marks: Vec<u32>,
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
        WantedColumns { marks }
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

/// The wanted marks of the record that is being scanned. Both lists have as many entries as a byte has values, so that
/// no place in them must be checked.
#[derive(Debug)]
pub(crate) struct RecordMarks {
    /// Their numbers in the record, in order; behind the last one [`u32::MAX`].
    pub(super) numbers: [u32; MOST],
    /// Where they are: first the place before the record, then the wanted marks.
    pub(super) places: [u32; MOST],
    /// How many are wanted.
    pub(super) wanted: usize,
}

impl Default for RecordMarks {
    fn default() -> RecordMarks {
        // The first record begins at 0: the place before it is one less, without a sign.
        RecordMarks { numbers: [u32::MAX; MOST], places: [u32::MAX; MOST], wanted: 0 }
    }
}

impl RecordMarks {
    pub(crate) fn of(wanted: &WantedColumns) -> RecordMarks {
        let mut marks = RecordMarks { wanted: wanted.marks.len(), ..RecordMarks::default() };
        marks.numbers.iter_mut().zip(&wanted.marks).for_each(|(slot, mark)| *slot = *mark);
        marks
    }

    /// Puts the marks that a record lacks where its last one is: nothing lies between them.
    #[cold]
    pub(super) fn close(&mut self, found: usize) {
        let last = self.places.get(found).copied().unwrap_or_default();
        self.places.iter_mut().skip(found + 1).take(self.wanted - found).for_each(|place| *place = last);
    }
}
