//! `tiyanfen calibrate`: a rulebook fitted to what the back office showed.

use crate::analysis::Analysis;
use crate::catalogue::{Diagnostic, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, OutputFile, ReportArgs, ScoringArgs};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve;
use crate::cli::rules::{Chosen, Rules};
use crate::cli::session::Session;
use crate::input;
use crate::insight::reconcile::{Official, read_official};
use crate::report::{Calibration, CalibrationRequest, build_calibration};
use crate::rulebook::Rulebook;
use crate::time::Day;
use clap::Args;
use std::path::{Path, PathBuf};

/// The id of a rulebook that goes to no file of its own.
const USUAL_ID: &str = "calibrated";

#[derive(Debug, Args)]
#[command(about = say(text::about_calibrate), after_help = examples(&[
    "tiyanfen calibrate fixtures/demo-page.csv fixtures/demo -o my.toml",
    "tiyanfen calibrate page.csv exports --rules douyin -o my.toml --format json --report fit.json",
]), mut_arg("output", |arg| arg.long("report").short(None).help(say(text::help_calibrate_report))),
    mut_arg("as_of", |arg| arg.help(say(text::help_calibrate_as_of))))]
pub(crate) struct Calibrate {
    #[arg(value_name = "FILE", help = say(text::help_calibrate_file))]
    file: PathBuf,
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[arg(long = "output", short = 'o', id = "rulebook_file", value_name = "FILE",
        help = say(text::help_calibrate_output))]
    rulebook: Option<PathBuf>,
    #[command(flatten)]
    report: ReportArgs,
}

impl Calibrate {
    /// Reads both sides, fits, writes the rulebook, shows how well it fits.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let given_day = resolve::as_of(self.exports.as_of.as_deref())?;
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let rules = session.rules()?;
        let rulebook_id = id_of(self.rulebook.as_deref());
        Rulebook::check_own_id(&rulebook_id)?;
        let official = read_official(&self.file, given_day)?;
        let (base, days, other_days) = base_and_days(&rules, &official)?;
        let rulebook_file = self.rulebook.as_ref().map(|path| OutputFile { output: Some(path.clone()) });
        let rulebook_file = rulebook_file.map(|file| file.open()).transpose()?;
        let report_file = &self.report.output.document.formatted.file.output;
        let is_piped = rulebook_file.as_ref().is_some_and(|file| file.is_stdout());
        let output = self.report.output.document.open::<Calibration>()?;
        let loaded = input::load(&session.reading)
            .map_err(|errors| Failure::Diagnosed([official.errors.clone(), errors].concat()))?;
        for written in rulebook_file.iter().chain([&output]) {
            written.spares([&self.file]).and_then(|()| written.spares_exports(&loaded))?;
        }
        // Of two results in one file the first would be lost.
        if rulebook_file.as_ref().is_some_and(|file| !file.is_apart_from(&output)) {
            return Err(diagnostics::outputs_alike("--output", "--report").into());
        }
        let last = days.iter().max().copied().unwrap_or(Day::NEVER);
        let analysis = Analysis::new(&loaded, &base.rulebook, &base.claims, &session.settings.manual, last);
        let written_to = self.rulebook.as_ref().filter(|_| !is_piped);
        let request = CalibrationRequest {
            analysis: &analysis,
            official: &official,
            days: &days,
            other_days: &other_days,
            rulebook_id: &rulebook_id,
            written_to: written_to.map(|path| path.to_string_lossy().into_owned()),
            notes: base.notes.clone(),
            shop: session.shop_name(self.report.shop.as_ref()),
            config: session.settings.config(),
        };
        let built = build_calibration(request, lang)?;
        session.tell(&built.diagnostics);
        if let Some(file) = rulebook_file {
            file.finish(built.text)?;
        }
        // Where the rulebook goes to standard output there is no room for the report.
        if !is_piped || report_file.is_some() {
            output.show(&built.document, lang)?;
        }
        Ok(if official.errors.is_empty() { Outcome::of(&loaded) } else { Outcome::Unusable })
    }
}

/// The id of a rulebook is the name of its file.
fn id_of(file: Option<&Path>) -> String {
    let stem = file.filter(|path| *path != Path::new("-")).and_then(Path::file_stem);
    stem.map_or_else(|| USUAL_ID.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The rulebook of the page's last day, the days that go by it, and those that do not.
fn base_and_days(rules: &Rules, official: &Official) -> Result<(Chosen, Vec<Day>, Vec<Day>), Diagnostic> {
    let mut days = official.days();
    days.sort_unstable();
    let base = rules.on(days.last().copied().unwrap_or(Day::NEVER))?;
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for day in days {
        let is_own = rules.on(day)?.rulebook.id == base.rulebook.id;
        if is_own { own.push(day) } else { others.push(day) }
    }
    Ok((base, own, others))
}
