//! A case that may be supposed, explained: what it changes under a rulebook, and what undoing it does.

use super::keys;
use super::layout::{labelled, title};
use crate::catalogue::{Bilingual, Lang, text};
use crate::indicator::Indicator;
use crate::input::percent;
use crate::insight::{Amount, Effect, SupposedCase, Undo};
use crate::report::{Block, Line, RulebookTitle, exact};
use crate::rulebook::Rulebook;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CasePage {
    id: SupposedCase,
    #[serde(flatten, with = "keys::name")]
    name: Bilingual<String>,
    rulebook: RulebookTitle,
    adds: Vec<SumLine>,
    undoes: Vec<SumLine>,
    #[serde(flatten, with = "keys::undo")]
    undo: Bilingual<String>,
    takes_time: bool,
}

/// What changes of one indicator.
#[derive(Debug, Serialize, Deserialize)]
struct SumLine {
    indicator: Indicator,
    #[serde(flatten, with = "keys::name")]
    name: Bilingual<String>,
    /// Share of the whole score, 0…1; null where it is not scored.
    weight_in_total: Option<f64>,
    #[serde(flatten, with = "keys::numerator")]
    numerator: Bilingual<String>,
    denominator: f64,
}

impl CasePage {
    pub(super) fn of(case: SupposedCase, rulebook: &Rulebook) -> CasePage {
        let lines = |effects: Vec<Effect>| -> Vec<SumLine> {
            effects.iter().map(|effect| SumLine::of(effect, rulebook)).collect()
        };
        let undo = case.undo(&rulebook.definitions);
        let sentence = Bilingual::from_fn(|lang| match &undo {
            Undo::Nothing => text::case_page_undo_nothing(lang).to_owned(),
            Undo::Reviews => text::case_page_undo_reviews(lang).to_owned(),
            Undo::Hours(indicators) => {
                let names: Vec<&str> = indicators.iter().map(|i| i.info().name.pick(lang)).collect();
                text::case_page_undo_hours(lang, names.join(lang.pick("、", ", ")))
            }
            Undo::Sums(_) => String::new(),
        });
        CasePage {
            id: case,
            name: Bilingual::from_fn(|lang| case.name(lang).to_owned()),
            rulebook: rulebook.into(),
            adds: lines(case.effects(&rulebook.definitions)),
            undoes: if let Undo::Sums(effects) = undo { lines(effects) } else { Vec::new() },
            undo: sentence,
            takes_time: case.timed_by().is_some(),
        }
    }

    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let head = format!("{} · {}", self.name.of(lang), text::case_page_means(lang));
        let lines = |label: &'static str, sums: &[SumLine]| -> Vec<Block> {
            sums.iter().map(|sum| labelled(label, &sum.in_words(lang), lang).into()).collect()
        };
        let mut page = lines(text::case_page_adds(lang), &self.adds);
        page.extend(lines(text::case_page_undoes(lang), &self.undoes));
        if !self.undo.of(lang).is_empty() {
            page.push(labelled(text::case_page_undoes(lang), self.undo.of(lang), lang).into());
        }
        if self.takes_time {
            let example = format!("--add {}@24=1", self.id.id());
            let usual = text::case_page_usual_text(lang, example);
            page.push(labelled(text::case_page_usual(lang), &usual, lang).into());
        }
        let command =
            format!("tiyanfen what-if {} --add {}=1", lang.pick("导出文件夹", "exports"), self.id.id());
        page.push(labelled(text::guide_try(lang), &command, lang).into());
        vec![Block::Section(vec![title(self.id.id(), Line::from(head))]), Block::Section(page)]
    }
}

impl SumLine {
    fn of(effect: &Effect, rulebook: &Rulebook) -> SumLine {
        let indicator = effect.indicator;
        SumLine {
            indicator,
            name: Bilingual::from_fn(|lang| indicator.info().name.pick(lang).to_owned()),
            weight_in_total: rulebook.scoring.scored(indicator).map(|(_, weight)| weight),
            numerator: Bilingual::from_fn(|lang| match effect.numerator {
                Amount::Fixed(amount) => signed(amount),
                Amount::Hours => text::case_page_hours(lang).to_owned(),
                Amount::PickupScore => text::case_page_score_of_hours(lang).to_owned(),
            }),
            denominator: effect.denominator,
        }
    }

    fn in_words(&self, lang: Lang) -> String {
        let sum =
            text::case_page_sum(lang, self.name.of(lang), self.numerator.of(lang), signed(self.denominator));
        match self.weight_in_total {
            None => sum,
            Some(weight) => text::case_page_scored(lang, sum, percent(weight)),
        }
    }
}

/// With its sign; none for nothing.
fn signed(amount: f64) -> String {
    if amount > 0.0 { format!("+{}", exact(amount)) } else { exact(amount) }
}
