//! Causes in words.

use super::cause::{Cause, Finding, MissingDaysRow, StruckOffReading, UnmatchedRows};
use super::row::ReconcileRow;
use crate::catalogue::{Lang, text};
use crate::indicator::{Figure, Unit};
use crate::insight::exports::{DayRange, MissingReason, MissingRow};
use crate::names::{self, listed};
use crate::rounding::{fixed, shown_value};
use crate::rulebook::Definitions;

/// So few cases are no evidence.
const FEW: f64 = 2.0;

/// Why a line differs, in a sentence; so many explanations are exact.
pub(super) fn explanation(
    row: &ReconcileRow,
    finding: &Finding,
    exact_ones: usize,
    definitions: &Definitions,
    lang: Lang,
) -> String {
    let fraction = fraction(row, finding, lang);
    let in_a_row = |texts: Vec<String>| names::joined(texts, lang.pick("；", "; "));
    let parts_of = |parts: &[Figure]| listed(parts.iter().map(|part| names::figure(*part, lang)), lang);
    let sentence = match &finding.cause {
        Cause::MissingDays { missing_days } => {
            let kinds = missing_days.iter().map(|missing| days_of_kind(missing, lang)).collect();
            text::cause_missing_days(lang, in_a_row(kinds))
        }
        Cause::UnmatchedOrders { unmatched_orders, unmatched_rows } => {
            let of_kind =
                |of: &UnmatchedRows| text::cause_rows_of_kind(lang, names::kind(of.kind, lang), of.rows);
            let rows = listed(unmatched_rows.iter().map(of_kind), lang);
            if finding.exact {
                text::cause_unmatched_exact(lang, unmatched_orders, rows, fraction)
            } else {
                text::cause_unmatched(lang, unmatched_orders, rows)
            }
        }
        Cause::Window { window_days } => {
            text::cause_window(lang, window_days, fraction, row.window_days.unwrap_or_default())
        }
        Cause::ReasonClasses { added_classes, removed_classes } => {
            let titles = |classes: &[String]| {
                let titles = classes.iter().map(|class| class_title(class, definitions, lang));
                (!classes.is_empty()).then(|| listed(titles, lang))
            };
            let added = titles(added_classes).map(|classes| text::cause_reasons_added(lang, classes));
            let removed = titles(removed_classes).map(|classes| text::cause_reasons_removed(lang, classes));
            let changes = listed(added.into_iter().chain(removed), lang);
            text::cause_reasons(lang, changes, fraction + &few_cases(row, finding, lang))
        }
        Cause::StruckOff { reading: StruckOffReading::LeftOut, cases } => {
            text::cause_struck_left_out(lang, cases, fraction)
        }
        Cause::StruckOff { reading: StruckOffReading::NotBad, cases } => {
            text::cause_struck_not_bad(lang, cases, fraction)
        }
        Cause::Curve => text::cause_curve(lang).to_owned(),
        Cause::Precision => text::cause_precision(lang).to_owned(),
        Cause::Parts { parts } if finding.exact => text::cause_parts_exact(lang, parts_of(parts)),
        Cause::Parts { parts } => text::cause_parts(lang, parts_of(parts)),
        Cause::Weights => text::cause_weights(lang).to_owned(),
        Cause::NotScored => text::cause_not_scored(lang).to_owned(),
        Cause::NoData { missing } => {
            let each = missing.iter().map(|missing| {
                if let Figure::Indicator(_) = row.id {
                    why_missing(missing, lang)
                } else {
                    let name = names::indicator(missing.indicator, lang);
                    format!("{name}{}{}", lang.pick("：", ": "), why_missing(missing, lang))
                }
            });
            text::cause_no_data(lang, in_a_row(each.collect()))
        }
        Cause::Unknown { parts } if parts.is_empty() => text::cause_unknown(lang).to_owned(),
        Cause::Unknown { parts } => text::cause_unknown_parts(lang, parts_of(parts)),
    };
    if finding.exact && finding.value.is_some() && exact_ones > 1 {
        sentence + &text::cause_one_of(lang, exact_ones)
    } else {
        sentence
    }
}

/// `1.34% = 18/1343`.
fn fraction(row: &ReconcileRow, finding: &Finding, lang: Lang) -> String {
    let counted = finding.value.zip(finding.numerator).zip(finding.denominator);
    let (Some(((value, numerator), denominator)), Some(unit)) = (counted, row.unit) else {
        return String::new();
    };
    let decimals = i32::from(unit != Unit::Ratio);
    format!("{} = {}/{denominator}", shown_value(unit, value, lang), fixed(numerator, decimals))
}

/// A word of caution where so few cases make the difference that anything else could.
fn few_cases(row: &ReconcileRow, finding: &Finding, lang: Lang) -> String {
    let cases = finding.numerator.zip(row.numerator).map_or(0.0, |(numerator, own)| (numerator - own).abs());
    if cases > FEW { String::new() } else { text::cause_few_cases(lang, fixed(cases, 0)) }
}

fn class_title<'c>(class: &'c str, definitions: &'c Definitions, lang: Lang) -> &'c str {
    let known = definitions.reasons.iter().find(|reason| reason.class.id() == class);
    let titles = known.and_then(|reason| Some((reason.title_zh.as_ref()?, reason.title_en.as_ref()?)));
    titles.map_or(class, |(zh, en)| lang.pick(zh, en))
}

fn days_of_kind(missing: &MissingDaysRow, lang: Lang) -> String {
    let run = |run: &DayRange| {
        if run.from == run.to {
            run.from.to_string()
        } else {
            format!("{}{}{}", run.from, lang.pick("…", "..."), run.to)
        }
    };
    let (kind, runs) = (names::kind(missing.kind, lang), listed(missing.runs.iter().map(run), lang));
    let (other, rows, empty) = (missing.other_days, missing.rows, missing.empty_days);
    text::cause_days_of_kind(lang, kind, runs, missing.days, other, rows, empty)
}

/// Why an indicator has no data, and what would supply it.
fn why_missing(row: &MissingRow, lang: Lang) -> String {
    let kinds = listed(row.kinds.iter().map(|kind| names::kind(*kind, lang)), lang);
    match row.reason {
        MissingReason::Export => text::cause_no_export(lang, kinds, &row.set),
        MissingReason::Column => {
            text::cause_no_column(lang, kinds, row.column.as_deref().unwrap_or_default(), &row.set)
        }
        MissingReason::Cases => text::cause_no_cases(lang, kinds, &row.set),
    }
}
