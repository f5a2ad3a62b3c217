//! `tiyanfen forecast`: the score of the days ahead.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::insight::forecast::OrdersToCome;
use crate::report::{ForecastReport, build_forecast};
use clap::Args;

/// How many days are looked ahead where nobody says.
const DAYS: i32 = 14;
/// How many at most: what comes after is nothing but the past again.
const MOST_DAYS: i32 = 90;
/// No shop has more orders a day.
const MOST_ORDERS: f64 = 1e7;

#[derive(Debug, Args)]
#[command(about = say(text::about_forecast), after_help = examples(&[
    "tiyanfen forecast fixtures/demo",
    "tiyanfen forecast fixtures/demo --days 30 --stop",
    "tiyanfen forecast fixtures/demo --orders 20 --format csv --bom --output forecast.csv",
]))]
pub(crate) struct Forecast {
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "N", allow_hyphen_values = true,
        help = text::help_forecast_days(help::lang(), MOST_DAYS, DAYS))]
    days: Option<String>,
    #[arg(long, conflicts_with = "orders", help = say(text::help_forecast_stop))]
    stop: bool,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = say(text::help_forecast_orders))]
    orders: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Forecast {
    /// Reads, looks ahead, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let days = within("days", self.days.as_deref(), 1..=MOST_DAYS)?.unwrap_or(DAYS);
        let orders = within("orders", self.orders.as_deref(), 0.0..=MOST_ORDERS)?;
        let orders = match orders.map(OrdersToCome::PerDay) {
            _ if self.stop => OrdersToCome::None,
            given => given.unwrap_or_default(),
        };
        let (basis, output) = session.load::<ForecastReport>(&self.report.output.document)?;
        let request = session.request(&basis, self.report.shop.as_ref());
        let forecast = build_forecast(&request, days, orders).map_err(|e| Failure::beside(&basis.loaded, *e));
        let (forecast, diagnostics) = forecast?;
        session.tell(&diagnostics);
        output.show(&forecast, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
