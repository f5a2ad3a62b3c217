//! From the scores of shops to one list.

use super::model::{ScoredShop, ShopIndicator, ShopList, ShopRow, ShopStatus};
use crate::catalogue::{Diagnostic, Severity};
use crate::report::head::DocumentHead;
use crate::report::score::{IndicatorRow, ScoreReport};
use crate::report::warning::WarningRow;
use crate::rulebook::Comparison;

/// What the list was asked with.
pub(crate) struct ListedShops {
    /// The folder, as given.
    pub folder: String,
    /// Whether that is a table of sums.
    pub from_sums: bool,
    pub fail_under: Option<f64>,
    pub max_age: Option<i32>,
    /// The shops, in any order.
    pub shops: Vec<ShopRow>,
    pub other_folders: Vec<String>,
}

/// The list, in its order: whatever the order in which the shops were done.
pub(crate) fn build_shop_list(asked: ListedShops) -> ShopList {
    let ListedShops { folder, from_sums, fail_under, max_age, mut shops, other_folders } = asked;
    // Points and not scores: rulebooks have scales of their own.
    let points = |row: &ShopRow| {
        row.scored.as_ref().and_then(|own| own.score.points.filter(|_| own.score.value.is_some()))
    };
    let class = |row: &ShopRow| match (points(row), row.status) {
        (Some(_), _) => 0,
        (None, ShopStatus::Failed) => 2,
        (None, _) => 1,
    };
    shops.sort_by(|a, b| {
        let by_points = points(a).unwrap_or_default().total_cmp(&points(b).unwrap_or_default());
        let by_name = || a.shop.cmp(&b.shop).then_with(|| a.folder.cmp(&b.folder));
        class(a).cmp(&class(b)).then(by_points).then_with(by_name)
    });
    let known: Vec<f64> = shops.iter().filter_map(points).collect();
    for row in &mut shops {
        let own = points(row);
        // Equals share a place.
        row.rank = own.map(|own| known.iter().filter(|other| **other > own).count() + 1);
        let total = row.scored.as_ref().and_then(|own| own.score.value);
        row.below = total.zip(fail_under).map(|(total, least)| !Comparison::AtLeast.holds(total, least));
        let age = row.scored.as_ref().and_then(|own| own.age.days);
        row.too_old = age.zip(max_age).map(|(age, most)| age > most);
    }
    ShopList {
        head: DocumentHead::of::<ShopList>(),
        folder,
        from_sums,
        fail_under,
        max_age,
        shops,
        other_folders,
    }
}

impl ShopRow {
    /// A shop that was scored.
    pub(crate) fn of(report: &ScoreReport, shop: String, folder: String) -> ShopRow {
        let is = |severity: Severity| move |row: &&WarningRow| row.severity == severity;
        let errors: Vec<WarningRow> = report.warnings.iter().filter(is(Severity::Error)).cloned().collect();
        let beside = &report.score.beside;
        let weakest = report.weakest.first().copied();
        let scored = ScoredShop {
            as_of: report.head.as_of,
            rulebook: report.head.rulebook.clone(),
            score: report.score.total.clone(),
            scale_max: report.score.scale_max,
            change_1d: beside.change_1d,
            change_7d: beside.change_7d,
            change_30d: beside.change_30d,
            weakest,
            weakest_lost: weakest.and_then(|id| report.indicator(id)?.figures.day.lost_score),
            missed: report.thresholds.iter().filter(|row| row.met == Some(false)).cloned().collect(),
            coverage: report.coverage.clone(),
            age: report.age.clone(),
            indicators: report.indicators.iter().map(ShopIndicator::of).collect(),
        };
        ShopRow {
            rank: None,
            shop,
            folder,
            page: None,
            status: if errors.is_empty() { ShopStatus::Ok } else { ShopStatus::Refused },
            scored: Some(scored),
            below: None,
            too_old: None,
            warnings: report.warnings.iter().filter(is(Severity::Warning)).count(),
            errors,
        }
    }

    /// A shop that could not be scored.
    pub(crate) fn failed(shop: String, folder: String, why: &[Diagnostic]) -> ShopRow {
        let of = |severity| why.iter().filter(move |own| own.code.severity() == severity);
        ShopRow {
            rank: None,
            shop,
            folder,
            page: None,
            status: ShopStatus::Failed,
            scored: None,
            below: None,
            too_old: None,
            warnings: of(Severity::Warning).count(),
            errors: of(Severity::Error).map(Into::into).collect(),
        }
    }
}

impl ShopIndicator {
    fn of(row: &IndicatorRow) -> ShopIndicator {
        let day = &row.figures.day;
        ShopIndicator {
            title: row.title.clone(),
            numerator: row.figures.numerator,
            denominator: row.figures.denominator,
            value: day.value,
            points: day.points,
            weight_in_total: day.weight_in_total,
            lost_score: day.lost_score,
            status: day.status,
            change_7d: row.detail.beside.change_7d,
        }
    }
}
