//! What the inputs did not cover and what was left out, in words.

use super::Analysis;
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::effort;
use crate::field::{Field, Kind};
use crate::indicator::Indicator;
use crate::input::{InputFile, Loaded, percent};
use crate::names;
use crate::scorecard::Scorecard;
use crate::shop::{PeriodUse, Shop, uses_of};
use crate::time::Day;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Below this share of the rows of a kind, those without an order are no reason for a warning.
const UNMATCHED: f64 = 0.05;

impl Analysis<'_> {
    /// Every warning about the result (those about files come from reading). `first` is the first day that is
    /// shown, the as-of day the last.
    pub fn warnings(&self, first: Day) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        let scorecard = self.scorecard(self.as_of);
        if self.is_of_the_future() {
            warnings.push(diagnostics::as_of_future(self.as_of));
        }
        if scorecard.value.is_none() {
            let least = percent(self.rulebook.scoring.least_coverage);
            warnings.push(diagnostics::low_coverage(percent(scorecard.coverage), least));
        }
        self.partial_days(first, &scorecard, &mut warnings);
        self.left_out(&scorecard, &mut warnings);
        // Sums have them on the day to which they were counted.
        let undated = self.sums.and_then(|sums| sums.undated_service_day).unwrap_or(self.as_of);
        warnings.extend(reading_warnings(self.loaded, Some(undated)));
        warnings
    }

    /// One warning per kind of export that does not cover the longest window that needs it.
    fn partial_days(&self, first: Day, scorecard: &Scorecard, warnings: &mut Vec<Diagnostic>) {
        let to = self.as_of;
        let mut told = BTreeSet::new();
        let mut rows: Vec<_> = scorecard.indicators.iter().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.window_days));
        for row in rows.into_iter().filter(|row| !row.manual && row.value.is_some()) {
            let from = first.plus(1 - row.window_days);
            for kind in self.availability.needs(row.indicator) {
                let missing = self.availability.covered(*kind).missing_within(from, to);
                if !missing.is_empty() && told.insert(*kind) {
                    let missing = |lang| names::day_runs(&missing, lang);
                    let missing = Arg::Both(missing(Lang::Zh), missing(Lang::En));
                    warnings.push(diagnostics::partial_days(|lang| kind.name(lang), missing, from, to));
                }
            }
        }
    }

    /// What was left out of the windows shown.
    fn left_out(&self, scorecard: &Scorecard, warnings: &mut Vec<Diagnostic>) {
        for row in &scorecard.indicators {
            let name = |lang| names::indicator(row.indicator, lang);
            let (unknown, negative) = (row.tally.unknown, row.tally.negative);
            if unknown > 0 {
                warnings.push(match row.indicator {
                    Indicator::PickupOnTimeRate => diagnostics::pickup_unknown(unknown),
                    _ => diagnostics::hours_unknown(name, unknown),
                });
            }
            if negative > 0 {
                warnings.push(diagnostics::negative_duration(name, negative));
            }
        }
        let window = self.rulebook.definitions.window_days(Indicator::NegativeReviewRate);
        let signed = self.tally(Indicator::NegativeReviewRate, window);
        if signed.approximate > 0 {
            let share = percent(signed.approximate as f64 / signed.denominator as f64);
            warnings.push(diagnostics::sign_stand_in(share));
        }
    }
}

/// Every warning about what was read as a whole: known without any score.
pub fn reading_warnings(loaded: &Loaded, as_of: Option<Day>) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    remarks(loaded, as_of, &mut warnings);
    // A few rows of the days before the first order are in every folder: the account of the files has them.
    let mut counted: HashMap<Option<Kind>, (u64, u64)> = HashMap::new();
    let mut forms_of_orders = HashSet::new();
    for file in &loaded.files {
        effort::step();
        let (unmatched, read) = counted.entry(file.kind).or_default();
        *unmatched += file.disposition.unmatched;
        *read += file.read;
        if file.kind == Some(Kind::Orders) {
            forms_of_orders.insert(file.order_id_letters.form());
        }
    }
    let share = |kind| counted.get(&kind).map_or(0.0, |(unmatched, read)| *unmatched as f64 / *read as f64);
    let is_unmatched = |file: &&InputFile| file.disposition.unmatched > 0 && share(file.kind) >= UNMATCHED;
    for file in loaded.files.iter().filter(is_unmatched) {
        let form = file.order_id_letters.form();
        let has_other_form = forms_of_orders.iter().any(|of_orders| {
            effort::step();
            *of_orders != form
        });
        let unmatched =
            if has_other_form { diagnostics::order_ids_differ } else { diagnostics::unmatched_rows };
        warnings.push(unmatched(file.disposition.unmatched).path(&file.path));
    }
    warnings
}

