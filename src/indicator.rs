//! The table of indicators (SPEC section 5): the one place for an indicator's id, names, unit,
//! direction, dimension, what it needs of the exports, and what raises it.
//!
//! Windows, weights and curves are a rulebook's business; how one is counted is the timeline's, and
//! [`explanation`] says it in words.

pub mod explanation;
mod figure;

pub use figure::Figure;

use crate::catalogue::likeness;
use crate::field::{Field, Kind};
use crate::string_enum::string_enum;

/// One of the three parts of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// 商品体验.
    Product,
    /// 物流体验.
    Logistics,
    /// 服务体验.
    Service,
}

impl Dimension {
    /// All three, in the order in which they are shown.
    pub const ALL: [Dimension; 3] = [Dimension::Product, Dimension::Logistics, Dimension::Service];

    /// The id in rulebooks and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Dimension::Product => "product",
            Dimension::Logistics => "logistics",
            Dimension::Service => "service",
        }
    }

    /// The dimension of an id.
    pub fn by_id(id: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|dimension| dimension.id() == id)
    }

    /// The platform's name.
    pub fn name_zh(self) -> &'static str {
        match self {
            Dimension::Product => "商品体验",
            Dimension::Logistics => "物流体验",
            Dimension::Service => "服务体验",
        }
    }

    /// The name in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Dimension::Product => "Product",
            Dimension::Logistics => "Logistics",
            Dimension::Service => "Service",
        }
    }
}

string_enum!(ids of Dimension);

string_enum! {
    /// What a value is measured in.
    Unit {
        /// 0…1.
        Ratio = "ratio",
        /// 1…5.
        Stars = "stars",
        /// Hours.
        Hours = "hours",
        /// Seconds.
        Seconds = "seconds",
        /// 0…100.
        Points = "points",
    }
}

impl Unit {
    /// The values that make sense.
    pub fn range(self) -> std::ops::RangeInclusive<f64> {
        match self {
            Unit::Ratio => 0.0..=1.0,
            Unit::Stars => 1.0..=5.0,
            Unit::Points => 0.0..=100.0,
            Unit::Hours | Unit::Seconds => 0.0..=1e6,
        }
    }
}

string_enum! {
    /// Which way is better.
    Direction {
        /// More is better.
        High = "high",
        /// Less is better.
        Low = "low",
    }
}

/// Columns of which one must be in some file; without any of them the indicator has no data.
pub type AnyOf = &'static [Field];

/// What the table says of an indicator.
#[derive(Debug)]
pub struct IndicatorInfo {
    /// The id everywhere.
    pub id: &'static str,
    /// The platform's name.
    pub name_zh: &'static str,
    /// The name in English.
    pub name_en: &'static str,
    /// The dimension it belongs to.
    pub dimension: Dimension,
    /// The unit of its value.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// The exports it needs; orders may be replaced by logistics (SPEC section 2).
    pub kinds: &'static [Kind],
    /// The columns it needs.
    pub columns: &'static [AnyOf],
    /// A plausible value, for `--set` examples.
    pub example: &'static str,
    /// What its figures count: `{n}` cases, `{d}` in all, `{v}` the value.
    pub figures_zh: &'static str,
    /// The same in English.
    pub figures_en: &'static str,
    /// What raises it, in Chinese.
    pub advice_zh: &'static str,
    /// What raises it, in English.
    pub advice_en: &'static str,
}

macro_rules! indicators {
    ($($(#[$doc:meta])* $name:ident {
        $id:literal, $zh:literal, $en:literal, $dimension:ident, $unit:ident, $direction:ident,
        kinds: [$($kind:ident),*], columns: [$([$($field:ident),*]),*], example: $example:literal,
        figures: $figures_zh:literal / $figures_en:literal,
        advice: $advice_zh:literal / $advice_en:literal
    })*) => {
        /// An indicator.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Indicator { $($(#[$doc])* $name,)* }

        impl Indicator {
            /// All of them, in the order in which they are shown.
            pub const ALL: [Indicator; [$($id),*].len()] = [$(Indicator::$name,)*];

            /// What the table says of it.
            pub fn info(self) -> &'static IndicatorInfo {
                match self { $(Indicator::$name => {
                    const INFO: IndicatorInfo = IndicatorInfo {
                        id: $id, name_zh: $zh, name_en: $en, dimension: Dimension::$dimension,
                        unit: Unit::$unit, direction: Direction::$direction,
                        kinds: &[$(Kind::$kind),*], columns: &[$(&[$(Field::$field),*]),*],
                        example: $example, figures_zh: $figures_zh, figures_en: $figures_en,
                        advice_zh: $advice_zh, advice_en: $advice_en,
                    };
                    &INFO
                })* }
            }
        }
    };
}

