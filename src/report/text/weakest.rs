//! The weakest indicators: the reason in figures, who stands out, what to do.

use super::Page;
use super::figures::exact;
use crate::catalogue::Text;
use crate::field::Kind;
use crate::indicator::{Direction, Indicator, Unit};
use crate::report::{CauseBy, CauseRow, IndicatorRow, Status};
use crate::scorecard::fixed;

impl Page<'_> {
    pub(super) fn weakest(&self) -> String {
        if self.report.weakest.is_empty() {
            // `--weakest 0` asks for none; otherwise nothing costs anything.
            let asked = self.report.indicators.iter().any(|row| row.rank.is_some());
            return if asked { String::new() } else { self.say(Text::NothingLost, &[]) + "\n" };
        }
        let count = self.report.weakest.len().to_string();
        let mut lines = vec![self.style.strong(self.say(Text::WeakestTitle, &[("n", count)]))];
        for id in &self.report.weakest {
            if let (Some(indicator), Some(row)) = (Indicator::by_id(id), self.report.indicator(id)) {
                self.weak(indicator, row, &mut lines);
            }
        }
        lines.join("\n") + "\n"
    }

    fn weak(&self, indicator: Indicator, row: &IndicatorRow, lines: &mut Vec<String>) {
        let facts = indicator.info();
        let value = row.value.map_or(String::new(), |v| self.value(facts.unit, v));
        let figures = match (row.numerator, row.denominator) {
            (Some(n), Some(d)) => crate::catalogue::fill(
                self.lang.pick(facts.figures_zh, facts.figures_en),
                &[("n", fixed(n, 0)), ("d", d.to_string()), ("miss", fixed(d as f64 - n, 0)), ("v", value)],
            ),
            _ => value,
        };
        let fixed_by_rule = self.report.small_shop.as_ref().filter(|_| row.small_shop);
        let figures = match fixed_by_rule {
            None => figures,
            Some(rule) => {
                let fixed = self.say(Text::WeakSmallShop, &[("points", exact(rule.points))]);
                // A sentence around a value that is not there says nothing.
                let known = row.value.map(|_| figures + self.lang.pick("；", "; "));
                known.unwrap_or_default() + &fixed
            }
        };
        let name = self.lang.pick(facts.name_zh, facts.name_en).to_owned();
        let mut args =
            vec![("rank", row.rank.unwrap_or_default().to_string()), ("name", name), ("figures", figures)];
        lines.push(match self.lost(row.lost_score) {
            None => self.say(Text::WeakestLineNoTotal, &args),
            Some(lost) => {
                args.push(("lost", self.style.bad(fixed(lost, 2))));
                self.say(Text::WeakestLine, &args)
            }
        });
        for cause in self.report.causes.iter().filter(|cause| cause.indicator == row.id) {
            lines.push(format!("  · {}", self.cause(facts.unit, cause)));
        }
        let advice = match fixed_by_rule {
            None => self.lang.pick(facts.advice_zh, facts.advice_en).to_owned(),
            Some(rule) => self.say(Text::WeakSmallShopAdvice, &[("below", rule.orders_below.to_string())]),
        };
        lines.push(format!("  {}{}{advice}", Text::WhatToDo.template(self.lang), self.lang.pick("：", ": ")));
        if row.value.is_some() && row.status != Status::Manual && !facts.kinds.contains(&Kind::Service) {
            let misses = facts.unit == Unit::Ratio && facts.direction == Direction::High;
            let flag = if misses { " --misses" } else { "" };
            let read: Vec<String> = self.report.arguments.iter().map(|word| quoted(word)).collect();
            let (as_of, read) = (self.report.as_of, read.join(" "));
            // Under another rulebook the window may be another.
            let rules =
                self.report.rules.as_ref().map_or(String::new(), |id| format!(" --rules {}", quoted(id)));
            let command = format!("tiyanfen cases {}{flag}{rules} --as-of {as_of} {read}", row.id);
            lines.push(
                self.style.faint(format!("  {}", self.say(Text::CasesCommand, &[("command", command)]))),
            );
        }
    }

    fn cause(&self, unit: Unit, cause: &CauseRow) -> String {
        let name = cause.name.clone().or_else(|| cause.product_id.clone()).unwrap_or_default();
        let label = match cause.by {
            CauseBy::Product => self.say(Text::ByProduct, &[("name", name)]),
            CauseBy::Carrier => self.say(Text::ByCarrier, &[("name", name)]),
            CauseBy::Province => self.say(Text::ByProvince, &[("name", name)]),
            CauseBy::Days => String::new(),
        };
        let day = |day: Option<crate::time::Day>| day.map_or(String::new(), |d| d.to_string());
        let number = |n: Option<i64>| n.unwrap_or_default().to_string();
        let args = [
            ("label", label),
            ("from", day(cause.from)),
            ("to", day(cause.to)),
            ("bad", number(cause.all_bad)),
            ("n", if cause.bad.is_some() { number(cause.bad) } else { cause.cases.to_string() }),
            ("rate", self.value(unit, cause.value)),
            ("rest", self.value(unit, cause.rest_value)),
        ];
        let text = match (cause.by, cause.bad.is_some()) {
            (CauseBy::Days, true) => Text::CausePeriod,
            (CauseBy::Days, false) => Text::CausePeriodMean,
            (_, true) => Text::CauseShare,
            (_, false) => Text::CauseMean,
        };
        self.say(text, &args)
    }
}

/// A word, such as a path, as a shell takes it.
pub fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@%,~".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_where_needed() {
        assert_eq!(quoted("fixtures/demo"), "fixtures/demo");
        assert_eq!(quoted("导出/10月"), "导出/10月");
        assert_eq!(quoted("my shop/a'b"), "'my shop/a'\\''b'");
    }
}
