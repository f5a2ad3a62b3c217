//! What must be right in what comes on top of the weighted mean.

use super::check::{no_indicator, not_blank, sums_to_one, twice, twins, within};
use super::extra::{Bonus, Buyer, CountedCases, Deduction, Growth, SmallShop};
use super::industry::Industry;
use super::problem::{Problem, Problems};
use super::{Scoring, ShopType};
use crate::catalogue::Text;
use crate::indicator::{Dimension, Indicator};
use std::collections::BTreeSet;

const MOST_ORDERS: i64 = 1_000_000;

impl Scoring {
    pub(super) fn check_extras(&self, found: &mut Problems) {
        let unit = self.scale.points_per_unit;
        let (least, most) = (self.scale.min * unit, self.scale.max * unit);
        if let Some(range) = &self.dimension_range {
            found.note(within("scoring.dimension_range.min".to_owned(), range.min, 0.0, 100.0));
            found.note(within("scoring.dimension_range.max".to_owned(), range.max, range.min, 100.0));
        }
        if let Some(growth) = &self.growth {
            found.note(growth.check(least, most));
        }
        if let Some(small_shop) = &self.small_shop {
            found.note(small_shop.check());
        }
        if let Some(buyer) = &self.buyer {
            found.note(buyer.check());
        }
        found.extend(twins("scoring.bonuses", "id", self.bonuses.iter().map(|b| b.id.as_str())));
        self.bonuses.iter().for_each(|bonus| found.note(bonus.check()));
        found.extend(twins("scoring.deductions", "id", self.deductions.iter().map(|d| d.id.as_str())));
        self.deductions.iter().for_each(|deduction| found.note(deduction.check()));
        let mut rows = BTreeSet::new();
        for (i, industry) in self.industries.iter().enumerate() {
            let at = format!("scoring.industries.{i}");
            found.note(self.check_industry(industry, &at));
            if !rows.insert((&industry.name, &industry.shop_type)) {
                found.note(Err(twice(&industry.name).at(format!("{at}.name"))));
            }
        }
    }

    /// Its weights must name what is scored, and sum to 1 with what they leave as it is.
    fn check_industry(&self, industry: &Industry, at: &str) -> Result<(), Problem> {
        not_blank(&format!("{at}.name"), &industry.name)?;
        one_of(&format!("{at}.shop_type"), &industry.shop_type, ShopType::ALL.iter().map(|t| t.id()))?;
        let dimensions = self.dimensions.iter().map(|d| d.id.as_str());
        let indicators = self.dimensions.iter().flat_map(|d| &d.indicators).map(|i| i.id.as_str());
        let known: Vec<&str> = dimensions.chain(indicators).collect();
        for (id, weight) in &industry.weights {
            one_of(&format!("{at}.weights"), id, known.iter().copied())?;
            within(format!("{at}.weights.{id}"), *weight, 0.0, 1.0)?;
        }
        let weight = |id: &str, own: f64| industry.weights.get(id).copied().unwrap_or(own);
        let at = format!("{at}.weights");
        // What a row leaves as it is, is not the row's mistake: a sum is told of once, where it is written.
        let weighs = |id: &str| industry.weights.contains_key(id);
        if self.dimensions.iter().any(|d| weighs(&d.id)) {
            sums_to_one(&industry.name, self.dimensions.iter().map(|d| weight(&d.id, d.weight)), at.clone())?;
        }
        for dimension in &self.dimensions {
            if !dimension.indicators.iter().any(|i| weighs(&i.id)) {
                continue;
            }
            let weights = dimension.indicators.iter().map(|i| weight(&i.id, i.weight));
            sums_to_one(&format!("{} {}", industry.name, dimension.id), weights, at.clone())?;
        }
        Ok(())
    }
}

impl Growth {
    fn check(&self, least: f64, most: f64) -> Result<(), Problem> {
        let at = |key: &str| format!("scoring.growth.{key}");
        within(at("orders_below"), self.orders_below, 1, MOST_ORDERS)?;
        within(at("points"), self.points, least, most)?;
        within(at("points_after_bad_behaviour"), self.points_after_bad_behaviour, least, self.points)
    }
}

impl SmallShop {
    fn check(&self) -> Result<(), Problem> {
        let at = |key: &str| format!("scoring.small_shop.{key}");
        within(at("points"), self.points, 0.0, 100.0)?;
        within(at("orders_below"), self.orders_below, 1, MOST_ORDERS)?;
        within(at("reduced_orders_below"), self.reduced_orders_below, 1, self.orders_below)?;
        for few in &self.indicators {
            let at = |key: &str| at(&format!("indicators.{}.{key}", few.id));
            if few.indicator().is_none() {
                return Err(no_indicator(&few.id).at(at("id")));
            }
            if let Some(of) = few.of.as_ref().filter(|of| Indicator::by_id(of).is_none()) {
                return Err(no_indicator(of).at(at("of")));
            }
            one_of(&at("count"), &few.count, CountedCases::ALL.iter().map(|c| c.id()))?;
            within(at("most"), few.most, 0, MOST_ORDERS)?;
        }
        Ok(())
    }
}

impl Bonus {
    fn check(&self) -> Result<(), Problem> {
        let at = |key: &str| format!("scoring.bonuses.{}.{key}", self.id);
        not_blank("scoring.bonuses", &self.id)?;
        within(at("points"), self.points, 0.0, 100.0)?;
        if let Some(dimension) = &self.dimension {
            one_of(&at("dimension"), dimension, Dimension::ALL.iter().map(|d| d.id()))?;
        }
        if let Some(measured) = &self.measured {
            let Some(indicator) = measured.indicator() else {
                return Err(no_indicator(&measured.indicator).at(at("measured.indicator")));
            };
            let range = indicator.info().unit.range();
            within(at("measured.at_least"), measured.at_least, *range.start(), *range.end())?;
        }
        Ok(())
    }
}

impl Deduction {
    fn check(&self) -> Result<(), Problem> {
        let at = |key: &str| format!("scoring.deductions.{}.{key}", self.id);
        not_blank("scoring.deductions", &self.id)?;
        within(at("points"), self.points, 0.0, 100.0)?;
        within(at("cap"), self.cap, self.points, 100.0)
    }
}

impl Buyer {
    fn check(&self) -> Result<(), Problem> {
        within("scoring.buyer.least".to_owned(), self.least, 0.0, 100.0)?;
        let mut above = f64::INFINITY;
        for (i, band) in self.bands.iter().enumerate() {
            let at = |key: &str| format!("scoring.buyer.bands.{i}.{key}");
            within(at("points_per_tenth"), band.points_per_tenth, 1e-6, 1e6)?;
            within(at("base"), band.base, 0.0, 100.0)?;
            // The highest first.
            within(at("above"), band.above, -1e6, above.min(1e6))?;
            above = band.above;
        }
        let mut most = f64::INFINITY;
        for (i, (number, stars)) in self.stars.iter().enumerate() {
            within(format!("scoring.buyer.stars.{i}"), *number, 0.0, most.min(100.0))?;
            within(format!("scoring.buyer.stars.{i}"), *stars, 0.0, 5.0)?;
            most = *number;
        }
        Ok(())
    }
}

fn one_of<'k>(at: &str, found: &str, known: impl Iterator<Item = &'k str>) -> Result<(), Problem> {
    let known: Vec<&str> = known.collect();
    if known.contains(&found) {
        return Ok(());
    }
    let args = [("found", found.to_owned()), ("expected", known.join(", "))];
    Err(Problem::new(Text::RuleUnknownKey, &args).at(at))
}
