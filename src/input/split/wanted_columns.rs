//! The columns whose cells are asked for.

/// Which cells of a record are asked for: the ends of all others are not kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct WantedColumns {
    /// The marks (commas and the line break) that begin or end a wanted cell, counted from 1 in their record.
    pub(super) marks: Vec<u32>,
    /// By column: the places in `marks` of those that begin and end it. [`NOWHERE`] stands for a column that is not
    /// wanted, and for the mark before the first column.
    columns: Vec<(u8, u8)>,
}

const NOWHERE: u8 = u8::MAX;

impl WantedColumns {
    pub(crate) fn of(columns: impl IntoIterator<Item = usize>) -> WantedColumns {
        // The first column is always asked for. Columns beyond what a byte can number are searched cell by cell.
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

    /// The places, among the marks of a record, of those that begin and end a column.
    #[inline]
    pub(crate) fn column(&self, column: usize) -> Option<(u8, u8)> {
        self.columns.get(column).copied().filter(|(_, end)| *end != NOWHERE)
    }
}
