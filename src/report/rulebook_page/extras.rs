//! What comes on top of the weighted mean: stages, small-shop rule, bonuses, deductions, what buyers see.

use super::{RulebookView, with_heading};
use crate::catalogue::text;
use crate::report::block::{Block, Breaks, Paragraph};
use crate::report::names;
use crate::report::numbers::{exact, exact_value};
use crate::rounding::fixed;
use crate::rulebook::{Bonus, Buyer, Deduction, ORDER_WINDOW_DAYS, SmallShop};

impl RulebookView<'_> {
    /// Empty where nothing comes on top.
    pub(super) fn extras(&self) -> Vec<Block> {
        let (lang, scoring) = (self.lang, &self.rulebook.scoring);
        let range =
            scoring.dimension_range.map(|range| text::rules_range(lang, exact(range.min), exact(range.max)));
        let growth = scoring.growth.as_ref().map(|growth| {
            let (points, bad) = (exact(growth.points), exact(growth.points_after_bad_behaviour));
            text::rules_growth(lang, ORDER_WINDOW_DAYS, growth.orders_below, points, bad)
        });
        let small_shop = scoring.small_shop.as_ref().map(|rule| self.small_shop(rule));
        let bonuses = scoring.bonuses.iter().map(|bonus| self.bonus(bonus));
        let deductions = scoring.deductions.iter().map(|deduction| self.deduction(deduction));
        let buyer = scoring.buyer.as_ref().map(|buyer| self.buyer(buyer));
        let industries = Some(scoring.industries.len()).filter(|rows| *rows > 0).map(|rows| {
            let command = format!("tiyanfen rules industries --rules {}", self.rulebook.id);
            text::rules_industries(lang, rows, command)
        });
        let before = [range, growth, small_shop].into_iter().flatten().map(Paragraph::new);
        let listed = bonuses.chain(deductions).map(|line| Paragraph::new(line).breaks(Breaks::Parts));
        let after = [buyer, industries].into_iter().flatten().map(Paragraph::new);
        with_heading(text::rules_extras(lang), before.chain(listed).chain(after))
    }

    fn small_shop(&self, rule: &SmallShop) -> String {
        let few = rule.indicators.iter().map(|few| {
            let name = names::indicator(few.indicator, self.lang);
            text::rules_few_cases(self.lang, name, few.most)
        });
        text::rules_small_shop(
            self.lang,
            ORDER_WINDOW_DAYS,
            rule.orders_below,
            rule.reduced_industries.len(),
            rule.reduced_orders_below,
            exact(rule.points),
            names::listed(few, self.lang),
        )
    }

    fn bonus(&self, bonus: &Bonus) -> String {
        let lang = self.lang;
        let to = bonus.dimension.map(|to| text::bonus_to_dimension(lang, names::dimension(to, lang)));
        let measured = bonus.measured.as_ref().map(|measured| {
            let indicator = measured.indicator;
            let least = exact_value(indicator.info().unit, measured.at_least, lang);
            text::rules_bonus_measured(lang, names::indicator(indicator, lang), least)
        });
        let more = to.unwrap_or_default() + &measured.unwrap_or_default();
        let (title, source) =
            (lang.pick(&bonus.title_zh, &bonus.title_en), lang.pick(&bonus.source_zh, &bonus.source_en));
        text::rules_bonus(lang, &bonus.id, title, exact(bonus.points), more, source)
    }

    fn deduction(&self, deduction: &Deduction) -> String {
        let Deduction { id, title_zh, title_en, points, cap, source_zh, source_en } = deduction;
        let (title, source) = (self.lang.pick(title_zh, title_en), self.lang.pick(source_zh, source_en));
        text::rules_deduction(self.lang, id, title, exact(*points), exact(*cap), source)
    }

    fn buyer(&self, buyer: &Buyer) -> String {
        let examples = [50.0, 60.0, 80.0, 100.0].map(|score| {
            let (number, stars) = buyer.shown(score);
            format!("{} → {} ★{}", exact(score), fixed(number, 1), exact(stars))
        });
        text::rules_buyer(self.lang, names::joined(examples, "  "))
    }
}
