//! Pickups, in words.

use super::*;

const PICKUP_NIGHT: Words = words(
    "{pickup_from} 到次日 {pickup_to} 之间付款的，从 {pickup_to} 开始计时；在那之前就揽收的算 0 小时",
    "paid from {pickup_from} on and before {pickup_to}, the clock starts at {pickup_to}; a pickup before that takes 0 hours",
);

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
    notes: &[PICKUP_NIGHT, SEVERAL_PARCELS, REAL_TIMES, VALID_ORDERS],
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

pub const PICKUP_SCORE: Explanation = Explanation {
    definition: words(
        "每单按从付款到揽收用了多久打分，再取各单的平均",
        "each order gets a score by its time from payment to pickup; this is their mean",
    ),
    numerator: words("各单揽收得分之和", "sum of the orders' scores"),
    denominator: words("全部包裹已揽收的订单", "orders with all parcels picked up"),
    cohort: words(
        "揽收日；一单有几个包裹时，是最后一个包裹的揽收日",
        "the pickup day; of several parcels the last one's",
    ),
    raises: words(
        "一单揽收得快、得分高于平均；低分订单到期离开",
        "an order picked up soon scores above the mean; a low one leaves",
    ),
    lowers: words(
        "一单揽收得慢、得分低于平均；高分订单到期离开",
        "an order picked up late scores below the mean; a high one leaves",
    ),
    enters: words(
        "揽收当天进入；揽收日是第 1 天，过完第 {days} 天离开。一直没揽收的订单不在里面",
        "an order enters on its pickup day and leaves {days} days after it; one that is never picked up is not in it",
    ),
    notes: &[
        words(
            "折算：{scores}；两点之间按直线，两头封顶",
            "the score: {scores}; straight lines between these, level beyond",
        ),
        PICKUP_NIGHT,
        SEVERAL_PARCELS,
        REAL_TIMES,
        VALID_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 5 月和 7 月版的物流指标：逐单打分再平均，含夜间规则",
                "a logistics indicator of the versions of May and July 2026: a score per order, then the mean, with the night rule",
            ),
        ),
        (
            Basis::Estimate,
            words(
                "平台没有公布多少小时得多少分，折算是估的",
                "which hours get which score was never published; the figures are an estimate",
            ),
        ),
    ],
    by_reason: None,
};
