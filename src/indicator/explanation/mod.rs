//! Every indicator in words: what it is, how it is counted, where that comes from, what moves it.
//!
//! The figures of a rulebook (windows, hours, words of reasons) are places, `{so}`, filled from the
//! rulebook in use: see [`PLACES`]. What an indicator is worth and which columns it needs stand
//! elsewhere (rulebook, [`super::Facts`]), and are not repeated here.

mod customer_service;
mod logistics;
mod pickup;
mod product;
mod reasons;
mod service;

use super::Indicator;
use crate::catalogue::{Words, words};
use crate::closed_set::closed_set;

closed_set! {
    /// Who says so.
    Basis {
        /// The platform's published rules.
        Platform = "platform",
        /// What articles and operators commonly report.
        Reported = "reported",
        /// This project's own estimate or choice.
        Estimate = "estimate",
    }
}

impl Basis {
    /// The name.
    pub fn name(self) -> Words {
        match self {
            Basis::Platform => words("平台规则", "platform rule"),
            Basis::Reported => words("通行说法", "commonly reported"),
            Basis::Estimate => words("本项目口径", "this project's choice"),
        }
    }
}

/// An indicator in words. Texts follow SPEC section 5.
#[derive(Debug)]
pub struct Explanation {
    /// What it is, in one sentence.
    pub definition: Words,
    /// What is counted above the line.
    pub numerator: Words,
    /// What is counted below the line.
    pub denominator: Words,
    /// Which day places a case in a window.
    pub cohort: Words,
    /// Which events raise the value.
    pub raises: Words,
    /// Which events lower the value.
    pub lowers: Words,
    /// When a case enters and when it leaves.
    pub enters: Words,
    /// Rules that decide single cases.
    pub notes: &'static [Words],
    /// Which part rests on what.
    pub sources: &'static [(Basis, Words)],
    /// Does the reason of an after-sale decide?
    pub by_reason: Option<ReasonGroup>,
}

/// Which reason classes of a rulebook an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonGroup {
    /// The quality classes.
    Quality,
    /// The logistics classes.
    Logistics,
    /// The damage classes.
    Damage,
}

/// The places that texts may have: what a rulebook says.
///
/// | place | is |
/// |---|---|
/// | `days` | the indicator's window |
/// | `deadline` | when a pickup is due, in words |
/// | `presale` | hours after payment from which a promised ship time is a presale's |
/// | `pickup_from`, `pickup_to` | the night in which the pickup clock stands still |
/// | `review_from`, `review_to` | the night in which the clock of after-sale reviews stands still |
/// | `sla` | hours from pickup to the due delivery |
/// | `scores` | what a pickup scores after how many hours, in words |
/// | `refund_only_within`, `return_within` | hours in which the merchant must agree to an after-sale |
/// | `mark` | the mark that makes any reason a quality reason |
pub const PLACES: [&str; 12] = [
    "days",
    "deadline",
    "presale",
    "pickup_from",
    "pickup_to",
    "review_from",
    "review_to",
    "sla",
    "scores",
    "refund_only_within",
    "return_within",
    "mark",
];

impl Indicator {
    /// It in words.
    pub fn explanation(self) -> &'static Explanation {
        match self {
            Indicator::PositiveReviewRate => &product::POSITIVE_REVIEW_RATE,
            Indicator::NegativeReviewRate => &product::NEGATIVE_REVIEW_RATE,
            Indicator::ProductRating => &product::PRODUCT_RATING,
            Indicator::QualityReturnRate => &reasons::QUALITY_RETURN_RATE,
            Indicator::PickupOnTimeRate => &pickup::PICKUP_ON_TIME_RATE,
            Indicator::PickupHours => &pickup::PICKUP_HOURS,
            Indicator::PickupScore => &pickup::PICKUP_SCORE,
            Indicator::ArrivalHours => &logistics::ARRIVAL_HOURS,
            Indicator::NextDayDeliveryRate => &logistics::NEXT_DAY_DELIVERY_RATE,
            Indicator::TransitHours => &logistics::TRANSIT_HOURS,
            Indicator::LogisticsRating => &logistics::LOGISTICS_RATING,
            Indicator::ServiceRating => &service::SERVICE_RATING,
            Indicator::WaybillSlaRate => &logistics::WAYBILL_SLA_RATE,
            Indicator::LogisticsReturnRate => &reasons::LOGISTICS_RETURN_RATE,
            Indicator::DamageReturnRate => &reasons::DAMAGE_RETURN_RATE,
            Indicator::RefundOnlyHours => &service::REFUND_ONLY_HOURS,
            Indicator::ReturnRefundHours => &service::RETURN_REFUND_HOURS,
            Indicator::AftersaleReviewHours => &service::AFTERSALE_REVIEW_HOURS,
            Indicator::AftersaleHandledInTimeRate => &service::AFTERSALE_HANDLED_IN_TIME_RATE,
            Indicator::DisputeLiabilityRate => &service::DISPUTE_LIABILITY_RATE,
            Indicator::PlatformHelpRate => &service::PLATFORM_HELP_RATE,
            Indicator::ImReply3MinRate => &customer_service::IM_REPLY_3MIN_RATE,
            Indicator::ImReplySeconds => &customer_service::IM_REPLY_SECONDS,
            Indicator::ImDissatisfactionRate => &customer_service::IM_DISSATISFACTION_RATE,
        }
    }
}

