//! `tiyanfen why`: what a change of the total is made of.

use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs, Suggestions};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::insight::By;
use crate::report::{WhyReport, build_why};
use crate::time::Day;
use clap::Args;
use clap::builder::PossibleValue;

/// How many days before where nobody says.
const DAYS: i32 = 7;

#[derive(Debug, Args)]
#[command(about = say(text::about_why), after_help = examples(&[
    "tiyanfen why fixtures/demo",
    "tiyanfen why fixtures/demo --since 2026-10-01 --by carrier",
    "tiyanfen why fixtures/demo --days 30 --by product --format csv --bom --output why.csv",
]))]
pub(crate) struct Why {
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "DAY", conflicts_with = "days", help = text::help_since(help::lang(), DAYS))]
    since: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = say(text::help_why_days))]
    days: Option<String>,
    #[arg(long, value_name = "LABEL", help = say(text::help_why_by),
        value_parser = Suggestions::from_iter(By::ALL.iter().map(|by| PossibleValue::new(by.id()).help(by.name(help::lang())))))]
    by: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Why {
    /// Reads, compares two days, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let days = within("days", self.days.as_deref(), 1..=366)?.unwrap_or(DAYS);
        let since = self
            .since
            .as_deref()
            .map(|typed| Day::parse(typed).ok_or_else(|| diagnostics::since_invalid(typed)));
        let since = since.transpose()?;
        let by = self.by.as_deref().map(label).transpose()?;
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let (basis, output) = session.load::<WhyReport>(&self.report.output.document)?;
        let from = since.unwrap_or_else(|| basis.as_of.plus(-days));
        if from >= basis.as_of {
            return Err(Failure::beside(&basis.loaded, diagnostics::since_not_before(from, basis.as_of)));
        }
        let request = session.request(&basis, self.report.shop.as_ref());
        let why = build_why(&request, from, by);
        let (why, diagnostics) = why.map_err(|e| Failure::beside(&basis.loaded, *e))?;
        session.tell(&diagnostics);
        output.show(&why, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}

/// What to split by, by its id or its name.
fn label(word: &str) -> Result<By, Diagnostic> {
    let name = |by: By, lang: Lang| {
        format!("{}{}{}{}", by.name(lang), lang.pick("（", " ("), by.id(), lang.pick("）", ")"))
    };
    let all = |lang| {
        let names = By::ALL.iter().map(|by| name(*by, lang));
        names.collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    By::look_up(word).or_refuse(word, name, |near: Arg| diagnostics::label_unknown(word, near, all))
}
