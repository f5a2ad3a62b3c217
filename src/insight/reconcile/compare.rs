//! The lines of the page beside the own figures of their days.
//!
//! Each hypothesis is tried on the very facts that scores are made of, under definitions that differ in one
//! point, at the same day: nothing later is looked at, save that what a day without rows means is judged by how
//! busy all days of the exports are. One that brings the official figure out, within the
//! digits that were typed, fits *exactly*; one that only could have is *circumstantial* and comes after those.
//! Where none fits there is nothing to say, and nothing is said.

use super::cause::{Cause, Finding, ReconcileCause};
use super::compared_day::ComparedDay;
use super::composite::{of_composite, of_points};
use super::discrepancy::Discrepancy;
use super::excluded::ListedOrders;
use super::explanation::explanation;
use super::missing_days::missing_days;
use super::official::{Official, OfficialLine};
use super::recount::{ReasonRecount, WINDOWS, other_windows, struck_off};
use super::row::{Agreement, FigureLevel, ReconcileRow};
use super::typed_number::agrees;
use super::unmatched::unmatched_orders;
use crate::analysis::Analysis;
use crate::catalogue::Lang;
use crate::field::Kind;
use crate::indicator::Figure;
use crate::input::Loaded;
use crate::rulebook::Rulebook;
use crate::scorecard::{Claims, IndicatorScore, Manual};
use crate::time::Day;
use std::collections::BTreeMap;

/// What the page shows, and what it is compared with.
pub(crate) struct Comparison<'a> {
    pub(crate) official: &'a Official,
    pub(crate) loaded: &'a Loaded,
    /// The rulebook of every day, as it holds for the shop, with the events and bonuses it knows.
    pub(crate) rulebooks: &'a BTreeMap<Day, (Rulebook, Claims)>,
    /// Values set by hand.
    pub(crate) manual: &'a Manual,
    /// Orders whose bad cases may have been struck off.
    pub(crate) excluded: Option<ListedOrders>,
}

impl<'a> Comparison<'a> {
    /// All lines, by day.
    pub(crate) fn compare(&self) -> Vec<(Day, &'a Rulebook, Vec<ReconcileRow>)> {
        let mut known: Option<Analysis<'_>> = None;
        let mut days = Vec::new();
        for (day, (rulebook, claims)) in self.rulebooks {
            let first = || {
                let first = Analysis::new(self.loaded, rulebook, claims, self.manual, *day);
                // The windows that are tried in place of the rulebook's: one pass over the orders sums up all.
                first.also_over(&WINDOWS)
            };
            let analysis = known.take().map_or_else(first, |known| known.on(*day, rulebook, claims));
            let compared = ComparedDay {
                analysis: &analysis,
                scorecard: analysis.scorecard(*day),
                lines: self.official.lines.iter().filter(|line| line.day == *day).collect(),
                excluded: self.excluded.as_ref(),
            };
            days.push((*day, rulebook, compared.lines.iter().map(|line| compared.row(line)).collect()));
            known = Some(analysis);
        }
        days
    }
}

impl ComparedDay<'_> {
    fn row(&self, line: &OfficialLine) -> ReconcileRow {
        let figure = line.figure;
        let (value, points) = self.scorecard.figure(figure);
        let (level, score) = match figure {
            Figure::Total => (FigureLevel::Total, None),
            Figure::Dimension(_) => (FigureLevel::Dimension, None),
            Figure::Indicator(indicator) => (FigureLevel::Indicator, self.scorecard.of(indicator)),
        };
        let fraction = score.and_then(|score| self.analysis.counted(score));
        let (value_agrees, points_agree) = (agrees(line.value, value), agrees(line.points, points));
        let lacking = line.value.is_some() && value.is_none() || line.points.is_some() && points.is_none();
        let status = match (value_agrees, points_agree) {
            (Some(false), _) | (_, Some(false)) => Agreement::Differs,
            _ if lacking => Agreement::NoData,
            _ => Agreement::Agrees,
        };
        let mut row = ReconcileRow {
            line: line.line,
            level,
            id: figure,
            name_zh: figure.name(Lang::Zh).to_owned(),
            name_en: figure.name(Lang::En).to_owned(),
            unit: score.map(|score| score.indicator.info().unit),
            window_days: score.map(|score| score.window_days),
            numerator: fraction.map(|fraction| fraction.0),
            denominator: fraction.map(|fraction| fraction.1),
            official_value: line.value.map(|typed| typed.value),
            official_value_half: line.value.map(|typed| typed.half),
            value,
            value_difference: line.value.zip(value).map(|(typed, own)| own - typed.value),
            value_agrees,
            official_points: line.points.map(|typed| typed.value),
            official_points_half: line.points.map(|typed| typed.half),
            points,
            points_difference: line.points.zip(points).map(|(typed, own)| own - typed.value),
            points_agree,
            status,
            causes: Vec::new(),
        };
        if status != Agreement::Agrees {
            row.causes = self.causes(line, score, &row);
        }
        row
    }

    fn causes(
        &self,
        line: &OfficialLine,
        score: Option<&IndicatorScore>,
        row: &ReconcileRow,
    ) -> Vec<ReconcileCause> {
        let (found, more) = match score {
            _ if row.value.is_none() && row.points.is_none() => (Vec::new(), Some(self.no_data(line.figure))),
            Some(score) => (self.of_value(score, line), of_points(self, score, line)),
            None => (of_composite(self, line), None),
        };
        let exact_ones = found.iter().filter(|finding| finding.exact).count();
        let definitions = &self.analysis.rulebook().definitions;
        let explained = |finding: Finding| {
            let [explanation_zh, explanation_en] =
                [Lang::Zh, Lang::En].map(|lang| explanation(row, &finding, exact_ones, definitions, lang));
            ReconcileCause { finding, exact_ones, explanation_zh, explanation_en }
        };
        found.into_iter().chain(more).map(explained).collect()
    }

    /// Why an indicator's value differs; nothing where it does not.
    fn of_value(&self, score: &IndicatorScore, line: &OfficialLine) -> Vec<Finding> {
        // Points alone speak of the value, through the own curve.
        let agrees = match line.value {
            Some(_) => agrees(line.value, score.value),
            None => agrees(line.points, score.points),
        };
        if agrees != Some(false) {
            return Vec::new();
        }
        let discrepancy = Discrepancy::new(self, score, line);
        let found = discrepancy.map(|of| hypotheses(&of)).unwrap_or_default();
        if found.is_empty() { vec![Finding::possible(Cause::Unknown { parts: Vec::new() })] } else { found }
    }

    /// Why there is no own figure: what the rulebook does not know has no points however many exports there are.
    fn no_data(&self, figure: Figure) -> Finding {
        let missing = self.missing(figure);
        Finding::certain(if missing.is_empty() { Cause::NotScored } else { Cause::NoData { missing } })
    }
}

/// All that explains a discrepancy, exact causes first.
fn hypotheses(of: &Discrepancy<'_>) -> Vec<Finding> {
    let recount = ReasonRecount::new(of);
    let mut found = other_windows(of);
    found.extend(recount.iter().flat_map(ReasonRecount::one_other));
    found.extend(struck_off(of));
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
