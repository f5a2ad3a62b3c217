//! A table of sums from a timeline.

use super::COLUMNS;
use crate::shown_text::as_text;
use crate::time::Day;
use crate::timeline::{Measure, Tally, Timeline};
use std::io::{self, Write};

/// Writes the sums of a shop at the end of each day from one to another, in windows of these lengths, in order.
///
/// What is nothing is left out, save valid orders: every day and every window has a row by which one knows that it was
/// asked for.
///
/// # Errors
///
/// Where it cannot be written.
pub fn write(
    to: &mut dyn Write,
    timeline: &Timeline,
    shop: Option<&str>,
    (from, last): (Day, Day),
    windows: &[i32],
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS)?;
    // Spreadsheet programs calculate what looks like a formula.
    let shop = as_text(shop.unwrap_or_default());
    let mut windows = windows.to_vec();
    windows.sort_unstable();
    windows.dedup();
    for day in (from.0..=last.0).map(Day) {
        let of_day = day.to_string();
        for (measure, window) in Measure::all().flat_map(|of| windows.iter().map(move |days| (of, *days))) {
            let sums = timeline.at(measure, window, day);
            if sums != Tally::default() || measure == Measure::ValidOrders {
                let Tally { numerator, denominator, approximate, unknown, negative } = sums;
                let counts = [denominator, approximate, unknown, negative].map(|count| count.to_string());
                let key = [&*shop, &of_day, measure.id()];
                let numbers = [window.to_string(), numerator.to_string()];
                let cells = key.into_iter().chain(numbers.iter().chain(&counts).map(String::as_str));
                writer.write_record(cells)?;
            }
        }
    }
    writer.flush()
}
