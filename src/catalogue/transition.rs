//! What call sites that are not functions yet go by.
#![allow(missing_docs)]

use super::*;
use crate::field::{Field, Kind};
use crate::indicator::{Dimension, Explanation, Figure, Indicator, IndicatorInfo};

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
pub type Facts = IndicatorInfo;

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

impl Indicator {
    pub fn facts(self) -> &'static IndicatorInfo {
        self.info()
    }

    pub fn explanation(self) -> &'static Explanation {
        &self.info().explanation
    }
}
