//! The statement that adds facts up on an engine: how many cases stand on each day in each window.
//!
//! A fact times a window is two steps: up on the first day on which it stands, down on the day on which it no longer does. Sums
//! of steps by day, added up over the days, are the sums of what stands. So the engine handles two rows a fact and window,
//! however many days are asked for; days without a step are filled in at the end. `sums.sql` is the statement of every engine.

mod dialect;
mod source;

pub use dialect::Engine;
pub use source::Source;

use crate::time::Day;

/// The statement with places for the words of an engine and for what is asked.
const STATEMENT: &str = include_str!("sums.sql");
/// Of every row of facts, and of sums.
const NUMBERS: [&str; 5] = ["numerator", "denominator", "approximate", "unknown", "negative"];
/// Columns of facts by which sums can be grouped, beside the shop.
pub const GROUPS: [&str; 6] = ["product_id", "carrier", "province", "reason_class", "channel", "creator"];

/// What is asked of an engine.
#[derive(Debug)]
pub struct Sums<'a> {
    /// Where the facts are.
    pub facts: Source,
    /// The first and the last as-of day.
    pub days: (Day, Day),
    /// Lengths of windows in days.
    pub windows: &'a [i32],
    /// Some of [`GROUPS`].
    pub groups: &'a [&'a str],
}

impl Sums<'_> {
    /// The statement, without a semicolon.
    pub fn statement(&self, engine: Engine) -> String {
        let words = engine.dialect();
        let day = |day: Day| format!("CAST('{day}' AS {})", words.date);
        let (first, last) = self.days;
        let groups: Vec<&str> = ["shop"].into_iter().chain(self.groups.iter().copied()).collect();
        let windows: Vec<String> =
            self.windows.iter().map(|days| format!("SELECT {days} AS window_days")).collect();
        let each_day = format!("{} AS day", words.each_day);
        let places: [(&str, String); 18] = [
            ("windows", windows.join("\n    UNION ALL ")),
            ("groups_of_facts", lines(&groups, |name| format!("COALESCE({name}, '') AS {name}"))),
            (
                "numbers_of_facts",
                lines(&NUMBERS, |name| format!("CAST({name} AS {}) AS {name}", words.wide_integer)),
            ),
            ("changes", lines(&NUMBERS, |name| format!("SUM(sign * {name}) AS {name}"))),
            ("running", lines(&NUMBERS, |name| format!("SUM({name}) OVER by_day AS {name}"))),
            ("groups", lines(&groups, str::to_owned)),
            ("groups_in_line", groups.join(", ")),
            ("groups_and_day", [&groups[..], &[each_day.as_str()]].concat().join(",\n  ")),
            ("numbers", NUMBERS.join(",\n  ")),
            ("is_any", NUMBERS.map(|name| format!("{name} <> 0")).join(" OR ")),
            ("order", [&groups[..], &["day", "measure", "window_days"]].concat().join(", ")),
            ("date", words.date.to_owned()),
            ("date_or_null", words.date_or_null.to_owned()),
            ("leaves", words.leaves.to_owned()),
            ("first_day", day(first)),
            ("last_day", day(last)),
            ("day_after", day(last.plus(1))),
            // Last, because a path may hold anything.
            ("facts", self.facts.relation(engine)),
        ];
        places
            .iter()
            .fold(STATEMENT.to_owned(), |text, (name, with)| text.replace(&format!("{{{name}}}"), with))
    }
}

/// Columns of an inner SELECT, a line each.
fn lines(names: &[&str], written: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| written(name)).collect::<Vec<_>>().join(",\n      ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts_table::COLUMNS;

    #[test]
    fn what_is_added_up_and_grouped_by_are_columns_of_facts() {
        assert!(NUMBERS.iter().chain(&GROUPS).all(|name| COLUMNS.contains(name)));
    }
}
