//! Tables of a sheet.

use super::{SheetCell, capital};

/// Rows and columns, which begin in the first column of the sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetTable<'a> {
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows, of as many cells as there are columns.
    pub rows: Vec<Vec<SheetCell<'a>>>,
    /// The rows in which less is better: there a rise is coloured as a fall.
    pub low_is_better: Vec<usize>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetColumn {
    /// Its heading; a table whose columns have none has no line of headings.
    pub heading: String,
    /// How wide it is.
    pub fit: Fit,
    /// What its cells are coloured by.
    pub colouring: Option<Colouring>,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Fit {
    /// As wide as its cells, within what can be read.
    #[default]
    Content,
    /// So wide, in characters; longer texts are broken.
    Wrapped(f64),
    /// As wide as the column of other tables is; longer texts run over blank cells beside them.
    Over,
    /// So wide, in characters, and blank: there the chart is drawn.
    Chart(f64),
}

/// What cells are coloured by: rules of the spreadsheet program, which go on when somebody changes a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Colouring {
    /// From bad over middling to well.
    Scale {
        /// So much is bad.
        worst: f64,
        /// So much is middling.
        middle: f64,
        /// So much is well.
        best: f64,
    },
    /// A bar as long as the number.
    Bar,
    /// A rise is well, a fall is not.
    Change,
    /// Below zero is bad.
    Negative,
    /// A text that begins with ✓ is well, one that begins with ✗ is not.
    Sign,
}

impl Colouring {
    /// Points 0 to 100.
    pub const POINTS: Colouring = Colouring::Scale { worst: 50.0, middle: 80.0, best: 100.0 };
}

impl SheetColumn {
    /// As wide as its cells.
    pub fn new(heading: &str) -> SheetColumn {
        SheetColumn { heading: capital(heading), ..SheetColumn::default() }
    }

    /// So wide.
    #[must_use]
    pub fn fit(self, fit: Fit) -> SheetColumn {
        SheetColumn { fit, ..self }
    }

    /// Coloured so.
    #[must_use]
    pub fn coloured(self, colouring: Colouring) -> SheetColumn {
        SheetColumn { colouring: Some(colouring), ..self }
    }
}

impl<'a> SheetTable<'a> {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = SheetColumn>) -> SheetTable<'a> {
        SheetTable { columns: columns.into_iter().collect(), ..SheetTable::default() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = SheetCell<'a>>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Adds a row in which less is better.
    pub fn row_low_is_better(&mut self, cells: impl IntoIterator<Item = SheetCell<'a>>) {
        self.low_is_better.push(self.rows.len());
        self.row(cells);
    }

    /// Without the columns that hold nothing.
    #[must_use]
    pub fn without_blank_columns(mut self) -> SheetTable<'a> {
        let holds =
            |place: usize| self.rows.iter().any(|row| row.get(place).is_some_and(|cell| !cell.is_blank()));
        let kept: Vec<bool> = (0..self.columns.len()).map(holds).collect();
        let keep = |place: usize| kept.get(place).copied().unwrap_or_default();
        let mut place = 0;
        self.columns.retain(|_| (keep(place), place += 1).0);
        for row in &mut self.rows {
            let mut place = 0;
            row.retain(|_| (keep(place), place += 1).0);
        }
        self
    }
}
