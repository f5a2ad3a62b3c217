//! Which days the exports of a kind cover, where they overlap and where they leave gaps.

use crate::effort;
use crate::field::Kind;
use crate::input::{FileStatus, InputFile};
use crate::shown_text::shown_name;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which days the files of a kind cover.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct KindDays {
    /// The kind.
    pub kind: Kind,
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
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayRange {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// How many.
    pub days: i32,
}

/// A run of days that lie in several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Overlap {
    /// The days.
    #[serde(flatten)]
    pub range: DayRange,
    /// The files.
    pub paths: Vec<String>,
}

/// Every kind with days, in the order of kinds.
pub fn days_by_kind(files: &[InputFile]) -> Vec<KindDays> {
    Kind::ALL.into_iter().filter_map(|kind| of_kind(kind, files)).collect()
}

fn of_kind(kind: Kind, files: &[InputFile]) -> Option<KindDays> {
    let of_kind = files.iter().filter(|file| file.kind == Some(kind) && file.status == FileStatus::Used);
    let mut files: Vec<FileDays> = of_kind.filter_map(file_days).collect();
    files.sort_by(|a, b| (a.first_day, a.last_day, &a.path).cmp(&(b.first_day, b.last_day, &b.path)));
    let first_day = files.iter().map(|file| file.first_day).min()?;
    let last_day = files.iter().map(|file| file.last_day).max()?;
    let (gaps, overlaps) = runs(&files);
    Some(KindDays { kind, first_day, last_day, files, gaps, overlaps })
}

fn file_days(file: &InputFile) -> Option<FileDays> {
    effort::step();
    let (first_day, last_day) = file.days.span()?;
    let rows: Vec<u32> = (first_day.0..=last_day.0).map(|day| file.days.on(Day(day))).collect();
    let days_with_rows = rows.iter().filter(|rows| **rows > 0).count() as i32;
    Some(FileDays { path: shown_name(&file.path).into_owned(), first_day, last_day, days_with_rows, rows })
}

/// Gaps and overlaps: between two borders of files, the same files cover every day.
fn runs(files: &[FileDays]) -> (Vec<DayRange>, Vec<Overlap>) {
    let mut borders: Vec<i32> = files.iter().flat_map(|f| [f.first_day.0, f.last_day.0 + 1]).collect();
    borders.sort_unstable();
    borders.dedup();
    let (mut gaps, mut overlaps) = (Vec::new(), Vec::new());
    // The files come by their first days.
    let mut next = files.iter().enumerate().peekable();
    let mut covering: BTreeMap<usize, &FileDays> = BTreeMap::new();
    for (from, until) in borders.iter().zip(borders.iter().skip(1)) {
        covering.retain(|_, file| file.last_day.0 >= *from);
        while let Some((place, file)) = next.next_if(|(_, file)| file.first_day.0 <= *from) {
            covering.insert(place, file);
        }
        let range = DayRange { from: Day(*from), to: Day(until - 1), days: until - from };
        match covering.len() {
            0 => gaps.push(range),
            1 => {}
            _ => {
                let paths = covering.values().map(|file| file.path.clone()).collect();
                overlaps.push(Overlap { range, paths });
            }
        }
    }
    (gaps, overlaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, first: i32, last: i32) -> FileDays {
        let (first_day, last_day) = (Day(first), Day(last));
        FileDays { path: path.into(), first_day, last_day, days_with_rows: 1, rows: Vec::new() }
    }

    #[test]
    fn gaps_and_overlaps_lie_between_the_borders_of_files() {
        let range = |from, to| DayRange { from: Day(from), to: Day(to), days: to - from + 1 };
        let (gaps, overlaps) =
            runs(&[file("a", 1, 10), file("b", 8, 12), file("c", 20, 20), file("d", 21, 22)]);
        assert_eq!(gaps, [range(13, 19)]);
        assert_eq!(overlaps, [Overlap { range: range(8, 10), paths: vec!["a".into(), "b".into()] }]);
        let (gaps, overlaps) = runs(&[file("a", 1, 10), file("b", 3, 4)]);
        assert_eq!((gaps, overlaps.len()), (vec![], 1));
        assert_eq!(overlaps[0].range, range(3, 4));
        assert_eq!(runs(&[file("a", 5, 5)]), (vec![], vec![]));
    }
}
