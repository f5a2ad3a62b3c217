//! What a column is for, in words: told where a file lacks it.

use crate::field::Field;

/// What a field is for: Chinese, English.
pub fn purpose(field: Field) -> (&'static str, &'static str) {
    use Field::*;
    match field {
        OrderId => ("认出每一单", "telling orders apart"),
        SubOrderId => ("分清一单里的几个子订单", "telling the sub-orders of an order apart"),
        OrderProductId => ("找出是哪个商品拖分", "finding the product to blame"),
        OrderProductName => ("显示商品名", "showing the product's name"),
        OrderSku => ("没有子订单编号时分清规格", "telling variants apart where there is no sub-order id"),
        OrderAmount => ("去掉赠品和 0 元单", "leaving out gifts and zero-price orders"),
        OrderStatus => ("认出没付款和已关闭的单", "knowing unpaid and closed orders"),
        OrderAftersaleStatus => (
            "没有支付时间时认出付过款的单",
            "knowing which closed orders were paid, where pay times are missing",
        ),
        OrderType => (
            "去掉虚拟、到店、自提这些不用揽收的单",
            "leaving out virtual and self-collected orders, which have no pickup",
        ),
        SubmitTime => ("没有支付时间时代替它", "standing in for the pay time"),
        PayTime => ("认出有效订单，算揽收和到货", "knowing valid orders, deadlines and hours to arrival"),
        ShipTime => ("认出发了货但没有物流的单", "knowing orders that were shipped but have no parcel"),
        FinishTime => ("没有签收时间时代替签收日", "standing in for the sign day"),
        PromisedShipTime => ("预售单的揽收截止", "the pickup deadline of presales"),
        ExpectedDeliveryTime => ("运单应送达的时间", "the time by which delivery is due"),
        OrderPickupTime => ("没有物流导出时的揽收时间", "pickups where there is no logistics export"),
        OrderSignTime => ("没有物流导出时的签收时间", "signatures where there is no logistics export"),
        Province => ("找出是哪个省慢", "finding the province that is slow"),
        Express => ("把没写订单号的包裹对上订单", "finding the orders of parcels that name none"),
        ParcelOrder => ("把包裹对上订单", "finding a parcel's order"),
        Tracking => ("分清一单里的几个包裹", "telling the parcels of an order apart"),
        Carrier => ("找出是哪家快递慢", "finding the carrier that is slow"),
        ParcelShipTime => ("核对发货", "knowing when a parcel was shipped"),
        ParcelPickupTime => ("揽收", "pickups"),
        ParcelSignTime => ("签收", "signatures"),
        ParcelStatus => ("认出拒签和退回的包裹", "knowing refused and returned parcels"),
        RefundId => ("认出每一笔售后", "telling after-sales apart"),
        RefundOrder => ("把售后对上订单", "finding an after-sale's order"),
        RefundSubOrder => ("把售后对上子订单", "finding an after-sale's sub-order"),
        RefundType => ("分清仅退款和退货退款", "telling refund-only from returns"),
        RefundReason => ("首次售后原因", "the first reason given"),
        RefundReasonTag => ("平台标的品质原因", "the platform's mark of quality reasons"),
        RefundStatus => ("认出退款成功的", "knowing which after-sales succeeded"),
        ApplyTime => ("原因和时长从申请时间算起", "reasons and hours count from it"),
        AgreeTime => ("审核时长", "the time to review"),
        RefundFinishTime => ("完结时长", "the time to settle"),
        MerchantRefundTime => ("没有完结时间时代替它", "standing in for the finish time"),
        BuyerReceivedTime => {
            ("前两个时间都没有时代替", "standing in where both other finish times are missing")
        }
        Arbitration => ("认出求助平台的，去掉仲裁过的", "knowing which after-sales called the platform"),
        Liability => ("纠纷判了谁的责任", "who was found liable"),
        RefundShipped => {
            ("分清“仅退款”是发货前还是发货后", "telling refunds before shipping from later ones")
        }
        ReviewOrder => ("把评价对上订单", "finding a review's order"),
        ReviewProductId => ("认出重复的评价", "knowing the same review in two exports"),
        ReviewProductName => ("没有商品 ID 时认出商品", "knowing the product where there is no id"),
        ReviewTime => ("评价在哪一天写的", "the day a review was written"),
        ProductStars => ("商品评分", "stars for the product"),
        LogisticsStars => ("物流评分", "stars for logistics"),
        ServiceStars => ("服务评分", "stars for service"),
        ReviewLevel => ("没有星级时用好评、中评、差评代替", "standing in for stars"),
        ReviewText => ("只用来认出评价表", "recognising a reviews export"),
        ServiceDate => ("客服数据是哪一天的", "the day of the figures"),
        Agent => ("分清客服和店铺汇总行", "telling agents and summary rows apart"),
        Sessions => ("按接待量加权", "weighing by conversations"),
        Reply3Min => ("3 分钟回复率", "replies within three minutes"),
        ReplySeconds => ("平均响应时长", "mean time to reply"),
        RatedSessions => ("不满意率按评价数加权", "weighing dissatisfaction by rated conversations"),
        Dissatisfaction => ("不满意率", "dissatisfaction"),
    }
}
