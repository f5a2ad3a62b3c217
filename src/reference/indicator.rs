//! An indicator explained under a rulebook.

use super::model::*;
use crate::catalogue::{Lang, Text, Words, fill};
use crate::field::Field;
use crate::indicator::Indicator;
use crate::indicator::explanation::{PLACES, ReasonGroup};
use crate::input::columns::Columns;
use crate::report::{RulebookTitle, scores};
use crate::rulebook::{Curve, Deadline, Rulebook};

/// A rulebook's name for people.
pub(super) fn name_of(rulebook: &RulebookTitle, lang: Lang) -> String {
    let title = rulebook.title(lang);
    let name = title.map_or_else(|| rulebook.id.clone(), |title| format!("{} {title}", rulebook.id));
    if rulebook.estimate { Text::ExplainEstimate.with(lang, &[("name", name)]) } else { name }
}

/// Weight in the dimension and of the whole score.
pub(super) fn weights(rulebook: &Rulebook, indicator: Indicator) -> Option<(f64, f64)> {
    let parts = rulebook.scoring.dimensions.iter().flat_map(|d| d.indicators.iter().map(move |i| (d, i)));
    let mut own = parts.filter(|(_, part)| part.indicator() == Some(indicator));
    own.next().map(|(dimension, part)| (part.weight, dimension.weight * part.weight))
}

impl IndicatorPage {
    /// An indicator under a rulebook, its columns by their header names.
    pub fn of(indicator: Indicator, rulebook: &Rulebook, columns: &Columns) -> IndicatorPage {
        let facts = indicator.facts();
        let explanation = indicator.explanation();
        let places = |lang| places(indicator, rulebook, lang);
        let (zh, en) = (places(Lang::Zh), places(Lang::En));
        let fill_zh = |words: Words| fill(words.zh, &zh);
        let fill_en = |words: Words| fill(words.en, &en);
        let mut scored = rulebook.scoring.dimensions.iter().flat_map(|d| &d.indicators);
        let curve = scored.find(|part| part.indicator() == Some(indicator)).map(|part| &part.curve);
        let (weight_in_dimension, weight_in_total) = weights(rulebook, indicator).unzip();
        let range = facts.unit.range();
        IndicatorPage {
            topic: "indicator",
            id: facts.id,
            name_zh: facts.name_zh,
            name_en: facts.name_en,
            dimension: facts.dimension.id(),
            dimension_zh: facts.dimension.name_zh(),
            dimension_en: facts.dimension.name_en(),
            unit: facts.unit.id(),
            direction: facts.direction.id(),
            definition_zh: fill_zh(explanation.definition),
            definition_en: fill_en(explanation.definition),
            numerator_zh: fill_zh(explanation.numerator),
            numerator_en: fill_en(explanation.numerator),
            denominator_zh: fill_zh(explanation.denominator),
            denominator_en: fill_en(explanation.denominator),
            cohort_zh: fill_zh(explanation.cohort),
            cohort_en: fill_en(explanation.cohort),
            raises_zh: fill_zh(explanation.raises),
            raises_en: fill_en(explanation.raises),
            lowers_zh: fill_zh(explanation.lowers),
            lowers_en: fill_en(explanation.lowers),
            enters_zh: fill_zh(explanation.enters),
            enters_en: fill_en(explanation.enters),
            notes_zh: explanation.notes.iter().map(|note| fill_zh(*note)).collect(),
            notes_en: explanation.notes.iter().map(|note| fill_en(*note)).collect(),
            advice_zh: facts.advice_zh,
            advice_en: facts.advice_en,
            reason_classes: explanation
                .by_reason
                .map_or_else(Vec::new, |group| reason_classes(rulebook, group)),
            sources: explanation
                .sources
                .iter()
                .map(|(basis, text)| SourceLine {
                    basis: basis.id(),
                    text_zh: fill_zh(*text),
                    text_en: fill_en(*text),
                    name: basis.name(),
                })
                .collect(),
            rulebook: rulebook.into(),
            approximation: rulebook
                .definitions
                .approximation(indicator)
                .map(|a| ApproximationLine { why_zh: a.why_zh.clone(), why_en: a.why_en.clone() }),
            window_days: rulebook.definitions.window_days(indicator),
            weight_in_dimension,
            weight_in_total,
            curve: curve.map(|curve| match curve {
                Curve::Linear { .. } => "linear",
                Curve::Steps { .. } => "steps",
            }),
            anchors: curve.map_or_else(Vec::new, anchors),
            beyond: match curve {
                Some(Curve::Steps { beyond, .. }) => Some(*beyond),
                _ => None,
            },
            exports: facts.kinds.iter().map(|kind| kind.id()).collect(),
            columns: facts.columns.iter().map(|any_of| group(any_of, columns)).collect(),
            set: SetLine {
                example: format!("{}={}", facts.id, facts.example),
                least: *range.start(),
                most: *range.end(),
            },
            indicator,
        }
    }
}

fn anchors(curve: &Curve) -> Vec<Anchor> {
    let pairs = match curve {
        Curve::Linear { anchors } => anchors,
        Curve::Steps { tiers, .. } => tiers,
    };
    pairs.iter().map(|(value, points)| Anchor { value: *value, points: *points }).collect()
}

fn group(any_of: &[Field], columns: &Columns) -> Vec<ColumnNames> {
    let names = |field: &Field| ColumnNames {
        export: field.kind().id(),
        field: field.key(),
        names: columns.names(*field).to_vec(),
        of: *field,
    };
    any_of.iter().map(names).collect()
}

fn reason_classes(rulebook: &Rulebook, group: ReasonGroup) -> Vec<ReasonClass> {
    let classes = rulebook.definitions.reason_classes();
    classes
        .map(|(class, words, counts)| ReasonClass {
            class: class.to_owned(),
            counts: match group {
                ReasonGroup::Quality => counts.quality,
                ReasonGroup::Logistics => counts.logistics,
                ReasonGroup::Damage => counts.damage,
            },
            words: words.to_vec(),
        })
        .collect()
}

/// What a rulebook puts into the places of an explanation.
fn places(indicator: Indicator, rulebook: &Rulebook, lang: Lang) -> Vec<(&'static str, String)> {
    let definitions = &rulebook.definitions;
    let clock = |hour: i64| format!("{hour:02}:00");
    let deadline = match &definitions.pickup_deadline {
        Deadline::Hours(hours) => Text::DeadlineHours.with(lang, &[("n", hours.to_string())]),
        Deadline::Named(_) => Text::DeadlineNextDay.with(lang, &[]),
    };
    let value = |place: &str| match place {
        "days" => definitions.window_days(indicator).to_string(),
        "deadline" => deadline.clone(),
        "presale" => definitions.presale_after_hours.to_string(),
        "pickup_from" => clock(definitions.pickup_night.from_hour),
        "pickup_to" => clock(definitions.pickup_night.to_hour),
        "review_from" => clock(definitions.review_night.from_hour),
        "review_to" => clock(definitions.review_night.to_hour),
        "scores" => scores(&definitions.pickup_score, lang),
        "refund_only_within" => definitions.handled_within_hours.refund_only.to_string(),
        "return_within" => definitions.handled_within_hours.returned.to_string(),
        "sla" => definitions.waybill_sla_hours.to_string(),
        _ => definitions.quality_mark.clone(),
    };
    PLACES.into_iter().map(|place| (place, value(place))).collect()
}
