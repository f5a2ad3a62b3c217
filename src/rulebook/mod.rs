//! A rulebook: *definitions* say what is counted (the timeline needs them), *scoring* says what it is
//! worth (the scorecard needs it). Both are data in TOML (SPEC section 6): built in, in the folder
//! `built_in/`, or a file of the shop's own; one may extend another.
//!
//! From text to values: [`extend`] puts what is inherited below what is written, then every part reads its own
//! [`fields`] and checks them on the way. Everything that is wrong is told at once, each with its line.

mod built_in;
mod choice;
mod classes;
mod curve;
mod definitions;
mod extend;
mod extra;
mod fields;
mod file;
mod industry;
mod merge;
mod pickup_score;
mod reason_class;
mod reason_texts;
mod scale;
mod scoring;
mod threshold;
mod weights;
mod write;

pub(crate) use built_in::{PlatformRules, is_built_in, names};
pub use built_in::{default_id, families, ids};
pub(crate) use choice::Choice;
pub(crate) use classes::Membership;
pub use curve::Curve;
pub use definitions::Definitions;
pub(crate) use definitions::{Approximation, Deadline, ReasonWords};
pub(crate) use extra::{Bonus, Buyer, CountedCases, Deduction, FewCases, ORDER_WINDOW_DAYS, SmallShop};
pub use file::names_file;
pub use industry::ShopType;
pub(crate) use industry::{Industry, ShopProfile};
pub(crate) use pickup_score::{PickupScore, SCORE_UNIT, ScoreTable};
pub(crate) use reason_class::{OTHER_CLASS, ReasonClass};
pub(crate) use scale::Scale;
pub use scoring::Scoring;
pub(crate) use scoring::{ScoredDimension, ScoredIndicator};
pub(crate) use threshold::{Comparison, Condition, Threshold, in_force};
pub(crate) use write::WrittenPlace;

use crate::catalogue::{Arg, Diagnostic, diagnostics, plain};
use crate::indicator::Figure;
use crate::time::Day;
use fields::toml_table;
use weights::Weights;

toml_table! {
    /// A rulebook.
    pub struct Rulebook(fields) {
        /// The id in reports and on the command line.
        pub id: String = some_text(),
        /// Is it the one that is used where none is named? So said of one of the built-in ones.
        #[serde(default)]
        pub default: bool = maybe_boolean(),
        /// The name under which the one of several that is in force is asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub family: Option<String> = maybe_text(),
        /// Title in Chinese.
        pub title_zh: String = some_text(),
        /// Title in English.
        pub title_en: String = some_text(),
        /// Who says so, in Chinese.
        pub source_zh: Option<String> = maybe_text(),
        /// Who says so, in English.
        pub source_en: Option<String> = maybe_text(),
        /// Are weights or curves an estimate?
        pub estimate: bool = boolean(),
        /// What is estimated, in Chinese.
        pub estimated_zh: Option<String> = maybe_text(),
        /// What is estimated, in English.
        pub estimated_en: Option<String> = maybe_text(),
        /// When the platform scored like this.
        pub in_force: Option<InForce> = maybe_table(InForce::read),
        /// What is counted.
        pub definitions: Definitions = table(Definitions::read),
        /// What it is worth.
        pub scoring: Scoring = table(|fields| {
            Scoring::read(fields, &mut Weights::new(matches!(family, Some(Some(_)))))
        }),
    }
}

toml_table! {
    /// When a rulebook was in force. Days, months or years (`2026-05-07`, `2026-05`, `2026`), as exact as is
    /// known; both included.
    #[derive(Default)]
    pub struct InForce(fields) {
        /// From when on.
        pub from: Option<String> = maybe_text(),
        /// Until when.
        pub until: Option<String> = maybe_text(),
        pub(crate) approximate: bool = boolean(),
    }
}

