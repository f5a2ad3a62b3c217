//! Dimensions and the total, and an indicator's points: what differs in them comes from their parts, from the
//! curve or from the weights.

use super::cause::{Cause, Finding};
use super::compared_day::ComparedDay;
use super::official::OfficialLine;
use super::typed_number::{TypedNumber, agrees};
use crate::indicator::Figure;
use crate::rulebook::Scale;
use crate::scorecard::IndicatorScore;

/// Why an indicator's official points are not its own, where its value alone does not say it.
pub(super) fn of_points(
    day: &ComparedDay<'_>,
    score: &IndicatorScore,
    line: &OfficialLine,
) -> Option<Finding> {
    let typed = line.points.filter(|typed| !score.points.is_some_and(|points| typed.agrees(points)))?;
    let Some((curve, direction)) = day.curve(score.indicator) else {
        return score.value.map(|_| Finding::certain(Cause::NotScored));
    };
    // Without a value there is nothing to put on the curve.
    let value = line.value?;
    let (low, high) = value.range();
    let (a, b) = (curve.points(low, direction), curve.points(high, direction));
    if overlap(typed.range(), (a.min(b), a.max(b))) {
        let same_value = score.value.is_some_and(|own| value.agrees(own));
        return same_value.then(|| Finding::certain(Cause::Precision));
    }
    Some(Finding::certain(Cause::Curve))
}

/// A part of a dimension or of the total.
#[derive(Debug, Clone, Copy)]
struct Component {
    figure: Figure,
    /// Its weight in the whole, after those without data gave theirs away.
    weight: f64,
    /// Its own points.
    points: f64,
    /// Its official points: as typed, else what its official value gives.
    official: Option<TypedNumber>,
    /// Were they typed?
    is_typed: bool,
    /// Does it differ, in value or points?
    differs: bool,
}

/// A dimension or the total, beside what the page shows.
#[derive(Debug)]
struct Composite<'a> {
    /// Its own points.
    own: f64,
    line: &'a OfficialLine,
    /// How points are shown.
    scale: &'a Scale,
    /// The components that have data.
    components: Vec<Component>,
}

/// Why a dimension or the total differs from its line, going by the other lines of the day.
pub(super) fn of_composite(day: &ComparedDay<'_>, line: &OfficialLine) -> Vec<Finding> {
    let composite = Composite {
        own: day.scorecard.figure(line.figure).1.unwrap_or_default(),
        line,
        scale: &day.analysis.rulebook().scoring.scale,
        components: components(day, line.figure),
    };
    let findings = composite.findings();
    if findings.is_empty() {
        vec![Finding::possible(Cause::Unknown { parts: composite.untyped() })]
    } else {
        findings
    }
}

/// What a dimension or the total is made of, as far as it has data: dimensions where their lines are there,
/// else their indicators.
fn components(day: &ComparedDay<'_>, figure: Figure) -> Vec<Component> {
    let component = |figure: Figure, weight: f64, points: f64| {
        let line = day.line(figure);
        let differs = line.is_some_and(|line| {
            agrees(line.value, day.scorecard.figure(figure).0) == Some(false)
                || agrees(line.points, Some(points)) == Some(false)
        });
        let official = line.and_then(|line| line.points.or_else(|| day.points_of(figure, line.value?)));
        let is_typed =
            line.is_some_and(|line| line.points.is_some() || !matches!(figure, Figure::Indicator(_)));
        Component { figure, weight, points, official, is_typed, differs }
    };
    let mut components = Vec::new();
    for scored in &day.analysis.rulebook().scoring.dimensions {
        let dimension = day.scorecard.dimension(scored.dimension);
        let Some((dimension, points)) = dimension.and_then(|own| Some((own, own.points?))) else { continue };
        let whole = Figure::Dimension(dimension.dimension);
        let share = match figure {
            Figure::Total => dimension.weight_in_total,
            _ if figure == whole => 1.0,
            _ => continue,
        };
        let scores = scored.indicators.iter().filter_map(|scored| day.scorecard.of(scored.indicator));
        let scores: Vec<_> = scores.filter_map(|score| Some((score, score.points?))).collect();
        let is_listed =
            |(score, _): &(&IndicatorScore, f64)| day.line(Figure::Indicator(score.indicator)).is_some();
        if figure == whole || day.line(whole).is_none() && scores.iter().any(is_listed) {
            let weights: f64 = scores.iter().map(|(score, _)| score.weight_in_dimension).sum();
            components.extend(scores.into_iter().map(|(score, points)| {
                let weight = share * score.weight_in_dimension / weights;
                component(Figure::Indicator(score.indicator), weight, points)
            }));
        } else {
            components.push(component(whole, share, points));
        }
    }
    components
}

