//! Points, dimensions and the total: what differs in them comes from their parts, from the curve or from the
//! weights.

use super::{Cause, Finding, Target};
use crate::indicator::Figure;
use crate::input::official::Typed;
use crate::rulebook::Scale;
use crate::scorecard::IndicatorScore;

impl Finding {
    /// What follows from the figures themselves.
    pub fn certain(cause: Cause) -> Finding {
        Finding { cause, exact: true, fraction: None }
    }
}

/// Why an indicator's official points are not its own, where its value alone does not say it.
pub fn of_points(own: &IndicatorScore, target: &Target<'_>) -> Option<Finding> {
    let typed = target.points.filter(|typed| !own.points.is_some_and(|points| typed.agrees(points)))?;
    let Some((curve, direction)) = target.curve else {
        return own.value.map(|_| Finding::certain(Cause::NotScored));
    };
    // Without a value there is nothing to put on the curve.
    let value = target.value?;
    let ends = [value.range().0, value.range().1].map(|value| curve.points(value, direction));
    if overlap(typed.range(), (ends[0].min(ends[1]), ends[0].max(ends[1]))) {
        let same_value = own.value.is_some_and(|own| value.agrees(own));
        return same_value.then(|| Finding::certain(Cause::Precision));
    }
    Some(Finding::certain(Cause::Curve))
}

/// A part of a dimension or of the total.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Which one.
    pub figure: Figure,
    /// Its weight in the whole, after those without data gave theirs away.
    pub weight: f64,
    /// Its own points.
    pub points: f64,
    /// Its official points: as typed, else what its official value gives.
    pub official: Option<Typed>,
    /// Were they typed?
    pub is_typed: bool,
    /// Does it differ, in value or points?
    pub differs: bool,
}

/// A dimension or the total, beside what the page shows.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Its own points.
    pub own: f64,
    /// Its official value, where typed.
    pub value: Option<Typed>,
    /// Its official points, where typed.
    pub points: Option<Typed>,
    /// How points are shown.
    pub scale: &'a Scale,
    /// The parts that have data.
    pub parts: &'a [Part],
}

impl Whole<'_> {
    /// Why it differs.
    pub fn findings(&self) -> Vec<Finding> {
        let differing: Vec<Figure> = self.parts.iter().filter(|p| p.differs).map(|p| p.figure).collect();
        let (follows, all_typed) = (self.follows_from_official_parts(), self.untyped().is_empty());
        let mut found = Vec::new();
        if !differing.is_empty() {
            found.push(Finding { cause: Cause::Parts(differing), exact: follows, fraction: None });
        } else if all_typed && follows {
            found.push(Finding::certain(Cause::Precision));
        }
        if all_typed && !follows {
            found.push(Finding::certain(Cause::Weights));
        }
        found
    }

    /// The parts whose official points nobody typed.
    pub fn untyped(&self) -> Vec<Figure> {
        self.parts.iter().filter(|part| !part.is_typed).map(|part| part.figure).collect()
    }

    /// Do the official points of the parts, weighted like one's own, make the official whole? What a rulebook
    /// adds or takes besides stays as it is.
    fn follows_from_official_parts(&self) -> bool {
        let (mut points, mut half) = (self.own, 0.0);
        for part in self.parts {
            if let Some(official) = part.official {
                points += part.weight * (official.value - part.points);
                half += part.weight * official.half;
            }
        }
        let made = (points - half, points + half);
        let shown = (self.scale.score(made.0), self.scale.score(made.1));
        self.points.is_none_or(|typed| overlap(typed.range(), made))
            && self.value.is_none_or(|typed| overlap(typed.range(), shown))
    }
}

fn overlap(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Dimension;

    const SCALE: Scale = Scale { min: 0.0, max: 100.0, points_per_unit: 1.0 };

    fn typed(value: f64, half: f64) -> Typed {
        Typed { value, half }
    }

    /// Three dimensions of equal weight with own points 90, 80, 70, and these official ones.
    fn causes(official: [Option<f64>; 3], total: f64) -> Vec<(Cause, bool)> {
        let parts: Vec<Part> = Dimension::ALL
            .into_iter()
            .zip([90.0, 80.0, 70.0])
            .zip(official)
            .map(|((dimension, points), official)| Part {
                figure: Figure::Dimension(dimension),
                weight: 1.0 / 3.0,
                points,
                official: official.map(|value| typed(value, 0.05)),
                is_typed: official.is_some(),
                differs: official.is_some_and(|value| value != points),
            })
            .collect();
        let whole =
            Whole { own: 80.0, value: None, points: Some(typed(total, 0.05)), scale: &SCALE, parts: &parts };
        whole.findings().into_iter().map(|finding| (finding.cause, finding.exact)).collect()
    }

    #[test]
    fn a_whole_differs_by_its_parts_or_by_its_weights() {
        let logistics = || Cause::Parts(vec![Figure::Dimension(Dimension::Logistics)]);
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
            [(Cause::Parts(vec![Figure::Dimension(Dimension::Logistics)]), true)]
        );
    }
}
