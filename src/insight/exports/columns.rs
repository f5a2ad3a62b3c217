//! The columns of a file, and what those cost that are not there.

use crate::analysis::WindowCoverage;
use crate::effort;
use crate::field::{Field, Kind};
use crate::indicator::{AnyOf, Indicator};
use crate::input::{FileStatus, InputFile, Loaded, Mapping, column_letters, shown_header_name};
use crate::rulebook::Rulebook;
use crate::scorecard::{Availability, Manual};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// An indicator without data.
#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cost {
    /// Which one.
    pub indicator: Indicator,
    /// Its share of the whole score; 0 for one without weight.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
}

/// What is lost without something that is missing.
#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lost {
    /// The indicators that have no data without it, because nothing else replaces it.
    #[serde(rename = "costs")]
    pub indicators: Vec<Cost>,
    /// Their share of the whole score.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
}

impl Lost {
    /// Those with weight, where one has; else all of them.
    pub fn foremost(&self) -> impl Iterator<Item = &Cost> {
        self.indicators.iter().filter(|cost| cost.share > 0.0 || self.share == 0.0)
    }
}

/// A column that is used.
#[derive(Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct FoundColumn {
    /// What it means, as `tiyanfen columns` names it.
    pub field: String,
    /// Its name in the file.
    pub column: String,
}

/// A column that is not there.
#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissingColumn {
    /// What it would mean, as `tiyanfen columns` names it.
    pub field: String,
    /// The names under which it would be known.
    pub names: Vec<String>,
    /// What it is for, in Chinese.
    pub purpose_zh: String,
    /// What it is for, in English.
    pub purpose_en: String,
    /// Another file of the same kind has it: it costs no indicator, but rows of this file go without.
    pub elsewhere: bool,
    /// What is lost without it.
    #[serde(flatten)]
    pub lost: Lost,
}

/// A kind of export of which no file can be used.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct MissingKind {
    /// The kind.
    pub kind: Kind,
    /// What is lost without it.
    #[serde(flatten)]
    pub lost: Lost,
}

/// The columns of a file.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Columns {
    /// The columns that are used.
    pub columns_found: Vec<FoundColumn>,
    /// The columns that could be used and are not there, what costs most first.
    pub columns_missing: Vec<MissingColumn>,
    /// The columns that are not read at all, as far as their names are those of columns beyond doubt.
    pub columns_unread: Vec<String>,
    /// The columns that are not read and whose names are not shown: they may be cells of a row.
    #[serde(default)]
    pub columns_hidden: Vec<HiddenColumn>,
}

/// A column whose name is not shown.
#[derive(Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct HiddenColumn {
    /// The letters by which spreadsheets name it.
    pub column: String,
    /// How many characters its name has.
    pub characters: usize,
    /// How many of them are digits.
    pub digits: usize,
}

/// What a score needs of the exports.
pub struct Needs<'a> {
    loaded: &'a Loaded,
    rulebook: &'a Rulebook,
    availability: Availability,
    /// The mappings of a file that is read for several kinds have the same path.
    mappings: HashMap<&'a str, Vec<&'a Mapping>>,
}