/// Makes a warning of how often something was noticed.
type OfCount = fn(u64) -> Diagnostic;

/// What reading noticed.
fn remarks(loaded: &Loaded, as_of: Option<Day>, warnings: &mut Vec<Diagnostic>) {
    let shop = &loaded.shop;
    let remarks = &shop.remarks;
    let counted: [(OfCount, u64); 6] = [
        (diagnostics::future_times, remarks.future_times),
        (diagnostics::pay_stand_in, remarks.pay_stand_ins),
        (diagnostics::success_without_finish, remarks.successes_without_finish),
        (diagnostics::refund_without_apply, remarks.refunds_without_apply),
        (diagnostics::review_without_time, remarks.reviews_without_time),
        (diagnostics::review_without_stars, remarks.reviews_without_stars),
    ];
    for (diagnostic, n) in counted {
        if n > 0 {
            warnings.push(diagnostic(n));
        }
    }
    for (field, taken) in [
        (Field::OrderStatus, ("正常", "an open order")),
        (Field::RefundStatus, ("未成功", "not successful")),
        (Field::RefundType, ("其他", "other")),
        (Field::Arbitration, ("没有仲裁", "no arbitration")),
        (Field::Liability, ("不是商家", "not the merchant")),
        (Field::ParcelStatus, ("没有退回", "not sent back")),
        (Field::Province, ("没有省份", "no province")),
    ] {
        let (n, words) = remarks.unknown_words.of(field);
        if n > 0 {
            let column = loaded.columns.names(field).first().cloned().unwrap_or_default();
            warnings.push(diagnostics::word_unknown(n, column, words_shown(n, &words), taken));
        }
    }
    if remarks.service_totals > 0 {
        warnings.push(diagnostics::service_total(remarks.service_totals));
    }
    service_overlaps(shop, warnings);
    if remarks.undated_service_rows > 0 && shop.has(Kind::Service) {
        let day = as_of.map_or_else(|| Arg::from(("截至日", "the as-of day")), Arg::from);
        warnings.push(diagnostics::service_undated(remarks.undated_service_rows, day));
    }
}

/// How many unknown words are shown.
const MOST_WORDS: usize = 8;

/// Words with how many rows hold them, and how many rows hold others.
fn words_shown(rows: u64, words: &[(&str, u64)]) -> Arg {
    let shown = words.iter().take(MOST_WORDS);
    let others = rows - shown.clone().map(|(_, rows)| rows).sum::<u64>();
    Arg::from(|lang| {
        let mut parts: Vec<String> = shown.clone().map(|(word, n)| text::word_rows(lang, word, n)).collect();
        if others > 0 {
            parts.push(text::word_other_rows(lang, others));
        }
        parts.join(lang.pick("、", ", "))
    })
}

/// Tables of customer service whose days other tables have, too.
fn service_overlaps(shop: &Shop, warnings: &mut Vec<Diagnostic>) {
    let periods: BTreeSet<_> = shop.service().iter().filter_map(|row| row.period).collect();
    // Different days do not overlap.
    if periods.iter().all(|(first, last)| first == last) {
        return;
    }
    let uses = uses_of(periods);
    let shown = |wanted: fn(&PeriodUse) -> bool| {
        let mut periods: Vec<_> =
            uses.iter().filter(|(_, what)| wanted(what)).map(|(period, _)| *period).collect();
        periods.sort_unstable();
        let texts: Vec<String> = periods.iter().map(|(first, last)| format!("{first}..{last}")).collect();
        (texts.len(), texts.get(..3.min(texts.len())).unwrap_or_default().join(", "))
    };
    let (coarse, first) = shown(|what| matches!(what, PeriodUse::Rest(_) | PeriodUse::Covered));
    if coarse > 0 {
        warnings.push(diagnostics::service_overlap(coarse, first));
    }
    let (crossed, first) = shown(|what| *what == PeriodUse::Crossed);
    if crossed > 0 {
        warnings.push(diagnostics::service_crossed(crossed, first));
    }
}
