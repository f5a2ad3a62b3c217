//! What must be right in a rulebook that can be read: everything a score could silently go wrong by.

use super::problem::{Problem, Problems};
use super::tree::{item_names, named};
use super::{Deadline, Definitions, Night, OTHER_CLASS, Rulebook, ScoredDimension, Scoring, definitions};
use crate::catalogue::Text;
use crate::indicator::{Dimension, Indicator};
use std::collections::BTreeSet;
use std::fmt::Display;

/// The longest window, the longest deadline, the longest stretch of a condition, in days: a year.
pub(super) const MOST_DAYS: i32 = 366;
pub(super) const MOST_HOURS: i64 = MOST_DAYS as i64 * 24;

impl Rulebook {
    pub(super) fn check(&self) -> Problems {
        let mut found = Problems::default();
        found.note(not_blank("id", &self.id));
        found.note(not_blank("title_zh", &self.title_zh));
        found.note(not_blank("title_en", &self.title_en));
        self.definitions.check(&mut found);
        self.scoring.check(&mut found);
        found
    }
}

impl Definitions {
    fn check(&self, found: &mut Problems) {
        let at = |key: &str| format!("definitions.{key}");
        found.note(within(at("default_window_days"), self.default_window_days, 1, MOST_DAYS));
        found.note(within(at("presale_after_hours"), self.presale_after_hours, 0, MOST_HOURS));
        found.note(within(at("waybill_sla_hours"), self.waybill_sla_hours, 1, MOST_HOURS));
        found.note(self.pickup_deadline.check(at("pickup_deadline")));
        for (id, days) in &self.windows {
            let at = at(&format!("windows.{id}"));
            found.note(match Indicator::by_id(id) {
                None => Err(no_indicator(id).at(at)),
                Some(_) => within(at, *days, 1, MOST_DAYS),
            });
        }
        self.pickup_night.check(&at("pickup_night"), found);
        self.review_night.check(&at("review_night"), found);
        self.pickup_score.check(&at("pickup_score"), found);
        let handled = &self.handled_within_hours;
        for (kind, hours) in [("refund_only", handled.refund_only), ("return", handled.returned)] {
            found.note(within(at(&format!("handled_within_hours.{kind}")), hours, 1, MOST_HOURS));
        }
        self.check_approximations(&at("approximations"), found);
        found.note(not_blank(&at("quality_mark"), &self.quality_mark));
        found.extend(twins(&at("reasons"), "class", self.reasons.iter().map(|reason| reason.class.as_str())));
        for (reason, name) in self.reasons.iter().zip(class_names(self)) {
            if reason.class == OTHER_CLASS && !reason.words.is_empty() {
                let problem = Problem::new(Text::RuleOtherWords, &[("found", reason.class.clone())]);
                found.note(Err(problem.at(at(&format!("reasons.{name}.words")))));
            }
            for (index, word) in reason.words.iter().enumerate() {
                // A blank word would be found in every reason.
                found.note(not_blank(&at(&format!("reasons.{name}.words.{index}")), word));
            }
        }
        let mut countable: BTreeSet<&str> = self.reasons.iter().map(|reason| reason.class.as_str()).collect();
        countable.insert(OTHER_CLASS);
        let mark = std::slice::from_ref(&self.quality_mark_class);
        for (key, named) in [
            ("quality_classes", &self.quality_classes[..]),
            ("logistics_classes", &self.logistics_classes),
            ("damage_classes", &self.damage_classes),
            ("quality_mark_class", mark),
        ] {
            let unknown = named.iter().enumerate().filter(|(_, class)| !countable.contains(class.as_str()));
            for (index, class) in unknown {
                let problem = Problem::new(Text::RuleClass, &[("found", class.clone())]);
                found.note(Err(problem.at(at(&format!("{key}.{index}")))));
            }
        }
    }
}

fn class_names(definitions: &Definitions) -> Vec<String> {
    item_names(definitions.reasons.iter().map(|reason| Some(reason.class.as_str())))
}

impl Deadline {
    fn check(&self, at: String) -> Result<(), Problem> {
        match self {
            Deadline::Hours(hours) => within(at, *hours, 1, MOST_HOURS),
            Deadline::Named(name) if name != definitions::NEXT_DAY_END => {
                let args = [("found", name.clone()), ("expected", definitions::NEXT_DAY_END.to_owned())];
                Err(Problem::new(Text::RuleDeadline, &args).at(at))
            }
            Deadline::Named(_) => Ok(()),
        }
    }
}

impl Definitions {
    fn check_approximations(&self, at: &str, found: &mut Problems) {
        let ids = || self.approximations.iter().map(|a| a.indicator.as_str());
        found.extend(twins(at, "indicator", ids()));
        for (approximation, name) in self.approximations.iter().zip(item_names(ids().map(Some))) {
            let at = format!("{at}.{name}");
            if approximation.indicator().is_none() {
                found.note(Err(no_indicator(&approximation.indicator).at(format!("{at}.indicator"))));
            }
            found.note(not_blank(&format!("{at}.why_zh"), &approximation.why_zh));
            found.note(not_blank(&format!("{at}.why_en"), &approximation.why_en));
        }
    }
}

impl Night {
    fn check(&self, at: &str, found: &mut Problems) {
        found.note(within(format!("{at}.from_hour"), self.from_hour, 1, 24));
        // It ends on the morning after.
        found.note(within(
            format!("{at}.to_hour"),
            self.to_hour,
            0,
            self.from_hour.saturating_sub(1).clamp(0, 23),
        ));
    }
}

