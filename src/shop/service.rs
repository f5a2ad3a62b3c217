//! Customer service: one row for each day or period and agent. Of several rows the newest wins, for the columns its
//! file has.

use super::{Shop, overwrite};
use crate::field::Kind;
use crate::time::Day;
use std::collections::BTreeSet;

/// Whose figures a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceRole {
    /// One agent's.
    Agent,
    /// The shop's counts (店铺汇总值).
    Counts,
    /// The shop's rates and means (店铺平均值).
    Rates,
    /// The whole shop's counts, rates and means.
    Whole,
}

/// A row of a customer-service export. Outer `None`: the file has no such column; inner: blank.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// First and last day; `None` where neither the row nor the file says that.
    pub period: Option<(Day, Day)>,
    /// Whose figures.
    pub role: ServiceRole,
    /// Whether it has no day in a table with a column of days: if others of its file have one, it is their total.
    pub(crate) may_be_total: bool,
    /// The number of the agent's name.
    pub agent: u32,
    /// Conversations.
    pub sessions: Option<Option<i64>>,
    /// Conversations rated by buyers.
    pub rated: Option<Option<i64>>,
    /// Share answered within three minutes, in 1e-9.
    pub reply_3min: Option<Option<i64>>,
    /// Mean time to reply, seconds in 1e-9.
    pub reply_seconds: Option<Option<i64>>,
    /// Share rated as dissatisfied, in 1e-9.
    pub dissatisfaction: Option<Option<i64>>,
    /// The number of its file.
    pub source: u32,
}

impl Shop {
    /// `row.agent` is set here.
    pub(super) fn add_service(&mut self, agent: &str, mut row: ServiceRow) {
        if row.may_be_total {
            row.may_be_total = false;
            self.service_totals.push((agent.to_owned(), row));
            return;
        }
        row.agent = self.agents.intern_text(agent).0;
        self.remarks.undated_service_rows += u64::from(row.period.is_none());
        let key = (row.period, row.agent);
        match self.service_keys.get(&key).and_then(|i| self.service.get_mut(*i)) {
            None => {
                self.service_keys.insert(key, self.service.len());
                self.service.push(row);
            }
            Some(known) => {
                let older = known.source;
                if older != row.source && known.role == row.role && known.differs(&row) {
                    *self.service_conflicts.entry((older, row.source)).or_default() += 1;
                }
                known.source = row.source;
                known.role = row.role;
                overwrite(&mut known.sessions, row.sessions.map(Some));
                overwrite(&mut known.rated, row.rated.map(Some));
                overwrite(&mut known.reply_3min, row.reply_3min.map(Some));
                overwrite(&mut known.reply_seconds, row.reply_seconds.map(Some));
                overwrite(&mut known.dissatisfaction, row.dissatisfaction.map(Some));
                self.count_duplicate(older);
            }
        }
    }

    /// Leaves out the totals of tables of days; a table of nothing but a total keeps it.
    pub(super) fn settle_service_totals(&mut self) {
        let has_days: BTreeSet<u32> = self
            .service
            .iter()
            .filter(|row| row.period.is_some_and(|(a, b)| a == b))
            .map(|row| row.source)
            .collect();
        for (agent, row) in std::mem::take(&mut self.service_totals) {
            if has_days.contains(&row.source) {
                self.remarks.service_totals += 1;
                if let Some(disposition) = self.dispositions.get_mut(row.source as usize) {
                    disposition.excluded += 1;
                }
                continue;
            }
            if let Some((first, last)) = row.period {
                let own = &mut self.days[Kind::Service as usize].own;
                (first.0..=last.0).for_each(|day| own.add(Day(day)));
                if let Some(days) = self.source_days.get_mut(row.source as usize) {
                    (first.0..=last.0).for_each(|day| days.add(Day(day)));
                }
            }
            self.add_service(&agent, row);
        }
    }
}

impl ServiceRow {
    /// Whether a figure that both have is another one.
    fn differs(&self, other: &ServiceRow) -> bool {
        let differ = |a: Option<Option<i64>>, b: Option<Option<i64>>| {
            a.flatten().zip(b.flatten()).is_some_and(|(a, b)| a != b)
        };
        differ(self.sessions, other.sessions)
            || differ(self.reply_3min, other.reply_3min)
            || differ(self.reply_seconds, other.reply_seconds)
            || differ(self.dissatisfaction, other.dissatisfaction)
    }
}
