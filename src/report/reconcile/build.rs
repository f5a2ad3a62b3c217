//! From what was typed and what was read to the comparison.

use super::model::*;
use super::sentences::Teller;
use crate::catalogue::{Code, Diagnostic};
use crate::indicator::{Direction, Figure, Indicator};
use crate::input::Loaded;
use crate::input::official::{Official, OfficialLine, Typed};
use crate::input::order_ids::{Listed, OrderIds};
use crate::insight::reconcile::{Cause, Finding, Part, Search, Target, Whole, of_points};
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::{SCHEMA_VERSION, Tool, missing, status, warnings};
use crate::rulebook::{Curve, Rulebook};
use crate::scorecard::{Availability, Card, Claims, IndicatorScore, Manual, Scorer};
use crate::time::Day;
use crate::timeline::{Facts, Timeline};
use std::collections::BTreeMap;

/// What a reconciliation is made of.
pub struct ReconcileRequest<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
    /// What the page shows.
    pub official: &'a Official,
    /// The rulebook of every day of it, as it holds for the shop, with the events and bonuses it knows.
    pub rulebooks: &'a BTreeMap<Day, (Rulebook, Claims)>,
    /// What choosing them had to say.
    pub notes: Vec<Diagnostic>,
    /// Values set by hand.
    pub manual: &'a Manual,
    /// Orders that were struck off.
    pub exclude: Option<&'a OrderIds>,
    /// The shop's name.
    pub shop_name: Option<String>,
    /// The configuration in use.
    pub config: Option<String>,
}

/// Compares every line; the warnings and errors come separately too, to be shown beside it.
pub fn build_reconciliation(request: &ReconcileRequest<'_>) -> (Reconciliation, Vec<Diagnostic>) {
    let (loaded, official) = (request.loaded, request.official);
    let listed = request.exclude.map(|ids| ids.of(&loaded.shop));
    let availability = Availability::of(&loaded.shop);
    let days: Vec<ReconcileDay> = compare(request, &availability, listed.as_ref());
    let rows = || days.iter().flat_map(|day| &day.rows);
    let count = |status| rows().filter(|row| row.status == status).count();
    let counts = ReconcileCounts {
        compared: rows().count(),
        agree: count(Agreement::Agrees),
        differ: count(Agreement::Differs),
        no_data: count(Agreement::NoData),
        unusable: official.errors.len(),
    };
    let mut diagnostics = loaded.diagnostics.clone();
    diagnostics.extend(request.notes.iter().cloned());
    diagnostics.extend(official.errors.iter().cloned());
    diagnostics.extend(request.exclude.zip(listed.as_ref()).and_then(|(ids, listed)| unknown(ids, listed)));
    let today = loaded.shop.today();
    let future = request.rulebooks.keys().filter(|day| today.is_some_and(|today| **day >= today));
    diagnostics.extend(future.map(|day| Diagnostic::new(Code::AsOfFuture).with("as_of", *day)));
    let only_day = request.rulebooks.keys().next().copied().filter(|_| request.rulebooks.len() == 1);
    diagnostics.extend(warnings::of_reading(loaded, only_day));
    let reconciliation = Reconciliation {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        file: official.path.clone(),
        counts,
        excluded: listed.map(|l| ExcludedOrders { orders: l.orders.len(), unknown: l.unknown.len() }),
        days,
        inputs: loaded.files.iter().map(input_row).collect(),
        warnings: diagnostics.iter().map(warning_row).collect(),
    };
    (reconciliation, diagnostics)
}

/// Ids of --exclude that no export knows, by their lines.
fn unknown(ids: &OrderIds, listed: &Listed) -> Option<Diagnostic> {
    let first = listed.unknown.first()?;
    let unknown = Diagnostic::new(Code::ExcludeUnknown).path(&ids.path).line(*first);
    Some(unknown.with("n", listed.unknown.len()))
}

fn compare(
    request: &ReconcileRequest<'_>,
    availability: &Availability,
    listed: Option<&Listed>,
) -> Vec<ReconcileDay> {
    let shop = &request.loaded.shop;
    let mut sums: Option<(&Rulebook, Timeline)> = None;
    let mut days = Vec::new();
    for (day, (rulebook, claims)) in request.rulebooks {
        let lines: Vec<&OfficialLine> = request.official.lines.iter().filter(|l| l.day == *day).collect();
        let facts = Facts::new(shop, &rulebook.definitions, *day);
        // Rows of customer service without dates move along with the day; else one timeline knows every day.
        let known = sums.take().filter(|(of, _)| *of == rulebook && shop.remarks.undated_service_rows == 0);
        let (_, timeline) = sums
            .insert(known.unwrap_or_else(|| (rulebook, Timeline::build(&facts, rulebook.window_lengths()))));
        let scorer = Scorer {
            timeline,
            definitions: &rulebook.definitions,
            scoring: &rulebook.scoring,
            manual: request.manual,
            claims,
            availability,
        };
        let search = Search {
            shop,
            files: &request.loaded.files,
            rulebook,
            availability,
            facts: &facts,
            day: *day,
            excluded: listed.map(|listed| &listed.orders),
        };
        let comparer = Comparer { request, search, card: scorer.card(*day, None), lines };
        let rows = comparer.lines.iter().map(|line| comparer.row(line)).collect();
        days.push(ReconcileDay { as_of: *day, rulebook: rulebook_title(rulebook), rows });
    }
    days
}

