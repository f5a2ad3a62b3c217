//! Causes in words.

use super::cause::{Cause, Finding, MissingDaysRow, StruckOffReading};
use super::row::ReconcileRow;
use crate::catalogue::{Lang, kind_name, text};
use crate::field::Kind;
use crate::indicator::{Figure, Unit};
use crate::insight::exports::{DayRange, MissingReason, MissingRow};
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
    let sentence = match &finding.cause {
        Cause::MissingDays { missing_days } => {
            let kinds = missing_days.iter().map(|missing| days_of_kind(missing, lang));
            text::cause_missing_days(lang, joined(kinds, semicolon(lang)))
        }
        Cause::UnmatchedOrders { unmatched_orders, unmatched_rows } => {
            let of_kind = unmatched_rows.iter();
            let of_kind = of_kind.map(|of| text::cause_rows_of_kind(lang, kind_in(of.kind, lang), of.rows));
            let rows = joined(of_kind, comma(lang));
            match finding.exact {
                true => text::cause_unmatched_exact(lang, unmatched_orders, rows, fraction),
                false => text::cause_unmatched(lang, unmatched_orders, rows),
            }
        }
        Cause::Window { window_days } => {
            text::cause_window(lang, window_days, fraction, row.window_days.unwrap_or_default())
        }
        Cause::ReasonClasses { added_classes, removed_classes } => {
            let titles = |classes: &[String]| {
                let titles = classes.iter().map(|class| class_title(class, definitions, lang));
                (!classes.is_empty()).then(|| joined(titles, comma(lang)))
            };
            let added = titles(added_classes).map(|classes| text::cause_reasons_added(lang, classes));
            let removed = titles(removed_classes).map(|classes| text::cause_reasons_removed(lang, classes));
            let changes = joined(added.into_iter().chain(removed), comma(lang));
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
        Cause::Parts { parts } if finding.exact => text::cause_parts_exact(lang, names(parts, lang)),
        Cause::Parts { parts } => text::cause_parts(lang, names(parts, lang)),
        Cause::Weights => text::cause_weights(lang).to_owned(),
        Cause::NotScored => text::cause_not_scored(lang).to_owned(),
        Cause::NoData { missing } => {
            let each = missing.iter().map(|missing| match row.id {
                Figure::Indicator(_) => why_missing(missing, lang),
                _ => {
                    let name = name(Figure::Indicator(missing.indicator), lang);
                    format!("{name}{}{}", lang.pick("：", ": "), why_missing(missing, lang))
                }
            });
            text::cause_no_data(lang, joined(each, semicolon(lang)))
        }
        Cause::Unknown { parts } if parts.is_empty() => text::cause_unknown(lang).to_owned(),
        Cause::Unknown { parts } => text::cause_unknown_parts(lang, names(parts, lang)),
    };
    match finding.exact && finding.value.is_some() && exact_ones > 1 {
        true => sentence + &text::cause_one_of(lang, exact_ones),
        false => sentence,
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

fn comma(lang: Lang) -> &'static str {
    lang.pick("、", ", ")
}

fn semicolon(lang: Lang) -> &'static str {
    lang.pick("；", "; ")
}

fn kind_in(kind: Kind, lang: Lang) -> &'static str {
    lang.pick(kind_name(kind).0, kind_name(kind).1)
}

fn name(figure: Figure, lang: Lang) -> &'static str {
    lang.pick(figure.names().0, figure.names().1)
}

fn names(figures: &[Figure], lang: Lang) -> String {
    joined(figures.iter().map(|figure| name(*figure, lang).to_owned()), comma(lang))
}

/// `1.34% = 18/1343`.
fn fraction(row: &ReconcileRow, finding: &Finding, lang: Lang) -> String {
    let counted = finding.value.zip(finding.numerator).zip(finding.denominator);
    let (Some(((value, numerator), denominator)), Some(unit)) = (counted, row.unit) else {
        return String::new();
    };
    let decimals = if unit == Unit::Ratio { 0 } else { 1 };
    format!("{} = {}/{denominator}", shown_value(unit, value, lang), fixed(numerator, decimals))
}

/// A word of caution where so few cases make the difference that anything else could.
fn few_cases(row: &ReconcileRow, finding: &Finding, lang: Lang) -> String {
    let cases = finding.numerator.zip(row.numerator).map_or(0.0, |(numerator, own)| (numerator - own).abs());
    if cases > FEW { String::new() } else { text::cause_few_cases(lang, fixed(cases, 0)) }
}

fn class_title(class: &str, definitions: &Definitions, lang: Lang) -> String {
    let known = definitions.reasons.iter().find(|reason| reason.class == class);
    let titles = known.and_then(|reason| Some((reason.title_zh.as_ref()?, reason.title_en.as_ref()?)));
    titles.map_or(class, |(zh, en)| lang.pick(zh, en)).to_owned()
}

fn days_of_kind(missing: &MissingDaysRow, lang: Lang) -> String {
    let run = |run: &DayRange| match run.from == run.to {
        true => run.from.to_string(),
        false => format!("{}{}{}", run.from, lang.pick("…", "..."), run.to),
    };
    let (kind, runs) = (kind_in(missing.kind, lang), joined(missing.runs.iter().map(run), comma(lang)));
    let (other, rows, empty) = (missing.other_days, missing.rows, missing.empty_days);
    text::cause_days_of_kind(lang, kind, runs, missing.days, other, rows, empty)
}

/// Why an indicator has no data, and what would supply it.
fn why_missing(row: &MissingRow, lang: Lang) -> String {
    let kinds = joined(row.kinds.iter().map(|kind| kind_in(*kind, lang).to_owned()), comma(lang));
    match row.reason {
        MissingReason::Export => text::cause_no_export(lang, kinds, &row.set),
        MissingReason::Column => {
            text::cause_no_column(lang, kinds, row.column.as_deref().unwrap_or_default(), &row.set)
        }
        MissingReason::Cases => text::cause_no_cases(lang, kinds, &row.set),
    }
}
