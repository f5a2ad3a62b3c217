//! One rulebook: what counts, over how many days, for how much, and who says so.

mod definitions;
mod extras;
mod thresholds;

use super::block::{Block, Breaks, Line, Paragraph, Span, Tone};
use super::document::Document;
use super::head::{DocumentHead, RulebookTitle};
use super::names;
use super::numbers::{exact, exact_percent, exact_value};
use super::rulebook_list::{marks, period, scale};
use crate::catalogue::{Lang, text};
use crate::indicator::{Direction, Unit};
use crate::rounding::fixed;
use crate::rulebook::{Curve, Rulebook, ScoredDimension, ScoredIndicator};
use crate::shown_text::one_line;
use serde::{Deserialize, Serialize};

pub(crate) use definitions::scores;

/// One rulebook, with everything that applies.
#[derive(Debug, Serialize, Deserialize)]
pub struct RulebookPage {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The rulebook.
    pub rulebook: Rulebook,
}

/// One rulebook to look at.
pub fn build_rulebook_page(rulebook: Rulebook) -> RulebookPage {
    RulebookPage { head: DocumentHead::of::<RulebookPage>(), rulebook }
}

impl Document for RulebookPage {
    const NAME: &'static str = "rulebook";

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let view = RulebookView { rulebook: &self.rulebook, lang };
        let mut sections =
            vec![view.head(), view.origin(), view.scored(), view.windows(), view.clocks(), view.reasons()];
        sections.extend([view.approximations(), view.extras(), view.thresholds()]);
        sections.into_iter().map(Block::Section).collect()
    }
}

/// A rulebook in a file that is fine: which, and what it is made of.
pub(crate) fn rulebook_is_fine(path: &str, rulebook: &Rulebook, lang: Lang) -> String {
    let name = RulebookTitle::from(rulebook).label(lang);
    let dimensions = rulebook.scoring.dimensions.iter().map(|scored| {
        let name = names::dimension(scored.dimension, lang);
        let weight = exact_percent(scored.weight);
        text::rules_fine_dimension(lang, name, weight, scored.indicators.len())
    });
    let thresholds = text::rules_fine_thresholds(lang, rulebook.scoring.thresholds.len());
    let parts = names::joined(dimensions.chain([thresholds]), " · ");
    format!("{}\n  {parts}\n", text::rules_fine(lang, one_line(path), name))
}

/// Particulars below a heading; nothing where there are none.
fn with_heading(heading: &str, particulars: impl IntoIterator<Item = Paragraph>) -> Vec<Block> {
    let mut particulars = particulars.into_iter().map(|line| line.level(1).into()).peekable();
    let heading = particulars.peek().is_some().then(|| Block::Heading(heading.into()));
    heading.into_iter().chain(particulars).collect()
}

/// A rulebook as it is said in a language.
struct RulebookView<'a> {
    rulebook: &'a Rulebook,
    lang: Lang,
}

impl RulebookView<'_> {
    fn both<'t>(&self, zh: &'t Option<String>, en: &'t Option<String>) -> Option<&'t str> {
        Some(self.lang.pick(zh.as_deref()?, en.as_deref()?))
    }

    fn head(&self) -> Vec<Block> {
        let (book, lang, limits) = (self.rulebook, self.lang, &self.rulebook.scoring.scale);
        let title = [RulebookTitle::from(book).label(lang)].into_iter();
        let title = title.chain(marks(book.default, book.estimate, lang).into_iter().map(str::to_owned));
        // Points that are shown as they are, are divided by nothing.
        let scale = if limits.points_per_unit == 1.0 {
            scale(limits.min, limits.max)
        } else {
            let (min, max) = (fixed(limits.min, 2), fixed(limits.max, 2));
            text::rules_scale_line(lang, min, max, exact(limits.points_per_unit))
        };
        let period = book.in_force.as_ref().map(|in_force| period(in_force, lang));
        let coverage = text::rules_coverage_line(lang, exact_percent(book.scoring.least_coverage));
        let particulars = [
            (text::rules_in_force(lang), period),
            (text::rules_scale(lang), Some(scale)),
            (text::rules_coverage(lang), Some(coverage)),
        ];
        let particulars = particulars.into_iter().filter_map(|(head, body)| {
            let said = format!("{head}{}{}", lang.pick("：", ": "), body?);
            Some(Paragraph::new(said).level(1).breaks(Breaks::OneLineFirst).into())
        });
        let title = Line::new(names::joined(title, " · "), Tone::Strong);
        let title = Paragraph::new(title).breaks(Breaks::OneLineFirst).into();
        std::iter::once(title).chain(particulars).collect()
    }

    /// Who says so, and what is an estimate.
    fn origin(&self) -> Vec<Block> {
        let (book, lang) = (self.rulebook, self.lang);
        let estimated = self.both(&book.estimated_zh, &book.estimated_en).filter(|_| book.estimate);
        let source = self.both(&book.source_zh, &book.source_en);
        let said = [(text::rules_source(lang), source), (text::rules_estimated(lang), estimated)];
        let said = said.into_iter().filter_map(|(head, body)| {
            let said = format!("{head}{}{}", lang.pick("：", ": "), body?);
            Some(Paragraph::new(said).level(1).into())
        });
        said.collect()
    }

    /// Dimensions and indicators: weights, windows, curves.
    fn scored(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for scored in &self.rulebook.scoring.dimensions {
            let name = names::dimension(scored.dimension, self.lang);
            blocks.push(Block::Heading(format!("{name} {}", exact_percent(scored.weight)).into()));
            blocks.extend(scored.indicators.iter().flat_map(|part| self.indicator(scored, part)));
        }
        blocks
    }

    fn indicator(&self, scored: &ScoredDimension, part: &ScoredIndicator) -> [Block; 2] {
        let (lang, indicator) = (self.lang, part.indicator);
        let (better, better_sign) = match indicator.info().direction {
            Direction::High => (text::better_high(lang), "≥ "),
            Direction::Low => (text::better_low(lang), "≤ "),
        };
        let line = text::rules_indicator(
            lang,
            names::indicator(indicator, lang),
            indicator.id(),
            exact_percent(scored.weight * part.weight),
            exact_percent(part.weight),
            self.rulebook.definitions.window_days(indicator),
            better,
        );
        let line = Paragraph::new(line).level(1).breaks(Breaks::Parts);
        let curve = self.curve(&part.curve, indicator.info().unit, better_sign);
        [line.into(), Paragraph::new(curve).level(2).breaks(Breaks::Spans).into()]
    }

    /// Values and their points; of tiers with the sign that says which side of a value has them.
    fn curve(&self, curve: &Curve, unit: Unit, sign: &str) -> Line {
        let lang = self.lang;
        let (pairs, sign) = match curve {
            Curve::Linear { anchors } => (anchors, ""),
            Curve::Steps { tiers, .. } => (tiers, sign),
        };
        let pair = |(place, (value, points)): (usize, &(f64, f64))| {
            let gap = if place == 0 { "" } else { "  " };
            let pair = format!("{gap}{sign}{} → {}", exact_value(unit, *value, lang), exact(*points));
            Span::new(pair, Tone::Plain)
        };
        let spans = pairs.iter().enumerate().map(pair);
        let places: String = (0..=u8::MAX).take(pairs.len()).map(Span::place).collect();
        let said = match curve {
            Curve::Linear { .. } => text::rules_linear(lang, places),
            Curve::Steps { beyond, .. } => text::rules_steps(lang, places, exact(*beyond)),
        };
        Line::filled(&said, spans)
    }
}
