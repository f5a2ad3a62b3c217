//! The arguments that commands share, one definition each: it gives help, manual page, completions and the
//! value as typed. A command's own arguments stand in its own file (`commands/`).

use super::config::FILE_NAME;
use super::help::{lang, say};
use super::resolve::{TODAY, YESTERDAY, within};
use crate::catalogue::{Diagnostic, Headers, Lang, diagnostics, text};
use crate::indicator::Indicator;
use crate::input::MOST_UNPACKED;
use crate::report::{Format, RowStyle};
use crate::rulebook::{self, ShopType};
use crate::threads::Threads;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};
use std::ffi::OsStr;
use std::path::PathBuf;

/// Exports as of a day.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(long, value_name = "DAY", help = say(text::help_as_of), value_parser = days())]
    pub as_of: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    #[arg(value_name = "PATH", required = true, help = say(text::help_paths))]
    pub paths: Vec<PathBuf>,
    #[arg(long, help = say(text::help_recursive))]
    pub recursive: bool,
    #[command(flatten)]
    pub config: ConfigFile,
    #[command(flatten)]
    pub columns: ColumnsFile,
    #[arg(long, value_name = "FROM..TO", help = say(text::help_service_period))]
    pub service_period: Option<String>,
    #[arg(long, value_name = "NAME", help = say(text::help_only_shop))]
    pub only_shop: Option<String>,
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true, help = say(text::help_max_rejected))]
    pub max_rejected: Option<String>,
    #[command(flatten)]
    pub unpacking: MaxUnpacked,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = text::help_threads(lang(), Threads::MOST))]
    pub threads: Option<String>,
}

/// How much may be unpacked.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct MaxUnpacked {
    #[arg(long, value_name = "SIZE", allow_hyphen_values = true,
        help = text::help_max_unpacked(lang(), MOST_UNPACKED))]
    pub max_unpacked: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ConfigFile {
    #[arg(long, value_name = "FILE", help = text::help_config(lang(), FILE_NAME))]
    pub config: Option<PathBuf>,
}

/// The user's table of columns.
#[derive(Debug, Args)]
pub(super) struct ColumnsFile {
    #[arg(long, value_name = "FILE", help = say(text::help_columns))]
    pub columns: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct RulesName {
    #[arg(long, value_name = "ID|FILE", value_parser = rulebooks(),
        help = text::help_rules(lang(), rulebook::default_id()))]
    pub rules: Option<String>,
}

/// Whose shop it is.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ShopKind {
    #[arg(long, value_name = "NAME", help = say(text::help_industry))]
    pub industry: Option<String>,
    #[arg(long, value_name = "TYPE", help = say(text::help_shop_type), value_parser = shop_types())]
    pub shop_type: Option<String>,
}

/// By which rules to score, and what no export tells.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ScoringArgs {
    #[command(flatten)]
    pub rules: RulesName,
    #[command(flatten)]
    pub shop: ShopKind,
    #[arg(long, value_name = "ID=VALUE", help = say(text::help_set))]
    pub set: Vec<String>,
    #[arg(long, value_name = "ID=COUNT", help = say(text::help_event))]
    pub event: Vec<String>,
    #[arg(long, value_name = "ID", help = say(text::help_bonus))]
    pub bonus: Vec<String>,
}

/// A report about a shop.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[arg(long, value_name = "NAME", help = say(text::help_shop))]
    pub shop: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A document that has warnings beside it.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    #[command(flatten)]
    pub document: DocumentArgs,
    #[arg(long, short, help = say(text::help_quiet_cases))]
    pub quiet: bool,
}

/// A document that a spreadsheet may open.
#[derive(Debug, Args)]
pub(super) struct DocumentArgs {
    #[command(flatten)]
    pub formatted: FormatArgs,
    #[arg(long, help = say(text::help_bom))]
    pub bom: bool,
    #[arg(long, value_name = "WORDS", help = say(text::help_headers), value_parser = headers())]
    pub headers: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = text::help_decimals(lang(), MOST_DECIMALS))]
    pub decimals: Option<String>,
    /// Is there a history besides, whose columns are titled the same way?
    #[arg(skip)]
    pub has_history: bool,
}

