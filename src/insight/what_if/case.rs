//! The cases that may be supposed, and what each changes (SPEC 7.1).

use crate::catalogue::{Lang, Lookup, look_up, text};
use crate::indicator::Indicator;
use crate::rulebook::{Curve, Definitions};
use crate::scorecard::Sum;
use crate::string_enum::string_enum;

/// The cases by id and name, in the order of help and pages.
macro_rules! cases {
    ($(#[doc = $meaning:literal] $case:ident = $id:literal, $name:ident;)*) => {
        string_enum! {
            /// A case that no export holds.
            SupposedCase { $(#[doc = $meaning] $case = $id,)* }
        }

        impl SupposedCase {
            /// What shops call it.
            pub fn name(self, lang: Lang) -> &'static str {
                match self { $(SupposedCase::$case => text::$name(lang),)* }
            }
        }
    };
}

cases! {
    /// One product star on a signed order so far unrated.
    BadReview = "bad_review", case_bad_review;
    /// Three product stars on a signed order so far unrated.
    NeutralReview = "neutral_review", case_neutral_review;
    /// Five product stars on a signed order so far unrated.
    GoodReview = "good_review", case_good_review;
    /// A first reason of the class quality on an order already counted.
    QualityReturn = "quality_return", case_quality_return;
    /// A first reason of the class damage on an order already counted.
    DamageReturn = "damage_return", case_damage_return;
    /// A first reason of the class wrong_or_missing on an order already counted.
    LogisticsReturn = "logistics_return", case_logistics_return;
    /// A further signed and paid order without return.
    CleanOrder = "clean_order", case_clean_order;
    /// A further due order that is picked up late.
    LatePickup = "late_pickup", case_late_pickup;
    /// A further due order that is picked up in time.
    TimelyPickup = "timely_pickup", case_timely_pickup;
    /// A further due parcel that is delivered late.
    LateDelivery = "late_delivery", case_late_delivery;
    /// A further due parcel that is delivered in time.
    TimelyDelivery = "timely_delivery", case_timely_delivery;
    /// A further order picked up after some hours.
    SlowPickup = "slow_pickup", case_slow_pickup;
    /// A further order signed for after some hours.
    SlowArrival = "slow_arrival", case_slow_arrival;
    /// A further refund without return, settled after some hours.
    RefundOnly = "refund_only", case_refund_only;
    /// A further return, settled after some hours.
    ReturnRefund = "return_refund", case_return_refund;
    /// A further after-sale that is reviewed after some hours.
    Review = "review", case_review;
    /// A call for the platform in an after-sale already counted.
    PlatformHelp = "platform_help", case_platform_help;
    /// A dispute lost over an order already counted.
    DisputeLost = "dispute_lost", case_dispute_lost;
    /// A further conversation that is not answered within 3 minutes.
    Unanswered = "unanswered", case_unanswered;
    /// A further conversation that is answered at once.
    Answered = "answered", case_answered;
    /// A further rated conversation with which the buyer was not satisfied.
    Dissatisfied = "dissatisfied", case_dissatisfied;
    /// A further rated conversation with which the buyer was satisfied.
    Satisfied = "satisfied", case_satisfied;
}

/// An unanswered conversation weighs as if the answer had taken so many seconds.
const UNANSWERED_SECONDS: f64 = 600.0;

/// What one case adds to one indicator's sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The indicator.
    pub indicator: Indicator,
    /// What the numerator gains.
    pub numerator: Amount,
    /// What the denominator gains.
    pub denominator: f64,
}

/// What a numerator gains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amount {
    /// So much.
    Fixed(f64),
    /// The hours that the case takes.
    Hours,
    /// The pickup score of these hours.
    PickupScore,
}

/// What it means to undo a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Undo {
    /// Nothing: it never cost anything.
    Nothing,
    /// Sums change.
    Sums(Vec<Effect>),
    /// A real review of the kind goes, the one with the fewest stars first.
    Reviews,
    /// The longest real ones take as long as the median.
    Hours(Vec<Indicator>),
}

