//! What can be wrong with a path or a whole file.

use super::*;

pub const REFUSED: Words = words(
    "整个文件不计入，其余文件照常算分；退出码为 2，靠它的指标会缺数据",
    "the whole file does not count, the others do; exit code 2, and indicators that need it lack data",
);

const LEFT_OUT: Words = words(
    "这个文件不计入；它要是一种导出，相关指标就会缺数据",
    "the file does not count; if it is an export after all, its indicators lack data",
);

pub const PATH_NOT_FOUND: CodeExplanation = CodeExplanation {
    path: "export",
    input: Some(Input::Typed { wrong: "tiyanfen score export", right: "tiyanfen score exports" }),
    ..of(
        words("命令里写的文件或文件夹不存在", "a file or folder of the command line does not exist"),
        words("什么都不读，不出分，退出码为 2", "nothing is read: no score, exit code 2"),
    )
};

pub const PATH_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "exports/orders.csv",
    args: &[("why", words("没有权限", "permission denied"))],
    ..of(
        words("文件在，但打不开或读不完", "the file is there but cannot be opened or read to its end"),
        words(
            "文件夹打不开则不出分；单个文件打不开则只有它不计入；退出码为 2",
            "a folder that cannot be opened gives no score; a file that cannot be read does not count, the others do; exit code 2",
        ),
    )
};

pub const FILE_UNRECOGNISED: CodeExplanation = CodeExplanation {
    path: "notes.csv",
    args: &[("what", words("认不出是哪种导出表", "none of the exports that are read"))],
    input: Some(Input::File {
        header: "编号,时间,金额",
        wrong: &["6917926768823643751,2026-10-01 09:01:00,28.90"],
        right: &[],
    }),
    ..of(
        words(
            "点名的文件是空的，或前十行里没有订单、售后、评价、物流、客服任何一种表头；压缩包则是里面一个都没有",
            "a file that was named is empty, or its first ten rows hold no header of orders, after-sales, reviews, logistics or customer service; an archive holds no such file",
        ),
        REFUSED,
    )
};

pub const WRONG_FILE: CodeExplanation = CodeExplanation {
    path: "settlement.csv",
    args: &[("what", words("结算账单", "a settlement statement"))],
    input: Some(Input::File {
        header: "订单号,结算时间,结算金额",
        wrong: &["6917926768823643751,2026-10-01 09:00:00,28.90"],
        right: &[],
    }),
    ..of(
        words(
            "点名的文件是后台的另一种表，名字相近、容易拿错",
            "a file that was named is another list of the back office, easily mistaken for an export",
        ),
        REFUSED,
    )
};

pub const FILE_SKIPPED: CodeExplanation = CodeExplanation {
    path: "exports/readme.txt",
    args: &[("what", words("认不出是哪种导出表", "none of the exports that are read"))],
    ..of(
        words("文件夹里有一个不是导出表的文件，跳过了", "a file of a folder is no export and was skipped"),
        LEFT_OUT,
    )
};

pub const WRONG_FILE_SKIPPED: CodeExplanation = CodeExplanation {
    path: "exports/settlement.csv",
    args: &[("what", words("结算账单", "a settlement statement"))],
    ..of(
        words(
            "文件夹里有一张后台的其他表，名字相近、容易拿错",
            "a file of a folder is another list of the back office, easily mistaken for an export",
        ),
        LEFT_OUT,
    )
};

pub const IDS_DESTROYED: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "主订单编号",
    args: &[same("found", "6.91793E+18")],
    input: Some(Input::File {
        header: ORDERS,
        wrong: &["6.91793E+18,11,28.90,2026-10-01 09:01:00,已发货"],
        right: &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    }),
    ..of(
        words(
            "文件用 Excel 打开又保存过，长编号变成了科学计数，后面的数字丢了，找不回来",
            "the file was opened and saved in Excel: long ids became scientific notation and their last digits are gone for good",
        ),
        words(
            "整个文件不计入，不然两个订单会变成一个；其余文件照常，退出码为 2",
            "the whole file does not count, because two orders would become one; the others do, exit code 2",
        ),
    )
};

