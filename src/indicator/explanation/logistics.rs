//! Pickup, delivery and logistics stars, in words.

use super::*;

pub const PICKUP_ON_TIME_RATE: Explanation = Explanation {
    definition: words(
        "到了揽收截止时间的订单里，按时揽收的占多少",
        "the share of orders due for pickup that were picked up in time",
    ),
    numerator: words("在截止时间或之前全部揽收的订单", "due orders picked up at or before their deadline"),
    denominator: words(
        "揽收截止日已到的订单（不用揽收、查不清的除外）",
        "orders whose deadline day has come, without those not due or unknown",
    ),
    cohort: words("揽收截止日", "the day of the pickup deadline"),
    raises: words(
        "一单按时揽收并到了截止日；晚揽收的订单到期离开",
        "an order picked up in time reaches its deadline; a late one leaves",
    ),
    lowers: words(
        "一单过了截止时间还没揽收；按时揽收的订单到期离开",
        "an order is not picked up by its deadline; one in time leaves",
    ),
    enters: words(
        "截止日当天进入，过了截止时间再揽收也不会变成及时；截止日是第 1 天，过完第 {days} 天离开",
        "an order enters on its deadline day, and a pickup after the deadline no longer makes it good; it leaves {days} days after the deadline day",
    ),
    notes: &[
        words(
            "截止时间：{deadline}；承诺发货时间晚于付款 {presale} 小时以上的（预售），以承诺发货时间为准",
            "deadline: {deadline}; where the promised ship time lies more than {presale} hours after payment (a presale), that time",
        ),
        words(
            "不用揽收：截止前申请、发货前全额退款成功的；已关闭或已取消且没发货的（没有售后导出时）；虚拟、到店、自提订单",
            "not due: everything refunded before shipping on an application made by the deadline; closed without shipping (where there is no after-sales export); virtual and self-collected orders",
        ),
        words(
            "查不清的不计入并提醒：有发货时间但没有包裹；有签收但没有揽收时间；没有包裹且付款早于物流导出的第一天",
            "unknown, left out and reported: shipped but without a parcel; signed for but without a pickup time; without a parcel and paid before the logistics exports begin",
        ),
        words("第一次出现揽收记录之前没有数据", "up to the first pickup in the input there is no data"),
        SEVERAL_PARCELS,
        VALID_ORDERS,
    ],
    sources: &[
        (Basis::Platform, words("付款次日 23:59:59 截止", "the end of the day after payment as deadline")),
        (
            Basis::Reported,
            words(
                "2023 年前后五分制体验分的物流指标",
                "a logistics indicator of the five-point score since about 2023",
            ),
        ),
        (
            Basis::Estimate,
            words(
                "承诺发货时间多晚算预售、导出里看不清的订单怎么处理",
                "which promised time makes a presale, and what becomes of orders on which the exports are silent",
            ),
        ),
    ],
    by_reason: None,
};

pub const PICKUP_HOURS: Explanation = Explanation {
    definition: words("从付款到揽收平均用了多少小时", "mean hours from payment to pickup"),
    numerator: words(
        "各单从付款到揽收的时长之和（扣除夜间）",
        "sum of the orders' hours from payment to pickup, nights taken off",
    ),
    denominator: words("全部包裹已揽收的订单", "orders with all parcels picked up"),
    cohort: words(
        "揽收日；一单有几个包裹时，是最后一个包裹的揽收日",
        "the pickup day; of several parcels the last one's",
    ),
    raises: words(
        "一单揽收得比平均慢；快的订单到期离开",
        "an order is picked up slower than the mean; a quick one leaves",
    ),
    lowers: words(
        "一单揽收得比平均快；慢的订单到期离开",
        "an order is picked up quicker than the mean; a slow one leaves",
    ),
    enters: words(
        "揽收当天进入；揽收日是第 1 天，过完第 {days} 天离开。一直没揽收的订单不在里面",
        "an order enters on its pickup day and leaves {days} days after it; one that is never picked up is not in it",
    ),
    notes: &[
        words(
            "{pickup_from} 到次日 {pickup_to} 之间付款的，从 {pickup_to} 开始计时；在那之前就揽收的算 0 小时",
            "paid from {pickup_from} on and before {pickup_to}, the clock starts at {pickup_to}; a pickup before that takes 0 hours",
        ),
        SEVERAL_PARCELS,
        REAL_TIMES,
        VALID_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 9 月版的物流指标，含夜间规则",
                "a logistics indicator of the version of September 2026, with its night rule",
            ),
        ),
        (Basis::Estimate, words("几个包裹取最晚的揽收时间", "of several parcels the latest pickup counts")),
    ],
    by_reason: None,
};

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
