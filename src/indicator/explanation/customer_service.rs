//! The indicators of customer service (Feige), in words.

use super::*;

pub const IM_REPLY_3MIN_RATE: Explanation = Explanation {
    definition: words(
        "飞鸽会话里，3 分钟内回复的占多少",
        "the share of conversations answered within three minutes",
    ),
    numerator: words(
        "各行 3 分钟回复率 × 会话数之和（估出的会话数）",
        "sum of each row's rate × conversations, an estimate of those answered",
    ),
    denominator: words("各行会话数之和", "sum of the rows' conversations"),
    cohort: SERVICE_DAY,
    raises: words(
        "进来一天高于现在的比率；低的一天到期离开",
        "a day above the present rate comes in; one below it leaves",
    ),
    lowers: words(
        "进来一天低于现在的比率；会话越多的日子影响越大",
        "a day below the present rate comes in; busy days weigh more",
    ),
    enters: words(
        "统计日当天进入；统计日是第 1 天，过完第 {days} 天离开",
        "a row enters on its report day and leaves {days} days after it",
    ),
    notes: &[
        words(
            "没有会话数列时每行权重相同；比率折算的会话数是估的，标为近似",
            "without a column of conversations every row weighs the same; counts made from rates are estimates, marked approximate",
        ),
        words(
            "没有比率、或会话数空着的行不计入；大于 1.5 又没有 % 的数当百分数",
            "a row without a rate or with a blank count is left out; a number above 1.5 without a percent sign is a percentage",
        ),
        WORKING_HOURS,
        SUMMARY_ROWS,
    ],
    sources: &[
        (Basis::Reported, words("五分制体验分的服务指标", "a service indicator of the five-point score")),
        (
            Basis::Estimate,
            words("按会话数加权合并各客服、各天", "agents and days are merged weighted by conversations"),
        ),
    ],
    by_reason: None,
};

pub const IM_REPLY_SECONDS: Explanation = Explanation {
    definition: words("飞鸽会话平均多少秒响应", "mean seconds until a conversation is answered"),
    numerator: words("各行平均响应时长 × 会话数之和", "sum of each row's mean × conversations"),
    denominator: words("各行会话数之和", "sum of the rows' conversations"),
    cohort: SERVICE_DAY,
    raises: words(
        "进来一天比现在的平均慢；快的一天到期离开",
        "a day slower than the present mean comes in; a quick one leaves",
    ),
    lowers: words(
        "进来一天比现在的平均快；会话越多的日子影响越大",
        "a day quicker than the present mean comes in; busy days weigh more",
    ),
    enters: words(
        "统计日当天进入；统计日是第 1 天，过完第 {days} 天离开",
        "a row enters on its report day and leaves {days} days after it",
    ),
    notes: &[
        words(
            "没有会话数列时每行权重相同，标为近似；没有时长、或会话数空着的行不计入",
            "without a column of conversations every row weighs the same, marked approximate; a row without a time or with a blank count is left out",
        ),
        words(
            "平台只看 8 点到 23 点开始的会话，没回复的按 600 秒算；导出里是平均数，这里照用",
            "the platform looks at conversations begun from 8:00 to 23:00 and counts an unanswered one as 600 seconds; the exported mean is taken as it stands",
        ),
        WORKING_HOURS,
        SUMMARY_ROWS,
    ],
    sources: &[
        (
            Basis::Platform,
            words(
                "2026 年 5 月以来各版的服务指标",
                "a service indicator of the published versions since May 2026",
            ),
        ),
        (
            Basis::Estimate,
            words("按会话数加权合并各客服、各天", "agents and days are merged weighted by conversations"),
        ),
    ],
    by_reason: None,
};

pub const IM_DISSATISFACTION_RATE: Explanation = Explanation {
    definition: words(
        "被买家评价的飞鸽会话里，不满意的占多少",
        "the share of rated conversations with a dissatisfied buyer",
    ),
    numerator: words(
        "各行不满意率 × 评价数之和（估出的会话数）",
        "sum of each row's rate × rated conversations, an estimate of those dissatisfied",
    ),
    denominator: words(
        "各行有效评价数之和；没有这一列时用会话数",
        "sum of the rows' rated conversations; without that column, of all conversations",
    ),
    cohort: SERVICE_DAY,
    raises: words(
        "进来一天高于现在的比率；低的一天到期离开",
        "a day above the present rate comes in; one below it leaves",
    ),
    lowers: words(
        "进来一天低于现在的比率；高的一天到期离开",
        "a day below the present rate comes in; one above it leaves",
    ),
    enters: words(
        "统计日当天进入；统计日是第 1 天，过完第 {days} 天离开",
        "a row enters on its report day and leaves {days} days after it",
    ),
    notes: &[
        words(
            "评价数、会话数两列都没有时每行权重相同；比率折算的会话数是估的，标为近似",
            "without either column every row weighs the same; counts made from rates are estimates, marked approximate",
        ),
        words(
            "没有比率、或会话数空着的行不计入；大于 1.5 又没有 % 的数当百分数",
            "a row without a rate or with a blank count is left out; a number above 1.5 without a percent sign is a percentage",
        ),
        SUMMARY_ROWS,
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
                "按评价数加权合并各客服、各天",
                "agents and days are merged weighted by rated conversations",
            ),
        ),
    ],
    by_reason: None,
};
