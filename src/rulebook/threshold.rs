//! What a figure opens or closes: thresholds, their conditions, and what happens where they are not met.

use super::check::{MOST_DAYS, not_blank, within};
use super::problem::Problem;
use super::scoring::Scale;
use crate::catalogue::Text;
use crate::indicator::Figure;
use crate::string_enum::string_enum;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Figures this near to a border are at it: 0.5 × 80 + 0.5 × 60 must reach 70, whatever binary fractions make
/// of the sum.
const HAIR: f64 = 1e-9;

/// Conditions on the score, a dimension or indicators that decide something.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// A stable id.
    pub id: String,
    /// What it decides, in Chinese.
    pub title_zh: String,
    /// What it decides, in English.
    pub title_en: String,
    /// What happens where it is not met, in Chinese.
    pub consequence_zh: String,
    /// What happens where it is not met, in English.
    pub consequence_en: String,
    /// Who says so, in Chinese.
    pub source_zh: String,
    /// Who says so, in English.
    pub source_en: String,
    /// The first day on which it applies, `YYYY-MM-DD`; without it, it has always applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The industries it concerns; empty: all of them, and shops of which it is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<String>,
    /// The threshold, further up in the list, whose place it takes where it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// All of them must hold. At least one.
    pub conditions: Vec<Condition>,
}

/// What one figure must be.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    below: Option<f64>,
    /// Not the figure of the day but the mean of those of the last so many days; of scores only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_days: Option<i32>,
    /// Another window than the rulebook's; of indicators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<i32>,
}

string_enum! {
    /// How a figure is compared with the border of a condition.
    Comparison {
        /// Met at the border and above it.
        AtLeast = "at_least",
        /// Met at the border and below it.
        AtMost = "at_most",
        /// Met below the border, not at it.
        Below = "below",
    }
}

impl Comparison {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => "≥",
            Comparison::AtMost => "≤",
            Comparison::Below => "<",
        }
    }

    /// How far a value may still go before it crosses the border, in the unit of the value; what is short is
    /// negative. Exactly 0 at the border.
    pub fn room(self, value: f64, border: f64) -> f64 {
        let room = match self {
            Comparison::AtLeast => value - border,
            Comparison::AtMost | Comparison::Below => border - value,
        };
        if room.abs() <= HAIR { 0.0 } else { room }
    }

    /// Does a value hold against a border?
    pub fn holds(self, value: f64, border: f64) -> bool {
        let room = self.room(value, border);
        room > 0.0 || (room == 0.0 && self != Comparison::Below)
    }
}

impl Condition {
    /// Its figure; always one in a rulebook that was checked.
    pub fn figure(&self) -> Option<Figure> {
        Figure::by_id(&self.of)
    }

    /// How the figure is compared, and with what; always there in a rulebook that was checked.
    pub fn asked(&self) -> Option<(Comparison, f64)> {
        self.comparisons().next()
    }

    fn comparisons(&self) -> impl Iterator<Item = (Comparison, f64)> {
        let written = [
            (Comparison::AtLeast, self.at_least),
            (Comparison::AtMost, self.at_most),
            (Comparison::Below, self.below),
        ];
        written.into_iter().filter_map(|(comparison, border)| Some((comparison, border?)))
    }

    fn check(&self, at: &str, scale: &Scale) -> Result<(), Problem> {
        let Some(figure) = self.figure() else {
            let args = [("found", self.of.clone()), ("nearest", Figure::nearest(&self.of).to_owned())];
            return Err(Problem::new(Text::RuleFigure, &args).at(format!("{at}.of")));
        };
        let count = self.comparisons().count();
        let Some((comparison, border)) = self.asked().filter(|_| count == 1) else {
            let args = [("key", at.to_owned()), ("found", count.to_string())];
            return Err(Problem::new(Text::RuleComparison, &args).at(at));
        };
        let (least, most) = match figure {
            Figure::Total | Figure::Dimension(_) => (scale.min, scale.max),
            Figure::Indicator(indicator) => indicator.info().unit.range().into_inner(),
        };
        within(format!("{at}.{}", comparison.id()), border, least, most)?;
        let of_score = !matches!(figure, Figure::Indicator(_));
        for (key, days, fits) in
            [("mean_days", self.mean_days, of_score), ("window_days", self.window_days, !of_score)]
        {
            let Some(days) = days else { continue };
            let at = format!("{at}.{key}");
            if !fits {
                let text = if of_score { Text::RuleOnlyOfIndicators } else { Text::RuleOnlyOfScores };
                let args = [("key", at.clone()), ("found", days.to_string()), ("of", self.of.clone())];
                return Err(Problem::new(text, &args).at(at));
            }
            within(at, days, 1, MOST_DAYS)?;
        }
        Ok(())
    }
}

impl Threshold {
    /// The first day on which it applies, where it has not always applied.
    pub fn from(&self) -> Option<Day> {
        self.from.as_deref().and_then(Day::parse)
    }

