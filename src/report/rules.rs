//! Rulebooks to look at: the list of them, and one as a whole.

use super::head::{SCHEMA_VERSION, Tool};
use crate::rulebook::{self, InForce, Rulebook};
use serde::Serialize;

/// All rulebooks.
#[derive(Debug, Serialize)]
pub struct RulebookList {
    /// The version of this shape.
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The rulebooks, the default first, then from the newest to the oldest.
    pub rulebooks: Vec<RulebookRow>,
    /// Names that stand for the rulebook of a family that is in force on the as-of day.
    pub families: Vec<&'static str>,
}

/// A rulebook in the list.
#[derive(Debug, Serialize)]
pub struct RulebookRow {
    /// Its id.
    pub id: String,
    /// The family it belongs to.
    pub family: Option<String>,
    /// Title in Chinese.
    pub title_zh: String,
    /// Title in English.
    pub title_en: String,
    /// From when on it was in force: a day, month or year.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Are these known roughly only?
    pub approximate: bool,
    /// The lowest score.
    pub scale_min: f64,
    /// The highest score.
    pub scale_max: f64,
    /// Are weights or curves an estimate?
    pub estimate: bool,
    /// Is it used where none is named?
    pub default: bool,
}

/// One rulebook.
#[derive(Debug, Serialize)]
pub struct RulebookPage {
    /// The version of this shape.
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The rulebook, with everything that applies.
    pub rulebook: Rulebook,
}

/// The list of some rulebooks.
pub fn build_rulebook_list(rulebooks: &[Rulebook]) -> RulebookList {
    let rows = rulebooks.iter().map(|rulebook| {
        let in_force = rulebook.in_force.as_ref();
        RulebookRow {
            id: rulebook.id.clone(),
            family: rulebook.family.clone(),
            title_zh: rulebook.title_zh.clone(),
            title_en: rulebook.title_en.clone(),
            from: in_force.and_then(|f| f.from.clone()),
            until: in_force.and_then(|f| f.until.clone()),
            approximate: in_force.is_some_and(|f| f.approximate),
            scale_min: rulebook.scoring.scale.min,
            scale_max: rulebook.scoring.scale.max,
            estimate: rulebook.estimate,
            default: rulebook.default,
        }
    });
    RulebookList {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        rulebooks: rows.collect(),
        families: rulebook::families(),
    }
}

/// One rulebook to look at.
pub fn build_rulebook_page(rulebook: Rulebook) -> RulebookPage {
    RulebookPage { schema_version: SCHEMA_VERSION, tool: Tool::this(), rulebook }
}

impl RulebookRow {
    pub(super) fn in_force(&self) -> InForce {
        InForce { from: self.from.clone(), until: self.until.clone(), approximate: self.approximate }
    }
}
