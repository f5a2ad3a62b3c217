//! `tiyanfen cases`: the orders behind an indicator, for auditing a number.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, OutputArgs, RulesName, ScoringArgs, Suggestions, indicator_value};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::{self, within};
use crate::cli::session::Session;
use crate::indicator::Indicator;
use crate::insight::Choice;
use crate::report::{CaseTable, Document, Format, as_of_outside, build_cases};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_cases), after_help = examples(&[
    "tiyanfen cases quality_return_rate fixtures/demo",
    "tiyanfen cases pickup_on_time_rate --misses fixtures/demo",
    "tiyanfen cases arrival_hours --window 90 --format csv --bom --output arrival.csv fixtures/demo",
]))]
pub(crate) struct Cases {
    #[arg(value_name = "INDICATOR", help = say(text::help_indicator),
        value_parser = Suggestions::from_iter(Indicator::ALL.map(indicator_value)))]
    indicator: String,
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    rules: RulesName,
    #[arg(long, help = say(text::help_denominator))]
    denominator: bool,
    #[arg(long, conflicts_with = "denominator", help = say(text::help_misses))]
    misses: bool,
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true, help = say(text::help_window))]
    window: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Cases {
    /// Reads, collects, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let indicator = resolve::indicator(&self.indicator)?;
        let scoring = ScoringArgs { rules: self.rules, ..ScoringArgs::default() };
        let session = Session::new(&self.exports, scoring, self.output.quiet, lang)?;
        let window = within("window", self.window.as_deref(), 1..=366)?;
        let (basis, output) = session.load::<CaseTable>(&self.output.document)?;
        session.tell(&basis.loaded.diagnostics);
        session.tell(&basis.chosen.notes);
        let choice = match (self.denominator, self.misses) {
            (true, _) => Choice::Denominator,
            (_, true) => Choice::Misses,
            _ => Choice::Numerator,
        };
        let request = session.request(&basis, None);
        let window = window.unwrap_or_else(|| request.rulebook.definitions.window_days(indicator));
        let mut table = build_cases(&request.analysis(), indicator, choice, window);
        let outside = as_of_outside(&basis.loaded, basis.as_of, window).filter(|_| table.cases.is_empty());
        if let Some(outside) = outside {
            return Err(outside.into());
        }
        if output.bom && output.format == Format::Csv {
            table.guard_ids();
        }
        output.show(&table, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
