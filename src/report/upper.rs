//! The total and the dimensions in the shape of an indicator: the upper rows of the CSV.

use super::build::Builder;
use super::model::*;
use super::sets::Status;
use super::status;
use crate::catalogue::{Lang, Text};
use crate::indicator::Direction;
use crate::scorecard::Scorecard;

impl Builder<'_> {
    /// Total and dimensions as rows of the CSV.
    pub(super) fn upper_rows(&self, dimensions: &[DimensionRow]) -> Vec<IndicatorRow> {
        let score = self.score();
        let blank = || IndicatorRow {
            as_of: self.request.as_of,
            shop: self.request.shop_name.clone(),
            rulebook_id: self.request.rulebook.id.clone(),
            id: "total",
            name_zh: Text::Total.template(Lang::Zh),
            name_en: Text::Total.template(Lang::En),
            dimension: None,
            unit: "score",
            direction: Direction::High.id(),
            window_days: None,
            window_from: None,
            window_to: None,
            covered_days: None,
            numerator: None,
            denominator: None,
            value: None,
            points: None,
            weight_in_dimension: None,
            weight_in_total: 1.0,
            lost_score: None,
            rank: None,
            status: Status::NoData,
            small_shop: false,
            approximate: false,
            approximate_share: None,
            numerator_30: None,
            denominator_30: None,
            value_30: None,
            points_30: None,
            numerator_90: None,
            denominator_90: None,
            value_90: None,
            points_90: None,
            change_1d: None,
            change_7d: None,
            change_30d: None,
        };
        let of =
            |cards: &Scorecard, id: &str| cards.dimensions.iter().find(|d| d.dimension.id() == id).cloned();
        let total = IndicatorRow {
            value: score.value,
            points: score.points,
            lost_score: score.value.map(|v| score.scale_max - v),
            status: status::of_whole(score.value.is_some(), dimensions.iter().map(|d| d.status)),
            value_30: score.value_30,
            points_30: self.cards.plain_30.points,
            value_90: score.value_90,
            points_90: self.cards.plain_90.points,
            change_1d: score.change_1d,
            change_7d: score.change_7d,
            change_30d: score.change_30d,
            ..blank()
        };
        let rows = dimensions.iter().map(|d| {
            let plain_30 = of(&self.cards.plain_30, d.id);
            let plain_90 = of(&self.cards.plain_90, d.id);
            let change = |before: &Scorecard| Some(d.value? - of(before, d.id)?.value?);
            let [day, week, month] = &self.cards.before;
            IndicatorRow {
                id: d.id,
                name_zh: d.name_zh,
                name_en: d.name_en,
                dimension: Some(d.id),
                value: d.value,
                points: d.points,
                weight_in_total: d.weight_in_total,
                lost_score: d.lost_score,
                status: d.status,
                value_30: plain_30.as_ref().and_then(|p| p.value),
                points_30: plain_30.as_ref().and_then(|p| p.points),
                value_90: plain_90.as_ref().and_then(|p| p.value),
                points_90: plain_90.as_ref().and_then(|p| p.points),
                change_1d: change(day),
                change_7d: change(week),
                change_30d: change(month),
                ..blank()
            }
        });
        std::iter::once(total).chain(rows).collect()
    }
}
