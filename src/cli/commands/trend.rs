//! `tiyanfen trend`: the score day by day.

use crate::catalogue::{Lang, Text};
use crate::cli::arguments::{ExportArgs, OutputArgs, ScoringArgs, ShopName};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::report::build_trend;
use clap::Args;

/// How many days are shown where nobody says.
const DAYS: i32 = 30;

#[derive(Debug, Args)]
#[command(about = say(Text::AboutTrend), after_help = examples(&[
    "tiyanfen trend fixtures/demo",
    "tiyanfen trend fixtures/demo --days 90 --as-of 2026-10-15",
    "tiyanfen trend fixtures/demo --days 7 --format csv --bom --output trend.csv",
]), mut_arg("quiet", |arg| arg.help(say(Text::HelpQuietCases))))]
pub struct Trend {
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "N", allow_hyphen_values = true,
        help = Text::HelpTrendDays.with(help::lang(), &[("default", DAYS.to_string())]))]
    days: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    name: ShopName,
    #[command(flatten)]
    output: OutputArgs,
}

impl Trend {
    /// Reads, scores every day, shows.
    pub fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let session = Session::new(&self.exports, self.scoring, self.output.quiet, lang)?;
        let days = within("days", self.days.as_deref(), 1..=366)?.unwrap_or(DAYS);
        let rules = session.rules()?;
        let output = self.output.document.open()?;
        let basis = session.load(&rules)?;
        let request = session.request(&basis, self.name.shop.as_ref());
        let trend = build_trend(&request, days).map_err(|e| Failure::beside(&basis.loaded, *e));
        let (trend, diagnostics) = trend?;
        session.tell(&diagnostics);
        output.show_rendered(&trend, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
