//! What an indicator's share of a change is made of.

use super::collection::{Found, FoundPart};
use super::composition::Weighted;
use crate::insight::labels::Group;
use crate::string_enum::string_enum;

string_enum! {
    /// Which cases.
    PartGroup {
        /// They count on the later day only.
        Entered = "entered",
        /// They count on the earlier day only.
        Left = "left",
        /// They count on both days, differently: a review or a return came later.
        Changed = "changed",
        /// None: the indicator weighs more or less than before.
        Weight = "weight",
        /// All, where they cancel each other out and a step was crossed by a hair.
        Net = "net",
    }
}

/// Where the cases move the value so many times as far as it moved, what each did to the points says nothing.
const CANCELLED: f64 = 10.0;

/// What binary fractions may make of a value that stays, as a share of it.
const STILL: f64 = 1e-12;

/// A part of an indicator's share.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyPart {
    /// Which cases.
    pub part: PartGroup,
    /// Their label, where they go by one.
    pub group: Option<Group>,
    /// What they added to the total, in score units; `None` where effects are given in value only.
    pub points: Option<f64>,
    /// What they added to the value; `None` for what is no case.
    pub effect: Option<f64>,
    /// What they added to the numerator.
    pub numerator: Option<f64>,
    /// What they added to the denominator.
    pub denominator: Option<i64>,
    /// How many they are.
    pub cases: Option<u64>,
    /// Orders that did most of it.
    pub orders: Vec<String>,
}

/// An indicator's share of a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// By the change of its points.
    by_points: f64,
    /// By the change of its weight.
    by_weight: f64,
}

impl Share {
    /// From the earlier and the later day; `middle` is the mean of both weighted totals.
    pub(super) fn of(earlier: Weighted, later: Weighted, middle: f64) -> Share {
        // Where it has data on one day only, its points on the other are the same.
        let before = earlier.points.or(later.points).unwrap_or_default();
        let after = later.points.or(earlier.points).unwrap_or_default();
        Share {
            by_points: f64::midpoint(earlier.weight, later.weight) * (after - before),
            by_weight: (f64::midpoint(before, after) - middle) * (later.weight - earlier.weight),
        }
    }

    pub(super) fn points(&self) -> f64 {
        self.by_points + self.by_weight
    }
}

/// The parts of a share, the largest first.
pub(super) fn parts(share: &Share, found: Found) -> Vec<WhyPart> {
    let mut parts = Vec::new();
    if share.by_weight != 0.0 {
        parts.push(WhyPart::without_cases(PartGroup::Weight, share.by_weight));
    }
    // Fixed points for few cases give way to those of a value, or the other way round: no cases are behind that.
    if found.means.is_none() && share.by_points != 0.0 {
        parts.push(WhyPart::without_cases(PartGroup::Net, share.by_points));
    }
    if let Some((value, denominator)) = found.means {
        let effect = |part: &FoundPart| (part.numerator - value * part.denominator as f64) / denominator;
        let all: f64 = sorted(found.parts.iter().map(effect)).sum();
        let of_groups = [PartGroup::Entered, PartGroup::Left, PartGroup::Changed].map(|group| {
            let of_it = found.parts.iter().filter(|part| part.part == group);
            sorted(of_it.map(effect)).sum::<f64>().abs()
        });
        // A value that did not move moved no points, whatever entered and left.
        let is_still = all.abs() <= STILL * value.abs().max(f64::MIN_POSITIVE);
        let is_cancelled = !is_still && of_groups.iter().sum::<f64>() > CANCELLED * all.abs();
        if (is_cancelled || is_still) && share.by_points != 0.0 {
            parts.push(WhyPart::without_cases(PartGroup::Net, share.by_points));
        }
        parts.extend(found.parts.into_iter().map(|part| {
            let effect = effect(&part);
            let points = if is_still { 0.0 } else { share.by_points * effect / all };
            let [raising, lowering] = part.orders;
            WhyPart {
                part: part.part,
                group: part.group,
                points: (!is_cancelled).then_some(points),
                effect: Some(effect),
                numerator: Some(part.numerator),
                denominator: Some(part.denominator),
                cases: Some(part.cases),
                orders: if effect < 0.0 { lowering } else { raising },
            }
        }));
    }
    parts.sort_by(|a, b| {
        let size = |part: &WhyPart| [part.points, part.effect].map(|size| size.unwrap_or_default().abs());
        let ([points_a, effect_a], [points_b, effect_b]) = (size(a), size(b));
        let name = |part: &WhyPart| {
            (part.part.id(), part.group.as_ref().map(|group| (group.id.clone(), group.name.zh.clone())))
        };
        points_b
            .total_cmp(&points_a)
            .then_with(|| effect_b.total_cmp(&effect_a))
            .then_with(|| name(a).cmp(&name(b)))
    });
    parts
}

/// Numbers in an order that no hash map decides, so that their sum does not depend on one.
fn sorted(numbers: impl Iterator<Item = f64>) -> std::vec::IntoIter<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.into_iter()
}

impl WhyPart {
    fn without_cases(part: PartGroup, points: f64) -> WhyPart {
        WhyPart {
            part,
            group: None,
            points: Some(points),
            effect: None,
            numerator: None,
            denominator: None,
            cases: None,
            orders: Vec::new(),
        }
    }
}
