//! `tiyanfen score`: the main job.

use crate::catalogue::{Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::built_score::BuiltScore;
use crate::cli::from_sums::{SumsArgs, instead_of_exports, unless_sums};
use crate::cli::help::{examples, say};
use crate::cli::history::HistoryArgs;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::cli::session::Session;
use crate::cli::verdict::{Limits, MOST_DAYS};
use crate::indicator::Indicator;
use crate::report::{Format, Request, ScoreReport};
use clap::Args;

/// How many indicators are explained where nobody says.
const WEAKEST: u32 = 3;

#[derive(Debug, Args)]
#[command(about = say(text::about_score), after_help = examples(&[
    "tiyanfen score fixtures/demo",
    "tiyanfen score fixtures/demo --as-of 2026-10-15 --format json --output score.json",
    "tiyanfen score fixtures/demo --format xlsx --output score.xlsx",
    "tiyanfen score fixtures/demo --set im_reply_3min_rate=0.95",
    "tiyanfen score fixtures/demo --quiet --fail-under 4.2 --max-age 3",
    "tiyanfen score fixtures/demo --shop 山间集 --append history.csv",
    "tiyanfen score --sums sums.csv --as-of 2026-10-15",
]), mut_arg("quiet", |arg| arg.help(say(text::help_quiet))),
    mut_arg("paths", unless_sums), mut_arg("sums", instead_of_exports), mut_arg("head", instead_of_exports))]
pub(crate) struct Score {
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    from: SumsArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = say(text::help_weakest))]
    weakest: Option<String>,
    #[arg(long, value_name = "SCORE", allow_hyphen_values = true, help = say(text::help_fail_under))]
    fail_under: Option<String>,
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true, help = say(text::help_max_age))]
    max_age: Option<String>,
    #[command(flatten)]
    kept: HistoryArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Score {
    /// Reads, scores, shows.
    pub(crate) fn run(mut self, lang: Lang) -> Result<Outcome, Failure> {
        let quiet = self.report.output.quiet;
        let session = Session::new(&self.exports, self.scoring, quiet, lang)?;
        let most = Indicator::ALL.len() as u32;
        let weakest = within("weakest", self.weakest.as_deref(), 0..=most)?.unwrap_or(WEAKEST);
        let max_age = within("max-age", self.max_age.as_deref(), 0..=MOST_DAYS)?;
        self.report.output.document.has_history = self.kept.append.is_some();
        let kept = self.kept.open(self.report.output.document.headers())?;
        let (document, shop) = (&self.report.output.document, self.report.shop.as_ref());
        let (basis, output) = session.load_or_sums::<ScoreReport>(document, &self.from, shop)?;
        kept.spares(&basis.loaded, &output)?;
        let request = session.request(&basis, shop);
        let (shop, rulebook_id) = (request.shop_name.as_deref(), &request.rulebook.id);
        let (history, stranger) = (kept.of(shop, rulebook_id), kept.stranger(shop, rulebook_id));
        let scale = &basis.chosen.rulebook.scoring.scale;
        let fail_under = within("fail-under", self.fail_under.as_deref(), scale.min..=scale.max);
        let fail_under = fail_under.map_err(|e| Failure::beside(&basis.loaded, e))?;
        let request = Request {
            weakest: weakest as usize,
            fail_under,
            arguments: [self.from.again(), self.exports.reading.again(&session.settings)].concat(),
            history: history.as_ref(),
            ..request.clone()
        };
        let built = BuiltScore::of(request, BuiltScore::extent(output.format));
        let (built, diagnostics) = built.map_err(|e| Failure::beside(&basis.loaded, *e))?;
        let report = built.score();
        let in_text = quiet || output.format == Format::Text;
        session
            .tell(&diagnostics.into_iter().filter(|d| !in_text || !report.says(d.code)).collect::<Vec<_>>());
        let limits = Limits { fail_under, most_age: max_age };
        let outcome = limits.verdict(report, &basis, &session);
        // All is well and nobody wants to hear it: nothing on standard output, but a file is still written.
        let is_silent = quiet && fail_under.is_some() && outcome == Outcome::Done && output.is_stdout();
        // What the score does not rest on is said wherever nobody reads the report.
        let is_read = output.format == Format::Text && output.is_stdout() && !is_silent;
        if quiet && !is_read && !report.coverage.is_whole() {
            session.tell_always(&diagnostics::not_covered(|lang| report.coverage.in_words(lang)));
        }
        session.tell(&stranger.into_iter().collect::<Vec<_>>());
        // What cannot be kept is shown all the same.
        let appended = kept.append(|| report.history_rows());
        if !is_silent {
            let bytes = built.render(output.format, lang, output.style())?;
            output.finish(bytes)?;
        }
        appended?;
        // The process ends: nobody needs the memory back piece by piece.
        std::mem::forget(basis);
        Ok(outcome)
    }
}
