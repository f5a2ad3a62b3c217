//! What can be wrong with the rules asked for, or should be known of them. No id of a rulebook stands outside
//! the data, so examples that name one go without an input.

use super::*;

const NOTHING_READ: Words =
    words("还没有读任何文件，不出分，退出码为 2", "nothing has been read: no score, exit code 2");

const fn typed(wrong: &'static str, right: &'static str) -> Option<Input> {
    Some(Input::Typed { wrong, right })
}

pub const RULEBOOK_NOT_YET: CodeExplanation = CodeExplanation {
    args: &[
        same("family", "douyin"),
        same("first", "2026-05-07"),
        same("as_of", "2026-04-30"),
        ("rulebook", words("默认规则集", "the default rulebook")),
    ],
    ..of(
        words(
            "--rules 给的是一族规则集，要用截至日那天在用的一个，而那天这一族还没有开始",
            "--rules names a family, of which the rulebook in force on the as-of day is used; on that day there was none yet",
        ),
        words("用默认规则集算，分制可能不同", "the default rulebook scores it, possibly on another scale"),
    )
};

pub const INDUSTRY_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[
        same("found", "女裤"),
        ("rulebook", words("这个规则集", "the rulebook")),
        ("nearest", words("；是不是 女装、女鞋？", "; did you mean …?")),
    ],
    ..of(
        words(
            "规则集的行业表里没有这个行业，多半和后台的叫法差一两个字",
            "the rulebook's table of industries has no such name; most likely the back office words it a little differently",
        ),
        NOTHING_READ,
    )
};

pub const SHOP_TYPE_NEEDED: CodeExplanation = CodeExplanation {
    args: &[
        same("industry", "3C数码"),
        ("found", words("没有写", "none given")),
        same("types", "非旗舰 / 旗舰"),
    ],
    input: typed(
        "tiyanfen score exports --as-of 2026-08-01 --rules douyin --industry 3C数码",
        "tiyanfen score exports --as-of 2026-08-01 --rules douyin --industry 3C数码 --shop-type 旗舰",
    ),
    ..of(
        words(
            "这个行业的旗舰店和非旗舰店权重分开列，不知道用哪一行",
            "flagship shops of this industry have a row of weights of their own, and it is not known which to use",
        ),
        NOTHING_READ,
    )
};

pub const INDUSTRY_UNSET: CodeExplanation = CodeExplanation {
    args: &[("rulebook", words("这个规则集", "the rulebook"))],
    ..of(
        words(
            "规则集的权重按行业不同，而没有写店铺的行业",
            "weights differ by industry, and the shop's is not given",
        ),
        words(
            "按默认权重照常出分，服务分和总分可能和后台差几分",
            "the usual weights are used: service and total may be some points off",
        ),
    )
};

pub const INDUSTRY_UNUSED: CodeExplanation = CodeExplanation {
    args: &[("rulebook", words("这个规则集", "the rulebook"))],
    ..of(
        words(
            "写了行业或店铺类型，但选的规则集对所有店都一样",
            "an industry or a type of shop is given, but the rulebook is the same for every shop",
        ),
        words("分数不受影响", "the score is the same without"),
    )
};

pub const EVENT_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("found", "fake_trade=yes")],
    input: typed(
        "tiyanfen score exports --as-of 2026-08-01 --rules douyin --event fake_trade=yes",
        "tiyanfen score exports --as-of 2026-08-01 --rules douyin --event fake_trade=1",
    ),
    ..of(words("扣分事件的次数不是整数", "the count of an event is no whole number"), NOTHING_READ)
};

pub const EVENT_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[
        same("found", "fake_trades"),
        ("nearest", words("；是不是 fake_trade？", "; did you mean fake_trade?")),
        same("ids", "passive_service, fake_trade"),
    ],
    ..of(words("没有一个规则集有这个扣分事件", "no rulebook knows such an event"), NOTHING_READ)
};

pub const BONUS_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("found", "freight_insurance=yes")],
    input: typed(
        "tiyanfen score exports --rules douyin --bonus freight_insurance=yes",
        "tiyanfen score exports --rules douyin --bonus freight_insurance=1",
    ),
    ..of(
        words("加分项后面只能写 1（有）或 0（没有）", "a bonus is 1 (the shop has it) or 0 (it has not)"),
        NOTHING_READ,
    )
};

pub const BONUS_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[
        same("found", "freight"),
        ("nearest", words("；是不是 freight_insurance？", "; did you mean freight_insurance?")),
        same("ids", "next_day_delivery, freight_insurance"),
    ],
    ..of(words("没有一个规则集有这个加分项", "no rulebook knows such a bonus"), NOTHING_READ)
};

pub const CLAIM_UNUSED: CodeExplanation = CodeExplanation {
    args: &[same("found", "fake_trade"), ("rulebook", words("这个规则集", "the rulebook"))],
    ..of(
        words(
            "别的规则集有这个扣分事件或加分项，选的这个没有",
            "another rulebook has this event or bonus, the one in use has not",
        ),
        words("分数不受影响", "the score is the same without"),
    )
};
