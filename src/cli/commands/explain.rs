//! `tiyanfen explain`: an indicator or a diagnostic in words, or the list of both.

use super::score::failed;
use crate::catalogue::{Code, Diagnostic, Lang, Text};
use crate::cli::flags::{output_flags, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::input::columns::Columns;
use crate::reference::{CodePage, Index, IndicatorPage, Topic, nearest};
use crate::report::{Format, Render, Style};
use crate::rulebook::Rulebook;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use std::path::PathBuf;

/// A page is no table: the formats it has.
const FORMATS: [Format; 2] = [Format::Text, Format::Json];

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let examples = [
        "tiyanfen explain",
        "tiyanfen explain quality_return_rate",
        lang.pick("tiyanfen explain 揽收及时率", "tiyanfen explain 'Pickup on time rate'"),
        "tiyanfen explain rows-rejected --format json",
    ];
    let formats = FORMATS.map(Format::id);
    let help = Text::HelpFormat.with(lang, &[("formats", formats.join(", "))]);
    let shared = output_flags(lang).into_iter();
    subcommand(lang, Text::AboutExplain, &examples)
        .arg(Arg::new("topic").value_name("INDICATOR|CODE").help(Text::HelpTopic.template(lang)))
        .args(shared.filter(|arg| ["format", "output"].contains(&arg.get_id().as_str())))
        .mut_arg("format", |arg| arg.value_parser(PossibleValuesParser::new(formats)).help(help))
}

/// Looks up, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let rulebook = Rulebook::default_rulebook()?;
    let page: Box<dyn Render> = match resolve::text(matches, "topic") {
        None => Box::new(Index::of(&rulebook)),
        Some(word) => match Topic::by_name(word) {
            Some(Topic::Indicator(indicator)) => {
                let columns = Columns::built_in().map_err(|e| {
                    Diagnostic::new(Code::RulebookInvalid).path("columns.toml").with("why", e.to_string())
                })?;
                Box::new(IndicatorPage::of(indicator, &rulebook, &columns))
            }
            Some(Topic::Code(code)) => Box::new(CodePage::of(code)),
            None => {
                let unknown = Diagnostic::new(Code::TopicUnknown).with("found", word);
                return Err(unknown.with("nearest", nearest(word).join(", ")).into());
            }
        },
    };
    let output = Output::open(matches.get_one::<PathBuf>("output").map(PathBuf::as_path))?;
    let style = Style { colour: output.takes_colour() };
    let text = page.render(resolve::format(matches), lang, style).map_err(|e| failed(&e))?;
    output.finish(&text, false)?;
    Ok(Outcome::Done)
}
