//! The shape of a check. Keys are never absent; what is not known is null.

use crate::insight::exports::{Columns, KindDays, MissingKind};
use crate::report::coverage::DayCoverage;
use crate::report::{DocumentHead, InputRow, RulebookTitle, WarningRow};
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What the given files are, how far they go, and what is wrong with them. Keys are never absent; what is
/// not known is null.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen check --format json")]
pub struct CheckReport {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook whose weights say what a missing column costs.
    pub rulebook: RulebookTitle,
    /// The as-of day that a score of these files would have; null where they hold no time.
    pub as_of: Option<Day>,
    /// Share of the score for which there are exports and columns, whatever the days.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
    /// The least covered window of a scored indicator, as of `as_of`.
    pub day_coverage: DayCoverage,
    /// How many errors, warnings and notes there are.
    pub counts: Counts,
    /// The files, in the order of the arguments.
    pub files: Vec<CheckedFile>,
    /// The kinds of export of which no file can be used, and what that costs.
    pub missing_kinds: Vec<MissingKind>,
    /// Which days the exports cover, by kind.
    pub days: Vec<KindDays>,
    /// Everything there is to say, about files and about all of them together.
    pub diagnostics: Vec<WarningRow>,
}

/// How many of what.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// The run fails.
    pub errors: usize,
    /// The result would stand, but the reader should know.
    pub warnings: usize,
    /// For information.
    pub notes: usize,
}

string_enum! {
    /// Why a file is taken for what it is.
    TakenBy {
        /// Its header has the columns of that kind's signature.
        Signature = "signature",
        /// The user's table of columns says so.
        Columns = "columns",
    }
}

/// A file, or a part of one: a sheet, a file in an archive, one of the kinds a file is read for.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct CheckedFile {
    /// What it was taken for, and the account of its rows.
    #[serde(flatten)]
    pub input: InputRow,
    /// Why it was taken for that.
    pub taken_by: Option<TakenBy>,
    /// The columns that decided.
    pub signature: Vec<String>,
    /// The first day of its rows, by their own time.
    pub first_day: Option<Day>,
    /// The last day.
    pub last_day: Option<Day>,
    /// What its columns give.
    #[serde(flatten)]
    pub columns: Columns,
}

impl CheckReport {
    /// What there is to say, by the file it is about; `None` where that is no single one.
    pub fn by_file(&self) -> HashMap<Option<&str>, Vec<&WarningRow>> {
        let known: HashSet<&str> = self.files.iter().map(|file| file.input.path.as_str()).collect();
        let mut by_file: HashMap<Option<&str>, Vec<&WarningRow>> = HashMap::new();
        for row in &self.diagnostics {
            by_file.entry(row.path.as_deref().filter(|path| known.contains(path))).or_default().push(row);
        }
        by_file
    }

    /// Is there an error?
    pub fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }
}
