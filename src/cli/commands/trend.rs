//! `tiyanfen trend`: the score day by day.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::from_sums::{SumsArgs, instead_of_exports, unless_sums};
use crate::cli::help::{self, examples, say};
use crate::cli::history::HistoryArgs;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::report::{self, Request, build_trend};
use clap::Args;

/// How many days are shown where nobody says.
const DAYS: i32 = 30;

#[derive(Debug, Args)]
#[command(about = say(text::about_trend), after_help = examples(&[
    "tiyanfen trend fixtures/demo",
    "tiyanfen trend fixtures/demo --days 90 --as-of 2026-10-15",
    "tiyanfen trend fixtures/demo --days 7 --format csv --bom --output trend.csv",
    "tiyanfen trend fixtures/demo --days 90 --append history.csv",
    "tiyanfen trend --sums sums.csv --days 90",
]), mut_arg("paths", unless_sums), mut_arg("sums", instead_of_exports), mut_arg("head", instead_of_exports))]
pub(crate) struct Trend {
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    from: SumsArgs,
    #[arg(long, value_name = "N", allow_hyphen_values = true,
        help = text::help_trend_days(help::lang(), DAYS))]
    days: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    kept: HistoryArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Trend {
    /// Reads, scores every day, shows.
    pub(crate) fn run(mut self, lang: Lang) -> Result<Outcome, Failure> {
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let days = within("days", self.days.as_deref(), 1..=366)?.unwrap_or(DAYS);
        self.report.output.document.has_history = self.kept.append.is_some();
        let kept = self.kept.open(self.report.output.document.headers())?;
        let (document, shop) = (&self.report.output.document, self.report.shop.as_ref());
        let (basis, output) = session.load_or_sums::<report::Trend>(document, &self.from, shop)?;
        kept.spares(&basis.loaded, &output)?;
        let request = session.request(&basis, shop);
        let (shop, rulebook_id) = (request.shop_name.as_deref(), &request.rulebook.id);
        let (history, stranger) = (kept.of(shop, rulebook_id), kept.stranger(shop, rulebook_id));
        let request = Request { history: history.as_ref(), ..request.clone() };
        let trend = build_trend(&request, days).map_err(|e| Failure::beside(&basis.loaded, *e));
        let (trend, diagnostics) = trend?;
        session.tell(&diagnostics.into_iter().chain(stranger).collect::<Vec<_>>());
        let appended = kept.append(|| trend.history_rows());
        output.show(&trend, lang)?;
        appended?;
        Ok(Outcome::of(&basis.loaded))
    }
}
