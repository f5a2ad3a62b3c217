//! A line chart over the columns of a table, drawn by the spreadsheet program.

/// Lines by day.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetChart {
    /// What it shows.
    pub title: String,
    /// What there is to see, in words: for whoever cannot see it.
    pub description: String,
    /// The column of the days.
    pub categories: usize,
    /// The lines.
    pub series: Vec<SheetSeries>,
    /// Where the scale begins and ends.
    pub extent: (f64, f64),
    /// The column over which it is drawn.
    pub over: usize,
}

/// A line, named by the heading of its column.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetSeries {
    /// The column of its values.
    pub column: usize,
    /// How it is drawn.
    pub stroke: Stroke,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// What is known.
    Known,
    /// What is expected.
    Expected,
    /// Between which borders it is expected.
    Band,
    /// A border that is met.
    Met,
    /// A border that is not met.
    Unmet,
}
