//! The list of rulebooks.

use super::block::{Block, Breaks, Column, Line, Paragraph, Table, Tone};
use super::document::Document;
use super::head::DocumentHead;
use super::names;
use crate::catalogue::{Lang, text};
use crate::rounding::fixed;
use crate::rulebook::{self, InForce, Rulebook};
use serde::{Deserialize, Serialize};

/// All rulebooks, the default first, then from the newest to the oldest.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RulebookList {
    #[serde(flatten)]
    head: DocumentHead,
    rulebooks: Vec<RulebookRow>,
    /// Names that stand for the rulebook of a family that is in force on the as-of day.
    families: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RulebookRow {
    id: String,
    family: Option<String>,
    title_zh: String,
    title_en: String,
    #[serde(flatten)]
    in_force: InForce,
    scale_min: f64,
    scale_max: f64,
    /// Are weights or curves an estimate?
    estimate: bool,
    /// Is it used where none is named?
    default: bool,
}

/// The list of some rulebooks.
pub(crate) fn build_rulebook_list(rulebooks: &[Rulebook]) -> RulebookList {
    let rows = rulebooks.iter().map(|rulebook| RulebookRow {
        id: rulebook.id.clone(),
        family: rulebook.family.clone(),
        title_zh: rulebook.title_zh.clone(),
        title_en: rulebook.title_en.clone(),
        in_force: rulebook.in_force.clone().unwrap_or_default(),
        scale_min: rulebook.scoring.scale.min,
        scale_max: rulebook.scoring.scale.max,
        estimate: rulebook.estimate,
        default: rulebook.default,
    });
    RulebookList {
        head: DocumentHead::of::<RulebookList>(),
        rulebooks: rows.collect(),
        families: rulebook::families().into_iter().map(str::to_owned).collect(),
    }
}

impl Document for RulebookList {
    const NAME: &'static str = "rulebooks";
    const HAS_ROWS: bool = true;

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let columns = [
            (text::rules_id as fn(Lang) -> &'static str, 0),
            (text::rules_title, 0),
            (text::rules_in_force, 1),
            (text::rules_scale, 3),
            (text::head_status, 2),
        ];
        let mut table = Table::new(columns.map(|(heading, rank)| Column::left(heading(lang)).rank(rank)));
        for row in &self.rulebooks {
            table.row([
                row.id.clone(),
                lang.pick(&row.title_zh, &row.title_en).to_owned(),
                period(&row.in_force, lang),
                scale(row.scale_min, row.scale_max),
                names::joined(marks(row.default, row.estimate, lang), " · "),
            ]);
        }
        let families = names::listed(self.families.iter().map(|family| format!("--rules {family}")), lang);
        let hint = text::rules_hint(lang, "tiyanfen rules show ID", "tiyanfen rules new --output my.toml");
        let default = self.rulebooks.iter().find(|row| row.default).map_or("", |row| row.id.as_str());
        let count = Line::new(text::rules_count(lang, self.rulebooks.len(), default), Tone::Strong);
        let head = [count, text::rules_families(lang, families).into()];
        let head = head.map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        let hint = Paragraph::new(hint).breaks(Breaks::Parts).into();
        [head.into(), vec![table.into()], vec![hint]].map(Block::Section).into()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        self.rulebooks.iter()
    }
}

/// What is said beside the title of a rulebook.
pub(super) fn marks(default: bool, estimate: bool, lang: Lang) -> Vec<&'static str> {
    let marks = [(default, text::rules_default(lang)), (estimate, text::estimate(lang))];
    marks.into_iter().filter(|(applies, _)| *applies).map(|(_, mark)| mark).collect()
}

/// From the lowest to the highest score.
pub(super) fn scale(min: f64, max: f64) -> String {
    format!("{}–{}", fixed(min, 2), fixed(max, 2))
}

/// When a rulebook was in force, as exactly as it is known; empty where nothing is.
pub(super) fn period(in_force: &InForce, lang: Lang) -> String {
    let days = match (in_force.from.as_deref(), in_force.until.as_deref()) {
        (Some(from), Some(until)) if from == until => from.to_owned(),
        (Some(from), Some(until)) => format!("{from} – {until}"),
        (Some(from), None) => text::rules_from(lang, from),
        (None, Some(until)) => text::rules_until(lang, until),
        (None, None) => return String::new(),
    };
    if in_force.approximate { text::rules_about(lang, days) } else { days }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_in_force_is_said_as_exactly_as_it_is_known() {
        let shown = |from: &str, until: &str, approximate: bool| {
            let known = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
            period(&InForce { from: known(from), until: known(until), approximate }, Lang::En)
        };
        assert_eq!(shown("2026-05-07", "2026-07-13", false), "2026-05-07 – 2026-07-13");
        assert_eq!(shown("2022", "2022", true), "about 2022");
        assert_eq!(shown("", "2021", false), "until 2021");
        assert_eq!(shown("2026-09-08", "", false), "since 2026-09-08");
        assert_eq!(shown("", "", true), "");
    }
}
