//! `tiyanfen reconcile`: the back office's figures beside one's own.

use crate::catalogue::{Diagnostic, Lang, text};
use crate::cli::arguments::{ExportArgs, ReportArgs, ScoringArgs};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::session::{Session, as_of_day};
use crate::input;
use crate::input::columns::Columns;
use crate::insight::reconcile::{Comparison, OrderIds, read_official, reconcile_template};
use crate::report::{Reconciliation, build_reconciliation};
use crate::time::{self, Day};
use clap::Args;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(about = say(text::about_reconcile), after_help = examples(&[
    "tiyanfen reconcile --template --output page.csv",
    "tiyanfen reconcile fixtures/demo-page.csv fixtures/demo",
    "tiyanfen reconcile page.csv exports --exclude appeals.txt",
    "tiyanfen reconcile - exports --as-of 2026-10-30",
]), mut_arg("paths", |arg| arg.required(false).required_unless_present("template")),
    mut_arg("as_of", |arg| arg.help(say(text::help_reconcile_as_of))))]
pub(crate) struct Reconcile {
    #[arg(value_name = "FILE", required_unless_present = "template", help = say(text::help_reconcile_file))]
    file: Option<PathBuf>,
    #[command(flatten)]
    exports: ExportArgs,
    #[arg(long, value_name = "FILE", help = say(text::help_exclude))]
    exclude: Option<PathBuf>,
    #[arg(long, conflicts_with = "exclude", help = say(text::help_template))]
    template: bool,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[command(flatten)]
    report: ReportArgs,
}

impl Reconcile {
    /// Reads both sides, compares, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let given_day = resolve::as_of(self.exports.as_of.as_deref())?;
        if self.template {
            return self.template(given_day, lang);
        }
        let session = Session::new(&self.exports, self.scoring, self.report.output.quiet, lang)?;
        let rules = session.rules()?;
        let page = self.file.unwrap_or_default();
        let official = read_official(&page, given_day)?;
        let columns = Columns::with(session.reading.columns.as_deref())?;
        let exclude = self.exclude.map(|path| OrderIds::read(&path, &columns)).transpose()?;
        // Which rulebook was in force may depend on the day.
        let mut rulebooks = BTreeMap::new();
        let mut notes: Vec<Diagnostic> = Vec::new();
        for day in official.days() {
            let chosen = rules.on(day)?;
            let new: Vec<Diagnostic> = chosen.notes.into_iter().filter(|n| !notes.contains(n)).collect();
            notes.extend(new);
            rulebooks.insert(day, (chosen.rulebook, chosen.claims));
        }
        let output = self.report.output.document.open::<Reconciliation>()?;
        let loaded = input::load(&session.reading)
            .map_err(|errors| Failure::Diagnosed([official.errors.clone(), errors].concat()))?;
        output.spares([&page]).and_then(|()| output.spares_exports(&loaded))?;
        let comparison = Comparison {
            official: &official,
            loaded: &loaded,
            rulebooks: &rulebooks,
            manual: &session.settings.manual,
            excluded: exclude.map(|ids| ids.of(&loaded.shop)),
        };
        let shop = session.shop_name(self.report.shop.as_ref());
        let (reconciliation, diagnostics) =
            build_reconciliation(&comparison, notes, shop, session.settings.config());
        session.tell(&diagnostics);
        output.show(&reconciliation, lang)?;
        Ok(if official.errors.is_empty() { Outcome::of(&loaded) } else { Outcome::Unusable })
    }

    /// The empty table, of the day that was given or that the exports choose.
    fn template(mut self, given_day: Option<Day>, lang: Lang) -> Result<Outcome, Failure> {
        let mut output = self.report.output.document.formatted.file.open_new()?;
        // A file is opened by a spreadsheet program, which takes one without a mark for another encoding.
        output.bom = self.report.output.document.bom || !output.is_stdout();
        // Without a table to read, all that is named are exports.
        let reading = &mut self.exports.reading;
        reading.paths.splice(0..0, self.file);
        let settings = reading.settings(&self.scoring)?;
        let day = match given_day {
            None if !reading.paths.is_empty() => {
                let loaded = input::load(&reading.options(&settings, self.report.output.quiet, lang)?)?;
                Some(as_of_day(None, &loaded).map_err(|e| Failure::beside(&loaded, e))?.0)
            }
            given => given,
        };
        // The back office shows the score of yesterday.
        let day = day.or_else(|| time::now().day().map(|today| today.plus(-1)));
        let of = day.unwrap_or(Day::NEVER);
        let rulebook = Rules::of(&settings, &self.scoring, Some(of))?.on(of)?.rulebook;
        output.finish(reconcile_template(&rulebook, day, lang)?)?;
        Ok(Outcome::Done)
    }
}
