//! `tiyanfen check`: what the files are, how far they go, and what is wrong with them.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{FormatArgs, ReadingArgs, RulesName, ScoringArgs, formats_without_rows};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::rules::Rules;
use crate::input;
use crate::report::{CheckReport, build_check};
use crate::time::{self, Day};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_check), after_help = examples(&[
    "tiyanfen check fixtures/demo",
    "tiyanfen check --format json fixtures/demo",
]), mut_arg("format", formats_without_rows))]
pub(crate) struct Check {
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    rules: RulesName,
    #[command(flatten)]
    output: FormatArgs,
}

impl Check {
    /// Reads, accounts, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let scoring = ScoringArgs { rules: self.rules, ..ScoringArgs::default() };
        let settings = self.reading.settings(&scoring)?;
        let options = self.reading.options(&settings, false, lang)?;
        let options = input::Options { samples: usize::MAX, ..options };
        let rules = Rules::of(&settings, &scoring, None)?;
        let output = self.output.open::<CheckReport>()?;
        let loaded = input::survey(&options)?;
        output.spares_exports(&loaded)?;
        let day = loaded.shop.default_as_of().map_or(time::now().day(), |(day, _)| Some(day));
        let rulebook = rules.on(day.unwrap_or(Day::NEVER))?.rulebook;
        let report = build_check(&loaded, &rulebook, options.max_rejected, settings.config());
        output.show(&report, lang)?;
        Ok(if report.has_errors() { Outcome::Unusable } else { Outcome::Done })
    }
}
