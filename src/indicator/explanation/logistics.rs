//! Delivery and logistics stars, in words.

use super::*;

pub const ARRIVAL_HOURS: Explanation = Explanation {
    definition: words("从付款到签收平均用了多少小时", "mean hours from payment to signature"),
    numerator: words("各单从付款到签收的时长之和", "sum of the orders' hours from payment to signature"),
    denominator: words("有真实签收时间的订单", "orders with a real sign time"),
    cohort: SIGN_DAY,
    raises: words(
        "一单到得比平均慢；快的订单到期离开",
        "an order arrives slower than the mean; a quick one leaves",
    ),
    lowers: words(
        "一单到得比平均快；慢的订单到期离开",
        "an order arrives quicker than the mean; a slow one leaves",
    ),
    enters: words(
        "签收当天进入；签收日是第 1 天，过完第 {days} 天离开。还在路上的订单不在里面",
        "an order enters on its sign day and leaves {days} days after it; one still under way is not in it",
    ),
    notes: &[
        words(
            "夜间不扣除；订单完成时间不能代替签收时间",
            "nights are not taken off; the finish time never stands in for the sign time",
        ),
        SEVERAL_PARCELS,
        REAL_TIMES,
        VALID_ORDERS,
    ],
    sources: &[
        (Basis::Reported, words("五分制体验分的物流指标", "a logistics indicator of the five-point score")),
        (
            Basis::Estimate,
            words("几个包裹取最晚的签收时间", "of several parcels the latest signature counts"),
        ),
    ],
    by_reason: None,
};

pub const NEXT_DAY_DELIVERY_RATE: Explanation = Explanation {
    definition: words(
        "签收的订单里，付款次日或之前就签收的占多少",
        "the share of signed orders that were signed for by the day after payment",
    ),
    numerator: words(
        "在付款次日 23:59:59 或之前签收的订单",
        "orders signed for by 23:59:59 of the day after payment",
    ),
    denominator: words("有真实签收时间的订单", "orders with a real sign time"),
    cohort: SIGN_DAY,
    raises: words(
        "一单付款次日或当天签收；没有次日达的订单到期离开",
        "an order is signed for by the day after payment; a later one leaves",
    ),
    lowers: words(
        "一单到第三天或更晚才签收；次日达的订单到期离开",
        "an order is signed for on the third day or later; a next-day one leaves",
    ),
    enters: words(
        "签收当天进入；签收日是第 1 天，过完第 {days} 天离开。还在路上的订单不在里面",
        "an order enters on its sign day and leaves {days} days after it; one still under way is not in it",
    ),
    notes: &[
        words(
            "只看日期，所以只有日期没有时间的也算；签收早于付款的不计入，并给出提醒",
            "days decide, so a date without a time of day counts; an order signed for before it was paid is left out and reported",
        ),
        words("订单完成时间不能代替签收时间", "the finish time never stands in for the sign time"),
        SEVERAL_PARCELS,
        VALID_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words("2026 年 9 月版里加分的一项", "what earns extra points in the version of September 2026"),
        ),
        (
            Basis::Estimate,
            words(
                "从付款日数起；几个包裹取最晚的签收时间",
                "counted from the pay day; of several parcels the latest signature counts",
            ),
        ),
    ],
    by_reason: None,
};

