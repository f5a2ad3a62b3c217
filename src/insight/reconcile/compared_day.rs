//! The own figures of a day and the official ones that are compared with them.

use super::excluded::ListedOrders;
use super::official::OfficialLine;
use super::typed_number::TypedNumber;
use crate::analysis::Analysis;
use crate::indicator::{Direction, Figure, Indicator};
use crate::insight::exports::MissingRow;
use crate::rulebook::Curve;
use crate::scorecard::Scorecard;
use std::rc::Rc;

/// A shop at a day under a rulebook, beside what the page shows of that day.
pub(super) struct ComparedDay<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) scorecard: Rc<Scorecard>,
    pub(super) lines: Vec<&'a OfficialLine>,
    /// Orders whose bad cases may have been struck off.
    pub(super) excluded: Option<&'a ListedOrders>,
}

impl ComparedDay<'_> {
    /// The line of a figure.
    pub(super) fn line(&self, figure: Figure) -> Option<&OfficialLine> {
        self.lines.iter().find(|line| line.figure == figure).copied()
    }

    /// How the rulebook turns an indicator's values into points; `None` where it does not score it.
    pub(super) fn curve(&self, indicator: Indicator) -> Option<(&Curve, Direction)> {
        let (scored, _) = self.analysis.rulebook().scoring.scored(indicator)?;
        Some((&scored.curve, indicator.info().direction))
    }

    /// The points that a typed value gives, as exactly as it was typed.
    pub(super) fn points_of(&self, figure: Figure, value: TypedNumber) -> Option<TypedNumber> {
        let Figure::Indicator(indicator) = figure else {
            return Some(value.times(self.analysis.rulebook().scoring.scale.points_per_unit));
        };
        let (curve, direction) = self.curve(indicator)?;
        let (low, high) = value.range();
        let (low, high) = (curve.points(low, direction), curve.points(high, direction));
        Some(TypedNumber { value: f64::midpoint(low, high), half: (high - low).abs() / 2.0 })
    }

    /// What would supply a figure without data: an indicator, or those of a dimension or the total.
    pub(super) fn missing(&self, figure: Figure) -> Vec<MissingRow> {
        let mut rows = Vec::new();
        for dimension in &self.analysis.rulebook().scoring.dimensions {
            for scored in &dimension.indicators {
                let indicator = scored.indicator;
                let within = match figure {
                    Figure::Total => true,
                    Figure::Dimension(of) => dimension.dimension == of,
                    Figure::Indicator(of) => indicator == of,
                };
                if within && self.scorecard.figure(Figure::Indicator(indicator)).0.is_none() {
                    rows.push(MissingRow::of(self.analysis, indicator, dimension.weight * scored.weight));
                }
            }
        }
        match figure {
            Figure::Indicator(indicator) if rows.is_empty() => {
                vec![MissingRow::of(self.analysis, indicator, 0.0)]
            }
            _ => rows,
        }
    }
}
