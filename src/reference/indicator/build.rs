//! An indicator explained under a rulebook: what each table says of it.

use super::model::{Anchor, ColumnNames, CurveForm, IndicatorPage, ReasonClass, SetByHand, Source};
use crate::catalogue::{Bilingual, Lang, fill, text};
use crate::field::Field;
use crate::indicator::Indicator;
use crate::indicator::explanation::{PLACES, ReasonGroup};
use crate::input::columns::Columns;
use crate::report::{RulebookTitle, scores};
use crate::rulebook::{Curve, Deadline, Rulebook};

/// A rulebook's name for people.
pub(crate) fn name_of(rulebook: &RulebookTitle, lang: Lang) -> String {
    let title = rulebook.title(lang);
    let name = title.map_or_else(|| rulebook.id.clone(), |title| format!("{} {title}", rulebook.id));
    if rulebook.estimate { text::explain_estimate(lang, name) } else { name }
}

impl IndicatorPage {
    /// An indicator under a rulebook, its columns by their header names.
    pub(crate) fn of(indicator: Indicator, rulebook: &Rulebook, columns: &Columns) -> IndicatorPage {
        let info = indicator.info();
        let explanation = &info.explanation;
        let definitions = &rulebook.definitions;
        let places = Bilingual::from_fn(|lang| places(indicator, rulebook, lang));
        let filled = |said: Bilingual| Bilingual::from_fn(|lang| fill(said.pick(lang), places.of(lang)));
        let (scored, weight_in_total) = rulebook.scoring.scored(indicator).unzip();
        let curve = scored.map(|part| &part.curve);
        let anchors = curve.map_or(&[][..], Curve::pairs).iter();
        let range = info.unit.range();
        IndicatorPage {
            id: indicator,
            name: info.name.to_owned(),
            dimension: info.dimension,
            dimension_name: Bilingual::from_fn(|lang| info.dimension.name(lang).to_owned()),
            unit: info.unit,
            direction: info.direction,
            definition: filled(explanation.definition),
            numerator: filled(explanation.numerator),
            denominator: filled(explanation.denominator),
            cohort: filled(explanation.cohort),
            raises: filled(explanation.raises),
            lowers: filled(explanation.lowers),
            enters: filled(explanation.enters),
            notes: Bilingual::from_fn(|lang| {
                explanation.notes.iter().map(|note| fill(note.pick(lang), places.of(lang))).collect()
            }),
            advice: info.advice.to_owned(),
            reason_classes: explanation
                .by_reason
                .map_or_else(Vec::new, |group| reason_classes(rulebook, group)),
            sources: explanation
                .sources
                .iter()
                .map(|(basis, said)| Source { basis: *basis, text: filled(*said) })
                .collect(),
            rulebook: rulebook.into(),
            approximation: definitions.approximation(indicator).cloned(),
            window_days: definitions.window_days(indicator),
            weight_in_dimension: scored.map(|part| part.weight),
            weight_in_total,
            curve: curve.map(|curve| match curve {
                Curve::Linear { .. } => CurveForm::Linear,
                Curve::Steps { .. } => CurveForm::Steps,
            }),
            anchors: anchors.map(|(value, points)| Anchor { value: *value, points: *points }).collect(),
            beyond: match curve {
                Some(Curve::Steps { beyond, .. }) => Some(*beyond),
                _ => None,
            },
            exports: info.kinds.to_vec(),
            columns: info.columns.iter().map(|any_of| group(any_of, columns)).collect(),
            set: SetByHand {
                example: format!("{}={}", info.id, info.example),
                least: *range.start(),
                most: *range.end(),
            },
        }
    }
}

fn group(any_of: &[Field], columns: &Columns) -> Vec<ColumnNames> {
    let names = |field: &Field| ColumnNames {
        export: field.kind(),
        field: field.key().to_owned(),
        names: columns.names(*field).to_vec(),
    };
    any_of.iter().map(names).collect()
}

fn reason_classes(rulebook: &Rulebook, group: ReasonGroup) -> Vec<ReasonClass> {
    let classes = rulebook.definitions.reason_classes();
    classes
        .map(|(class, words, counts)| ReasonClass {
            class: class.to_string(),
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
fn places(indicator: Indicator, rulebook: &Rulebook, lang: Lang) -> [(&'static str, String); PLACES.len()] {
    let definitions = &rulebook.definitions;
    let clock = |hour: i64| format!("{hour:02}:00");
    let deadline = match &definitions.pickup_deadline {
        Deadline::Hours(hours) => text::deadline_hours(lang, hours),
        Deadline::EndOf(_) => text::deadline_next_day(lang).to_owned(),
    };
    [
        ("days", definitions.window_days(indicator).to_string()),
        ("deadline", deadline),
        ("presale", definitions.presale_after_hours.to_string()),
        ("pickup_from", clock(definitions.pickup_night.from_hour)),
        ("pickup_to", clock(definitions.pickup_night.to_hour)),
        ("review_from", clock(definitions.review_night.from_hour)),
        ("review_to", clock(definitions.review_night.to_hour)),
        ("sla", definitions.waybill_sla_hours.to_string()),
        ("scores", scores(&definitions.pickup_score, lang)),
        ("refund_only_within", definitions.handled_within_hours.refund_only.to_string()),
        ("return_within", definitions.handled_within_hours.returned.to_string()),
        ("mark", definitions.quality_mark.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let rulebook = Rulebook::default_rulebook().unwrap();
        let filled = places(Indicator::ALL[0], &rulebook, Lang::Zh);
        assert_eq!(filled.map(|(place, _)| place), PLACES);
    }
}
