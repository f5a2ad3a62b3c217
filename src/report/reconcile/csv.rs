//! A reconciliation as rows of a CSV: one per line of the file, with its first cause.

use super::model::*;
use crate::insight::reconcile::{Agreement, CauseOfDifference};
use crate::time::Day;
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub struct ReconcileCsvRow<'a> {
    /// The as-of day.
    as_of: Day,
    /// The shop's name.
    shop: Option<&'a str>,
    /// The rulebook's id.
    rulebook_id: &'a str,
    level: FigureLevel,
    id: &'static str,
    name_zh: &'static str,
    name_en: &'static str,
    unit: &'static str,
    window_days: Option<i32>,
    numerator: Option<f64>,
    denominator: Option<i64>,
    official_value: Option<f64>,
    value: Option<f64>,
    value_difference: Option<f64>,
    official_points: Option<f64>,
    points: Option<f64>,
    points_difference: Option<f64>,
    status: Agreement,
    /// The first cause.
    cause: Option<CauseOfDifference>,
    /// Does it bring the official figure out?
    exact: Option<bool>,
    /// All causes.
    causes: String,
    explanation_zh: String,
    explanation_en: String,
}

impl Reconciliation {
    /// The rows, day by day.
    pub fn rows(&self) -> impl Iterator<Item = ReconcileCsvRow<'_>> {
        let days = self.days.iter().flat_map(|day| day.rows.iter().map(move |row| (day, row)));
        days.map(|(day, row)| ReconcileCsvRow {
            as_of: day.as_of,
            shop: self.shop.as_deref(),
            rulebook_id: &day.rulebook.id,
            level: row.level,
            id: row.id,
            name_zh: row.name_zh,
            name_en: row.name_en,
            unit: row.unit.map_or("score", |unit| unit.id()),
            window_days: row.window_days,
            numerator: row.numerator,
            denominator: row.denominator,
            official_value: row.official_value,
            value: row.value,
            value_difference: row.value_difference,
            official_points: row.official_points,
            points: row.points,
            points_difference: row.points_difference,
            status: row.status,
            cause: row.causes.first().map(|cause| cause.cause.id()),
            exact: row.causes.first().map(|cause| cause.exact),
            causes: joined(row, " ", |cause| cause.cause.id().id()),
            explanation_zh: joined(row, "；", |cause| &cause.explanation_zh),
            explanation_en: joined(row, "; ", |cause| &cause.explanation_en),
        })
    }
}

fn joined(row: &ReconcileRow, mark: &str, of: impl Fn(&ReconcileCause) -> &str) -> String {
    row.causes.iter().map(of).collect::<Vec<_>>().join(mark)
}
