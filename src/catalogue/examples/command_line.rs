//! What can be wrong with a command line.

use super::*;

const NOTHING_READ: Words =
    words("还没有读任何文件，不出分，退出码为 2", "nothing has been read: no score, exit code 2");

const fn typed(wrong: &'static str, right: &'static str) -> Option<Input> {
    Some(Input::Typed { wrong, right })
}

pub const USAGE: CodeExplanation = CodeExplanation {
    args: &[
        (
            "what",
            words(
                "不认识的参数“--formt”；是不是 --format？",
                "unexpected argument '--formt'; did you mean --format?",
            ),
        ),
        same("command", "tiyanfen score"),
    ],
    input: typed("tiyanfen score exports --formt json", "tiyanfen score exports --format json"),
    ..of(
        words(
            "命令、参数或取值写错了，或者少写了一项",
            "a command, flag or value is misspelled, or one is missing",
        ),
        NOTHING_READ,
    )
};

pub const AS_OF_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("found", "2026-02-30")],
    input: typed("tiyanfen score exports --as-of 2026-02-30", "tiyanfen score exports --as-of 2026-10-30"),
    ..of(
        words(
            "截至日不是一个真实存在的日期，也不是 yesterday 或 today",
            "the as-of day is no date of the calendar, nor yesterday or today",
        ),
        NOTHING_READ,
    )
};

pub const SET_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("found", "im_reply_3min_rate:95%")],
    input: typed(
        "tiyanfen score exports --set im_reply_3min_rate:95%",
        "tiyanfen score exports --set im_reply_3min_rate=95%",
    ),
    ..of(
        words(
            "手填的指标值要写成“指标=数值”，等号或数值不对",
            "a value set by hand is INDICATOR=VALUE; the sign or the number is wrong",
        ),
        NOTHING_READ,
    )
};

pub const INDICATOR_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[same("found", "pickup_time_rate"), same("nearest", "pickup_on_time_rate")],
    input: typed("tiyanfen cases pickup_time_rate exports", "tiyanfen cases pickup_on_time_rate exports"),
    ..of(
        words(
            "要的指标不在指标表里，多半是写错了一两个字母",
            "there is no such indicator; most likely a letter or two are wrong",
        ),
        NOTHING_READ,
    )
};

// No id of a rulebook stands outside the data, so the example goes without.
pub const RULEBOOK_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[
        same("found", "my-rules"),
        same("nearest", ""),
        ("ids", words("tiyanfen rules 列出的几个", "those that `tiyanfen rules` lists")),
    ],
    ..of(
        words(
            "--rules 或 rules show 后面的规则集没有",
            "there is no rulebook of the name given to --rules or rules show",
        ),
        NOTHING_READ,
    )
};

pub const TOPIC_UNKNOWN: CodeExplanation = CodeExplanation {
    args: &[same("found", "rows-reject"), same("nearest", "rows-rejected")],
    input: typed("tiyanfen explain rows-reject", "tiyanfen explain rows-rejected"),
    ..of(
        words(
            "要解释的既不是指标，也不是诊断代码",
            "what should be explained is neither an indicator nor a diagnostic code",
        ),
        words("和分数无关，退出码为 2", "it has nothing to do with the score; exit code 2"),
    )
};

pub const SET_OUT_OF_RANGE: CodeExplanation = CodeExplanation {
    args: &[
        same("indicator", "im_reply_3min_rate"),
        same("found", "95"),
        same("least", "0"),
        same("most", "1"),
    ],
    input: typed(
        "tiyanfen score exports --set im_reply_3min_rate=95",
        "tiyanfen score exports --set im_reply_3min_rate=95%",
    ),
    ..of(
        words(
            "手填的数超出了这个指标可能的范围，常见的是比率忘了写 %",
            "the value lies outside what the indicator can be; often a rate lacks its percent sign",
        ),
        NOTHING_READ,
    )
};

pub const SERVICE_PERIOD_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("found", "2026-09")],
    input: typed(
        "tiyanfen score exports --service-period 2026-09",
        "tiyanfen score exports --service-period 2026-09-01..2026-09-30",
    ),
    ..of(
        words(
            "客服表的起止日期没写全，或者结束早于开始",
            "the period needs its first and its last day, in this order",
        ),
        NOTHING_READ,
    )
};

pub const NUMBER_INVALID: CodeExplanation = CodeExplanation {
    args: &[same("flag", "--max-rejected"), same("found", "5"), same("least", "0"), same("most", "1")],
    input: typed("tiyanfen score exports --max-rejected 5", "tiyanfen score exports --max-rejected 0.05"),
    ..of(
        words(
            "参数后面的数不是数字，或超出了允许的范围",
            "the value of a flag is no number or lies outside its limits",
        ),
        NOTHING_READ,
    )
};

pub const OUTPUT_UNWRITABLE: CodeExplanation = CodeExplanation {
    path: "reports/score.txt",
    args: &[("why", words("文件夹或文件不存在", "the folder or file does not exist"))],
    input: typed(
        "tiyanfen score exports --output reports/score.txt",
        "tiyanfen score exports --output score.txt",
    ),
    ..of(
        words("结果写不进指定的文件", "the result cannot be written to the file"),
        words(
            "多半在开工前就发现，不出结果；原来的文件保持不变，退出码为 2",
            "mostly found before the work begins: no result, an older file stays as it was, exit code 2",
        ),
    )
};

// What a command can print is known from its flags: only `render` meets a document that it did not make.
pub const FORMAT_MISSING: CodeExplanation = CodeExplanation {
    args: &[same("document", "check"), same("format", "csv"), same("formats", "text, json")],
    ..of(
        words(
            "不是每份报告都有每种格式：没有成行数据的报告不能变成 CSV",
            "not every document has every form: one without rows cannot become CSV",
        ),
        words("报告本身没有问题，退出码为 2", "nothing is wrong with the document itself; exit code 2"),
    )
};