impl SupposedCase {
    /// What a word stands for: an id, a name, a part of one.
    pub(crate) fn look_up(word: &str) -> Lookup<SupposedCase> {
        let named = |case: &SupposedCase| {
            let names = [case.id(), case.name(Lang::Zh), case.name(Lang::En)].map(str::to_owned);
            (*case, names.to_vec())
        };
        look_up(word, SupposedCase::ALL.iter().map(named))
    }

    /// Its name, and in Chinese the id behind it: what people read and what they type.
    pub(crate) fn name_and_id(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}（{}）", self.name(lang), self.id()),
            Lang::En => self.id().to_owned(),
        }
    }

    /// What one adds, under a rulebook's classes of reasons.
    pub fn effects(self, definitions: &Definitions) -> Vec<Effect> {
        let one = |indicator, numerator, denominator| Effect {
            indicator,
            numerator: Amount::Fixed(numerator),
            denominator,
        };
        let hours = |indicator| Effect { indicator, numerator: Amount::Hours, denominator: 1.0 };
        match self {
            SupposedCase::BadReview => vec![
                one(Indicator::PositiveReviewRate, 0.0, 1.0),
                one(Indicator::NegativeReviewRate, 1.0, 0.0),
                one(Indicator::ProductRating, 1.0, 1.0),
            ],
            SupposedCase::NeutralReview => {
                vec![one(Indicator::PositiveReviewRate, 0.0, 1.0), one(Indicator::ProductRating, 3.0, 1.0)]
            }
            SupposedCase::GoodReview => {
                vec![one(Indicator::PositiveReviewRate, 1.0, 1.0), one(Indicator::ProductRating, 5.0, 1.0)]
            }
            SupposedCase::QualityReturn | SupposedCase::DamageReturn | SupposedCase::LogisticsReturn => {
                self.returns(definitions).map(|indicator| one(indicator, 1.0, 0.0)).collect()
            }
            SupposedCase::CleanOrder => [
                Indicator::QualityReturnRate,
                Indicator::LogisticsReturnRate,
                Indicator::DamageReturnRate,
                Indicator::DisputeLiabilityRate,
                Indicator::NegativeReviewRate,
            ]
            .map(|indicator| one(indicator, 0.0, 1.0))
            .to_vec(),
            SupposedCase::LatePickup => vec![one(Indicator::PickupOnTimeRate, 0.0, 1.0)],
            SupposedCase::TimelyPickup => vec![one(Indicator::PickupOnTimeRate, 1.0, 1.0)],
            SupposedCase::LateDelivery => vec![one(Indicator::WaybillSlaRate, 0.0, 1.0)],
            SupposedCase::TimelyDelivery => vec![one(Indicator::WaybillSlaRate, 1.0, 1.0)],
            SupposedCase::SlowPickup => vec![
                hours(Indicator::PickupHours),
                Effect {
                    indicator: Indicator::PickupScore,
                    numerator: Amount::PickupScore,
                    denominator: 1.0,
                },
            ],
            SupposedCase::SlowArrival => vec![hours(Indicator::ArrivalHours)],
            SupposedCase::RefundOnly => vec![hours(Indicator::RefundOnlyHours)],
            SupposedCase::ReturnRefund => vec![hours(Indicator::ReturnRefundHours)],
            SupposedCase::Review => vec![hours(Indicator::AftersaleReviewHours)],
            SupposedCase::PlatformHelp => vec![one(Indicator::PlatformHelpRate, 1.0, 0.0)],
            SupposedCase::DisputeLost => vec![one(Indicator::DisputeLiabilityRate, 1.0, 0.0)],
            SupposedCase::Unanswered => vec![
                one(Indicator::ImReply3MinRate, 0.0, 1.0),
                one(Indicator::ImReplySeconds, UNANSWERED_SECONDS, 1.0),
            ],
            SupposedCase::Answered => {
                vec![one(Indicator::ImReply3MinRate, 1.0, 1.0), one(Indicator::ImReplySeconds, 0.0, 1.0)]
            }
            SupposedCase::Dissatisfied => vec![one(Indicator::ImDissatisfactionRate, 1.0, 1.0)],
            SupposedCase::Satisfied => vec![one(Indicator::ImDissatisfactionRate, 0.0, 1.0)],
        }
    }

    /// What undoing one changes.
    pub fn undo(self, definitions: &Definitions) -> Undo {
        let one = |indicator, numerator| Effect {
            indicator,
            numerator: Amount::Fixed(numerator),
            denominator: 0.0,
        };
        match self {
            SupposedCase::BadReview | SupposedCase::NeutralReview | SupposedCase::GoodReview => Undo::Reviews,
            SupposedCase::QualityReturn | SupposedCase::DamageReturn | SupposedCase::LogisticsReturn => {
                Undo::Sums(self.returns(definitions).map(|indicator| one(indicator, -1.0)).collect())
            }
            // It comes in time after all.
            SupposedCase::LatePickup => Undo::Sums(vec![one(Indicator::PickupOnTimeRate, 1.0)]),
            SupposedCase::LateDelivery => Undo::Sums(vec![one(Indicator::WaybillSlaRate, 1.0)]),
            SupposedCase::SlowPickup => Undo::Hours(vec![Indicator::PickupHours, Indicator::PickupScore]),
            SupposedCase::SlowArrival => Undo::Hours(vec![Indicator::ArrivalHours]),
            SupposedCase::RefundOnly => Undo::Hours(vec![Indicator::RefundOnlyHours]),
            SupposedCase::ReturnRefund => Undo::Hours(vec![Indicator::ReturnRefundHours]),
            SupposedCase::Review => Undo::Hours(vec![Indicator::AftersaleReviewHours]),
            SupposedCase::PlatformHelp => Undo::Sums(vec![one(Indicator::PlatformHelpRate, -1.0)]),
            SupposedCase::DisputeLost => Undo::Sums(vec![one(Indicator::DisputeLiabilityRate, -1.0)]),
            SupposedCase::Unanswered => Undo::Sums(vec![
                one(Indicator::ImReply3MinRate, 1.0),
                one(Indicator::ImReplySeconds, -UNANSWERED_SECONDS),
            ]),
            SupposedCase::Dissatisfied => Undo::Sums(vec![one(Indicator::ImDissatisfactionRate, -1.0)]),
            SupposedCase::CleanOrder
            | SupposedCase::TimelyPickup
            | SupposedCase::TimelyDelivery
            | SupposedCase::Answered
            | SupposedCase::Satisfied => Undo::Nothing,
        }
    }

    /// The indicator whose own cases say how long it usually takes; `None` where it takes no time.
    pub fn timed_by(self) -> Option<Indicator> {
        match self {
            SupposedCase::SlowPickup => Some(Indicator::PickupHours),
            SupposedCase::SlowArrival => Some(Indicator::ArrivalHours),
            SupposedCase::RefundOnly => Some(Indicator::RefundOnlyHours),
            SupposedCase::ReturnRefund => Some(Indicator::ReturnRefundHours),
            SupposedCase::Review => Some(Indicator::AftersaleReviewHours),
            _ => None,
        }
    }

    /// The lowest star of a review of this kind, where it is one.
    pub(super) fn lowest_stars(self) -> Option<std::ops::RangeInclusive<u8>> {
        match self {
            SupposedCase::BadReview => Some(1..=2),
            SupposedCase::NeutralReview => Some(3..=3),
            SupposedCase::GoodReview => Some(4..=5),
            _ => None,
        }
    }

    /// The bad cases of an indicator, those that are undone first at the beginning.
    pub(crate) fn bad_ones(indicator: Indicator) -> &'static [SupposedCase] {
        match indicator {
            Indicator::PositiveReviewRate | Indicator::ProductRating => {
                &[SupposedCase::BadReview, SupposedCase::NeutralReview]
            }
            Indicator::NegativeReviewRate => &[SupposedCase::BadReview],
            Indicator::QualityReturnRate => &[SupposedCase::QualityReturn],
            Indicator::DamageReturnRate => &[SupposedCase::DamageReturn],
            Indicator::LogisticsReturnRate => &[SupposedCase::LogisticsReturn],
            Indicator::DisputeLiabilityRate => &[SupposedCase::DisputeLost],
            Indicator::PlatformHelpRate => &[SupposedCase::PlatformHelp],
            Indicator::PickupOnTimeRate => &[SupposedCase::LatePickup],
            Indicator::WaybillSlaRate => &[SupposedCase::LateDelivery],
            Indicator::ImReply3MinRate | Indicator::ImReplySeconds => &[SupposedCase::Unanswered],
            Indicator::ImDissatisfactionRate => &[SupposedCase::Dissatisfied],
            Indicator::PickupHours | Indicator::PickupScore => &[SupposedCase::SlowPickup],
            Indicator::ArrivalHours => &[SupposedCase::SlowArrival],
            Indicator::RefundOnlyHours => &[SupposedCase::RefundOnly],
            Indicator::ReturnRefundHours => &[SupposedCase::ReturnRefund],
            Indicator::AftersaleReviewHours => &[SupposedCase::Review],
            _ => &[],
        }
    }

    /// The good case of an indicator, that makes it better by being there.
    pub(crate) fn good_one(indicator: Indicator) -> Option<SupposedCase> {
        match indicator {
            Indicator::PositiveReviewRate | Indicator::ProductRating => Some(SupposedCase::GoodReview),
            Indicator::NegativeReviewRate
            | Indicator::QualityReturnRate
            | Indicator::DamageReturnRate
            | Indicator::LogisticsReturnRate
            | Indicator::DisputeLiabilityRate => Some(SupposedCase::CleanOrder),
            Indicator::PickupOnTimeRate => Some(SupposedCase::TimelyPickup),
            Indicator::WaybillSlaRate => Some(SupposedCase::TimelyDelivery),
            Indicator::ImReply3MinRate | Indicator::ImReplySeconds => Some(SupposedCase::Answered),
            Indicator::ImDissatisfactionRate => Some(SupposedCase::Satisfied),
            // The same cases as the bad ones, in less time.
            timed => SupposedCase::bad_ones(timed).iter().find(|case| case.timed_by().is_some()).copied(),
        }
    }

    /// The return rates whose classes hold the class of its reason.
    fn returns(self, definitions: &Definitions) -> impl Iterator<Item = Indicator> {
        let class = match self {
            SupposedCase::QualityReturn => "quality",
            SupposedCase::DamageReturn => "damage",
            _ => "wrong_or_missing",
        };
        [
            (Indicator::QualityReturnRate, &definitions.quality_classes),
            (Indicator::LogisticsReturnRate, &definitions.logistics_classes),
            (Indicator::DamageReturnRate, &definitions.damage_classes),
        ]
        .into_iter()
        .filter(move |(_, classes)| classes.iter().any(|held| held.id() == class))
        .map(|(indicator, _)| indicator)
    }
}

impl Effect {
    /// What a case of so many hours adds.
    pub(crate) fn sum(&self, hours: f64, definitions: &Definitions) -> Sum {
        let numerator = match self.numerator {
            Amount::Fixed(amount) => amount,
            Amount::Hours => hours,
            Amount::PickupScore => pickup_score(hours, definitions),
        };
        Sum { numerator, denominator: self.denominator }
    }
}

/// The pickup score of so many hours.
pub(crate) fn pickup_score(hours: f64, definitions: &Definitions) -> f64 {
    let anchors = definitions.pickup_score.anchors.clone();
    Curve::Linear { anchors }.points(hours, Indicator::PickupHours.info().direction)
}
