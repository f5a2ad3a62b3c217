//! Customer service.

use super::context::ReaderContext;
use super::service_cells::{ServiceAgent, ServiceDate};
use crate::catalogue::diagnostics;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::StatusWords;
use crate::input::rejection::CellResult;
use crate::input::row::Row;
use crate::shop::ServiceRow;

/// Reads a row of a customer-service export.
pub(super) fn read_service(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let ReaderContext { words, caches, .. } = context;
    let words: &StatusWords = words;
    let agent = row.text(Field::Agent)?;
    let agent = agent.as_deref().unwrap_or_default();
    let ServiceAgent { role, is_whole } = caches
        .service_agents
        .of(row, Field::Agent, |row| Ok(ServiceAgent::of(row, row.text(Field::Agent)?, words)))?;
    let said = caches
        .service_dates
        .of(row, Field::ServiceDate, |row| Ok(ServiceDate::of(row.text(Field::ServiceDate)?, words)))?;
    // A cell that is neither a day nor a range may still be a time of day beside a date.
    let date = match said {
        ServiceDate::Total | ServiceDate::Range(..) => None,
        ServiceDate::Day(day) => Some(day),
        ServiceDate::Unsaid => row.stamp(Field::ServiceDate)?.and_then(|time| time.day()),
    };
    let range = if let ServiceDate::Range(first, last) = said { Some((first, last)) } else { None };
    let (counts, rates) = (&mut caches.service_counts, &mut caches.service_rates);
    let mut count =
        |field| counts.of(row, field, |row| row.cell(field, diagnostics::count_unreadable, cell::count));
    let mut rate =
        |field| rates.of(row, field, |row| row.cell(field, diagnostics::rate_unreadable, cell::rate));
    let service = ServiceRow {
        period: date.map(|day| (day, day)).or(range).or(context.periods.given).or(context.periods.of_file),
        role,
        may_be_total: row.has(Field::ServiceDate)
            && date.is_none()
            && (said == ServiceDate::Total || is_whole || agent.is_empty()),
        agent: 0,
        sessions: count(Field::Sessions)?,
        rated: count(Field::RatedSessions)?,
        reply_3min: rate(Field::Reply3Min)?,
        reply_seconds: caches.service_durations.of(row, Field::ReplySeconds, |row| {
            row.cell(Field::ReplySeconds, diagnostics::duration_unreadable, |text| {
                cell::duration(text, row.mapping.name(Field::ReplySeconds).contains('秒'))
            })
        })?,
        dissatisfaction: rate(Field::Dissatisfaction)?,
        source: context.source,
    };
    context.batch.service(agent, service);
    Ok(())
}
