//! `tiyanfen rules`: the rulebooks, one of them as a whole, and one of one's own.

use crate::catalogue::{Lang, text};
use crate::cli::arguments::{DocumentArgs, OutputFile, RulesName, ShopKind, formats, rulebooks};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::reference::rulebook_file;
use crate::report::{
    Format, IndustryList, RulebookList, RulebookPage, build_industries, build_rulebook_list,
    build_rulebook_page, rulebook_is_fine,
};
use crate::rulebook::{self, Choice, Rulebook, ShopProfile, ShopType};
use crate::shown_text::quoted;
use crate::time::{self, Day};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What a rulebook is written in.
const TOML: &str = "toml";
/// What a new rulebook is called where nobody says.
const OWN_ID: &str = "my-rules";
/// The file that is spoken of where the result goes to standard output.
const OWN_FILE: &str = "my.toml";

#[derive(Debug, Args)]
#[command(about = say(text::about_rules), after_help = examples(&[
    "tiyanfen rules",
    &format!("tiyanfen rules show {}", rulebook::default_id()),
    "tiyanfen rules new --output my.toml",
]))]
pub(crate) struct Rules {
    #[command(flatten)]
    output: DocumentArgs,
    #[command(subcommand)]
    command: Option<Below>,
}

#[derive(Debug, Subcommand)]
enum Below {
    Show(Show),
    Industries(Industries),
    New(New),
    Check(Check),
}

#[derive(Debug, Args)]
#[command(about = say(text::about_rules_show), after_help = examples(&[
    &format!("tiyanfen rules show {}", rulebook::default_id()),
    &format!("tiyanfen rules show {} --format toml", rulebook::default_id()),
]), mut_arg("format", |arg| formats(arg, Format::all_without_rows().map(Format::id).chain([TOML]))))]
struct Show {
    #[arg(value_name = "ID|FILE", help = say(text::help_rulebook_id), value_parser = rulebooks())]
    id: String,
    #[command(flatten)]
    output: DocumentArgs,
}

#[derive(Debug, Args)]
#[command(about = say(text::about_rules_industries), after_help = examples(&[
    "tiyanfen rules industries",
    help::lang().pick("tiyanfen rules industries 数码", "tiyanfen rules industries 数码 --format csv"),
]), mut_arg("rules", |arg| arg.help(say(text::help_industry_rules))))]
struct Industries {
    #[arg(value_name = "NAME", help = say(text::help_industry_filter))]
    name: Option<String>,
    #[command(flatten)]
    rules: RulesName,
    #[command(flatten)]
    output: DocumentArgs,
}

#[derive(Debug, Args)]
#[command(about = say(text::about_rules_new), after_help = examples(&[
    "tiyanfen rules new --output my.toml",
    "tiyanfen score fixtures/demo --rules my.toml",
]))]
struct New {
    #[arg(long, value_name = "ID|FILE", value_parser = rulebooks(),
        help = text::help_rules_from(help::lang(), rulebook::default_id()))]
    from: Option<String>,
    #[command(flatten)]
    shop: ShopKind,
    #[arg(long, value_name = "NAME", help = text::help_rules_new_id(help::lang(), OWN_ID))]
    id: Option<String>,
    #[command(flatten)]
    output: OutputFile,
}

#[derive(Debug, Args)]
#[command(about = say(text::about_rules_check), after_help = examples(&["tiyanfen rules check my.toml"]))]
struct Check {
    #[arg(value_name = "FILE", help = say(text::help_rules_file))]
    file: PathBuf,
    #[command(flatten)]
    output: OutputFile,
}

impl Rules {
    /// Looks up and shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        match self.command {
            None => {
                let list = build_rulebook_list(&Rulebook::all_built_in()?);
                self.output.open::<RulebookList>()?.show(&list, lang)?;
            }
            Some(Below::Show(show)) => show.run(lang)?,
            Some(Below::Industries(industries)) => industries.run(lang)?,
            Some(Below::New(new)) => new.run(lang)?,
            Some(Below::Check(check)) => check.run(lang)?,
        }
        Ok(Outcome::Done)
    }
}

/// The rulebook of a name or file; of a family the one in force today.
fn rulebook_of(word: Option<&str>) -> Result<Rulebook, Failure> {
    let today = time::now().day().unwrap_or(Day::NEVER);
    let choice = match word {
        Some(word) => Choice::named(word)?,
        None => Choice::usual()?,
    };
    Ok(choice.on(today)?.0)
}

impl Show {
    fn run(self, lang: Lang) -> Result<(), Failure> {
        let rulebook = rulebook_of(Some(&self.id))?;
        if self.output.formatted.is(TOML) {
            // Its readers do not expect a byte order mark, no more than those of JSON.
            let text = rulebook.to_toml()?;
            return self.output.formatted.file.open()?.finish(text);
        }
        self.output.open::<RulebookPage>()?.show(&build_rulebook_page(rulebook), lang)
    }
}

impl Industries {
    /// The tables of weights asked for: of one rulebook or all, of all industries or some.
    fn run(self, lang: Lang) -> Result<(), Failure> {
        let mut rulebooks = match &self.rules.rules {
            Some(word) => vec![rulebook_of(Some(word))?],
            None => Rulebook::all_built_in()?,
        };
        if let Some(part) = self.name {
            let unknown = rulebooks.iter().find(|rulebook| !rulebook.scoring.industries.is_empty()).cloned();
            for rulebook in &mut rulebooks {
                rulebook.scoring.industries.retain(|row| row.name.contains(part.trim()));
            }
            // Nothing holds it: the nearest names help more than an empty table.
            let none = rulebooks.iter().all(|rulebook| rulebook.scoring.industries.is_empty());
            if let Some(rulebook) = unknown.filter(|_| none) {
                rulebook.for_shop(&ShopProfile { industry: Some(part), shop_type: None })?;
            }
        }
        self.output.open::<IndustryList>()?.show(&build_industries(&rulebooks), lang)
    }
}

impl New {
    /// Prints a rulebook to be changed by hand.
    fn run(self, lang: Lang) -> Result<(), Failure> {
        let profile = ShopProfile {
            industry: self.shop.industry.map(|name| name.trim().to_owned()),
            shop_type: self.shop.shop_type.as_deref().and_then(ShopType::named),
        };
        let (rulebook, _) = rulebook_of(self.from.as_deref())?.for_shop(&profile)?;
        let id = self.id.as_deref().unwrap_or(OWN_ID);
        Rulebook::check_own_id(id)?;
        let output = self.output.open_new()?;
        let file = self.output.output.filter(|_| !output.is_stdout()).unwrap_or(PathBuf::from(OWN_FILE));
        output.finish(rulebook_file(&rulebook, id, &quoted(&file.to_string_lossy()), lang)?)
    }
}

impl Check {
    /// Says that a file is fine, or everything that is wrong with it.
    fn run(self, lang: Lang) -> Result<(), Failure> {
        let output = self.output.open()?;
        let rulebook = Rulebook::of_file(&self.file)?;
        output.finish(rulebook_is_fine(&self.file.to_string_lossy(), &rulebook, lang))
    }
}
