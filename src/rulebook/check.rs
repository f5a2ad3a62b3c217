//! What must be right in a rulebook that can be read: everything a score could silently go wrong by.

use super::problem::Problem;
use super::{Deadline, Definitions, Night, Rulebook, Scoring, definitions};
use crate::catalogue::Text;
use crate::indicator::{Dimension, Indicator};
use std::collections::BTreeSet;
use std::fmt::Display;

/// The longest window, and the longest deadline, in days: a year.
const MOST_DAYS: i32 = 366;
const MOST_HOURS: i64 = MOST_DAYS as i64 * 24;

impl Rulebook {
    pub(super) fn check(&self) -> Result<(), Problem> {
        not_blank("id", &self.id)?;
        not_blank("title_zh", &self.title_zh)?;
        not_blank("title_en", &self.title_en)?;
        self.definitions.check()?;
        self.scoring.check()
    }
}

impl Definitions {
    fn check(&self) -> Result<(), Problem> {
        let at = |key: &str| format!("definitions.{key}");
        within(at("default_window_days"), self.default_window_days, 1, MOST_DAYS)?;
        within(at("presale_after_hours"), self.presale_after_hours, 0, MOST_HOURS)?;
        within(at("waybill_sla_hours"), self.waybill_sla_hours, 1, MOST_HOURS)?;
        match &self.pickup_deadline {
            Deadline::Hours(hours) => within(at("pickup_deadline"), *hours, 1, MOST_HOURS)?,
            Deadline::Named(name) if name != definitions::NEXT_DAY_END => {
                let args = [("found", name.clone()), ("expected", definitions::NEXT_DAY_END.to_owned())];
                return Err(Problem::new(Text::RuleDeadline, &args).at(at("pickup_deadline")));
            }
            Deadline::Named(_) => {}
        }
        for (id, days) in &self.windows {
            if Indicator::by_id(id).is_none() {
                return Err(no_indicator(id).at(at(&format!("windows.{id}"))));
            }
            within(at(&format!("windows.{id}")), *days, 1, MOST_DAYS)?;
        }
        self.pickup_night.check(&at("pickup_night"))?;
        self.review_night.check(&at("review_night"))?;
        not_blank(&at("quality_mark"), &self.quality_mark)?;
        let mut classes = BTreeSet::new();
        for (i, reason) in self.reasons.iter().enumerate() {
            if !classes.insert(&reason.class) {
                return Err(twice(&reason.class).at(at(&format!("reasons.{i}.class"))));
            }
            for (j, word) in reason.words.iter().enumerate() {
                // A blank word would be found in every reason.
                not_blank(&at(&format!("reasons.{i}.words.{j}")), word)?;
            }
        }
        let mark = std::slice::from_ref(&self.quality_mark_class);
        for (key, named) in [
            ("quality_classes", &self.quality_classes[..]),
            ("logistics_classes", &self.logistics_classes),
            ("damage_classes", &self.damage_classes),
            ("quality_mark_class", mark),
        ] {
            if let Some(class) = named.iter().find(|class| !classes.contains(class)) {
                return Err(Problem::new(Text::RuleClass, &[("found", class.clone())]).at(at(key)));
            }
        }
        Ok(())
    }
}

impl Night {
    fn check(&self, at: &str) -> Result<(), Problem> {
        within(format!("{at}.from_hour"), self.from_hour, 1, 24)?;
        // It ends on the morning after.
        within(format!("{at}.to_hour"), self.to_hour, 0, self.from_hour - 1)
    }
}

impl Scoring {
    fn check(&self) -> Result<(), Problem> {
        within("scoring.least_coverage".to_owned(), self.least_coverage, 0.0, 1.0)?;
        let scale = &self.scale;
        within("scoring.scale.min".to_owned(), scale.min, -1e6, 1e6)?;
        within("scoring.scale.max".to_owned(), scale.max, scale.min, 1e6)?;
        within("scoring.scale.points_per_unit".to_owned(), scale.points_per_unit, 1e-6, 1e6)?;
        let all = "scoring.dimensions";
        let mut seen = BTreeSet::new();
        for (d, scored) in self.dimensions.iter().enumerate() {
            let at = format!("{all}.{d}");
            let Some(dimension) = scored.dimension() else {
                let known = Dimension::ALL.map(Dimension::id).join(", ");
                let args = [("found", scored.id.clone()), ("expected", known)];
                return Err(Problem::new(Text::RuleDimension, &args).at(format!("{at}.id")));
            };
            if !seen.insert(&scored.id) {
                return Err(twice(&scored.id).at(format!("{at}.id")));
            }
            within(format!("{at}.weight"), scored.weight, 0.0, 1.0)?;
            for (i, part) in scored.indicators.iter().enumerate() {
                let at = format!("{at}.indicators.{i}");
                let Some(indicator) = part.indicator() else {
                    return Err(no_indicator(&part.id).at(format!("{at}.id")));
                };
                let facts = indicator.facts();
                if facts.dimension != dimension {
                    let args = [("found", part.id.clone()), ("expected", facts.dimension.id().to_owned())];
                    return Err(Problem::new(Text::RuleOtherDimension, &args).at(format!("{at}.id")));
                }
                if !seen.insert(&part.id) {
                    return Err(twice(&part.id).at(format!("{at}.id")));
                }
                within(format!("{at}.weight"), part.weight, 0.0, 1.0)?;
                part.curve.check(&part.id, facts.direction, &at)?;
            }
            let weights = scored.indicators.iter().map(|i| i.weight);
            sums_to_one(&scored.id, weights, format!("{at}.indicators"))?;
        }
        sums_to_one(all, self.dimensions.iter().map(|d| d.weight), all.to_owned())?;
        let mut above: Vec<&str> = Vec::new();
        for (i, threshold) in self.thresholds.iter().enumerate() {
            not_blank(&format!("scoring.thresholds.{i}.id"), &threshold.id)?;
            if above.contains(&threshold.id.as_str()) {
                return Err(twice(&threshold.id).at(format!("scoring.thresholds.{i}.id")));
            }
            threshold.check(scale, &above)?;
            above.push(&threshold.id);
        }
        self.check_extras()
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
        true => Err(Problem::new(Text::RuleBlank, &[("key", at.to_owned())]).at(at)),
        false => Ok(()),
    }
}

pub(super) fn sums_to_one(what: &str, weights: impl Iterator<Item = f64>, at: String) -> Result<(), Problem> {
    let sum: f64 = weights.sum();
    if (sum - 1.0).abs() <= 1e-9 {
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
