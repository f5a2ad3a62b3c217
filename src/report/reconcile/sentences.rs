//! Causes in words.

use crate::catalogue::{Lang, Text, kind_name};
use crate::indicator::{Figure, Indicator, Unit};
use crate::insight::reconcile::{Cause, ComparedLine, Finding, MissingDays, StruckOffReading, UnmatchedRows};
use crate::report::text::figures;
use crate::report::{DayRange, MissingReason, MissingRow};
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
    let semicolon = lang.pick("；", "; ");
    let fraction = || ("fraction", fraction(compared, finding, lang));
    let (text, places) = match &finding.cause {
        Cause::MissingDays { missing_days } => {
            let each = missing_days.iter().map(|missing| days_of_kind(missing, lang));
            (Text::CauseMissingDays, vec![("kinds", joined(each, semicolon))])
        }
        Cause::UnmatchedOrders { unmatched_orders, unmatched_rows } => {
            let text = if finding.exact { Text::CauseUnmatchedExact } else { Text::CauseUnmatched };
            let rows = unmatched_rows.iter().map(|rows| rows_of_kind(rows, lang));
            let rows = joined(rows, comma(lang));
            (text, vec![("orders", unmatched_orders.to_string()), ("rows", rows), fraction()])
        }
        Cause::Window { window_days } => {
            let own = compared.score.as_ref().map_or(0, |score| score.window_days);
            let days = ("days", window_days.to_string());
            (Text::CauseWindow, vec![days, ("own", own.to_string()), fraction()])
        }
        Cause::ReasonClasses { added_classes, removed_classes } => {
            let lists = [
                (Text::CauseReasonsAdded, added_classes),
                (Text::CauseReasonsRemoved, removed_classes),
            ];
            let lists = lists.into_iter().filter(|(_, classes)| !classes.is_empty());
            let changes = lists.map(|(text, classes)| {
                let titles = classes.iter().map(|class| class_title(class, &rulebook.definitions, lang));
                text.with(lang, &[("classes", joined(titles, comma(lang)))])
            });
            let fraction = fraction().1 + &few_cases(compared, finding, lang);
            let changes = ("changes", joined(changes, comma(lang)));
            (Text::CauseReasons, vec![changes, ("fraction", fraction)])
        }
        Cause::StruckOff { reading, cases } => {
            let text = match reading {
                StruckOffReading::LeftOut => Text::CauseStruckLeftOut,
                StruckOffReading::NotBad => Text::CauseStruckNotBad,
            };
            (text, vec![("cases", cases.to_string()), fraction()])
        }
        Cause::Curve => (Text::CauseCurve, Vec::new()),
        Cause::Precision => (Text::CausePrecision, Vec::new()),
        Cause::Parts { parts } => {
            let text = if finding.exact { Text::CausePartsExact } else { Text::CauseParts };
            (text, vec![("parts", names(parts, lang))])
        }
        Cause::Weights => (Text::CauseWeights, Vec::new()),
        Cause::NotScored => (Text::CauseNotScored, Vec::new()),
        Cause::NoData { missing } => {
            let each = missing.iter().map(|row| match compared.line.figure {
                Figure::Indicator(_) => why_missing(row, lang),
                _ => format!("{}{}{}", name_of(row, lang), lang.pick("：", ": "), why_missing(row, lang)),
            });
            (Text::CauseNoData, vec![("missing", joined(each, semicolon))])
        }
        Cause::Unknown { parts } => {
            let text = if parts.is_empty() { Text::CauseUnknown } else { Text::CauseUnknownParts };
            (text, vec![("parts", names(parts, lang))])
        }
    };
    let sentence = text.with(lang, &places);
    match finding.exact && finding.fraction.is_some() && compared.exact_ones > 1 {
        true => sentence + &Text::CauseOneOf.with(lang, &[("n", compared.exact_ones.to_string())]),
        false => sentence,
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

fn comma(lang: Lang) -> &'static str {
    lang.pick("、", ", ")
}

fn kind_in(kind: crate::field::Kind, lang: Lang) -> String {
    lang.pick(kind_name(kind).0, kind_name(kind).1).to_owned()
}

fn names(figures: &[Figure], lang: Lang) -> String {
    let names = figures.iter().map(|figure| lang.pick(figure.names().0, figure.names().1).to_owned());
    joined(names, comma(lang))
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
    if cases > FEW { String::new() } else { Text::CauseFewCases.with(lang, &[("n", fixed(cases, 0))]) }
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
    let args = [
        ("kind", kind_in(missing.kind, lang)),
        ("runs", joined(missing.runs.iter().map(run), comma(lang))),
        ("days", missing.days.to_string()),
        ("other", missing.other_days.to_string()),
        ("empty", missing.empty_days.to_string()),
        ("rows", missing.rows.to_string()),
    ];
    Text::CauseDaysOfKind.with(lang, &args)
}

fn rows_of_kind(rows: &UnmatchedRows, lang: Lang) -> String {
    Text::CauseRowsOfKind.with(lang, &[("kind", kind_in(rows.kind, lang)), ("n", rows.rows.to_string())])
}

fn name_of(row: &MissingRow, lang: Lang) -> &'static str {
    let facts = Indicator::by_id(row.indicator).map(Indicator::facts);
    facts.map_or("", |facts| lang.pick(facts.name_zh, facts.name_en))
}

/// Why an indicator has no data, and what would supply it.
fn why_missing(row: &MissingRow, lang: Lang) -> String {
    let kinds = row.kinds.iter().map(|kind| crate::report::kind_in(lang, kind));
    let text = match row.reason {
        MissingReason::Export => Text::CauseNoExport,
        MissingReason::Column => Text::CauseNoColumn,
        MissingReason::Cases => Text::CauseNoCases,
    };
    let column = row.column.clone().unwrap_or_default();
    let args = [("kind", joined(kinds, comma(lang))), ("column", column), ("set", row.set.clone())];
    text.with(lang, &args)
}
