//! What the caller asks of reading.

use super::progress::{Stage, Watcher};
use crate::share::Share;
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use std::path::PathBuf;

/// What to read and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Whether folders in folders are read.
    pub recursive: bool,
    /// The days of customer-service rows without a date.
    pub service_period: Option<(Day, Day)>,
    /// The orders that are needed; rows of others may be forgotten.
    pub share: Option<Share>,
    /// The shop whose rows are read; all where `None`.
    pub only_shop: Option<String>,
    /// Largest share of rejected rows of a kind.
    pub max_rejected: f64,
    /// The machine's clock: what lies later has not happened.
    pub clock: Stamp,
    /// A table of columns on top of the built-in one.
    pub columns: Option<PathBuf>,
    /// How many rejected rows of a file are reported one by one.
    pub samples: usize,
    /// How many bytes a file, and all of them, may unpack to in place of the usual limits.
    pub max_unpacked: Option<u64>,
    /// How many threads may work.
    pub threads: Threads,
    /// How rows are split.
    pub splitting: Splitting,
    /// Among how many partitions the orders are shared out, at least: by the size of the files where `None`. The result is
    /// the same.
    pub partitions: Option<u32>,
    /// Who is told about the progress of reading.
    pub progress: Option<Watcher>,
}

impl Options {
    /// The defaults for some paths.
    pub fn new(paths: Vec<PathBuf>, clock: Stamp) -> Options {
        Options {
            paths,
            recursive: false,
            service_period: None,
            share: None,
            only_shop: None,
            max_rejected: 0.01,
            clock,
            columns: None,
            // A few rejected rows are enough to see what is wrong.
            samples: 3,
            max_unpacked: None,
            threads: Threads::all(),
            splitting: Splitting::default(),
            partitions: None,
            progress: None,
        }
    }

    pub(super) fn begin(&self, stage: Stage, bytes: impl FnOnce() -> u64) {
        if let Some(progress) = &self.progress {
            progress.begin(stage, bytes());
        }
    }
}

/// How rows are split: the result is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Splitting {
    /// Fast, in pieces of a length that suits the file.
    #[default]
    Fast,
    /// Fast, in pieces of so many bytes.
    Pieces(u64),
    /// By the csv crate, one after the other.
    Plain,
}
