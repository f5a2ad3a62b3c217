//! The sums of the days ahead of a day: what stands and has not left yet, and what the past weeks add again.

use super::arrivals::Arrivals;
use super::counted::{Counted, DaySums};
use super::paths::Path;
use super::table::Amount;
use super::{PAST_WEEKS, WEEK, weeks_of};
use crate::scorecard::Sum;
use crate::time::Day;
use std::rc::Rc;

/// What each of the past weeks adds, the last first.
type ByPastWeek = [Amount; PAST_WEEKS as usize];

/// What is counted on the days ahead of a day.
pub(super) struct Ahead {
    counted: Rc<[Counted]>,
    /// How much of what orders to come bring arrives; `None`: all of it.
    share: Option<f64>,
    /// In the order of `counted`.
    measures: Vec<MeasureAhead>,
}

/// One measure in one window.
struct MeasureAhead {
    /// By day ahead: what stands still counts.
    stays: Vec<Amount>,
    /// What a past week adds that is played from the day after the origin on: by day since then. A week that is played
    /// a week later adds the same a week later.
    played: Vec<ByPastWeek>,
    /// By coming week: how much of that orders to come bring, which are more the later a week is played.
    to_come: Vec<Vec<ByPastWeek>>,
}

impl Ahead {
    /// So many days ahead of a day. With a share, the arrivals must be known by the weeks of their payment.
    pub(super) fn of(
        arrivals: &Arrivals,
        counted: Rc<[Counted]>,
        origin: Day,
        days: i32,
        share: Option<f64>,
    ) -> Ahead {
        let of_measure = |own: &Counted| {
            let to_come = share.iter().flat_map(|_| {
                (1..=weeks_of(days)).map(|week| {
                    let paid_later = |begin, younger, weeks| {
                        arrivals.paid_later(own.measure, begin, younger, weeks + week - 1)
                    };
                    played(own.window_days, origin, days - WEEK * (week - 1), paid_later)
                })
            });
            let all = |begin, younger, _| arrivals.younger(own.measure, begin, younger);
            MeasureAhead {
                stays: (0..=days).map(|ahead| stays(arrivals, *own, origin, ahead)).collect(),
                played: played(own.window_days, origin, days, all),
                to_come: to_come.collect(),
            }
        };
        Ahead { measures: counted.iter().map(of_measure).collect(), counted, share }
    }

    /// The sums of a day ahead on a path.
    pub(super) fn sums(&self, ahead: i32, path: &Path) -> DaySums {
        let parts = if matches!(path, Path::Middle) { PAST_WEEKS } else { 1 };
        let sum = |(counted, own): (&Counted, &MeasureAhead)| -> Sum {
            let (played, to_come) = own.on(ahead, path);
            let stays = own.stays.get(ahead as usize).copied().unwrap_or_default() * parts;
            counted.sum_of(stays + played - to_come, (self.share.unwrap_or(1.0), to_come), parts)
        };
        let sums = self.counted.iter().zip(&self.measures).map(sum).collect();
        DaySums { counted: Rc::clone(&self.counted), sums }
    }
}

impl MeasureAhead {
    /// What the coming weeks up to a day have added by then on a path, and how much of that is of orders to come.
    fn on(&self, ahead: i32, path: &Path) -> (Amount, Amount) {
        let (mut played, mut to_come) = (Amount::default(), Amount::default());
        for week in 1..=weeks_of(ahead) {
            let day = (ahead - WEEK * (week - 1) - 1) as usize;
            let of_path = |by_day: &[ByPastWeek]| -> Amount {
                let Some(by_past_week) = by_day.get(day) else { return Amount::default() };
                match path {
                    Path::Middle => by_past_week.iter().fold(Amount::default(), |sum, own| sum + *own),
                    Path::OfWeeks(weeks) => {
                        let past_week = weeks.get(week as usize - 1).and_then(|own| by_past_week.get(*own));
                        past_week.copied().unwrap_or_default()
                    }
                }
            };
            played += of_path(&self.played);
            to_come += self.to_come.get(week as usize - 1).map(|own| of_path(own)).unwrap_or_default();
        }
        (played, to_come)
    }
}

/// What stands at the end of a day and still does so many days later.
fn stays(arrivals: &Arrivals, own: Counted, origin: Day, ahead: i32) -> Amount {
    let begins = (1 + ahead - own.window_days..=0).map(|back| origin.plus(back));
    // It was so old when it began: the older the earlier.
    let younger = |begin: Day| own.window_days - ahead - (origin.0 - begin.0);
    begins.fold(Amount::default(), |sum, begin| sum + arrivals.younger(own.measure, begin, younger(begin)))
}

/// What each past week adds on each of so many days where it is played from the day after `origin` on. `arrived` gives
/// what began on a day and was younger than so many days, by how many weeks it is moved on.
fn played(
    window_days: i32,
    origin: Day,
    days: i32,
    arrived: impl Fn(Day, i32, i32) -> Amount,
) -> Vec<ByPastWeek> {
    let on = |day: i32, past_week: i32| {
        let week_days = 1..=day.min(WEEK);
        week_days.fold(Amount::default(), |sum, week_day| {
            let begin = origin.plus(week_day - WEEK * past_week);
            sum + arrived(begin, window_days - (day - week_day), past_week)
        })
    };
    (1..=days).map(|day| std::array::from_fn(|place| on(day, place as i32 + 1))).collect()
}
