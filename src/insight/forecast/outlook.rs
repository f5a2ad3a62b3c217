//! Days ahead of any day, scored.

use super::PAST_DAYS;
use super::ahead::Ahead;
use super::arrivals::{Arrivals, Collecting, Collector};
use super::band::{Band, band};
use super::counted::{Counted, DaySums};
use super::leaving::Leaving;
use super::paths::Path;
use crate::analysis::Analysis;
use crate::scorecard::Scorecard;
use crate::time::Day;
use crate::timeline::Measure;
use std::rc::Rc;

/// All that forecasts are made of.
pub(super) struct Outlook<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    counted: Rc<[Counted]>,
    arrivals: Arrivals,
}

impl<'a> Outlook<'a> {
    /// Collects what forecasts from `first_origin` to the as-of day need; by the weeks of payment, too, where orders to
    /// come may differ. The bad cases that stand are collected on the way.
    pub(super) fn of(
        analysis: &'a Analysis<'a>,
        first_origin: Day,
        by_pay_week: bool,
        leaving: Leaving,
    ) -> (Outlook<'a>, Leaving) {
        let counted = Counted::all_of(analysis.rulebook());
        let mut longest = [0; Measure::COUNT];
        for own in &counted {
            if let Some(days) = longest.get_mut(own.measure.index()) {
                *days = own.window_days.max(*days);
            }
        }
        let what = Collecting { as_of: analysis.as_of(), first_origin, longest };
        let shop = by_pay_week.then(|| analysis.shop());
        let parts = analysis.facts().share_out(|| Collector::new(&what, shop, leaving.clone()));
        let (arrivals, leaving) = Collector::merged(parts);
        (Outlook { analysis, counted: counted.into(), arrivals }, leaving)
    }

    /// On how many days up to a day an order was paid.
    pub(super) fn paid_days(&self, day: Day) -> i32 {
        self.arrivals.paid_by_day(day).range(..=day).count() as i32
    }

    /// The mean of valid orders in the past that is played again.
    pub(super) fn orders_per_day(&self) -> f64 {
        let as_of = self.analysis.as_of();
        let paid = self.arrivals.paid_by_day(as_of);
        let orders: i64 = paid.range(as_of.plus(1 - PAST_DAYS)..=as_of).map(|(_, orders)| orders).sum();
        orders as f64 / f64::from(PAST_DAYS)
    }

    /// The sums of so many days ahead of a day.
    pub(super) fn ahead(&self, origin: Day, days: i32, share: Option<f64>) -> Ahead {
        Ahead::of(&self.arrivals, Rc::clone(&self.counted), origin, days, share)
    }

    /// A day ahead on a path.
    pub(super) fn scored(&self, ahead: &Ahead, origin: Day, day: i32, path: &Path) -> (DaySums, Scorecard) {
        let sums = ahead.sums(day, path);
        let scorecard = self.analysis.scorecard_of(&sums, origin.plus(day));
        (sums, scorecard)
    }

    /// The band of the total of a day ahead, around that of the middle path.
    pub(super) fn band(
        &self,
        ahead: &Ahead,
        origin: Day,
        day: i32,
        (middle, paths): (Option<f64>, &[Path]),
    ) -> Band {
        let total = |path: &Path| self.scored(ahead, origin, day, path).1.value;
        let scale = &self.analysis.rulebook().scoring.scale;
        band(middle, paths.iter().filter_map(total).collect(), scale.min..=scale.max)
    }
}
