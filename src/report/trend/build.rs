//! From scorecards to a trend.

use super::model::*;
use crate::analysis::{Analysis, ThresholdHistory, ThresholdStatus};
use crate::catalogue::Diagnostic;
use crate::indicator::Indicator;
use crate::report::build::no_data;
use crate::report::rows::{rulebook_title, warning_row};
use crate::report::thresholds::borders_of_total;
use crate::report::{Request, SCHEMA_VERSION, ThresholdRow, Tool, status};
use crate::rounding::shown_score;
use crate::rulebook::{Definitions, ScoredDimension, Threshold, in_force};
use crate::scorecard::Scorecard;
use crate::time::Day;

/// Scores the `days` days that end on the as-of day; the warnings come separately too, to be shown beside.
/// An error where no scored indicator has data on any of them.
pub fn build_trend(request: &Request<'_>, days: i32) -> Result<(Trend, Vec<Diagnostic>), Box<Diagnostic>> {
    let (rulebook, as_of) = (request.rulebook, request.as_of);
    let (definitions, scoring) = (&rulebook.definitions, &rulebook.scoring);
    let analysis = request.analysis();
    let cards = analysis.scorecards(days);
    if cards.iter().all(|(_, card)| card.coverage == 0.0 && card.value.is_none()) {
        return Err(Box::new(no_data(&analysis)));
    }
    let from = as_of.plus(1 - days);
    let mut diagnostics = request.loaded.diagnostics.clone();
    diagnostics.extend(request.notes.iter().cloned());
    diagnostics.extend(analysis.warnings(from));
    let in_force = in_force(&scoring.thresholds, request.profile.industry.as_deref(), as_of);
    let histories = in_force.iter().map(|t| (*t, analysis.threshold_history(t, from, as_of)));
    let histories: Vec<(&Threshold, ThresholdHistory)> = histories.collect();
    let rows = histories.iter().map(|(t, history)| threshold(t, definitions, history));
    let thresholds: Vec<TrendThreshold> = rows.collect();
    let borders = borders_of_total(thresholds.iter().map(|t| &t.row));
    let days = cards.iter().enumerate().map(|(place, (day, card))| {
        let statuses = histories.iter().filter_map(|(t, history)| Some((*t, history.statuses.get(place)?)));
        TrendDay {
            thresholds: statuses.map(|(t, status)| threshold_day(t, status)).collect(),
            ..day_of(*day, card, &borders, &analysis)
        }
    });
    let trend = Trend {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        rulebook: rulebook_title(rulebook),
        from,
        as_of,
        as_of_basis: request.as_of_basis,
        scale_min: scoring.scale.min,
        scale_max: scoring.scale.max,
        dimensions: scoring.dimensions.iter().filter_map(dimension_head).collect(),
        indicators: Indicator::ALL.iter().map(|i| indicator_head(*i, request)).collect(),
        days: days.collect(),
        thresholds,
        inputs: request.loaded.files.iter().map(Into::into).collect(),
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

fn threshold(threshold: &Threshold, definitions: &Definitions, history: &ThresholdHistory) -> TrendThreshold {
    let row = ThresholdRow::new(threshold, definitions, history);
    let crossings = history.crossings.iter().map(|crossing| CrossingRow {
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

fn threshold_day(threshold: &Threshold, status: &ThresholdStatus) -> TrendThresholdDay {
    TrendThresholdDay {
        id: threshold.id.clone(),
        met: status.met,
        value: status.tightest_reading().and_then(|reading| reading.value),
        distance: status.tightest_reading().and_then(|reading| reading.room),
        distance_of: status.tightest,
    }
}

fn day_of(day: Day, card: &Scorecard, borders: &[f64], analysis: &Analysis<'_>) -> TrendDay {
    let indicators: Vec<TrendIndicator> = card
        .indicators
        .iter()
        .map(|own| {
            let from = day.plus(1 - own.window_days);
            let counted = analysis.counted(own);
            TrendIndicator {
                id: own.indicator.id(),
                numerator: counted.map(|c| c.0),
                denominator: counted.map(|c| c.1),
                value: own.value,
                points: own.points,
                weight_in_total: own.weight_in_total,
                lost_score: own.lost,
                status: status::of_indicator(
                    own,
                    analysis.availability().covered_days(own.indicator, from, day),
                ),
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
