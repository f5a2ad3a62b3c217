//! What stands above the parts of a rulebook that somebody is going to change by hand: what belongs there,
//! and where the back office shows it.

use super::{Words, words};

/// What is said of a section that the table below does not know.
pub const OTHER_SECTION: Words =
    words("含义见 tiyanfen rules show", "`tiyanfen rules show` says what it means");

/// The comments by path: of sections (above their header) and of keys (above their line), where they
/// come first. Each is at most a few lines.
pub const RULEBOOK_COMMENTS: &[(&str, Words)] = &[
    (
        "id",
        words(
            "报告里显示的名字，不能和内置规则集同名；还想要标题，就加两行 title_zh = \"…\" 和 title_en = \"…\"",
            "the name that reports show, none of the built-in ones; for a title add title_zh = \"...\" and title_en = \"...\"",
        ),
    ),
    ("source_zh", words("依据是什么：报告的读者会想知道", "who says so: readers of reports want to know")),
    (
        "estimate",
        words(
            "权重或曲线里有没有估算的？全部照后台填完了就改成 false，并删掉 estimated_zh 和 estimated_en",
            "are weights or curves an estimate? once all are the back office's: false, without estimated_zh and estimated_en",
        ),
    ),
    (
        "definitions",
        words(
            "== 怎么数：考核周期、期限、计时、售后原因 ==",
            "== what is counted: windows, deadlines, clocks, after-sale reasons ==",
        ),
    ),
    (
        "definitions.default_window_days",
        words(
            "考核周期（天）：下面 [definitions.windows] 没有列出的指标都用它",
            "the window in days of every indicator that [definitions.windows] below does not list",
        ),
    ),
    (
        "definitions.presale_after_hours",
        words(
            "承诺发货时间晚于付款这么多小时以上的算预售，揽收截止改为承诺发货时间",
            "a promised ship time more than so many hours after payment makes a presale: that time is the deadline then",
        ),
    ),
    (
        "definitions.pickup_deadline",
        words(
            "揽收截止：\"next_day_end\" 是付款次日 23:59:59；也可以写付款后多少小时，例如 48",
            "when pickup is due: \"next_day_end\" is 23:59:59 of the day after payment; or hours after payment, such as 48",
        ),
    ),
    (
        "definitions.waybill_sla_hours",
        words(
            "订单没有预计送达时间的，揽收后多少小时内要送达",
            "hours from pickup to delivery where an order names no expected time",
        ),
    ),
    (
        "definitions.quality_classes",
        words(
            "售后原因的哪几类算商品品质原因：写下面 [[definitions.reasons]] 里的 class",
            "the classes of after-sale reasons that are quality reasons: each is a class of [[definitions.reasons]] below",
        ),
    ),
    (
        "definitions.logistics_classes",
        words("哪几类算发货物流原因", "the classes that are shipping and logistics reasons"),
    ),
    ("definitions.damage_classes", words("哪几类算破损", "the classes that are damage")),
    (
        "definitions.quality_mark",
        words(
            "原因里带这个标记的，不管写的什么都算到 quality_mark_class 这一类",
            "whatever its words, a reason with this mark belongs to quality_mark_class",
        ),
    ),
    (
        "definitions.windows",
        words(
            "各指标的考核周期（天）：后台指标旁边写的“近 30 天”“近 90 天”。没有列出的用上面的 default_window_days",
            "windows in days, as the back office shows beside an indicator; the others have default_window_days",
        ),
    ),
    (
        "definitions.pickup_night",
        words(
            "揽收计时：from_hour 点以后到次日 to_hour 点前付款的，从 to_hour 点起算",
            "the pickup clock: paid from from_hour until to_hour of the next morning, it starts at to_hour",
        ),
    ),
    (
        "definitions.review_night",
        words(
            "售后审核计时：from_hour 点以后到次日 to_hour 点前申请的，从 to_hour 点起算",
            "the clock of after-sale reviews: applied for from from_hour until to_hour of the next morning, it starts at to_hour",
        ),
    ),
    (
        "definitions.reasons",
        words(
            "售后原因归类：原因里出现 words 中任何一个字样就归这一类。从上往下试，先碰到的算；都碰不到的归“其他”\n\
            加一类就照样子加一段 [[definitions.reasons]]；class 用英文，每类不同；顺序就是先后",
            "classes of after-sale reasons: a reason that holds one of the words belongs to the class. They are tried\n\
            from the top and the first that fits counts; a reason that fits none is other. Another class is another\n\
            [[definitions.reasons]]; each has a class of its own, and their order matters",
        ),
    ),
    (
        "definitions.pickup_score",
        words(
            "每单的揽收得分：anchors 里是 [小时数, 得分]，两点之间按直线，两头不再变",
            "the pickup score of an order: anchors are [hours, points], straight lines between, level beyond",
        ),
    ),
    (
        "definitions.handled_within_hours",
        words(
            "售后及时处理：商家要在多少小时内处理完（仅退款、退货退款）",
            "after-sales handled in time: hours within which the merchant must have acted (refund only, return)",
        ),
    ),
    (
        "definitions.approximations",
        words(
            "导出文件里看不全、只能近似计算的指标和原因，报告里会注明",
            "indicators that exports can only come near to, and why; reports say so",
        ),
    ),
    ("scoring", words("== 怎么算分 ==", "== what it is worth ==")),
    (
        "scoring.least_coverage",
        words(
            "数据覆盖不到这么多（0 到 1）时不给总分",
            "below this share of coverage (0 to 1) no total is given",
        ),
    ),
    (
        "scoring.scale",
        words(
            "分制：里面都按 0 到 100 的得分算，最后除以 points_per_unit，限制在 min 和 max 之间\n\
            五分制：min = 0，max = 5，points_per_unit = 20；百分制：min = 0，max = 100，points_per_unit = 1",
            "the scale: points run from 0 to 100; they are divided by points_per_unit and kept within min and max.\n\
            Five points: 0, 5 and 20; a hundred points: 0, 100 and 1",
        ),
    ),
    (
        "scoring.dimensions",
        words(
            "三个维度：商品 product、物流 logistics、服务 service，照后台写 weight\n\
            各维度的 weight 加起来必须等于 1（50% 写 0.5）；每个维度里各指标的 weight 加起来也必须等于 1",
            "the dimensions product, logistics and service with their weight as the back office shows it.\n\
            Weights of the dimensions must sum to 1 (50% is 0.5); so must those of the indicators within each",
        ),
    ),
    (
        "scoring.dimensions.indicators",
        words(
            "指标的曲线有两种写法，照后台给出的样子选一种：\n\
            分档：curve = \"steps\"，tiers 里每档是 [数值, 得分]，从最好的一档写起；都够不着时得 beyond 分。例如\n    \
            curve = \"steps\"\n    tiers = [[0.95, 100.0], [0.9, 90.0], [0.8, 80.0]]\n    beyond = 50.0\n\
            直线：curve = \"linear\"，anchors 里是 [数值, 得分]，数值从小到大；两点之间按直线折算，超出两头不再变。例如\n    \
            curve = \"linear\"\n    anchors = [[0.8, 50.0], [0.9, 80.0], [0.95, 100.0]]\n\
            数值的单位见每个指标上面的说明：比率 95% 写 0.95。不计分的指标整段删掉，再把权重配平",
            "a curve is written in one of two ways, whichever the back office shows:\n\
            tiers: curve = \"steps\", each of tiers is [value, points], the best first; beyond where none is reached, as in\n    \
            curve = \"steps\"\n    tiers = [[0.95, 100.0], [0.9, 90.0], [0.8, 80.0]]\n    beyond = 50.0\n\
            lines: curve = \"linear\", each of anchors is [value, points], values rising; straight lines between them and\n\
            level beyond both ends, as in\n    \
            curve = \"linear\"\n    anchors = [[0.8, 50.0], [0.9, 80.0], [0.95, 100.0]]\n\
            The unit stands above each indicator; 95% is 0.95. To score without one delete it and balance the weights",
        ),
    ),
    (
        "scoring.thresholds",
        words(
            "门槛：多少分会怎样。没有就整段删掉",
            "thresholds: scores with a consequence. Delete those that do not concern the shop",
        ),
    ),
    (
        "scoring.thresholds.conditions",
        words(
            "conditions 里的条件全部满足才算达到。of 写 total（总分）、维度或指标的 id；\n\
            再写 at_least（不低于）、at_most（不高于）、below（低于）中的一个\n\
            可以加 mean_days = 7（看最近 7 天总分的平均）或 window_days = 30（指标看近 30 天）",
            "all of the conditions must hold. of is total, a dimension or an indicator; with one of at_least, at_most\n\
            and below. Optional: mean_days = 7 (the mean of the last 7 days' totals), window_days = 30 (of an indicator)",
        ),
    ),
    (
        "scoring.dimension_range",
        words(
            "一个维度的得分在 min 和 max 之间；不限就删掉这一段",
            "a dimension's points lie within min and max; without limits delete this section",
        ),
    ),
    (
        "scoring.growth",
        words(
            "成长期：近 30 天有效支付不满 orders_below 单的，总分固定是 points；有违规（--event）是 points_after_bad_behaviour",
            "the growth stage: with fewer than orders_below valid orders paid in 30 days the total is points,\n\
            after bad behaviour (--event) points_after_bad_behaviour",
        ),
    ),
    (
        "scoring.small_shop",
        words(
            "小店规则：近 30 天有效支付不满 orders_below 单（旗舰店和 reduced_industries 里的行业是 reduced_orders_below），\n\
            而且下面的例数不超过 most，这个指标就固定得 points 分\n\
            count = \"numerator\" 数分子（差的），\"denominator\" 数分母（全部）；of 写数哪个指标的，不写就是它自己的",
            "small shops: with fewer than orders_below valid orders paid in 30 days (reduced_orders_below for flagship\n\
            shops and reduced_industries) and at most so many cases an indicator has exactly points.\n\
            count is numerator (the bad ones) or denominator (all); of names another indicator whose cases count",
        ),
    ),
    (
        "scoring.small_shop.indicators",
        words(
            "这个指标：例数不超过 most 就固定得分；count 数分子还是分母，of 是数哪个指标的例数",
            "this indicator has fixed points with at most so many cases; count says which, of of which indicator",
        ),
    ),
    (
        "scoring.deductions",
        words(
            "扣分项：每次扣 points，最多扣 cap；用 --event id=次数 报",
            "deductions: points for each time, at most cap; reported by --event id=COUNT",
        ),
    ),
    (
        "scoring.bonuses",
        words(
            "加分项：加 points，只加一次；写了 dimension 就加在那个维度上，否则加在总分上；用 --bonus id 报",
            "bonuses: points once, on a dimension where it names one, else on the total; claimed by --bonus id",
        ),
    ),
    (
        "scoring.bonuses.measured",
        words(
            "不用报就能加的：看哪个指标，到多少加",
            "earned without a claim: by which indicator, and from which value on",
        ),
    ),
    (
        "scoring.buyer",
        words(
            "买家看到的数：总分取整后，高于 above 的部分每满一个 points_per_tenth（不足也算）在 base 上加 0.1；都不高于是 least\n\
            stars 里是 [从这个数起, 几颗星]",
            "what buyers see: of the total as a whole number, every points_per_tenth begun above `above` add 0.1 to\n\
            base; up to the lowest band it is least. stars are [from this number on, so many stars]",
        ),
    ),
];

/// The comment of a path.
pub fn rulebook_comment(path: &str) -> Option<Words> {
    RULEBOOK_COMMENTS.iter().find(|(known, _)| *known == path).map(|(_, comment)| *comment)
}