pub const TRANSIT_HOURS: Explanation = Explanation {
    definition: words("从揽收到签收平均用了多少小时", "mean hours from pickup to signature"),
    numerator: words("各单从揽收到签收的时长之和", "sum of the orders' hours from pickup to signature"),
    denominator: words("揽收和签收时间都有的订单", "orders with a pickup and a sign time"),
    cohort: SIGN_DAY,
    raises: words(
        "一单在路上比平均久；快的订单到期离开",
        "an order is under way longer than the mean; a quick one leaves",
    ),
    lowers: words(
        "一单在路上比平均短；慢的订单到期离开",
        "an order is under way shorter than the mean; a slow one leaves",
    ),
    enters: words(
        "签收当天进入；签收日是第 1 天，过完第 {days} 天离开",
        "an order enters on its sign day and leaves {days} days after it",
    ),
    notes: &[
        words(
            "揽收、签收都取一单里最晚的时间；夜间不扣除",
            "both ends are the latest of the order's parcels; nights are not taken off",
        ),
        SEVERAL_PARCELS,
        REAL_TIMES,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[(
        Basis::Estimate,
        words(
            "公布的各版体验分里没有这个指标，供对比快递用",
            "not an indicator of any published version; for comparing carriers",
        ),
    )],
    by_reason: None,
};

pub const LOGISTICS_RATING: Explanation = Explanation {
    definition: words(
        "有物流评分的订单，每单平均星级的平均数",
        "the mean over rated orders of each order's mean logistics star",
    ),
    numerator: words("每单物流星级的平均数之和", "sum of the orders' mean logistics stars"),
    denominator: words(
        "已签收、到截至日已有物流星级的订单",
        "signed orders with a logistics star by the as-of day",
    ),
    cohort: SIGN_DAY,
    raises: words(
        "一单的物流星级高于现在的平均；低星订单到期离开",
        "an order rated above the mean comes in; one below it leaves",
    ),
    lowers: words(
        "一单的物流星级低于现在的平均；高星订单到期离开",
        "an order rated below the mean comes in; one above it leaves",
    ),
    enters: words(
        "签收并有了物流评分才进入；签收日是第 1 天，过完第 {days} 天离开",
        "a case enters once it is signed and rated and leaves {days} days after the sign day",
    ),
    notes: &[
        words(
            "现在的评价导出没有物流星级，老的或第三方的才有；没有就是无数据，不当 0 算",
            "today's reviews export has no logistics stars, older and third-party ones do; without them there is no data, never 0",
        ),
        SIGN_STAND_IN,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (
            Basis::Reported,
            words(
                "口碑分和 2022 年前后五分制的物流指标",
                "a logistics indicator of the early score and of the five-point score of about 2022",
            ),
        ),
        (Basis::Estimate, words("先单内平均再各单平均", "stars are averaged within an order first")),
    ],
    by_reason: None,
};

pub const WAYBILL_SLA_RATE: Explanation = Explanation {
    definition: words(
        "到了应送达时间的包裹里，按时签收的占多少",
        "the share of parcels due that were signed for in time",
    ),
    numerator: words("在应送达时间或之前签收的包裹", "parcels signed for at or before their due time"),
    denominator: words("应送达日已到的包裹", "parcels whose due day has come"),
    cohort: words("应送达日", "the due day"),
    raises: words(
        "一个包裹按时签收并到了应送达日；超时的到期离开",
        "a parcel signed for in time reaches its due day; a late one leaves",
    ),
    lowers: words(
        "一个包裹过了应送达时间还没签收；按时的到期离开",
        "a parcel is not signed for by its due time; one in time leaves",
    ),
    enters: words(
        "应送达日当天进入，之后再签收也不会变成及时；应送达日是第 1 天，过完第 {days} 天离开",
        "a parcel enters on its due day, and a signature after the due time no longer makes it good; it leaves {days} days after the due day",
    ),
    notes: &[
        words(
            "应送达时间：订单的预计送达时间；没有的，揽收后 {sla} 小时；两样都没有的包裹不计入",
            "due time: the order's expected delivery time, else {sla} hours after pickup; a parcel with neither is not in it",
        ),
        words(
            "按包裹算，一单几个包裹就是几条；拒签、退回的包裹算没送达",
            "every parcel counts by itself; a refused or returned one was not delivered",
        ),
        words(
            "订单导出自带揽收、签收时间而没有包裹的，按一单一个包裹算",
            "an order with pickup or sign times of its own and no parcel counts as one parcel",
        ),
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 5 月以来各版的物流指标",
                "a logistics indicator of the published versions since May 2026",
            ),
        ),
        (
            Basis::Estimate,
            words("没有预计送达时间时的 {sla} 小时", "the {sla} hours where no expected time is known"),
        ),
    ],
    by_reason: None,
};