impl<'a> Needs<'a> {
    /// What a rulebook's score needs of what was read.
    pub fn new(loaded: &'a Loaded, rulebook: &'a Rulebook) -> Needs<'a> {
        let mut mappings: HashMap<&str, Vec<&Mapping>> = HashMap::with_capacity(loaded.files.len());
        for file in &loaded.files {
            mappings.entry(&file.path).or_default().extend(file.mapping.as_deref());
        }
        Needs { loaded, rulebook, availability: Availability::of(&loaded.shop), mappings }
    }

    /// The share of the score for which there are exports and columns.
    pub fn coverage(&self) -> f64 {
        self.share(|indicator| self.availability.missing(indicator).is_none())
    }

    /// The least covered window of the indicators that are scored, as of a day.
    pub fn day_coverage(&self, as_of: Day) -> Option<WindowCoverage> {
        WindowCoverage::worst(&self.availability, self.rulebook, &Manual::new(), as_of)
    }

    /// The share of the whole score that some indicators have.
    fn share(&self, which: impl Fn(Indicator) -> bool) -> f64 {
        let of_which = self.rulebook.scoring.weighted().filter(|(part, _)| which(part.indicator));
        // Weights are decimal fractions: their sum is not 0.6499999999999999, and that of none is not -0.
        (of_which.fold(0.0, |sum, (_, weight)| sum + weight) * 1e12).round() / 1e12
    }

    fn lost(&self, which: impl Fn(Indicator) -> bool) -> Lost {
        let hit = Indicator::ALL.into_iter().filter(|indicator| which(*indicator));
        let cost = |indicator| Cost { indicator, share: self.share(|other| other == indicator) };
        let mut indicators: Vec<Cost> = hit.map(cost).collect();
        indicators.sort_by(|a, b| b.share.total_cmp(&a.share));
        Lost { indicators, share: self.share(which) }
    }

    /// What the columns of a file give, and what those cost that it lacks.
    pub fn columns(&self, file: &InputFile) -> Columns {
        let Some(mapping) = &file.mapping else { return Columns::default() };
        // Of a file that is read for several kinds, what is read for another is read.
        let same = self.mappings.get(file.path.as_str()).map_or(&[][..], Vec::as_slice);
        let is_read = |name: &str| {
            let is_used = |other: &&Mapping| {
                effort::step();
                other.fields().any(|field| other.name(field) == name)
            };
            same.iter().any(is_used)
        };
        let unread = mapping.unused().filter(|(_, name)| same.len() == 1 || !is_read(name));
        let (mut columns_unread, mut columns_hidden) = (Vec::new(), Vec::new());
        for (place, name) in unread {
            match shown_header_name(name) {
                Some(name) => columns_unread.push(name),
                None => columns_hidden.push(HiddenColumn {
                    column: column_letters(place),
                    characters: name.chars().count(),
                    digits: name.chars().filter(|c| c.is_numeric()).count(),
                }),
            }
        }
        let found = |field: Field| FoundColumn {
            field: field.key().to_owned(),
            column: mapping.name(field).to_owned(),
        };
        Columns {
            columns_found: mapping.fields().map(found).collect(),
            columns_missing: self.missing_columns(mapping),
            columns_unread,
            columns_hidden,
        }
    }

    fn missing_columns(&self, mapping: &Mapping) -> Vec<MissingColumn> {
        let fields = Field::ALL.iter().copied().filter(|field| field.kind() == mapping.kind);
        // A table of one shop needs no column that says so.
        let missing = fields.filter(|field| mapping.place(*field).is_none() && !field.is_shop());
        let mut missing: Vec<MissingColumn> = missing.map(|field| self.missing_column(field)).collect();
        missing.sort_by(|MissingColumn { lost: a, .. }, MissingColumn { lost: b, .. }| {
            b.share.total_cmp(&a.share).then(b.indicators.len().cmp(&a.indicators.len()))
        });
        missing
    }

    fn missing_column(&self, field: Field) -> MissingColumn {
        let has = |field: &Field| self.loaded.shop.has_column(*field);
        // Of several columns that replace each other the first is the one to ask for.
        let stands_for = |any_of: &AnyOf| !any_of.iter().any(has) && any_of.first() == Some(&field);
        let purpose = field.purpose();
        MissingColumn {
            field: field.key().to_owned(),
            names: self.loaded.columns.names(field).to_vec(),
            purpose_zh: purpose.zh.to_owned(),
            purpose_en: purpose.en.to_owned(),
            elsewhere: has(&field),
            lost: self.lost(|indicator| indicator.info().columns.iter().any(stands_for)),
        }
    }

    /// The kinds of export of which no file can be used.
    pub fn missing_kinds(&self) -> Vec<MissingKind> {
        let is_used = |kind: Kind| {
            let mut files = self.loaded.files.iter();
            files.any(|file| file.kind == Some(kind) && file.status == FileStatus::Used)
        };
        let missing = Kind::ALL.into_iter().filter(|kind| !is_used(*kind));
        let needs = |indicator, kind| self.availability.absent(indicator).contains(&kind);
        missing
            .map(|kind| MissingKind { kind, lost: self.lost(|indicator| needs(indicator, kind)) })
            .collect()
    }
}