indicators! {
    /// Rated orders whose lowest star is 4 or 5.
    PositiveReviewRate {
        "positive_review_rate", "商品好评率", "Positive review rate", Product, Ratio, High,
        kinds: [Orders, Reviews], columns: [[ReviewTime], [ProductStars, ReviewLevel], [ParcelSignTime, OrderSignTime, FinishTime]], example: "0.95",
        figures: "有评价的 {d} 单里，{miss} 单最低只有 3 星或更少" / "of {d} rated orders {miss} got 3 stars or fewer",
        advice: "看差评集中在哪个商品：先修质量、包装和详情页描述，再联系买家解决问题；不要花钱买好评"
            / "see which product the bad reviews gather on: mend its quality, packing and description, and solve the buyers' problems"
    }
    /// Signed orders whose lowest star is 1 or 2.
    NegativeReviewRate {
        "negative_review_rate", "商品差评率", "Negative review rate", Product, Ratio, Low,
        kinds: [Orders, Reviews], columns: [[ReviewTime], [ProductStars, ReviewLevel], [ParcelSignTime, OrderSignTime, FinishTime]], example: "0.01",
        figures: "签收的 {d} 单里，{n} 单有 1–2 星" / "of {d} signed orders {n} got 1 or 2 stars",
        advice: "逐条看 1–2 星评价说了什么，同一问题反复出现的商品先下架整改"
            / "read what the 1 and 2 star reviews say; take a product with a recurring fault off sale until it is mended"
    }
    /// Mean of the product stars.
    ProductRating {
        "product_rating", "商品综合评分", "Product rating", Product, Stars, High,
        kinds: [Orders, Reviews], columns: [[ReviewTime], [ProductStars, ReviewLevel], [ParcelSignTime, OrderSignTime, FinishTime]], example: "4.80",
        figures: "有评价的 {d} 单平均 {v} 星" / "{d} rated orders average {v} stars",
        advice: "找出拉低平均分的商品，改进质量和描述，让实物和页面一致"
            / "find the products that pull the mean down and make them match their description"
    }
    /// Signed orders whose first reason is a quality reason.
    QualityReturnRate {
        "quality_return_rate", "商品品质退货率", "Quality return rate", Product, Ratio, Low,
        kinds: [Orders, Refunds], columns: [[RefundReason, RefundReasonTag], [ApplyTime], [ParcelSignTime, OrderSignTime, FinishTime]], example: "0.01",
        figures: "签收的 {d} 单里，{n} 单首次售后原因属于品质问题" / "of {d} signed orders {n} first gave a quality reason",
        advice: "把品质售后最多的商品送检、换批次或停售，加固易碎品包装，尺寸材质写准；首次原因改了也照算，不要引导买家改原因"
            / "inspect, change or stop the product with most quality returns, pack fragile goods better, state sizes and materials truthfully"
    }
    /// Due orders picked up by the deadline.
    PickupOnTimeRate {
        "pickup_on_time_rate", "揽收及时率", "Pickup on time rate", Logistics, Ratio, High,
        kinds: [Orders, Logistics], columns: [[PayTime, SubmitTime], [ParcelPickupTime, OrderPickupTime]], example: "0.98",
        figures: "应揽收 {d} 单，其中 {miss} 单没有按时揽收" / "{d} orders were due, {miss} were not picked up in time",
        advice: "当天截单后马上打包，和快递约定固定上门时间；反复晚揽的快递换一家，大促前提前备人备料"
            / "pack right after the daily cut-off, fix a collection time with the carrier, replace a carrier that is late again and again"
    }
    /// Mean hours from payment to pickup.
    PickupHours {
        "pickup_hours", "平均揽收时长", "Mean hours to pickup", Logistics, Hours, Low,
        kinds: [Orders, Logistics], columns: [[PayTime, SubmitTime], [ParcelPickupTime, OrderPickupTime]], example: "12",
        figures: "揽收的 {d} 单平均用了 {v}" / "{d} orders were picked up after {v} on average",
        advice: "上午的单上午发，下午的单当天发；增加一次傍晚揽收" / "ship morning orders in the morning, add an evening collection"
    }
    /// Mean of a score that each order gets by its hours to pickup.
    PickupScore {
        "pickup_score", "揽收得分", "Pickup score", Logistics, Points, High,
        kinds: [Orders, Logistics], columns: [[PayTime, SubmitTime], [ParcelPickupTime, OrderPickupTime]], example: "88",
        figures: "揽收的 {d} 单平均得 {v}" / "{d} orders picked up scored {v} on average",
        advice: "先盯揽收最慢的单：它们拉分最多；和快递约好每天两次上门，付款后尽快交件"
            / "begin with the slowest pickups, they cost most: agree on two collections a day and hand parcels over soon after payment"
    }
    /// Mean hours from payment to signature.
    ArrivalHours {
        "arrival_hours", "平均物流到货时长", "Mean hours to arrival", Logistics, Hours, Low,
        kinds: [Orders, Logistics], columns: [[PayTime, SubmitTime], [ParcelSignTime, OrderSignTime]], example: "72",
        figures: "签收的 {d} 单从付款到签收平均 {v}" / "{d} signed orders took {v} from payment to signature on average",
        advice: "缩短发货时间，慢的线路换快递，远的省份考虑分仓" / "ship sooner, change the carrier on slow routes, consider a second warehouse for far provinces"
    }
    /// Orders signed for by the end of the day after payment.
    NextDayDeliveryRate {
        "next_day_delivery_rate", "次日达占比", "Next-day delivery rate", Logistics, Ratio, High,
        kinds: [Orders, Logistics], columns: [[PayTime, SubmitTime], [ParcelSignTime, OrderSignTime]], example: "0.25",
        figures: "签收的 {d} 单里，{n} 单在付款次日或之前签收" / "of {d} signed orders {n} were signed for by the day after payment",
        advice: "把货放到离买家近的仓，近的省份用当日揽收、次日能到的快递"
            / "keep goods in a warehouse near the buyers, and use a carrier that collects the same day and delivers the next"
    }
    /// Mean hours from pickup to signature.
    TransitHours {
        "transit_hours", "订单配送时长", "Mean hours in transit", Logistics, Hours, Low,
        kinds: [Orders, Logistics], columns: [[ParcelPickupTime, OrderPickupTime], [ParcelSignTime, OrderSignTime]], example: "48",
        figures: "{d} 单从揽收到签收平均 {v}" / "{d} orders took {v} from pickup to signature on average",
        advice: "比较各家快递在同一省份的时效，把慢的换掉" / "compare carriers province by province and replace the slow ones"
    }
    /// Mean of the logistics stars.
    LogisticsRating {
        "logistics_rating", "物流评分", "Logistics rating", Logistics, Stars, High,
        kinds: [Orders, Reviews], columns: [[ReviewTime], [LogisticsStars], [ParcelSignTime, OrderSignTime, FinishTime]], example: "4.80",
        figures: "有物流评分的 {d} 单平均 {v} 星" / "{d} orders with logistics stars average {v}",
        advice: "看低分单用的是哪家快递、发往哪里" / "see which carrier and province the low stars come from"
    }
    /// Mean of the service stars.
    ServiceRating {
        "service_rating", "服务评分", "Service rating", Service, Stars, High,
        kinds: [Orders, Reviews], columns: [[ReviewTime], [ServiceStars], [ParcelSignTime, OrderSignTime, FinishTime]], example: "4.80",
        figures: "有服务评分的 {d} 单平均 {v} 星" / "{d} orders with service stars average {v}",
        advice: "复盘低分单的客服对话，补齐常见问题的答复" / "review the conversations of low-star orders and prepare answers to common questions"
    }
    /// Parcels signed for by their due time.
    WaybillSlaRate {
        "waybill_sla_rate", "运单配送时效达成率", "Waybills delivered in time", Logistics, Ratio, High,
        kinds: [Orders, Logistics], columns: [[ParcelSignTime, OrderSignTime]], example: "0.95",
        figures: "到期的 {d} 个包裹里，{miss} 个没有按时送达" / "of {d} parcels due {miss} were not delivered in time",
        advice: "盯住超时未签收的包裹并催派送，时效差的线路换快递" / "chase parcels past their due time, change the carrier on slow routes"
    }
    /// Paid orders whose first reason is a logistics reason.
    LogisticsReturnRate {
        "logistics_return_rate", "发货物流品退率", "Logistics return rate", Logistics, Ratio, Low,
        kinds: [Orders, Refunds], columns: [[RefundReason, RefundReasonTag], [ApplyTime]], example: "0.002",
        figures: "付款的 {d} 单里，{n} 单首次售后原因是发货或物流问题" / "of {d} paid orders {n} first gave a shipping or logistics reason",
        advice: "核对拣货和打包防止少发错发，按承诺时间发货，物流停滞及时处理" / "check picking and packing, ship when promised, act on stalled parcels"
    }
    /// Paid orders whose first reason is damage.
    DamageReturnRate {
        "damage_return_rate", "商品/包装破损退货订单率", "Damage return rate", Logistics, Ratio, Low,
        kinds: [Orders, Refunds], columns: [[RefundReason, RefundReasonTag], [ApplyTime]], example: "0.001",
        figures: "付款的 {d} 单里，{n} 单首次售后原因是破损" / "of {d} paid orders {n} first gave damage as the reason",
        advice: "加固包装，换掉破损多的快递" / "pack better, replace the carrier with most damage"
    }
    /// Mean hours to settle refunds without return.
    RefundOnlyHours {
        "refund_only_hours", "仅退款自主完结时长", "Hours to settle refund-only", Service, Hours, Low,
        kinds: [Refunds], columns: [[RefundType], [RefundStatus], [ApplyTime], [RefundFinishTime, MerchantRefundTime, BuyerReceivedTime]], example: "12",
        figures: "{d} 笔仅退款从申请到完结平均 {v}" / "{d} refund-only cases took {v} on average",
        advice: "每天早晚各清一次待处理退款，未发货的尽快同意或开启自动退款" / "clear pending refunds twice a day, agree at once to refunds of unshipped orders or let the system do it"
    }
    /// Mean hours to settle returns.
    ReturnRefundHours {
        "return_refund_hours", "退货退款自主完结时长", "Hours to settle returns", Service, Hours, Low,
        kinds: [Refunds], columns: [[RefundType], [RefundStatus], [ApplyTime], [RefundFinishTime, MerchantRefundTime, BuyerReceivedTime]], example: "120",
        figures: "{d} 笔退货退款从申请到完结平均 {v}" / "{d} returns took {v} on average",
        advice: "当天审核退货申请，退货到仓当天验货退款" / "decide on returns the same day, check and refund returned goods the day they arrive"
    }
    /// Mean hours from application to the merchant's decision.
    AftersaleReviewHours {
        "aftersale_review_hours", "售后平均审核时长", "Hours to review after-sales", Service, Hours, Low,
        kinds: [Refunds], columns: [[RefundType], [RefundStatus], [ApplyTime], [AgreeTime], [RefundFinishTime, MerchantRefundTime, BuyerReceivedTime]], example: "6",
        figures: "{d} 笔售后平均 {v} 审核" / "{d} after-sales were decided after {v} on average",
        advice: "安排专人在 8 点到 23 点处理售后申请" / "have somebody decide on applications between 8:00 and 23:00"
    }
    /// After-sales the merchant agreed to within the hours of their kind.
    AftersaleHandledInTimeRate {
        "aftersale_handled_in_time_rate", "售后处理时长达成率", "After-sales handled in time", Service, Ratio, High,
        kinds: [Refunds], columns: [[RefundType], [RefundStatus], [ApplyTime], [AgreeTime], [RefundFinishTime, MerchantRefundTime, BuyerReceivedTime]], example: "0.95",
        figures: "{d} 笔售后里，{miss} 笔没有在时限内处理" / "of {d} after-sales {miss} were not handled in time",
        advice: "快到时限的售后先处理，每天早晚各清一次；符合条件的仅退款设成自动同意"
            / "handle the after-sales nearest to their limit first, twice a day; let the system agree to plain refunds"
    }
    /// Paid orders with a dispute the merchant is liable for.
    DisputeLiabilityRate {
        "dispute_liability_rate", "纠纷商责率", "Disputes lost", Service, Ratio, Low,
        kinds: [Orders, Refunds], columns: [[Liability], [ApplyTime]], example: "0.001",
        figures: "付款的 {d} 单里，{n} 单纠纷判商家责任" / "of {d} paid orders {n} had a dispute the merchant was liable for",
        advice: "在买家求助平台之前协商解决，保留发货和沟通凭证" / "settle before the buyer calls the platform, keep proof of shipping and of what was agreed"
    }
    /// Orders with after-sales on which the platform was called.
    PlatformHelpRate {
        "platform_help_rate", "平台求助率", "Platform help rate", Service, Ratio, Low,
        kinds: [Refunds], columns: [[Arbitration], [ApplyTime]], example: "0.01",
        figures: "有售后的 {d} 单里，{n} 单求助了平台" / "of {d} orders with after-sales {n} called the platform",
        advice: "拒绝售后前先和买家说清原因并给出方案" / "explain and offer a solution before refusing an after-sale"
    }
    /// Share of conversations answered within three minutes.
    ImReply3MinRate {
        "im_reply_3min_rate", "3分钟平均回复率", "Replies within 3 minutes", Service, Ratio, High,
        kinds: [Service], columns: [[Reply3Min]], example: "0.95",
        figures: "接待 {d} 个会话，约 {miss} 个没有在 3 分钟内回复" / "of {d} conversations about {miss} were not answered within 3 minutes",
        advice: "高峰时段加人，设置快捷回复和机器人接待，夜间安排值班" / "add people at peak hours, prepare quick replies and a first-line bot, staff the evenings"
    }
    /// Mean seconds to reply.
    ImReplySeconds {
        "im_reply_seconds", "飞鸽平均响应时长", "Mean seconds to reply", Service, Seconds, Low,
        kinds: [Service], columns: [[ReplySeconds]], example: "20",
        figures: "{d} 个会话平均 {v} 响应" / "{d} conversations were answered after {v} on average",
        advice: "控制每人同时接待的会话数，常用答复做成快捷短语" / "limit how many conversations one agent holds, turn common answers into quick phrases"
    }
    /// Share of rated conversations with a dissatisfied buyer.
    ImDissatisfactionRate {
        "im_dissatisfaction_rate", "飞鸽会话不满意率", "Dissatisfied conversations", Service, Ratio, Low,
        kinds: [Service], columns: [[Dissatisfaction]], example: "0.05",
        figures: "被评价的 {d} 个会话里，约 {n} 个不满意" / "of {d} rated conversations about {n} were rated dissatisfied",
        advice: "每周复盘不满意会话，找出答非所问和推诿的问题" / "review the dissatisfied conversations every week"
    }
}

