//! The lines of the page beside the own figures of their days.
//!
//! Each hypothesis is tried on the very facts that scores are made of, under definitions that differ in one
//! point, at the same day: nothing later is looked at, save that what a day without rows means is judged by how
//! busy all days of the exports are. One that brings the official figure out, within the
//! digits that were typed, fits *exactly*; one that only could have is *circumstantial* and comes after those.
//! Where none fits there is nothing to say, and nothing is said.

use super::cause::{Cause, Finding};
use super::composite::{of_composite, of_points};
use super::discrepancy::Discrepancy;
use super::missing_days::missing_days;
use super::official::OfficialLine;
use super::own::Own;
use super::recount::{ReasonRecount, WINDOWS, other_windows, struck_off};
use super::typed_number::agrees;
use super::unmatched::unmatched_orders;
use crate::closed_set::closed_set;
use crate::field::Kind;
use crate::indicator::Figure;
use crate::input::Loaded;
use crate::rulebook::Rulebook;
use crate::scorecard::{Availability, Claims, IndicatorScore, Manual, Scorer};
use crate::time::Day;
use crate::timeline::{Facts, Timeline};
use std::collections::{BTreeMap, HashSet};

closed_set! {
    /// How a line came out.
    Agreement {
        /// All that was typed agrees with one's own, within the digits that were typed.
        Agrees = "agrees",
        /// Value or points differ.
        Differs = "differs",
        /// There is nothing of one's own to compare with.
        NoData = "no_data",
    }
}

/// A line of the page beside the own figure.
#[derive(Debug)]
pub struct ComparedLine<'a> {
    /// The line.
    pub line: &'a OfficialLine,
    /// The own value.
    pub value: Option<f64>,
    /// The own points.
    pub points: Option<f64>,
    /// The own score, where it is about an indicator.
    pub score: Option<IndicatorScore>,
    /// How it came out.
    pub agreement: Agreement,
    /// Where it does not agree: why, those first that bring the official figure out.
    pub causes: Vec<Finding>,
    /// How many explanations of the value are exact.
    pub exact_ones: usize,
}

impl ComparedLine<'_> {
    /// Does the value agree? `None` where there are not both.
    pub fn value_agrees(&self) -> Option<bool> {
        agrees(self.line.value, self.value)
    }

    /// Do the points agree?
    pub fn points_agree(&self) -> Option<bool> {
        agrees(self.line.points, self.points)
    }
}

/// What the lines of the page are compared with.
pub struct Comparison<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
    /// What the exports can give.
    pub availability: &'a Availability,
    /// The rulebook of every day, as it holds for the shop, with the events and bonuses it knows.
    pub rulebooks: &'a BTreeMap<Day, (Rulebook, Claims)>,
    /// Values set by hand.
    pub manual: &'a Manual,
    /// Orders whose bad cases may have been struck off.
    pub excluded: Option<&'a HashSet<u32>>,
}

impl<'a> Comparison<'a> {
    /// All lines, by day.
    pub fn compare(&self, lines: &'a [OfficialLine]) -> Vec<(Day, &'a Rulebook, Vec<ComparedLine<'a>>)> {
        let shop = &self.loaded.shop;
        let mut sums: Option<(&Rulebook, Timeline)> = None;
        let mut days = Vec::new();
        for (day, (rulebook, claims)) in self.rulebooks {
            let facts = Facts::new(shop, &rulebook.definitions, *day);
            // Rows of customer service without dates move along with the day; else one timeline knows every day.
            let known =
                sums.take().filter(|(of, _)| *of == rulebook && shop.remarks.undated_service_rows == 0);
            let build = || (rulebook, Timeline::build(&facts, windows_of(rulebook)));
            let (_, timeline) = sums.insert(known.unwrap_or_else(build));
            let scorer = Scorer {
                timeline,
                definitions: &rulebook.definitions,
                scoring: &rulebook.scoring,
                manual: self.manual,
                claims,
                availability: self.availability,
            };
            let card = scorer.card(*day, None);
            let own = Own {
                loaded: self.loaded,
                rulebook,
                availability: self.availability,
                facts: &facts,
                timeline,
                day: *day,
                card,
            };
            let lines: Vec<&OfficialLine> = lines.iter().filter(|line| line.day == *day).collect();
            let compared = lines.iter().map(|line| self.line(&own, line, &lines)).collect();
            days.push((*day, rulebook, compared));
        }
        days
    }

