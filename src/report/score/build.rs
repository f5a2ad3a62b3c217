//! From an analysis to the score.

use super::{CauseRow, CostRow, DimensionRow, IndicatorRow, Orders, Score, ScoreReport};
use crate::analysis::Analysis;
use crate::catalogue::Diagnostic;
use crate::indicator::{Dimension, Figure, Indicator};
use crate::insight::exports::MissingRow;
use crate::insight::{Estimate, has_small_numbers};
use crate::report::coverage::Coverage;
use crate::report::day::ScoredDay;
use crate::report::figures::{
    Beside, DayFigures, DimensionTitle, IndicatorDetail, IndicatorFigures, IndicatorTitle, OverDays,
    PlainFigures, TotalFigures, WindowFigures,
};
use crate::report::from_sums::{FromSums, days_missing};
use crate::report::request::{Request, no_data};
use crate::report::thresholds::{ThresholdRow, borders_of_total};
use crate::report::why::LargestPart;
use crate::scorecard::{IndicatorScore, Scorecard};
use std::rc::Rc;

/// The score is compared with that of so many days before.
const BEFORE: [i32; 3] = [1, 7, 30];
/// So many parts of the change against a week before are named.
const LARGEST_PARTS: usize = 2;
/// What loses a smaller share of the scale is no weakness.
pub(super) const LEAST_WEAKNESS: f64 = 0.01;

/// Scores a shop at a day and puts everything into one report; the warnings come separately too, to be
/// shown beside it.
///
/// # Errors
///
/// Where no scored indicator has data.
pub fn build(request: Request<'_>) -> Result<(ScoreReport, Vec<Diagnostic>), Box<Diagnostic>> {
    let (as_of, analysis) = (request.as_of, request.analysis());
    let own = analysis.scorecard(as_of);
    if own.coverage == 0.0 && own.value.is_none() {
        return Err(no_data(&analysis));
    }
    let thresholds = request.thresholds().into_iter();
    let thresholds: Vec<ThresholdRow> = thresholds.map(|t| ThresholdRow::at(&analysis, t, as_of)).collect();
    let builder = Builder {
        own: Rc::clone(&own),
        plain: [30, 90].map(|days| analysis.scorecard_over(days)),
        before: BEFORE.map(|days| analysis.scorecard(as_of.plus(-days))),
        borders: borders_of_total(&thresholds).into_iter().chain(request.fail_under).collect(),
        request: &request,
        analysis: &analysis,
    };
    let day = ScoredDay::of(&analysis, as_of, &own, &builder.borders);
    let scale = &analysis.rulebook().scoring.scale;
    let is_weak = |i: &&&IndicatorScore| i.lost >= Some((scale.max - scale.min) * LEAST_WEAKNESS);
    let weakest = own.weakest();
    let weakest: Vec<Indicator> =
        weakest.iter().filter(is_weak).take(request.weakest).map(|i| i.indicator).collect();
    // Only single orders have causes.
    let causes = if analysis.sums().is_some() { Vec::new() } else { analysis.causes(&weakest) };
    let causes = causes.into_iter().zip(&weakest);
    let causes = causes.flat_map(|(causes, i)| causes.into_iter().map(|cause| CauseRow::of(*i, cause)));
    let mut diagnostics = request.diagnostics(&analysis, as_of);
    diagnostics.extend(days_missing(&analysis, BEFORE.iter().rev().map(|days| as_of.plus(-days))));
    let report = ScoreReport {
        head: request.head::<ScoreReport>(),
        from_sums: FromSums::of(&analysis),
        stage: builder.stage(),
        small_shop: builder.small_shop(),
        coverage: Coverage::of(&analysis),
        age: analysis.data_age(request.as_of_basis).into(),
        score: builder.score(day.total),
        buyer: builder.buyer(),
        bonuses: builder.bonuses(),
        deductions: builder.deductions(),
        change_7d_parts: builder.change_7d_parts(),
        orders: orders(&analysis),
        dimensions: builder.dimensions(day.dimensions),
        indicators: own.indicators.iter().zip(day.indicators).map(|(i, f)| builder.indicator(i, f)).collect(),
        causes: causes.collect(),
        weakest,
        cost_of_one: cost_of_one(&analysis),
        thresholds,
        inputs: request.loaded.files.iter().map(Into::into).collect(),
        missing: builder.missing(),
        warnings: diagnostics.iter().map(Into::into).collect(),
        arguments: request.arguments.clone(),
        rules: request.rules.clone(),
    };
    Ok((report, diagnostics))
}

fn cost_of_one(analysis: &Analysis<'_>) -> Vec<CostRow> {
    let definitions = &analysis.rulebook().definitions;
    let costs = analysis.cost_of_one().into_iter();
    costs
        .map(|cost| {
            let effects = cost.case.effects(definitions);
            CostRow::of(cost, effects.iter().map(|effect| effect.indicator).collect())
        })
        .collect()
}

fn orders(analysis: &Analysis<'_>) -> Orders {
    let signed = analysis.tally(Indicator::NegativeReviewRate, 90);
    Orders {
        valid_30: analysis.valid_orders(30),
        valid_90: analysis.valid_orders(90),
        sign_stand_in_share_90: (signed.denominator > 0)
            .then(|| signed.approximate as f64 / signed.denominator as f64),
        pickup_unknown_30: analysis.tally(Indicator::PickupOnTimeRate, 30).unknown,
    }
}

