//! After-sales, disputes and service stars, in words.

use super::*;

const WITHOUT_AGREE: Words = words(
    "没有同意时间的：仅退款用完结时间代替，退货退款不计入；发货前的退款、换货、补寄、维修不算",
    "without an agree time the finish time stands in for refunds without return, and a return is left out; refunds before shipping, exchanges, resends and repairs do not count",
);

pub const SERVICE_RATING: Explanation = Explanation {
    definition: words(
        "有服务评分的订单，每单平均星级的平均数",
        "the mean over rated orders of each order's mean service star",
    ),
    numerator: words("每单服务星级的平均数之和", "sum of the orders' mean service stars"),
    denominator: words(
        "已签收、到截至日已有服务星级的订单",
        "signed orders with a service star by the as-of day",
    ),
    cohort: SIGN_DAY,
    raises: words(
        "一单的服务星级高于现在的平均；低星订单到期离开",
        "an order rated above the mean comes in; one below it leaves",
    ),
    lowers: words(
        "一单的服务星级低于现在的平均；高星订单到期离开",
        "an order rated below the mean comes in; one above it leaves",
    ),
    enters: words(
        "签收并有了服务评分才进入；签收日是第 1 天，过完第 {days} 天离开",
        "a case enters once it is signed and rated and leaves {days} days after the sign day",
    ),
    notes: &[
        words(
            "现在的评价导出没有服务星级，老的或第三方的才有；没有就是无数据，不当 0 算",
            "today's reviews export has no service stars, older and third-party ones do; without them there is no data, never 0",
        ),
        SIGN_STAND_IN,
        VALID_ORDERS,
        LOGISTICS_FOR_ORDERS,
    ],
    sources: &[
        (Basis::Reported, words("口碑分的服务指标", "the service indicator of the early score")),
        (Basis::Estimate, words("先单内平均再各单平均", "stars are averaged within an order first")),
    ],
    by_reason: None,
};

pub const REFUND_ONLY_HOURS: Explanation = Explanation {
    definition: words(
        "成功的仅退款，从买家申请到完结平均用了多少小时",
        "mean hours from application to finish of successful refunds without return",
    ),
    numerator: words("各笔从申请到完结的时长之和", "sum of the hours from application to finish"),
    denominator: words(
        "自主完结、已成功的仅退款，发货前和发货后的都算",
        "successful self-settled refunds without return, before and after shipping",
    ),
    cohort: words("完结日（退款成功那天）", "the day of success, that is of the finish time"),
    raises: words(
        "一笔仅退款完结得比平均慢；快的到期离开",
        "a refund is settled slower than the mean; a quick one leaves",
    ),
    lowers: words(
        "一笔仅退款完结得比平均快；慢的到期离开",
        "a refund is settled quicker than the mean; a slow one leaves",
    ),
    enters: words(
        "完结当天进入；完结日是第 1 天，过完第 {days} 天离开。还没完结的、被拒绝的、已关闭的不在里面",
        "a case enters on its day of success and leaves {days} days after it; open, refused and closed ones are not in it",
    ),
    notes: &[
        SELF_SETTLED,
        WITHOUT_FINISH,
        words("夜间不扣除", "nights are not taken off"),
        REAL_TIMES,
        EVERY_AFTERSALE,
    ],
    sources: &[
        (Basis::Reported, words("五分制体验分的服务指标", "a service indicator of the five-point score")),
        (
            Basis::Estimate,
            words(
                "哪些售后算仅退款、怎么认定自主完结",
                "which after-sales are refund-only and which are self-settled",
            ),
        ),
    ],
    by_reason: None,
};

