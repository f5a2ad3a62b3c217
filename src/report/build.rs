//! From a scorecard to the report.

use super::head::{SCHEMA_VERSION, Tool};
use super::model::*;
use super::rows::{cause_row, input_row, rulebook_title, warning_row};
use super::thresholds::{ThresholdRow, borders_of_total};
use super::{missing, status, warnings};
use crate::catalogue::{Arg, Code, Diagnostic, Lang, Text, kind_name};
use crate::field::Kind;
use crate::indicator::Indicator;
use crate::input::Loaded;
use crate::insight::{Judge, causes};
use crate::rulebook::{Rulebook, ShopProfile, in_force};
use crate::scorecard::{Availability, Claims, IndicatorScore, Manual, Scorecard, Scorer, shown_score};
use crate::shop::{AsOfBasis, Shop};
use crate::time::Day;
use crate::timeline::{Facts, Measure, Timeline};

/// What a report is made of.
pub struct Request<'a> {
    /// What was read.
    pub loaded: &'a Loaded,
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
    /// The score the user wants reached: what is shown must not seem to reach it where it does not.
    pub fail_under: Option<f64>,
}

/// The scorecards a report compares.
pub(super) struct Cards {
    pub(super) own: Scorecard,
    pub(super) plain_30: Scorecard,
    pub(super) plain_90: Scorecard,
    pub(super) before: [Scorecard; 3],
}

/// Scores a shop at a day and puts everything into one report; the warnings come separately too, to be
/// shown beside it. An error where no scored indicator has data.
pub fn build(request: Request<'_>) -> Result<(Report, Vec<Diagnostic>), Box<Diagnostic>> {
    let (shop, rulebook, as_of) = (&request.loaded.shop, request.rulebook, request.as_of);
    let facts = Facts::new(shop, &rulebook.definitions, as_of);
    let timeline = Timeline::build(&facts, rulebook.window_lengths());
    let availability = Availability::of(shop);
    let scorer = Scorer {
        timeline: &timeline,
        definitions: &rulebook.definitions,
        scoring: &rulebook.scoring,
        manual: request.manual,
        claims: &request.claims,
        availability: &availability,
    };
    let cards = Cards {
        own: scorer.card(as_of, None),
        plain_30: scorer.card(as_of, Some(30)),
        plain_90: scorer.card(as_of, Some(90)),
        before: [1, 7, 30].map(|days| scorer.card(as_of.plus(-days), None)),
    };
    if cards.own.coverage == 0.0 && cards.own.value.is_none() {
        return Err(Box::new(
            Diagnostic::new(Code::NoData).with("as_of", as_of).with("missing", absent(shop)),
        ));
    }
    let mut judge = Judge::new(&scorer);
    let thresholds =
        in_force(&rulebook.scoring.thresholds, request.profile.industry.as_deref(), as_of).into_iter();
    let thresholds: Vec<ThresholdRow> =
        thresholds.map(|t| ThresholdRow::at(&mut judge, t, &rulebook.definitions, as_of)).collect();
    let borders = borders_of_total(&thresholds).into_iter().chain(request.fail_under).collect();
    let builder = Builder { request: &request, cards: &cards, availability: &availability, borders };
    let indicators: Vec<IndicatorRow> = cards.own.indicators.iter().map(|i| builder.indicator(i)).collect();
    let dimensions = builder.dimensions(&indicators);
    let upper_rows = builder.upper_rows(&dimensions);
    let weakest: Vec<Indicator> =
        cards.own.weakest().iter().take(request.weakest).map(|i| i.indicator).collect();
    let asked: Vec<_> = weakest.iter().map(|i| (*i, rulebook.definitions.window_days(*i))).collect();
    let found = causes(&facts, &asked, as_of).into_iter().zip(&weakest);
    let found = found.flat_map(|(causes, i)| causes.into_iter().map(|cause| cause_row(*i, cause)));
    let missing = builder.missing();
    let mut diagnostics = request.loaded.diagnostics.clone();
    diagnostics.extend(request.notes.iter().cloned());
    diagnostics.extend(warnings::of(&request, as_of, &cards.own, &availability, &timeline));
    let signed = timeline.indicator(Indicator::NegativeReviewRate, 90, as_of);
    let valid = |days| timeline.at(Measure::ValidOrders, days, as_of).denominator;
    let report = Report {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        shop: request.shop_name.clone(),
        config: request.config.clone(),
        rulebook: rulebook_title(rulebook),
        as_of,
        as_of_basis: request.as_of_basis,
        industry: request.profile.industry.clone(),
        shop_type: request.profile.shop_type,
        stage: builder.stage(),
        small_shop: builder.small_shop(),
        score: builder.score(),
        buyer: builder.buyer(),
        bonuses: builder.bonuses(),
        deductions: builder.deductions(),
        orders: Orders {
            valid_30: valid(30),
            valid_90: valid(90),
            sign_stand_in_share_90: (signed.denominator > 0)
                .then(|| signed.approximate as f64 / signed.denominator as f64),
            pickup_unknown_30: timeline.indicator(Indicator::PickupOnTimeRate, 30, as_of).unknown,
        },
        causes: found.collect(),
        weakest: weakest.iter().map(|i| i.id()).collect(),
        thresholds,
        inputs: request.loaded.files.iter().map(input_row).collect(),
        missing,
        warnings: diagnostics.iter().map(warning_row).collect(),
        arguments: request.arguments.clone(),
        rules: request.rules.clone(),
        dimensions,
        indicators,
        upper_rows,
    };
    Ok((report, diagnostics))
}

