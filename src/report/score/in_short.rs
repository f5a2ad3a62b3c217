//! The score in short, a line each: how am I doing, is it getting worse, can I trust it, what does it open or close, what do I
//! do first. What of a line has no room is told below.

use super::CauseBy;
use super::blocks::ScoreView;
use crate::catalogue::text;
use crate::report::block::{Block, Breaks, Line, Paragraph, Span, Tone};
use crate::report::head::headline;
use crate::report::thresholds::all_in_short;
use crate::report::{coverage, names, numbers};
use crate::rounding::{fixed, rounded};

impl ScoreView<'_> {
    pub(super) fn in_short(&self) -> Vec<Block> {
        let lines = [self.change(), Some(self.trust()), self.all_thresholds(), self.first_step()];
        std::iter::once(self.total()).chain(lines.into_iter().flatten()).collect()
    }

    fn total(&self) -> Block {
        let (lang, head, score) = (self.lang, &self.report.head, &self.report.score);
        let shown = match &score.total.display {
            Some(display) => format!("{display} / {}", fixed(score.scale_max, 2)),
            None => text::no_score(lang).to_owned(),
        };
        let title = Line::new(format!("{} {shown}", text::report_title(lang)), Tone::Strong);
        headline(
            title,
            Some(text::as_of_day(lang, head.as_of)),
            Some(&head.rulebook),
            head.shop.as_deref(),
            lang,
        )
    }

    /// Since when, and what did most of it.
    fn change(&self) -> Option<Block> {
        let (lang, beside) = (self.lang, &self.report.score.beside);
        self.report.score.total.value?;
        let places = [0, 1, 2].map(Span::place);
        let line = text::change_short(lang, places[0], places[1], places[2]);
        let changes = [beside.change_1d, beside.change_7d, beside.change_30d];
        let line = Line::filled(&line, changes.map(change));
        let largest = self.largest_parts().into_iter().next();
        let because = largest.map(|largest| text::change_because(lang, largest));
        Some(one_line(line.then(because.unwrap_or_default())))
    }

    /// The parts of a week's change that did most.
    pub(super) fn largest_parts(&self) -> Vec<String> {
        self.report.change_7d_parts.iter().filter_map(|part| part.in_words(self.lang)).collect()
    }

    fn trust(&self) -> Block {
        coverage::line(&self.report.coverage, &self.report.age, self.range(), self.lang)
    }

    /// Between which ends the total lies, where something is missing that could change it.
    fn range(&self) -> Option<String> {
        let total = &self.report.score.total;
        let is_open = !self.report.missing.is_empty() && total.low != total.high;
        is_open.then(|| text::covered_range(self.lang, fixed(total.low, 2), fixed(total.high, 2)))
    }

    fn all_thresholds(&self) -> Option<Block> {
        all_in_short(&self.report.thresholds, self.lang).map(one_line)
    }

    /// The dearest indicator, what the group would bring back that costs most of it, and what to do.
    fn first_step(&self) -> Option<Block> {
        let (lang, report) = (self.lang, self.report);
        let row = report.indicators.iter().filter(|row| row.detail.rank.is_some());
        let row = row.min_by_key(|row| row.detail.rank)?;
        let name = names::indicator(row.title.id, lang);
        let lost = self.lost(row.figures.day.lost_score);
        let mut line = match lost {
            // What is not seen is no weakness.
            Some(lost) if rounded(lost, 2) <= 0.0 => return None,
            Some(lost) => {
                let said = text::first_weakness(lang, name, Span::place(0));
                Line::filled(&said, [Span::new(fixed(lost, 2), Tone::Bad)])
            }
            None => text::first_weakness_no_total(lang, name).into(),
        };
        let causes = report.causes.iter().filter(|cause| cause.indicator == row.title.id);
        let gaining = causes.filter_map(|cause| Some((cause, cause.gain()?, cause.recoverable?)));
        if let Some((cause, gain, _)) = gaining.max_by(|a, b| a.2.total_cmp(&b.2)) {
            let label = match (cause.by, cause.from.zip(cause.to)) {
                (CauseBy::Days, Some((from, to))) => {
                    text::first_cause_days(lang, from, to.date().format("%m-%d"))
                }
                _ => self.label(cause),
            };
            line = line.then(text::first_cause(lang, label, gain));
        }
        let arrow = lang.pick(" → ", " -> ");
        Some(one_line(line.then(arrow).then(self.advice(row))))
    }
}

fn one_line(line: Line) -> Block {
    Paragraph::new(line).breaks(Breaks::OneLine).into()
}

/// A change of the total.
fn change(change: Option<f64>) -> Span {
    let Some(change) = change else { return Span::new("–", Tone::Plain) };
    let tone = match rounded(change, 2) {
        c if c > 0.0 => Tone::Good,
        c if c < 0.0 => Tone::Bad,
        _ => Tone::Plain,
    };
    Span::new(numbers::signed(change, 2), tone)
}
