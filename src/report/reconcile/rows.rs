//! A reconciliation as rows: one per line of the file, with its first cause.

use super::model::Reconciliation;
use crate::indicator::Figure;
use crate::insight::reconcile::{Agreement, CauseOfDifference, FigureLevel, ReconcileCause, ReconcileRow};
use crate::report::FigureUnit;
use crate::time::Day;
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub(super) struct LineRow<'a> {
    as_of: Day,
    shop: Option<&'a str>,
    rulebook_id: &'a str,
    level: FigureLevel,
    id: Figure,
    name_zh: &'a str,
    name_en: &'a str,
    unit: FigureUnit,
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

/// The rows, day by day.
pub(super) fn rows(report: &Reconciliation) -> impl Iterator<Item = LineRow<'_>> {
    let lines = report.days.iter().flat_map(|day| day.rows.iter().map(move |row| (day, row)));
    lines.map(|(day, row)| LineRow {
        as_of: day.as_of,
        shop: report.shop.as_deref(),
        rulebook_id: &day.rulebook.id,
        level: row.level,
        id: row.id,
        name_zh: &row.name_zh,
        name_en: &row.name_en,
        unit: row.unit.map_or(FigureUnit::Score, FigureUnit::Of),
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
        cause: row.causes.first().and_then(|cause| cause.finding.cause.id()),
        exact: row.causes.first().map(|cause| cause.finding.exact),
        causes: joined(row, " ", |cause| cause.finding.cause.id().map_or("", CauseOfDifference::id)),
        explanation_zh: joined(row, "；", |cause| &cause.explanation_zh),
        explanation_en: joined(row, "; ", |cause| &cause.explanation_en),
    })
}

fn joined(row: &ReconcileRow, mark: &str, of: impl Fn(&ReconcileCause) -> &str) -> String {
    row.causes.iter().map(of).collect::<Vec<_>>().join(mark)
}
