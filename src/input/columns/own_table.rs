//! What a user's table adds to the built-in one, and where that stands.

use crate::field::{Field, Kind};
use std::sync::atomic::{AtomicBool, Ordering};

/// Where the parts of a table stand.
#[derive(Debug, Default)]
pub(crate) struct TableLines {
    pub(crate) kinds: Vec<(Kind, Option<u64>)>,
    /// In the order of the overrides.
    pub(crate) overrides: Vec<Option<u64>>,
    /// By state, where the table has words for it.
    pub(crate) words: Vec<(&'static str, Option<u64>)>,
    /// In the order of the wrong files.
    pub(crate) wrong_files: Vec<Option<u64>>,
}

/// What a user's table adds to the built-in one.
#[derive(Debug)]
pub(crate) struct OwnTable {
    pub(crate) path: String,
    pub(crate) lines: TableLines,
    /// Names that are not built in, as they are compared.
    pub(crate) names: Vec<(Field, String)>,
    /// Words that are not built in.
    pub(crate) words: Vec<OwnWord>,
    /// Wrong files that are not built in: their places among all, and whether one was met.
    pub(crate) wrong_files: Vec<(usize, Option<u64>, AtomicBool)>,
}

/// A word of a user's table.
#[derive(Debug)]
pub(crate) struct OwnWord {
    pub(crate) state: &'static str,
    pub(crate) word: String,
    pub(crate) is_met: AtomicBool,
}

impl OwnTable {
    /// Notes that a file was taken for the wrong file at a place.
    pub(crate) fn meet_wrong_file(&self, place: usize) {
        for (_, _, is_met) in self.wrong_files.iter().filter(|(own, ..)| *own == place) {
            is_met.store(true, Ordering::Relaxed);
        }
    }
}

impl OwnWord {
    /// The fields whose cells are looked through for it.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        const COLUMNS: [(&str, Kind, &[&str]); 10] = [
            ("order_type_", Kind::Orders, &["order_type"]),
            ("order_", Kind::Orders, &["status"]),
            ("province", Kind::Orders, &["province"]),
            ("parcel_", Kind::Logistics, &["status"]),
            ("refund_", Kind::Refunds, &["status"]),
            ("type_", Kind::Refunds, &["type"]),
            ("not_shipped", Kind::Refunds, &["shipped"]),
            ("arbitration_", Kind::Refunds, &["arbitration"]),
            ("liability_", Kind::Refunds, &["liability"]),
            ("review_", Kind::Reviews, &["level"]),
        ];
        let of_state = COLUMNS.iter().find(|(begin, ..)| self.state.starts_with(begin));
        let (kind, keys) =
            of_state.map_or((Kind::Service, &["agent", "date"][..]), |(_, kind, keys)| (*kind, *keys));
        Field::ALL.iter().copied().filter(move |field| field.kind() == kind && keys.contains(&field.key()))
    }

    pub(crate) fn is_met(&self) -> bool {
        self.is_met.load(Ordering::Relaxed)
    }
}
