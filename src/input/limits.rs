//! How much of anything a file may ask for, each limit with its reason, and what is said where one is exceeded.
//!
//! A file that somebody made to do harm needs few bytes to ask for much: all the memory, a full disk, hours. What a
//! shop exports stays far below every limit here.

use super::refusal::Refusal;
use crate::catalogue::{Lang, diagnostics, io_reason, text};
use std::path::PathBuf;
use std::sync::Arc;
use std::{fmt, io};

/// A row of a table, as it stands in the file or as the cells of a sheet: a row is in memory as a whole. The longest rows
/// of exports have a few thousand bytes; a cell of a sheet has 32,767 characters at most.
pub(super) const ROW_BYTES: usize = 16 << 20;

/// The cells of a header. No sheet can have more columns, and an export has about a hundred.
pub(super) const COLUMNS: usize = 16_384;

/// What a file may unpack to however small it is: the table of a shop with a million orders.
const UNPACKED: u64 = 256 << 20;

/// How many times its own size a larger file may unpack to. Exports become 5 to 30 times as large; what becomes a
/// hundred times as large is repetition.
const UNPACKED_RATIO: u64 = 100;

/// What all files of a run may unpack to: the exports of a year of the largest shops, and no full disk.
const UNPACKED_IN_ALL: u64 = 16 << 30;

/// The same as help shows it.
pub(crate) const MOST_UNPACKED: &str = "16G";

/// The memory of a workbook's table of strings, which the library holds as a whole: ten million strings of a usual length.
pub(super) const STRINGS_BYTES: u64 = 1 << 30;

/// What a string takes in memory besides its bytes, while its table grows.
pub(super) const STRING_BYTES: u64 = 72;

/// What stays free in the temporary folder, for other programs.
pub(super) const FREE_SPACE: u64 = 16 << 20;

/// How often the free space is asked for: about so many bytes are written in between.
pub(super) const SPACE_STEP: u64 = 64 << 20;

/// Rejected rows that `check` lists, of a file and of all files, and of each of very many. All are counted; nobody reads a
/// longer list, and it is in memory.
const LISTED_ROWS: usize = 10_000;
const LISTED_ROWS_IN_ALL: usize = 100_000;
const LISTED_ROWS_AT_LEAST: usize = 20;

/// How many rejected rows of each of so many files are listed at most.
pub(super) fn listed_rows(files: usize) -> usize {
    (LISTED_ROWS_IN_ALL / files.max(1)).clamp(LISTED_ROWS_AT_LEAST, LISTED_ROWS)
}

/// Which limit a file has exceeded.
#[derive(Debug, Clone)]
pub(crate) enum LimitExceeded {
    /// It unpacks to more than so many bytes.
    Unpacked(u64),
    /// A row has too many bytes: its line.
    Row(u64),
    /// A cell has.
    Cell,
    /// Its header has too many cells.
    Columns,
    /// A workbook's strings would take too much memory.
    Strings,
    /// The temporary folder has too little room: how much is needed, where that is known, and how much is free.
    Space { folder: PathBuf, needed: Option<u64>, free: u64 },
    /// There can be no temporary file.
    Folder { folder: PathBuf, why: Arc<io::Error> },
}

impl LimitExceeded {
    /// The limit behind an error of reading or unpacking.
    pub(super) fn of(error: &io::Error) -> Option<&LimitExceeded> {
        error.get_ref()?.downcast_ref()
    }

    pub(super) fn refusal(&self) -> Refusal {
        match self {
            LimitExceeded::Unpacked(limit) => {
                Refusal { diagnostic: diagnostics::unpacked_too_large, what: size(*limit).into() }
            }
            LimitExceeded::Row(line) => {
                let what = |lang: Lang| text::row_limit(lang, *line, size(ROW_BYTES as u64));
                Refusal { diagnostic: diagnostics::row_too_large, what: what.into() }
            }
            LimitExceeded::Cell => {
                let what = |lang: Lang| text::cell_limit(lang, size(ROW_BYTES as u64));
                Refusal { diagnostic: diagnostics::row_too_large, what: what.into() }
            }
            LimitExceeded::Columns => {
                Refusal { diagnostic: diagnostics::too_many_columns, what: COLUMNS.into() }
            }
            LimitExceeded::Strings => {
                Refusal { diagnostic: diagnostics::strings_too_large, what: size(STRINGS_BYTES).into() }
            }
            LimitExceeded::Space { folder, needed, free } => {
                let (folder, free) = (folder.to_string_lossy(), size(*free));
                let what = |lang: Lang| match needed {
                    Some(needed) => text::space_needed(lang, &*folder, size(*needed), &*free),
                    None => text::space_short(lang, &*folder, &*free),
                };
                Refusal { diagnostic: diagnostics::temporary_folder, what: what.into() }
            }
            LimitExceeded::Folder { folder, why } => {
                let (folder, why) = (folder.to_string_lossy(), io_reason(why));
                let what = |lang: Lang| text::folder_unusable(lang, &*folder, why.in_lang(lang));
                Refusal { diagnostic: diagnostics::temporary_folder, what: what.into() }
            }
        }
    }
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a limit is exceeded")
    }
}

