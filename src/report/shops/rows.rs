//! Shops as rows.

use super::model::{ScoredShop, ShopRow, ShopStatus};
use crate::catalogue::{Code, Lang};
use crate::indicator::Indicator;
use crate::report::names;
use crate::report::thresholds::ThresholdRow;
use crate::time::Day;
use serde::Serialize;

/// A row.
#[derive(Debug, Serialize)]
pub(super) struct ListRow<'a> {
    rank: Option<usize>,
    shop: &'a str,
    folder: &'a str,
    status: ShopStatus,
    as_of: Option<Day>,
    rulebook_id: Option<&'a str>,
    value: Option<f64>,
    points: Option<f64>,
    change_1d: Option<f64>,
    change_7d: Option<f64>,
    change_30d: Option<f64>,
    weakest: Option<Indicator>,
    weakest_zh: Option<&'static str>,
    weakest_en: Option<&'static str>,
    weakest_lost: Option<f64>,
    missed: Option<usize>,
    missed_zh: String,
    missed_en: String,
    coverage: Option<f64>,
    covered_days: Option<i32>,
    window_days: Option<i32>,
    age_days: Option<i32>,
    below: Option<bool>,
    too_old: Option<bool>,
    warnings: usize,
    error: Option<Code>,
    error_zh: Option<&'a str>,
    error_en: Option<&'a str>,
    page: Option<&'a str>,
}

impl<'a> ListRow<'a> {
    pub(super) fn of(row: &'a ShopRow) -> ListRow<'a> {
        let own = row.scored.as_ref();
        let weakest = own.and_then(|own| own.weakest);
        let missed = own.map(|own| own.missed.as_slice()).unwrap_or_default();
        let titles = |title: fn(&ThresholdRow) -> &str, lang| names::listed(missed.iter().map(title), lang);
        let days = |of: fn(&ScoredShop) -> Option<i32>| own.and_then(of);
        let error = row.errors.first();
        ListRow {
            rank: row.rank,
            shop: &row.shop,
            folder: &row.folder,
            status: row.status,
            as_of: own.map(|own| own.as_of),
            rulebook_id: own.map(|own| own.rulebook.id.as_str()),
            value: own.and_then(|own| own.score.value),
            points: own.and_then(|own| own.score.points),
            change_1d: own.and_then(|own| own.change_1d),
            change_7d: own.and_then(|own| own.change_7d),
            change_30d: own.and_then(|own| own.change_30d),
            weakest,
            weakest_zh: weakest.map(|id| names::indicator(id, Lang::Zh)),
            weakest_en: weakest.map(|id| names::indicator(id, Lang::En)),
            weakest_lost: own.and_then(|own| own.weakest_lost),
            missed: own.map(|own| own.missed.len()),
            missed_zh: titles(|row| &row.title_zh, Lang::Zh),
            missed_en: titles(|row| &row.title_en, Lang::En),
            coverage: own.map(|own| own.coverage.weight),
            covered_days: days(|own| own.coverage.days.days),
            window_days: days(|own| own.coverage.days.window),
            age_days: days(|own| own.age.days),
            below: row.below,
            too_old: row.too_old,
            warnings: row.warnings,
            error: error.map(|error| error.code),
            error_zh: error.map(|error| error.message_zh.as_str()),
            error_en: error.map(|error| error.message_en.as_str()),
            page: row.page.as_deref(),
        }
    }
}
