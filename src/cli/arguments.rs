//! The arguments that commands share, one definition each: it gives help, manual page, completions and the
//! value as typed. A command's own arguments stand in its own file (`commands/`).

use super::config::FILE_NAME;
use super::help::{lang, say};
use super::resolve::{TODAY, YESTERDAY};
use crate::catalogue::Text;
use crate::indicator::Indicator;
use crate::report::Format;
use crate::rulebook::{self, ShopType};
use crate::threads::Threads;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};
use std::ffi::OsStr;
use std::path::PathBuf;

/// Exports as of a day.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[arg(long, value_name = "DAY", help = say(Text::HelpAsOf), value_parser = Suggestions::of([YESTERDAY, TODAY]))]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    #[arg(value_name = "PATH", required = true, help = say(Text::HelpPaths))]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub config: ConfigFile,
    #[command(flatten)]
    pub columns: ColumnsFile,
    #[arg(long, value_name = "FROM..TO", help = say(Text::HelpServicePeriod))]
    pub service_period: Option<String>,
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true, help = say(Text::HelpMaxRejected))]
    pub max_rejected: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = threads_help())]
    pub threads: Option<String>,
}

fn threads_help() -> String {
    Text::HelpThreads.with(lang(), &[("most", Threads::MOST.to_string())])
}

#[derive(Debug, Args)]
pub struct ConfigFile {
    #[arg(long, value_name = "FILE", help = Text::HelpConfig.with(lang(), &[("name", FILE_NAME.to_owned())]))]
    pub config: Option<PathBuf>,
}

/// The user's table of columns.
#[derive(Debug, Args)]
pub struct ColumnsFile {
    #[arg(long, value_name = "FILE", help = say(Text::HelpColumns))]
    pub columns: Option<PathBuf>,
}

#[derive(Debug, Default, Args)]
pub struct RulesName {
    #[arg(long, value_name = "ID|FILE", help = default_rulebook(Text::HelpRules), value_parser = rulebooks())]
    pub rules: Option<String>,
}

/// Ids of rulebooks as a shell completes them; or a file.
pub fn rulebooks() -> Suggestions {
    Suggestions::of(rulebook::names())
}

/// A text that names the default rulebook.
pub fn default_rulebook(text: Text) -> String {
    text.with(lang(), &[("default", rulebook::default_id().to_owned())])
}

/// Whose shop it is.
#[derive(Debug, Default, Args)]
pub struct ShopKind {
    #[arg(long, value_name = "NAME", help = say(Text::HelpIndustry))]
    pub industry: Option<String>,
    #[arg(long, value_name = "TYPE", help = say(Text::HelpShopType), value_parser = shop_types())]
    pub shop_type: Option<String>,
}

fn shop_types() -> PossibleValuesParser {
    let named = |t: &ShopType| PossibleValue::new(t.id()).aliases([t.name_en(), t.page_name()]);
    PossibleValuesParser::new(ShopType::ALL.iter().map(named))
}

/// By which rules to score, and what no export tells.
#[derive(Debug, Default, Args)]
pub struct ScoringArgs {
    #[command(flatten)]
    pub rules: RulesName,
    #[command(flatten)]
    pub shop: ShopKind,
    #[arg(long, value_name = "ID=VALUE", help = say(Text::HelpSet))]
    pub set: Vec<String>,
    #[arg(long, value_name = "ID=COUNT", help = say(Text::HelpEvent))]
    pub event: Vec<String>,
    #[arg(long, value_name = "ID", help = say(Text::HelpBonus))]
    pub bonus: Vec<String>,
}

#[derive(Debug, Args)]
pub struct ShopName {
    #[arg(long, value_name = "NAME", help = say(Text::HelpShop))]
    pub shop: Option<String>,
}

/// Where a result goes.
#[derive(Debug, Args)]
pub struct OutputFile {
    #[arg(long, short, value_name = "FILE", help = say(Text::HelpOutput))]
    pub output: Option<PathBuf>,
}

/// The same of a document, which has formats.
#[derive(Debug, Args)]
#[command(mut_arg("format", |arg| formats(arg, &Format::ALL.map(Format::id))))]
pub struct FormatArgs {
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    #[command(flatten)]
    pub file: OutputFile,
}

/// The same of a document that a spreadsheet may open.
#[derive(Debug, Args)]
pub struct DocumentArgs {
    #[command(flatten)]
    pub format: FormatArgs,
    #[arg(long, help = say(Text::HelpBom))]
    pub bom: bool,
}

/// The same beside warnings.
#[derive(Debug, Args)]
pub struct OutputArgs {
    #[command(flatten)]
    pub document: DocumentArgs,
    #[arg(long, short, help = say(Text::HelpQuiet))]
    pub quiet: bool,
}

/// Lets `--format` be one of those that a command has.
pub fn formats(arg: Arg, ids: &[&'static str]) -> Arg {
    let help = Text::HelpFormat.with(lang(), &[("formats", ids.join(", "))]);
    arg.help(help).value_parser(PossibleValuesParser::new(ids))
}

/// The formats of documents that have no rows.
pub fn formats_without_rows(arg: Arg) -> Arg {
    formats(arg, &[Format::Text, Format::Json].map(Format::id))
}

/// Takes any text, of which a shell completes some. What is right is decided after parsing, by diagnostics.
#[derive(Clone)]
pub struct Suggestions(Vec<PossibleValue>);

impl Suggestions {
    pub fn of<V: Into<PossibleValue>>(values: impl IntoIterator<Item = V>) -> Suggestions {
        Suggestions(values.into_iter().map(Into::into).collect())
    }
}

impl TypedValueParser for Suggestions {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().cloned()))
    }
}

/// The id of an indicator, with its name where a shell shows one.
pub fn indicator_value(indicator: Indicator) -> PossibleValue {
    let facts = indicator.info();
    PossibleValue::new(facts.id).help(lang().pick(facts.name_zh, facts.name_en))
}
