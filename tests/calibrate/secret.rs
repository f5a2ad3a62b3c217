//! Secret rulebooks: curves and weights that nobody knows, and what a shop's figures are worth under them.

/// A small generator of numbers (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.below(1 << 40) as f64 / (1_u64 << 40) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }
}

/// How a figure is written on the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Written {
    Percent,
    Plain(usize),
}

/// An indicator: its dimension, its id, between which values a shop moves, which way is better.
#[derive(Clone, Copy)]
pub struct Indicator {
    pub dimension: &'static str,
    pub id: &'static str,
    pub worst: f64,
    pub best: f64,
    pub written: Written,
}

const fn indicator(
    dimension: &'static str,
    id: &'static str,
    (worst, best): (f64, f64),
    written: Written,
) -> Indicator {
    Indicator { dimension, id, worst, best, written }
}

/// Those of the five-point score.
pub const CLASSIC: [Indicator; 7] = [
    indicator("product", "positive_review_rate", (0.86, 0.985), Written::Percent),
    indicator("product", "quality_return_rate", (0.05, 0.004), Written::Percent),
    indicator("logistics", "pickup_on_time_rate", (0.82, 0.995), Written::Percent),
    indicator("logistics", "arrival_hours", (130.0, 50.0), Written::Plain(2)),
    indicator("service", "im_reply_3min_rate", (0.65, 0.97), Written::Percent),
    indicator("service", "refund_only_hours", (45.0, 5.0), Written::Plain(2)),
    indicator("service", "return_refund_hours", (240.0, 75.0), Written::Plain(2)),
];

/// Those of the hundred-point score of July 2026.
pub const JULY: [Indicator; 9] = [
    indicator("product", "product_rating", (4.45, 4.9), Written::Plain(4)),
    indicator("product", "quality_return_rate", (0.04, 0.002), Written::Percent),
    indicator("logistics", "pickup_score", (60.0, 98.0), Written::Plain(2)),
    indicator("logistics", "waybill_sla_rate", (0.8, 0.97), Written::Percent),
    indicator("logistics", "logistics_return_rate", (0.006, 0.0002), Written::Percent),
    indicator("service", "im_dissatisfaction_rate", (0.35, 0.03), Written::Percent),
    indicator("service", "im_reply_seconds", (80.0, 10.0), Written::Plain(3)),
    indicator("service", "aftersale_review_hours", (40.0, 1.0), Written::Plain(4)),
    indicator("service", "platform_help_rate", (0.025, 0.001), Written::Percent),
];

/// A curve, with goodness from 0 (worst) to 1 (best) in place of values.
pub enum Curve {
    Linear(Vec<(f64, f64)>),
    /// Where each tier begins and its points, best first; beyond the last 50.
    Steps(Vec<(f64, f64)>),
}