/// One day's lines beside one's own card.
struct Comparer<'a> {
    request: &'a ReconcileRequest<'a>,
    search: Search<'a>,
    card: Card,
    lines: Vec<&'a OfficialLine>,
}

impl Comparer<'_> {
    /// A figure's own value and points.
    fn own(&self, figure: Figure) -> (Option<f64>, Option<f64>) {
        let of = self.card.dimensions.iter();
        match figure {
            Figure::Total => (self.card.value, self.card.points),
            Figure::Dimension(dimension) => {
                of.clone().find(|d| d.dimension == dimension).map_or((None, None), |d| (d.value, d.points))
            }
            Figure::Indicator(indicator) => {
                self.card.of(indicator).map_or((None, None), |row| (row.value, row.points))
            }
        }
    }

    fn row(&self, line: &OfficialLine) -> ReconcileRow {
        let figure = line.figure;
        let (value, points) = self.own(figure);
        let indicator = match figure {
            Figure::Indicator(indicator) => self.card.of(indicator),
            _ => None,
        };
        let fraction = indicator.and_then(|own| status::counted(own, self.search.availability));
        let (value_agrees, points_agree) = (agrees(line.value, value), agrees(line.points, points));
        let lacking = line.value.is_some() && value.is_none() || line.points.is_some() && points.is_none();
        let status = match (value_agrees, points_agree) {
            (Some(false), _) | (_, Some(false)) => Agreement::Differs,
            _ if lacking => Agreement::NoData,
            _ => Agreement::Agrees,
        };
        let (name_zh, name_en) = figure.names();
        ReconcileRow {
            line: line.line,
            level: match figure {
                Figure::Total => FigureLevel::Total,
                Figure::Dimension(_) => FigureLevel::Dimension,
                Figure::Indicator(_) => FigureLevel::Indicator,
            },
            id: figure.id(),
            name_zh,
            name_en,
            unit: indicator.map(|own| own.indicator.facts().unit),
            window_days: indicator.map(|own| own.window_days),
            numerator: fraction.map(|f| f.0),
            denominator: fraction.map(|f| f.1),
            official_value: line.value.map(|typed| typed.value),
            official_value_half: line.value.map(|typed| typed.half),
            value,
            value_difference: line.value.zip(value).map(|(typed, own)| own - typed.value),
            value_agrees,
            official_points: line.points.map(|typed| typed.value),
            official_points_half: line.points.map(|typed| typed.half),
            points,
            points_difference: line.points.zip(points).map(|(typed, own)| own - typed.value),
            points_agree,
            status,
            causes: if status == Agreement::Agrees { Vec::new() } else { self.causes(line, indicator) },
        }
    }

    fn causes(&self, line: &OfficialLine, indicator: Option<&IndicatorScore>) -> Vec<ReconcileCause> {
        let teller = Teller::new(self.search.rulebook, indicator);
        let (value, points) = self.own(line.figure);
        if value.is_none() && points.is_none() {
            let missing = self.missing(line.figure);
            // What the rulebook does not know has no points however many exports there are.
            let not_scored = || teller.told(Finding::certain(Cause::NotScored), 0);
            return vec![if missing.is_empty() { not_scored() } else { teller.no_data(missing) }];
        }
        let (findings, more, untyped) = match indicator {
            Some(own) => {
                let (findings, more) = self.of_indicator(line, own);
                (findings, more, Vec::new())
            }
            None => {
                let parts = self.parts(line.figure);
                let scale = &self.search.rulebook.scoring.scale;
                let own = points.unwrap_or_default();
                let whole = Whole { own, value: line.value, points: line.points, scale, parts: &parts };
                (Some(whole.findings()), None, whole.untyped())
            }
        };
        let is_unknown = findings.as_ref().is_some_and(Vec::is_empty);
        let findings: Vec<Finding> = findings.into_iter().flatten().collect();
        let exact_ones = findings.iter().filter(|finding| finding.exact).count();
        let unknown = is_unknown.then(|| teller.unknown(&untyped));
        let found = findings.into_iter().map(|finding| teller.told(finding, exact_ones));
        unknown.into_iter().chain(found).chain(more.map(|more| teller.told(more, exact_ones))).collect()
    }

    /// Why an indicator's value differs (`None` where it does not), and why its points do besides.
    fn of_indicator(
        &self,
        line: &OfficialLine,
        own: &IndicatorScore,
    ) -> (Option<Vec<Finding>>, Option<Finding>) {
        let target = Target { value: line.value, points: line.points, curve: self.curve(own.indicator) };
        // Points alone speak of the value, through the own curve.
        let differs = match line.value {
            Some(_) => agrees(line.value, own.value),
            None => agrees(line.points, own.points),
        };
        let of_value = (differs == Some(false)).then(|| self.search.of_value(own, &target));
        (of_value, of_points(own, &target))
    }

    /// What would supply a figure that has no data of its own.
    fn missing(&self, figure: Figure) -> Vec<crate::report::MissingRow> {
        let scoring = &self.search.rulebook.scoring;
        let row = |indicator: Indicator, weight: f64| {
            missing::row(self.request.loaded, self.search.availability, indicator, weight)
        };
        if let Figure::Indicator(indicator) = figure {
            let parts =
                scoring.dimensions.iter().flat_map(|d| d.indicators.iter().map(move |part| (d, part)));
            let own = parts.into_iter().find(|(_, part)| part.indicator() == Some(indicator));
            return vec![row(indicator, own.map_or(0.0, |(d, part)| d.weight * part.weight))];
        }
        let within = |d: &&crate::rulebook::ScoredDimension| match figure {
            Figure::Dimension(dimension) => d.dimension() == Some(dimension),
            _ => true,
        };
        let parts = scoring.dimensions.iter().filter(within);
        let parts = parts.flat_map(|d| d.indicators.iter().map(move |part| (part, d.weight * part.weight)));
        let without = parts.filter_map(|(part, weight)| Some((part.indicator()?, weight)));
        let without = without.filter(|(indicator, _)| self.own(Figure::Indicator(*indicator)).0.is_none());
        without.map(|(indicator, weight)| row(indicator, weight)).collect()
    }

    /// The parts of a dimension or of the total that have data: dimensions where their lines are there,
    /// else their indicators.
    fn parts(&self, figure: Figure) -> Vec<Part> {
        let mut parts = Vec::new();
        for scored in &self.search.rulebook.scoring.dimensions {
            let Some(dimension) = scored.dimension() else { continue };
            let Some(own) = self.card.dimensions.iter().find(|d| d.dimension == dimension) else { continue };
            let Some(points) = own.points else { continue };
            let share = if figure == Figure::Total { own.weight_in_total } else { 1.0 };
            let with_points = || {
                let own_parts = scored.indicators.iter().filter_map(|part| self.card.of(part.indicator()?));
                own_parts.filter_map(|row| Some((row, row.points?)))
            };
            let weights: f64 = with_points().map(|(row, _)| row.weight_in_dimension).sum();
            let indicators = || {
                with_points().map(|(row, points)| {
                    let weight = share * row.weight_in_dimension / weights;
                    self.part(Figure::Indicator(row.indicator), weight, points)
                })
            };
            match figure {
                Figure::Dimension(of) if of == dimension => parts.extend(indicators()),
                Figure::Total => {
                    let whole = Figure::Dimension(dimension);
                    let listed = |figure| self.line(figure).is_some();
                    if !listed(whole) && indicators().any(|part| listed(part.figure)) {
                        parts.extend(indicators());
                    } else {
                        parts.push(self.part(whole, share, points));
                    }
                }
                _ => {}
            }
        }
        parts
    }

    fn part(&self, figure: Figure, weight: f64, points: f64) -> Part {
        let line = self.line(figure);
        let (own_value, _) = self.own(figure);
        let differs = line.is_some_and(|line| {
            agrees(line.value, own_value) == Some(false) || agrees(line.points, Some(points)) == Some(false)
        });
        let typed = line.and_then(|line| line.points.or_else(|| self.points_of(figure, line.value?)));
        let is_typed =
            line.is_some_and(|line| line.points.is_some() || !matches!(figure, Figure::Indicator(_)));
        Part { figure, weight, points, official: typed, is_typed, differs }
    }

    /// The points that an official value stands for: a dimension's on its scale, an indicator's on the curve.
    fn points_of(&self, figure: Figure, value: Typed) -> Option<Typed> {
        let Figure::Indicator(indicator) = figure else {
            let unit = self.search.rulebook.scoring.scale.points_per_unit;
            return Some(Typed { value: value.value * unit, half: value.half * unit });
        };
        let (curve, direction) = self.curve(indicator)?;
        let (low, high) = value.range();
        let (low, high) = (curve.points(low, direction), curve.points(high, direction));
        Some(Typed { value: (low + high) / 2.0, half: (high - low).abs() / 2.0 })
    }

    fn curve(&self, indicator: Indicator) -> Option<(&Curve, Direction)> {
        let mut parts = self.search.rulebook.scoring.dimensions.iter().flat_map(|d| &d.indicators);
        let part = parts.find(|part| part.indicator() == Some(indicator))?;
        Some((&part.curve, indicator.facts().direction))
    }

    fn line(&self, figure: Figure) -> Option<&OfficialLine> {
        self.lines.iter().find(|line| line.figure == figure).copied()
    }
}

fn agrees(typed: Option<Typed>, own: Option<f64>) -> Option<bool> {
    Some(typed?.agrees(own?))
}
