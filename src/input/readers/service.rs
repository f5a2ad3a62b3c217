//! Customer service.

use super::context::ReaderContext;
use crate::catalogue::diagnostics;
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::matches;
use crate::input::readers::period_of_name;
use crate::input::rejection::CellResult;
use crate::input::row::Row;
use crate::shop::{ServiceRole, ServiceRow};
use crate::time::Day;

/// Reads a row of a customer-service export.
pub(super) fn read_service(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let agent = row.text(Field::Agent)?;
    let agent = agent.as_deref().unwrap_or_default();
    let words = context.words;
    let date_cell = row.text(Field::ServiceDate)?;
    // The first row of a table of days is their total: its date is blank, a range or a word.
    let (range, is_total) = match date_cell.as_deref() {
        Some(text) if matches(text, &words.service_total) => (None, true),
        Some(text) => (range_of_days(text), false),
        None => (None, false),
    };
    let has_no_day = is_total || range.is_some();
    let date = if has_no_day { None } else { row.stamp(Field::ServiceDate)?.and_then(|time| time.day()) };
    let is_whole = !row.has(Field::Agent) || matches(agent, &words.service_total);
    let role = if matches(agent, &words.service_counts_row) {
        ServiceRole::Counts
    } else if matches(agent, &words.service_rates_row) {
        ServiceRole::Rates
    } else if is_whole {
        ServiceRole::Whole
    } else {
        ServiceRole::Agent
    };
    let says_seconds = row.mapping.name(Field::ReplySeconds).contains('秒');
    let count = |field| row.cell(field, diagnostics::count_unreadable, cell::count);
    let rate = |field| row.cell(field, diagnostics::rate_unreadable, cell::rate);
    let service = ServiceRow {
        period: date.map(|day| (day, day)).or(range).or(context.periods.given).or(context.periods.of_file),
        role,
        may_be_total: row.has(Field::ServiceDate)
            && date.is_none()
            && (is_total || is_whole || agent.is_empty()),
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

/// `2026-09-01~2026-09-15`: a cell of two dates.
fn range_of_days(text: &str) -> Option<(Day, Day)> {
    if cell::time(text).is_some() {
        return None;
    }
    period_of_name(text).filter(|(first, last)| first < last)
}
