//! The command line: flags, output, exit codes. No arithmetic.

mod commands;
mod flags;
mod outcome;
mod output;
mod resolve;
mod usage;

pub use outcome::run;
