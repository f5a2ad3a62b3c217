//! What a figure opens or closes: thresholds, their conditions, and what happens where they are not met.

use super::Scale;
use super::fields::{days, toml_table};
use crate::catalogue::text;
use crate::indicator::Figure;
use crate::string_enum::string_enum;
use crate::time::Day;
use crate::toml_file::{ExpectedType, Fields, Node, text_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Figures this near to a border are at it: 0.5 × 80 + 0.5 × 60 must reach 70, whatever binary fractions make
/// of the sum.
const HAIR: f64 = 1e-9;

toml_table! {
    /// Conditions on the score, a dimension or indicators that decide something.
    pub struct Threshold(fields, scale: Option<Scale>, seen: &mut BTreeSet<String>, above: &[String]) {
        pub(crate) id: String = id(seen),
        pub(crate) title_zh: String = some_text(),
        pub(crate) title_en: String = some_text(),
        pub(crate) consequence_zh: String = some_text(),
        pub(crate) consequence_en: String = some_text(),
        pub(crate) source_zh: String = some_text(),
        pub(crate) source_en: String = some_text(),
        /// The first day on which it applies; without it, it has always applied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) from: Option<Day> = maybe(day),
        /// The industries it concerns; empty: all of them, and shops of which it is not known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub(crate) industries: Vec<String> = maybe_list(|name| name.some_text()),
        /// The threshold, further up in the list, whose place it takes where it applies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) replaces: Option<String> = maybe(|node| replaced(node, above)),
        /// All of them must hold. At least one.
        pub(crate) conditions: Vec<Condition> = required(|node| conditions(node, scale)),
    }
}

fn day(node: &Node<'_>) -> Option<Day> {
    let found = node.text()?;
    let day = Day::parse(&found);
    if day.is_none() {
        node.invalid(|lang| text::rule_day(lang, node.place(), &found));
    }
    day
}

/// Only upwards, so that no two take each other's place and neither is left.
fn replaced(node: &Node<'_>, above: &[String]) -> Option<String> {
    let found = node.text()?;
    if !above.contains(&found) {
        node.invalid(|lang| text::rule_replaces(lang, &found, above.join(", ")));
    }
    Some(found)
}

fn conditions(node: &Node<'_>, scale: Option<Scale>) -> Option<Vec<Condition>> {
    if node.items().is_some_and(|mut items| items.next().is_none()) {
        node.invalid(|lang| text::rule_no_condition(lang, node.place()));
    }
    node.list(ExpectedType::Tables, |node| node.table(|fields| Condition::read(fields, scale)))
}

impl Threshold {
    /// A list of them, each of which may take the place of one before it.
    pub(super) fn read_all(node: &Node<'_>, scale: Option<Scale>) -> Option<Vec<Threshold>> {
        let (mut seen, mut above) = (BTreeSet::new(), Vec::new());
        node.list(ExpectedType::Tables, |node| {
            let threshold = node.table(|fields| Threshold::read(fields, scale, &mut seen, &above));
            above.extend(text_of(node.value, "id").map(str::to_owned));
            threshold
        })
    }

    /// Does it concern a shop of an industry, where that is known?
    fn concerns(&self, industry: Option<&str>) -> bool {
        self.industries.is_empty() || industry.is_some_and(|own| self.industries.iter().any(|i| i == own))
    }
}

toml_table! {
    /// What one figure must be.
    pub struct Condition(fields, scale: Option<Scale>) {
        pub(crate) figure("of"): Figure = required(Node::figure),
        #[serde(flatten)]
        pub(crate) border: Border = border(figure, scale),
        /// Not the figure of the day but the mean of those of the last so many days; of scores only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) mean_days: Option<i32> = maybe(|node| days_of(node, figure, true)),
        /// Another window than the rulebook's; of indicators only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) window_days: Option<i32> = maybe(|node| days_of(node, figure, false)),
    }
}

/// So many days, of scores or of indicators only.
fn days_of(node: &Node<'_>, figure: Option<Figure>, of_scores: bool) -> Option<i32> {
    match figure {
        Some(figure) if of_scores == matches!(figure, Figure::Indicator(_)) => {
            let (place, found) = (node.place(), node.any_whole()?);
            node.invalid(|lang| {
                if of_scores {
                    text::rule_only_of_scores(lang, &place, found, figure.id())
                } else {
                    text::rule_only_of_indicators(lang, &place, found, figure.id())
                }
            });
            None
        }
        _ => days(node),
    }
}

/// How a figure is compared, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Border {
    /// Met at the border and above it.
    AtLeast(f64),
    /// Met at the border and below it.
    AtMost(f64),
    /// Met below the border, not at it.
    Below(f64),
}

impl Border {
    pub(crate) fn comparison(self) -> Comparison {
        match self {
            Border::AtLeast(_) => Comparison::AtLeast,
            Border::AtMost(_) => Comparison::AtMost,
            Border::Below(_) => Comparison::Below,
        }
    }

    pub(crate) fn value(self) -> f64 {
        let (Border::AtLeast(value) | Border::AtMost(value) | Border::Below(value)) = self;
        value
    }
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

impl Fields<'_> {
    /// The one key that says how a figure is compared, and with what.
    fn border(&self, _: &'static str, figure: Option<Figure>, scale: Option<Scale>) -> Option<Border> {
        let unreadable = self.node.reader.unreadable();
        let number = |key| self.maybe(key, Node::any_number).flatten();
        let written = [
            number("at_least").map(|at| ("at_least", Border::AtLeast(at))),
            number("at_most").map(|at| ("at_most", Border::AtMost(at))),
            number("below").map(|at| ("below", Border::Below(at))),
        ];
        let written: Vec<(&str, Border)> = written.into_iter().flatten().collect();
        // Whatever is there besides is a misspelled one.
        self.get("mean_days");
        self.get("window_days");
        if !self.are_readable(unreadable) {
            return None;
        }
        let [(key, border)] = written[..] else {
            let place = self.node.place();
            self.node.invalid(|lang| text::rule_comparison(lang, &place, written.len()));
            return None;
        };
        let range = match figure? {
            Figure::Total | Figure::Dimension(_) => scale.map(|scale| scale.min..=scale.max)?,
            Figure::Indicator(indicator) => indicator.info().unit.range(),
        };
        self.get(key)?.within(border.value(), &range)?;
        Some(border)
    }
}

/// The thresholds that apply to a shop of an industry on a day, in their order: those that concern it and
/// have begun, without those whose place another of them takes.
pub(crate) fn in_force<'t>(
    thresholds: &'t [Threshold],
    industry: Option<&str>,
    day: Day,
) -> Vec<&'t Threshold> {
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
    fn figures_are_found_by_id() {
        for id in ["total", "product", "negative_review_rate"] {
            assert_eq!(Figure::by_id(id).map(Figure::id), Some(id));
        }
        assert_eq!(Figure::by_id("Total"), None);
    }
}