impl InForce {
    /// The first day, as far as it is known: the first of the month, of the year.
    pub fn first_day(&self) -> Option<Day> {
        first_day_of(self.from.as_deref()?)
    }
}

/// The first day of a day, a month or a year.
fn first_day_of(from: &str) -> Option<Day> {
    ["", "-01", "-01-01"].iter().find_map(|rest| Day::parse(&format!("{from}{rest}")))
}

impl Rulebook {
    /// Its title, as sentences name it.
    pub(crate) fn title(&self) -> Arg {
        Arg::Both(self.title_zh.clone(), self.title_en.clone())
    }

    /// The default rulebook.
    ///
    /// # Errors
    ///
    /// Where a built-in rulebook cannot be read.
    pub fn default_rulebook() -> Result<Rulebook, Diagnostic> {
        Rulebook::built_in(default_id())
    }

    /// Every built-in rulebook, in the order of [`ids`].
    ///
    /// # Errors
    ///
    /// Where a built-in rulebook cannot be read.
    pub fn all_built_in() -> Result<Vec<Rulebook>, Diagnostic> {
        ids().into_iter().map(Rulebook::built_in).collect()
    }

    /// A built-in rulebook. An error that names the nearest id and all of them where there is none.
    ///
    /// # Errors
    ///
    /// Where there is none of that id, or it cannot be read.
    pub fn built_in(id: &str) -> Result<Rulebook, Diagnostic> {
        built_in::read(id)
    }

    /// Reads and checks a rulebook, with what it extends. An error names the file, the line where it has
    /// one, the value found and what was expected; of several it is the first.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn parse(path: &str, text: &str) -> Result<Rulebook, Diagnostic> {
        Rulebook::parse_all(path, text).map_err(|mistakes| {
            mistakes.into_iter().next().unwrap_or_else(|| diagnostics::rulebook_invalid("").path(path))
        })
    }

    /// The same, with everything that is wrong in the order of the lines, so that a file is mended in one
    /// go. A file that names no id goes by its own name, and one without titles by its id.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse_all(path: &str, text: &str) -> Result<Rulebook, Vec<Diagnostic>> {
        file::parse(path, text, &[])
    }

    /// The lengths of all windows in use, those of the thresholds too.
    pub fn window_lengths(&self) -> Vec<i32> {
        let mut lengths = self.definitions.window_lengths();
        let conditions = self.scoring.thresholds.iter().flat_map(|t| &t.conditions);
        for days in conditions.filter_map(|condition| condition.window_days) {
            if !lengths.contains(&days) {
                lengths.push(days);
            }
        }
        lengths
    }

    /// Whether a threshold, a bonus or a deduction of it, the total or a dimension has a word in its name.
    pub(crate) fn speaks_of(&self, word: &str) -> bool {
        let (word, scoring) = (plain(word), &self.scoring);
        let thresholds = scoring.thresholds.iter().map(|of| [&of.id, &of.title_zh, &of.title_en]);
        let bonuses = scoring.bonuses.iter().map(|of| [&of.id, &of.title_zh, &of.title_en]);
        let deductions = scoring.deductions.iter().map(|of| [&of.id, &of.title_zh, &of.title_en]);
        let named =
            |name: &String| word.chars().count() > 1 && !word.is_ascii() && plain(name).contains(&word);
        let is_figure = !matches!(Figure::by_name(&word), None | Some(Figure::Indicator(_)));
        is_figure || thresholds.chain(bonuses).chain(deductions).flatten().any(named)
    }

    /// The rulebook as TOML that reads back as the same: the file itself with its comments, or, where that
    /// extends another, everything that applies.
    ///
    /// # Errors
    ///
    /// Where it cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, Diagnostic> {
        match built_in::whole_text(&self.id).filter(|own| Rulebook::parse(&self.id, own).as_ref() == Ok(self))
        {
            Some(own) => Ok(own.to_owned()),
            None => self.written(&[], &|_| Vec::new()),
        }
    }
}
