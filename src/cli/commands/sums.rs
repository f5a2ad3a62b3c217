//! `tiyanfen sums`: the sums of which scores are made, as a table.

use crate::analysis::{Analysis, reading_warnings};
use crate::catalogue::{Diagnostic, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, OutputFile, ReadingArgs, RulesName, ScoringArgs, ShopKind};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve;
use crate::cli::session::Session;
use crate::facts_table::head::FactsHead;
use crate::sums;
use clap::Args;
use std::path::PathBuf;

/// So many days the table begins before its last one, where nobody says.
const DAYS: i32 = 120;

#[derive(Debug, Args)]
#[command(about = say(text::about_sums), after_help = examples(&[
    "tiyanfen sums fixtures/demo --output sums.csv --head sums.head.json",
    "tiyanfen sums fixtures/demo --shop 山间集 --from 2026-07-01 --to 2026-10-15 --output sums.csv",
]))]
pub(crate) struct Sums {
    #[arg(long, value_name = "DAY", help = text::help_sums_from(help::lang(), DAYS))]
    from: Option<String>,
    #[arg(long, value_name = "DAY", help = say(text::help_sums_to))]
    to: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    rules: RulesName,
    #[command(flatten)]
    kind: ShopKind,
    #[arg(long, value_name = "NAME", help = say(text::help_shop))]
    shop: Option<String>,
    #[command(flatten)]
    output: OutputFile,
    #[arg(long, value_name = "FILE", help = say(text::help_sums_write_head))]
    head: Option<PathBuf>,
    #[arg(long, short, help = say(text::help_quiet_cases))]
    quiet: bool,
}

impl Sums {
    /// Reads, adds up, writes.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let scoring = ScoringArgs { rules: self.rules, shop: self.kind, ..ScoringArgs::default() };
        let exports = ExportArgs { as_of: self.to, reading: self.reading };
        let from = resolve::as_of(self.from.as_deref())?;
        let session = Session::new(&exports, scoring, self.quiet, lang)?;
        if let Some((from, to)) = from.zip(session.day).filter(|(from, to)| from > to) {
            return Err(diagnostics::sums_order(from, to).into());
        }
        let output = self.output.open()?;
        let head = self.head.map(|file| OutputFile { output: Some(file) }.open()).transpose()?;
        let basis = session.load_for(&output)?;
        if let Some(head) = &head {
            head.spares_exports(&basis.loaded).map_err(|wrong| Failure::beside(&basis.loaded, wrong))?;
        }
        let (rulebook, to) = (&basis.chosen.rulebook, basis.as_of);
        let from = from.unwrap_or_else(|| to.plus(-DAYS));
        if from > to {
            return Err(Failure::beside(&basis.loaded, diagnostics::sums_order(from, to)));
        }
        let said = basis.loaded.diagnostics.iter().chain(&basis.chosen.notes).cloned();
        let said: Vec<Diagnostic> = said.chain(reading_warnings(&basis.loaded, Some(to))).collect();
        session.tell(&said);
        let manual = &session.settings.manual;
        let analysis = Analysis::new(&basis.loaded, rulebook, &basis.chosen.claims, manual, to);
        let shop = session.shop_name(self.shop.as_ref());
        let windows = rulebook.window_lengths();
        if let Some(file) = head {
            file.finish(FactsHead::of(&analysis, shop.as_deref()).text()?)?;
        }
        output.finish_with(|file| {
            Ok(sums::write(file, analysis.timeline(), shop.as_deref(), (from, to), &windows)?)
        })?;
        Ok(Outcome::of(&basis.loaded))
    }
}
