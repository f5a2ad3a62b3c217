//! `tiyanfen causes`: which groups of an indicator's cases cost what.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs, Suggestions, indicator_value};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve;
use crate::cli::session::Session;
use crate::indicator::Indicator;
use crate::report::{CauseTable, Document, Format, build_causes};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_causes), after_help = examples(&[
    "tiyanfen causes quality_return_rate fixtures/demo",
    "tiyanfen causes pickup_on_time_rate fixtures/demo --as-of 2026-10-20",
    "tiyanfen causes arrival_hours fixtures/demo --format csv --bom --output causes.csv",
]))]
pub(crate) struct Causes {
    #[arg(value_name = "INDICATOR", help = say(text::help_indicator),
        value_parser = Suggestions::from_iter(Indicator::ALL.map(indicator_value)))]
    indicator: String,
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Causes {
    /// Reads, groups, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let indicator = resolve::indicator(&self.indicator)?;
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let (basis, output) = session.load::<CauseTable>(&self.report.output.document)?;
        let request = session.request(&basis, self.report.shop.as_ref());
        let table = build_causes(&request, indicator).map_err(|e| Failure::beside(&basis.loaded, *e));
        let (mut table, diagnostics) = table?;
        session.tell(&diagnostics);
        if output.bom && output.format == Format::Csv {
            table.guard_ids();
        }
        output.show(&table, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
