//! The table of indicators: names, unit, what an indicator needs of the exports, what is said of it.

use crate::bilingual::{Bilingual, OneOrBoth};
use crate::fields::FieldNames;
use crate::source::{
    EnumValue, Enumeration, Generated, Problems, each_table, elements, file, files, variant,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const FOLDER: &str = "src/indicator";

/// The order, and what several indicators have in common; every other file is a dimension.
const SHARED: &str = "src/indicator/shared.toml";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Shared {
    order: Vec<String>,
    texts: BTreeMap<String, Bilingual>,
}

/// A text that stands alone is the name of a shared one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Indicator {
    name: Bilingual,
    unit: String,
    better: String,
    exports: Vec<String>,
    columns: Vec<Vec<String>>,
    example: String,
    figures: Bilingual,
    advice: Bilingual,
    definition: OneOrBoth,
    numerator: OneOrBoth,
    denominator: OneOrBoth,
    cohort: OneOrBoth,
    raises: OneOrBoth,
    lowers: OneOrBoth,
    enters: OneOrBoth,
    notes: Vec<OneOrBoth>,
    sources: Vec<Source>,
    /// The group of reason classes that it counts.
    reasons: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    basis: String,
    zh: String,
    en: String,
}

pub fn compile(fields: &FieldNames, problems: &mut Problems) -> Generated {
    let shared: Shared = file(Path::new(SHARED), problems).unwrap_or_default();
    let mut values = BTreeMap::new();
    for path in files(FOLDER, problems).iter().filter(|path| *path != Path::new(SHARED)) {
        let dimension = path.file_stem().and_then(|stem| stem.to_str()).map(variant).unwrap_or_default();
        each_table(path, problems, |id, indicator: Indicator| {
            let place = shared.order.iter().position(|known| known == id);
            let place = place.ok_or_else(|| format!("is not in the order of {SHARED}"))?;
            let entry = indicator.entry(id, &dimension, fields, &shared)?;
            let doc = format!("{}: {}.", indicator.name.en, indicator.name.zh);
            values.insert(place, EnumValue { name: variant(id), doc, entry });
            Ok(())
        });
    }
    if problems.is_empty() && values.len() != shared.order.len() {
        problems.push(format!("{SHARED}: order: names what is no indicator, or one twice"));
    }
    let attributes = "/// An indicator.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]";
    let values = values.into_values().collect();
    let indicators = Enumeration { name: "Indicator", attributes, entry: "IndicatorInfo", values };
    ("indicators.rs", indicators.code())
}

impl Indicator {
    fn entry(
        &self,
        id: &str,
        dimension: &str,
        fields: &FieldNames,
        shared: &Shared,
    ) -> Result<String, String> {
        for text in [&self.name, &self.figures, &self.advice] {
            text.places()?;
        }
        let kinds = elements(&self.exports, |kind| format!("Kind::{}", variant(kind)));
        let mut columns = Vec::new();
        for any_of in &self.columns {
            let named = any_of.iter().map(|column| {
                let name =
                    fields.get(column).ok_or_else(|| format!("columns: there is no field {column}"))?;
                Ok(format!("Field::{name}"))
            });
            columns.push(format!("&[{}]", named.collect::<Result<Vec<_>, String>>()?.join(", ")));
        }
        Ok(format!(
            "IndicatorInfo {{ id: {id:?}, name: {}, dimension: Dimension::{dimension}, unit: Unit::{}, \
             direction: Direction::{}, kinds: &[{kinds}], columns: &[{}], example: {:?}, figures: {}, advice: {}, \
             explanation: {} }}",
            self.name.value(),
            variant(&self.unit),
            variant(&self.better),
            columns.join(", "),
            self.example,
            self.figures.value(),
            self.advice.value(),
            self.explanation(shared)?
        ))
    }

    fn explanation(&self, shared: &Shared) -> Result<String, String> {
        let named = [
            ("definition", &self.definition),
            ("numerator", &self.numerator),
            ("denominator", &self.denominator),
            ("cohort", &self.cohort),
            ("raises", &self.raises),
            ("lowers", &self.lowers),
            ("enters", &self.enters),
        ];
        let mut code = String::new();
        for (name, text) in named {
            code += &format!("{name}: {}, ", shared.text(text)?.value());
        }
        let mut notes = Vec::new();
        for note in &self.notes {
            notes.push(shared.text(note)?.value());
        }
        let mut sources = Vec::new();
        for Source { basis, zh, en } in &self.sources {
            let text = Bilingual { zh: zh.clone(), en: en.clone() };
            text.places()?;
            sources.push(format!("(Basis::{}, {})", variant(basis), text.value()));
        }
        if sources.is_empty() {
            return Err("sources: none is named".to_owned());
        }
        let reasons = self.reasons.as_ref();
        let reasons =
            reasons.map_or("None".to_owned(), |group| format!("Some(ReasonGroup::{})", variant(group)));
        Ok(format!(
            "Explanation {{ {code}notes: &[{}], sources: &[{}], by_reason: {reasons} }}",
            notes.join(", "),
            sources.join(", ")
        ))
    }
}

impl Shared {
    fn text<'t>(&'t self, text: &'t OneOrBoth) -> Result<&'t Bilingual, String> {
        let text = text.own_or(&self.texts)?;
        text.places()?;
        Ok(text)
    }
}
