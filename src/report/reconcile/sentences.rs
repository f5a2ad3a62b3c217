//! Causes in words.

use crate::catalogue::{Lang, kind_name, text};
use crate::field::Kind;
use crate::indicator::{Figure, Unit};
use crate::insight::exports::{DayRange, MissingReason, MissingRow};
use crate::insight::reconcile::{Cause, ComparedLine, Finding, MissingDays, StruckOffReading};
use crate::report::text::figures;
use crate::rulebook::{Definitions, Rulebook};
use crate::scorecard::fixed;

/// So few cases are no evidence.
const FEW: f64 = 2.0;

/// Why a line differs, in a sentence.
pub(super) fn explanation(
    compared: &ComparedLine<'_>,
    finding: &Finding,
    rulebook: &Rulebook,
    lang: Lang,
) -> String {
    let fraction = fraction(compared, finding, lang);
    let sentence = match &finding.cause {
        Cause::MissingDays { missing_days } => {
            let kinds = missing_days.iter().map(|missing| days_of_kind(missing, lang));
            text::cause_missing_days(lang, joined(kinds, semicolon(lang)))
        }
        Cause::UnmatchedOrders { unmatched_orders, unmatched_rows } => {
            let rows = unmatched_rows.iter();
            let rows = rows.map(|rows| text::cause_rows_of_kind(lang, kind_in(rows.kind, lang), rows.rows));
            let rows = joined(rows, comma(lang));
            match finding.exact {
                true => text::cause_unmatched_exact(lang, unmatched_orders, rows, fraction),
                false => text::cause_unmatched(lang, unmatched_orders, rows),
            }
        }
        Cause::Window { window_days } => {
            let own = compared.score.as_ref().map_or(0, |score| score.window_days);
            text::cause_window(lang, window_days, fraction, own)
        }
        Cause::ReasonClasses { added_classes, removed_classes } => {
            let titles = |classes: &[String]| {
                let titles = classes.iter().map(|class| class_title(class, &rulebook.definitions, lang));
                (!classes.is_empty()).then(|| joined(titles, comma(lang)))
            };
            let added = titles(added_classes).map(|classes| text::cause_reasons_added(lang, classes));
            let removed = titles(removed_classes).map(|classes| text::cause_reasons_removed(lang, classes));
            let changes = joined(added.into_iter().chain(removed), comma(lang));
            text::cause_reasons(lang, changes, fraction + &few_cases(compared, finding, lang))
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
            let each = missing.iter().map(|row| match compared.line.figure {
                Figure::Indicator(_) => why_missing(row, lang),
                _ => {
                    let name = name(Figure::Indicator(row.indicator), lang);
                    format!("{name}{}{}", lang.pick("：", ": "), why_missing(row, lang))
                }
            });
            text::cause_no_data(lang, joined(each, semicolon(lang)))
        }
        Cause::Unknown { parts } if parts.is_empty() => text::cause_unknown(lang).to_owned(),
        Cause::Unknown { parts } => text::cause_unknown_parts(lang, names(parts, lang)),
    };
    match finding.exact && finding.fraction.is_some() && compared.exact_ones > 1 {
        true => sentence + &text::cause_one_of(lang, compared.exact_ones),
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
fn fraction(compared: &ComparedLine<'_>, finding: &Finding, lang: Lang) -> String {
    let (Some((numerator, denominator)), Some(score)) = (finding.fraction, &compared.score) else {
        return String::new();
    };
    let unit = score.indicator.facts().unit;
    let value = figures::value(unit, numerator / denominator as f64, lang);
    let decimals = if unit == Unit::Ratio { 0 } else { 1 };
    format!("{value} = {}/{denominator}", fixed(numerator, decimals))
}

/// A word of caution where so few cases make the difference that anything else could.
fn few_cases(compared: &ComparedLine<'_>, finding: &Finding, lang: Lang) -> String {
    let own = compared.score.as_ref().map(|score| score.tally.shown_numerator(score.indicator));
    let cases = finding.fraction.zip(own).map_or(0.0, |((numerator, _), own)| (numerator - own).abs());
    if cases > FEW { String::new() } else { text::cause_few_cases(lang, fixed(cases, 0)) }
}

fn class_title(class: &str, definitions: &Definitions, lang: Lang) -> String {
    let known = definitions.reasons.iter().find(|reason| reason.class == class);
    let titles = known.and_then(|reason| Some((reason.title_zh.as_ref()?, reason.title_en.as_ref()?)));
    titles.map_or(class, |(zh, en)| lang.pick(zh, en)).to_owned()
}

fn days_of_kind(missing: &MissingDays, lang: Lang) -> String {
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
