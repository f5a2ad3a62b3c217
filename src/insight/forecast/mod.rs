//! What the score is going to be if the coming weeks are like the last eight (SPEC section 7.5).
//!
//! What stands today stays until it leaves its window. What the past weeks added, the coming weeks add again: all eight
//! of them in equal parts for the middle path, one drawn for each coming week on each of the paths that make the band.
//! Every day of every path is scored by the whole rulebook. The same is done from days of the past, of which it is known
//! what came of them.

mod ahead;
mod arrivals;
mod backtest;
mod band;
mod counted;
mod leaving;
mod outlook;
mod paths;
mod table;
#[cfg(test)]
mod tests;
mod thresholds;

pub use backtest::BacktestRow;
pub use leaving::LeavingDay;

use crate::analysis::{Analysis, Crossing, ThresholdStatus};
use crate::field::Kind;
use crate::rulebook::Threshold;
use crate::scorecard::Scorecard;
use crate::time::Day;
use backtest::{FIRST_BACK, backtest};
use band::Band;
use leaving::Leaving;
use outlook::Outlook;
use paths::Path;
use std::rc::Rc;
use thresholds::DaysAhead;

/// A week, in days.
const WEEK: i32 = 7;
/// How many past weeks are played again.
const PAST_WEEKS: i32 = 8;
/// The same in days: so many days with a paid order a forecast needs.
pub const PAST_DAYS: i32 = PAST_WEEKS * WEEK;
/// Within how many days a target is looked for.
const TARGET_DAYS: i32 = 30;

/// What is supposed of the orders to come.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum OrdersToCome {
    /// As many as in the past weeks.
    #[default]
    AsBefore,
    /// None, and nobody writes to customer service.
    None,
    /// So many a day, and conversations in the same proportion.
    PerDay(f64),
}

/// What the exports foretell.
#[derive(Debug)]
pub struct Forecast {
    /// The days ahead, the next first; none where there is too little to go by.
    pub days: Vec<ForecastDay>,
    /// The days on which bad cases of today leave their windows.
    pub leaving: Vec<LeavingDay>,
    /// How well such a forecast has done.
    pub backtest: Vec<BacktestRow>,
    /// How many days with a paid order are missing.
    pub missing_days: i32,
    /// Kinds of export that begin later than the past that is played again, with their first days.
    pub late_kinds: Vec<(Kind, Day)>,
    /// How many valid orders a day had in the past that is played again.
    pub orders_per_day: f64,
}

/// A day ahead.
#[derive(Debug, Clone)]
pub struct ForecastDay {
    /// The day.
    pub day: Day,
    /// How it is scored on the middle path.
    pub scorecard: Rc<Scorecard>,
    /// The lower border of the total.
    pub low: Option<f64>,
    /// The upper border of the total.
    pub high: Option<f64>,
    sums: Rc<counted::DaySums>,
}

/// There were no valid orders in the past weeks, so that none to come can be in proportion to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPastOrders;

/// In how many weeks so many days lie.
fn weeks_of(days: i32) -> i32 {
    (days + WEEK - 1) / WEEK
}

impl Analysis<'_> {
    /// What the exports foretell of so many days.
    ///
    /// # Errors
    ///
    /// Where orders to come are to be in proportion to past ones, of which there are none.
    pub fn forecast(&self, days: i32, orders: OrdersToCome) -> Result<Forecast, NoPastOrders> {
        let is_as_before = orders == OrdersToCome::AsBefore;
        let (outlook, leaving) =
            Outlook::of(self, self.as_of().plus(-FIRST_BACK), !is_as_before, Leaving::of(self));
        let paid = outlook.paid_days(self.as_of());
        let missing_days = (PAST_DAYS - paid).max(0);
        let orders_per_day = outlook.orders_per_day();
        let share = match orders {
            OrdersToCome::AsBefore => None,
            OrdersToCome::None => Some(0.0),
            OrdersToCome::PerDay(_) if missing_days == 0 && orders_per_day == 0.0 => {
                return Err(NoPastOrders);
            }
            OrdersToCome::PerDay(orders) => Some(orders / orders_per_day),
        };
        let is_known = missing_days == 0;
        Ok(Forecast {
            days: if is_known { self.days_ahead(&outlook, days, share) } else { Vec::new() },
            leaving: leaving.days(self),
            backtest: if is_known { backtest(&outlook) } else { Vec::new() },
            missing_days,
            late_kinds: self.late_kinds(),
            orders_per_day,
        })
    }

    /// The first of the coming 30 days on which the total reaches a score on the middle path.
    pub fn forecast_reaches(&self, target: f64) -> Option<Day> {
        let (outlook, _) = Outlook::of(self, self.as_of(), false, Leaving::default());
        if outlook.paid_days(self.as_of()) < PAST_DAYS {
            return None;
        }
        let ahead = outlook.ahead(self.as_of(), TARGET_DAYS, None);
        let reaches = |day: &i32| {
            let total = outlook.scored(&ahead, self.as_of(), *day, &Path::Middle).1.value;
            total.is_some_and(|total| crate::rulebook::Comparison::AtLeast.holds(total, target))
        };
        (1..=TARGET_DAYS).find(reaches).map(|day| self.as_of().plus(day))
    }

    /// How a threshold stands at the end of each of the days ahead on the middle path, and on which of them the answer
    /// changes.
    pub fn threshold_ahead(
        &self,
        threshold: &Threshold,
        days: &[ForecastDay],
    ) -> (Vec<ThresholdStatus>, Vec<Crossing>) {
        DaysAhead { analysis: self, days }.course_of(threshold)
    }

    fn days_ahead(&self, outlook: &Outlook<'_>, days: i32, share: Option<f64>) -> Vec<ForecastDay> {
        let ahead = outlook.ahead(self.as_of(), days, share);
        let paths = Path::all(days);
        let of_day = |day: i32| {
            let (sums, scorecard) = outlook.scored(&ahead, self.as_of(), day, &Path::Middle);
            let band = outlook.band(&ahead, self.as_of(), day, (scorecard.value, &paths));
            let Band { low, high } = band;
            let (scorecard, sums) = (Rc::new(scorecard), Rc::new(sums));
            ForecastDay { day: self.as_of().plus(day), scorecard, low, high, sums }
        };
        (1..=days).map(of_day).collect()
    }

    /// Kinds of which the past that is played again has only a part.
    fn late_kinds(&self) -> Vec<(Kind, Day)> {
        let first = |kind: &Kind| Some((*kind, self.availability().covered(*kind).first()?));
        let begins_late = |(_, first): &(Kind, Day)| *first > self.as_of().plus(1 - PAST_DAYS);
        Kind::ALL.iter().filter_map(first).filter(begins_late).collect()
    }
}
