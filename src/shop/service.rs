//! Customer service: one row for each day or period and agent. Of several rows the newest wins, for the columns its
//! file has.

use super::{Shop, overwrite};
use crate::time::Day;

/// Whose figures a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceRole {
    /// One agent's.
    Agent,
    /// The shop's counts (店铺汇总值).
    Counts,
    /// The shop's rates and means (店铺平均值).
    Rates,
}

/// A row of a customer-service export. Outer `None`: the file has no such column; inner: blank.
#[derive(Debug, Clone)]
pub struct ServiceRow {
    /// First and last day; `None` where neither the row nor the file says that.
    pub period: Option<(Day, Day)>,
    /// Whose figures.
    pub role: ServiceRole,
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
}
