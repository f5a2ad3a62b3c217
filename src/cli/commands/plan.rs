//! `tiyanfen plan`: the way to a score.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::report::{PlanReport, build_plan};
use clap::Args;

#[derive(Debug, Args)]
#[command(about = say(text::about_plan), after_help = examples(&[
    "tiyanfen plan fixtures/demo",
    "tiyanfen plan fixtures/demo --target 4.6",
    "tiyanfen plan fixtures/demo --target 80 --rules douyin",
]))]
pub(crate) struct Plan {
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "SCORE", allow_hyphen_values = true, help = say(text::help_target))]
    target: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Plan {
    /// Reads, plans, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let (basis, output) = session.load::<PlanReport>(&self.report.output.document)?;
        let scale = &basis.chosen.rulebook.scoring.scale;
        let target = within("target", self.target.as_deref(), scale.min..=scale.max);
        let target = target.map_err(|e| Failure::beside(&basis.loaded, e))?;
        let request = session.request(&basis, self.report.shop.as_ref());
        let plan = build_plan(&request, target);
        let (plan, diagnostics) = plan.map_err(|e| Failure::beside(&basis.loaded, *e))?;
        session.tell(&diagnostics);
        output.show(&plan, lang)?;
        Ok(Outcome::of(&basis.loaded))
    }
}
