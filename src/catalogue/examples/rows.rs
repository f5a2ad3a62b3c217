//! What can be wrong with a row.

use super::*;

const ROW_LEFT_OUT: Words = words(
    "这一行不计入（同一行的其他格也不用）；同一种导出里超过 1%（--max-rejected 可改）就不出分",
    "the row does not count, nor does any other cell of it; above 1% of a kind of export (or --max-rejected) there is no score",
);

pub const ROWS_REJECTED: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    args: &[same("rejected", "1"), same("share", "50%")],
    input: file(
        ORDERS,
        &[
            "6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货",
            "6917926768823652968,11,28.90,2026-13-45 09:02:00,已发货",
        ],
        &[
            "6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货",
            "6917926768823652968,11,28.90,2026-10-01 09:02:00,已发货",
        ],
    ),
    ..of(
        words(
            "这个文件有几行用不了，后面逐行说明前几行的原因",
            "some rows of the file cannot be used; the reasons of the first ones follow",
        ),
        words(
            "这些行不计入，但都数着；同一种导出里超过 1%（--max-rejected）就不出分",
            "these rows do not count but are counted; above 1% of a kind of export (--max-rejected) there is no score",
        ),
    )
};

pub const ID_MISSING: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "主订单编号",
    input: file(
        ORDERS,
        &["-,11,28.90,2026-10-01 09:01:00,已发货"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words(
            "这一行没有订单（售后、运单）编号，不知道是谁的",
            "the row has no id of its order, after-sale or waybill: nobody knows whose it is",
        ),
        ROW_LEFT_OUT,
    )
};

pub const ID_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "主订单编号",
    args: &[("found", words("4 个字的文本", "a text of 4 characters"))],
    input: file(
        ORDERS,
        &["包装完好,6917926768823643751,28.90,2026-10-01 09:01:00,已发货"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words(
            "编号那一格里一个数字、字母都没有，多半是整行错位",
            "the cell of the id holds no digit and no letter; most likely the row is shifted",
        ),
        ROW_LEFT_OUT,
    )
};

pub const TIME_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "支付完成时间",
    args: &[same("found", "2026-13-45")],
    input: file(
        ORDERS,
        &["6917926768823643751,11,28.90,2026-13-45,已发货"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words("时间列里的这一格不是日期时间", "a cell of a time column is no date and no time"),
        ROW_LEFT_OUT,
    )
};

pub const AMOUNT_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    column: "订单应付金额",
    args: &[("found", words("2 个字的文本", "a text of 2 characters"))],
    input: file(
        ORDERS,
        &["6917926768823643751,11,面议,2026-10-01 09:01:00,已发货"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(words("金额列里的这一格不是数字", "a cell of an amount column is no number"), ROW_LEFT_OUT)
};

pub const RATE_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "service.csv",
    line: Some(2),
    column: "全天3分钟回复率",
    args: &[same("found", "120%")],
    input: file(SERVICE, &["2026-10-01,小满,40,120%,11秒"], &["2026-10-01,小满,40,98.5%,11秒"]),
    ..of(
        words(
            "比率列里的这一格不是 0% 到 100% 之间的数",
            "a cell of a rate column is no number within 0% and 100%",
        ),
        ROW_LEFT_OUT,
    )
};

pub const DURATION_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "service.csv",
    line: Some(2),
    column: "全天平响时长",
    args: &[("found", words("2 个字的文本", "a text of 2 characters"))],
    input: file(SERVICE, &["2026-10-01,小满,40,98.5%,很快"], &["2026-10-01,小满,40,98.5%,11秒"]),
    ..of(
        words("时长列里的这一格读不成秒数", "a cell of a duration column cannot be read as seconds"),
        ROW_LEFT_OUT,
    )
};

pub const COUNT_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "service.csv",
    line: Some(2),
    column: "接待会话量",
    args: &[("found", words("3 个字的文本", "a text of 3 characters"))],
    input: file(SERVICE, &["2026-10-01,小满,四十个,98.5%,11秒"], &["2026-10-01,小满,40,98.5%,11秒"]),
    ..of(words("数量列里的这一格不是整数", "a cell of a count column is no whole number"), ROW_LEFT_OUT)
};

pub const STARS_UNREADABLE: CodeExplanation = CodeExplanation {
    path: "reviews.csv",
    line: Some(2),
    column: "商品评价得分",
    args: &[same("found", "6")],
    input: file(
        REVIEWS,
        &["2026-10-05 10:00:00,6917926768823643751,6,很好"],
        &["2026-10-05 10:00:00,6917926768823643751,5,很好"],
    ),
    ..of(
        words("评分列里的这一格不是 1 到 5 的整数", "a cell of a star column is no whole number from 1 to 5"),
        ROW_LEFT_OUT,
    )
};

pub const ROW_TOO_SHORT: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    args: &[same("found", "3"), same("expected", "5")],
    input: file(
        ORDERS,
        &["6917926768823643751,11,28.90"],
        &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words(
            "这一行的格数比表头少，多半是被换行截成了两行",
            "the row has fewer cells than the header; most likely a line break has torn it in two",
        ),
        ROW_LEFT_OUT,
    )
};

pub const ROW_TOO_LONG: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(2),
    args: &[same("found", "6"), same("expected", "5")],
    input: file(
        ORDERS,
        &["6917926768823643751,11,1,234.00,2026-10-01 09:01:00,已发货"],
        &["6917926768823643751,11,\"1,234.00\",2026-10-01 09:01:00,已发货"],
    ),
    ..of(
        words(
            "这一行的格数比表头多，某格里的逗号把后面都挤错了位",
            "the row has more cells than the header: a comma inside a cell has shifted all behind it",
        ),
        ROW_LEFT_OUT,
    )
};

pub const TEXT_UNDECODABLE: CodeExplanation = CodeExplanation {
    path: "orders.csv",
    line: Some(18),
    column: "商品ID",
    ..of(
        words(
            "这一格有坏字符，文件传输或改存时损坏了",
            "the cell holds broken characters: the file was damaged on its way or when it was saved",
        ),
        ROW_LEFT_OUT,
    )
};