/// A document in one of its formats.
#[derive(Debug, Args)]
#[command(mut_arg("format", |arg| formats(arg, Format::ALL.map(Format::id))))]
pub(super) struct FormatArgs {
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    #[command(flatten)]
    pub file: OutputFile,
    #[command(flatten)]
    pub detail: DetailArgs,
}

/// How much of a document people see.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct DetailArgs {
    #[arg(long, help = say(text::help_brief), conflicts_with_all = ["all", "wide"])]
    pub brief: bool,
    #[arg(long, help = say(text::help_all))]
    pub all: bool,
    #[arg(long, help = say(text::help_wide))]
    pub wide: bool,
}

/// Where a result goes.
#[derive(Debug, Args)]
pub(super) struct OutputFile {
    #[arg(long, short, value_name = "FILE", help = say(text::help_output))]
    pub output: Option<PathBuf>,
}

/// So many decimals numbers have at most.
const MOST_DECIMALS: i32 = 9;
/// No header.
const NO_HEADERS: &str = "none";

fn headers() -> PossibleValuesParser {
    PossibleValuesParser::new(["zh", "en", NO_HEADERS])
}

impl DocumentArgs {
    /// What columns are called.
    pub(super) fn headers(&self) -> Headers {
        match self.headers.as_deref() {
            None => Headers::Keys,
            Some(NO_HEADERS) => Headers::None,
            Some("en") => Headers::Titles(Lang::En),
            Some(_) => Headers::Titles(Lang::Zh),
        }
    }

    /// How rows are written in a format; refused where it has no use for that.
    pub(super) fn row_style(&self, format: Format) -> Result<RowStyle, Diagnostic> {
        let decimals = within("decimals", self.decimals.as_deref(), 0..=MOST_DECIMALS)?;
        let is_titled = self.headers.is_some() && !self.has_history;
        let useless = [("--headers", is_titled), ("--decimals", decimals.is_some())];
        match useless.into_iter().find(|(_, is_given)| *is_given).filter(|_| format != Format::Csv) {
            Some((flag, _)) => Err(diagnostics::format_without_columns(flag, format.id())),
            None => Ok(RowStyle { headers: self.headers(), decimals }),
        }
    }
}

/// Lets `--format` be one of those that a command has.
pub(super) fn formats(arg: Arg, ids: impl IntoIterator<Item = &'static str>) -> Arg {
    let ids: Vec<&str> = ids.into_iter().collect();
    arg.help(text::help_format(lang(), ids.join(", "))).value_parser(PossibleValuesParser::new(ids))
}

/// The formats of documents that have no rows.
pub(super) fn formats_without_rows(arg: Arg) -> Arg {
    formats(arg, Format::all_without_rows().map(Format::id))
}

/// Takes any text, of which a shell completes some. What is right is decided after parsing, by diagnostics.
#[derive(Clone)]
pub(super) struct Suggestions(Vec<PossibleValue>);

impl TypedValueParser for Suggestions {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().cloned()))
    }
}

impl<V: Into<PossibleValue>> FromIterator<V> for Suggestions {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Suggestions {
        Suggestions(values.into_iter().map(Into::into).collect())
    }
}

fn days() -> Suggestions {
    [YESTERDAY, TODAY].into_iter().collect()
}

/// Ids of rulebooks; or a file.
pub(super) fn rulebooks() -> Suggestions {
    rulebook::names().into_iter().collect()
}

fn shop_types() -> PossibleValuesParser {
    let named = |t: &ShopType| PossibleValue::new(t.id()).aliases([t.name_en(), t.page_name()]);
    ShopType::ALL.iter().map(named).into()
}

/// The id of an indicator, with its name where a shell shows one.
pub(super) fn indicator_value(indicator: Indicator) -> PossibleValue {
    let facts = indicator.info();
    PossibleValue::new(facts.id).help(facts.name.pick(lang()))
}
