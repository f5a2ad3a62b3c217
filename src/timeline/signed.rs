//! What signed orders add: stars and first reasons.

use super::alike::Alike;
use super::fact::Sink;
use super::facts::Facts;
use super::measures::{Measure, Measures};
use super::stars::Stars;
use super::steps::{StepEmitter, StepSpan};
use super::tally::{STAR_UNIT, Tally};
use crate::indicator::Indicator;
use crate::shop::OrderView;
use crate::time::Day;

/// The measures of [`Facts::signed`].
const OF_SIGNED: Measures = Measures::of_all(&[
    Indicator::NegativeReviewRate,
    Indicator::QualityReturnRate,
    Indicator::PositiveReviewRate,
    Indicator::ProductRating,
    Indicator::LogisticsRating,
    Indicator::ServiceRating,
]);

/// A sign day and the as-of days on which it is the order's.
struct SignDay {
    day: Day,
    from: Day,
    until: Day,
    stand_in: bool,
}

impl SignDay {
    #[inline]
    fn case(&self, indicator: Indicator, order: u32) -> StepSpan {
        StepSpan {
            until: self.until,
            ..StepSpan::of_order(Measure::Of(indicator), order, self.day, self.from)
        }
    }
}

impl Facts<'_> {
    #[inline]
    pub(super) fn signed<S: Sink>(
        &self,
        view: &OrderView,
        has_refunds: bool,
        product: u32,
        quality: Option<(Day, u32)>,
        steps: &mut StepEmitter<'_, S>,
    ) {
        if !steps.wants(OF_SIGNED) {
            return;
        }
        let is_quiet = !has_refunds && self.shop.reviews_of(view.order).next().is_none();
        for signed in &sign_days(view) {
            let Some(signed) = signed else { continue };
            if is_quiet {
                let case = signed.case(Indicator::NegativeReviewRate, view.order);
                let tally = Tally::case(0).approximate_if(signed.stand_in);
                steps.once_alike(Alike::Signed, case, tally, product);
            } else {
                self.reviewed(signed, view.order, (product, quality), steps);
            }
        }
    }

    /// The measures of a signed order with reviews or after-sales.
    #[inline(never)]
    fn reviewed<S: Sink>(
        &self,
        signed: &SignDay,
        order: u32,
        (product, quality): (u32, Option<(Day, u32)>),
        steps: &mut StepEmitter<'_, S>,
    ) {
        let stars = Stars::of(self, order);
        let about = |tally: Tally, its| Some((tally.approximate_if(signed.stand_in), its));
        let worst = |day: Day| stars.at(day, 0).map(|known| known.lowest);
        let next_day = |after: Day| stars.next_day(after);
        let (case, last) = (signed.case(Indicator::NegativeReviewRate, order), stars.last_day());
        let last_bad = last.filter(|_| stars.are_any(0, 1..=2));
        steps.emit_by(case, last_bad, next_day, |day| match worst(day) {
            Some((star, its)) if star <= 2 => about(Tally::case(1), its),
            _ => about(Tally::case(0), product),
        });
        let case = signed.case(Indicator::QualityReturnRate, order);
        steps.emit(case, [quality.map(|(day, _)| day)], |day| match quality {
            Some((from, its)) if from <= day => about(Tally::case(1), its),
            _ => about(Tally::case(0), product),
        });
        // Before the first review there is nothing to count.
        let first = stars.first_day().map(|first| first.max(signed.from));
        let Some(first) = first.filter(|first| *first < signed.until) else { return };
        let rated = |indicator| StepSpan { from: first, ..signed.case(indicator, order) };
        steps.emit_by(rated(Indicator::PositiveReviewRate), last, next_day, |day| {
            let (star, its) = worst(day)?;
            about(Tally::case(i128::from(star >= 4)), its)
        });
        for (indicator, which) in
            [(Indicator::ProductRating, 0), (Indicator::LogisticsRating, 1), (Indicator::ServiceRating, 2)]
        {
            if stars.are_any(which, 1..=u8::MAX) {
                steps.emit_by(rated(indicator), last, next_day, |day| {
                    let known = stars.at(day, which)?;
                    about(Tally::case(mean(known.sum, known.count)), known.lowest.1)
                });
            }
        }
    }
}

/// `sum / count` in [`STAR_UNIT`], rounded to the nearest where the count does not divide it.
fn mean(sum: i64, count: i64) -> i128 {
    // Five stars of as many reviews as there can be, 2^32, times the unit are less than 2^63: 64 bits, which divide fast.
    i128::from((sum * STAR_UNIT as i64 + count / 2) / count.max(1))
}

/// The sign day is the real one from that day on. Until then, and where there is none at all, the finish time stands in,
/// unless a parcel was refused or sent back (SPEC section 3).
fn sign_days(view: &OrderView) -> [Option<SignDay>; 2] {
    let since = view.since();
    let real = view.sign.day();
    let finished = if view.has_return { None } else { view.finish.day() };
    let stand_in = finished.filter(|day| real.is_none_or(|r| *day < r)).map(|day| SignDay {
        day,
        from: day.max(since),
        until: real.unwrap_or(Day::NEVER),
        stand_in: true,
    });
    let real = real.map(|day| SignDay { day, from: day.max(since), until: Day::NEVER, stand_in: false });
    [stand_in, real]
}
