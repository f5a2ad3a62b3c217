//! `tiyanfen sql`: the statement that adds facts up on an engine.

use crate::catalogue::{Lang, diagnostics, text};
use crate::cli::arguments::OutputFile;
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::resolve::within;
use crate::rulebook::Rulebook;
use crate::sql::{Engine, GROUPS, Source, Sums};
use crate::time::{self, Day, Stamp};
use clap::Args;
use clap::builder::PossibleValuesParser;

/// How many days are added up where nobody says.
const DAYS: i32 = 60;
/// Where facts are where nobody says.
const FACTS: &str = "facts/*.parquet";

#[derive(Debug, Args)]
#[command(about = say(text::about_sql), after_help = examples(&[
    "tiyanfen sql --engine duckdb",
    "tiyanfen sql --engine spark --facts hdfs:///facts/*.parquet --from 2026-09-01 --to 2026-10-30",
    "tiyanfen sql --engine clickhouse --facts warehouse.facts --window 30 --by product_id --output sums.sql",
]))]
pub(crate) struct Sql {
    #[arg(long, value_name = "ENGINE", required = true, help = help_of_engine(), value_parser = engines())]
    engine: String,
    #[arg(long, value_name = "PATTERN", help = text::help_sql_facts(help::lang(), FACTS))]
    facts: Option<String>,
    #[arg(long, value_name = "DAY", help = text::help_sql_from(help::lang(), DAYS))]
    from: Option<String>,
    #[arg(long, value_name = "DAY", help = say(text::help_sql_to))]
    to: Option<String>,
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true, help = say(text::help_sql_window))]
    window: Vec<String>,
    #[arg(long, value_name = "COLUMN", help = text::help_sql_by(help::lang(), GROUPS.join(", ")),
        value_parser = PossibleValuesParser::new(GROUPS))]
    by: Vec<String>,
    #[command(flatten)]
    output: OutputFile,
}

fn engines() -> PossibleValuesParser {
    PossibleValuesParser::new(Engine::ALL.iter().map(|engine| engine.id()))
}

fn help_of_engine() -> String {
    let ids: Vec<&str> = Engine::ALL.iter().map(|engine| engine.id()).collect();
    text::help_sql_engine(help::lang(), ids.join(", "))
}

impl Sql {
    /// Prints the statement.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let Some(engine) = Engine::ALL.iter().find(|engine| engine.id() == self.engine) else {
            return Ok(Outcome::Unusable);
        };
        let facts = self.facts.as_deref().unwrap_or(FACTS);
        let facts = Source::parse(facts).ok_or_else(|| diagnostics::facts_source_invalid(facts))?;
        let windows = self.windows()?;
        let groups: Vec<&str> = GROUPS.into_iter().filter(|of| self.by.iter().any(|by| by == of)).collect();
        let sums = Sums { facts, days: self.days()?, windows: &windows, groups: &groups };
        let output = self.output.open()?;
        let head = text::sql_head(lang, engine.name());
        output.finish(format!("-- {head}\n{}", sums.statement(*engine)))?;
        Ok(Outcome::Done)
    }

    /// The first and the last day.
    fn days(&self) -> Result<(Day, Day), Failure> {
        let typed = |day: &Option<String>| day.as_deref().map(Day::parse);
        let yesterday = || time::now().day().map(|today| today.plus(-1));
        let last = typed(&self.to).unwrap_or_else(yesterday);
        let first = typed(&self.from).unwrap_or_else(|| last.map(|last| last.plus(1 - DAYS)));
        // Engines know no more years than exports do.
        let is_known = |day: &Day| Stamp::from_date(day.date()).and_then(Stamp::day) == Some(*day);
        let days = first.filter(is_known).zip(last.filter(is_known)).filter(|(first, last)| first <= last);
        let shown = |day: Option<Day>, typed: &Option<String>| {
            typed.clone().or_else(|| day.map(|day| day.to_string())).unwrap_or_default()
        };
        let found = || format!("{}..{}", shown(first, &self.from), shown(last, &self.to));
        Ok(days.ok_or_else(|| diagnostics::days_invalid(found()))?)
    }

    /// Lengths of windows, the shortest first.
    fn windows(&self) -> Result<Vec<i32>, Failure> {
        let mut windows = Vec::new();
        for typed in &self.window {
            windows.extend(within("window", Some(typed), 1..=366)?);
        }
        if windows.is_empty() {
            windows = Rulebook::default_rulebook()?.window_lengths();
        }
        windows.sort_unstable();
        windows.dedup();
        Ok(windows)
    }
}
