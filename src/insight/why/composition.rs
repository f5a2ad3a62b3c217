//! What a total is made of, in score units: its indicators by their curves, and all that comes on top.

use super::WhyKind;
use crate::indicator::Indicator;
use crate::rulebook::Scoring;
use crate::scorecard::Scorecard;

/// An indicator's share of a weighted total.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Weighted {
    /// Its share of the total, where it has data; else 0.
    pub(super) weight: f64,
    /// Its points by the curve, in score units; `None` without data.
    pub(super) points: Option<f64>,
}

/// A total and its parts.
#[derive(Debug, Clone)]
pub(super) struct Composition {
    indicators: Vec<(Indicator, Weighted)>,
    small_shop: f64,
    bonuses: f64,
    deductions: f64,
    clamping: f64,
    stage: f64,
}

impl Composition {
    pub(super) fn of(card: &Scorecard, scoring: &Scoring) -> Composition {
        let unit = scoring.scale.points_per_unit;
        let curve_points = |own: &crate::scorecard::IndicatorScore| {
            let (part, _) = scoring.scored(own.indicator)?;
            // Points of the small-shop rule stand for those of an indicator that has nothing else.
            let direction = own.indicator.info().direction;
            own.points.map(|points| own.value.map_or(points, |value| part.curve.points(value, direction)))
        };
        let indicators = card.indicators.iter().map(|own| {
            let points = curve_points(own).map(|points| points / unit);
            (own.indicator, Weighted { weight: own.weight_in_total, points })
        });
        let indicators: Vec<(Indicator, Weighted)> = indicators.collect();
        let used = |own: &crate::scorecard::IndicatorScore| {
            own.weight_in_total * own.points.unwrap_or_default() / unit
        };
        let all_used: f64 = card.indicators.iter().map(used).sum();
        let weighted: f64 = indicators.iter().map(|(_, own)| own.share()).sum();
        let bonus_of_dimensions: f64 = card
            .dimensions
            .iter()
            .map(|dimension| {
                let of_it = card.bonuses.iter().filter(|b| b.dimension == Some(dimension.dimension));
                dimension.weight_in_total * of_it.map(|bonus| bonus.points).sum::<f64>()
            })
            .sum();
        let bonuses = (bonus_of_dimensions + card.bonus_points()) / unit;
        let deductions = -card.deduction_points() / unit;
        // The weighted mean of the dimensions, whose ranges may cut what their indicators come to.
        let of_dimensions = card.weighted.unwrap_or(all_used * unit) / unit;
        let within_dimensions = of_dimensions - bonus_of_dimensions / unit - all_used;
        let unclamped = all_used + within_dimensions + bonuses + deductions;
        let clamped = scoring.scale.clamp(unclamped * unit) / unit;
        let value = card.value.unwrap_or(clamped);
        Composition {
            indicators,
            small_shop: all_used - weighted,
            bonuses,
            deductions,
            clamping: within_dimensions + (clamped - unclamped),
            stage: value - clamped,
        }
    }

    /// Whether any indicator has a share in it.
    pub(super) fn has_indicators(&self) -> bool {
        self.indicators.iter().any(|(_, own)| own.weight > 0.0)
    }

    /// A total to which no indicator adds anything, beside that of another day: what that one's indicators come to is as
    /// good as nothing here, and the stage does the rest.
    pub(super) fn flat(value: f64, other: &Composition) -> Composition {
        let of_others =
            other.weighted() + other.small_shop + other.bonuses + other.deductions + other.clamping;
        Composition { stage: value - of_others, ..other.clone() }
    }

    /// The weighted total by the curves alone.
    pub(super) fn weighted(&self) -> f64 {
        self.indicators.iter().map(|(_, own)| own.share()).sum()
    }

    /// An indicator's share.
    pub(super) fn of_indicator(&self, indicator: Indicator) -> Weighted {
        self.indicators.get(indicator.index()).map(|(_, own)| *own).unwrap_or_default()
    }

    /// What something beside the indicators adds.
    pub(super) fn beside(&self, kind: WhyKind) -> f64 {
        match kind {
            WhyKind::Indicator => 0.0,
            WhyKind::SmallShop => self.small_shop,
            WhyKind::Bonuses => self.bonuses,
            WhyKind::Deductions => self.deductions,
            WhyKind::Clamping => self.clamping,
            WhyKind::Stage => self.stage,
        }
    }
}

impl Weighted {
    fn share(self) -> f64 {
        self.weight * self.points.unwrap_or_default()
    }
}
