//! `tiyanfen explain`: an indicator or a diagnostic in words, or the list of both.

use crate::catalogue::{Arg, Diagnostic, Lang, Lookup, diagnostics, text};
use crate::cli::arguments::{
    ConfigFile, FormatArgs, RulesName, ScoringArgs, ShopKind, Suggestions, formats_without_rows,
    indicator_value,
};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::rules::Rules;
use crate::cli::settings::Settings;
use crate::input::columns::Columns;
use crate::reference::{ReferencePage, Topic};
use crate::report::{RulebookPage, build_rulebook_page};
use crate::rulebook::{Choice, Rulebook};
use crate::time::{self, Day};
use clap::Args;
use clap::builder::PossibleValue;

#[derive(Debug, Args)]
#[command(about = say(text::about_explain), after_help = examples(&[
    "tiyanfen explain",
    "tiyanfen explain arrival_hours",
    help::lang().pick("tiyanfen explain 揽收及时率", "tiyanfen explain pickup_on_time_rate"),
    "tiyanfen explain rows-rejected --format json",
]), mut_arg("config", |arg| arg.help(say(text::help_config_only))), mut_arg("format", formats_without_rows))]
pub(crate) struct Explain {
    #[arg(value_name = "INDICATOR|CODE", help = say(text::help_topic),
        value_parser = Suggestions::from_iter(Topic::all().map(topic_value)))]
    topic: Option<String>,
    #[command(flatten)]
    rules: RulesName,
    #[command(flatten)]
    shop: ShopKind,
    #[command(flatten)]
    config: ConfigFile,
    #[command(flatten)]
    output: FormatArgs,
}

fn topic_value(topic: Topic) -> PossibleValue {
    match topic {
        Topic::Indicator(indicator) => indicator_value(indicator),
        Topic::Code(_) | Topic::Guide(_) => PossibleValue::new(topic.id()),
        Topic::Case(case) => PossibleValue::new(case.id()).help(case.name(help::lang())),
    }
}

impl Explain {
    /// Looks up, shows.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let settings = Settings::read(self.config.config.as_deref(), &[], &[])?;
        let today = time::now().day().unwrap_or(Day::NEVER);
        let scoring = ScoringArgs { rules: self.rules, shop: self.shop, ..ScoringArgs::default() };
        let rulebook = Rules::of(&settings, &scoring, Some(today))?.on(today)?.rulebook;
        let columns = Columns::with(settings.file("columns", None)?.as_deref())?;
        let page = match &self.topic {
            None => ReferencePage::index(&rulebook),
            Some(word) => {
                let found = Topic::look_up(word);
                // Thresholds, bonuses and deductions are explained by the rulebook that has them.
                if matches!(found, Lookup::Unknown(_))
                    && let Some(rulebook) = speaks_of(word, rulebook.clone(), today)?
                {
                    self.output.open::<RulebookPage>()?.show(&build_rulebook_page(rulebook), lang)?;
                    return Ok(Outcome::Done);
                }
                let unknown = |near: Arg| diagnostics::topic_unknown(word.as_str(), near);
                let topic = found.or_refuse(word, Topic::name_and_id, unknown)?;
                ReferencePage::of(topic, &rulebook, &columns)
            }
        };
        self.output.open::<ReferencePage>()?.show(&page, lang)?;
        Ok(Outcome::Done)
    }
}

/// The rulebook that a word stands for, or the first with something that the word names: the one in use comes first.
fn speaks_of(word: &str, own: Rulebook, today: Day) -> Result<Option<Rulebook>, Diagnostic> {
    if let Some(choice) = Choice::called(word)? {
        return Ok(Some(choice.on(today)?.0));
    }
    let mut all = vec![own];
    all.extend(Rulebook::all_built_in()?);
    Ok(all.into_iter().find(|rulebook| rulebook.speaks_of(word)))
}