pub const IDS_ROUNDED: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "主订单编号",
    args: &[same("n", "3"), same("rounded", "3")],
    input: Some(Input::File {
        header: ORDERS,
        wrong: &[
            "6917926768823640000,11,28.90,2026-10-01 09:01:00,已发货",
            "6917926768823650000,11,28.90,2026-10-01 09:02:00,已发货",
            "6917926768823660000,11,28.90,2026-10-01 09:03:00,已发货",
        ],
        right: &[
            "6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货",
            "6917926768823652968,11,28.90,2026-10-01 09:02:00,已发货",
            "6917926768823661540,11,28.90,2026-10-01 09:03:00,已发货",
        ],
    }),
    ..of(
        words(
            "大部分长编号以 0000 结尾：表格软件把后几位四舍五入掉了",
            "most long ids end in 0000: a spreadsheet program has rounded their last digits away",
        ),
        words(
            "整个文件不计入，不然订单会对错；其余文件照常，退出码为 2",
            "the whole file does not count, because orders would be mixed up; the others do, exit code 2",
        ),
    )
};

pub const READ_PLAINLY: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    args: &[],
    input: Some(Input::File {
        header: ORDERS,
        wrong: &["6917926768823643751,11\",28.90,2026-10-01 09:01:00,已发货"],
        right: &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    }),
    ..of(
        words(
            "有一格中间夹着引号，或者有单独的回车符：快的读法只认规整的文件，从这一行起换成逐字读",
            "a cell has a quotation mark in its middle, or a carriage return stands alone: the fast way takes only files without such places, so from this line on every character is looked at",
        ),
        words(
            "只慢一些，每一行照样计入，数字一样",
            "it only takes longer; every row counts, the figures are the same",
        ),
    )
};

pub const QUOTE_BROKEN: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    args: &[same("line", "2"), same("last", "4")],
    input: Some(Input::File {
        header: ORDERS,
        wrong: &[
            "6917926768823643751,\"11,28.90,2026-10-01 09:01:00,已发货",
            "6917926768823652968,11,28.90,2026-10-01 09:02:00,已发货",
        ],
        right: &[
            "6917926768823643751,\"11\",28.90,2026-10-01 09:01:00,已发货",
            "6917926768823652968,11,28.90,2026-10-01 09:02:00,已发货",
        ],
    }),
    ..of(
        words(
            "有一个引号没有配对，后面的行都被吞进了一格里",
            "a quotation mark has no partner, so that the lines behind it run into one cell",
        ),
        words(
            "整个文件不计入，吞进去的行不知道有多少；其余文件照常，退出码为 2",
            "the whole file does not count, because nobody knows how many rows were swallowed; the others do, exit code 2",
        ),
    )
};

pub const TOO_MANY_REJECTED: CodeExplanation = CodeExplanation {
    args: &[
        ("kind", words("订单", "orders")),
        same("read", "1204"),
        same("rejected", "40"),
        same("share", "3.32%"),
        same("allowed", "1%"),
    ],
    ..of(
        words(
            "同一种导出里用不了的行太多，超过 --max-rejected（默认 1%）",
            "too many rows of one kind of export cannot be used, more than --max-rejected (1% by default)",
        ),
        words(
            "不出分，退出码为 2：少了这么多行，算出来的数不可信",
            "no score, exit code 2: without so many rows no figure can be trusted",
        ),
    )
};

pub const ACCOUNTING_BROKEN: CodeExplanation = CodeExplanation {
    path: "exports/orders.csv",
    args: &[same("read", "1204"), same("sum", "1203")],
    ..of(
        words(
            "读进来的行数和各种去向加起来对不上，这是程序的缺陷，不是文件的问题",
            "the rows read and what became of them do not add up: a defect of the program, not of the file",
        ),
        words(
            "不出分，退出码为 2：宁可没有，也不给错的数",
            "no score, exit code 2: a wrong number is worse than none",
        ),
    )
};

pub const RULEBOOK_INVALID: CodeExplanation = CodeExplanation {
    path: "my.toml",
    line: Some(12),
    args: &[(
        "why",
        words(
            "scoring.dimensions 的权重加起来是 0.9，应该是 1",
            "the weights of scoring.dimensions sum to 0.9, not to 1",
        ),
    )],
    ..of(
        words(
            "规则集写得不对：名字、权重之和、曲线的顺序或取值有误",
            "a rulebook is not sound: a name, the sum of weights, or a curve's order or values",
        ),
        words(
            "不出分，退出码为 2：不按没把握的规则算",
            "no score, exit code 2: nothing is computed by doubtful rules",
        ),
    )
};
