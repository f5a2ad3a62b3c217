//! What an answer begins with that is neither a score nor a trend: whose shop, by which rules, on which day, and how far
//! it can be trusted.

use super::block::{Block, Breaks, Line, Paragraph, Tone};
use super::coverage::{self, Age, Coverage};
use super::document::Document;
use super::head::{ShopHead, basis, headline};
use super::request::Request;
use crate::analysis::Analysis;
use crate::catalogue::{Lang, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an answer begins with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerHead {
    /// Whose shop, by which rules, on which day.
    #[serde(flatten)]
    pub shop: ShopHead,
    /// How much of the score the inputs cover.
    pub coverage: Coverage,
    /// How old the inputs are.
    pub age: Age,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
}

impl AnswerHead {
    pub(super) fn of<D: Document>(request: &Request<'_>, analysis: &Analysis<'_>) -> AnswerHead {
        let scale = &request.rulebook.scoring.scale;
        AnswerHead {
            shop: request.head::<D>(),
            coverage: Coverage::of(analysis),
            age: analysis.data_age(request.as_of_basis).into(),
            scale_min: scale.min,
            scale_max: scale.max,
        }
    }

    /// The answer in a line, what else there is to say in short, and how far it can be trusted. A day is named where the
    /// answer names none.
    pub(super) fn in_short(&self, answer: &str, names_days: bool, more: Vec<Line>, lang: Lang) -> Vec<Block> {
        let head = &self.shop;
        let day = (!names_days).then(|| text::as_of_day(lang, head.as_of));
        let answer = Line::new(answer, Tone::Strong);
        let title = headline(answer, day, Some(&head.rulebook), head.shop.as_deref(), lang);
        let more = more.into_iter().map(|line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into());
        let trust = coverage::line(&self.coverage, &self.age, None, lang);
        std::iter::once(title).chain(more).chain([trust]).collect()
    }

    /// What it rests on, in full.
    pub(super) fn basis(&self, lang: Lang) -> Vec<Block> {
        let head = &self.shop;
        basis(&head.rulebook, Some((head.as_of, head.as_of_basis)), head.config.as_deref(), lang)
    }
}
