//! `tiyanfen watch`: single cases with a deadline.

use crate::catalogue::{Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, ReadingArgs, ReportArgs, ScoringArgs};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::{self, within};
use crate::cli::session::Session;
use crate::insight::watch::{NowBasis, usual_now};
use crate::report::{self, Format, WatchRequest, build_watch};
use crate::time::AsOfBasis;
use clap::Args;

/// How many hours ahead where nobody says.
const HOURS: f64 = 48.0;
/// Nothing is due later than in a year.
const MOST_HOURS: f64 = 8760.0;

#[derive(Debug, Args)]
#[command(about = say(text::about_watch), after_help = examples(&[
    "tiyanfen watch fixtures/demo",
    "tiyanfen watch fixtures/demo --within 24 --format csv --bom --output watch.csv",
    "tiyanfen watch fixtures/demo --now 2026-10-30T18:00 --within 72",
]))]
pub(crate) struct Watch {
    #[command(flatten)]
    reading: ReadingArgs,
    #[arg(long, value_name = "TIME", help = say(text::help_now))]
    now: Option<String>,
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true, help = text::help_within(help::lang(), HOURS))]
    within: Option<String>,
    #[arg(long, help = say(text::help_fail_if_any))]
    fail_if_any: bool,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Watch {
    /// Reads, lists, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let now = resolve::now(self.now.as_deref())?;
        let hours = within("within", self.within.as_deref(), 0.0..=MOST_HOURS)?.unwrap_or(HOURS);
        let exports = ExportArgs { as_of: None, reading: self.reading };
        let mut session = Session::new(&exports, self.scoring, self.report.output.quiet, lang)?;
        session.day = now.and_then(|now| now.day()).map(|day| day.plus(-1));
        let mut chosen = now.map(|now| (now, NowBasis::Argument));
        let (basis, output) =
            session.load_as_of::<report::Watch>(&self.report.output.document, |loaded| {
                chosen = chosen.or_else(|| usual_now(&loaded.shop));
                let day = chosen.and_then(|(now, _)| now.day()).map(|day| day.plus(-1));
                day.map(|day| (day, AsOfBasis::Argument)).ok_or_else(diagnostics::now_unknown)
            })?;
        let (now, now_basis) = chosen.unwrap_or((basis.loaded.shop.clock(), NowBasis::Argument));
        let request = session.request(&basis, self.report.shop.as_ref());
        let asked = WatchRequest { now, basis: now_basis, within: hours };
        let (mut watch, diagnostics) = build_watch(&request, asked);
        session.tell(&diagnostics);
        let found = self.fail_if_any && !watch.items.is_empty();
        if output.bom && output.format == Format::Csv {
            report::Document::guard_ids(&mut watch);
        }
        output.show(&watch, lang)?;
        Ok(Outcome::of(&basis.loaded).max(if found { Outcome::Below } else { Outcome::Done }))
    }
}