/// The scorecards that a score compares.
pub(super) struct Builder<'a> {
    pub request: &'a Request<'a>,
    pub analysis: &'a Analysis<'a>,
    pub own: Rc<Scorecard>,
    /// Every indicator over the last 30 and over the last 90 days.
    plain: [Scorecard; 2],
    /// A day, a week and 30 days before.
    before: [Rc<Scorecard>; 3],
    /// The totals that must not seem to be reached where they are not.
    pub borders: Vec<f64>,
}

impl Builder<'_> {
    /// A figure beside itself elsewhere.
    fn beside<W>(
        &self,
        over: impl Fn(&Scorecard) -> W,
        change: impl Fn(&Scorecard) -> Option<f64>,
    ) -> Beside<W> {
        let ([plain_30, plain_90], [day, week, month]) = (&self.plain, &self.before);
        Beside {
            days_30: OverDays(over(plain_30)),
            days_90: OverDays(over(plain_90)),
            change_1d: change(day),
            change_7d: change(week),
            change_30d: change(month),
        }
    }

    fn score(&self, total: TotalFigures) -> Score {
        let (own, scale) = (&self.own, &self.analysis.rulebook().scoring.scale);
        let (bonus_points, deduction_points) = (own.bonus_points(), own.deduction_points());
        let unclamped = own.weighted.map(|points| points + bonus_points - deduction_points);
        let clamped_points = unclamped.zip(own.points).map_or(0.0, |(unclamped, points)| points - unclamped);
        // A total of other indicators is no measure of how this one has changed.
        let change = |before: &Scorecard| {
            Some(own.value? - Some(before).filter(|before| own.has_the_same_data(before))?.value?)
        };
        Score {
            total,
            scale_min: scale.min,
            scale_max: scale.max,
            weighted_points: own.weighted,
            bonus_points,
            deduction_points,
            clamped_points,
            beside: self.beside(|plain| plain_figures(plain, Figure::Total), change),
        }
    }

    /// What did most of the change against a week before, where that is known.
    fn change_7d_parts(&self) -> Vec<LargestPart> {
        let [_, week, _] = &self.before;
        if !self.own.has_the_same_data(week) || self.analysis.sums().is_some() {
            return Vec::new();
        }
        let why = self.analysis.why(self.analysis.as_of().plus(-7), None);
        why.map(|why| LargestPart::all_of(why, LARGEST_PARTS)).unwrap_or_default()
    }

    fn dimensions(&self, figures: Vec<(Dimension, DayFigures)>) -> Vec<DimensionRow> {
        let titles = self.analysis.rulebook().scoring.dimensions.iter().map(DimensionTitle::of);
        let row = |(title, (of, figures)): (DimensionTitle, (Dimension, DayFigures))| {
            let change = |before: &Scorecard| Some(figures.value? - before.dimension(of)?.value?);
            let beside = self.beside(|plain| plain_figures(plain, Figure::Dimension(of)), change);
            DimensionRow { title, figures, beside }
        };
        titles.zip(figures).map(row).collect()
    }

    fn indicator(&self, own: &IndicatorScore, figures: IndicatorFigures) -> IndicatorRow {
        let (id, as_of) = (own.indicator, self.analysis.as_of());
        let over = |plain: &Scorecard| {
            plain.of(id).map_or_else(WindowFigures::default, |row| {
                let (numerator, denominator) = self.analysis.counted(row).unzip();
                WindowFigures { numerator, denominator, value: row.value, points: row.points }
            })
        };
        let change = |before: &Scorecard| {
            if own.manual { None } else { Some(own.value? - before.of(id)?.value?) }
        };
        let counted = figures.numerator.zip(figures.denominator);
        let estimate = counted.and_then(|(n, d)| Estimate::of_counts(n, d as f64, id));
        IndicatorRow {
            as_of,
            shop: self.request.shop_name.clone(),
            rulebook_id: self.analysis.rulebook().id.clone(),
            title: IndicatorTitle::of(id, self.analysis.rulebook()),
            detail: IndicatorDetail {
                window_from: as_of.plus(1 - own.window_days),
                window_to: as_of,
                covered_days: self.analysis.covered_days(own, as_of),
                coverage: Some(self.analysis.window_coverage(id, own.window_days, as_of)).into(),
                rank: self.own.weakest().iter().position(|i| i.indicator == id).map(|place| place + 1),
                small_shop: own.small_shop,
                approximate_share: figures
                    .approximate
                    .then(|| own.tally.approximate as f64 / own.tally.denominator as f64),
                small_numbers: figures.denominator.is_some_and(has_small_numbers),
                value_low: estimate.and_then(|estimate| estimate.low),
                value_high: estimate.and_then(|estimate| estimate.high),
                beside: self.beside(over, change),
            },
            figures,
        }
    }

    /// Scored indicators without data, the heaviest first.
    fn missing(&self) -> Vec<MissingRow> {
        let scored =
            self.analysis.rulebook().scoring.weighted().map(|(part, weight)| (part.indicator, weight));
        let without = scored.filter(|(id, _)| self.own.of(*id).is_some_and(|row| row.points.is_none()));
        let mut rows: Vec<MissingRow> =
            without.map(|(id, weight)| MissingRow::of(self.analysis, id, weight)).collect();
        rows.sort_by(|a, b| {
            b.weight.total_cmp(&a.weight).then_with(|| a.indicator.id().cmp(b.indicator.id()))
        });
        rows
    }
}

fn plain_figures(scorecard: &Scorecard, of: Figure) -> PlainFigures {
    let (value, points) = scorecard.figure(of);
    PlainFigures { value, points }
}
