//! A diagnostic explained.

use crate::catalogue::{Code, Input, Lang};
use serde::Serialize;

/// A diagnostic explained. Texts in both languages; keys never absent.
#[derive(Debug, Serialize)]
pub struct CodePage {
    /// What is explained: `diagnostic`.
    pub topic: &'static str,
    /// The code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What it means.
    pub meaning_zh: &'static str,
    /// What it means.
    pub meaning_en: &'static str,
    /// What it means for the score.
    pub effect_zh: &'static str,
    /// What it means for the score.
    pub effect_en: &'static str,
    /// What to do, as the example says it.
    pub mend_zh: String,
    /// What to do, as the example says it.
    pub mend_en: String,
    /// An example as the program says it.
    pub example_zh: String,
    /// An example as the program says it.
    pub example_en: String,
    /// What brings the example out; null where no line or two can show it.
    pub input: Option<InputExample>,
    #[serde(skip)]
    pub(super) of: Code,
}

/// What brings a diagnostic out, and the same mended.
#[derive(Debug, Serialize)]
pub struct InputExample {
    /// The file; null for a command line.
    pub file: Option<&'static str>,
    /// The file's header; null for a command line.
    pub header: Option<&'static str>,
    /// The wrong lines.
    pub wrong: Vec<&'static str>,
    /// The mended ones; empty where another export mends it.
    pub right: Vec<&'static str>,
}

impl CodePage {
    /// A code explained.
    pub fn of(code: Code) -> CodePage {
        let explanation = code.explanation();
        let example = code.example();
        let input = explanation.input.map(|input| match input {
            Input::Typed { wrong, right } => {
                InputExample { file: None, header: None, wrong: vec![wrong], right: vec![right] }
            }
            Input::File { header, wrong, right } => InputExample {
                file: explanation.path(),
                header: Some(header),
                wrong: wrong.to_vec(),
                right: right.to_vec(),
            },
        });
        CodePage {
            topic: "diagnostic",
            code: code.id(),
            severity: code.severity().id(),
            meaning_zh: explanation.meaning.zh,
            meaning_en: explanation.meaning.en,
            effect_zh: explanation.effect.zh,
            effect_en: explanation.effect.en,
            mend_zh: example.mend(Lang::Zh),
            mend_en: example.mend(Lang::En),
            example_zh: example.render(Lang::Zh),
            example_en: example.render(Lang::En),
            input,
            of: code,
        }
    }
}
