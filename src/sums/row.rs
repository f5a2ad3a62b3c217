//! A row of a table of sums. Its fields are the columns, in the order in which they are written.

use crate::time::Day;
use schemars::JsonSchema;

/// What a measure comes to at the end of a day, over the days of a window that ends there. A row of which all five numbers
/// are 0 may be missing; rows and columns may come in any order.
#[derive(Debug, JsonSchema)]
#[schemars(title = "tiyanfen sums: a row")]
pub struct SumsRow<'a> {
    /// The shop's name; blank where it has none.
    pub shop: Option<&'a str>,
    /// The as-of day.
    pub day: Day,
    /// What is summed up: the id of an indicator, or `valid_orders`.
    pub measure: &'a str,
    /// The length of the window that ends on the day.
    #[schemars(range(min = 1, max = 36_500))]
    pub window_days: i32,
    /// The sum of the numerators, in the unit of facts; it may be beyond 64 bits.
    pub numerator: i128,
    /// The sum of the denominators.
    #[schemars(range(min = 0))]
    pub denominator: i64,
    /// How many of the denominator rest on a stand-in or an estimate.
    #[schemars(range(min = 0))]
    pub approximate: i64,
    /// Left out because something needed is unknown.
    #[schemars(range(min = 0))]
    pub unknown: i64,
    /// Left out because a duration is negative.
    #[schemars(range(min = 0))]
    pub negative: i64,
}

#[cfg(test)]
mod tests {
    use super::SumsRow;
    use crate::sums::COLUMNS;

    #[test]
    fn the_columns_are_its_fields() {
        let schema = serde_json::to_value(schemars::schema_for!(SumsRow<'_>)).unwrap();
        let fields: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, COLUMNS);
    }
}
