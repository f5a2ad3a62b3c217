//! `tiyanfen rules`: the rulebooks, and one of them as a whole.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{bom_flag, format_flag, group, output_flag, rulebooks, subcommand, suggested};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::report::{Format, Render, Style, build_rulebook_list, build_rulebook_page};
use crate::rulebook::{self, Rulebook};
use clap::{Arg, ArgMatches, Command};

/// What a rulebook is written in.
const TOML: &str = "toml";

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let default = rulebook::default_id();
    let toml = format!("tiyanfen rules show {default} --format toml");
    let example = format!("tiyanfen rules show {default}");
    let show_examples = [example.as_str(), toml.as_str()];
    let id = Arg::new("id").value_name("ID");
    let show = subcommand(lang, Text::AboutRulesShow, &show_examples)
        .name("show")
        .arg(suggested(id.required(true).help(Text::HelpRulebookId.template(lang)), rulebooks()))
        .arg(format_flag(lang, &[Format::Text.id(), Format::Json.id(), TOML]))
        .arg(output_flag(lang))
        .arg(bom_flag(lang));
    group(lang, Text::AboutRules, &["tiyanfen rules", &example])
        .arg(format_flag(lang, &Format::ALL.map(Format::id)))
        .arg(output_flag(lang))
        .arg(bom_flag(lang))
        .subcommand(show)
}

/// Looks up and shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let (matches, id) = match matches.subcommand() {
        Some((_, show)) => (show, resolve::text(show, "id")),
        None => (matches, None),
    };
    let text = match id {
        None => {
            let all: Vec<Rulebook> =
                rulebook::ids().into_iter().map(Rulebook::built_in).collect::<Result<_, _>>()?;
            build_rulebook_list(&all).render(resolve::format(matches), lang, Style::PLAIN)
        }
        Some(id) => {
            let rulebook = Rulebook::built_in(id)?;
            match resolve::text(matches, "format") {
                Some(TOML) => Ok(rulebook.to_toml()?),
                _ => build_rulebook_page(rulebook).render(resolve::format(matches), lang, Style::PLAIN),
            }
        }
    };
    // Its readers do not expect a byte order mark, no more than those of JSON.
    let bom = resolve::bom(matches) && resolve::text(matches, "format") != Some(TOML);
    let output = Output::open(resolve::output(matches))?;
    output.finish(&text?, bom)?;
    Ok(Outcome::Done)
}