impl Composite<'_> {
    fn findings(&self) -> Vec<Finding> {
        let differing = self.components.iter().filter(|component| component.differs);
        let parts: Vec<Figure> = differing.map(|component| component.figure).collect();
        let (exact, all_typed) = (self.follows_from_official_components(), self.untyped().is_empty());
        let mut found = Vec::new();
        if !parts.is_empty() {
            found.push(Finding { exact, ..Finding::certain(Cause::Parts { parts }) });
        } else if all_typed && exact {
            found.push(Finding::certain(Cause::Precision));
        }
        if all_typed && !exact {
            found.push(Finding::certain(Cause::Weights));
        }
        found
    }

    /// The components whose official points nobody typed.
    fn untyped(&self) -> Vec<Figure> {
        self.components.iter().filter(|component| !component.is_typed).map(|c| c.figure).collect()
    }

    /// Do the official points of the components, weighted like one's own, make the official whole? What a
    /// rulebook adds or takes besides stays as it is.
    fn follows_from_official_components(&self) -> bool {
        let (mut points, mut half) = (self.own, 0.0);
        for component in &self.components {
            if let Some(official) = component.official {
                points += component.weight * (official.value - component.points);
                half += component.weight * official.half;
            }
        }
        let made = (points - half, points + half);
        let shown = (self.scale.score(made.0), self.scale.score(made.1));
        self.line.points.is_none_or(|typed| overlap(typed.range(), made))
            && self.line.value.is_none_or(|typed| overlap(typed.range(), shown))
    }
}

fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Dimension;
    use crate::time::Day;

    const SCALE: Scale = Scale { min: 0.0, max: 100.0, points_per_unit: 1.0 };

    fn typed(value: f64, half: f64) -> TypedNumber {
        TypedNumber { value, half }
    }

    /// Three dimensions of equal weight with own points 90, 80, 70, and these official ones.
    fn causes(official: [Option<f64>; 3], total: f64) -> Vec<(Cause, bool)> {
        let components = Dimension::ALL
            .into_iter()
            .zip([90.0, 80.0, 70.0])
            .zip(official)
            .map(|((dimension, points), official)| Component {
                figure: Figure::Dimension(dimension),
                weight: 1.0 / 3.0,
                points,
                official: official.map(|value| typed(value, 0.05)),
                is_typed: official.is_some(),
                differs: official.is_some_and(|value| value != points),
            })
            .collect();
        let (figure, points) = (Figure::Total, Some(typed(total, 0.05)));
        let line = OfficialLine { line: 2, day: Day(0), figure, value: None, points };
        let composite = Composite { own: 80.0, line: &line, scale: &SCALE, components };
        composite.findings().into_iter().map(|finding| (finding.cause, finding.exact)).collect()
    }

    #[test]
    fn a_whole_differs_by_its_parts_or_by_its_weights() {
        let logistics = || Cause::Parts { parts: vec![Figure::Dimension(Dimension::Logistics)] };
        assert_eq!(causes([Some(90.0), Some(77.0), Some(70.0)], 79.0), [(logistics(), true)]);
        assert_eq!(causes([Some(90.0), Some(80.0), Some(70.0)], 81.0), [(Cause::Weights, true)]);
        assert_eq!(
            causes([Some(90.0), Some(77.0), Some(70.0)], 84.0),
            [(logistics(), false), (Cause::Weights, true)]
        );
        // 80.08 may be made of 90.04, 80.04 and 70.04.
        assert_eq!(causes([Some(90.0), Some(80.0), Some(70.0)], 80.08), [(Cause::Precision, true)]);
    }

    #[test]
    fn parts_that_nobody_typed_prove_nothing() {
        assert_eq!(causes([Some(90.0), None, Some(70.0)], 81.0), []);
        assert_eq!(
            causes([None, Some(77.0), None], 79.0),
            [(Cause::Parts { parts: vec![Figure::Dimension(Dimension::Logistics)] }, true)]
        );
    }
}
