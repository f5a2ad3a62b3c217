//! From what was read to the account of it.

use super::days;
use super::model::*;
use crate::catalogue::{Diagnostic, Lang, Severity, purpose};
use crate::field::{Field, Kind};
use crate::indicator::{AnyOf, Indicator};
use crate::input::{self, FileStatus, InputFile, KindReason, Loaded, Mapping};
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::{SCHEMA_VERSION, Tool, warnings};
use crate::rulebook::Rulebook;
use crate::scorecard::Availability;
use crate::shown_text::without_phone;
use crate::time::Day;
use std::collections::{HashMap, HashSet};

/// What a check is made of.
pub struct CheckRequest<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// Largest share of rejected rows of a kind.
    pub max_rejected: f64,
    /// The configuration in use.
    pub config: Option<String>,
}

/// Checks what was read.
pub fn build_check(request: &CheckRequest<'_>) -> CheckReport {
    let (loaded, rulebook) = (request.loaded, request.rulebook);
    let shop = &loaded.shop;
    let as_of = shop.default_as_of().map(|(day, _)| day);
    let mut diagnostics: Vec<Diagnostic> = loaded.diagnostics.clone();
    diagnostics.extend(input::failures(&loaded.files, request.max_rejected));
    diagnostics.extend(warnings::of_reading(loaded, as_of));
    // The first of a file that is read for several kinds comes last, and stays.
    let places: HashMap<&str, usize> =
        loaded.files.iter().enumerate().rev().map(|(place, file)| (file.path.as_str(), place)).collect();
    let place = |d: &Diagnostic| d.path.as_deref().and_then(|path| places.get(path)).copied();
    diagnostics.sort_by_cached_key(|d| place(d).unwrap_or(usize::MAX));
    // What is wrong with a row is told once, for however many kinds its file is read.
    let mut told = HashSet::new();
    diagnostics.retain(|d| {
        let row = (d.code.id(), d.path.clone(), d.line, d.column.clone(), d.message(Lang::En));
        d.line.is_none() || told.insert(row)
    });
    let count = |severity| diagnostics.iter().filter(|d| d.code.severity() == severity).count();
    let checker = Checker { request, availability: Availability::of(shop) };
    CheckReport {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        config: request.config.clone(),
        rulebook: rulebook_title(rulebook),
        as_of,
        coverage: checker.share(|indicator| checker.availability.missing(indicator).is_none()),
        counts: Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
        files: loaded.files.iter().map(|file| checker.file(file)).collect(),
        missing_kinds: checker.missing_kinds(),
        days: days::by_kind(&loaded.files),
        diagnostics: diagnostics.iter().map(warning_row).collect(),
    }
}

struct Checker<'a> {
    request: &'a CheckRequest<'a>,
    availability: Availability,
}

impl Checker<'_> {
    /// The share of the whole score that some indicators have.
    fn share(&self, which: impl Fn(Indicator) -> bool) -> f64 {
        let dimensions = self.request.rulebook.scoring.dimensions.iter();
        let parts = dimensions.flat_map(|d| d.indicators.iter().map(|part| (part, d.weight * part.weight)));
        let of_which = parts.filter(|(part, _)| part.indicator().is_some_and(&which));
        // Weights are decimal fractions: their sum is not 0.6499999999999999, and that of none is not -0.
        (of_which.fold(0.0, |sum, (_, weight)| sum + weight) * 1e12).round() / 1e12
    }

    /// What has no data, by share of the score.
    fn costs(&self, which: impl Fn(Indicator) -> bool) -> (Vec<Cost>, f64) {
        let hit = Indicator::ALL.into_iter().filter(|indicator| which(*indicator));
        let cost = |indicator: Indicator| Cost {
            indicator: indicator.id(),
            share: self.share(|other| other == indicator),
        };
        let mut costs: Vec<Cost> = hit.map(cost).collect();
        costs.sort_by(|a, b| b.share.total_cmp(&a.share));
        (costs, self.share(which))
    }

    fn file(&self, file: &InputFile) -> CheckedFile {
        let span: Option<(Day, Day)> = file.days.span();
        let (taken_by, signature) = match file.mapping.as_ref().map(|mapping| (&mapping.why, mapping)) {
            Some((KindReason::Signature(fields), mapping)) => {
                let names = fields.iter().map(|field| mapping.name(*field).to_owned()).collect();
                (Some(TakenBy::Signature), names)
            }
            Some((KindReason::Declared, _)) => (Some(TakenBy::Columns), Vec::new()),
            None => (None, Vec::new()),
        };
        let found = |mapping: &Mapping| -> Vec<FoundColumn> {
            let fields = mapping.fields();
            fields.map(|f| FoundColumn { field: f.key(), column: mapping.name(f).to_owned() }).collect()
        };
        // Of a file that is read for several kinds, what is read for another is read.
        let files = self.request.loaded.files.iter();
        let same: Vec<&Mapping> = files
            .filter(|other| other.path == file.path)
            .filter_map(|other| other.mapping.as_ref())
            .collect();
        let is_read = |name: &str| same.iter().any(|m| m.fields().any(|field| m.name(field) == name));
        // A header cell that looks like a phone number is none, but shows nothing here either.
        let unread = |mapping: &Mapping| -> Vec<String> {
            let unused = mapping.unused().filter(|name| same.len() == 1 || !is_read(name));
            unused.map(|name| without_phone(name).into_owned()).collect()
        };
        let mapping = file.mapping.as_ref();
        CheckedFile {
            input: input_row(file),
            taken_by,
            signature,
            first_day: span.map(|span| span.0),
            last_day: span.map(|span| span.1),
            columns_found: mapping.map(found).unwrap_or_default(),
            columns_missing: mapping.map(|mapping| self.missing_columns(mapping)).unwrap_or_default(),
            columns_unread: mapping.map(unread).unwrap_or_default(),
        }
    }

    fn missing_columns(&self, mapping: &Mapping) -> Vec<MissingColumn> {
        let fields = Field::ALL.iter().copied().filter(|field| field.kind() == mapping.kind);
        let missing = fields.filter(|field| mapping.place(*field).is_none());
        let mut missing: Vec<MissingColumn> = missing.map(|field| self.missing_column(field)).collect();
        missing.sort_by(|a, b| b.share.total_cmp(&a.share).then(b.costs.len().cmp(&a.costs.len())));
        missing
    }

    fn missing_column(&self, field: Field) -> MissingColumn {
        let shop = &self.request.loaded.shop;
        let has = |field: &Field| shop.has_column(*field);
        // Of several columns that replace each other the first is the one to ask for.
        let stands_for = |any_of: &AnyOf| !any_of.iter().any(has) && any_of.first() == Some(&field);
        let (costs, share) = self.costs(|indicator| indicator.info().columns.iter().any(stands_for));
        let (purpose_zh, purpose_en) = purpose(field);
        MissingColumn {
            field: field.key(),
            names: self.request.loaded.columns.names(field).to_vec(),
            purpose_zh,
            purpose_en,
            elsewhere: has(&field),
            costs,
            share,
        }
    }

    fn missing_kinds(&self) -> Vec<MissingKind> {
        let used = |kind: Kind| {
            let files = self.request.loaded.files.iter();
            files.clone().any(|file| file.kind == Some(kind) && file.status == FileStatus::Used)
        };
        let kinds = Kind::ALL.into_iter().filter(|kind| !used(*kind));
        kinds
            .map(|kind| {
                let needs = |indicator: Indicator| self.availability.absent(indicator).contains(&kind);
                let (costs, share) = self.costs(needs);
                MissingKind { kind: kind.id(), costs, share }
            })
            .collect()
    }
}
