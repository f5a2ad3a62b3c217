//! The review indicators of the product dimension, in words.

use super::*;

pub const POSITIVE_REVIEW_RATE: Explanation = Explanation {
    definition: words(
        "签收并有商品评分的订单里，没有一颗星低于 4 星的占多少",
        "the share of signed and rated orders without any product star below 4",
    ),
    numerator: words("最低星级在 4 星及以上的订单", "orders whose lowest star is 4 or 5"),
    denominator: words(
        "已签收、到截至日已有商品评分的订单",
        "signed orders with a product star by the as-of day",
    ),
    cohort: SIGN_DAY,
    raises: words(
        "一单只收到 4–5 星；带 1–3 星的订单到期离开",
        "an order gets 4 or 5 stars only; an order with 1 to 3 stars leaves",
    ),
    lowers: words(
        "一单收到 1–3 星（原来是好评的也会翻成不好）；好评订单到期离开",
        "an order gets 1 to 3 stars (even one that was good so far); a good one leaves",
    ),
    enters: words(
        "签收并有了评分才进入，没有评价的订单不影响；离开按签收日算，不按评价日：签收日是第 1 天，过完第 {days} 天离开",
        "a case enters once it is signed and rated, an order without a rating changes nothing; it leaves {days} days after the sign day, not the day of the review",
    ),
    notes: &[LOWEST_STAR, LEVELS, SIGN_STAND_IN, VALID_ORDERS, LOGISTICS_FOR_ORDERS],
    sources: &[
        (Basis::Reported, words("五分制体验分的商品指标", "a product indicator of the five-point score")),
        (
            Basis::Estimate,
            words(
                "几条评价取最低星、按签收日归窗口",
                "the lowest of several stars decides, the sign day places the order",
            ),
        ),
    ],
    by_reason: None,
};

pub const NEGATIVE_REVIEW_RATE: Explanation = Explanation {
    definition: words(
        "签收的订单里，收到过 1–2 星的占多少",
        "the share of signed orders that got 1 or 2 stars",
    ),
    numerator: words("最低星级在 2 星及以下的订单", "orders whose lowest star is 1 or 2"),
    denominator: words("已签收的订单，有没有评价都算", "signed orders, rated or not"),
    cohort: SIGN_DAY,
    raises: words(
        "一单收到 1–2 星；没有差评的订单到期离开",
        "an order gets 1 or 2 stars; one without them leaves",
    ),
    lowers: words(
        "又签收一单没有差评的（没评价也算）；带差评的订单到期离开",
        "one more order without a bad review is signed for, rated or not; one with a bad review leaves",
    ),
    enters: words(
        "签收当天进入；签收日是第 1 天，过完第 {days} 天离开",
        "an order enters on its sign day and leaves {days} days after it",
    ),
    notes: &[
        words("3 星既不算好评也不算差评", "3 stars are neither good nor bad"),
        LOWEST_STAR,
        LEVELS,
        SIGN_STAND_IN,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "1–2 星的订单算差评；近 30 天差评率过高会被处罚",
                "orders with 1 or 2 stars are bad ones; too high a rate over 30 days is punished",
            ),
        ),
        (
            Basis::Reported,
            words(
                "分母是签收订单（口碑分时期的说法）",
                "signed orders are the denominator, as in the score of the early years",
            ),
        ),
        (Basis::Estimate, words("几条评价取最低星", "the lowest of several stars decides")),
    ],
    by_reason: None,
};

pub const PRODUCT_RATING: Explanation = Explanation {
    definition: words(
        "有商品评分的订单，每单平均星级的平均数",
        "the mean over rated orders of each order's mean product star",
    ),
    numerator: words("每单商品星级的平均数之和", "sum of the orders' mean product stars"),
    denominator: words(
        "已签收、到截至日已有商品评分的订单",
        "signed orders with a product star by the as-of day",
    ),
    cohort: SIGN_DAY,
    raises: words(
        "一单的平均星级高于现在的平均；低星订单到期离开",
        "an order rated above the mean comes in; one below it leaves",
    ),
    lowers: words(
        "一单的平均星级低于现在的平均；高星订单到期离开",
        "an order rated below the mean comes in; one above it leaves",
    ),
    enters: words(
        "签收并有了评分才进入；签收日是第 1 天，过完第 {days} 天离开",
        "a case enters once it is signed and rated and leaves {days} days after the sign day",
    ),
    notes: &[
        words(
            "一单有几条评价时先在单内求平均，每单权重相同",
            "several reviews of an order are averaged first: every order weighs the same",
        ),
        LEVELS,
        SIGN_STAND_IN,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 5 月以来各版体验分的商品指标",
                "a product indicator of the published versions since May 2026",
            ),
        ),
        (Basis::Estimate, words("先单内平均再各单平均", "stars are averaged within an order first")),
    ],
    by_reason: None,
};
