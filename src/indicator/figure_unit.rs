//! What a figure is measured in.

use super::Unit;
use crate::string_enum::string_enum;

/// What the figure of a condition is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureUnit {
    /// A total or a dimension.
    Score,
    /// An indicator.
    Of(Unit),
}

impl FigureUnit {
    pub(crate) const ALL: [FigureUnit; 6] = [
        FigureUnit::Score,
        FigureUnit::Of(Unit::Ratio),
        FigureUnit::Of(Unit::Stars),
        FigureUnit::Of(Unit::Hours),
        FigureUnit::Of(Unit::Seconds),
        FigureUnit::Of(Unit::Points),
    ];

    /// The id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            FigureUnit::Score => "score",
            FigureUnit::Of(unit) => unit.id(),
        }
    }
}

string_enum!(ids of FigureUnit);