pub const RETURN_REFUND_HOURS: Explanation = Explanation {
    definition: words(
        "成功的退货退款，从买家申请到完结平均用了多少小时",
        "mean hours from application to finish of successful returns",
    ),
    numerator: words(
        "各笔从申请到完结的时长之和（含买家寄回的时间）",
        "sum of the hours from application to finish, the way back included",
    ),
    denominator: words("自主完结、已成功的退货退款", "successful self-settled returns"),
    cohort: words("完结日（退款成功那天）", "the day of success, that is of the finish time"),
    raises: words(
        "一笔退货退款完结得比平均慢；快的到期离开",
        "a return is settled slower than the mean; a quick one leaves",
    ),
    lowers: words(
        "一笔退货退款完结得比平均快；慢的到期离开",
        "a return is settled quicker than the mean; a slow one leaves",
    ),
    enters: words(
        "完结当天进入；完结日是第 1 天，过完第 {days} 天离开。还没完结的、被拒绝的、已关闭的不在里面",
        "a case enters on its day of success and leaves {days} days after it; open, refused and closed ones are not in it",
    ),
    notes: &[
        SELF_SETTLED,
        WITHOUT_FINISH,
        words("夜间不扣除", "nights are not taken off"),
        REAL_TIMES,
        EVERY_AFTERSALE,
    ],
    sources: &[
        (Basis::Reported, words("五分制体验分的服务指标", "a service indicator of the five-point score")),
        (Basis::Estimate, words("怎么认定自主完结", "which after-sales are self-settled")),
    ],
    by_reason: None,
};

pub const AFTERSALE_REVIEW_HOURS: Explanation = Explanation {
    definition: words(
        "成功的售后，从买家申请到商家同意平均用了多少小时",
        "mean hours from application to the merchant's agreement, of successful after-sales",
    ),
    numerator: words(
        "各笔从申请到同意的时长之和（扣除夜间）",
        "sum of the hours from application to agreement, nights taken off",
    ),
    denominator: words(
        "已成功的发货后仅退款和退货退款（平台介入过的也算）",
        "successful refunds after shipping and returns, arbitrated ones too",
    ),
    cohort: words("完结日（退款成功那天）", "the day of success, that is of the finish time"),
    raises: words(
        "一笔审核得比平均慢的售后完结；快的到期离开",
        "an after-sale decided slower than the mean succeeds; a quick one leaves",
    ),
    lowers: words(
        "一笔审核得比平均快的售后完结；慢的到期离开",
        "an after-sale decided quicker than the mean succeeds; a slow one leaves",
    ),
    enters: words(
        "完结当天（不是同意当天）进入；完结日是第 1 天，过完第 {days} 天离开",
        "a case enters on its day of success, not of the agreement, and leaves {days} days after it",
    ),
    notes: &[
        words(
            "{review_from} 到次日 {review_to} 之间申请的，从 {review_to} 开始计时；在那之前就同意的算 0 小时",
            "applied for from {review_from} on and before {review_to}, the clock starts at {review_to}; an agreement before that takes 0 hours",
        ),
        WITHOUT_AGREE,
        WITHOUT_FINISH,
        REAL_TIMES,
        EVERY_AFTERSALE,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 7 月以来各版的服务指标，含夜间规则",
                "a service indicator of the published versions since July 2026, with its night rule",
            ),
        ),
        (Basis::Estimate, words("没有同意时间时怎么算", "what happens without an agree time")),
    ],
    by_reason: None,
};

pub const AFTERSALE_HANDLED_IN_TIME_RATE: Explanation = Explanation {
    definition: words(
        "成功的售后里，商家在时限内处理的占多少",
        "the share of successful after-sales that the merchant handled in time",
    ),
    numerator: words(
        "从申请到同意，仅退款不超过 {refund_only_within} 小时、退货退款不超过 {return_within} 小时的售后",
        "after-sales agreed to within {refund_only_within} hours of the application (refunds without return) or {return_within} (returns)",
    ),
    denominator: words(
        "已成功的发货后仅退款和退货退款（平台介入过的也算）",
        "successful refunds after shipping and returns, arbitrated ones too",
    ),
    cohort: words("完结日（退款成功那天）", "the day of success, that is of the finish time"),
    raises: words(
        "一笔在时限内处理的售后完结；超时的到期离开",
        "an after-sale handled in time succeeds; a late one leaves",
    ),
    lowers: words(
        "一笔超过时限才处理的售后完结；及时的到期离开",
        "an after-sale handled late succeeds; one in time leaves",
    ),
    enters: words(
        "完结当天（不是同意当天）进入；完结日是第 1 天，过完第 {days} 天离开",
        "a case enters on its day of success, not of the agreement, and leaves {days} days after it",
    ),
    notes: &[
        words("夜间不扣除", "nights are not taken off"),
        WITHOUT_AGREE,
        WITHOUT_FINISH,
        REAL_TIMES,
        EVERY_AFTERSALE,
    ],
    sources: &[
        (
            Basis::Platform,
            words("2026 年 5 月版的服务指标", "a service indicator of the version of May 2026"),
        ),
        (
            Basis::Estimate,
            words(
                "平台按行业定时限，没有公布，这里的小时数是估的；没有同意时间时怎么算",
                "the platform's limits differ by industry and were never published, the hours here are an estimate; what happens without an agree time",
            ),
        ),
    ],
    by_reason: None,
};

