//! What call sites that are not functions yet go by.
#![allow(missing_docs)]

use super::*;
use crate::field::{Field, Kind};
use crate::indicator::{AnyOf, Dimension, Direction, Explanation, Figure, Indicator, Unit};
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/text_enum.rs"));

impl Text {
    pub fn with(self, lang: Lang, args: &[(&str, String)]) -> String {
        fill(self.template(lang), args)
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::from((text.template(Lang::Zh), text.template(Lang::En)))
    }
}

impl Severity {
    pub fn text(self) -> Text {
        match self {
            Severity::Error => Text::Error,
            Severity::Warning => Text::Warning,
            Severity::Note => Text::Note,
        }
    }
}

impl Code {
    pub fn mend(self, lang: Lang) -> &'static str {
        self.fix(lang)
    }
}

impl Diagnostic {
    pub fn new(code: Code) -> Diagnostic {
        Diagnostic::of(code, Vec::new())
    }

    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Diagnostic {
        self.args.push((name, arg.into()));
        self
    }

    pub fn mend(&self, lang: Lang) -> String {
        self.fix(lang)
    }
}

pub type Words = Bilingual;

pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

pub fn kind_name(kind: Kind) -> (&'static str, &'static str) {
    (kind.name(Lang::Zh), kind.name(Lang::En))
}

pub fn purpose(field: Field) -> (&'static str, &'static str) {
    (field.purpose().zh, field.purpose().en)
}

impl Dimension {
    pub fn name_zh(self) -> &'static str {
        self.name(Lang::Zh)
    }

    pub fn name_en(self) -> &'static str {
        self.name(Lang::En)
    }
}

impl Figure {
    pub fn names(self) -> (&'static str, &'static str) {
        (self.name(Lang::Zh), self.name(Lang::En))
    }
}

#[derive(Debug)]
pub struct Facts {
    pub id: &'static str,
    pub name_zh: &'static str,
    pub name_en: &'static str,
    pub dimension: Dimension,
    pub unit: Unit,
    pub direction: Direction,
    pub kinds: &'static [Kind],
    pub columns: &'static [AnyOf],
    pub example: &'static str,
    pub figures_zh: &'static str,
    pub figures_en: &'static str,
    pub advice_zh: &'static str,
    pub advice_en: &'static str,
}

static FACTS: LazyLock<[Facts; Indicator::ALL.len()]> = LazyLock::new(|| {
    Indicator::ALL.map(|indicator| {
        let info = indicator.info();
        Facts {
            id: info.id,
            name_zh: info.name.zh,
            name_en: info.name.en,
            dimension: info.dimension,
            unit: info.unit,
            direction: info.direction,
            kinds: info.kinds,
            columns: info.columns,
            example: info.example,
            figures_zh: info.figures.zh,
            figures_en: info.figures.en,
            advice_zh: info.advice.zh,
            advice_en: info.advice.en,
        }
    })
});

impl Indicator {
    pub fn facts(self) -> &'static Facts {
        &FACTS[self.index()]
    }

    pub fn explanation(self) -> &'static Explanation {
        &self.info().explanation
    }
}
