//! The real cases behind what is supposed: how long things take, and which stars there are to undo.

use super::case::SupposedCase;
use crate::analysis::Analysis;
use crate::indicator::Indicator;
use crate::insight::windows::Windows;
use crate::shop::Shop;
use crate::time::{Day, HOUR_SECONDS};
use crate::timeline::{Fact, Measure, Measures, OrderSpan, Sink, Subject};

/// The share of its own cases that takes no longer than a supposed one usually does.
const USUAL_RANK: f64 = 0.9;

/// How long the cases of some indicators took, at a day: in seconds, the shortest first.
pub(crate) struct Durations {
    of: Vec<(Indicator, Vec<i64>)>,
}

impl Rated {
    /// Is it a review of a kind?
    pub(crate) fn is(&self, case: SupposedCase) -> bool {
        case.lowest_stars().is_some_and(|stars| stars.contains(&self.lowest))
    }
}

impl Durations {
    /// Of indicators of hours, each in the rulebook's window that ends on the as-of day.
    pub(crate) fn of(analysis: &Analysis<'_>, indicators: &[Indicator]) -> Durations {
        let definitions = &analysis.rulebook().definitions;
        let asked = indicators.iter().map(|i| (*i, definitions.window_days(*i)));
        Durations::over(analysis, &asked.collect::<Vec<_>>())
    }

    /// Of no indicator: of cases that take as long as they are said to.
    pub(super) fn none() -> Durations {
        Durations { of: Vec::new() }
    }

    /// The same over the last so many days.
    fn over(analysis: &Analysis<'_>, asked: &[(Indicator, i32)]) -> Durations {
        let mut of: Vec<(Indicator, Vec<i64>)> = asked.iter().map(|(i, _)| (*i, Vec::new())).collect();
        if !asked.is_empty() {
            let day = analysis.as_of();
            let new = || Collection {
                windows: Windows::new(asked.iter().copied(), day),
                seconds: vec![Vec::new(); asked.len()],
            };
            for part in analysis.facts().share_out(new) {
                of.iter_mut().zip(part.seconds).for_each(|((_, own), more)| own.extend(more));
            }
        }
        of.iter_mut().for_each(|(_, seconds)| seconds.sort_unstable());
        Durations { of }
    }

    fn seconds(&self, indicator: Indicator) -> &[i64] {
        self.of.iter().find(|(own, _)| *own == indicator).map_or(&[], |(_, seconds)| seconds)
    }

    /// The hours that a supposed case takes where nobody says: the 90th percentile by nearest rank.
    pub(crate) fn usual_hours(&self, indicator: Indicator) -> Option<f64> {
        let seconds = self.seconds(indicator);
        let rank = (USUAL_RANK * seconds.len() as f64).ceil() as usize;
        seconds.get(rank.checked_sub(1)?).map(|seconds| hours(*seconds as f64))
    }

    /// The median: of an even number the mean of the two in the middle.
    pub(crate) fn median_hours(&self, indicator: Indicator) -> Option<f64> {
        let seconds = self.seconds(indicator);
        let (low, high) = (seconds.get(seconds.len().checked_sub(1)? / 2)?, seconds.get(seconds.len() / 2)?);
        Some(hours((low + high) as f64 / 2.0))
    }

    /// Those above the median, the longest first, in hours.
    pub(crate) fn long_ones(&self, indicator: Indicator) -> impl Iterator<Item = f64> + '_ {
        let median = self.median_hours(indicator).unwrap_or(f64::MAX);
        self.seconds(indicator)
            .iter()
            .rev()
            .map(|own| hours(*own as f64))
            .take_while(move |own| *own > median)
    }
}

fn hours(seconds: f64) -> f64 {
    seconds / HOUR_SECONDS as f64
}

/// Collects seconds, on one thread.
struct Collection {
    windows: Windows,
    seconds: Vec<Vec<i64>>,
}

impl Sink for Collection {
    #[inline]
    fn wants(&self) -> Measures {
        self.windows.wanted()
    }

    #[inline]
    fn wants_cohort(&self, measure: Measure, cohort: Day) -> bool {
        self.windows.holds(measure, cohort)
    }

    #[inline]
    fn wants_order(&self, span: OrderSpan) -> bool {
        self.windows.hold_some_of(span)
    }

    fn take(&mut self, fact: &Fact) {
        if let Some(place) = self.windows.place(fact)
            && fact.tally.denominator == 1
            && let (Some(list), Ok(seconds)) =
                (self.seconds.get_mut(place), i64::try_from(fact.tally.numerator))
        {
            list.push(seconds);
        }
    }
}

/// A rated order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rated {
    pub(super) lowest: u8,
    /// The mean of its product stars.
    pub(crate) stars: f64,
}

/// Collects rated orders, on one thread.
struct RatedOrders<'a> {
    shop: &'a Shop,
    day: Day,
    window_days: i32,
    rated: Vec<Rated>,
}

impl Sink for RatedOrders<'_> {
    fn wants(&self) -> Measures {
        Measures::of(Indicator::ProductRating)
    }

    fn wants_cohort(&self, _: Measure, cohort: Day) -> bool {
        cohort <= self.day && self.day < cohort.plus(self.window_days)
    }

    fn wants_order(&self, span: OrderSpan) -> bool {
        span.has_cohort_in(self.day.plus(1 - self.window_days), self.day)
    }

    fn take(&mut self, fact: &Fact) {
        let is_rated = fact.measure == Measure::Of(Indicator::ProductRating)
            && fact.tally.denominator > 0
            && fact.stands_at(self.day, self.window_days);
        let Subject::Order(order) = fact.subject else { return };
        if !is_rated {
            return;
        }
        let known = self.shop.reviews_of(order).map(|(_, review)| review);
        let known = known.filter(|review| review.time.day().is_some_and(|day| day <= self.day));
        if let Some(lowest) = known.map(|review| review.stars[0]).filter(|star| *star > 0).min() {
            let stars = fact.tally.shown_numerator(Indicator::ProductRating);
            self.rated.push(Rated { lowest, stars });
        }
    }
}

impl Analysis<'_> {
    /// The rated orders of the last so many days, those with the fewest stars first.
    pub(crate) fn rated_over(&self, window_days: i32) -> Vec<Rated> {
        let (shop, day) = (self.shop(), self.as_of());
        let new = || RatedOrders { shop, day, window_days, rated: Vec::new() };
        let parts = self.facts().share_out(new).into_iter();
        let mut rated: Vec<Rated> = parts.flat_map(|part| part.rated).collect();
        rated.sort_by(|a, b| a.stars.total_cmp(&b.stars));
        rated
    }

    /// The hours that a supposed case takes where nobody says; `None` where it takes no time, or there are no cases.
    pub fn usual_hours(&self, case: SupposedCase) -> Option<f64> {
        let timed_by = case.timed_by()?;
        Durations::of(self, &[timed_by]).usual_hours(timed_by)
    }

    /// How long the cases of an indicator took in the window of another.
    pub(crate) fn durations_in_window_of(&self, timed_by: Indicator, indicator: Indicator) -> Durations {
        Durations::over(self, &[(timed_by, self.rulebook().definitions.window_days(indicator))])
    }
}
