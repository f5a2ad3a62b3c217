//! Figures by day, drawn to one scale.

use super::{Block, Line, Tone};
use crate::rounding::{fixed, shown_score};
use crate::time::Day;

/// Figures by day: lines, the band around one, borders across.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: Line,
    /// What there is to see, in words: for whoever cannot see it.
    pub description: String,
    /// The days, one beside the other, none left out. Every list of values is as long.
    pub days: Vec<Day>,
    /// The place of the last day that is known; what comes after it is expected.
    pub last_known: Option<usize>,
    /// The lines.
    pub curves: Vec<Curve>,
    /// Between which borders a figure is expected.
    pub band: Option<Band>,
    /// Borders that decide something.
    pub borders: Vec<Border>,
    /// Between which ends the figures can lie at all.
    pub scale: (f64, f64),
    /// How many decimals its figures have.
    pub decimals: i32,
    /// What formats that cannot draw show in its place.
    pub instead: Vec<Block>,
}

/// A figure by day.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What it is.
    pub label: String,
    /// Its values; nothing where it is not known.
    pub values: Vec<Option<f64>>,
    /// Is it expected, not known?
    pub expected: bool,
    /// Its last value as it is shown.
    pub last: String,
}

/// The area between two borders.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// What it is.
    pub label: String,
    /// The lower border.
    pub low: Vec<Option<f64>>,
    /// The upper border.
    pub high: Vec<Option<f64>>,
}

/// A value that decides something.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// What it decides, and the value.
    pub label: String,
    /// The value.
    pub value: f64,
    /// Whether it is well.
    pub tone: Tone,
}

impl Chart {
    /// The lowest and the highest figure that it shows, borders apart; nothing where no figure is known.
    pub fn extent(&self) -> Option<(f64, f64)> {
        let band = self.band.iter().flat_map(|band| [&band.low, &band.high]);
        let lists = self.curves.iter().map(|curve| &curve.values).chain(band);
        lists.flatten().flatten().fold(None, |extent, value| {
            let (low, high) = extent.unwrap_or((*value, *value));
            Some((low.min(*value), high.max(*value)))
        })
    }

    /// A figure as it is shown: not as reaching a border that it does not reach.
    pub fn shown(&self, value: f64) -> String {
        match self.decimals {
            2 => shown_score(value, self.borders.iter().map(|border| border.value)),
            decimals => fixed(value, decimals),
        }
    }
}

impl From<Chart> for Block {
    fn from(chart: Chart) -> Block {
        Block::Chart(Box::new(chart))
    }
}
