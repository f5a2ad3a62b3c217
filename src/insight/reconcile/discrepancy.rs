//! An indicator whose value is not the official one, and how far some more cases could move it.

use super::compared_day::ComparedDay;
use super::official::OfficialLine;
use super::typed_number::TypedNumber;
use crate::field::Kind;
use crate::indicator::{Direction, Indicator, Unit};
use crate::rulebook::Curve;
use crate::scorecard::IndicatorScore;
use crate::time::Day;
use crate::timeline::Fact;

/// What the page shows of an indicator: its value, or else the points that the own curve gives a value.
#[derive(Debug, Clone, Copy)]
struct Target<'a> {
    typed: TypedNumber,
    curve: Option<(&'a Curve, Direction)>,
}

impl Target<'_> {
    fn shown(&self, value: f64) -> f64 {
        self.curve.map_or(value, |(curve, direction)| curve.points(value, direction))
    }
}

/// An indicator that differs.
pub(super) struct Discrepancy<'a> {
    pub(super) day: &'a ComparedDay<'a>,
    pub(super) score: &'a IndicatorScore,
    pub(super) cases: Vec<Fact>,
    target: Target<'a>,
}

impl<'a> Discrepancy<'a> {
    /// `None` where there is nothing to search: a value set by hand, or none.
    pub(super) fn new(
        day: &'a ComparedDay<'a>,
        score: &'a IndicatorScore,
        line: &OfficialLine,
    ) -> Option<Discrepancy<'a>> {
        let target = match (line.value, line.points) {
            (Some(typed), _) => Target { typed, curve: None },
            (None, points) => Target { typed: points?, curve: Some(day.curve(score.indicator)?) },
        };
        if score.manual || score.tally.denominator == 0 {
            return None;
        }
        let cases = day.analysis.cases(score.indicator, score.window_days);
        Some(Discrepancy { day, score, cases, target })
    }

    pub(super) fn indicator(&self) -> Indicator {
        self.score.indicator
    }

    /// First and last day of the window.
    pub(super) fn window(&self) -> (Day, Day) {
        let as_of = self.day.analysis.as_of();
        (as_of.plus(1 - self.score.window_days), as_of)
    }

    /// The kinds of export the figure rests on: those it needs, and those that give it a column.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let needed = self.day.analysis.availability().needs(self.indicator()).iter().copied();
        let of_columns = self.indicator().info().columns.iter().flat_map(|any_of| any_of.iter());
        let of_columns =
            of_columns.map(|field| field.kind()).filter(|kind| self.day.analysis.shop().has(*kind));
        let mut kinds = Vec::new();
        for kind in needed.chain(of_columns) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// Is every case a yes or no that weighs one?
    pub(super) fn is_rate_of_cases(&self) -> bool {
        let facts = self.indicator().info();
        facts.unit == Unit::Ratio && facts.kinds != [Kind::Service]
    }

    /// The own numerator and denominator, in shown units.
    pub(super) fn fraction(&self) -> (f64, f64) {
        let tally = &self.score.tally;
        (tally.shown_numerator(self.indicator()), tally.denominator as f64)
    }

    /// Would the page show a value like this?
    pub(super) fn is_met_by(&self, value: f64) -> bool {
        self.target.typed.agrees(self.target.shown(value))
    }

    /// Would it show some value within these bounds like this?
    pub(super) fn is_met_within(&self, least: f64, most: f64) -> bool {
        let (a, b) = (self.target.shown(least), self.target.shown(most));
        let typed = self.target.typed;
        typed.agrees(a) || typed.agrees(b) || (a.min(b)..=a.max(b)).contains(&typed.value)
    }

    /// The least and the greatest a single case can be, in shown units: what the unit allows, for times
    /// what the shop's own cases are.
    pub(super) fn case_range(&self) -> (f64, f64) {
        match self.indicator().info().unit {
            Unit::Ratio => (0.0, 1.0),
            Unit::Stars => (1.0, 5.0),
            Unit::Points | Unit::Hours | Unit::Seconds => {
                let values = self.cases.iter().filter_map(|case| case.tally.value(self.indicator()));
                values.fold((f64::INFINITY, 0.0), |(low, high), v| (low.min(v), high.max(v)))
            }
        }
    }

    /// Could so many cases more bring the figure to the official one? Of a rate, cases may also change
    /// sides or fall out: what is missing may be the return of an order that is there.
    pub(super) fn is_within_reach(&self, more: i64) -> bool {
        let (n, d) = self.fraction();
        let (low, high) = self.case_range();
        let more = more as f64;
        let (mut least, mut most) = ((n + more * low) / (d + more), (n + more * high) / (d + more));
        if self.is_rate_of_cases() {
            least = ((n - more).max(0.0) / d).min(least);
            most = ((n + more) / d).max(n / (d - more).max(n).max(1.0)).max(most).min(1.0);
        }
        self.is_met_within(least, most)
    }
}
