//! What can be wrong with the table of the back office's figures, or with a list of orders.

use super::*;

const PAGE: &str = "page.csv";
const ORDERS_LIST: &str = "appeals.txt";

const LINE_NOT_COMPARED: Words =
    words("这一行不对照，其余各行照常；退出码为 2", "the line is not compared, the others are; exit code 2");

pub const OFFICIAL_HEADER: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(1),
    args: &[
        ("found", words("2 格，认不出", "2 cells, none of them that")),
        ("expected", words("“指标”（或 id）", "'id'")),
    ],
    ..of(
        words(
            "表里没有说明哪一列是指标、哪一列是后台的数",
            "the table does not say which column names the figure and which holds what the page shows",
        ),
        words("没有对照任何一行，退出码为 2", "nothing is compared; exit code 2"),
    )
};

pub const OFFICIAL_FIGURE: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(2),
    column: "id",
    args: &[
        ("found", words("4 个字的文本", "a text of 4 characters")),
        same("nearest", "pickup_on_time_rate"),
    ],
    ..of(
        words(
            "指标那一格不是任何指标、维度或总分的 id、名称",
            "the cell is neither the id nor the name of an indicator, a dimension or the total",
        ),
        LINE_NOT_COMPARED,
    )
};

pub const OFFICIAL_DATE: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(2),
    column: "date",
    args: &[same("found", "10-30")],
    ..of(
        words(
            "日期空着、没有年份，或不是日历上的日子，不知道该和哪一天的得分比",
            "the day is blank, lacks its year or is none of the calendar: nobody knows which day's figures to compare",
        ),
        LINE_NOT_COMPARED,
    )
};

pub const OFFICIAL_NUMBER: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(2),
    column: "value",
    args: &[
        same("found", "1.34"),
        (
            "expected",
            words(
                " 1.34% 或 0.0134 这样、0% 到 100% 之间的数",
                "something like 1.34% or 0.0134, within 0% and 100%",
            ),
        ),
    ],
    ..of(
        words(
            "数字读不懂，或超出了这个指标可能的范围，常见的是比率忘了写 %",
            "the number cannot be read or lies outside what the figure can be; often a rate lacks its percent sign",
        ),
        LINE_NOT_COMPARED,
    )
};

pub const OFFICIAL_BLANK: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(2),
    column: "value",
    ..of(words("这一行没有可以对照的数", "the line holds nothing to compare with"), LINE_NOT_COMPARED)
};

pub const OFFICIAL_WIDTH: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(2),
    args: &[same("found", "5"), same("expected", "4")],
    ..of(
        words(
            "多出来的格说明后面的数可能错了位",
            "a cell too many: the numbers behind it may stand in the wrong columns",
        ),
        LINE_NOT_COMPARED,
    )
};

pub const OFFICIAL_TWICE: CodeExplanation = CodeExplanation {
    path: PAGE,
    line: Some(3),
    column: "id",
    args: &[same("found", "pickup_on_time_rate"), same("day", "2026-10-30"), same("before", "2")],
    ..of(
        words(
            "同一天的同一个数写了两行，不知道哪一行是对的",
            "a figure of one day stands on two lines, and nobody knows which is right",
        ),
        words("只对照前面那一行；退出码为 2", "only the earlier line is compared; exit code 2"),
    )
};

pub const EXCLUDE_HEADER: CodeExplanation = CodeExplanation {
    path: ORDERS_LIST,
    ..of(
        words("--exclude 的文件里找不到订单编号", "the file given to --exclude holds no order ids"),
        words("没有对照任何一行，退出码为 2", "nothing is compared; exit code 2"),
    )
};

pub const EXCLUDE_UNKNOWN: CodeExplanation = CodeExplanation {
    path: ORDERS_LIST,
    line: Some(3),
    args: &[same("n", "2")],
    ..of(
        words(
            "--exclude 名单里的订单，这批导出里没有",
            "the list given to --exclude names orders that are not in the exports",
        ),
        words(
            "这几单不影响对照；要是它们本该在导出里，差异就可能解释不了",
            "they change nothing; if they should be in the exports, a difference may stay unexplained",
        ),
    )
};
