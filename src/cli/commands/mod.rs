//! One file per subcommand: its arguments and what it does. This is the one list of them.

mod calibrate;
mod cases;
mod causes;
mod check;
mod columns;
mod completions;
mod explain;
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
mod trend;
mod watch;
mod what_if;
mod why;

use super::outcome::{Failure, Outcome};
use crate::catalogue::Lang;
use clap::{Command, Subcommand};

// In the order of the help.
#[derive(Subcommand)]
pub(super) enum Commands {
    Score(score::Score),
    Shops(shops::Shops),
    Trend(trend::Trend),
    Why(why::Why),
    WhatIf(what_if::WhatIf),
    Plan(plan::Plan),
    Forecast(forecast::Forecast),
    Cases(cases::Cases),
    Watch(watch::Watch),
    Causes(causes::Causes),
    Check(check::Check),
    Reconcile(reconcile::Reconcile),
    Calibrate(calibrate::Calibrate),
    Mail(mail::Mail),
    Render(render::Render),
    Explain(explain::Explain),
    Init(init::Init),
    Rules(rules::Rules),
    Columns(columns::Columns),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Commands {
    /// Does what was asked; `program` is the whole command line, for those that print it.
    pub(super) fn run(self, program: Command, lang: Lang) -> Result<Outcome, Failure> {
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
            Commands::Mail(mail) => mail.run(lang),
            Commands::Render(render) => render.run(lang),
            Commands::Explain(explain) => explain.run(lang),
            Commands::Init(init) => init.run(lang),
            Commands::Rules(rules) => rules.run(lang),
            Commands::Columns(columns) => columns.run(),
            Commands::Schema(schema) => schema.run(),
            Commands::Completions(completions) => completions.run(program),
            Commands::Man(man) => man.run(program),
        }
    }
}
