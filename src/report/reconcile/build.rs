//! From what was typed and what was read to the comparison.

use super::model::*;
use super::sentences::Teller;
use crate::catalogue::{Code, Diagnostic};
use crate::indicator::Figure;
use crate::input::Loaded;
use crate::input::official::{Official, OfficialLine, Typed};
use crate::input::order_ids::{ListedOrders, OrderIds};
use crate::insight::reconcile::{Cause, Finding, Search, Target, WINDOWS, Whole, of_points};
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::{SCHEMA_VERSION, Tool, status, warnings};
use crate::rulebook::Rulebook;
use crate::scorecard::{Availability, Claims, IndicatorScore, Manual, Scorecard, Scorer};
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
        tool: Tool::this(),
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
fn unknown(ids: &OrderIds, listed: &ListedOrders) -> Option<Diagnostic> {
    let first = listed.unknown.first()?;
    let unknown = Diagnostic::new(Code::ExcludeUnknown).path(&ids.path).line(*first);
    Some(unknown.with("n", listed.unknown.len()))
}

fn compare(
    request: &ReconcileRequest<'_>,
    availability: &Availability,
    listed: Option<&ListedOrders>,
) -> Vec<ReconcileDay> {
    let shop = &request.loaded.shop;
    let mut sums: Option<(&Rulebook, Timeline)> = None;
    let mut days = Vec::new();
    let mut lines_by_day: BTreeMap<Day, Vec<&OfficialLine>> = BTreeMap::new();
    for line in &request.official.lines {
        lines_by_day.entry(line.day).or_default().push(line);
    }
    for (day, (rulebook, claims)) in request.rulebooks {
        let lines = lines_by_day.remove(day).unwrap_or_default();
        let facts = Facts::new(shop, &rulebook.definitions, *day);
        // Rows of customer service without dates move along with the day; else one timeline knows every day.
        let known = sums.take().filter(|(of, _)| *of == rulebook && shop.remarks.undated_service_rows == 0);
        let (_, timeline) =
            sums.insert(known.unwrap_or_else(|| (rulebook, Timeline::build(&facts, windows_of(rulebook)))));
        let timeline: &Timeline = timeline;
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
            timeline,
            day: *day,
            excluded: listed.map(|listed| &listed.orders),
        };
        let comparer = Comparer { request, search, card: scorer.card(*day, None), lines };
        let rows = comparer.lines.iter().map(|line| comparer.row(line)).collect();
        days.push(ReconcileDay { as_of: *day, rulebook: rulebook_title(rulebook), rows });
    }
    days
}

/// The rulebook's windows and those that are tried in their place: one pass over the orders sums up all.
fn windows_of(rulebook: &Rulebook) -> Vec<i32> {
    let mut windows = rulebook.window_lengths();
    windows.extend(WINDOWS.into_iter().filter(|days| !rulebook.window_lengths().contains(days)));
    windows
}

/// One day's lines beside one's own card.
pub(super) struct Comparer<'a> {
    pub(super) request: &'a ReconcileRequest<'a>,
    pub(super) search: Search<'a>,
    pub(super) card: Scorecard,
    pub(super) lines: Vec<&'a OfficialLine>,
}

impl Comparer<'_> {
    /// A figure's own value and points.
    pub(super) fn own(&self, figure: Figure) -> (Option<f64>, Option<f64>) {
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
            unit: indicator.map(|own| own.indicator.info().unit),
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
}

/// Does what was typed agree with one's own? `None` where there are not both.
pub(super) fn agrees(typed: Option<Typed>, own: Option<f64>) -> Option<bool> {
    Some(typed?.agrees(own?))
}
