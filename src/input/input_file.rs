//! A file and the account of its rows.

use super::delimited::Delimiter;
use super::encoding::Encoding;
use super::header::Mapping;
use super::order_id_letters::OrderIdLetters;
use super::shops::ShopRows;
use crate::catalogue::Code;
use crate::field::Kind;
use crate::shop::{DayCounts, Disposition};
use crate::string_enum::string_enum;
use std::sync::Arc;

string_enum! {
    /// What became of a file.
    FileStatus {
        /// Its rows are accounted for.
        Used = "used",
        /// No export of the five kinds.
        Skipped = "skipped",
        /// An error; none of its rows counts.
        Refused = "refused",
    }
}

/// One file and the account of its rows: `read` is the sum of used, duplicate, excluded, unmatched and
/// rejected; lines without data (blank, repeated headers, totals) are `skipped`.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// The path as given.
    pub path: String,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// How its text is encoded.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file where it is no comma.
    pub delimiter: Option<Delimiter>,
    /// What became of it.
    pub status: FileStatus,
    /// Why it does not count.
    pub code: Option<Code>,
    /// Where its fields stand, and why it is taken for its kind.
    pub mapping: Option<Arc<Mapping>>,
    /// On which days its rows are, by their own time.
    pub days: DayCounts,
    /// Rows of data.
    pub read: u64,
    /// Rows of data that cannot be used.
    pub rejected: u64,
    /// Lines without data.
    pub skipped: u64,
    /// How its order ids end.
    pub(crate) order_id_letters: OrderIdLetters,
    /// Of the excluded rows those of shops that were not asked for.
    pub other_shops: u64,
    /// How many rows each shop has that its column names.
    pub shops: ShopRows,
    /// What became of the other rows.
    pub disposition: Disposition,
}