string_enum!(ids of Indicator);

impl Indicator {
    /// Its place in [`Indicator::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The indicator of an id.
    pub fn by_id(id: &str) -> Option<Indicator> {
        Indicator::ALL.into_iter().find(|i| i.info().id == id)
    }

    /// The id.
    pub fn id(self) -> &'static str {
        self.info().id
    }

    /// The id nearest to a mistyped one.
    pub fn nearest(id: &str) -> &'static str {
        let near = |info: &IndicatorInfo| {
            let names = [info.id, info.name_zh, info.name_en];
            names.map(|name| likeness(id, name)).into_iter().fold(0.0, f64::max)
        };
        let all = Indicator::ALL.into_iter().map(Indicator::info);
        all.max_by(|a, b| near(a).total_cmp(&near(b))).map_or("", |info| info.id)
    }

    /// Is a manual value possible?
    pub fn accepts(self, value: f64) -> bool {
        self.info().unit.range().contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_found() {
        for (i, indicator) in Indicator::ALL.into_iter().enumerate() {
            assert_eq!(indicator.index(), i);
            assert_eq!(Indicator::by_id(indicator.id()), Some(indicator));
        }
        assert_eq!(Indicator::nearest("im_reply_3min"), "im_reply_3min_rate");
        assert_eq!(Indicator::nearest("揽收及时"), "pickup_on_time_rate");
    }

    #[test]
    fn examples_are_possible_values() {
        for indicator in Indicator::ALL {
            let value: f64 = indicator.info().example.parse().unwrap();
            assert!(indicator.accepts(value), "{}", indicator.id());
        }
    }
}
