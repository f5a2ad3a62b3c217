//! From scorecards to a trend.

use super::model::*;
use crate::catalogue::{Code, Diagnostic};
use crate::indicator::Indicator;
use crate::insight::{Judge, trend};
use crate::report::build::absent;
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::thresholds::borders_of_total;
use crate::report::{Request, SCHEMA_VERSION, ThresholdRow, Tool, status, warnings};
use crate::rulebook::{Definitions, ScoredDimension, Threshold, in_force};
use crate::scorecard::{Availability, Scorecard, Scorer, shown_score};
use crate::time::Day;
use crate::timeline::{Facts, Timeline};

/// Scores the `days` days that end on the as-of day; the warnings come separately too, to be shown beside.
/// An error where no scored indicator has data on any of them.
pub fn build_trend(request: &Request<'_>, days: i32) -> Result<(Trend, Vec<Diagnostic>), Box<Diagnostic>> {
    let (shop, rulebook, as_of) = (&request.loaded.shop, request.rulebook, request.as_of);
    let (definitions, scoring) = (&rulebook.definitions, &rulebook.scoring);
    let facts = Facts::new(shop, definitions, as_of);
    let timeline = Timeline::build(&facts, rulebook.window_lengths());
    let availability = Availability::of(shop);
    let scorer = Scorer {
        timeline: &timeline,
        definitions,
        scoring,
        manual: request.manual,
        claims: &request.claims,
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
    let mut judge = Judge::new(&scorer);
    let in_force = in_force(&scoring.thresholds, request.profile.industry.as_deref(), as_of);
    let rows = in_force.iter().map(|t| threshold(&mut judge, t, definitions, (*from, as_of)));
    let thresholds: Vec<TrendThreshold> = rows.collect();
    let borders = borders_of_total(thresholds.iter().map(|t| &t.row));
    let days = cards.iter().map(|(day, card)| TrendDay {
        thresholds: in_force.iter().map(|t| threshold_day(&mut judge, t, *day)).collect(),
        ..day_of(*day, card, &borders, &availability)
    });
    let trend = Trend {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        rulebook: rulebook_title(rulebook),
        from: *from,
        as_of,
        as_of_basis: request.as_of_basis,
        scale_min: scoring.scale.min,
        scale_max: scoring.scale.max,
        dimensions: scoring.dimensions.iter().filter_map(dimension_head).collect(),
        indicators: Indicator::ALL.iter().map(|i| indicator_head(*i, request)).collect(),
        days: days.collect(),
        thresholds,
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
    let facts = indicator.info();
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

fn threshold(
    judge: &mut Judge<'_>,
    threshold: &Threshold,
    definitions: &Definitions,
    (first, last): (Day, Day),
) -> TrendThreshold {
    let row = ThresholdRow::at(judge, threshold, definitions, last);
    let crossings = judge.crossings(threshold, first, last).into_iter().map(|crossing| CrossingRow {
        day: crossing.day,
        met: crossing.met,
        of: row.conditions.get(crossing.condition).map_or("", |condition| condition.of),
        condition: crossing.condition,
        before: crossing.before,
        after: crossing.after,
        same_data: crossing.same_data,
    });
    TrendThreshold { crossings: crossings.collect(), row }
}

fn threshold_day(judge: &mut Judge<'_>, threshold: &Threshold, day: Day) -> TrendThresholdDay {
    let verdict = judge.verdict(threshold, day);
    TrendThresholdDay {
        id: threshold.id.clone(),
        met: verdict.met,
        value: verdict.tightest_reading().and_then(|reading| reading.value),
        distance: verdict.tightest_reading().and_then(|reading| reading.room),
        distance_of: verdict.tightest,
    }
}

fn day_of(day: Day, card: &Scorecard, borders: &[f64], availability: &Availability) -> TrendDay {
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
                score.indicator.info().dimension == own.dimension && score.weight_in_dimension > 0.0
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
            display: card.value.map(|v| shown_score(v, borders.iter().copied())),
            points: card.points,
            coverage: card.coverage,
            low: card.low,
            high: card.high,
            status: status::of_whole(card.value.is_some(), dimensions.iter().map(|d| d.status)),
        },
        dimensions,
        indicators,
        thresholds: Vec::new(),
    }
}
