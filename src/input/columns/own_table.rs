//! What a user's table adds to the built-in one, and where that stands.

use crate::field::{Field, Kind};

/// Where the parts of a table stand.
#[derive(Debug, Default)]
pub(crate) struct TableLines {
    pub(crate) kinds: Vec<(Kind, Option<u64>)>,
    /// In the order of the overrides.
    pub(crate) overrides: Vec<Option<u64>>,
}

/// What a user's table adds to the built-in one.
#[derive(Debug)]
pub(crate) struct OwnTable {
    pub(crate) path: String,
    pub(crate) lines: TableLines,
    /// Names that are not built in, as they are compared.
    pub(crate) names: Vec<(Field, String)>,
}