pub(super) struct Builder<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) cards: &'a Cards,
    pub(super) availability: &'a Availability,
    /// The totals that must not seem to be reached where they are not.
    pub(super) borders: Vec<f64>,
}

impl Builder<'_> {
    pub(super) fn score(&self) -> Score {
        let (card, scale) = (&self.cards.own, &self.request.rulebook.scoring.scale);
        let borders = self.borders.iter().copied();
        // A total of other indicators is no measure of how this one has changed.
        let alike = |before: &&Scorecard| card.has_the_same_data(before);
        let change = |before: &Scorecard| Some(card.value? - Some(before).filter(alike)?.value?);
        let [day, week, month] = &self.cards.before;
        let (bonus_points, deduction_points) = (card.bonus_points(), card.deduction_points());
        let unclamped = card.weighted.map(|points| points + bonus_points - deduction_points);
        let clamped = unclamped.zip(card.points);
        let clamped_points = clamped.map_or(0.0, |(unclamped, points)| points - unclamped);
        Score {
            value: card.value,
            display: card.value.map(|v| shown_score(v, borders)),
            low: card.low,
            high: card.high,
            scale_min: scale.min,
            scale_max: scale.max,
            points: card.points,
            weighted_points: card.weighted,
            bonus_points,
            deduction_points,
            clamped_points,
            coverage: card.coverage,
            value_30: self.cards.plain_30.value,
            value_90: self.cards.plain_90.value,
            change_1d: change(day),
            change_7d: change(week),
            change_30d: change(month),
        }
    }

    fn indicator(&self, own: &IndicatorScore) -> IndicatorRow {
        let (indicator, as_of) = (own.indicator, self.request.as_of);
        let facts = indicator.info();
        let from = as_of.plus(1 - own.window_days);
        let covered = self.availability.covered_days(indicator, from, as_of);
        let counted = |row: &IndicatorScore| status::counted(row, self.availability);
        let plain = |card: &Scorecard| {
            let row = card.of(indicator);
            let fraction = row.and_then(counted);
            (
                fraction.map(|f| f.0),
                fraction.map(|f| f.1),
                row.and_then(|r| r.value),
                row.and_then(|r| r.points),
            )
        };
        let change = |before: &Scorecard| {
            if own.manual { None } else { Some(own.value? - before.of(indicator)?.value?) }
        };
        let (numerator_30, denominator_30, value_30, points_30) = plain(&self.cards.plain_30);
        let (numerator_90, denominator_90, value_90, points_90) = plain(&self.cards.plain_90);
        let [day, week, month] = &self.cards.before;
        let rank = self.cards.own.weakest().iter().position(|i| i.indicator == indicator).map(|r| r + 1);
        IndicatorRow {
            as_of,
            shop: self.request.shop_name.clone(),
            rulebook_id: self.request.rulebook.id.clone(),
            id: facts.id,
            name_zh: facts.name_zh,
            name_en: facts.name_en,
            dimension: Some(facts.dimension.id()),
            unit: facts.unit.id(),
            direction: facts.direction.id(),
            window_days: Some(own.window_days),
            window_from: Some(from),
            window_to: Some(as_of),
            covered_days: Some(covered),
            numerator: counted(own).map(|f| f.0),
            denominator: counted(own).map(|f| f.1),
            value: own.value,
            points: own.points,
            weight_in_dimension: Some(own.weight_in_dimension),
            weight_in_total: own.weight_in_total,
            lost_score: own.lost,
            rank,
            status: status::of_indicator(own, covered),
            small_shop: own.small_shop,
            approximate: own.tally.approximate > 0,
            approximate_share: (own.tally.approximate > 0)
                .then(|| own.tally.approximate as f64 / own.tally.denominator as f64),
            numerator_30,
            denominator_30,
            value_30,
            points_30,
            numerator_90,
            denominator_90,
            value_90,
            points_90,
            change_1d: change(day),
            change_7d: change(week),
            change_30d: change(month),
        }
    }

    fn dimensions(&self, indicators: &[IndicatorRow]) -> Vec<DimensionRow> {
        let dimensions = self.cards.own.dimensions.iter();
        dimensions
            .map(|own| {
                let parts = indicators.iter().filter(|i| {
                    i.dimension == Some(own.dimension.id()) && i.weight_in_dimension.is_some_and(|w| w > 0.0)
                });
                DimensionRow {
                    id: own.dimension.id(),
                    name_zh: own.dimension.name_zh(),
                    name_en: own.dimension.name_en(),
                    weight: own.weight,
                    weight_in_total: own.weight_in_total,
                    points: own.points,
                    value: own.value,
                    lost_score: own.lost,
                    status: status::of_whole(own.points.is_some(), parts.map(|i| i.status)),
                }
            })
            .collect()
    }

    /// Scored indicators without data, the heaviest first.
    fn missing(&self) -> Vec<MissingRow> {
        let mut rows: Vec<MissingRow> = Vec::new();
        for dimension in &self.request.rulebook.scoring.dimensions {
            for part in &dimension.indicators {
                let Some(indicator) = part.indicator() else { continue };
                if self.cards.own.of(indicator).is_none_or(|row| row.points.is_some()) {
                    continue;
                }
                let weight = dimension.weight * part.weight;
                rows.push(missing::row(self.request.loaded, self.availability, indicator, weight));
            }
        }
        rows.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.indicator.cmp(b.indicator)));
        rows
    }
}

/// Which kinds of export there are none of, in words.
pub(super) fn absent(shop: &Shop) -> Arg {
    let say = |lang: Lang| {
        let names = Kind::ALL.into_iter().filter(|kind| !shop.has(*kind)).map(|kind| {
            let (zh, en) = kind_name(kind);
            lang.pick(zh, en)
        });
        let names: Vec<&str> = names.collect();
        match names.is_empty() {
            true => Text::NothingAbsent.template(lang).to_owned(),
            false => Text::AbsentKinds.with(lang, &[("kinds", names.join(lang.pick("、", ", ")))]),
        }
    };
    Arg::Both(say(Lang::Zh), say(Lang::En))
}
