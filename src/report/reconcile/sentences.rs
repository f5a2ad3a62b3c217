//! Causes in words.

use super::model::*;
use crate::catalogue::{Lang, Text, kind_name};
use crate::indicator::{Figure, Indicator, Unit};
use crate::insight::reconcile::{Cause, Finding, MissingDays, Reading};
use crate::report::text::figures;
use crate::report::{DayRange, MissingReason, MissingRow};
use crate::rulebook::Rulebook;
use crate::scorecard::{IndicatorScore, fixed};

/// So few cases are no evidence.
const FEW: f64 = 2.0;

/// Tells the causes of a line.
pub struct Teller<'a> {
    rulebook: &'a Rulebook,
    own: Option<&'a IndicatorScore>,
}

/// What fills the places of a sentence, by language.
type Places<'p> = &'p dyn Fn(Lang) -> Vec<(&'static str, String)>;

impl<'a> Teller<'a> {
    /// For a line about an indicator, or about a dimension or the total.
    pub fn new(rulebook: &'a Rulebook, own: Option<&'a IndicatorScore>) -> Teller<'a> {
        Teller { rulebook, own }
    }

    /// A finding; so many of the line are exact.
    pub fn told(&self, finding: Finding, exact_ones: usize) -> ReconcileCause {
        let fraction = finding.fraction;
        let mut cause = match finding.cause {
            Cause::MissingDays(missing) => self.missing_days(&missing),
            Cause::UnmatchedOrders { orders, rows } => {
                let by_kind = |lang: Lang| {
                    let rows = rows.iter().map(|(kind, n)| {
                        let kind = lang.pick(kind_name(*kind).0, kind_name(*kind).1).to_owned();
                        Text::CauseRowsOfKind.with(lang, &[("kind", kind), ("n", n.to_string())])
                    });
                    rows.collect::<Vec<_>>().join(comma(lang))
                };
                let text = if finding.exact { Text::CauseUnmatchedExact } else { Text::CauseUnmatched };
                let unmatched_rows =
                    rows.iter().map(|(kind, rows)| UnmatchedRows { kind: *kind, rows: *rows });
                ReconcileCause {
                    unmatched_orders: Some(orders),
                    unmatched_rows: unmatched_rows.collect(),
                    ..self.cause(CauseOfDifference::UnmatchedOrders, text, &|lang| {
                        vec![
                            ("orders", orders.to_string()),
                            ("rows", by_kind(lang)),
                            ("fraction", self.fraction(fraction, lang)),
                        ]
                    })
                }
            }
            Cause::Window(days) => ReconcileCause {
                window_days: Some(days),
                ..self.cause(CauseOfDifference::Window, Text::CauseWindow, &|lang| {
                    let own = self.own.map_or(0, |own| own.window_days);
                    vec![
                        ("days", days.to_string()),
                        ("own", own.to_string()),
                        ("fraction", self.fraction(fraction, lang)),
                    ]
                })
            },
            Cause::ReasonClasses { added, removed } => {
                let changes = |lang: Lang| self.changes(&added, &removed, lang);
                ReconcileCause {
                    added_classes: added.clone(),
                    removed_classes: removed.clone(),
                    ..self.cause(CauseOfDifference::ReasonClasses, Text::CauseReasons, &|lang| {
                        let few = self.few(fraction, lang);
                        vec![("changes", changes(lang)), ("fraction", self.fraction(fraction, lang) + &few)]
                    })
                }
            }
            Cause::StruckOff { reading, cases } => {
                let (text, reading) = match reading {
                    Reading::LeftOut => (Text::CauseStruckLeftOut, StruckOffReading::LeftOut),
                    Reading::NotBad => (Text::CauseStruckNotBad, StruckOffReading::NotBad),
                };
                ReconcileCause {
                    reading: Some(reading),
                    cases: Some(cases),
                    ..self.cause(CauseOfDifference::StruckOff, text, &|lang| {
                        vec![("cases", cases.to_string()), ("fraction", self.fraction(fraction, lang))]
                    })
                }
            }
            Cause::Parts(parts) => {
                let text = if finding.exact { Text::CausePartsExact } else { Text::CauseParts };
                ReconcileCause { parts: ids(&parts), ..self.of_parts(CauseOfDifference::Parts, text, &parts) }
            }
            Cause::Curve => self.plain(CauseOfDifference::Curve, Text::CauseCurve),
            Cause::Precision => self.plain(CauseOfDifference::Precision, Text::CausePrecision),
            Cause::Weights => self.plain(CauseOfDifference::Weights, Text::CauseWeights),
            Cause::NotScored => self.plain(CauseOfDifference::NotScored, Text::CauseNotScored),
        };
        cause.exact = finding.exact;
        cause.exact_ones = exact_ones;
        cause.numerator = fraction.map(|(numerator, _)| numerator);
        cause.denominator = fraction.map(|(_, denominator)| denominator);
        cause.value = fraction.map(|(numerator, denominator)| numerator / denominator as f64);
        if finding.exact && fraction.is_some() && exact_ones > 1 {
            let caution = |lang: Lang| Text::CauseOneOf.with(lang, &[("n", exact_ones.to_string())]);
            cause.explanation_zh += &caution(Lang::Zh);
            cause.explanation_en += &caution(Lang::En);
        }
        cause
    }

    /// Nothing explains it; these parts, typed too, would tell more.
    pub fn unknown(&self, untyped: &[Figure]) -> ReconcileCause {
        let text = if untyped.is_empty() { Text::CauseUnknown } else { Text::CauseUnknownParts };
        ReconcileCause { parts: ids(untyped), ..self.of_parts(CauseOfDifference::Unknown, text, untyped) }
    }

    /// There is no own figure.
    pub fn no_data(&self, missing: Vec<MissingRow>) -> ReconcileCause {
        let cause = self.cause(CauseOfDifference::NoData, Text::CauseNoData, &|lang| {
            let each = missing.iter().map(|row| match self.own {
                Some(_) => why_missing(row, lang),
                None => format!("{}{}{}", name_of(row, lang), lang.pick("：", ": "), why_missing(row, lang)),
            });
            vec![("missing", each.collect::<Vec<_>>().join(lang.pick("；", "; ")))]
        });
        ReconcileCause { exact: true, missing, ..cause }
    }

    fn missing_days(&self, missing: &[MissingDays]) -> ReconcileCause {
        let runs = |missing: &MissingDays| -> Vec<DayRange> {
            let runs = missing.runs.iter();
            runs.map(|(from, to)| DayRange { from: *from, to: *to, days: to.0 - from.0 + 1 }).collect()
        };
        let told = |missing: &MissingDays, lang: Lang| {
            let run = |(from, to): &(crate::time::Day, crate::time::Day)| {
                if from == to { from.to_string() } else { format!("{from}{}{to}", lang.pick("…", "...")) }
            };
            let days: Vec<String> = missing.runs.iter().map(run).collect();
            let args = [
                ("kind", lang.pick(kind_name(missing.kind).0, kind_name(missing.kind).1).to_owned()),
                ("runs", days.join(comma(lang))),
                ("days", missing.days().to_string()),
                ("other", missing.other_days.to_string()),
                ("empty", missing.empty_days.to_string()),
                ("rows", missing.rows.to_string()),
            ];
            Text::CauseDaysOfKind.with(lang, &args)
        };
        ReconcileCause {
            missing_days: missing
                .iter()
                .map(|own| MissingDaysRow {
                    kind: own.kind,
                    days: own.days(),
                    runs: runs(own),
                    other_days: own.other_days,
                    empty_days: own.empty_days,
                    rows: own.rows,
                })
                .collect(),
            ..self.cause(CauseOfDifference::MissingDays, Text::CauseMissingDays, &|lang| {
                let each = missing.iter().map(|own| told(own, lang));
                vec![("kinds", each.collect::<Vec<_>>().join(lang.pick("；", "; ")))]
            })
        }
    }

    /// Which classes of reasons count besides, which do not.
    fn changes(&self, added: &[String], removed: &[String], lang: Lang) -> String {
        let named = |class: &String| {
            let known = self.rulebook.definitions.reasons.iter().find(|reason| reason.class == *class);
            let titles =
                known.and_then(|reason| Some((reason.title_zh.as_ref()?, reason.title_en.as_ref()?)));
            titles.map_or_else(|| class.clone(), |(zh, en)| lang.pick(zh, en).to_owned())
        };
        let list = |text: Text, classes: &[String]| {
            let names: Vec<String> = classes.iter().map(named).collect();
            (!names.is_empty()).then(|| text.with(lang, &[("classes", names.join(comma(lang)))]))
        };
        let both = [list(Text::CauseReasonsAdded, added), list(Text::CauseReasonsRemoved, removed)];
        both.into_iter().flatten().collect::<Vec<_>>().join(comma(lang))
    }

    /// A word of caution where so few cases make the difference that anything else could.
    fn few(&self, fraction: Option<(f64, i64)>, lang: Lang) -> String {
        let own = self.own.map(|own| own.tally.shown_numerator(own.indicator));
        let cases = fraction.zip(own).map_or(0.0, |((numerator, _), own)| (numerator - own).abs());
        if cases > FEW { String::new() } else { Text::CauseFewCases.with(lang, &[("n", fixed(cases, 0))]) }
    }

    /// `1.34% = 18/1343`.
    fn fraction(&self, fraction: Option<(f64, i64)>, lang: Lang) -> String {
        let (Some((numerator, denominator)), Some(own)) = (fraction, self.own) else { return String::new() };
        let unit = own.indicator.info().unit;
        let value = figures::value(unit, numerator / denominator as f64, lang);
        let decimals = if unit == Unit::Ratio { 0 } else { 1 };
        format!("{value} = {}/{denominator}", fixed(numerator, decimals))
    }

    fn of_parts(&self, cause: CauseOfDifference, text: Text, parts: &[Figure]) -> ReconcileCause {
        self.cause(cause, text, &|lang| {
            let names: Vec<&str> =
                parts.iter().map(|part| lang.pick(part.names().0, part.names().1)).collect();
            vec![("parts", names.join(comma(lang)))]
        })
    }

    fn plain(&self, cause: CauseOfDifference, text: Text) -> ReconcileCause {
        self.cause(cause, text, &|_| Vec::new())
    }

    fn cause(&self, cause: CauseOfDifference, text: Text, places: Places<'_>) -> ReconcileCause {
        ReconcileCause {
            cause,
            exact: false,
            exact_ones: 0,
            value: None,
            numerator: None,
            denominator: None,
            window_days: None,
            added_classes: Vec::new(),
            removed_classes: Vec::new(),
            reading: None,
            cases: None,
            missing_days: Vec::new(),
            unmatched_orders: None,
            unmatched_rows: Vec::new(),
            parts: Vec::new(),
            missing: Vec::new(),
            explanation_zh: text.with(Lang::Zh, &places(Lang::Zh)),
            explanation_en: text.with(Lang::En, &places(Lang::En)),
        }
    }
}

fn ids(figures: &[Figure]) -> Vec<&'static str> {
    figures.iter().map(|figure| figure.id()).collect()
}

fn comma(lang: Lang) -> &'static str {
    lang.pick("、", ", ")
}

fn name_of(row: &MissingRow, lang: Lang) -> &'static str {
    let facts = Indicator::by_id(row.indicator).map(Indicator::info);
    facts.map_or("", |facts| lang.pick(facts.name_zh, facts.name_en))
}

/// Why an indicator has no data, and what would supply it.
fn why_missing(row: &MissingRow, lang: Lang) -> String {
    let kinds: Vec<String> = row.kinds.iter().map(|kind| crate::report::kind_in(lang, kind)).collect();
    let text = match row.reason {
        MissingReason::Export => Text::CauseNoExport,
        MissingReason::Column => Text::CauseNoColumn,
        MissingReason::Cases => Text::CauseNoCases,
    };
    let column = row.column.clone().unwrap_or_default();
    let args = [("kind", kinds.join(comma(lang))), ("column", column), ("set", row.set.clone())];
    text.with(lang, &args)
}
