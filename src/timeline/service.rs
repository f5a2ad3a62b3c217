//! What customer service adds: facts of each row, or of the summary where a day or period has one.

use super::fact::{Sink, Subject};
use super::facts::Facts;
use super::measures::Measure;
use super::steps::{StepEmitter, StepSpan};
use super::tally::Tally;
use crate::indicator::Indicator;
use crate::shop::{NONE, ServiceRole, ServiceRow};
use crate::time::Day;
use std::collections::BTreeMap;

type Period = Option<(Day, Day)>;

impl Facts<'_> {
    pub(super) fn service<S: Sink>(&self, steps: &mut StepEmitter<'_, S>) {
        let mut by_period: BTreeMap<Period, Vec<u32>> = BTreeMap::new();
        for (index, row) in self.shop.service().iter().enumerate() {
            by_period.entry(row.period).or_default().push(index as u32);
        }
        for (period, rows) in &by_period {
            let day = period.map_or(self.undated_service_day, |(_, last)| last);
            match self.summary(rows) {
                Some((index, summary)) => self.service_row(index, &summary, day, steps),
                None => {
                    for index in rows {
                        if let Some(row) = self.shop.service().get(*index as usize) {
                            self.service_row(*index, row, day, steps);
                        }
                    }
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
        let (counts, rates) = (of_role(ServiceRole::Counts), of_role(ServiceRole::Rates));
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

    fn service_row<S: Sink>(&self, index: u32, row: &ServiceRow, day: Day, steps: &mut StepEmitter<'_, S>) {
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
        let facts = [
            (Indicator::ImReply3MinRate, weighted(row.reply_3min, row.sessions, true)),
            (Indicator::ImReplySeconds, weighted(row.reply_seconds, row.sessions, false)),
            (
                Indicator::ImDissatisfactionRate,
                weighted(row.dissatisfaction, row.rated.or(row.sessions), true),
            ),
        ];
        for (indicator, tally) in facts {
            let case = StepSpan {
                measure: Measure::Of(indicator),
                subject: Subject::Service(index),
                cohort: day,
                from: day,
                until: Day::NEVER,
            };
            if let Some(tally) = tally {
                steps.once(case, tally, NONE);
            }
        }
    }
}
