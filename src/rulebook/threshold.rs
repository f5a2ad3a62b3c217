//! What a figure opens or closes: thresholds, their conditions, and what happens where they are not met.

use super::scoring::Scale;
use crate::catalogue::text;
use crate::closed_set::closed_set;
use crate::indicator::Figure;
use crate::text_cleaning::one_line;
use crate::time::Day;
use crate::toml_file::{Fields, Node};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Figures this near to a border are at it: 0.5 × 80 + 0.5 × 60 must reach 70, whatever binary fractions make
/// of the sum.
const HAIR: f64 = 1e-9;

/// Conditions on the score, a dimension or indicators that decide something.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
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
    /// The first day on which it applies; without it, it has always applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The industries it concerns; empty: all of them, and shops of which it is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub industries: Vec<String>,
    /// The threshold, further up in the list, whose place it takes where it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// All of them must hold. At least one.
    pub conditions: Vec<Condition>,
}

impl Threshold {
    /// `above` are the ids of the thresholds before it.
    pub(super) fn read(
        fields: &Fields<'_>,
        scale: Option<&Scale>,
        above: &mut Vec<String>,
    ) -> Option<Threshold> {
        let mut seen = above.iter().cloned().collect();
        let id = fields.id(&mut seen);
        let [title_zh, title_en, consequence_zh, consequence_en, source_zh, source_en] =
            ["title_zh", "title_en", "consequence_zh", "consequence_en", "source_zh", "source_en"]
                .map(|key| fields.some_text(key));
        let from = fields.maybe("from", |node| {
            let found = node.text()?;
            let day = Day::parse(&found);
            if day.is_none() {
                node.invalid(|lang| text::rule_day(lang, node.place(), &found));
            }
            day
        });
        let industries =
            fields.maybe("industries", |node| node.list(|name| name.some_text())).unwrap_or_default();
        // Only upwards, so that no two take each other's place and neither is left.
        let replaces = fields.maybe("replaces", |node| {
            let found = node.text()?;
            if !above.contains(&found) {
                node.invalid(|lang| text::rule_replaces(lang, &found, above.join(", ")));
            }
            Some(found)
        });
        let conditions = fields.need("conditions", |node| {
            let conditions = node.list(|node| node.table(|fields| Condition::read(fields, scale)))?;
            if node.items().is_some_and(|mut items| items.next().is_none()) {
                node.invalid(|lang| text::rule_no_condition(lang, node.place()));
            }
            Some(conditions)
        });
        above.push(id.clone());
        Some(Threshold {
            id,
            title_zh,
            title_en,
            consequence_zh,
            consequence_en,
            source_zh,
            source_en,
            from,
            industries,
            replaces,
            conditions: conditions?,
        })
    }

    /// Does it concern a shop of an industry, where that is known?
    fn concerns(&self, industry: Option<&str>) -> bool {
        self.industries.is_empty() || industry.is_some_and(|own| self.industries.iter().any(|i| i == own))
    }
}

/// What one figure must be.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Condition {
    /// Which figure.
    #[serde(rename = "of")]
    pub figure: Figure,
    /// What it is compared with.
    #[serde(flatten)]
    pub border: Border,
    /// Not the figure of the day but the mean of those of the last so many days; of scores only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_days: Option<i32>,
    /// Another window than the rulebook's; of indicators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<i32>,
}

/// How a figure is compared, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// Met at the border and above it.
    AtLeast(f64),
    /// Met at the border and below it.
    AtMost(f64),
    /// Met below the border, not at it.
    Below(f64),
}

impl Border {
    /// How a figure is compared.
    pub fn comparison(self) -> Comparison {
        match self {
            Border::AtLeast(_) => Comparison::AtLeast,
            Border::AtMost(_) => Comparison::AtMost,
            Border::Below(_) => Comparison::Below,
        }
    }

    /// What it is compared with.
    pub fn value(self) -> f64 {
        let (Border::AtLeast(value) | Border::AtMost(value) | Border::Below(value)) = self;
        value
    }
}

closed_set! {
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
    fn read(fields: &Fields<'_>, scale: Option<&Scale>) -> Option<Condition> {
        let unreadable = fields.node.reader.unreadable();
        let figure = fields.need("of", |node| {
            let found = node.text()?;
            let figure = Figure::by_id(&found);
            if figure.is_none() {
                node.invalid(|lang| text::rule_figure(lang, one_line(&found), Figure::nearest(&found)));
            }
            figure
        });
        let borders: [(_, fn(f64) -> Border); 3] =
            [("at_least", Border::AtLeast), ("at_most", Border::AtMost), ("below", Border::Below)];
        let borders =
            borders.map(|(key, of)| fields.maybe(key, Node::any_number).map(|value| (key, of(value))));
        let of_score = figure.map(|figure| !matches!(figure, Figure::Indicator(_)));
        let mean_days = fields.maybe("mean_days", |node| match figure.filter(|_| of_score == Some(false)) {
            None => node.days(),
            Some(figure) => {
                let found = node.whole(i64::MIN..=i64::MAX)?;
                node.invalid(|lang| text::rule_only_of_scores(lang, node.place(), found, figure.id()));
                None
            }
        });
        let window_days =
            fields.maybe("window_days", |node| match figure.filter(|_| of_score == Some(true)) {
                None => node.days(),
                Some(figure) => {
                    let found = node.whole(i64::MIN..=i64::MAX)?;
                    node.invalid(|lang| {
                        text::rule_only_of_indicators(lang, node.place(), found, figure.id())
                    });
                    None
                }
            });
        if !fields.are_readable(unreadable) {
            return None;
        }
        let borders: Vec<(&str, Border)> = borders.into_iter().flatten().collect();
        let [(key, border)] = borders[..] else {
            fields.node.invalid(|lang| text::rule_comparison(lang, fields.node.place(), borders.len()));
            return None;
        };
        if let (Some(figure), Some(scale), Some(node)) = (figure, scale, fields.get(key)) {
            let range = match figure {
                Figure::Total | Figure::Dimension(_) => scale.min..=scale.max,
                Figure::Indicator(indicator) => indicator.facts().unit.range(),
            };
            node.within(border.value(), &range);
        }
        Some(Condition { figure: figure?, border, mean_days, window_days })
    }
}

/// The thresholds that apply to a shop of an industry on a day, in their order: those that concern it and
/// have begun, without those whose place another of them takes.
pub fn in_force<'t>(thresholds: &'t [Threshold], industry: Option<&str>, day: Day) -> Vec<&'t Threshold> {
    let mut own: Vec<&Threshold> =
        thresholds.iter().filter(|t| t.concerns(industry) && t.from.is_none_or(|from| from <= day)).collect();
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
