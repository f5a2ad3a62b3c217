//! Customer service.

use super::context::ReaderContext;
use crate::catalogue::diagnostics;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::matches;
use crate::input::row::{Rejection, Row};
use crate::shop::{ServiceRole, ServiceRow};

/// Reads a row of a customer-service export.
pub(super) fn read_service(row: &Row<'_>, context: &mut ReaderContext<'_>) -> Result<(), Rejection> {
    let agent = row.text(Field::Agent)?;
    let agent = agent.as_deref().unwrap_or_default();
    let date = row.stamp(Field::ServiceDate)?.and_then(|time| time.day());
    let words = context.words;
    let role = if matches(agent, &words.service_counts_row) {
        ServiceRole::Counts
    } else if matches(agent, &words.service_rates_row) {
        ServiceRole::Rates
    } else {
        ServiceRole::Agent
    };
    let says_seconds = row.mapping.name(Field::ReplySeconds).contains('秒');
    let count = |field| row.cell(field, diagnostics::count_unreadable, cell::count);
    let rate = |field| row.cell(field, diagnostics::rate_unreadable, cell::rate);
    let service = ServiceRow {
        period: date.map(|day| (day, day)).or(context.periods.given).or(context.periods.of_file),
        role,
        agent: 0,
        sessions: count(Field::Sessions)?,
        rated: count(Field::RatedSessions)?,
        reply_3min: rate(Field::Reply3Min)?,
        reply_seconds: row.cell(Field::ReplySeconds, diagnostics::duration_unreadable, |text| {
            cell::duration(text, says_seconds)
        })?,
        dissatisfaction: rate(Field::Dissatisfaction)?,
        source: context.source,
    };
    context.batch.service(agent, service);
    Ok(())
}