/// What a shop's figures are worth.
pub struct Secret {
    pub indicators: &'static [Indicator],
    pub dimension_weights: Vec<(&'static str, f64)>,
    /// By indicator: its weight in the dimension and its curve.
    pub parts: Vec<(f64, Curve)>,
}

/// Whole percents that sum to 100.
fn weights(dice: &mut Dice, count: usize) -> Vec<f64> {
    let raw: Vec<f64> = (0..count).map(|_| dice.between(1.0, 4.0).powi(2)).collect();
    let sum: f64 = raw.iter().sum();
    let mut all: Vec<f64> = raw.iter().map(|own| (own / sum * 100.0).round()).collect();
    let rest: f64 = all.iter().skip(1).sum();
    all[0] = 100.0 - rest;
    all.into_iter().map(|own| own / 100.0).collect()
}

fn linear(dice: &mut Dice) -> Curve {
    // Seven anchors, from somewhere below all that is seen to somewhere above.
    let (mut points, mut anchors) = (dice.between(10.0, 40.0), Vec::new());
    for place in 0..7 {
        let goodness = -0.2 + 1.4 * (f64::from(place) + dice.between(-0.3, 0.3)) / 6.0;
        anchors.push((goodness, points));
        points = (points + dice.between(2.0, 22.0)).min(100.0);
    }
    Curve::Linear(anchors)
}

fn steps(dice: &mut Dice) -> Curve {
    let (mut begins, mut tiers) = (dice.between(0.75, 0.95), Vec::new());
    for points in [100.0, 90.0, 80.0, 70.0, 60.0] {
        tiers.push((begins, points));
        begins -= dice.between(0.12, 0.3);
    }
    Curve::Steps(tiers)
}

impl Secret {
    pub fn of(seed: u64, indicators: &'static [Indicator], is_stepped: bool) -> Secret {
        let mut dice = Dice(seed);
        let dimensions = ["product", "logistics", "service"];
        let dimension_weights = dimensions.into_iter().zip(weights(&mut dice, 3)).collect();
        let mut parts = Vec::new();
        for dimension in dimensions {
            let count = indicators.iter().filter(|own| own.dimension == dimension).count();
            for weight in weights(&mut dice, count) {
                // The pickup score is points already; its curve is a line in every rulebook.
                let is_line = indicators[parts.len()].id == "pickup_score";
                let curve = if is_stepped && !is_line { steps(&mut dice) } else { linear(&mut dice) };
                parts.push((weight, curve));
            }
        }
        Secret { indicators, dimension_weights, parts }
    }

    /// The points of an indicator with a value.
    pub fn points(&self, place: usize, value: f64) -> f64 {
        let own = self.indicators[place];
        let goodness = (value - own.worst) / (own.best - own.worst);
        match &self.parts[place].1 {
            Curve::Steps(tiers) => {
                tiers.iter().find(|(begins, _)| goodness >= *begins).map_or(50.0, |(_, points)| *points)
            }
            Curve::Linear(anchors) => {
                let after = anchors.iter().position(|(at, _)| *at >= goodness);
                match after {
                    Some(0) => anchors[0].1,
                    None => anchors[anchors.len() - 1].1,
                    Some(after) => {
                        let (a, b) = (anchors[after - 1], anchors[after]);
                        a.1 + (b.1 - a.1) * (goodness - a.0) / (b.0 - a.0)
                    }
                }
            }
        }
    }

    /// The points of a dimension.
    pub fn dimension(&self, dimension: &str, values: &[f64]) -> f64 {
        let own = self.indicators.iter().enumerate().filter(|(_, own)| own.dimension == dimension);
        own.map(|(place, _)| self.parts[place].0 * self.points(place, values[place])).sum()
    }

    /// The total in points.
    pub fn total(&self, values: &[f64]) -> f64 {
        self.dimension_weights.iter().map(|(of, weight)| weight * self.dimension(of, values)).sum()
    }
}

/// How fast a shop's values move.
#[derive(Clone, Copy, PartialEq)]
pub enum Pace {
    /// They return to their mean within some days: further days are like those that were seen.
    Steady,
    /// They drift for months: further days have values that nobody has seen.
    Drifting,
}

/// A shop's values on some days.
pub fn walk(seed: u64, indicators: &[Indicator], days: usize, pace: Pace) -> Vec<Vec<f64>> {
    let mut dice = Dice(seed);
    let (step, back) = match pace {
        Pace::Steady => (0.12, 0.35),
        Pace::Drifting => (0.09, 0.04),
    };
    let mut at: Vec<f64> = indicators.iter().map(|_| dice.between(0.2, 0.8)).collect();
    (0..days)
        .map(|_| {
            let values = indicators.iter().zip(&mut at).map(|(own, at)| {
                *at = (*at + dice.between(-step, step) + back * (0.55 - *at)).clamp(0.02, 0.98);
                own.worst + (own.best - own.worst) * *at
            });
            values.collect()
        })
        .collect()
}
