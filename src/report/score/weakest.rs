//! The weakest indicators: the reason in figures, who stands out, what to do.

use super::blocks::ScoreView;
use super::build::LEAST_WEAKNESS;
use super::{CauseBy, CauseRow, IndicatorRow};
use crate::catalogue::{Lang, text};
use crate::indicator::Indicator;
use crate::input::percent;
use crate::insight::Choice;
use crate::report::block::{Block, Breaks, Line, Paragraph, Span, Tone};
use crate::report::figures::Status;
use crate::report::{names, numbers};
use crate::rounding::fixed;
use crate::shown_text::quoted;
use crate::time::Day;

/// So many kinds of cases are named with an indicator.
const MOST_COSTS: usize = 2;

impl ScoreView<'_> {
    pub(in crate::report) fn weakest(&self) -> Vec<Block> {
        let (lang, report) = (self.lang, self.report);
        if report.weakest.is_empty() {
            // `--weakest 0` asks for none; otherwise nothing costs anything, or nothing costs much.
            let lost = |row: &IndicatorRow| row.detail.rank.and(row.figures.day.lost_score);
            let most = report.indicators.iter().filter_map(lost).reduce(f64::max);
            let least = (report.score.scale_max - report.score.scale_min) * LEAST_WEAKNESS;
            let nothing = match most {
                None => Some(text::nothing_lost(lang).to_owned()),
                Some(most) if most < least => Some(text::nothing_weak(lang, percent(LEAST_WEAKNESS))),
                Some(_) => None,
            };
            return nothing.into_iter().map(|nothing| Paragraph::new(nothing).into()).collect();
        }
        let heading = Block::Heading(text::weakest_title(lang, report.weakest.len()).into());
        let rows = report.weakest.iter().filter_map(|id| report.indicator(*id));
        std::iter::once(heading).chain(rows.flat_map(|row| self.weak(row))).collect()
    }

    pub(in crate::report) fn weak(&self, row: &IndicatorRow) -> Vec<Block> {
        let lang = self.lang;
        let facts = row.title.id.info();
        let (rank, name) = (row.detail.rank.unwrap_or_default(), names::indicator(row.title.id, lang));
        let line = match self.lost(row.figures.day.lost_score) {
            None => text::weakest_line_no_total(lang, rank, name, self.in_figures(row)).into(),
            Some(lost) => {
                let line = text::weakest_line(lang, rank, name, Span::place(0), self.in_figures(row));
                Line::filled(&line, [Span::new(fixed(lost, 2), Tone::Bad)])
            }
        };
        let causes = self.report.causes.iter().filter(|cause| cause.indicator == row.title.id);
        let causes = causes.map(|cause| Paragraph::new(self.cause(cause)).level(1)).collect();
        let advice = format!("{}{}{}", text::what_to_do(lang), lang.pick("：", ": "), self.advice(row));
        let mut blocks: Vec<Block> = vec![Paragraph::new(line).into()];
        blocks.extend(self.few(row));
        blocks.push(Block::List(causes));
        blocks.extend(self.costs(row.title.id).map(|costs| Paragraph::new(costs).level(1).into()));
        blocks.push(Block::Advice(Paragraph::new(advice).level(1)));
        let figures = &row.figures.day;
        let has_cases = self.report.from_sums.is_none() && !facts.is_by_days();
        if figures.value.is_some() && figures.status != Status::Manual && has_cases {
            let command = Line::new(text::cases_command(lang, self.cases_command(row)), Tone::Faint);
            blocks.push(Paragraph::new(command).level(1).breaks(Breaks::Nowhere).into());
        }
        blocks
    }

    /// What to do about an indicator.
    pub(super) fn advice(&self, row: &IndicatorRow) -> String {
        match self.report.small_shop.as_ref().filter(|_| row.detail.small_shop) {
            None => row.title.id.info().advice.pick(self.lang).to_owned(),
            Some(rule) => text::weak_small_shop_advice(self.lang, rule.orders_below),
        }
    }

    /// What one more case of each kind costs that an indicator hangs on.
    fn costs(&self, indicator: Indicator) -> Option<String> {
        let of_it = self.report.cost_of_one.iter().filter(|row| row.indicators.contains(&indicator));
        let said: Vec<String> = of_it.filter_map(|row| row.in_words(self.lang)).take(MOST_COSTS).collect();
        let lang = self.lang;
        (!said.is_empty()).then(|| text::cost_of_one(lang, said.join(lang.pick("；", "; "))))
    }

    /// What was counted, and the small-shop rule where that fixes the points.
    pub(in crate::report) fn in_figures(&self, row: &IndicatorRow) -> String {
        let lang = self.lang;
        let known = row.figures.day.value;
        let counted = row.figures.numerator.zip(row.figures.denominator);
        let figures = numbers::in_figures(row.title.id, known, counted, lang);
        match self.report.small_shop.as_ref().filter(|_| row.detail.small_shop) {
            None => figures,
            Some(rule) => {
                // A sentence around a value that is not there says nothing.
                let known = known.map(|_| figures + lang.pick("；", "; "));
                known.unwrap_or_default() + &text::weak_small_shop(lang, numbers::exact(rule.points))
            }
        }
    }

    /// The command that lists the cases behind it, with the same files and rules.
    fn cases_command(&self, row: &IndicatorRow) -> String {
        let flag = if Choice::costly(row.title.id) == Choice::Misses { " --misses" } else { "" };
        // Under another rulebook the window may be another.
        let rules = self.report.rules.as_ref().map_or(String::new(), |id| format!(" --rules {}", quoted(id)));
        let arguments: Vec<String> = self.report.arguments.iter().map(|word| quoted(word)).collect();
        let (id, as_of) = (row.title.id.id(), self.report.head.as_of);
        format!("tiyanfen cases {id}{flag}{rules} --as-of {as_of} {}", arguments.join(" "))
    }

    /// The name of a group.
    fn name_of<'c>(&self, cause: &'c CauseRow) -> &'c str {
        let in_english = Some(&cause.name_en).filter(|_| self.lang == Lang::En);
        let names = [in_english, Some(&cause.name), Some(&cause.product_id)];
        names.into_iter().flatten().flatten().next().map_or("", String::as_str)
    }

    /// What a group is, and its name.
    pub(super) fn label(&self, cause: &CauseRow) -> String {
        let (lang, name) = (self.lang, self.name_of(cause));
        match cause.by {
            CauseBy::Product => text::by_product(lang, name),
            CauseBy::Carrier => text::by_carrier(lang, name),
            CauseBy::Province => text::by_province(lang, name),
            CauseBy::Reason => text::by_reason(lang, name),
            CauseBy::Channel => text::by_channel(lang, name),
            CauseBy::Creator => text::by_creator(lang, name),
            CauseBy::Days => String::new(),
        }
    }

    fn cause(&self, cause: &CauseRow) -> String {
        let (lang, name, label) = (self.lang, self.name_of(cause), self.label(cause));
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let (from, to, all) = (day(cause.from), day(cause.to), cause.all_bad.unwrap_or_default());
        let rates = cause.value.zip(cause.rest_value);
        let rates =
            rates.map(|(own, rest)| (self.value(cause.indicator, own), self.value(cause.indicator, rest)));
        let said = match (cause.by, cause.bad, rates) {
            (CauseBy::Days, Some(bad), Some((value, rest))) => {
                text::cause_period(lang, all, bad, from, to, value, rest)
            }
            (CauseBy::Days, None, Some((value, rest))) => {
                text::cause_period_mean(lang, from, to, value, rest)
            }
            (_, Some(bad), Some((value, rest))) => text::cause_share(lang, all, bad, label, value, rest),
            (_, None, Some((value, rest))) => text::cause_mean(lang, label, cause.cases, value, rest),
            (_, bad, None) => text::cause_reason(lang, all, bad.unwrap_or_default(), name),
        };
        let gain = cause.gain().map(|gain| match cause.by {
            CauseBy::Days => text::cause_gain_days(lang, gain),
            _ => text::cause_gain(lang, gain),
        });
        said + &gain.unwrap_or_default()
    }

    /// Few cases, and how far off the value may be.
    fn few(&self, row: &IndicatorRow) -> Option<Block> {
        let (lang, detail) = (self.lang, &row.detail);
        let n = row.figures.denominator.filter(|_| detail.small_numbers)?;
        let interval = detail.value_low.zip(detail.value_high);
        let line = numbers::few_cases(row.title.unit, n, interval, lang);
        Some(Paragraph::new(Line::new(line, Tone::Careful)).level(1).into())
    }
}
