//! From scorecards to a trend.

use super::model::*;
use crate::catalogue::{Code, Diagnostic};
use crate::indicator::Indicator;
use crate::insight::{crossings, trend};
use crate::report::build::absent;
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::{Request, SCHEMA_VERSION, Tool, status, warnings};
use crate::rulebook::{ScoredDimension, Threshold};
use crate::scorecard::{Availability, Card, Scorer, shown_score};
use crate::time::Day;
use crate::timeline::{Facts, Timeline};

/// Scores the `days` days that end on the as-of day; the warnings come separately too, to be shown beside.
/// An error where no scored indicator has data on any of them.
pub fn build_trend(request: &Request<'_>, days: i32) -> Result<(Trend, Vec<Diagnostic>), Box<Diagnostic>> {
    let (shop, rulebook, as_of) = (&request.loaded.shop, request.rulebook, request.as_of);
    let (definitions, scoring) = (&rulebook.definitions, &rulebook.scoring);
    let facts = Facts::new(shop, definitions, as_of);
    let timeline = Timeline::build(&facts, definitions.window_lengths());
    let availability = Availability::of(shop);
    let scorer = Scorer {
        timeline: &timeline,
        definitions,
        scoring,
        manual: request.manual,
        claims: request.claims,
        availability: &availability,
    };
    let cards = trend(&scorer, as_of, days);
    let Some((from, _)) =
        cards.first().filter(|_| cards.iter().any(|(_, card)| card.coverage > 0.0 || card.value.is_some()))
    else {
        let no_data = Diagnostic::new(Code::NoData).with("as_of", as_of);
        return Err(Box::new(no_data.with("missing", absent(shop))));
    };
    let mut diagnostics = request.loaded.diagnostics.clone();
    diagnostics.extend(request.notes.iter().cloned());
    if let Some((_, last)) = cards.last() {
        diagnostics.extend(warnings::of(request, *from, last, &availability, &timeline));
    }
    let at: Vec<f64> = scoring.thresholds.iter().map(|t| t.at).collect();
    let trend = Trend {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        shop: request.shop_name.clone(),
        rulebook: rulebook_title(rulebook),
        from: *from,
        as_of,
        as_of_basis: request.as_of_basis,
        scale_min: scoring.scale.min,
        scale_max: scoring.scale.max,
        dimensions: scoring.dimensions.iter().filter_map(dimension_head).collect(),
        indicators: Indicator::ALL.iter().map(|i| indicator_head(*i, request)).collect(),
        thresholds: scoring.thresholds.iter().map(|t| threshold(t, &cards)).collect(),
        days: cards.iter().map(|(day, card)| day_of(*day, card, &at, &availability)).collect(),
        inputs: request.loaded.files.iter().map(input_row).collect(),
        warnings: diagnostics.iter().map(warning_row).collect(),
    };
    Ok((trend, diagnostics))
}

fn dimension_head(scored: &ScoredDimension) -> Option<TrendDimensionHead> {
    let dimension = scored.dimension()?;
    Some(TrendDimensionHead {
        id: dimension.id(),
        name_zh: dimension.name_zh(),
        name_en: dimension.name_en(),
        weight: scored.weight,
    })
}

fn indicator_head(indicator: Indicator, request: &Request<'_>) -> TrendIndicatorHead {
    let facts = indicator.facts();
    let parts = request.rulebook.scoring.dimensions.iter().flat_map(|d| &d.indicators);
    TrendIndicatorHead {
        id: facts.id,
        name_zh: facts.name_zh,
        name_en: facts.name_en,
        dimension: facts.dimension.id(),
        unit: facts.unit,
        direction: facts.direction,
        window_days: request.rulebook.definitions.window_days(indicator),
        weight_in_dimension: parts
            .filter(|part| part.indicator() == Some(indicator))
            .map(|part| part.weight)
            .next()
            .unwrap_or(0.0),
    }
}

fn threshold(threshold: &Threshold, cards: &[(Day, Card)]) -> TrendThreshold {
    let crossings = crossings(cards, threshold.at).into_iter().map(|crossing| CrossingRow {
        day: crossing.day,
        met: crossing.after >= threshold.at,
        before: crossing.before,
        after: crossing.after,
        same_data: crossing.same_data,
    });
    TrendThreshold {
        id: threshold.id.clone(),
        title_zh: threshold.title_zh.clone(),
        title_en: threshold.title_en.clone(),
        at: threshold.at,
        crossings: crossings.collect(),
    }
}

fn day_of(day: Day, card: &Card, thresholds: &[f64], availability: &Availability) -> TrendDay {
    let indicators: Vec<TrendIndicator> = card
        .indicators
        .iter()
        .map(|own| {
            let from = day.plus(1 - own.window_days);
            let counted = status::counted(own, availability);
            TrendIndicator {
                id: own.indicator.id(),
                numerator: counted.map(|c| c.0),
                denominator: counted.map(|c| c.1),
                value: own.value,
                points: own.points,
                weight_in_total: own.weight_in_total,
                lost_score: own.lost,
                status: status::of_indicator(own, availability.covered_days(own.indicator, from, day)),
                approximate: own.tally.approximate > 0,
            }
        })
        .collect();
    let dimensions: Vec<TrendDimension> = card
        .dimensions
        .iter()
        .map(|own| {
            let parts = card.indicators.iter().zip(&indicators).filter(|(score, _)| {
                score.indicator.facts().dimension == own.dimension && score.weight_in_dimension > 0.0
            });
            TrendDimension {
                id: own.dimension.id(),
                points: own.points,
                value: own.value,
                weight_in_total: own.weight_in_total,
                lost_score: own.lost,
                status: status::of_whole(own.points.is_some(), parts.map(|(_, row)| row.status)),
            }
        })
        .collect();
    TrendDay {
        day,
        score: TrendScore {
            value: card.value,
            display: card.value.map(|v| shown_score(v, thresholds.iter().copied())),
            points: card.points,
            coverage: card.coverage,
            low: card.low,
            high: card.high,
            status: status::of_whole(card.value.is_some(), dimensions.iter().map(|d| d.status)),
        },
        dimensions,
        indicators,
    }
}
