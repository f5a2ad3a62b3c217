//! `tiyanfen facts`: what every order adds to every measure, for engines that add up.

use crate::analysis::Analysis;
use crate::catalogue::{Diagnostic, Lang, diagnostics, text};
use crate::cli::arguments::{ExportArgs, OutputFile, RulesName, ScoringArgs, ShopKind};
use crate::cli::help::{examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::session::{Basis, Session};
use crate::facts_table::head::{FactsHead, fingerprint};
use crate::facts_table::{FactsFormat, write_all};
use crate::scorecard::{Claims, Manual};
use crate::share::Share;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(about = say(text::about_facts), after_help = examples(&[
    "tiyanfen facts fixtures/demo --shop 山间集 --output facts.parquet",
    "tiyanfen facts fixtures/demo --shop 山间集 --format csv --output facts.csv",
    "tiyanfen facts fixtures/demo --shop 山间集 --head --output facts.head.json",
    "tiyanfen facts fixtures/demo --shop 山间集 --partition 2/8 --with-head facts.head.json --output part2.parquet",
]), mut_arg("output", |arg| arg.short('o')))]
pub(crate) struct Facts {
    #[command(flatten)]
    exports: ExportArgs,
    #[command(flatten)]
    rules: RulesName,
    #[command(flatten)]
    kind: ShopKind,
    #[arg(long, value_name = "NAME", help = say(text::help_shop))]
    shop: Option<String>,
    #[arg(long, help = say(text::help_facts_head), conflicts_with_all = ["format", "with_head"])]
    head: bool,
    #[arg(long, value_name = "FILE", help = say(text::help_facts_with_head))]
    with_head: Vec<PathBuf>,
    #[arg(long, value_name = "K/N", help = say(text::help_facts_partition))]
    partition: Option<String>,
    #[arg(long, value_name = "FORMAT", help = say(text::help_facts_format),
        value_parser = PossibleValuesParser::new(FactsFormat::available().map(FactsFormat::id)))]
    format: Option<String>,
    #[command(flatten)]
    output: OutputFile,
    #[arg(long, short, help = say(text::help_quiet_cases))]
    quiet: bool,
}

impl Facts {
    /// Reads, writes every step.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let scoring =
            ScoringArgs { rules: self.rules.clone(), shop: self.kind.clone(), ..ScoringArgs::default() };
        let mut session = Session::new(&self.exports, scoring, self.quiet, lang)?;
        let share = self.partition.as_deref().map(share).transpose()?;
        let given = FactsHead::read(&self.with_head)?;
        // What the whole shop alone tells must come from all parts, or one part must read all.
        if self.head || given.is_some() {
            session.reading.share = share;
        }
        let format = self.format()?;
        let output = self.output.open()?;
        if !self.head && format == FactsFormat::Parquet && output.is_stdout() && io::stdout().is_terminal() {
            return Err(diagnostics::format_needs_file(format.id()).into());
        }
        let mut basis = session.load_for(&output)?;
        output.spares(&self.with_head)?;
        if let Some(given) = &given {
            given
                .is_by(&fingerprint(&basis.chosen.rulebook.definitions))
                .map_err(|differs| Failure::beside(&basis.loaded, differs))?;
            basis.loaded.shop.know_whole(&given.whole);
            // Rows of customer service without any date belong to one day, whichever part has them.
            basis.as_of = session.day.unwrap_or(given.as_of);
        }
        let Basis { loaded, as_of, chosen, .. } = &basis;
        let name = session.shop_name(self.shop.as_ref()).or_else(|| given.as_ref()?.shop.clone());
        let (claims, manual) = (Claims::default(), Manual::new());
        let analysis = Analysis::new(loaded, &chosen.rulebook, &claims, &manual, *as_of);
        let analysis = match share {
            Some(share) => analysis.of_share(share),
            None => analysis,
        };
        session.tell(&loaded.diagnostics);
        let head = FactsHead::of(&analysis, name.as_deref());
        if self.head {
            output.finish(head.text()?)?;
        } else {
            output.finish_with(|to| {
                let mut rows = format.writer(to, &head)?;
                write_all(&analysis, name.as_deref(), rows.as_mut())?;
                rows.finish()
            })?;
        }
        Ok(Outcome::of(loaded))
    }

    /// What was asked for, else what the ending of the file says, else the first there is.
    fn format(&self) -> Result<FactsFormat, Diagnostic> {
        let ending = || Some(self.output.output.as_deref()?.extension()?.to_str()?.to_ascii_lowercase());
        let asked = self.format.clone().or_else(ending);
        let named = asked.as_deref().and_then(FactsFormat::by_id);
        let usual = || if self.output.output.is_some() { FactsFormat::available().next() } else { None };
        let format = named.or_else(usual).unwrap_or(FactsFormat::Csv);
        if FactsFormat::available().any(|available| available == format) {
            return Ok(format);
        }
        let available: Vec<&str> = FactsFormat::available().map(FactsFormat::id).collect();
        Err(diagnostics::format_missing("facts", format.id(), available.join(", ")))
    }
}

/// `K/N`: the K-th of N shares.
fn share(typed: &str) -> Result<Share, Diagnostic> {
    let parts = typed.split_once('/').and_then(|(own, of)| Some((own.parse().ok()?, of.parse().ok()?)));
    parts.and_then(|(own, of)| Share::new(own, of)).ok_or_else(|| diagnostics::partition_invalid(typed))
}
