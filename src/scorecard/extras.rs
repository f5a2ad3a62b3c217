//! What comes on top of the weighted mean: bonuses, deductions, the stage, the small-shop rule.

use super::{IndicatorScore, Scorer, Sum};
use crate::indicator::{Dimension, Indicator};
use crate::rulebook::{Bonus, CountedCases, Deduction, FewCases, ORDER_WINDOW_DAYS};
use crate::string_enum::string_enum;
use crate::time::Day;
use crate::timeline::Measure;
use std::collections::BTreeMap;

/// What no export tells: the shop says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// How often in the last 30 days, by the id of a deduction.
    pub events: BTreeMap<String, u32>,
    /// Has the shop a bonus, by its id? A `false` wins over what is measured.
    pub bonuses: BTreeMap<String, bool>,
}

string_enum! {
    /// The stage of a shop.
    Stage {
        /// Too few orders: a flat score, not shown to buyers.
        Growth = "growth",
        /// Scored by its indicators.
        Formal = "formal",
    }
}

string_enum! {
    /// Why a bonus counts or not.
    BonusBasis {
        /// The shop says it has it.
        Claimed = "claimed",
        /// The shop says it has it not.
        Denied = "denied",
        /// The exports show it.
        Measured = "measured",
        /// The exports show that it is not reached.
        NotReached = "not_reached",
        /// Nobody says.
        Unknown = "unknown",
    }
}

/// A bonus on a scorecard.
#[derive(Debug, Clone)]
pub(crate) struct BonusScore {
    pub(crate) basis: BonusBasis,
    /// The value that tells, where one is measured.
    pub(crate) value: Option<f64>,
    /// The points it adds: 0 where it does not count, and less than the rulebook's where a dimension is full.
    pub(crate) points: f64,
    /// The dimension it is added to; `None`: the total.
    pub(crate) dimension: Option<Dimension>,
}

/// A deduction on a scorecard.
#[derive(Debug, Clone)]
pub(crate) struct DeductionScore {
    pub(crate) count: u32,
    /// The points it takes, not above its cap.
    pub(crate) points: f64,
}

/// The small-shop rule on a scorecard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SmallShopScore {
    pub(crate) orders: i64,
    /// Fewer than this make a shop small.
    pub(crate) orders_below: i64,
    pub(crate) applies: bool,
}

impl Scorer<'_> {
    /// Valid orders paid in the 30 days up to a day; `None` before the first that an orders export knows.
    /// After the last there are none: that more may come in a newer export must not be known on that day.
    pub(super) fn orders(&self, day: Day) -> Option<f64> {
        let of = Measure::ValidOrders;
        let counted = self.counts.tally(of, ORDER_WINDOW_DAYS, day).denominator;
        let count = counted as f64 + self.counts.supposed(of, ORDER_WINDOW_DAYS, day).denominator;
        let known = count > 0.0 || self.availability.first_paid().is_some_and(|first| first <= day);
        known.then_some(count)
    }

    /// The stage, where the rulebook knows stages and the exports know orders.
    pub(super) fn stage(&self, orders: Option<f64>) -> Option<Stage> {
        let growth = self.scoring.growth.as_ref()?;
        Some(if orders? < growth.orders_below as f64 { Stage::Growth } else { Stage::Formal })
    }

    /// The flat points of the growth stage.
    pub(super) fn growth_points(&self) -> Option<f64> {
        let growth = self.scoring.growth.as_ref()?;
        let behaved_badly = self.scoring.deductions.iter().any(|deduction| self.count(deduction) > 0);
        Some(if behaved_badly { growth.points_after_bad_behaviour } else { growth.points })
    }

    pub(super) fn small_shop(&self, orders: Option<f64>) -> Option<SmallShopScore> {
        let orders_below = self.scoring.small_shop.as_ref()?.orders_below;
        let orders = orders?;
        let applies = orders < orders_below as f64;
        Some(SmallShopScore { orders: orders.round() as i64, orders_below, applies })
    }

    /// The points that the small-shop rule fixes for an indicator: where its cases are known and few.
    pub(super) fn small_shop_points(&self, indicator: Indicator, day: Day, window: i32) -> Option<f64> {
        let rule = self.scoring.small_shop.as_ref()?;
        let few = rule.indicators.iter().find(|few| few.indicator == indicator)?;
        (self.cases(few, day, window)? <= few.most as f64).then_some(rule.points)
    }

    fn cases(&self, few: &FewCases, day: Day, window: i32) -> Option<f64> {
        let of = few.counted();
        if self.availability.missing(of).is_some() {
            return None;
        }
        let measure = Measure::Of(of);
        let tally = self.counts.tally(measure, window, day);
        let counted = Sum::of(&tally, of) + self.counts.supposed(measure, window, day);
        Some(match few.count {
            CountedCases::Numerator => counted.numerator,
            CountedCases::Denominator => counted.denominator,
        })
    }

    fn count(&self, deduction: &Deduction) -> u32 {
        self.claims.events.get(&deduction.id).copied().unwrap_or(0)
    }

    pub(super) fn deductions(&self) -> Vec<DeductionScore> {
        let all = self.scoring.deductions.iter();
        all.map(|deduction| {
            let count = self.count(deduction);
            DeductionScore { count, points: deduction.of(count) }
        })
        .collect()
    }

    /// The bonuses as they count; those of a dimension are not cut to what it holds yet.
    pub(super) fn bonuses(&self, indicators: &[IndicatorScore]) -> Vec<BonusScore> {
        self.scoring.bonuses.iter().map(|bonus| self.bonus(bonus, indicators)).collect()
    }

    fn bonus(&self, bonus: &Bonus, indicators: &[IndicatorScore]) -> BonusScore {
        let measured = bonus.measured.as_ref();
        let row = measured.and_then(|m| indicators.get(m.indicator.index()));
        let value = row.and_then(|row| row.value);
        let basis = match (self.claims.bonuses.get(&bonus.id), measured.zip(value)) {
            (Some(true), _) => BonusBasis::Claimed,
            (Some(false), _) => BonusBasis::Denied,
            (None, Some((measured, value))) if value >= measured.at_least => BonusBasis::Measured,
            (None, Some(_)) => BonusBasis::NotReached,
            (None, None) => BonusBasis::Unknown,
        };
        let counts = matches!(basis, BonusBasis::Claimed | BonusBasis::Measured);
        BonusScore {
            basis,
            value,
            points: if counts { bonus.points } else { 0.0 },
            dimension: bonus.dimension,
        }
    }
}
