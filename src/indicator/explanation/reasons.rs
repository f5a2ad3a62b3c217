//! The indicators that the reason of an after-sale decides, in words.

use super::*;

pub const QUALITY_RETURN_RATE: Explanation = Explanation {
    definition: words(
        "签收的订单里，首次售后原因属于品质问题的占多少",
        "the share of signed orders whose first after-sale reason is a quality reason",
    ),
    numerator: words("首次售后原因属于品质类的订单", "orders whose first reason is in a quality class"),
    denominator: words("已签收的订单，有没有售后都算", "signed orders, with an after-sale or not"),
    cohort: SIGN_DAY,
    raises: words(
        "一单首次申请售后写的是品质原因；没有品质售后的订单到期离开",
        "an order's first after-sale names a quality reason; an order without one leaves",
    ),
    lowers: words(
        "又签收一单没有品质售后的；带品质售后的订单到期离开",
        "one more order without one is signed for; one with a quality reason leaves",
    ),
    enters: words(
        "签收当天进入分母；申请售后那天进入分子（申请早于签收的，签收当天）；签收日是第 1 天，过完第 {days} 天离开",
        "an order enters the denominator on its sign day and the numerator on the day of the application (on the sign day if that is later); it leaves {days} days after the sign day",
    ),
    notes: &[
        FIRST_REASON,
        REASON_IN_TIME,
        words(
            "售后原因或原因标签里有“{mark}”的，不看其他字，一律算品质；几个子订单中有一个是品质就算",
            "a reason or reason tag with the mark {mark} is a quality reason whatever its words; one of several sub-orders is enough",
        ),
        SIGN_STAND_IN,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "按首次申请的原因算，之后撤销或改原因都照算；2026 年 5 月以来各版的商品指标",
                "the first application's reason counts even if withdrawn or changed later; a product indicator of the published versions since May 2026",
            ),
        ),
        (Basis::Reported, words("五分制体验分的商品指标", "a product indicator of the five-point score")),
        (Basis::Estimate, words("哪些字样算哪一类原因", "which words make which class of reason")),
    ],
    by_reason: Some(ReasonGroup::Quality),
};

pub const LOGISTICS_RETURN_RATE: Explanation = Explanation {
    definition: words(
        "付款的订单里，首次售后原因是发货或物流问题的占多少",
        "the share of paid orders whose first after-sale reason is a shipping or logistics reason",
    ),
    numerator: words(
        "首次售后原因属于发货、物流类的订单",
        "orders whose first reason is in a logistics class",
    ),
    denominator: words("已付款的订单", "paid orders"),
    cohort: PAY_DAY,
    raises: words(
        "一单首次申请售后写的是发货或物流原因；没有的订单到期离开",
        "an order's first after-sale names such a reason; an order without one leaves",
    ),
    lowers: words(
        "又有一单付款；带这类售后的订单到期离开",
        "one more order is paid; one with such a reason leaves",
    ),
    enters: words(
        "付款当天进入分母；申请售后那天进入分子；付款日是第 1 天，过完第 {days} 天离开",
        "an order enters the denominator on its pay day and the numerator on the day of the application; it leaves {days} days after the pay day",
    ),
    notes: &[
        FIRST_REASON,
        REASON_IN_TIME,
        words(
            "平台只算后来还判责或赔付了的订单，导出里看不到，所以这里的数偏高，是上限",
            "the platform counts only orders that also led to a ruling or compensation; exports do not show that, so this figure is an upper bound",
        ),
        VALID_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 5 月和 7 月版的物流指标；按首次申请的原因算",
                "a logistics indicator of the versions of May and July 2026; the first application's reason counts",
            ),
        ),
        (
            Basis::Estimate,
            words(
                "哪些字样算这类原因；不管有没有判责都算",
                "which words make such a reason; counted with or without a ruling",
            ),
        ),
    ],
    by_reason: Some(ReasonGroup::Logistics),
};

pub const DAMAGE_RETURN_RATE: Explanation = Explanation {
    definition: words(
        "付款的订单里，首次售后原因是破损的占多少",
        "the share of paid orders whose first after-sale reason is damage",
    ),
    numerator: words("首次售后原因属于破损类的订单", "orders whose first reason is in a damage class"),
    denominator: words("已付款的订单", "paid orders"),
    cohort: PAY_DAY,
    raises: words(
        "一单首次申请售后写的是破损；没有的订单到期离开",
        "an order's first after-sale names damage; an order without it leaves",
    ),
    lowers: words("又有一单付款；带破损售后的订单到期离开", "one more order is paid; one with damage leaves"),
    enters: words(
        "付款当天进入分母；申请售后那天进入分子；付款日是第 1 天，过完第 {days} 天离开",
        "an order enters the denominator on its pay day and the numerator on the day of the application; it leaves {days} days after the pay day",
    ),
    notes: &[
        FIRST_REASON,
        REASON_IN_TIME,
        words(
            "写着“{mark}”的原因归到品质，不算破损",
            "a reason with the mark {mark} is a quality reason, not damage",
        ),
        VALID_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 9 月版的物流指标；按首次申请的原因算",
                "a logistics indicator of the version of September 2026; the first application's reason counts",
            ),
        ),
        (Basis::Estimate, words("哪些字样算破损", "which words mean damage")),
    ],
    by_reason: Some(ReasonGroup::Damage),
};
