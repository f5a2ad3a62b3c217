//! The shape of a check. Keys are never absent; what is not known is null.

use crate::field::Kind;
use crate::indicator::Indicator;
use crate::report::{InputRow, RulebookTitle, Tool, WarningRow};
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// What the given files are, how far they go, and what is wrong with them. Keys are never absent; what is
/// not known is null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen check --format json")]
pub struct CheckReport {
    /// The version of this shape.
    #[schemars(extend("const" = crate::report::SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook whose weights say what a missing column costs.
    pub rulebook: RulebookTitle,
    /// The as-of day that a score of these files would have; null where they hold no time.
    pub as_of: Option<Day>,
    /// Share of the score for which there are exports and columns, whatever the days.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
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
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
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
    /// The columns that are used.
    pub columns_found: Vec<FoundColumn>,
    /// The columns that could be used and are not there, what costs most first.
    pub columns_missing: Vec<MissingColumn>,
    /// The columns that are not read at all.
    pub columns_unread: Vec<String>,
}

/// An indicator without data.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cost {
    /// Which one.
    #[schemars(with = "Indicator")]
    pub indicator: &'static str,
    /// Its share of the whole score; 0 for one without weight.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
}

/// A column that is used.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub struct FoundColumn {
    /// What it means, as `tiyanfen columns` names it.
    pub field: &'static str,
    /// Its name in the file.
    pub column: String,
}

/// A column that is not there.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
pub struct MissingColumn {
    /// What it would mean, as `tiyanfen columns` names it.
    pub field: &'static str,
    /// The names under which it would be known.
    pub names: Vec<String>,
    /// What it is for, in Chinese.
    pub purpose_zh: &'static str,
    /// What it is for, in English.
    pub purpose_en: &'static str,
    /// Another file of the same kind has it: it costs no indicator, but rows of this file go without.
    pub elsewhere: bool,
    /// The indicators that have no data without it, because no other column of any file replaces it.
    pub costs: Vec<Cost>,
    /// Their share of the whole score.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
}

/// A kind of export of which no file can be used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MissingKind {
    /// The kind.
    #[schemars(with = "Kind")]
    pub kind: &'static str,
    /// The indicators that have no data without it.
    pub costs: Vec<Cost>,
    /// Their share of the whole score.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
}

/// Which days the files of a kind cover.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KindDays {
    /// The kind.
    #[schemars(with = "Kind")]
    pub kind: &'static str,
    /// The first day of any row.
    pub first_day: Day,
    /// The last day.
    pub last_day: Day,
    /// The files with days, oldest first.
    pub files: Vec<FileDays>,
    /// Days between the first and the last that lie in no file: an export may be missing, or nothing happened.
    pub gaps: Vec<DayRange>,
    /// Days that lie in several files. Rows that come twice count once.
    pub overlaps: Vec<Overlap>,
}

/// Which days a file covers.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileDays {
    /// The file.
    pub path: String,
    /// The first day with a row.
    pub first_day: Day,
    /// The last day with a row.
    pub last_day: Day,
    /// On how many days between them there are rows.
    pub days_with_rows: i32,
    /// The rows of each day from the first to the last; a parcel counts on the day of its pickup and on that
    /// of its signature.
    pub rows: Vec<u32>,
}

/// A run of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DayRange {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// How many.
    pub days: i32,
}

/// A run of days that lie in several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Overlap {
    /// The days.
    #[serde(flatten)]
    pub range: DayRange,
    /// The files.
    pub paths: Vec<String>,
}

impl MissingColumn {
    /// The name under which the platform exports it.
    pub fn first_name(&self) -> String {
        self.names.first().cloned().unwrap_or_default()
    }
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
