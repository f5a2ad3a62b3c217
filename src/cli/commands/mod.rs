//! One file per subcommand: its arguments and what it does. This is the one list of them.

mod calibrate;
mod cases;
mod causes;
mod check;
mod columns;
mod completions;
mod explain;
mod facts;
mod forecast;
mod init;
mod mail;
mod man;
mod plan;
mod reconcile;
mod render;
mod rules;
mod schema;
mod score;
mod shops;
mod sql;
mod sums;
mod trend;
mod watch;
mod what_if;
mod why;

use super::outcome::{Failure, Outcome};
use crate::catalogue::Lang;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches};

/// Makes the enum of all subcommands. What clap derives for one could only build all of them, and a run needs one.
macro_rules! commands {
    ($($id:literal $name:ident($arguments:ty),)*) => {
        pub(super) enum Commands { $($name($arguments),)* }

        impl Commands {
            /// Their names.
            pub(super) const IDS: &[&str] = &[$($id),*];

            /// Adds those that are wanted to a command line.
            pub(super) fn add_to(mut program: Command, is_wanted: impl Fn(&str) -> bool) -> Command {
                $(if is_wanted($id) {
                    program = program.subcommand(<$arguments>::augment_args(Command::new($id)));
                })*
                program
            }

            pub(super) fn of(matches: &ArgMatches) -> Result<Commands, clap::Error> {
                match matches.subcommand() {
                    $(Some(($id, own)) => <$arguments>::from_arg_matches(own).map(Commands::$name),)*
                    _ => Err(clap::Error::new(ErrorKind::MissingSubcommand)),
                }
            }
        }
    };
}

// In the order of the help.
commands! {
    "score" Score(score::Score),
    "shops" Shops(shops::Shops),
    "trend" Trend(trend::Trend),
    "why" Why(why::Why),
    "what-if" WhatIf(what_if::WhatIf),
    "plan" Plan(plan::Plan),
    "forecast" Forecast(forecast::Forecast),
    "cases" Cases(cases::Cases),
    "watch" Watch(watch::Watch),
    "causes" Causes(causes::Causes),
    "check" Check(check::Check),
    "reconcile" Reconcile(reconcile::Reconcile),
    "calibrate" Calibrate(calibrate::Calibrate),
    "facts" Facts(facts::Facts),
    "sql" Sql(sql::Sql),
    "mail" Mail(mail::Mail),
    "render" Render(render::Render),
    "explain" Explain(explain::Explain),
    "init" Init(init::Init),
    "rules" Rules(rules::Rules),
    "columns" Columns(columns::Columns),
    "sums" Sums(sums::Sums),
    "schema" Schema(schema::Schema),
    "completions" Completions(completions::Completions),
    "man" Man(man::Man),
}

impl Commands {
    /// Does what was asked.
    pub(super) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        match self {
            Commands::Score(score) => score.run(lang),
            Commands::Shops(shops) => shops.run(lang),
            Commands::Trend(trend) => trend.run(lang),
            Commands::Why(why) => why.run(lang),
            Commands::WhatIf(what_if) => what_if.run(lang),
            Commands::Plan(plan) => plan.run(lang),
            Commands::Forecast(forecast) => forecast.run(lang),
            Commands::Cases(cases) => cases.run(lang),
            Commands::Watch(watch) => watch.run(lang),
            Commands::Causes(causes) => causes.run(lang),
            Commands::Check(check) => check.run(lang),
            Commands::Reconcile(reconcile) => reconcile.run(lang),
            Commands::Calibrate(calibrate) => calibrate.run(lang),
            Commands::Facts(facts) => facts.run(lang),
            Commands::Sql(sql) => sql.run(lang),
            Commands::Mail(mail) => mail.run(lang),
            Commands::Render(render) => render.run(lang),
            Commands::Explain(explain) => explain.run(lang),
            Commands::Init(init) => init.run(lang),
            Commands::Rules(rules) => rules.run(lang),
            Commands::Columns(columns) => columns.run(),
            Commands::Sums(sums) => sums.run(lang),
            Commands::Schema(schema) => schema.run(),
            Commands::Completions(completions) => completions.run(super::command(lang)),
            Commands::Man(man) => man.run(super::command(lang)),
        }
    }
}
