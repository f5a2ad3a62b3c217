//! What customer service adds: facts of each row, or of the summary where a day or period has one.

use super::fact::{Sink, Subject};
use super::facts::Facts;
use super::measures::Measure;
use super::steps::{StepEmitter, StepSpan};
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::shop::{NONE, PeriodUse, ServiceRole, ServiceRow, uses_of};
use crate::time::Day;
use std::collections::BTreeMap;

type Period = (Day, Day);

/// What rows of one period say of an indicator: each with its number.
type Counted = Vec<(u32, Tally)>;

impl Facts<'_> {
    pub(super) fn service<S: Sink>(&self, steps: &mut StepEmitter<'_, S>) {
        let mut by_period: BTreeMap<Option<Period>, Vec<u32>> = BTreeMap::new();
        for (index, row) in self.shop.service().iter().enumerate() {
            by_period.entry(row.period).or_default().push(index as u32);
        }
        let mut counted: [BTreeMap<Option<Period>, Counted>; 3] = Default::default();
        for (period, rows) in by_period {
            let summary = self.summary(&rows);
            let each =
                || rows.iter().filter_map(|index| Some((*index, self.shop.service().get(*index as usize)?)));
            let rows: Vec<(u32, &ServiceRow)> = match &summary {
                Some((index, summary)) => vec![(*index, summary)],
                None => each().collect(),
            };
            for (index, row) in rows {
                for (by_period, (_, tally)) in counted.iter_mut().zip(tallies(row)) {
                    if let Some(tally) = tally {
                        by_period.entry(period).or_default().push((index, tally));
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
        by_period: &BTreeMap<Option<Period>, Counted>,
        steps: &mut StepEmitter<'_, S>,
    ) {
        let mut give = |index: u32, day: Day, tally: Tally| {
            let case = StepSpan {
                measure: Measure::Of(indicator),
                subject: Subject::Service(index),
                cohort: day,
                from: day,
                until: Day::NEVER,
            };
            steps.once(case, tally, NONE);
        };
        for (index, tally) in by_period.get(&None).into_iter().flatten() {
            give(*index, self.undated_service_day, *tally);
        }
        for (period, what) in uses_of(by_period.keys().flatten().copied()) {
            let Some(rows) = by_period.get(&Some(period)) else { continue };
            match what {
                PeriodUse::Whole => rows.iter().for_each(|(index, tally)| give(*index, period.1, *tally)),
                PeriodUse::Rest(finer) => {
                    let finer = finer.iter().filter_map(|finer| by_period.get(&Some(*finer))).flatten();
                    if let Some((index, rest)) = rest(rows, finer) {
                        give(index, period.1, rest);
                    }
                }
                PeriodUse::Covered | PeriodUse::Crossed => {}
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
fn rest<'t>(coarse: &Counted, finer: impl Iterator<Item = &'t (u32, Tally)>) -> Option<(u32, Tally)> {
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
