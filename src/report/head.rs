//! What documents begin with.

use super::block::{Block, Breaks, Line, Paragraph};
use super::document::Document;
use crate::catalogue::{Lang, text};
use crate::rulebook::{PlatformRules, Rulebook, ShopType, is_built_in};
use crate::time::{AsOfBasis, Day};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the documents' shapes.
pub const SCHEMA_VERSION: u32 = 1;

/// What every document begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentHead {
    /// Which document it is.
    pub document: String,
    /// The version of this shape.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
}

impl DocumentHead {
    /// That of a document made by this program.
    pub fn of<D: Document>() -> DocumentHead {
        DocumentHead { document: D::NAME.to_owned(), schema_version: SCHEMA_VERSION, tool: Tool::this() }
    }
}

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// tiyanfen.
    #[schemars(extend("const" = env!("CARGO_PKG_NAME")))]
    pub name: String,
    /// Its version.
    #[schemars(regex(pattern = r"^\d+\.\d+\.\d+"))]
    pub version: String,
}

impl Tool {
    /// This one.
    pub fn this() -> Tool {
        Tool { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// What a document begins with that is about a shop under one rulebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShopHead {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// The as-of day: the last of several.
    pub as_of: Day,
    /// How it was chosen.
    pub as_of_basis: AsOfBasis,
    /// The shop's industry, where given.
    pub industry: Option<String>,
    /// The shop's type, where given.
    pub shop_type: Option<ShopType>,
}

/// A rulebook's title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RulebookTitle {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// Are weights or curves an estimate?
    pub estimate: bool,
    /// The built-in rulebook by which the platform goes on the as-of day, where the document has one.
    pub in_force_id: Option<String>,
}

impl From<&Rulebook> for RulebookTitle {
    fn from(rulebook: &Rulebook) -> RulebookTitle {
        RulebookTitle {
            id: rulebook.id.clone(),
            title_zh: rulebook.title_zh.clone(),
            title_en: rulebook.title_en.clone(),
            estimate: rulebook.estimate,
            in_force_id: None,
        }
    }
}

impl RulebookTitle {
    /// The title of a rulebook by which a day is scored.
    pub fn on(day: Day, rulebook: &Rulebook) -> RulebookTitle {
        let in_force = PlatformRules::on(day, rulebook.family.as_deref());
        RulebookTitle { in_force_id: in_force.map(|rules| rules.id.to_owned()), ..rulebook.into() }
    }

    /// By what the platform goes, where that is another built-in rulebook. A shop's own is its own choice.
    pub(super) fn in_force_line(&self, lang: Lang) -> Option<Block> {
        let in_force = self.in_force_id.as_ref().filter(|id| **id != self.id && is_built_in(&self.id))?;
        let rules = PlatformRules::of(in_force)?;
        let line = text::platform_rules(lang, lang.pick(rules.title_zh, rules.title_en), rules.family);
        Some(Paragraph::new(line).into())
    }

    /// Its title in a language; `None` where that is its id again, so that no word is said twice.
    pub fn title(&self, lang: Lang) -> Option<&str> {
        Some(lang.pick(&self.title_zh, &self.title_en)).filter(|title| *title != self.id)
    }

    /// Title and id.
    pub fn label(&self, lang: Lang) -> String {
        self.title(lang).map_or_else(|| self.id.clone(), |title| format!("{title} {}", self.id))
    }

    /// As much as has room beside an answer: the title, in English the shorter id, and whether it is an estimate.
    pub(crate) fn short_label(&self, lang: Lang) -> String {
        let (name, estimate) = (lang.pick(self.title_zh.as_str(), &self.id), text::estimate(lang));
        match (self.estimate, lang) {
            (false, _) => name.to_owned(),
            (true, Lang::Zh) => format!("{name}（{estimate}）"),
            (true, Lang::En) => format!("{name} ({estimate})"),
        }
    }

    /// Title and id, and whether it is an estimate.
    pub(crate) fn full_label(&self, lang: Lang) -> String {
        let (name, estimate) = (self.label(lang), text::estimate(lang));
        match (self.estimate, lang) {
            (false, _) => name,
            (true, Lang::Zh) => format!("{name}（{estimate}）"),
            (true, Lang::En) => format!("{name} ({estimate})"),
        }
    }
}

/// A title, with the shop's name before it where it has one.
pub(super) fn titled(shop: Option<&str>, title: &str) -> String {
    shop.map_or_else(|| title.to_owned(), |shop| format!("{shop} · {title}"))
}

/// The first line of a document: what it says, then the days, the rules and the shop, as far as there is room.
pub(super) fn headline(
    answer: Line,
    days: Option<String>,
    rulebook: Option<&RulebookTitle>,
    shop: Option<&str>,
    lang: Lang,
) -> Block {
    let rulebook = rulebook.map(|rulebook| rulebook.short_label(lang));
    let besides = days.into_iter().chain(rulebook).chain(shop.map(str::to_owned)).map(Line::from);
    let besides = Line::joined(besides, " · ");
    let gap = if besides.is_empty() { "" } else { "    " };
    Paragraph::new(answer.then(gap).then(besides)).breaks(Breaks::OneLine).into()
}

/// What a document rests on, in full: the rules, how the day was chosen, the configuration.
pub(super) fn basis(
    rulebook: &RulebookTitle,
    as_of: Option<(Day, AsOfBasis)>,
    config: Option<&str>,
    lang: Lang,
) -> Vec<Block> {
    let as_of = as_of.map(|(day, basis)| text::as_of(lang, day, basis_in_words(basis, lang)));
    let rules = text::rules_line(lang, rulebook.full_label(lang));
    let line = Line::joined(as_of.into_iter().chain([rules]).map(Line::from), " · ");
    let mut blocks = vec![Paragraph::new(line).breaks(Breaks::Parts).into()];
    blocks.extend(rulebook.in_force_line(lang));
    blocks.extend(config_line(config, lang));
    blocks
}

/// Which configuration is in use, where one is.
pub(super) fn config_line(path: Option<&str>, lang: Lang) -> Option<Block> {
    let line = text::config_line(lang, path?);
    Some(Paragraph::new(line).breaks(Breaks::Nowhere).into())
}

/// How the as-of day was chosen, in words.
pub(super) fn basis_in_words(basis: AsOfBasis, lang: Lang) -> &'static str {
    match basis {
        AsOfBasis::Argument => text::basis_argument(lang),
        AsOfBasis::LastPaidDay => text::basis_last_paid_day(lang),
        AsOfBasis::LastServiceDay => text::basis_service_day(lang),
        AsOfBasis::LastDayOfSums => text::basis_last_day_of_sums(lang),
        AsOfBasis::DayBeforeNewestEvent => text::basis_before_newest(lang),
    }
}
