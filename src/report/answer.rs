//! What an answer begins with that is neither a score nor a trend: whose shop, by which rules, on which day, and how far
//! it can be trusted.

use super::block::{Block, Breaks, Line, Paragraph, Tone};
use super::coverage::{self, Age, Coverage};
use super::document::Document;
use super::head::{ShopHead, basis_in_words, config_line, titled};
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

    /// The answer in a line, then what it rests on.
    pub(super) fn blocks(&self, answer: &str, lang: Lang) -> Vec<Block> {
        let head = &self.shop;
        let title = Line::new(titled(head.shop.as_deref(), answer), Tone::Strong);
        let as_of = text::as_of(lang, head.as_of, basis_in_words(head.as_of_basis, lang));
        let title = title.then(format!("    {} · ", head.rulebook.full_label(lang))).then(as_of);
        let mut blocks = vec![
            Paragraph::new(title).breaks(Breaks::Spans).into(),
            coverage::line(&self.coverage, &self.age, lang),
        ];
        blocks.extend(head.rulebook.in_force_line(lang));
        blocks.extend(config_line(head.config.as_deref(), lang));
        blocks
    }
}
