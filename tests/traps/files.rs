//! Encodings, line ends, quoting, containers, wrong files.

use crate::common::input;
use crate::support::{Account, account, all_used, column, orders, said, says, trap};
use serde_json::Value;

#[test]
fn utf8_with_a_byte_order_mark() {
    let trap = trap("utf8-with-bom");
    let report = trap.report();
    assert_eq!(input(&report, "orders.csv")["encoding"], "utf-8-bom");
    assert_eq!(account(&report, "orders.csv"), all_used(2));
    assert_eq!(trap.paid(), orders(&[1, 2]));
}

#[test]
fn a_byte_order_mark_before_a_quoted_header() {
    let trap = trap("utf8-with-bom-and-quoted-header");
    assert_eq!(input(&trap.report(), "orders.csv")["encoding"], "utf-8-bom");
    assert_eq!(trap.paid(), orders(&[1, 2]));
}

#[test]
fn utf8_without_a_byte_order_mark() {
    let trap = trap("utf8-without-bom");
    assert_eq!(input(&trap.report(), "orders.csv")["encoding"], "utf-8");
    assert_eq!(trap.paid(), orders(&[1, 2]));
}

#[test]
fn gb18030_with_characters_of_four_bytes() {
    let trap = trap("gb18030");
    let report = trap.report();
    assert_eq!(input(&report, "orders.csv")["encoding"], "gb18030");
    assert_eq!(account(&report, "orders.csv"), all_used(2));
    let cases = trap.cases("negative_review_rate");
    assert_eq!(column(&cases, "product_name"), ["龘龘糕", "龘龘糕"], "the newest name of one product id");
    assert_eq!(column(&cases, "province"), ["广东省", "四川省"]);
}

#[test]
fn line_numbers_are_those_an_editor_shows_whatever_the_line_ends() {
    for name in ["line-ends-lf", "line-ends-crlf", "open-end-lf", "open-end-crlf"] {
        let report = trap(name).report();
        // Rows on lines 2, 4, 5–6 (a name of two lines) and 8; blank lines 3 and 7.
        let expected = Account { read: 4, used: 2, rejected: 2, skipped: 2, ..Account::default() };
        assert_eq!(account(&report, "orders.csv"), expected, "{name}");
        assert!(says(&report, "time-unreadable", "orders.csv", 4, "支付完成时间"), "{name}");
        assert!(says(&report, "time-unreadable", "orders.csv", 8, "支付完成时间"), "{name}");
        assert_eq!(trap(name).paid(), orders(&[1, 3]));
    }
}

#[test]
fn quoted_cells_hold_commas_quotes_and_line_breaks() {
    let trap = trap("quoted-cells");
    assert_eq!(account(&trap.report(), "orders.csv"), all_used(2));
    let cases = trap.cases_with("negative_review_rate", &[".", "--denominator"]);
    // One product id, so the later row's name stands for both.
    assert_eq!(column(&cases, "product_name"), ["x,y", "x,y"]);
    assert_eq!(column(&cases, "signed_at"), ["2025-10-12 10:00:00", "2025-10-12 10:00:00"]);
}

#[test]
fn one_broken_character_costs_its_row_and_not_the_file() {
    let trap = trap("one-broken-character");
    let report = trap.report();
    let expected = Account { read: 2, used: 1, rejected: 1, ..Account::default() };
    assert_eq!(account(&report, "orders.csv"), expected);
    assert!(says(&report, "text-undecodable", "orders.csv", 2, "选购商品"), "{:?}", said(&report));
}

const CONTAINERS: [(&str, &str, &str); 2] = [
    ("old.xls", "an old Excel file (xls)", "旧版 Excel 文件"),
    ("page.xls", "a web page (HTML)", "网页格式的表"),
];

#[test]
fn containers_that_are_not_read_are_refused_by_name() {
    let trap = trap("containers");
    for (file, en, zh) in CONTAINERS {
        let run = trap.run(&["score", file]);
        assert_eq!(run.code, 2, "{file}");
        assert!(run.stderr.contains(&format!("error[container-unsupported]: {file}: ")), "{}", run.stderr);
        assert!(run.stderr.contains(en) && run.stderr.contains("CSV"), "{}", run.stderr);
        let run = trap.run(&["score", file, "--lang", "zh"]);
        assert!(run.stderr.contains(zh) && run.stderr.contains("另存为"), "{}", run.stderr);
    }
}

/// Whoever puts a table into the folder means it to count: passing over it would be a loss.
#[test]
fn containers_that_are_not_read_are_refused_in_a_folder_and_the_good_file_counts() {
    let report = trap("containers").report_with_refusal();
    assert_eq!(account(&report, "good.csv"), all_used(1));
    for (file, what, _) in CONTAINERS {
        assert_eq!(input(&report, file)["status"], "refused");
        assert_eq!(input(&report, file)["code"], "container-unsupported");
        assert!(message_about(&report, file).contains(what), "{:?}", said(&report));
    }
}

const WRONG: [(&str, &str, &str); 6] = [
    ("settlement.csv", "a settlement statement", "结算账单"),
    ("fund-movements.csv", "a statement of fund movements", "动账明细（资金明细）"),
    ("account-ledger.csv", "an account ledger", "账户流水"),
    ("freight-insurance.csv", "a list of freight insurances", "运费险明细"),
    ("compass-refunds.csv", "a refund analysis of the compass", "罗盘退款分析"),
    ("erp-orders.csv", "an ERP's order list", "从 ERP 导出的订单"),
];

#[test]
fn wrong_files_are_recognised_and_named() {
    let trap = trap("wrong-files");
    for (file, en, zh) in WRONG {
        let run = trap.run(&["score", file]);
        assert_eq!(run.code, 2, "{file}");
        let expected = format!("error[wrong-file]: {file}: this is {en}");
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
        let run = trap.run(&["score", file, "--lang", "zh"]);
        assert!(run.stderr.contains(&format!("这是{zh}")), "{}", run.stderr);
    }
    for file in ["contacts.csv", "empty.csv"] {
        let run = trap.run(&["score", file]);
        assert_eq!(run.code, 2, "{file}");
        assert!(run.stderr.contains(&format!("error[file-unrecognised]: {file}: ")), "{}", run.stderr);
    }
}

#[test]
fn wrong_files_in_a_folder_are_skipped_by_name_and_the_good_one_counts() {
    let report = trap("wrong-files").report();
    assert_eq!(account(&report, "good.csv"), all_used(1));
    let others = WRONG.map(|(file, what, _)| (file, what));
    for (file, what) in others
        .into_iter()
        .chain([("contacts.csv", "none of the exports that are read"), ("empty.csv", "an empty file")])
    {
        assert_eq!(input(&report, file)["status"], "skipped", "{file}");
        assert!(message_about(&report, file).contains(what), "{:?}", said(&report));
    }
}

/// What is said in English about a file.
fn message_about<'a>(report: &'a Value, file: &str) -> &'a str {
    let warnings = report["warnings"].as_array().expect("warnings");
    let about = warnings.iter().find(|w| w["path"].as_str().is_some_and(|p| p.ends_with(file)));
    about.and_then(|w| w["message_en"].as_str()).unwrap_or_else(|| panic!("nothing is said about {file}"))
}
