//! From what was read to the account of it.

use super::model::{CheckReport, CheckedFile, Counts, TakenBy};
use crate::analysis::reading_warnings;
use crate::catalogue::{Diagnostic, Lang, Severity, diagnostics};
use crate::input::{self, InputFile, KindReason, Loaded};
use crate::insight::exports::{Needs, days_by_kind};
use crate::report::DocumentHead;
use crate::rulebook::Rulebook;
use crate::shown_text::shown_name;
use std::collections::{HashMap, HashSet};

/// Checks what was read: what a rulebook's score would lack, and whether too many rows are rejected. `config` is the
/// configuration in use.
pub fn build_check(
    loaded: &Loaded,
    rulebook: &Rulebook,
    max_rejected: f64,
    config: Option<String>,
) -> CheckReport {
    let as_of = loaded.shop.default_as_of().map(|(day, _)| day);
    let mut found: Vec<Diagnostic> = loaded.diagnostics.clone();
    found.extend(input::failures(&loaded.files, max_rejected));
    // A file that was refused has said why.
    if !loaded.has_used() && !loaded.has_refused() {
        found.push(diagnostics::nothing_scorable());
    }
    found.extend(reading_warnings(loaded, as_of));
    // The first of a file that is read for several kinds comes last, and stays.
    let places: HashMap<&str, usize> =
        loaded.files.iter().enumerate().rev().map(|(place, file)| (file.path.as_str(), place)).collect();
    let place = |d: &Diagnostic| d.path.as_deref().and_then(|path| places.get(path)).copied();
    found.sort_by_cached_key(|d| place(d).unwrap_or(usize::MAX));
    // What is wrong with a row is told once, for however many kinds its file is read.
    let mut told = HashSet::new();
    found.retain(|d| {
        let row = (d.code.id(), d.path.clone(), d.line, d.column.clone(), d.message(Lang::En));
        d.line.is_none() || told.insert(row)
    });
    let count = |severity| found.iter().filter(|d| d.code.severity() == severity).count();
    let needs = Needs::new(loaded, rulebook);
    CheckReport {
        head: DocumentHead::of::<CheckReport>(),
        config: config.map(|path| shown_name(&path).into_owned()),
        rulebook: rulebook.into(),
        as_of,
        coverage: needs.coverage(),
        day_coverage: as_of.and_then(|day| needs.day_coverage(day)).into(),
        counts: Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
        files: loaded.files.iter().map(|file| checked_file(file, &needs)).collect(),
        missing_kinds: needs.missing_kinds(),
        days: days_by_kind(&loaded.files),
        diagnostics: found.iter().map(Into::into).collect(),
    }
}

fn checked_file(file: &InputFile, needs: &Needs<'_>) -> CheckedFile {
    let (first_day, last_day) = file.days.span().unzip();
    let (taken_by, signature) = match file.mapping.as_deref().map(|mapping| (&mapping.why, mapping)) {
        Some((KindReason::Signature(fields), mapping)) => {
            let names = fields.iter().map(|field| mapping.name(*field).to_owned()).collect();
            (Some(TakenBy::Signature), names)
        }
        Some((KindReason::Declared, _)) => (Some(TakenBy::Columns), Vec::new()),
        None => (None, Vec::new()),
    };
    CheckedFile { input: file.into(), taken_by, signature, first_day, last_day, columns: needs.columns(file) }
}
