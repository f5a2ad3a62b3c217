//! The thresholds of a rulebook.

use super::RulebookView;
use crate::catalogue::text;
use crate::report::block::{Block, Paragraph};
use crate::report::thresholds::asked;
use crate::report::{ConditionRow, names};
use crate::rulebook::Threshold;

impl RulebookView<'_> {
    pub(super) fn thresholds(&self) -> Vec<Block> {
        let thresholds = &self.rulebook.scoring.thresholds;
        if thresholds.is_empty() {
            return vec![Paragraph::new(text::rules_no_thresholds(self.lang)).into()];
        }
        let heading = Block::Heading(text::thresholds_title(self.lang).into());
        [heading].into_iter().chain(thresholds.iter().flat_map(|t| self.threshold(t))).collect()
    }

    /// What is asked, what happens otherwise, who says so, whom and since when it concerns.
    fn threshold(&self, threshold: &Threshold) -> [Block; 2] {
        let (lang, separator) = (self.lang, self.lang.pick("；", "; "));
        let conditions = threshold.conditions.iter();
        let conditions = conditions.map(|c| ConditionRow::new(c, &self.rulebook.definitions, None));
        let asked = names::joined(conditions.map(|row| asked(&row, lang)), separator);
        let title = |t: &Threshold| lang.pick(&t.title_zh, &t.title_en).to_owned();
        let industries = (!threshold.industries.is_empty())
            .then(|| text::rules_threshold_industries(lang, names::listed(&threshold.industries, lang)));
        let all = &self.rulebook.scoring.thresholds;
        let replaced = all.iter().find(|other| Some(&other.id) == threshold.replaces.as_ref());
        let consequence = lang.pick(&threshold.consequence_zh, &threshold.consequence_en);
        let source = lang.pick(&threshold.source_zh, &threshold.source_en);
        let more = [
            Some(text::rules_threshold_else(lang, consequence)),
            threshold.from.map(|day| text::rules_from(lang, day)),
            industries,
            replaced.map(|other| text::rules_threshold_replaces(lang, title(other))),
            Some(text::rules_threshold_source(lang, source)),
        ];
        let line = text::rules_threshold(lang, title(threshold), &threshold.id, asked);
        let more = names::joined(more.into_iter().flatten(), separator);
        [Paragraph::new(line).level(1).into(), Paragraph::new(more).level(2).hanging(0).into()]
    }
}
