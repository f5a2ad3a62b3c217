//! How much the exports cover, and how old they are: the line that says whether a score can be trusted.

use super::block::{Block, Breaks, Line, Paragraph, Tone};
use super::names;
use crate::analysis::{Analysis, DataAge, WindowCoverage};
use crate::catalogue::{Lang, text};
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::input::percent;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much of the score has data, and the least covered window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Share of the score that has data.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// Share of the score that was set by hand; part of `weight`.
    #[schemars(range(min = 0, max = 1))]
    pub manual_weight: f64,
    /// The least covered window of a scored indicator.
    #[serde(flatten)]
    pub days: DayCoverage,
}

/// How many days of a window the exports cover; null where no export was needed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DayCoverage {
    /// Days of the window that every export needed covers.
    #[schemars(range(min = 0))]
    pub days: Option<i32>,
    /// Days of the window.
    #[schemars(range(min = 1))]
    pub window: Option<i32>,
    /// The kind of export that lacks most of them.
    pub kind: Option<Kind>,
    /// The days it lacks: first and last of each run.
    pub missing: Vec<(Day, Day)>,
}

/// How old the data are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Age {
    /// Days from the last full day of the data, or the as-of day where that is earlier, to the day of the run.
    #[schemars(range(min = 0))]
    pub days: Option<i32>,
    /// Do the data end more than a day before the newest day that could be asked for?
    pub old: bool,
}

impl From<Option<WindowCoverage>> for DayCoverage {
    fn from(coverage: Option<WindowCoverage>) -> DayCoverage {
        coverage.map_or_else(DayCoverage::default, |WindowCoverage { days, window, lacking }| {
            let (kind, missing) = lacking.unzip();
            DayCoverage { days: Some(days), window: Some(window), kind, missing: missing.unwrap_or_default() }
        })
    }
}

impl From<Option<DataAge>> for Age {
    fn from(age: Option<DataAge>) -> Age {
        Age { days: age.map(|age| age.days), old: age.is_some_and(|age| age.is_old) }
    }
}

impl DayCoverage {
    /// Does every day have what it needs?
    pub(super) fn is_whole(&self) -> bool {
        self.days >= self.window
    }

    /// How many days, and what is missing.
    fn in_words(&self, lang: Lang) -> Option<String> {
        let (days, window) = (self.days?, self.window?);
        Some(match self.kind {
            None => text::covered_days(lang, days, window),
            Some(kind) => {
                let missing = names::day_runs(&self.missing, lang);
                text::covered_days_lacking(lang, days, window, names::kind(kind, lang), missing)
            }
        })
    }
}

impl Coverage {
    /// That of the as-of day.
    pub(super) fn of(analysis: &Analysis<'_>) -> Coverage {
        let own = analysis.scorecard(analysis.as_of());
        let is_manual = |of: Indicator| own.of(of).is_some_and(|own| own.manual);
        let manual = analysis.rulebook().scoring.weighted().filter(|(part, _)| is_manual(part.indicator));
        Coverage {
            weight: own.coverage,
            manual_weight: manual.fold(0.0, |sum, (_, weight)| sum + weight),
            days: analysis.worst_coverage().into(),
        }
    }

    /// Is there nothing to be careful about?
    pub fn is_whole(&self) -> bool {
        self.weight >= 1.0 && self.days.is_whole()
    }

    /// By weight and by days, in a line.
    pub fn in_words(&self, lang: Lang) -> String {
        let weight = match self.manual_weight {
            manual if manual > 0.0 => {
                text::covered_weight_manual(lang, percent(self.weight), percent(manual))
            }
            _ => text::covered_weight(lang, percent(self.weight)),
        };
        names::joined([Some(weight), self.days.in_words(lang)].into_iter().flatten(), " · ")
    }
}

/// Who reads these data on the next day or the day after knows them to be new.
const NEW_DAYS: i32 = 2;

/// The line of an answer in short: how much and which days are missing, between which ends the total lies where that could
/// change it, how old.
pub(super) fn line(coverage: &Coverage, age: &Age, range: Option<String>, lang: Lang) -> Block {
    let tone = if coverage.is_whole() && !age.old { Tone::Plain } else { Tone::Careful };
    let line = Line::new(in_words(coverage, age, range, lang), tone);
    Paragraph::new(line).breaks(Breaks::OneLineFirst).into()
}

fn in_words(coverage: &Coverage, age: &Age, range: Option<String>, lang: Lang) -> String {
    let age = age.days.filter(|days| age.old || *days <= NEW_DAYS).map(|days| text::data_age(lang, days));
    let parts = [Some(coverage.in_words(lang)), range, age];
    text::covered(lang, names::joined(parts.into_iter().flatten(), " · "))
}

/// The line of a check: what a score of these files would say of their days.
pub(super) fn days_line(days: &DayCoverage, more: Option<String>, lang: Lang) -> Option<Block> {
    let tone = if days.is_whole() { Tone::Plain } else { Tone::Careful };
    let covered = days.in_words(lang).map(|covered| text::covered(lang, covered));
    let line = names::joined(covered.into_iter().chain(more), " · ");
    if line.is_empty() {
        return None;
    }
    Some(Paragraph::new(Line::new(line, tone)).breaks(Breaks::OneLineFirst).into())
}
