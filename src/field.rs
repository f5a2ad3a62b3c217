//! The five kinds of export and the fields a score needs of them.
//!
//! A field is what a column means; which header names stand for it is data (`input/columns.toml`).

use crate::string_enum::string_enum;

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 订单: a row per sub-order.
    Orders,
    /// 物流: a row per parcel.
    Logistics,
    /// 售后: a row per after-sale.
    Refunds,
    /// 评价: a row per review.
    Reviews,
    /// 飞鸽客服: a row per agent and day or period.
    Service,
}

impl Kind {
    /// The fields of which one must have a column, or no row can be told from another.
    pub fn ids(self) -> &'static [Field] {
        match self {
            Kind::Orders => &[Field::OrderId],
            Kind::Logistics => &[Field::Tracking, Field::ParcelOrder],
            Kind::Refunds => &[Field::RefundId],
            Kind::Reviews => &[Field::ReviewOrder],
            Kind::Service => &[Field::Reply3Min, Field::ReplySeconds, Field::Dissatisfaction],
        }
    }

    /// Every kind, in the order in which they must be read: ids resolve against orders.
    pub const ALL: [Kind; 5] = [Kind::Orders, Kind::Logistics, Kind::Refunds, Kind::Reviews, Kind::Service];

    /// The key in data files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Orders => "orders",
            Kind::Logistics => "logistics",
            Kind::Refunds => "refunds",
            Kind::Reviews => "reviews",
            Kind::Service => "service",
        }
    }
}

string_enum!(ids of Kind);

impl Field {
    /// Does it hold times or dates? Their keys say so.
    pub fn is_time(self) -> bool {
        self.key().ends_with("time") || self.key() == "date"
    }

    /// Does it hold ids that Excel could round?
    pub fn is_id(self) -> bool {
        matches!(
            self,
            Field::OrderId
                | Field::SubOrderId
                | Field::OrderProductId
                | Field::RefundId
                | Field::RefundOrder
                | Field::RefundSubOrder
                | Field::ReviewOrder
                | Field::ReviewProductId
                | Field::ParcelOrder
                | Field::Tracking
        )
    }
}

macro_rules! fields {
    ($($kind:ident { $($(#[$doc:meta])* $field:ident = $key:literal,)* })*) => {
        /// What a column means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Field { $($($(#[$doc])* $field,)*)* }

        impl Field {
            /// Every field, kind by kind.
            pub const ALL: &'static [Field] = &[$($(Field::$field,)*)*];

            /// The kind of export it belongs to.
            pub fn kind(self) -> Kind {
                match self { $($(Field::$field => Kind::$kind,)*)* }
            }

            /// Its key below the kind's table in `columns.toml`.
            pub fn key(self) -> &'static str {
                match self { $($(Field::$field => $key,)*)* }
            }
        }
    };
}

fields! {
    Orders {
        /// The main order's id.
        OrderId = "order_id",
        /// The sub-order's id.
        SubOrderId = "sub_order_id",
        /// The product's id.
        OrderProductId = "product_id",
        /// The product's name.
        OrderProductName = "product_name",
        /// The variant, used as part of a key where there is no sub-order id.
        OrderSku = "sku",
        /// What the buyer pays for the sub-order.
        OrderAmount = "amount",
        /// 订单状态.
        OrderStatus = "status",
        /// 售后状态 of the order, used where pay times are missing.
        OrderAftersaleStatus = "aftersale_status",
        /// 订单类型: virtual and self-collected goods have no pickup.
        OrderType = "order_type",
        /// When it was submitted.
        SubmitTime = "submit_time",
        /// When it was paid.
        PayTime = "pay_time",
        /// When the merchant said it was shipped.
        ShipTime = "ship_time",
        /// When it was finished (receipt confirmed).
        FinishTime = "finish_time",
        /// Until when shipping is promised.
        PromisedShipTime = "promised_ship_time",
        /// When delivery is expected.
        ExpectedDeliveryTime = "expected_delivery_time",
        /// When it was picked up (third-party exports).
        OrderPickupTime = "pickup_time",
        /// When it was signed for (third-party exports).
        OrderSignTime = "sign_time",
        /// The province it goes to.
        Province = "province",
        /// Tracking numbers and carriers in one cell.
        Express = "express",
    }
    Logistics {
        /// The order or orders a parcel carries.
        ParcelOrder = "order_id",
        /// The tracking number.
        Tracking = "tracking",
        /// The carrier.
        Carrier = "carrier",
        /// When the waybill was reported as shipped.
        ParcelShipTime = "ship_time",
        /// When the carrier picked it up.
        ParcelPickupTime = "pickup_time",
        /// When it was signed for.
        ParcelSignTime = "sign_time",
        /// Its status in words.
        ParcelStatus = "status",
    }
    Refunds {
        /// The after-sale's id.
        RefundId = "id",
        /// The main order.
        RefundOrder = "order_id",
        /// The sub-order.
        RefundSubOrder = "sub_order_id",
        /// 售后类型.
        RefundType = "type",
        /// The reason given.
        RefundReason = "reason",
        /// The platform's tag of the reason.
        RefundReasonTag = "reason_tag",
        /// 售后状态.
        RefundStatus = "status",
        /// When it was applied for.
        ApplyTime = "apply_time",
        /// When the merchant agreed.
        AgreeTime = "agree_time",
        /// When it was finished.
        RefundFinishTime = "finish_time",
        /// When the merchant paid back: a finish time where that one is missing.
        MerchantRefundTime = "merchant_refund_time",
        /// When the buyer got the money: a finish time where both are missing.
        BuyerReceivedTime = "buyer_received_time",
        /// Whether the platform arbitrated.
        Arbitration = "arbitration",
        /// Who was found liable.
        Liability = "liability",
        /// Whether the goods were shipped.
        RefundShipped = "shipped",
    }
    Reviews {
        /// The order reviewed.
        ReviewOrder = "order_id",
        /// The product reviewed.
        ReviewProductId = "product_id",
        /// The product's name.
        ReviewProductName = "product_name",
        /// When it was written.
        ReviewTime = "time",
        /// Stars for the product.
        ProductStars = "stars",
        /// Stars for logistics.
        LogisticsStars = "logistics_stars",
        /// Stars for service.
        ServiceStars = "service_stars",
        /// 好评, 中评 or 差评, where there are no stars.
        ReviewLevel = "level",
        /// The text: only its header is looked at.
        ReviewText = "text",
    }
    Service {
        /// The day of the report.
        ServiceDate = "date",
        /// The agent, or the name of a summary row.
        Agent = "agent",
        /// Conversations.
        Sessions = "sessions",
        /// Share answered within three minutes.
        Reply3Min = "reply_3min",
        /// Mean time to reply.
        ReplySeconds = "reply_seconds",
        /// Conversations rated by buyers.
        RatedSessions = "rated_sessions",
        /// Share rated as dissatisfied.
        Dissatisfaction = "dissatisfaction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_are_unique_within_a_kind() {
        let keys: HashSet<_> = Field::ALL.iter().map(|f| (f.kind(), f.key())).collect();
        assert_eq!(keys.len(), Field::ALL.len());
    }
}
