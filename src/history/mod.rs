//! The history of scores: a CSV file that keeps what every day came to, of one shop or many, for the time when the
//! exports no longer reach back so far.
//!
//! A run replaces the rows of its shop, rulebook and day and leaves every other byte of the file alone
//! ([`HistoryFile::with`]); readers take the days of one shop under one rulebook out of it ([`History`]). The file may
//! have been through a spreadsheet program; what cannot be read refuses the file as a whole.

mod cells;
mod days;
mod file;
mod header;
mod layout;
mod row;

pub use days::{History, HistoryDay};
pub use file::HistoryFile;

pub use row::{HistoryRow, Level};

#[cfg(test)]
mod tests;
