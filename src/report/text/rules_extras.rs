//! Stages, small-shop rule, bonuses, deductions and industries of a rulebook for people.

use super::figures::{exact, exact_value};
use super::rules::Sheet;
use crate::catalogue::Text;
use crate::report::check::fold::{fold, wrap};
use crate::rulebook::{Bonus, Deduction, ORDER_WINDOW_DAYS};

impl Sheet<'_> {
    /// What comes on top of the weighted mean; empty where nothing does.
    pub(super) fn extras(&self) -> String {
        let scoring = &self.rulebook.scoring;
        let days = ("days", ORDER_WINDOW_DAYS.to_string());
        let mut lines = Vec::new();
        if let Some(range) = &scoring.dimension_range {
            lines.push(self.say(Text::RulesRange, &[("min", exact(range.min)), ("max", exact(range.max))]));
        }
        if let Some(growth) = &scoring.growth {
            let args = [
                days.clone(),
                ("orders", growth.orders_below.to_string()),
                ("points", exact(growth.points)),
                ("bad", exact(growth.points_after_bad_behaviour)),
            ];
            lines.push(self.say(Text::RulesGrowth, &args));
        }
        if let Some(small) = &scoring.small_shop {
            let names = small.indicators.iter().filter_map(|few| {
                let facts = few.indicator()?.info();
                let name = self.lang.pick(facts.name_zh, facts.name_en);
                Some(self.say(Text::RulesFewCases, &[("name", name.to_owned()), ("n", few.most.to_string())]))
            });
            let args = [
                days,
                ("orders", small.orders_below.to_string()),
                ("reduced", small.reduced_orders_below.to_string()),
                ("n", small.reduced_industries.len().to_string()),
                ("points", exact(small.points)),
                ("names", names.collect::<Vec<_>>().join(self.lang.pick("、", ", "))),
            ];
            lines.push(wrap(&self.say(Text::RulesSmallShop, &args), 4));
        }
        lines.extend(scoring.bonuses.iter().map(|bonus| self.bonus(bonus)));
        lines.extend(scoring.deductions.iter().map(|deduction| self.deduction(deduction)));
        if let Some(buyer) = &scoring.buyer {
            let examples = [50.0, 60.0, 80.0, 100.0].map(|score| {
                let (number, stars) = buyer.shown(score);
                format!("{} → {} ★{}", exact(score), crate::scorecard::fixed(number, 1), exact(stars))
            });
            lines.push(self.say(Text::RulesBuyer, &[("examples", examples.join("  "))]));
        }
        if !scoring.industries.is_empty() {
            let command = format!("tiyanfen rules industries --rules {}", self.rulebook.id);
            let args = [("n", scoring.industries.len().to_string()), ("command", command)];
            lines.push(self.say(Text::RulesIndustries, &args));
        }
        if lines.is_empty() {
            return String::new();
        }
        let lines = lines.into_iter().map(|line| format!("  {line}\n"));
        format!("{}\n{}", self.say(Text::RulesExtras, &[]), lines.collect::<String>())
    }

    fn bonus(&self, bonus: &Bonus) -> String {
        let to = bonus.dimension().map_or(String::new(), |dimension| {
            let name = self.lang.pick(dimension.name_zh(), dimension.name_en()).to_owned();
            self.say(Text::BonusToDimension, &[("name", name)])
        });
        let measured = bonus.measured.as_ref().and_then(|measured| {
            let facts = measured.indicator()?.info();
            let args = [
                ("name", self.lang.pick(facts.name_zh, facts.name_en).to_owned()),
                ("least", exact_value(facts.unit, measured.at_least, self.lang)),
            ];
            Some(self.say(Text::RulesBonusMeasured, &args))
        });
        let args = [
            ("id", bonus.id.clone()),
            ("title", self.lang.pick(&bonus.title_zh, &bonus.title_en).to_owned()),
            ("points", exact(bonus.points)),
            ("more", to + &measured.unwrap_or_default()),
            ("source", self.lang.pick(&bonus.source_zh, &bonus.source_en).to_owned()),
        ];
        fold(&self.say(Text::RulesBonus, &args), 4)
    }

    fn deduction(&self, deduction: &Deduction) -> String {
        let args = [
            ("id", deduction.id.clone()),
            ("title", self.lang.pick(&deduction.title_zh, &deduction.title_en).to_owned()),
            ("points", exact(deduction.points)),
            ("cap", exact(deduction.cap)),
            ("source", self.lang.pick(&deduction.source_zh, &deduction.source_en).to_owned()),
        ];
        fold(&self.say(Text::RulesDeduction, &args), 4)
    }
}
