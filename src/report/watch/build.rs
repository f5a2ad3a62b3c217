//! From an analysis to the document.

use super::model::{Watch, WatchedKind};
use crate::analysis::reading_warnings;
use crate::catalogue::Diagnostic;
use crate::insight::watch::{NowBasis, WatchItem, WatchKind};
use crate::report::head::{DocumentHead, RulebookTitle};
use crate::report::request::Request;
use crate::time::{HOUR_SECONDS, Stamp};

/// At which time, and how far ahead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WatchRequest {
    pub(crate) now: Stamp,
    pub(crate) basis: NowBasis,
    /// Hours that may be left.
    pub(crate) within: f64,
}

/// Lists what waits; the warnings come separately too, to be shown beside.
pub(crate) fn build_watch(request: &Request<'_>, asked: WatchRequest) -> (Watch, Vec<Diagnostic>) {
    let items = request.analysis().watch(asked.now, asked.within);
    let mut diagnostics: Vec<Diagnostic> =
        request.loaded.diagnostics.iter().chain(&request.notes).cloned().collect();
    diagnostics.extend(reading_warnings(request.loaded, Some(request.as_of)));
    let age = request.loaded.shop.clock().seconds_since(asked.now).unwrap_or_default();
    let watch = Watch {
        head: DocumentHead::of::<Watch>(),
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        rulebook: RulebookTitle::on(request.as_of, request.rulebook),
        industry: request.profile.industry.clone(),
        shop_type: request.profile.shop_type,
        now: asked.now.to_string(),
        now_basis: asked.basis,
        age: age as f64 / HOUR_SECONDS as f64,
        as_of: request.as_of,
        within: asked.within,
        kinds: kinds(&items),
        items,
        inputs: request.loaded.files.iter().map(Into::into).collect(),
        warnings: diagnostics.iter().map(Into::into).collect(),
    };
    (watch, diagnostics)
}

/// The kinds in the order of their first items.
fn kinds(items: &[WatchItem]) -> Vec<WatchedKind> {
    let mut kinds: Vec<WatchKind> = Vec::new();
    for item in items {
        if !kinds.contains(&item.kind) {
            kinds.push(item.kind);
        }
    }
    let counted = kinds.into_iter().map(|kind| {
        let own = || items.iter().filter(move |item| item.kind == kind);
        let costs: Vec<f64> = own().filter_map(|item| item.cost).collect();
        WatchedKind {
            kind,
            items: own().count(),
            past: own().filter(|item| item.hours_left < 0.0).count(),
            cost: (!costs.is_empty()).then(|| costs.iter().sum()),
        }
    });
    counted.collect()
}
