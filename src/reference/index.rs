//! Everything that can be explained, a line each.

use super::indicator::weights;
use super::readable;
use crate::catalogue::{Code, Lang};
use crate::indicator::Indicator;
use crate::report::RulebookTitle;
use crate::rulebook::Rulebook;
use serde::Serialize;

/// Everything that can be explained. Texts in both languages; keys never absent.
#[derive(Debug, Serialize)]
pub struct Index {
    /// What this is: `index`.
    pub topic: &'static str,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// The indicators, in the order in which reports show them.
    pub indicators: Vec<IndicatorLine>,
    /// The diagnostics.
    pub diagnostics: Vec<CodeLine>,
}

/// An indicator on one line.
#[derive(Debug, Serialize)]
pub struct IndicatorLine {
    /// The id.
    pub id: &'static str,
    /// The platform's name.
    pub name_zh: &'static str,
    /// The name in English.
    pub name_en: &'static str,
    /// The dimension's id.
    pub dimension: &'static str,
    /// The unit's id.
    pub unit: &'static str,
    /// `high` or `low` is better.
    pub direction: &'static str,
    /// The window in days.
    pub window_days: i32,
    /// Weight of the whole score, 0…1; null without weight.
    pub weight_in_total: Option<f64>,
    /// What it is.
    pub definition_zh: &'static str,
    /// What it is.
    pub definition_en: &'static str,
    #[serde(skip)]
    pub(super) of: Indicator,
}

/// A diagnostic on one line.
#[derive(Debug, Serialize)]
pub struct CodeLine {
    /// The code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong; … stands for what differs from case to case.
    pub message_zh: String,
    /// What is wrong; … stands for what differs from case to case.
    pub message_en: String,
    /// What to do; … stands for what differs from case to case.
    pub mend_zh: String,
    /// What to do; … stands for what differs from case to case.
    pub mend_en: String,
    #[serde(skip)]
    pub(super) of: Code,
}

impl Index {
    /// Everything, with windows and weights of a rulebook.
    pub fn of(rulebook: &Rulebook) -> Index {
        let indicators = Indicator::ALL.into_iter().map(|of| {
            let (facts, definition) = (of.facts(), of.explanation().definition);
            IndicatorLine {
                id: facts.id,
                name_zh: facts.name_zh,
                name_en: facts.name_en,
                dimension: facts.dimension.id(),
                unit: facts.unit.id(),
                direction: facts.direction.id(),
                window_days: rulebook.definitions.window_days(of),
                weight_in_total: weights(rulebook, of).map(|(_, whole)| whole),
                definition_zh: definition.zh,
                definition_en: definition.en,
                of,
            }
        });
        let diagnostics = Code::ALL.iter().map(|of| CodeLine {
            code: of.id(),
            severity: of.severity().id(),
            message_zh: message(*of, Lang::Zh),
            message_en: message(*of, Lang::En),
            mend_zh: readable(of.mend(Lang::Zh)),
            mend_en: readable(of.mend(Lang::En)),
            of: *of,
        });
        Index {
            topic: "index",
            rulebook: rulebook.into(),
            indicators: indicators.collect(),
            diagnostics: diagnostics.collect(),
        }
    }
}

/// What is wrong, with what should have been found where that is always the same.
fn message(code: Code, lang: Lang) -> String {
    let template = code.message(lang);
    match code.expected() {
        Some(text) => readable(&template.replace("{expected}", text.pick(lang))),
        None => readable(template),
    }
}
