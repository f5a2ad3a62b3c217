//! The columns of a table of facts. Their order, names and meanings are these fields'.

use crate::time::Day;
use schemars::JsonSchema;
use serde::Serialize;

/// A step: what a case adds to a measure, and when. Nothing personal is here, because nothing personal is in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen facts: a row")]
pub struct FactRow<'a> {
    /// The shop's name; null (in CSV blank) where it has none.
    pub shop: Option<&'a str>,
    /// To what it adds: the id of an indicator, or `valid_orders`.
    pub measure: &'a str,
    /// The day that places the case in a window: in one of W days that ends on D it lies where D - W < `cohort_day` <= D.
    pub cohort_day: Day,
    /// The first as-of day on which it stands, never before the cohort day.
    pub known_from: Day,
    /// The first as-of day on which it stands no longer; null where it stays.
    pub known_until: Option<Day>,
    /// What it adds to the numerator: orders, seconds, stars in 1/232792560, pickup scores in 1/100, rates and means of
    /// customer service times conversations in 1e-9. What does not fit into 64 bits comes as several rows.
    pub numerator: i64,
    /// What it adds to the denominator.
    pub denominator: i64,
    /// How many of the denominator rest on a stand-in or an estimate.
    pub approximate: i64,
    /// Left out because something needed is unknown.
    pub unknown: i64,
    /// Left out because a duration is negative.
    pub negative: i64,
    /// The order; null for customer service, and where an after-sale names none.
    pub order_id: Option<&'a str>,
    /// The product that is concerned; null where it has no id.
    pub product_id: Option<&'a str>,
    /// The carrier of the parcel picked up last.
    pub carrier: Option<&'a str>,
    /// The province.
    pub province: Option<&'a str>,
    /// The class of the reason of the after-sale that made it a case.
    pub reason_class: Option<&'a str>,
    /// The channel the order came through.
    pub channel: Option<&'a str>,
    /// The creator who sold it.
    pub creator: Option<&'a str>,
}

/// Their names, for whoever writes or reads a table without a row at hand.
pub const COLUMNS: [&str; 17] = [
    "shop",
    "measure",
    "cohort_day",
    "known_from",
    "known_until",
    "numerator",
    "denominator",
    "approximate",
    "unknown",
    "negative",
    "order_id",
    "product_id",
    "carrier",
    "province",
    "reason_class",
    "channel",
    "creator",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_columns() {
        let schema = serde_json::to_value(schemars::schema_for!(FactRow<'_>)).unwrap();
        let columns: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(columns, COLUMNS);
    }
}
