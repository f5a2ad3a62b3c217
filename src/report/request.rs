//! What a score or a trend is asked with.

use super::document::Document;
use super::head::{DocumentHead, RulebookTitle, ShopHead};
use crate::analysis::Analysis;
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::history::History;
use crate::input::Loaded;
use crate::report::names;
use crate::rulebook::{Rulebook, ShopProfile, Threshold, in_force};
use crate::scorecard::{Claims, Manual};
use crate::sums::ShopSums;
use crate::time::{AsOfBasis, Day};

/// What a score or a trend is made of.
#[derive(Clone)]
pub struct Request<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
    /// The sums in the place of single orders, where there are none.
    pub sums: Option<&'a ShopSums>,
    /// The rulebook, as it holds for the shop.
    pub rulebook: &'a Rulebook,
    /// Whose shop it is.
    pub profile: ShopProfile,
    /// Events and bonuses.
    pub claims: Claims,
    /// What choosing the rules had to say.
    pub notes: Vec<Diagnostic>,
    /// The `--rules` as given: for the commands that the text names.
    pub rules: Option<String>,
    /// The as-of day.
    pub as_of: Day,
    /// How it was chosen.
    pub as_of_basis: AsOfBasis,
    /// Values set by hand.
    pub manual: &'a Manual,
    /// How many of the weakest to explain.
    pub weakest: usize,
    /// The shop's name.
    pub shop_name: Option<String>,
    /// The configuration in use.
    pub config: Option<String>,
    /// The paths and the flags of reading as given.
    pub arguments: Vec<String>,
    /// The days of the shop under the rulebook that were kept.
    pub history: Option<&'a History>,
    /// The score the user wants reached: what is shown must not seem to reach it where it does not.
    pub fail_under: Option<f64>,
}

impl Request<'_> {
    /// What every answer about it starts from.
    pub fn analysis(&self) -> Analysis<'_> {
        Analysis::new(self.loaded, self.rulebook, &self.claims, self.manual, self.as_of).with_sums(self.sums)
    }

    pub(super) fn head<D: Document>(&self) -> ShopHead {
        ShopHead {
            head: DocumentHead::of::<D>(),
            shop: self.shop_name.clone(),
            config: self.config.clone(),
            rulebook: RulebookTitle::on(self.as_of, self.rulebook),
            as_of: self.as_of,
            as_of_basis: self.as_of_basis,
            industry: self.profile.industry.clone(),
            shop_type: self.profile.shop_type,
        }
    }

    /// The thresholds that apply to the shop on the as-of day.
    pub(super) fn thresholds(&self) -> Vec<&Threshold> {
        in_force(&self.rulebook.scoring.thresholds, self.profile.industry.as_deref(), self.as_of)
    }

    /// What reading, choosing the rules and the result itself have to say; `first` is the first day shown.
    pub(super) fn diagnostics(&self, analysis: &Analysis<'_>, first: Day) -> Vec<Diagnostic> {
        let known = self.loaded.diagnostics.iter().chain(&self.notes).cloned();
        known.chain(analysis.warnings(first)).collect()
    }
}

/// No scored indicator has data: because the as-of day lies outside the files, or which kinds of export there are none
/// of.
pub(super) fn no_data(analysis: &Analysis<'_>) -> Box<Diagnostic> {
    let (scoring, definitions) = (&analysis.rulebook().scoring, &analysis.rulebook().definitions);
    let windows = scoring.weighted().map(|(part, _)| definitions.window_days(part.indicator));
    if let Some(outside) = as_of_outside(analysis.loaded(), analysis.as_of(), windows.max().unwrap_or(1)) {
        return Box::new(outside);
    }
    let absent = analysis.absent_kinds();
    let missing = |lang: Lang| {
        if absent.is_empty() {
            text::nothing_absent(lang).to_owned()
        } else {
            text::absent_kinds(lang, names::listed(absent.iter().map(|kind| names::kind(*kind, lang)), lang))
        }
    };
    let missing = Arg::Both(missing(Lang::Zh), missing(Lang::En));
    Box::new(diagnostics::no_data(analysis.as_of(), missing))
}

/// Where all of the so many days up to the as-of day lie before the first or after the last day of the files: from when
/// to when these go.
pub(crate) fn as_of_outside(loaded: &Loaded, as_of: Day, window_days: i32) -> Option<Diagnostic> {
    let (first, last) = loaded.days()?;
    let usual = loaded.shop.default_as_of().map_or(last, |(day, _)| day.max(first));
    (as_of < first || as_of.plus(1 - window_days) > last)
        .then(|| diagnostics::as_of_outside(as_of, first, last, usual))
}
