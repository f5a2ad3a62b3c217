//! What can be said of a result.

use super::*;

const FIGURE_STANDS: Words = words(
    "其余记录照常算，这几条不在分子也不在分母里；多了会让这个数失真",
    "all others count; these cases are in neither numerator nor denominator, and many of them would bend the figure",
);

pub const NOTHING_SCORABLE: CodeExplanation = of(
    words("给的文件和文件夹里，没有一个可以计入", "none of the files and folders given can count"),
    words("不出分，退出码为 2", "no score, exit code 2"),
);

pub const NO_DATA: CodeExplanation = CodeExplanation {
    args: &[
        same("as_of", "2026-10-30"),
        (
            "missing",
            words(
                "没有物流、售后、评价、飞鸽客服导出",
                "there are no exports of logistics, after-sales, reviews, customer service",
            ),
        ),
    ],
    ..of(
        words(
            "文件读到了，但规则集计分的指标在考核周期里一个都算不出来",
            "files were read, but none of the indicators the rulebook scores has anything to count in its window",
        ),
        words(
            "不出分，退出码为 2：没有数据绝不当 0 分",
            "no score, exit code 2: no data is never a score of 0",
        ),
    )
};

pub const AS_OF_UNKNOWN: CodeExplanation = of(
    words(
        "没写 --as-of，文件里也没有任何时间可以推出截至日",
        "there is no --as-of, and no time in the files from which the as-of day could be taken",
    ),
    words("不出分，退出码为 2", "no score, exit code 2"),
);

pub const NO_TOTAL: CodeExplanation = CodeExplanation {
    args: &[same("coverage", "42.5%")],
    ..of(
        words(
            "要和 --fail-under 比，但数据太少，没有总分",
            "--fail-under needs a total, but too little is known to give one",
        ),
        words("各指标照常给出，退出码为 2（不是 1）", "the indicators are given; exit code 2, not 1"),
    )
};

pub const AS_OF_FUTURE: CodeExplanation = CodeExplanation {
    args: &[same("as_of", "2060-01-01")],
    input: Some(Input::Typed {
        wrong: "tiyanfen score exports --as-of 2060-01-01 --set arrival_hours=72",
        right: "tiyanfen score exports --as-of 2026-10-30 --set arrival_hours=72",
    }),
    ..of(
        words("截至日就是今天或还没到", "the as-of day is today or still to come"),
        words(
            "照常算分，但当天之后的记录还会让它变",
            "the score is given, but what still happens on that day will change it",
        ),
    )
};

pub const LOW_COVERAGE: CodeExplanation = CodeExplanation {
    args: &[same("coverage", "42.5%"), same("least", "50%")],
    ..of(
        words(
            "有数据的指标，权重加起来不到规则集要求的最低覆盖",
            "the weights of the indicators with data add up to less than the rulebook asks for",
        ),
        words(
            "不给总分，只给各指标和可能的范围：错的总分比没有更糟",
            "no total, only the indicators and the range it can lie in: a wrong total is worse than none",
        ),
    )
};

pub const PARTIAL_DAYS: CodeExplanation = CodeExplanation {
    args: &[
        ("kind", words("评价", "reviews")),
        same("first", "2026-08-20"),
        same("last", "2026-10-30"),
        same("from", "2026-08-02"),
        same("to", "2026-10-30"),
    ],
    ..of(
        words(
            "一种导出的第一条到最后一条记录，没有盖满考核周期",
            "the first to the last record of a kind of export does not span the window",
        ),
        words(
            "照现有的记录算，相关指标标为缺天；那几天要是真有记录，分数会不同",
            "what is there counts and the indicators are marked as partial; if there were records on those days, the score would differ",
        ),
    )
};

pub const FUTURE_TIMES: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        ORDERS,
        &["6917926768823643751,11,28.90,2066-10-01 09:01:00,已发货"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words(
            "有些时间比本机时钟还晚：时钟不准，或日期写错",
            "some times lie later than this machine's clock: the clock or the dates are wrong",
        ),
        words(
            "这些时间当作还没发生，也不用来定截至日",
            "they count as not happened and do not choose the as-of day",
        ),
    )
};

