//! Why the total changed from one day to another, by parts that add up to the change (SPEC 7.2).
//!
//! A change of the weighted total is split among the indicators: what their points changed at the mean of their weights,
//! and what their weights changed. What an indicator's value changed is split among the cases that entered the window,
//! left it or changed, by an identity that holds for any partition of them. All else that makes a total is a line of its
//! own.

mod collection;
mod composition;
mod parts;

pub use parts::{PartGroup, WhyPart};

use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::labels::By;
use crate::scorecard::{IndicatorScore, Scorecard};
use crate::string_enum::string_enum;
use crate::time::Day;
use composition::Composition;

string_enum! {
    /// What a line is about.
    WhyKind {
        /// An indicator.
        Indicator = "indicator",
        /// The small-shop rule, which fixes points for few cases.
        SmallShop = "small_shop",
        /// Bonuses.
        Bonuses = "bonuses",
        /// Deductions.
        Deductions = "deductions",
        /// Points cut to the range of a dimension or to the scale.
        Clamping = "clamping",
        /// The flat total of the growth stage.
        Stage = "stage",
    }
}

/// What binary fractions may make of nothing at all.
const NOTHING: f64 = 1e-12;

/// Why a total changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The earlier day.
    pub from: Day,
    /// The later day.
    pub to: Day,
    /// The total on the earlier day.
    pub before: f64,
    /// The total on the later day.
    pub after: f64,
    /// What the change is made of, the largest first; what added nothing is not among them, save indicators.
    pub lines: Vec<WhyLine>,
}

/// A part of the change.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyLine {
    /// What it is about.
    pub kind: WhyKind,
    /// Which indicator.
    pub indicator: Option<Indicator>,
    /// What it added, in score units.
    pub points: f64,
    /// Its values on the earlier and the later day.
    pub values: [Option<f64>; 2],
    /// Of what its share is made, the largest first.
    pub parts: Vec<WhyPart>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoTotal {
    /// The day without a total.
    pub day: Day,
    /// The share of the score that has data on it.
    pub coverage: f64,
}

impl Analysis<'_> {
    /// Why the total changed since a day, with the cases by one of their labels.
    ///
    /// # Errors
    ///
    /// Where there is no total on one of the days.
    pub fn why(&self, from: Day, by: Option<By>) -> Result<Why, NoTotal> {
        let to = self.as_of();
        let cards = [self.scorecard(from), self.scorecard(to)];
        let total = |card: &Scorecard, day| card.value.ok_or(NoTotal { day, coverage: card.coverage });
        let [before, after] = [total(&cards[0], from)?, total(&cards[1], to)?];
        let [earlier, later] =
            [&cards[0], &cards[1]].map(|card| Composition::of(card, &self.rulebook().scoring));
        // A day without data has a total where its stage gives every shop the same.
        let compositions = match (earlier.has_indicators(), later.has_indicators()) {
            (false, true) => [Composition::flat(before, &later), later],
            (true, false) => [earlier.clone(), Composition::flat(after, &earlier)],
            _ => [earlier, later],
        };
        let weighted = compositions.each_ref().map(Composition::weighted);
        let middle = f64::midpoint(weighted[0], weighted[1]);
        let pairs: Vec<[&IndicatorScore; 2]> = scored(&cards);
        let collected = collection::collect(self, from, &pairs, by);
        let indicators = pairs.iter().zip(collected).map(|(pair, found)| {
            let [earlier, later] = [0, 1].map(|day| compositions[day].of_indicator(pair[day].indicator));
            let share = parts::Share::of(earlier, later, middle);
            WhyLine {
                kind: WhyKind::Indicator,
                indicator: Some(pair[0].indicator),
                points: share.points(),
                values: pair.map(|own| own.value),
                parts: parts::parts(&share, found),
            }
        });
        let beside = WhyKind::ALL.iter().filter(|kind| **kind != WhyKind::Indicator).map(|kind| WhyLine {
            kind: *kind,
            indicator: None,
            points: compositions[1].beside(*kind) - compositions[0].beside(*kind),
            values: [None; 2],
            parts: Vec::new(),
        });
        let mut lines: Vec<WhyLine> =
            indicators.chain(beside.filter(|line| line.points.abs() > NOTHING)).collect();
        lines.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()).then_with(|| a.id().cmp(b.id())));
        Ok(Why { from, to, before, after, lines })
    }
}

impl WhyLine {
    /// The id of the indicator, or of what else it is about.
    pub fn id(&self) -> &'static str {
        self.indicator.map_or_else(|| self.kind.id(), Indicator::id)
    }
}

/// The indicators that have a share in the total of either day.
fn scored(cards: &[std::rc::Rc<Scorecard>; 2]) -> Vec<[&IndicatorScore; 2]> {
    let [earlier, later] = cards;
    let pairs = earlier.indicators.iter().zip(&later.indicators);
    pairs.filter(|(a, b)| a.points.is_some() || b.points.is_some()).map(|(a, b)| [a, b]).collect()
}