// What several indicators have in common.

const SIGN_DAY: Words = words(
    "签收日；一单有几个包裹时，是最后一个包裹的签收日",
    "the sign day; of several parcels the last one's",
);

const PAY_DAY: Words = words(
    "付款日；一单有几个子订单时，是最早的付款日",
    "the pay day; of several sub-orders the earliest one's",
);

const SIGN_STAND_IN: Words = words(
    "查不到真实签收时间、也没有包裹退回的订单，用订单完成时间的日子当签收日，结果标为近似",
    "an order without a known sign time and without a returned parcel has its finish day for a sign day; the figure is then marked approximate",
);

const VALID_ORDERS: Words = words(
    "只算有效订单：已付款、金额大于 0（金额不明按大于 0 算，赠品和 0 元单不算）；对不上订单的记录不计入",
    "only valid orders count: paid, with an amount above 0 (an unknown amount counts as above 0; gifts do not count); rows that fit no order are left out",
);

const LOGISTICS_FOR_ORDERS: Words = words(
    "没有订单导出时，物流导出里的订单都算有效订单",
    "without an orders export every order of the logistics export counts as valid",
);

const LOWEST_STAR: Words = words(
    "一单有几条评价时看最低的一颗星；之后再来好评，也盖不掉已有的低星",
    "of several reviews of an order the lowest star decides; a later good review does not cover a bad one",
);

const LEVELS: Words = words(
    "没有星级时按评价等级算：好评 5 星、中评 3 星、差评 1 星；没有评价时间的评价不计入",
    "without stars the review level counts: good 5, middle 3, bad 1; a review without a written time is left out",
);

const FIRST_REASON: Words = words(
    "每个子订单看最早申请的那笔售后上写的原因，撤销、关闭、被拒都照算，之后再申请换个原因也没有用；发货前的退款不算",
    "of each sub-order the reason on the earliest after-sale counts, even one that was withdrawn, closed or refused; applying again with another reason changes nothing; refunds before shipping do not count",
);

const REASON_IN_TIME: Words = words(
    "原因从申请那天起算；没有申请时间的售后不算原因；只写主订单的售后算到它的每个子订单；哪个文件都没有售后原因列时，才看原因标签",
    "a reason counts from its apply day on; an after-sale without an apply time gives none; one that names only the main order concerns all its sub-orders; the reason tag stands in only where no file has a column of reasons",
);

const SEVERAL_PARCELS: Words = words(
    "一单有几个包裹时，要全部揽收（签收）才算，时间取最晚的一个；拒签、退回的包裹不算签收",
    "of several parcels all must be picked up (signed for) and the latest time counts; a refused or returned parcel is never signed for",
);

const REAL_TIMES: Words = words(
    "只有日期没有时间的不计入；结束早于开始的不计入；两种都会给出提醒",
    "cases with a date but no time of day, and cases that end before they begin, are left out and reported",
);

const EVERY_AFTERSALE: Words = words("对不上订单的售后也算", "after-sales that fit no order count too");

const SELF_SETTLED: Words = words(
    "自主完结：这笔售后没有平台介入；导出里没有仲裁状态列时全部算自主完结，并标为近似",
    "settled without the platform: no arbitration on that after-sale; where no file has the arbitration column all count, marked approximate",
);

const WITHOUT_FINISH: Words = words(
    "完结时间依次取：售后完结、商家退款、用户到账；都没有的不计入，并给出提醒",
    "the finish time is the first present of finished, paid back by the merchant, received by the buyer; without any the case is left out and reported",
);

const SERVICE_DAY: Words = words(
    "客服数据的统计日；按一段时间统计的算在最后一天；没有日期的，看文件名或 --service-period，都没有就算在截至日",
    "the day of the report; a report of a period counts on its last day; without a date the file name or --service-period decides, else the as-of day itself",
);

const SUMMARY_ROWS: Words = words(
    "同一天有店铺汇总行时只用汇总行：会话数取店铺汇总值，比率和时长取店铺平均值",
    "where a day has the shop's summary rows only they count: counts from the row of sums, rates and times from the row of means",
);

const WORKING_HOURS: Words = words(
    "同时有工作时间和全天两列时，用工作时间的",
    "of a working-hours and a whole-day column the former is used",
);