pub const SIGN_STAND_IN: CodeExplanation = CodeExplanation {
    args: &[same("share", "36.4%")],
    ..of(
        words(
            "有些订单没有真实签收时间，用订单完成时间的日子当签收日",
            "some orders have no real sign time, so their finish day stands in for the sign day",
        ),
        words(
            "好评率、差评率、品质退货率等按签收日归窗口的指标是近似的；时长类指标不用它",
            "indicators placed by the sign day (reviews, quality returns) are approximate; hours never use it",
        ),
    )
};

pub const PAY_STAND_IN: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        "主订单编号,订单应付金额,订单提交时间,订单状态",
        &["6917926768823643751,28.90,2026-10-01 09:00:00,已发货"],
        &[],
    ),
    ..of(
        words(
            "订单导出里没有支付时间列，用下单时间代替",
            "the orders export has no column of pay times, so the submit time stands in",
        ),
        words(
            "从付款算起的时长会偏长，揽收截止会偏早；待支付、已取消的订单不算",
            "hours from payment come out too long and pickups fall due too early; unpaid and cancelled orders do not count",
        ),
    )
};

pub const PICKUP_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[same("n", "12")],
    ..of(
        words(
            "有些订单该揽收了，但查不清：有发货时间却没有包裹、有签收却没有揽收时间，或者没有包裹且付款早于物流导出的第一天",
            "for some orders due nobody knows: shipped but without a parcel, signed for but without a pickup time, or without a parcel and paid before the logistics exports begin",
        ),
        words(
            "不在揽收及时率的分子也不在分母里；多了会让这个数失真",
            "they are in neither numerator nor denominator of that rate; many of them would bend it",
        ),
    )
};

pub const HOURS_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[("indicator", words("平均揽收时长", "Mean hours to pickup")), same("n", "1")],
    input: file(
        LOGISTICS,
        &["SF1234567890,6917926768823643751,2026-10-02,2026-10-03 10:00:00"],
        &["SF1234567890,6917926768823643751,2026-10-02 09:30:00,2026-10-03 10:00:00"],
    ),
    ..of(
        words(
            "算时长的记录里，有的只有日期没有时间，或缺了一头",
            "some cases of an hours indicator have a date but no time of day, or lack one end",
        ),
        FIGURE_STANDS,
    )
};

pub const NEGATIVE_DURATION: CodeExplanation = CodeExplanation {
    args: &[("indicator", words("平均揽收时长", "Mean hours to pickup")), same("n", "1")],
    input: file(
        LOGISTICS,
        &["SF1234567890,6917926768823643751,2026-10-01 08:30:00,2026-10-03 10:00:00"],
        &["SF1234567890,6917926768823643751,2026-10-02 09:30:00,2026-10-03 10:00:00"],
    ),
    ..of(
        words(
            "结束比开始还早（例如揽收早于付款），数据有误",
            "something ends before it begins (a pickup before the payment, say): bad data",
        ),
        words(
            "不算进这个平均数；按单数算的指标照常算它",
            "they are left out of this mean; indicators that count orders still count them",
        ),
    )
};

pub const SUCCESS_WITHOUT_FINISH: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        REFUNDS,
        &["147258369,6917926768823643751,退货退款,退款成功,2026-10-05 10:00:00,-,质量问题"],
        &["147258369,6917926768823643751,退货退款,退款成功,2026-10-05 10:00:00,2026-10-09 15:00:00,质量问题"],
    ),
    ..of(
        words(
            "售后成功了，但售后完结、商家退款、用户到账三个时间都没有",
            "an after-sale succeeded, but its finish, refund and receipt times are all missing",
        ),
        words(
            "不算进时长类指标；它的原因、求助照常算",
            "it is in no hours indicator; its reason and a call for the platform still count",
        ),
    )
};

