//! How much of the windows the exports cover, and how old they are (SPEC section 6).

use super::Analysis;
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::rounding::rounded;
use crate::rulebook::Rulebook;
use crate::scorecard::{Availability, IndicatorScore, Manual, Scorecard};
use crate::time::{AsOfBasis, Day};

/// The days of a window that the exports of every kind needed cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowCoverage {
    /// How many.
    pub days: i32,
    /// How many days the window has.
    pub window: i32,
    /// The kind that lacks most days of the window, and the runs of days it lacks.
    pub lacking: Option<(Kind, Vec<(Day, Day)>)>,
}

impl WindowCoverage {
    /// That of an indicator over the days up to `to`.
    pub(crate) fn of(
        availability: &Availability,
        indicator: Indicator,
        window: i32,
        to: Day,
    ) -> WindowCoverage {
        let from = to.plus(1 - window);
        let missing = |kind: &Kind| {
            let covered = availability.covered(*kind);
            (window - covered.days_within(from, to), *kind, covered.missing_within(from, to))
        };
        let lacking = availability.needs(indicator).iter().map(missing).filter(|(days, ..)| *days > 0);
        // Of equals the first.
        let lacking = lacking.reduce(|most, other| if other.0 > most.0 { other } else { most });
        WindowCoverage {
            days: availability.covered_days(indicator, from, to),
            window,
            lacking: lacking.map(|(_, kind, runs)| (kind, runs)),
        }
    }

    /// The least covered window of the indicators that a rulebook scores and the exports can give, those apart that are
    /// set by hand. `None` where there is none.
    pub(crate) fn worst(
        availability: &Availability,
        rulebook: &Rulebook,
        manual: &Manual,
        to: Day,
    ) -> Option<WindowCoverage> {
        let scored = rulebook.scoring.weighted().map(|(part, _)| part.indicator);
        let given = scored.filter(|i| !manual.contains_key(i) && availability.missing(*i).is_none());
        let windows =
            given.map(|i| WindowCoverage::of(availability, i, rulebook.definitions.window_days(i), to));
        // Shares of windows of different lengths, compared in whole numbers.
        let is_less = |a: &WindowCoverage, b: &WindowCoverage| a.days * b.window < b.days * a.window;
        windows.reduce(|worst, other| if is_less(&other, &worst) { other } else { worst })
    }
}

/// How old what was read is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataAge {
    /// Days from the last full day of the data, or the as-of day where that is earlier, to the machine's clock.
    pub days: i32,
    /// Whether the data end more than a day before the newest day that could be asked for.
    pub is_old: bool,
}

impl Analysis<'_> {
    /// How much of an indicator's window that ends on `day` the exports cover.
    pub fn window_coverage(&self, indicator: Indicator, window: i32, day: Day) -> WindowCoverage {
        WindowCoverage::of(&self.availability, indicator, window, day)
    }

    /// The least covered window of those that are scored.
    pub fn worst_coverage(&self) -> Option<WindowCoverage> {
        WindowCoverage::worst(&self.availability, self.rulebook, self.manual, self.as_of)
    }

    /// The share of a day's score whose days the exports cover: the weights of the scored indicators with data, each
    /// times the covered share of its window.
    pub fn covered_share(&self, day: Day, scorecard: &Scorecard) -> f64 {
        let share = |own: &IndicatorScore| match own.manual {
            true => 1.0,
            false => f64::from(self.covered_days(own, day).min(own.window_days)) / f64::from(own.window_days),
        };
        let parts = self.rulebook.scoring.weighted().filter_map(|(part, weight)| {
            let own = scorecard.of(part.indicator).filter(|own| own.points.is_some())?;
            Some(weight * share(own))
        });
        // What is whole is 1, not a hair less.
        rounded(parts.sum(), 9)
    }

    /// How old the data are. Who asks for a day of the past on purpose need not be told that it is past.
    pub fn data_age(&self, basis: AsOfBasis) -> Option<DataAge> {
        let today = self.shop().today()?;
        let last_full = self.shop().default_as_of().map_or(self.as_of, |(day, _)| day);
        let (last, yesterday) = (last_full.min(self.as_of), today.plus(-1));
        let newest = if basis == AsOfBasis::Argument { yesterday.min(self.as_of) } else { yesterday };
        Some(DataAge { days: (today.0 - last.0).max(0), is_old: newest.0 - last.0 > 1 })
    }
}