impl Scoring {
    fn check(&self, found: &mut Problems) {
        found.note(within("scoring.least_coverage".to_owned(), self.least_coverage, 0.0, 1.0));
        let scale = &self.scale;
        found.note(within("scoring.scale.min".to_owned(), scale.min, -1e6, 1e6));
        found.note(within("scoring.scale.max".to_owned(), scale.max, scale.min, 1e6));
        found.note(within("scoring.scale.points_per_unit".to_owned(), scale.points_per_unit, 1e-6, 1e6));
        let all = "scoring.dimensions";
        found.extend(twins(all, "id", self.dimensions.iter().map(|d| d.id.as_str())));
        let mut seen = BTreeSet::new();
        for (scored, name) in
            self.dimensions.iter().zip(item_names(self.dimensions.iter().map(|d| Some(d.id.as_str()))))
        {
            scored.check(&format!("{all}.{name}"), &mut seen, found);
        }
        found.note(sums_to_one(all, self.dimensions.iter().map(|d| d.weight), all.to_owned()));
        found.extend(twins("scoring.thresholds", "id", self.thresholds.iter().map(|t| t.id.as_str())));
        let mut above: Vec<&str> = Vec::new();
        for threshold in &self.thresholds {
            found.note(not_blank("scoring.thresholds", &threshold.id));
            found.note(threshold.check(scale, &above));
            above.push(&threshold.id);
        }
        self.check_extras(found);
    }
}

impl ScoredDimension {
    /// `seen` holds the indicators of the dimensions before it.
    fn check<'r>(&'r self, at: &str, seen: &mut BTreeSet<&'r str>, found: &mut Problems) {
        let dimension = self.dimension();
        if dimension.is_none() {
            let known = Dimension::ALL.map(Dimension::id).join(", ");
            let args = [("found", self.id.clone()), ("expected", known)];
            found.note(Err(Problem::new(Text::RuleDimension, &args).at(format!("{at}.id"))));
        }
        found.note(within(format!("{at}.weight"), self.weight, 0.0, 1.0));
        let names = item_names(self.indicators.iter().map(|part| Some(part.id.as_str())));
        for (part, name) in self.indicators.iter().zip(names) {
            let at = format!("{at}.indicators.{name}");
            found.note(within(format!("{at}.weight"), part.weight, 0.0, 1.0));
            let Some(indicator) = part.indicator() else {
                found.note(Err(no_indicator(&part.id).at(format!("{at}.id"))));
                continue;
            };
            let facts = indicator.info();
            if let Some(other) = dimension.filter(|dimension| facts.dimension != *dimension) {
                let args = [
                    ("found", part.id.clone()),
                    ("expected", facts.dimension.id().to_owned()),
                    ("here", other.id().to_owned()),
                ];
                found.note(Err(Problem::new(Text::RuleOtherDimension, &args).at(format!("{at}.id"))));
            } else if !seen.insert(&part.id) {
                found.note(Err(twice(&part.id).at(format!("{at}.id"))));
            } else {
                // That of another indicator says nothing about this one.
                found.extend(part.curve.problems(&part.id, facts.direction, &at));
            }
        }
        let weights = self.indicators.iter().map(|i| i.weight);
        found.note(sums_to_one(&self.id, weights, format!("{at}.indicators")));
    }
}

pub(super) fn within<N: PartialOrd + Display>(
    at: String,
    found: N,
    least: N,
    most: N,
) -> Result<(), Problem> {
    if found >= least && found <= most {
        return Ok(());
    }
    let args = [
        ("key", at.clone()),
        ("found", found.to_string()),
        ("least", least.to_string()),
        ("most", most.to_string()),
    ];
    Err(Problem::new(Text::RuleRange, &args).at(at))
}

pub(super) fn not_blank(at: &str, text: &str) -> Result<(), Problem> {
    match text.trim().is_empty() {
        true => Err(Problem::new(Text::RuleBlank, &[("key", named(at).to_owned())]).at(at)),
        false => Ok(()),
    }
}

pub(super) fn sums_to_one(what: &str, weights: impl Iterator<Item = f64>, at: String) -> Result<(), Problem> {
    let weights: Vec<f64> = weights.collect();
    let sum: f64 = weights.iter().sum();
    // What a single weight spoils is told of that one.
    if (sum - 1.0).abs() <= 1e-9 || !weights.iter().all(|weight| (0.0..=1.0).contains(weight)) {
        return Ok(());
    }
    // 0.8999999999999999 is what binary fractions make of 0.9.
    let found = ((sum * 1e9).round() / 1e9).to_string();
    Err(Problem::new(Text::RuleWeights, &[("key", what.to_owned()), ("found", found)]).at(at))
}

pub(super) fn no_indicator(id: &str) -> Problem {
    let args = [("found", id.to_owned()), ("nearest", Indicator::nearest(id).to_owned())];
    Problem::new(Text::RuleIndicator, &args)
}

pub(super) fn twice(id: &str) -> Problem {
    Problem::new(Text::RuleTwice, &[("found", id.to_owned())])
}

/// The items of a list that bear the name of another.
pub(super) fn twins<'a>(list: &str, key: &str, ids: impl Iterator<Item = &'a str> + Clone) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let again = ids.clone().zip(item_names(ids.map(Some))).filter(|(id, _)| !seen.insert(*id));
    again.map(|(id, name)| twice(id).at(format!("{list}.{name}.{key}"))).collect()
}