impl std::error::Error for LimitExceeded {}

impl From<LimitExceeded> for io::Error {
    fn from(limit: LimitExceeded) -> io::Error {
        io::Error::other(limit)
    }
}

/// How many bytes may still be unpacked.
#[derive(Debug)]
pub(super) struct Budget {
    /// The limit that a user gives in place of the usual ones.
    given: Option<u64>,
    /// What the file at hand, and what all files may unpack to, and how much they have.
    of_file: u64,
    in_file: u64,
    in_all: u64,
}

impl Budget {
    pub(super) fn new(given: Option<u64>) -> Budget {
        Budget { given, of_file: u64::MAX, in_file: 0, in_all: 0 }
    }

    /// What is unpacked from now on comes of a file of so many bytes.
    pub(super) fn begin_file(&mut self, packed: u64) {
        let usual = packed.saturating_mul(UNPACKED_RATIO).max(UNPACKED);
        self.of_file = self.given.unwrap_or(usual);
        self.in_file = 0;
    }

    /// Whether so many more bytes may be unpacked.
    pub(super) fn admits(&self, bytes: u64) -> Result<(), LimitExceeded> {
        let of_all = self.given.unwrap_or(UNPACKED_IN_ALL);
        let after = |so_far: u64| so_far.saturating_add(bytes);
        let exceeded = [(after(self.in_file), self.of_file), (after(self.in_all), of_all)];
        match exceeded.into_iter().find(|(bytes, most)| bytes > most) {
            Some((_, most)) => Err(LimitExceeded::Unpacked(most)),
            None => Ok(()),
        }
    }

    /// Counts bytes that were unpacked, kept or not.
    pub(super) fn take(&mut self, bytes: u64) -> Result<(), LimitExceeded> {
        let admitted = self.admits(bytes);
        (self.in_file, self.in_all) = (self.in_file.saturating_add(bytes), self.in_all.saturating_add(bytes));
        admitted
    }
}

/// A number of bytes as it is typed behind a flag: `256M`, `1.5G`.
pub(crate) fn size(bytes: u64) -> String {
    let units = [(30, "G"), (20, "M"), (10, "K")];
    let Some((shift, unit)) = units.into_iter().find(|(shift, _)| bytes >> shift > 0) else {
        return bytes.to_string();
    };
    let tenths = ((bytes >> (shift - 10)) * 10) >> 10;
    let shown = format!("{}.{}", tenths / 10, tenths % 10);
    format!("{}{unit}", shown.trim_end_matches(".0"))
}

/// What somebody has typed as a number of bytes: `500M`, `2G`, `1.5 GB`.
pub(crate) fn parsed_size(typed: &str) -> Option<u64> {
    let typed = typed.trim().to_ascii_uppercase();
    let end = typed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(typed.len());
    let (number, unit) = typed.split_at_checked(end)?;
    let shift = match unit.trim().trim_end_matches("IB").trim_end_matches('B') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return None,
    };
    let bytes = number.parse::<f64>().ok()?
        * f64::from(1u32 << shift.min(30))
        * if shift > 30 { 1024.0 } else { 1.0 };
    (1.0..1e18).contains(&bytes).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for (typed, bytes) in [
            ("500M", 500 << 20),
            ("2G", 2 << 30),
            ("1.5g", 3 << 29),
            (" 64 KiB ", 64 << 10),
            ("1T", 1 << 40),
            ("7", 7),
            ("1GB", 1 << 30),
        ] {
            assert_eq!(parsed_size(typed), Some(bytes), "{typed}");
        }
        for wrong in ["", "G", "0", "-1G", "1X", "many", "1e30G", "1.2.3M", "١G"] {
            assert_eq!(parsed_size(wrong), None, "{wrong}");
        }
        assert_eq!(size(UNPACKED_IN_ALL), MOST_UNPACKED);
        for (bytes, shown) in
            [(0, "0"), (1023, "1023"), (16 << 20, "16M"), (3 << 29, "1.5G"), (u64::MAX, "17179869183.9G")]
        {
            assert_eq!(size(bytes), shown);
        }
    }

    #[test]
    fn a_file_may_unpack_to_what_its_size_allows() {
        let mut budget = Budget::new(None);
        budget.begin_file(1000);
        assert!(budget.take(UNPACKED).is_ok());
        assert!(matches!(budget.take(1), Err(LimitExceeded::Unpacked(UNPACKED))));
        budget.begin_file(UNPACKED);
        assert!(budget.take(UNPACKED * UNPACKED_RATIO).is_err(), "more than all files may");
        let mut budget = Budget::new(Some(10));
        budget.begin_file(u64::MAX);
        assert!(budget.take(10).is_ok());
        budget.begin_file(1);
        assert!(matches!(budget.take(1), Err(LimitExceeded::Unpacked(10))));
    }
}
