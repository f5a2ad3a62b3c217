//! `tiyanfen explain`: an indicator or a diagnostic in words, or the list of both.

use crate::catalogue::{Code, Diagnostic, Lang, Text};
use crate::cli::flags::{config_flag, format_flag, output_flag, rules_flags, subcommand, suggested};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input::columns::Columns;
use crate::reference::{ReferencePage, Topic, nearest};
use crate::report::{Document, Format, Style};
use crate::time::{self, Day};
use clap::builder::PossibleValue;
use clap::{Arg, ArgMatches, Command};

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let examples = [
        "tiyanfen explain",
        "tiyanfen explain arrival_hours",
        lang.pick("tiyanfen explain 揽收及时率", "tiyanfen explain pickup_on_time_rate"),
        "tiyanfen explain rows-rejected --format json",
    ];
    let formats: Vec<&str> = Format::all_of::<ReferencePage>().map(Format::id).collect();
    let topic = Arg::new("topic").value_name("INDICATOR|CODE");
    let known = |topic: Topic| match topic {
        Topic::Indicator(indicator) => {
            PossibleValue::new(indicator.id()).help(indicator.info().name.pick(lang))
        }
        Topic::Code(code) => PossibleValue::new(code.id()),
    };
    subcommand(lang, Text::AboutExplain, &examples)
        .arg(suggested(topic.help(Text::HelpTopic.template(lang)), Topic::all().map(known)))
        .args(rules_flags(lang))
        .arg(config_flag(lang).help(Text::HelpConfigOnly.template(lang)))
        .arg(format_flag(lang, &formats))
        .arg(output_flag(lang))
}

/// Looks up, shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let settings = Settings::read(matches)?;
    let today = time::now().day().unwrap_or(Day::NEVER);
    let rulebook = Rules::of(&settings, Some(today))?.on(today)?.rulebook;
    let columns = Columns::with(settings.file("columns")?.as_deref())?;
    let page = match resolve::text(matches, "topic") {
        None => ReferencePage::index(&rulebook),
        Some(word) => match Topic::by_name(word) {
            Some(topic) => ReferencePage::of(topic, &rulebook, &columns),
            None => {
                let unknown = Diagnostic::new(Code::TopicUnknown).with("found", word);
                return Err(unknown.with("nearest", nearest(word).join(", ")).into());
            }
        },
    };
    let output = Output::open(resolve::output(matches))?;
    let style = Style { colour: output.takes_colour() };
    let text = page.render(resolve::format(matches), lang, style)?;
    output.finish(&text, false)?;
    Ok(Outcome::Done)
}
