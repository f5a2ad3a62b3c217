//! From what was typed and what was read to the document.

use super::model::*;
use super::sentences::explanation;
use crate::catalogue::{Diagnostic, Lang, diagnostics};
use crate::indicator::Figure;
use crate::input::Loaded;
use crate::insight::reconcile::{
    Agreement, ComparedLine, Comparison, Finding, Listed, Official, OrderIds,
};
use crate::report::rows::{input_row, rulebook_title, warning_row};
use crate::report::{DocumentHead, status, warnings};
use crate::rulebook::Rulebook;
use crate::scorecard::{Availability, Claims, Manual};
use crate::time::Day;
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
    let comparison = Comparison {
        loaded,
        availability: &availability,
        rulebooks: request.rulebooks,
        manual: request.manual,
        excluded: listed.as_ref().map(|listed| &listed.orders),
    };
    let days = comparison.compare(&official.lines).into_iter().map(|(as_of, rulebook, lines)| {
        let rows = lines.iter().map(|compared| row(compared, rulebook, &availability)).collect();
        ReconcileDay { as_of, rulebook: rulebook_title(rulebook), rows }
    });
    let days: Vec<ReconcileDay> = days.collect();
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
    diagnostics.extend(future.map(|day| diagnostics::as_of_future(*day)));
    let only_day = request.rulebooks.keys().next().copied().filter(|_| request.rulebooks.len() == 1);
    diagnostics.extend(warnings::of_reading(loaded, only_day));
    let reconciliation = Reconciliation {
        head: DocumentHead::of::<Reconciliation>(),
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
    Some(diagnostics::exclude_unknown(listed.unknown.len()).path(&ids.path).line(*first))
}

fn row(compared: &ComparedLine<'_>, rulebook: &Rulebook, availability: &Availability) -> ReconcileRow {
    let ComparedLine { line, value, points, score, .. } = compared;
    let score = score.as_ref();
    let fraction = score.and_then(|score| status::counted(score, availability));
    let (name_zh, name_en) = line.figure.names();
    let difference = |typed: Option<f64>, own: Option<f64>| Some(own? - typed?);
    let (official_value, official_points) = (line.value.map(|v| v.value), line.points.map(|p| p.value));
    ReconcileRow {
        line: line.line,
        level: match line.figure {
            Figure::Total => FigureLevel::Total,
            Figure::Dimension(_) => FigureLevel::Dimension,
            Figure::Indicator(_) => FigureLevel::Indicator,
        },
        id: line.figure,
        name_zh: name_zh.to_owned(),
        name_en: name_en.to_owned(),
        unit: score.map(|score| score.indicator.facts().unit),
        window_days: score.map(|score| score.window_days),
        numerator: fraction.map(|f| f.0),
        denominator: fraction.map(|f| f.1),
        official_value,
        official_value_half: line.value.map(|typed| typed.half),
        value: *value,
        value_difference: difference(official_value, *value),
        value_agrees: compared.value_agrees(),
        official_points,
        official_points_half: line.points.map(|typed| typed.half),
        points: *points,
        points_difference: difference(official_points, *points),
        points_agree: compared.points_agree(),
        status: compared.agreement,
        causes: compared.causes.iter().map(|finding| cause(compared, finding, rulebook)).collect(),
    }
}

fn cause(compared: &ComparedLine<'_>, finding: &Finding, rulebook: &Rulebook) -> ReconcileCause {
    ReconcileCause {
        cause: finding.cause.clone(),
        exact: finding.exact,
        exact_ones: compared.exact_ones,
        value: finding.fraction.map(|(numerator, denominator)| numerator / denominator as f64),
        numerator: finding.fraction.map(|fraction| fraction.0),
        denominator: finding.fraction.map(|fraction| fraction.1),
        explanation_zh: explanation(compared, finding, rulebook, Lang::Zh),
        explanation_en: explanation(compared, finding, rulebook, Lang::En),
    }
}
