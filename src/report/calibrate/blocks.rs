//! A calibration for people: how well it fits first, then figure by figure what was learnt and what was not, then which
//! figures of the page would help.

use super::model::{Calibration, CurveRow, WeightsRow};
use super::rows::rows;
use crate::catalogue::{Lang, text};
use crate::insight::calibrate::{Helpful, HelpfulWhat, Outcome, Residual};
use crate::names;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::document::Document;
use crate::report::head::{config_line, headline};
use crate::report::numbers::{exact, exact_percent};
use crate::rounding::fixed;
use serde::Serialize;

/// So many figures that would help are named.
const HELPFUL: usize = 5;

impl Document for Calibration {
    const NAME: &'static str = "calibrate";
    const HAS_ROWS: bool = true;

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        let sections = [self.headline(lang), self.curves(lang), self.weights(lang)];
        sections.into_iter().chain(self.helpful(lang)).chain([self.next(lang)]).collect()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize> {
        rows(self)
    }
}

impl Calibration {
    fn headline(&self, lang: Lang) -> Block {
        let title = Line::new(text::calibration_title(lang), Tone::Strong);
        let title = title.then(format!("    {} → {}", self.base.short_label(lang), self.rulebook_id));
        let mut blocks = vec![headline(title, None, None, self.shop.as_deref(), lang)];
        let line = |line: Line| Paragraph::new(line).breaks(Breaks::OneLineFirst).into();
        let errors = &self.total;
        let mut parts: Vec<Line> = Vec::new();
        let part = |said: fn(Lang, String, String) -> String, own: Option<Residual>, tone: Tone| {
            own.map(|own| Line::new(said(lang, fixed(own.mean, 2), fixed(own.most, 1)), tone))
        };
        parts.extend(part(text::calibration_before, errors.before, Tone::Plain));
        parts.extend(part(text::calibration_after, errors.after, Tone::Strong));
        parts.extend(part(text::calibration_left_out, errors.leaving_one_out, Tone::Plain));
        let errors = match parts.is_empty() {
            true => Line::new(text::calibration_no_total(lang), Tone::Careful),
            false => Line::joined(parts, lang.pick("；", "; ")),
        };
        blocks.push(line(errors));
        if let (Some(from), Some(to)) = (self.days.from, self.days.to) {
            blocks.push(line(text::calibration_days(lang, self.days.used, from, to).into()));
        }
        Block::Section(blocks)
    }

    fn curves(&self, lang: Lang) -> Block {
        let columns = [
            Column::left(text::head_indicator(lang)),
            Column::left(text::calibration_outcome(lang)),
            Column::right(text::calibration_days_head(lang)).rank(2),
            Column::right(text::calibration_before_head(lang)).rank(1),
            Column::right(text::calibration_after_head(lang)),
            Column::left(text::calibration_curve_head(lang)),
        ];
        let mut table = Table::new(columns);
        for own in &self.curves {
            table.row([
                Cell::from(lang.pick(own.name_zh.as_str(), own.name_en.as_str())),
                outcome(own.outcome, own.known, lang).into(),
                Cell::from(own.days.to_string()),
                mean(own.before).into(),
                mean(own.after).into(),
                Cell::Sentence(curve(own).into()),
            ]);
        }
        Block::Section(vec![Block::Heading(text::calibration_curves(lang).into()), table.level(1).into()])
    }

    fn weights(&self, lang: Lang) -> Block {
        let columns = [
            Column::left(text::calibration_whole(lang)),
            Column::left(text::calibration_outcome(lang)),
            Column::right(text::calibration_days_head(lang)).rank(2),
            Column::right(text::calibration_before_head(lang)).rank(1),
            Column::right(text::calibration_after_head(lang)),
            Column::left(text::calibration_weights_head(lang)),
        ];
        let mut table = Table::new(columns);
        for own in &self.weights {
            table.row([
                Cell::from(lang.pick(own.name_zh.as_str(), own.name_en.as_str())),
                outcome(own.outcome, own.known, lang).into(),
                Cell::from(own.days.to_string()),
                mean(own.before).into(),
                mean(own.after).into(),
                Cell::Sentence(weights(own, lang).into()),
            ]);
        }
        Block::Section(vec![Block::Heading(text::calibration_weights(lang).into()), table.level(1).into()])
    }

    fn helpful(&self, lang: Lang) -> Option<Block> {
        let said = self.helpful.iter().take(HELPFUL).map(|own| Paragraph::new(help(own, lang)));
        let said: Vec<Paragraph> = said.collect();
        if said.is_empty() {
            return None;
        }
        let heading = Block::Heading(text::calibration_helpful(lang).into());
        Some(Block::Section(vec![heading, Block::List(said)]))
    }

    /// What to do with it.
    fn next(&self, lang: Lang) -> Block {
        let next = match &self.written_to {
            Some(file) => text::calibration_written(lang, file),
            None => text::calibration_not_written(lang).to_owned(),
        };
        let next = Paragraph::new(next).breaks(Breaks::Nowhere);
        let config = config_line(self.config.as_deref(), lang);
        Block::Section(std::iter::once(Block::Advice(next)).chain(config).collect())
    }
}

fn outcome(outcome: Outcome, is_known: bool, lang: Lang) -> Span {
    let (said, tone) = match outcome {
        Outcome::Learnt => (text::outcome_learnt(lang), Tone::Good),
        Outcome::BaseFits if is_known => (text::outcome_base_fits(lang), Tone::Good),
        Outcome::BaseFits => (text::outcome_base_fits_few(lang), Tone::Careful),
        Outcome::TooFew => (text::outcome_too_few(lang), Tone::Careful),
        Outcome::Contradiction => (text::outcome_contradiction(lang), Tone::Bad),
        Outcome::NotBetter => (text::outcome_not_better(lang), Tone::Careful),
        Outcome::NoFigures => (text::outcome_no_figures(lang), Tone::Faint),
    };
    Span::new(said, tone)
}

fn mean(residual: Option<Residual>) -> Line {
    residual.map(|residual| fixed(residual.mean, 2)).unwrap_or_default().into()
}

/// A curve as values and points.
fn curve(own: &CurveRow) -> String {
    if own.outcome != Outcome::Learnt {
        return String::new();
    }
    let unit = |value: f64| match own.unit {
        crate::indicator::Unit::Ratio => exact_percent((value * 1e6).round() / 1e6),
        _ => exact((value * 1e3).round() / 1e3),
    };
    let pairs = own.pairs.iter().map(|(value, points)| format!("{}→{}", unit(*value), fixed(*points, 0)));
    pairs.collect::<Vec<_>>().join(" ")
}

fn weights(own: &WeightsRow, lang: Lang) -> String {
    let part = |part: &super::model::PartRow| {
        let (name, weight) = (names::figure(part.id, lang), exact_percent((part.weight * 1e4).round() / 1e4));
        match own.outcome == Outcome::Learnt && (part.base - part.weight).abs() > 1e-9 {
            true => text::calibration_weight_changed(lang, name, weight, exact_percent(part.base)),
            false => format!("{name} {weight}"),
        }
    };
    names::listed(own.parts.iter().map(part), lang)
}

fn help(own: &Helpful, lang: Lang) -> String {
    let (name, share) = (names::figure(own.figure, lang), exact_percent((own.weight * 1e3).round() / 1e3));
    match own.what {
        HelpfulWhat::ValueAndPoints => text::help_value_and_points(lang, name, own.days, share),
        HelpfulWhat::Points => text::help_points(lang, name, own.days, share),
        HelpfulWhat::OtherValues => text::help_other_values(lang, name, share),
    }
}
