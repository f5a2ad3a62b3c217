//! Figures that stand for themselves: the one that answers, and cards of several side by side.

use super::{Block, Line, Sparkline};

/// The figure that answers, in large.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Headline {
    /// What it is.
    pub title: Line,
    /// The figure.
    pub figure: Line,
    /// Out of how much.
    pub scale: String,
    /// The same elsewhere: changes against other days.
    pub beside: Vec<Fact>,
}

/// A figure with its particulars.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// What it is.
    pub title: Line,
    /// The figure.
    pub figure: Line,
    /// What stands behind the figure: what was counted.
    pub note: Line,
    /// How much of a whole it is worth, 0 to 1.
    pub share: Option<f64>,
    /// The figure by day.
    pub sparkline: Option<Sparkline>,
    /// What the sparkline shows, in words.
    pub course: String,
    /// Further figures.
    pub facts: Vec<Fact>,
    /// What is said of it.
    pub blocks: Vec<Block>,
}

/// A figure and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The figure.
    pub figure: Line,
}

impl Fact {
    /// A figure and what it is.
    pub fn new(label: impl Into<String>, figure: impl Into<Line>) -> Fact {
        Fact { label: label.into(), figure: figure.into() }
    }
}

impl From<Headline> for Block {
    fn from(headline: Headline) -> Block {
        Block::Headline(headline)
    }
}
