//! What cells of customer service say of whose figures a row holds, and of which days.

use super::period_of_name;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::{StatusWords, matches};
use crate::input::row::Row;
use crate::shop::ServiceRole;
use crate::time::Day;
use std::borrow::Cow;

/// Whose figures a row holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServiceAgent {
    pub(super) role: ServiceRole,
    /// Nobody's in particular.
    pub(super) is_whole: bool,
}

impl ServiceAgent {
    pub(super) fn of(row: &Row<'_>, agent: Option<Cow<'_, str>>, words: &StatusWords) -> ServiceAgent {
        let is = |words: &[String]| agent.as_deref().is_some_and(|agent| matches(agent, words));
        let is_whole = !row.has(Field::Agent) || is(&words.service_total);
        let role = if is(&words.service_counts_row) {
            ServiceRole::Counts
        } else if is(&words.service_rates_row) {
            ServiceRole::Rates
        } else if is_whole {
            ServiceRole::Whole
        } else {
            ServiceRole::Agent
        };
        ServiceAgent { role, is_whole }
    }
}

/// The days of a row. The first row of a table of days is their total: its date is blank, a range or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ServiceDate {
    Day(Day),
    /// `2026-09-01~2026-09-15`: a cell of two dates.
    Range(Day, Day),
    /// A word for all days.
    Total,
    /// Nothing that can be said by the cell alone.
    Unsaid,
}

impl ServiceDate {
    pub(super) fn of(date: Option<Cow<'_, str>>, words: &StatusWords) -> ServiceDate {
        let Some(text) = date else { return ServiceDate::Unsaid };
        if matches(&text, &words.service_total) {
            return ServiceDate::Total;
        }
        match cell::time(&text) {
            Some(time) => time.day().map_or(ServiceDate::Unsaid, ServiceDate::Day),
            None => period_of_name(&text)
                .filter(|(first, last)| first < last)
                .map_or(ServiceDate::Unsaid, |(first, last)| ServiceDate::Range(first, last)),
        }
    }
}
