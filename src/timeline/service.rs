//! What customer service adds: facts of each row, or of the summary where a day or period has one.

use super::fact::{Sink, Subject};
use super::facts::Facts;
use super::measures::{Measure, Measures};
use super::steps::{StepEmitter, StepSpan};
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::shop::{NONE, PeriodUse, ServiceRole, ServiceRow, uses_of};
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

type Period = (Day, Day);

/// What rows of one period say of an indicator: each with its number.
type Counted = Vec<(u32, Tally)>;

/// The same of all periods, in their order: a shop has as many of them as days.
#[derive(Default)]
struct CountedByPeriod(Vec<(Option<Period>, Counted)>);

impl CountedByPeriod {
    /// Adds what a row of a period says that is not before the last one.
    fn add(&mut self, period: Option<Period>, counted: (u32, Tally)) {
        match self.0.last_mut() {
            Some((last, rows)) if *last == period => rows.push(counted),
            _ => self.0.push((period, vec![counted])),
        }
    }

    fn of(&self, period: Option<Period>) -> &[(u32, Tally)] {
        let place = self.0.binary_search_by_key(&period, |(own, _)| *own);
        place.ok().and_then(|place| self.0.get(place)).map_or(&[], |(_, rows)| rows)
    }
}

impl Facts<'_> {
    pub(super) fn service<S: Sink>(&self, steps: &mut StepEmitter<'_, S>) {
        if !steps.wants(Measures::of_all(&INDICATORS)) || !self.has_rest() {
            return;
        }
        let wanted = INDICATORS.map(|indicator| steps.wants(Measures::of(indicator)));
        let service = self.shop.service();
        let period_of = |index: &u32| service.get(*index as usize).and_then(|row| row.period);
        let mut by_period: Vec<u32> = (0..).take(service.len()).collect();
        by_period.sort_by_key(period_of);
        let mut counted: [CountedByPeriod; 3] = Default::default();
        for rows in by_period.chunk_by(|a, b| period_of(a) == period_of(b)) {
            let period = rows.first().and_then(period_of);
            let summary = self.summary(rows);
            let each = || rows.iter().filter_map(|index| Some((*index, service.get(*index as usize)?)));
            let rows: Vec<(u32, &ServiceRow)> = match &summary {
                Some((index, summary)) => vec![(*index, summary)],
                None => each().collect(),
            };
            for (index, row) in rows {
                for ((by_period, is_wanted), (_, tally)) in counted.iter_mut().zip(wanted).zip(tallies(row)) {
                    if let Some(tally) = tally.filter(|_| is_wanted) {
                        by_period.add(period, (index, tally));
                    }
                }
            }
        }
        for (indicator, by_period) in INDICATORS.into_iter().zip(&counted) {
            self.service_indicator(indicator, by_period, steps);
        }
    }

    /// A day counts once, from the finest table that covers it.
    fn service_indicator<S: Sink>(
        &self,
        indicator: Indicator,
        by_period: &CountedByPeriod,
        steps: &mut StepEmitter<'_, S>,
    ) {
        let span = |index: u32, day: Day| StepSpan {
            measure: Measure::Of(indicator),
            subject: Subject::Service(index),
            cohort: day,
            from: day,
            until: Day::NEVER,
        };
        for (index, tally) in by_period.of(None) {
            steps.once(span(*index, self.undated_service_day), *tally, NONE);
        }
        let periods: Vec<Period> = by_period.0.iter().filter_map(|(period, _)| *period).collect();
        for group in overlapping(&periods) {
            // One that no other overlaps, as every table by day is, counts as it is.
            if let [period] = group {
                for (index, tally) in by_period.of(Some(*period)) {
                    steps.once(span(*index, period.1), *tally, NONE);
                }
                continue;
            }
            let uses = UsesByDay::of(group);
            for period in group {
                let rows = by_period.of(Some(*period));
                let uses = uses.of_period(*period);
                for (place, (index, tally)) in rows.iter().enumerate() {
                    let worth = |day: Day| match use_on(uses, day)? {
                        PeriodUse::Whole => Some((*tally, NONE)),
                        PeriodUse::Rest(finer) if place == 0 => {
                            let finer = finer.iter().flat_map(|finer| by_period.of(Some(*finer)));
                            rest(rows, finer).map(|(_, rest)| (rest, NONE))
                        }
                        PeriodUse::Rest(_) | PeriodUse::Covered | PeriodUse::Crossed => None,
                    };
                    let last = uses.last().map(|(day, _)| *day);
                    steps.emit_by(span(*index, period.1), last, |after| next_use(uses, after), worth);
                }
            }
        }
    }

    /// The summary takes counts from 店铺汇总值, and rates and means from 店铺平均值. Without the former the latter weighs 1,
    /// because its own counts are the average of an agent. Without the latter there are no rates, whatever the cells of
    /// the former say.
    fn summary(&self, rows: &[u32]) -> Option<(u32, ServiceRow)> {
        let of_role = |role: ServiceRole| {
            rows.iter()
                .filter_map(|i| Some((*i, self.shop.service().get(*i as usize)?)))
                .find(|(_, row)| row.role == role)
        };
        let whole = of_role(ServiceRole::Whole);
        let counts = of_role(ServiceRole::Counts).or(whole);
        let rates = of_role(ServiceRole::Rates).or(whole);
        let (index, base) = rates.or(counts)?;
        let mut summary = base.clone();
        summary.sessions = counts.and_then(|(_, row)| row.sessions);
        summary.rated = counts.and_then(|(_, row)| row.rated);
        if rates.is_none() {
            summary.reply_3min = None;
            summary.reply_seconds = None;
            summary.dissatisfaction = None;
        }
        Some((index, summary))
    }
}

