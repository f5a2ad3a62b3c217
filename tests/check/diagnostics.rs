//! Every rejected row is told, with its place; nobody's name or number is.

use crate::common::{Folder, tiyanfen};
use crate::support::*;
use serde_json::json;

/// One order that counts and so many with an amount that cannot be read.
fn rejected(n: u64) -> Folder {
    let bad = (2..2 + n).map(|id| order(id, "2026-10-02").replace("9.90", "面议"));
    let rows: Vec<String> = std::iter::once(order(1, "2026-10-01")).chain(bad).collect();
    with(Folder::new(), "orders.csv", ORDERS, &rows)
}

#[test]
fn code_path_line_column_found_expected_and_what_to_do() {
    let report = check(&rejected(1), 2, &["."]);
    let row = said(&report, "amount-unreadable")[0];
    let expected = json!({
        "code": "amount-unreadable", "severity": "warning", "path": "./orders.csv", "line": 3, "cell": null,
        "column": "订单应付金额", "found_zh": "2 个字的文本", "found_en": "a text of 2 characters",
        "expected_zh": "1,234.00 这样的写法", "expected_en": "something like 1,234.00",
        "message_zh": "读不懂的金额：2 个字的文本，应为 1,234.00 这样的写法",
        "message_en": "cannot read the amount: a text of 2 characters, expected something like 1,234.00",
        "mend_zh": "把这一格改成数字，或清空", "mend_en": "make it a number, or clear it"
    });
    assert_eq!(row, &expected);
    let counts = json!({"errors": 1, "warnings": 2, "notes": 0});
    assert_eq!((&report["counts"], said(&report, "too-many-rejected").len()), (&counts, 1));
}

/// A score shows three, the check every one; its text twenty and how many more there are.
#[test]
fn all_rejected_rows_are_listed() {
    let folder = rejected(25);
    let report = check(&folder, 2, &["."]);
    let lines: Vec<u64> =
        said(&report, "amount-unreadable").iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (3..28).collect::<Vec<u64>>());
    assert_eq!(file(&report, "orders.csv")["rejected"], 25);
    for (lang, line, more) in [
        (
            "zh",
            "提醒[amount-unreadable]：第 22 行，列“订单应付金额”",
            "同样的还有 5 处，--format json 逐条列出",
        ),
        (
            "en",
            "warning[amount-unreadable]: line 22, column '订单应付金额'",
            "5 more like this: --format json lists them",
        ),
    ] {
        let text = text(&folder, 2, &[".", "--lang", lang]);
        assert_eq!(text.matches("[amount-unreadable]").count(), 20, "{text}");
        assert!(text.contains(line) && text.contains(&format!("\n    {more}\n")), "{text}");
        assert_eq!(text.matches("清空").count() + text.matches("clear it").count(), 1, "once: {text}");
    }
    // Twenty are all: nothing more is said.
    let text = text(&rejected(20), 2, &[".", "--lang", "zh"]);
    assert!(text.matches("[amount-unreadable]").count() == 20 && !text.contains("同样的还有"), "{text}");
    let score = folder.run(&["score", ".", "--lang", "zh"]);
    assert_eq!(score.stderr.matches("[amount-unreadable]").count(), 3, "{}", score.stderr);
}

/// More rows than anybody reads are counted, not printed.
#[test]
fn many_rejected_rows_are_told_in_passing() {
    let folder = rejected(60_000);
    let text = text(&folder, 2, &[".", "--lang", "en"]);
    let said = ["    9980 more like this", "10000 are listed, 50000 more are counted only"];
    assert!(said.iter().all(|said| text.contains(said)), "{text}");
}

#[test]
fn who_bought_what_is_never_shown() {
    let secrets = ["张三丰", "13812345678", "138 1234 5678", "中关村大街", "小号买家"];
    let header = format!("{ORDERS},收件人,13812345678,收件人手机号");
    let shifted = "张三丰,13812345678,中关村大街1号,小号买家,13812345678,张三丰,13812345678,中关村大街,a,b,c";
    let rows = [
        order(1, "2026-10-01") + ",张三丰,中关村大街,13812345678",
        shifted.to_owned(),
        order(2, "2026-10-01").replace("2026-10-01 09:01:00", "13812345678") + ",a,b,c",
        order(3, "2026-10-01") + ",张三丰,13812345678,中关村大街,小号买家",
        order(4, "2026-10-01").replace("9.90", "138 1234 5678") + ",a,b,c",
    ];
    let folder = with(Folder::new(), "orders.csv", &header, &rows);
    // A table of customers, whose first row is no header.
    let folder = folder
        .file("customers.csv", "张三丰,13812345678,中关村大街1号\n小号买家,13812345678,中关村大街2号\n");
    // A title row above the header, with a name in it.
    let folder = with(
        folder,
        "reviews.csv",
        &format!("导出人：张三丰,13812345678\n{REVIEWS}"),
        &[review(1, "2026-10-09"), "13812345678,11,中关村大街,5,小号买家".to_owned()],
    );
    for args in [&[".", "--format", "json"][..], &[".", "--lang", "zh"], &[".", "--lang", "en"]] {
        let run = folder.run(&[&["check"], args].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        for secret in secrets {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{secret}: {}", run.stdout);
        }
    }
    let report = check(&folder, 2, &["."]);
    assert_eq!(file(&report, "orders.csv")["rejected"], 4);
    assert_eq!(file(&report, "orders.csv")["columns_unread"], json!(["收件人", "收件人手机号"]));
}

/// What check cannot be told stops it before anything is read.
#[test]
fn wrong_arguments_are_explained() {
    for (args, code) in [
        (&["check"][..], "usage"),
        (&["check", "nowhere"], "path-not-found"),
        (&["check", ".", "--max-rejected", "2"], "number-invalid"),
        (&["check", ".", "--service-period", "2026-09"], "service-period-invalid"),
        (&["check", ".", "--columns", "nowhere.toml"], "path-not-found"),
        (&["check", ".", "--output", "missing/x.txt"], "output-unwritable"),
        (&["check", ".", "--as-of", "2026-10-01"], "usage"),
    ] {
        for lang in ["zh", "en"] {
            let run = whole().run(&[args, &["--lang", lang]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
            assert!(run.stderr.contains(&format!("[{code}]")), "{args:?}: {}", run.stderr);
        }
    }
}

/// A reader that goes away is no failure.
#[test]
fn a_broken_pipe_is_success() {
    let program = tiyanfen().get_program().to_owned();
    let mut child = std::process::Command::new(program)
        .args(["check", "fixtures/demo", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_line_break_in_a_header_breaks_no_line_of_the_check() {
    let text = "售后单号,订单号,售后类型,\"申请\n时间\",\"备\n注\"\n7000000000000000001,6900000000000000001,仅退款,?,\n";
    let folder = Folder::new().file("a.csv", text);
    let run = folder.run(&["check", "--lang", "en", "a.csv"]);
    assert!(run.stdout.contains("column '申请 时间': cannot read"), "{}", run.stdout);
    assert!(run.stdout.lines().any(|line| line.contains("备 注")), "{}", run.stdout);
}