pub const REFUND_WITHOUT_APPLY: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        REFUNDS,
        &["147258369,6917926768823643751,退货退款,退款成功,-,2026-10-09 15:00:00,质量问题"],
        &["147258369,6917926768823643751,退货退款,退款成功,2026-10-05 10:00:00,2026-10-09 15:00:00,质量问题"],
    ),
    ..of(
        words(
            "售后没有申请时间，不知道从哪天起算",
            "an after-sale has no apply time: nobody knows from which day on it counts",
        ),
        words(
            "按原因、时长、求助、判责算的指标都没有它：品质退货率等会偏低",
            "no indicator of reasons, hours, calls for the platform or liability counts it: quality returns come out too low",
        ),
    )
};

pub const REVIEW_WITHOUT_TIME: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        REVIEWS,
        &["-,6917926768823643751,5,很好"],
        &["2026-10-05 10:00:00,6917926768823643751,5,很好"],
    ),
    ..of(
        words(
            "评价没有时间，不知道截至日那天写了没有",
            "a review has no written time: nobody knows whether it existed on the as-of day",
        ),
        words("这条评价不算，好评率和评分里没有它", "the review does not count in any rate or rating"),
    )
};

pub const REVIEW_WITHOUT_STARS: CodeExplanation = CodeExplanation {
    args: &[same("n", "1")],
    input: file(
        REVIEWS,
        &["2026-10-05 10:00:00,6917926768823643751,-,很好"],
        &["2026-10-05 10:00:00,6917926768823643751,5,很好"],
    ),
    ..of(
        words("评价既没有星级，也没有好评、中评、差评的等级", "a review has neither stars nor a level"),
        words("这条评价不算，不当好评也不当差评", "the review does not count, neither as good nor as bad"),
    )
};

pub const WORD_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[same("n", "1"), same("column", "售后状态"), ("taken", words("未成功", "not successful"))],
    input: file(
        REFUNDS,
        &["147258369,6917926768823643751,退货退款,天晓得,2026-10-05 10:00:00,-,质量问题"],
        &["147258369,6917926768823643751,退货退款,退款成功,2026-10-05 10:00:00,2026-10-09 15:00:00,质量问题"],
    ),
    ..of(
        words(
            "状态、类型或责任方里有没见过的字样，平台可能改了写法",
            "a status, type or liable party says something unknown: the platform may have changed its words",
        ),
        words(
            "按提示里写的算（从不算成商家责任）；要是猜错了，相关指标会有偏差",
            "it is taken as the message says, never as the merchant's liability; if that is wrong, the indicators concerned are off",
        ),
    )
};

pub const SERVICE_UNDATED: CodeExplanation = CodeExplanation {
    args: &[same("n", "1"), same("as_of", "2026-10-30")],
    input: file(SERVICE, &["-,小满,40,98.5%,11秒"], &["2026-10-01,小满,40,98.5%,11秒"]),
    ..of(
        words(
            "客服表没有日期列，文件名里也没有日期",
            "a customer-service file has no dates, nor has its name",
        ),
        words(
            "全部算在截至日当天；换一个截至日，它们也跟着换，趋势没有意义",
            "all of it counts on the as-of day itself and moves along with it: no trend can be read from it",
        ),
    )
};

pub const UNMATCHED_ROWS: CodeExplanation = CodeExplanation {
    path: "reviews.csv",
    args: &[same("n", "1")],
    input: file(REVIEWS, &["2026-10-05 10:00:00,6917926768823699999,5,很好"], &[]),
    ..of(
        words(
            "评价、售后或包裹的订单不在订单导出里",
            "the order of a review, after-sale or parcel is not in the orders export",
        ),
        words(
            "按订单算的指标不计入；售后时长、平台求助率、客服指标不受影响",
            "indicators by order leave them out; settling hours, the platform help rate and customer service are not affected",
        ),
    )
};
