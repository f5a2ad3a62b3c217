//! What a dimension or the total is made of, and what would supply what is not there.

use super::build::{Comparer, agrees};
use crate::indicator::{Direction, Figure, Indicator};
use crate::input::official::{OfficialLine, Typed};
use crate::insight::reconcile::Part;
use crate::report::{MissingRow, missing};
use crate::rulebook::{Curve, ScoredDimension};

impl Comparer<'_> {
    /// What would supply a figure that has no data of its own.
    pub(super) fn missing(&self, figure: Figure) -> Vec<MissingRow> {
        let scoring = &self.search.rulebook.scoring;
        let row = |indicator: Indicator, weight: f64| {
            missing::row(self.request.loaded, self.search.availability, indicator, weight)
        };
        if let Figure::Indicator(indicator) = figure {
            let parts =
                scoring.dimensions.iter().flat_map(|d| d.indicators.iter().map(move |part| (d, part)));
            let own = parts.into_iter().find(|(_, part)| part.indicator() == Some(indicator));
            return vec![row(indicator, own.map_or(0.0, |(d, part)| d.weight * part.weight))];
        }
        let within = |d: &&ScoredDimension| match figure {
            Figure::Dimension(dimension) => d.dimension() == Some(dimension),
            _ => true,
        };
        let parts = scoring.dimensions.iter().filter(within);
        let parts = parts.flat_map(|d| d.indicators.iter().map(move |part| (part, d.weight * part.weight)));
        let without = parts.filter_map(|(part, weight)| Some((part.indicator()?, weight)));
        let without = without.filter(|(indicator, _)| self.own(Figure::Indicator(*indicator)).0.is_none());
        without.map(|(indicator, weight)| row(indicator, weight)).collect()
    }

    /// The parts of a dimension or of the total that have data: dimensions where their lines are there,
    /// else their indicators.
    pub(super) fn parts(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for scored in &self.search.rulebook.scoring.dimensions {
            let Some(dimension) = scored.dimension() else { continue };
            let Some(own) = self.card.dimensions.iter().find(|d| d.dimension == dimension) else { continue };
            let Some(points) = own.points else { continue };
            let share = if figure == Figure::Total { own.weight_in_total } else { 1.0 };
            let with_points = || {
                let own_parts = scored.indicators.iter().filter_map(|part| self.card.of(part.indicator()?));
                own_parts.filter_map(|row| Some((row, row.points?)))
            };
            let weights: f64 = with_points().map(|(row, _)| row.weight_in_dimension).sum();
            let indicators = || {
                with_points().map(|(row, points)| {
                    let weight = share * row.weight_in_dimension / weights;
                    self.part(Figure::Indicator(row.indicator), weight, points)
                })
            };
            match figure {
                Figure::Dimension(of) if of == dimension => parts.extend(indicators()),
                Figure::Total => {
                    let whole = Figure::Dimension(dimension);
                    let listed = |figure| self.line(figure).is_some();
                    if !listed(whole) && indicators().any(|part| listed(part.figure)) {
                        parts.extend(indicators());
                    } else {
                        parts.push(self.part(whole, share, points));
                    }
                }
                _ => {}
            }
        }
        parts
    }

    fn part(&self, figure: Figure, weight: f64, points: f64) -> Part {
        let line = self.line(figure);
        let (own_value, _) = self.own(figure);
        let differs = line.is_some_and(|line| {
            agrees(line.value, own_value) == Some(false) || agrees(line.points, Some(points)) == Some(false)
        });
        let typed = line.and_then(|line| line.points.or_else(|| self.points_of(figure, line.value?)));
        let is_typed =
            line.is_some_and(|line| line.points.is_some() || !matches!(figure, Figure::Indicator(_)));
        Part { figure, weight, points, official: typed, is_typed, differs }
    }

    /// The points that an official value stands for: a dimension's on its scale, an indicator's on the curve.
    pub(super) fn points_of(&self, figure: Figure, value: Typed) -> Option<Typed> {
        let Figure::Indicator(indicator) = figure else {
            let unit = self.search.rulebook.scoring.scale.points_per_unit;
            return Some(Typed { value: value.value * unit, half: value.half * unit });
        };
        let (curve, direction) = self.curve(indicator)?;
        let (low, high) = value.range();
        let (low, high) = (curve.points(low, direction), curve.points(high, direction));
        Some(Typed { value: (low + high) / 2.0, half: (high - low).abs() / 2.0 })
    }

    pub(super) fn curve(&self, indicator: Indicator) -> Option<(&Curve, Direction)> {
        let mut parts = self.search.rulebook.scoring.dimensions.iter().flat_map(|d| &d.indicators);
        let part = parts.find(|part| part.indicator() == Some(indicator))?;
        Some((&part.curve, indicator.info().direction))
    }

    fn line(&self, figure: Figure) -> Option<&OfficialLine> {
        self.lines.iter().find(|line| line.figure == figure).copied()
    }
}
