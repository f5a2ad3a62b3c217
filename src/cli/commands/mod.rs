//! One file per subcommand: its flags and what it does. The table is the one list of them.

pub mod cases;
pub mod check;
pub mod columns;
pub mod completions;
pub mod explain;
pub mod init;
pub mod man;
pub mod reconcile;
pub mod rules;
pub mod schema;
pub mod score;
pub mod trend;

use super::outcome::{Failure, Outcome};
use crate::catalogue::Lang;
use clap::{ArgMatches, Command};

/// A subcommand.
pub struct Subcommand {
    /// As it is typed.
    pub name: &'static str,
    /// Its help and flags in a language.
    pub flags: fn(Lang) -> Command,
    /// What it does.
    pub run: fn(&ArgMatches, Lang) -> Result<Outcome, Failure>,
}

/// All of them, in the order of the help.
pub const ALL: &[Subcommand] = &[
    Subcommand { name: "score", flags: score::flags, run: score::run },
    Subcommand { name: "trend", flags: trend::flags, run: trend::run },
    Subcommand { name: "cases", flags: cases::flags, run: cases::run },
    Subcommand { name: "check", flags: check::flags, run: check::run },
    Subcommand { name: "reconcile", flags: reconcile::flags, run: reconcile::run },
    Subcommand { name: "explain", flags: explain::flags, run: explain::run },
    Subcommand { name: "init", flags: init::flags, run: init::run },
    Subcommand { name: "rules", flags: rules::flags, run: rules::run },
    Subcommand { name: "columns", flags: columns::flags, run: columns::run },
    Subcommand { name: "schema", flags: schema::flags, run: schema::run },
    Subcommand { name: "completions", flags: completions::flags, run: completions::run },
    Subcommand { name: "man", flags: man::flags, run: man::run },
];
