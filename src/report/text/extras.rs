//! What comes on top of the weighted mean, a line each: stage, small-shop rule, bonuses, deductions, limits,
//! and what buyers are shown.

use super::{Page, figures, plain_table, trimmed};
use crate::catalogue::Text;
use crate::indicator::Indicator;
use crate::report::check::fold::wrap;
use crate::report::{BonusRow, DeductionRow};
use crate::rulebook::ORDER_WINDOW_DAYS;
use crate::scorecard::{BonusBasis, Stage, fixed};

impl Page<'_> {
    pub(super) fn extras(&self) -> String {
        let lines: Vec<(Text, String)> = [self.shop_line(), self.stage(), self.small_shop()]
            .into_iter()
            .flatten()
            .chain(self.composition())
            .chain(self.buyer())
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        let mut table = plain_table();
        for (label, text) in lines {
            table.add_row([self.say(label, &[]), text]);
        }
        trimmed(&table)
    }

    /// Whose rules: the industry and type that weights were chosen by.
    fn shop_line(&self) -> Option<(Text, String)> {
        let industry = self.report.industry.clone();
        let label = if industry.is_some() { Text::LabelIndustry } else { Text::LabelShopType };
        let parts: Vec<String> =
            industry.into_iter().chain(self.report.shop_type.map(|t| t.id().to_owned())).collect();
        (!parts.is_empty()).then(|| (label, parts.join(" · ")))
    }

    fn stage(&self) -> Option<(Text, String)> {
        let row = self.report.stage.as_ref()?;
        let args = [
            ("orders", row.orders.to_string()),
            ("from", row.formal_from.to_string()),
            ("points", row.flat_points.map_or(String::new(), figures::exact)),
        ];
        let text = match (row.id, row.bad_behaviour) {
            (Stage::Formal, _) => Text::StageFormal,
            (Stage::Growth, false) => Text::StageGrowth,
            (Stage::Growth, true) => Text::StageGrowthBad,
        };
        let mut said = self.say(text, &args);
        if row.id == Stage::Growth {
            said += &self.uncovered(row.covered_days);
        }
        Some((
            Text::LabelStage,
            painted(&said, |line| if row.id == Stage::Growth { self.style.careful(line) } else { line }),
        ))
    }

    /// Too few orders may be too few exports.
    fn uncovered(&self, covered: i32) -> String {
        let args = [("covered", covered.to_string()), ("days", ORDER_WINDOW_DAYS.to_string())];
        if covered < ORDER_WINDOW_DAYS { self.say(Text::OrdersUncovered, &args) } else { String::new() }
    }

    fn small_shop(&self) -> Option<(Text, String)> {
        let row = self.report.small_shop.as_ref()?;
        let names: Vec<String> = row.indicators.iter().map(|id| self.name_of(id)).collect();
        let args = [
            ("orders", row.orders.to_string()),
            ("below", row.orders_below.to_string()),
            ("points", figures::exact(row.points)),
            ("names", names.join(self.lang.pick("、", ", "))),
        ];
        let text = match (row.applies, names.is_empty()) {
            (false, _) => Text::SmallShopNot,
            (true, true) => Text::SmallShopNone,
            (true, false) => Text::SmallShopFixed,
        };
        let mut said = self.say(text, &args);
        let in_growth = self.report.stage.as_ref().is_some_and(|stage| stage.id == Stage::Growth);
        // In the growth stage it was said already.
        if row.applies && !in_growth {
            said += &self.uncovered(row.covered_days);
        }
        Some((Text::LabelSmallShop, painted(&said, |line| line)))
    }

    /// The weighted mean, and everything that is added or taken.
    fn composition(&self) -> Vec<(Text, String)> {
        let (report, score) = (self.report, &self.report.score);
        let mut lines = Vec::new();
        if report.bonuses.is_empty() && report.deductions.is_empty() && report.stage.is_none() {
            return lines;
        }
        if let Some(weighted) = score.weighted_points {
            lines.push((Text::LabelWeighted, self.say(Text::Points, &[("n", fixed(weighted, 2))])));
        }
        let told = |row: &&BonusRow| !matches!(row.basis, BonusBasis::Unknown | BonusBasis::Denied);
        lines.extend(report.bonuses.iter().filter(told).map(|row| (Text::LabelBonus, self.bonus(row))));
        let unknown: Vec<&BonusRow> =
            report.bonuses.iter().filter(|row| row.basis == BonusBasis::Unknown).collect();
        if let Some(first) = unknown.first() {
            let ids: Vec<&str> = unknown.iter().map(|row| row.id.as_str()).collect();
            let args = [("ids", ids.join(self.lang.pick("、", ", "))), ("example", first.id.clone())];
            let said = self.say(Text::BonusUnclaimed, &args);
            lines.push((Text::LabelBonus, painted(&said, |line| self.style.faint(line))));
        }
        let counting = report.deductions.iter().filter(|row| row.count > 0);
        lines.extend(counting.map(|row| (Text::LabelDeduction, self.style.bad(self.deduction(row)))));
        if report.deductions.iter().all(|row| row.count == 0) && !report.deductions.is_empty() {
            let text = self.say(Text::NoDeductions, &[]);
            lines.push((Text::LabelDeduction, self.style.faint(text)));
        }
        // A hair is no limit; a flat total has none.
        let growth = report.stage.as_ref().is_some_and(|stage| stage.id == Stage::Growth);
        if score.clamped_points.abs() >= 0.005 && !growth {
            let args = [
                ("n", figures::signed(score.clamped_points, 2)),
                ("min", figures::exact(score.scale_min)),
                ("max", figures::exact(score.scale_max)),
            ];
            lines.push((Text::LabelLimits, self.say(Text::Clamped, &args)));
        }
        lines
    }

    fn bonus(&self, row: &BonusRow) -> String {
        let indicator = row.indicator.and_then(Indicator::by_id);
        let measured = indicator.zip(row.value).zip(row.at_least).map(|((indicator, value), least)| {
            let unit = indicator.info().unit;
            let args = [
                ("name", self.name_of(indicator.id())),
                ("value", self.value(unit, value)),
                ("least", figures::exact_value(unit, least, self.lang)),
            ];
            self.say(Text::BonusMeasured, &args)
        });
        let dimension = row.dimension.and_then(crate::indicator::Dimension::by_id);
        let to = dimension.map(|d| self.lang.pick(d.name_zh(), d.name_en()).to_owned());
        let basis = match row.basis {
            BonusBasis::Measured | BonusBasis::NotReached => measured.unwrap_or_default(),
            _ => self.say(Text::BonusClaimed, &[]),
        };
        let to = to.map_or(String::new(), |name| self.say(Text::BonusToDimension, &[("name", name)]));
        let args = [
            ("title", self.lang.pick(&row.title_zh, &row.title_en).to_owned()),
            ("n", if row.points > 0.0 { figures::signed(row.points, 2) } else { "0".to_owned() }),
            ("why", basis + &to),
        ];
        let text = self.say(Text::ExtraLine, &args);
        if row.points > 0.0 { self.style.good(text) } else { text }
    }

    fn deduction(&self, row: &DeductionRow) -> String {
        let args = [
            ("count", row.count.to_string()),
            ("each", figures::exact(row.points_each)),
            ("cap", figures::exact(row.cap)),
        ];
        let args = [
            ("title", self.lang.pick(&row.title_zh, &row.title_en).to_owned()),
            ("n", figures::signed(-row.points, 2)),
            ("why", self.say(Text::DeductionWhy, &args)),
        ];
        self.say(Text::ExtraLine, &args)
    }

    fn buyer(&self) -> Option<(Text, String)> {
        let row = self.report.buyer.as_ref()?;
        let points = ("points", fixed(row.points, 0));
        let text = match (row.value, row.stars) {
            (Some(value), Some(stars)) => self.say(
                Text::BuyerLine,
                &[points, ("value", fixed(value, 1)), ("stars", figures::exact(stars))],
            ),
            _ => self.say(Text::BuyerHidden, &[points]),
        };
        Some((Text::LabelBuyer, text))
    }
}

/// A text on as many lines as it needs, each painted by itself: a colour does not run into the label beside it.
fn painted(text: &str, paint: impl Fn(String) -> String) -> String {
    wrap(text, 0).lines().map(|line| paint(line.to_owned())).collect::<Vec<_>>().join("\n")
}