pub const DISPUTE_LIABILITY_RATE: Explanation = Explanation {
    definition: words(
        "付款的订单里，有纠纷判商家责任的占多少",
        "the share of paid orders with a dispute the merchant was found liable for",
    ),
    numerator: words(
        "有一笔售后的责任方是商家的订单",
        "orders with an after-sale whose liable party is the merchant",
    ),
    denominator: words("已付款的订单", "paid orders"),
    cohort: PAY_DAY,
    raises: words(
        "一单的售后判了商家责任；没有的订单到期离开",
        "an after-sale of an order is ruled against the merchant; an order without one leaves",
    ),
    lowers: words(
        "又有一单付款；判过商家责任的订单到期离开",
        "one more order is paid; one with such a ruling leaves",
    ),
    enters: words(
        "付款当天进入分母；分子从那笔售后的申请日起算（导出里没有判责的日期）；付款日是第 1 天，过完第 {days} 天离开",
        "an order enters the denominator on its pay day and the numerator on the apply day of that after-sale (exports do not date the ruling); it leaves {days} days after the pay day",
    ),
    notes: &[
        words(
            "责任方写的是没见过的字样时不算商家责任，并给出提醒",
            "an unknown word for the liable party is reported and never held against the merchant",
        ),
        VALID_ORDERS,
    ],
    sources: &[(
        Basis::Estimate,
        words(
            "2026 年公布的各版体验分里没有这个指标；从申请日起算是本项目的做法",
            "not an indicator of the versions published in 2026; counting from the apply day is this project's",
        ),
    )],
    by_reason: None,
};

pub const PLATFORM_HELP_RATE: Explanation = Explanation {
    definition: words(
        "有售后的订单里，找过平台介入的占多少",
        "the share of orders with after-sales on which the platform was called",
    ),
    numerator: words(
        "有一笔售后出现过平台介入（仲裁）的订单",
        "orders with an arbitration on one of their after-sales",
    ),
    denominator: words(
        "有售后的订单，任何类型和结果都算",
        "orders with an after-sale of any kind and outcome",
    ),
    cohort: words("这一单最早一笔售后的申请日", "the apply day of the order's first after-sale"),
    raises: words(
        "一单的售后有平台介入；没有介入的订单到期离开",
        "the platform is called on an order; one without leaves",
    ),
    lowers: words(
        "又一单有了售后但没找平台；介入过的订单到期离开",
        "one more order has an after-sale without the platform; one with it leaves",
    ),
    enters: words(
        "首次申请售后当天进入分母；分子从有介入的那笔售后的申请日起算（导出里没有介入的日期）；首次申请日是第 1 天，过完第 {days} 天离开",
        "an order enters the denominator on the day of its first application and the numerator on the apply day of the after-sale with the arbitration (exports do not date it); it leaves {days} days after the first application",
    ),
    notes: &[
        words(
            "仲裁状态为空、0、无仲裁记录、未介入的都算没有介入；其他都算有",
            "a blank arbitration status, 0 or a word for none means that the platform was not called; anything else that it was",
        ),
        words(
            "对不上订单的售后也算；没有申请时间的售后不算",
            "after-sales that fit no order count too; those without an apply time do not",
        ),
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 7 月以来各版的服务指标",
                "a service indicator of the published versions since July 2026",
            ),
        ),
        (
            Basis::Estimate,
            words(
                "从仲裁状态看有没有找过平台；按首次申请日归窗口",
                "read off the arbitration status; placed by the first apply day",
            ),
        ),
    ],
    by_reason: None,
};
