//! What comes on top of the weighted mean, a line each: stage, small-shop rule, bonuses, deductions, limits, and what
//! buyers are shown.

use super::blocks::ScoreView;
use super::{BonusRow, DeductionRow};
use crate::catalogue::{Lang, text};
use crate::report::block::{Block, Cell, Line, Table, Tone};
use crate::report::{names, numbers};
use crate::rounding::fixed;
use crate::rulebook::ORDER_WINDOW_DAYS;
use crate::scorecard::{BonusBasis, Stage};

/// A label, and what there is to say.
type Entry = (&'static str, Line);

impl ScoreView<'_> {
    pub(in crate::report) fn composition(&self) -> Vec<Block> {
        let about_shop = [self.shop_kind(), self.stage(), self.small_shop()].into_iter().flatten();
        let mut table = Table::default();
        for (label, line) in about_shop.chain(self.parts()).chain(self.buyer()) {
            table.row([label.into(), Cell::Sentence(line)]);
        }
        vec![table.into()]
    }

    /// Whose rules: the industry and type that weights were chosen by.
    fn shop_kind(&self) -> Option<Entry> {
        let (lang, head) = (self.lang, &self.report.head);
        let shop_type = head.shop_type.map(|shop_type| shop_type.id());
        let label = match &head.industry {
            Some(_) => text::label_industry(lang),
            None => text::label_shop_type(lang),
        };
        let parts: Vec<&str> = head.industry.as_deref().into_iter().chain(shop_type).collect();
        (!parts.is_empty()).then(|| (label, parts.join(" · ").into()))
    }

    fn stage(&self) -> Option<Entry> {
        let (lang, row) = (self.lang, self.report.stage.as_ref()?);
        let (orders, from) = (row.orders, row.formal_from);
        let points = row.flat_points.map_or(String::new(), numbers::exact);
        let said = match (row.id, row.bad_behaviour) {
            (Stage::Formal, _) => text::stage_formal(lang, orders, from),
            (Stage::Growth, false) => text::stage_growth(lang, orders, from, points),
            (Stage::Growth, true) => text::stage_growth_bad(lang, orders, from, points),
        };
        let line = match row.id {
            Stage::Formal => said.into(),
            Stage::Growth => Line::new(said + &self.uncovered(row.covered_days), Tone::Careful),
        };
        Some((text::label_stage(lang), line))
    }

    /// Too few orders may be too few exports.
    fn uncovered(&self, covered: i32) -> String {
        if covered < ORDER_WINDOW_DAYS {
            text::orders_uncovered(self.lang, ORDER_WINDOW_DAYS, covered)
        } else {
            String::new()
        }
    }

    fn is_in_growth(&self) -> bool {
        self.report.stage.as_ref().is_some_and(|stage| stage.id == Stage::Growth)
    }

    fn small_shop(&self) -> Option<Entry> {
        let (lang, row) = (self.lang, self.report.small_shop.as_ref()?);
        let (orders, below) = (row.orders, row.orders_below);
        let names = names::listed(row.indicators.iter().map(|id| names::indicator(*id, lang)), lang);
        let mut said = match (row.applies, names.is_empty()) {
            (false, _) => text::small_shop_not(lang, orders, below),
            (true, true) => text::small_shop_none(lang, orders, below),
            (true, false) => text::small_shop_fixed(lang, orders, below, numbers::exact(row.points), names),
        };
        // In the growth stage it was said already.
        if row.applies && !self.is_in_growth() {
            said += &self.uncovered(row.covered_days);
        }
        Some((text::label_small_shop(lang), said.into()))
    }

    /// The weighted mean, and everything that is added or taken.
    fn parts(&self) -> Vec<Entry> {
        let (lang, report, score) = (self.lang, self.report, &self.report.score);
        let mut parts = Vec::new();
        if report.bonuses.is_empty() && report.deductions.is_empty() && report.stage.is_none() {
            return parts;
        }
        if let Some(weighted) = score.weighted_points {
            parts.push((text::label_weighted(lang), text::points(lang, fixed(weighted, 2)).into()));
        }
        let told = |row: &&BonusRow| !matches!(row.basis, BonusBasis::Unknown | BonusBasis::Denied);
        let bonus = text::label_bonus(lang);
        parts.extend(report.bonuses.iter().filter(told).map(|row| (bonus, self.bonus(row))));
        let unknown = || report.bonuses.iter().filter(|row| row.basis == BonusBasis::Unknown);
        if let Some(first) = unknown().next() {
            let named: Vec<String> = unknown()
                .map(|row| match lang {
                    Lang::Zh => format!("{}（{}）", row.title_zh, row.id),
                    Lang::En => row.id.clone(),
                })
                .collect();
            let said = text::bonus_unclaimed(lang, names::listed(&named, lang), &first.id);
            parts.push((bonus, Line::new(said, Tone::Faint)));
        }
        let deduction = text::label_deduction(lang);
        let counting = report.deductions.iter().filter(|row| row.count > 0);
        parts.extend(counting.map(|row| (deduction, self.deduction(row))));
        if report.deductions.iter().all(|row| row.count == 0) && !report.deductions.is_empty() {
            parts.push((deduction, Line::new(text::no_deductions(lang), Tone::Faint)));
        }
        // A hair is no limit; a flat total has none.
        if score.clamped_points.abs() >= 0.005 && !self.is_in_growth() {
            let (min, max) = (numbers::exact(score.scale_min), numbers::exact(score.scale_max));
            let said = text::clamped(lang, numbers::signed(score.clamped_points, 2), min, max);
            parts.push((text::label_limits(lang), said.into()));
        }
        parts
    }

    fn bonus(&self, row: &BonusRow) -> Line {
        let lang = self.lang;
        let basis = match (row.basis, row.indicator, row.value, row.at_least) {
            (BonusBasis::Measured | BonusBasis::NotReached, Some(of), Some(value), Some(least)) => {
                let least = numbers::exact_value(of.info().unit, least, lang);
                text::bonus_measured(lang, names::indicator(of, lang), self.value(of, value), least)
            }
            (BonusBasis::Measured | BonusBasis::NotReached, ..) => String::new(),
            _ => text::bonus_claimed(lang).to_owned(),
        };
        let to =
            row.dimension.map(|dimension| text::bonus_to_dimension(lang, names::dimension(dimension, lang)));
        let (points, tone) = if row.points > 0.0 {
            (numbers::signed(row.points, 2), Tone::Good)
        } else {
            ("0".to_owned(), Tone::Plain)
        };
        let title = lang.pick(&row.title_zh, &row.title_en);
        Line::new(text::extra_line(lang, title, points, basis + &to.unwrap_or_default()), tone)
    }

    fn deduction(&self, row: &DeductionRow) -> Line {
        let (each, cap) = (numbers::exact(row.points_each), numbers::exact(row.cap));
        let why = text::deduction_why(self.lang, row.count, each, cap);
        let title = self.lang.pick(&row.title_zh, &row.title_en);
        Line::new(text::extra_line(self.lang, title, numbers::signed(-row.points, 2), why), Tone::Bad)
    }

    fn buyer(&self) -> Option<Entry> {
        let (lang, row) = (self.lang, self.report.buyer.as_ref()?);
        let points = fixed(row.points, 0);
        let said = match (row.value, row.stars) {
            (Some(value), Some(stars)) => {
                text::buyer_line(lang, fixed(value, 1), numbers::exact(stars), points)
            }
            _ => text::buyer_hidden(lang, points),
        };
        Some((text::label_buyer(lang), said.into()))
    }
}
