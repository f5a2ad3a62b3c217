//! `tiyanfen rules`: the rulebooks, one of them as a whole, and one of one's own.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{
    bom_flag, format_flag, group, output_flag, rulebook_argument, rules_flag, shop_kind_flags, subcommand,
    value,
};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use crate::reference::rulebook_file;
use crate::report::{
    Document, Format, IndustryList, Render, Style, build_industries, build_rulebook_list,
    build_rulebook_page, quoted, rulebook_is_fine,
};
use crate::rulebook::{self, Choice, Rulebook, ShopProfile, ShopType};
use crate::time::{self, Day};
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use std::path::{Path, PathBuf};

/// What a rulebook is written in.
const TOML: &str = "toml";
/// What a new rulebook is called where nobody says.
const OWN_ID: &str = "my-rules";
/// The file that is spoken of where the result goes to standard output.
const OWN_FILE: &str = "my.toml";

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let default = rulebook::default_id();
    let toml = format!("tiyanfen rules show {default} --format toml");
    let example = format!("tiyanfen rules show {default}");
    let show_examples = [example.as_str(), toml.as_str()];
    let id = Arg::new("id").value_name("ID|FILE");
    let show = subcommand(lang, Text::AboutRulesShow, &show_examples)
        .name("show")
        .arg(rulebook_argument(id.required(true).help(Text::HelpRulebookId.template(lang))))
        .arg(format_flag(lang, &[Format::Text.id(), Format::Json.id(), TOML]))
        .arg(output_flag(lang))
        .arg(bom_flag(lang));
    let default = [("default", default.to_owned())];
    let new = subcommand(
        lang,
        Text::AboutRulesNew,
        &["tiyanfen rules new --output my.toml", "tiyanfen score fixtures/demo --rules my.toml"],
    )
    .name("new")
    .arg(rulebook_argument(value("from", "ID|FILE", "").help(Text::HelpRulesFrom.with(lang, &default))))
    .args(shop_kind_flags(lang))
    .arg(value("id", "NAME", "").help(Text::HelpRulesNewId.with(lang, &[("default", OWN_ID.to_owned())])))
    .arg(output_flag(lang));
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf));
    let check = subcommand(lang, Text::AboutRulesCheck, &["tiyanfen rules check my.toml"])
        .name("check")
        .arg(file.value_hint(ValueHint::FilePath).help(Text::HelpRulesFile.template(lang)))
        .arg(output_flag(lang));
    group(lang, Text::AboutRules, &["tiyanfen rules", &example, "tiyanfen rules new --output my.toml"])
        .arg(format_flag(lang, &Format::ALL.map(Format::id)))
        .arg(output_flag(lang))
        .arg(bom_flag(lang))
        .subcommand(show)
        .subcommand(industries(lang))
        .subcommand(new)
        .subcommand(check)
}

/// `tiyanfen rules industries`.
fn industries(lang: Lang) -> Command {
    let name = Arg::new("name").value_name("NAME").help(Text::HelpIndustryFilter.template(lang));
    let examples = [
        "tiyanfen rules industries",
        lang.pick("tiyanfen rules industries 数码", "tiyanfen rules industries 数码 --format csv"),
    ];
    subcommand(lang, Text::AboutRulesIndustries, &examples)
        .name("industries")
        .arg(name)
        .arg(rules_flag(lang).help(Text::HelpIndustryRules.template(lang)))
        .arg(format_flag(lang, &Format::ALL.map(Format::id)))
        .arg(output_flag(lang))
        .arg(bom_flag(lang))
}

/// Looks up and shows.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let (name, matches) = match matches.subcommand() {
        Some(("new", new)) => return write_new(new, lang),
        Some(("check", check)) => return check_file(check, lang),
        Some((name, below)) => (name, below),
        None => ("", matches),
    };
    let plain = |page: &dyn Render| page.render(resolve::format(matches), lang, Style::PLAIN);
    let text: Vec<u8> = match name {
        "show" => {
            let rulebook = shown(matches, "id")?;
            match resolve::text(matches, "format") {
                Some(TOML) => rulebook.to_toml()?.into(),
                _ => plain(&build_rulebook_page(rulebook))?.into(),
            }
        }
        "industries" => industries_of(matches)?.render(resolve::format(matches), lang, Style::PLAIN)?,
        _ => plain(&build_rulebook_list(&Rulebook::all_built_in()?))?.into(),
    };
    // Its readers do not expect a byte order mark, no more than those of JSON.
    let bom = resolve::bom(matches) && resolve::text(matches, "format") != Some(TOML);
    let output = Output::open(resolve::output(matches))?;
    output.finish(&text, bom)?;
    Ok(Outcome::Done)
}

/// The rulebook that an argument names; of a family the one in force today.
fn shown(matches: &ArgMatches, argument: &str) -> Result<Rulebook, Failure> {
    let today = time::now().day().unwrap_or(Day::NEVER);
    let choice = match resolve::text(matches, argument) {
        Some(word) => Choice::named(word)?,
        None => Choice::usual()?,
    };
    Ok(choice.on(today)?.0)
}

/// The tables of weights asked for: of one rulebook or all, of all industries or some.
fn industries_of(matches: &ArgMatches) -> Result<IndustryList, Failure> {
    let mut rulebooks = match resolve::text(matches, "rules") {
        Some(_) => vec![shown(matches, "rules")?],
        None => Rulebook::all_built_in()?,
    };
    if let Some(part) = resolve::text(matches, "name") {
        let unknown = rulebooks.iter().find(|rulebook| !rulebook.scoring.industries.is_empty()).cloned();
        for rulebook in &mut rulebooks {
            rulebook.scoring.industries.retain(|row| row.name.contains(part.trim()));
        }
        // Nothing holds it: the nearest names help more than an empty table.
        if let Some(rulebook) = unknown.filter(|_| rulebooks.iter().all(|r| r.scoring.industries.is_empty()))
        {
            let profile = ShopProfile { industry: Some(part.to_owned()), shop_type: None };
            rulebook.for_shop(&profile).map_err(|e| *e)?;
        }
    }
    Ok(build_industries(&rulebooks))
}

/// Prints a rulebook to be changed by hand.
fn write_new(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let profile = ShopProfile {
        industry: resolve::text(matches, "industry").map(|name| name.trim().to_owned()),
        shop_type: resolve::text(matches, "shop-type").and_then(ShopType::named),
    };
    let (rulebook, _) = shown(matches, "from")?.for_shop(&profile)?;
    let id = resolve::text(matches, "id").unwrap_or(OWN_ID);
    Rulebook::check_own_id(id)?;
    let output = Output::open_new(resolve::output(matches))?;
    let file = match &output {
        Output::Stdout => OWN_FILE.into(),
        _ => resolve::output(matches).unwrap_or(Path::new(OWN_FILE)).to_string_lossy(),
    };
    let text = rulebook_file(&rulebook, id, &quoted(&file), lang)?;
    output.finish(&text, false)?;
    Ok(Outcome::Done)
}

/// Says that a file is fine, or everything that is wrong with it.
fn check_file(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let file: &Path = matches.get_one::<PathBuf>("file").map_or(Path::new(""), PathBuf::as_path);
    let output = Output::open(resolve::output(matches))?;
    let rulebook = Rulebook::of_file(file)?;
    output.finish(&rulebook_is_fine(&file.to_string_lossy(), &rulebook, lang), false)?;
    Ok(Outcome::Done)
}