    fn line(&self, own: &Own<'_>, line: &'a OfficialLine, lines: &[&OfficialLine]) -> ComparedLine<'a> {
        let (value, points) = own.of(line.figure);
        let score = match line.figure {
            Figure::Indicator(indicator) => own.card.of(indicator),
            _ => None,
        };
        let lacking = line.value.is_some() && value.is_none() || line.points.is_some() && points.is_none();
        let agreement = match (agrees(line.value, value), agrees(line.points, points)) {
            (Some(false), _) | (_, Some(false)) => Agreement::Differs,
            _ if lacking => Agreement::NoData,
            _ => Agreement::Agrees,
        };
        let (mut causes, mut more) = (Vec::new(), None);
        match score {
            _ if agreement == Agreement::Agrees => {}
            _ if value.is_none() && points.is_none() => more = Some(no_data(own, line.figure)),
            Some(score) => {
                causes = self.of_value(own, score, line);
                more = of_points(own, score, line);
            }
            None => causes = of_composite(own, line, lines),
        }
        let exact_ones = causes.iter().filter(|finding| finding.exact).count();
        causes.extend(more);
        ComparedLine { line, value, points, score: score.cloned(), agreement, causes, exact_ones }
    }

    /// Why an indicator's value differs; nothing where it does not.
    fn of_value(&self, own: &Own<'_>, score: &IndicatorScore, line: &OfficialLine) -> Vec<Finding> {
        // Points alone speak of the value, through the own curve.
        let agrees = match line.value {
            Some(_) => agrees(line.value, score.value),
            None => agrees(line.points, score.points),
        };
        if agrees != Some(false) {
            return Vec::new();
        }
        let discrepancy = Discrepancy::new(own, score, line);
        let found = discrepancy.map(|of| self.hypotheses(&of)).unwrap_or_default();
        match found.is_empty() {
            true => vec![Finding::possible(Cause::Unknown { parts: Vec::new() })],
            false => found,
        }
    }

    /// All that explains a discrepancy, exact causes first.
    fn hypotheses(&self, of: &Discrepancy<'_>) -> Vec<Finding> {
        let recount = ReasonRecount::new(of);
        let mut found = other_windows(of);
        found.extend(recount.iter().flat_map(ReasonRecount::one_other));
        found.extend(self.excluded.into_iter().flat_map(|excluded| struck_off(of, excluded)));
        let missing = missing_days(of);
        // Where orders are missing by the day, rows without their orders are no more than the other side of it.
        if !missing.iter().flatten().any(|missing| missing.kind == Kind::Orders) {
            found.extend(unmatched_orders(of));
        }
        found.extend(missing.map(|missing_days| Finding::possible(Cause::MissingDays { missing_days })));
        if found.is_empty() {
            found.extend(recount.iter().flat_map(ReasonRecount::two_others));
        }
        found.sort_by_key(|finding| !finding.exact);
        found
    }
}

/// Why there is no own figure: what the rulebook does not know has no points however many exports there are.
fn no_data(own: &Own<'_>, figure: Figure) -> Finding {
    let missing = own.missing(figure);
    Finding::certain(if missing.is_empty() { Cause::NotScored } else { Cause::NoData { missing } })
}

/// The rulebook's windows and those that are tried in their place: one pass over the orders sums up all.
fn windows_of(rulebook: &Rulebook) -> Vec<i32> {
    let mut windows = rulebook.window_lengths();
    windows.extend(WINDOWS.into_iter().filter(|days| !rulebook.window_lengths().contains(days)));
    windows
}