/// What counts of some periods, by the as-of days from which it does. A table is not known before its last day: one that a
/// finer one crosses counts up to the day before that is over.
struct UsesByDay(BTreeMap<Period, Vec<(Day, PeriodUse)>>);

impl UsesByDay {
    fn of(periods: &[Period]) -> UsesByDay {
        let mut by_period: BTreeMap<Period, Vec<(Day, PeriodUse)>> = BTreeMap::new();
        let mut add = |day: Day, uses: Vec<(Period, PeriodUse)>| {
            for (period, what) in uses {
                let known = by_period.entry(period).or_default();
                if known.last().is_none_or(|(_, last)| *last != what) {
                    known.push((day, what));
                }
            }
        };
        let all = uses_of(periods.iter().copied());
        // Without one that is crossed, tables that end later lie around those that end earlier and change nothing of them.
        if all.iter().all(|(_, what)| *what != PeriodUse::Crossed) {
            add(Day(i32::MIN), all);
            return UsesByDay(by_period);
        }
        let ends: BTreeSet<Day> = periods.iter().map(|period| period.1).collect();
        let until = |day: Day| periods.iter().copied().filter(move |period| period.1 <= day);
        ends.into_iter().for_each(|day| add(day, uses_of(until(day))));
        UsesByDay(by_period)
    }

    /// What counts of a period, from the first to the last.
    fn of_period(&self, period: Period) -> &[(Day, PeriodUse)] {
        self.0.get(&period).map_or(&[], Vec::as_slice)
    }
}

/// What of them counts on a day.
fn use_on(uses: &[(Day, PeriodUse)], day: Day) -> Option<&PeriodUse> {
    let known = uses.partition_point(|(from, _)| *from <= day);
    uses.get(known.checked_sub(1)?).map(|(_, what)| what)
}

/// The first day after another on which that changes.
fn next_use(uses: &[(Day, PeriodUse)], after: Day) -> Option<Day> {
    uses.get(uses.partition_point(|(day, _)| *day <= after)).map(|(day, _)| *day)
}

/// Groups of periods that overlap each other, directly or through others. The periods come in their order.
fn overlapping(periods: &[Period]) -> Vec<&[Period]> {
    let (mut groups, mut rest) = (Vec::with_capacity(periods.len()), periods);
    while let Some(((_, last), others)) = rest.split_first() {
        let mut last = *last;
        let overlaps = |period: &&Period| {
            let is_within = period.0 <= last;
            last = last.max(period.1);
            is_within
        };
        let (group, after) = rest.split_at(1 + others.iter().take_while(overlaps).count());
        groups.push(group);
        rest = after;
    }
    groups
}

const INDICATORS: [Indicator; 3] =
    [Indicator::ImReply3MinRate, Indicator::ImReplySeconds, Indicator::ImDissatisfactionRate];

/// What a row adds to each indicator.
fn tallies(row: &ServiceRow) -> [(Indicator, Option<Tally>); 3] {
    let weighted = |figure: Option<Option<i64>>, weight: Option<Option<i64>>, estimate: bool| {
        // Without such a column each row weighs 1. The weight of a blank cell is not known.
        let (weight, stand_in) = match weight {
            None => (1, true),
            Some(None) => return None,
            Some(Some(count)) => (count, false),
        };
        let tally = Tally {
            numerator: i128::from(figure??) * i128::from(weight),
            denominator: weight,
            ..Tally::default()
        };
        Some(tally.approximate_if(stand_in || estimate))
    };
    // Answered and dissatisfied conversations are estimated as rate × conversations.
    let [reply, seconds, dissatisfaction] = INDICATORS;
    [
        (reply, weighted(row.reply_3min, row.sessions, true)),
        (seconds, weighted(row.reply_seconds, row.sessions, false)),
        (dissatisfaction, weighted(row.dissatisfaction, row.rated.or(row.sessions), true)),
    ]
}

/// What remains of a coarse table without finer ones, as one fact; nothing where they hold as much.
fn rest<'t>(coarse: &[(u32, Tally)], finer: impl Iterator<Item = &'t (u32, Tally)>) -> Option<(u32, Tally)> {
    let (index, first) = *coarse.first()?;
    let mut rest = Tally { numerator: 0, denominator: 0, ..first };
    for (_, tally) in coarse {
        rest.numerator += tally.numerator;
        rest.denominator += tally.denominator;
    }
    for (_, tally) in finer {
        rest.numerator -= tally.numerator;
        rest.denominator -= tally.denominator;
    }
    (rest.denominator > 0).then(|| (index, rest.approximate_if(true)))
}
