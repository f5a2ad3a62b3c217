//! A table of columns written as TOML, in the order of the built-in one.

use super::{Columns, StatusWords};
use crate::field::{Field, Kind};
use serde::{Serialize, Serializer};

/// Lists under their keys, which a map would sort.
struct Lists<'c>(Vec<(&'c str, &'c [String])>);

impl Serialize for Lists<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Writes a table in the form in which it is read.
pub fn write(columns: &Columns) -> String {
    #[derive(Serialize)]
    struct Written<'c> {
        orders: Lists<'c>,
        logistics: Lists<'c>,
        refunds: Lists<'c>,
        reviews: Lists<'c>,
        service: Lists<'c>,
        words: Lists<'c>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        fills: Vec<WrittenKindOverride<'c>>,
        wrong_files: Vec<WrittenWrongFile<'c>>,
    }
    #[derive(Serialize)]
    struct WrittenKindOverride<'c> {
        header: &'c [String],
        kinds: Vec<&'c str>,
    }
    #[derive(Serialize)]
    struct WrittenWrongFile<'c> {
        id: &'c str,
        title_zh: &'c str,
        title_en: &'c str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        all: &'c [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        any: &'c [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        beside: &'c [String],
    }
    let names = |kind: Kind| {
        let fields = Field::ALL.iter().copied().filter(|field| field.kind() == kind);
        Lists(fields.map(|field| (field.key(), columns.names(field))).collect())
    };
    let words =
        StatusWords::STATES.iter().filter_map(|state| Some((*state, columns.words.of(state)?.as_slice())));
    let written = Written {
        orders: names(Kind::Orders),
        logistics: names(Kind::Logistics),
        refunds: names(Kind::Refunds),
        reviews: names(Kind::Reviews),
        service: names(Kind::Service),
        words: Lists(words.collect()),
        fills: columns
            .kind_overrides
            .iter()
            .map(|fill| WrittenKindOverride {
                header: &fill.header,
                kinds: fill.kinds.iter().map(|kind| kind.id()).collect(),
            })
            .collect(),
        wrong_files: columns
            .wrong_files
            .iter()
            .map(|file| WrittenWrongFile {
                id: &file.id,
                title_zh: &file.title_zh,
                title_en: &file.title_en,
                all: &file.all,
                any: &file.any,
                beside: &file.beside,
            })
            .collect(),
    };
    // Texts, lists and tables of them always have a form in TOML.
    toml::to_string(&written).unwrap_or_default()
}