    /// Everything that could make it answer wrongly; `above` are the ids of the thresholds before it.
    pub(super) fn check(&self, scale: &Scale, above: &[&str]) -> Result<(), Problem> {
        let at = |key: &str| format!("scoring.thresholds.{}.{key}", self.id);
        for (key, text) in [
            ("title_zh", &self.title_zh),
            ("title_en", &self.title_en),
            ("consequence_zh", &self.consequence_zh),
            ("consequence_en", &self.consequence_en),
            ("source_zh", &self.source_zh),
            ("source_en", &self.source_en),
        ] {
            not_blank(&at(key), text)?;
        }
        if let Some(found) = self.from.as_ref().filter(|_| self.from().is_none()) {
            let args = [("key", at("from")), ("found", found.clone())];
            return Err(Problem::new(Text::RuleDay, &args).at(at("from")));
        }
        for (i, industry) in self.industries.iter().enumerate() {
            not_blank(&at(&format!("industries.{i}")), industry)?;
        }
        // Only upwards, so that no two take each other's place and neither is left.
        if let Some(found) = self.replaces.as_ref().filter(|id| !above.contains(&id.as_str())) {
            let args = [("found", found.clone()), ("expected", above.join(", "))];
            return Err(Problem::new(Text::RuleReplaces, &args).at(at("replaces")));
        }
        if self.conditions.is_empty() {
            let args = [("key", at("conditions"))];
            return Err(Problem::new(Text::RuleNoCondition, &args).at(at("conditions")));
        }
        let mut conditions = self.conditions.iter().enumerate();
        conditions.try_for_each(|(i, condition)| condition.check(&at(&format!("conditions.{i}")), scale))
    }

    /// Does it concern a shop of an industry, where that is known?
    fn concerns(&self, industry: Option<&str>) -> bool {
        self.industries.is_empty() || industry.is_some_and(|own| self.industries.iter().any(|i| i == own))
    }
}

/// The thresholds that apply to a shop of an industry on a day, in their order: those that concern it and
/// have begun, without those whose place another of them takes.
pub fn in_force<'t>(thresholds: &'t [Threshold], industry: Option<&str>, day: Day) -> Vec<&'t Threshold> {
    let mut own: Vec<&Threshold> = thresholds
        .iter()
        .filter(|t| t.concerns(industry) && t.from().is_none_or(|from| from <= day))
        .collect();
    let replaced: Vec<&str> = own.iter().filter_map(|t| t.replaces.as_deref()).collect();
    own.retain(|t| !replaced.contains(&t.id.as_str()));
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_is_met_by_some_and_not_by_others() {
        use Comparison::{AtLeast, AtMost, Below};
        for (comparison, at, above, below) in
            [(AtLeast, true, true, false), (AtMost, true, false, true), (Below, false, false, true)]
        {
            assert_eq!(comparison.holds(70.0, 70.0), at);
            assert_eq!(comparison.holds(70.001, 70.0), above);
            assert_eq!(comparison.holds(69.999, 70.0), below);
            // What binary fractions make of 70.
            assert_eq!(comparison.holds(70.0 - 1e-14, 70.0), at);
            assert_eq!(comparison.holds(70.0 + 1e-14, 70.0), at);
        }
        assert_eq!((AtLeast.room(72.0, 70.0), AtMost.room(72.0, 70.0)), (2.0, -2.0));
        assert_eq!(Below.room(0.05 + 1e-17, 0.05), 0.0);
    }

    fn threshold(id: &str, more: &str) -> Threshold {
        let texts =
            ["title", "consequence", "source"].map(|key| format!("{key}_zh = '一'\n{key}_en = 'x'\n"));
        let conditions = "conditions = [{ of = 'total', at_least = 70 }]";
        toml::from_str(&format!("id = '{id}'\n{}{more}\n{conditions}", texts.concat())).unwrap()
    }

    #[test]
    fn what_applies_depends_on_industry_and_day() {
        let all = [
            threshold("entry", ""),
            threshold("later", "from = '2026-07-29'"),
            threshold("fruit", "industries = ['水果', '易损水果']\nreplaces = 'entry'"),
            threshold("stricter", "industries = ['易损水果']\nfrom = '2026-09-01'\nreplaces = 'fruit'"),
        ];
        let ids = |industry: Option<&str>, day: &str| {
            let own = in_force(&all, industry, Day::parse(day).unwrap());
            own.iter().map(|t| t.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(None, "2026-07-28"), ["entry"]);
        assert_eq!(ids(Some("女装"), "2026-07-29"), ["entry", "later"]);
        assert_eq!(ids(Some("水果"), "2026-09-01"), ["later", "fruit"]);
        assert_eq!(ids(Some("易损水果"), "2026-08-31"), ["later", "fruit"]);
        // Replaced by one that is replaced itself: it does not come back.
        assert_eq!(ids(Some("易损水果"), "2026-09-01"), ["later", "stricter"]);
    }

    #[test]
    fn figures_are_found_by_id_and_mistyped_ones_by_likeness() {
        for id in ["total", "product", "negative_review_rate"] {
            assert_eq!(Figure::by_id(id).map(Figure::id), Some(id));
        }
        assert_eq!(Figure::by_id("Total"), None);
        for (typed, id) in
            [("totl", "total"), ("商品体验分", "product"), ("negativ_review", "negative_review_rate")]
        {
            assert_eq!(Figure::nearest(typed), id);
        }
    }
}
