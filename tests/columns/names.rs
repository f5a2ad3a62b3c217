//! Further header names, for each of the five kinds.

use crate::common::{Folder, fraction, indicator};
use crate::json;
use serde_json::Value;

/// A table that names a field of each kind as no export does.
const MINE: &str = r#"
[orders]
order_id = ["单据"]
pay_time = ["收钱时间"]
status = ["进度"]
[logistics]
tracking = ["面单"]
order_id = ["单据"]
pickup_time = ["快递员取件"]
sign_time = ["到手"]
[refunds]
id = ["退单"]
order_id = ["单据"]
type = ["怎么退"]
reason = ["为啥退"]
status = ["退到哪了"]
apply_time = ["几时退"]
finish_time = ["退完"]
[reviews]
order_id = ["单据"]
stars = ["几颗星"]
time = ["几时评"]
[service]
agent = ["谁"]
sessions = ["聊了几个"]
reply_3min = ["三分钟内"]
date = ["哪天"]
"#;

fn shop() -> Folder {
    Folder::new()
        .file("my.toml", MINE)
        .csv(
            "o.csv",
            "单据,收钱时间,进度,订单应付金额",
            &["1,2026-10-01 10:00:00,已发货,9.90", "2,2026-10-02 10:00:00,已发货,9.90"],
        )
        .csv("l.csv", "面单,单据,快递员取件,到手", &["SF1,1,2026-10-01 20:00:00,2026-10-03 10:00:00"])
        .csv(
            "a.csv",
            "退单,单据,怎么退,为啥退,退到哪了,几时退,退完",
            &["71,1,退货退款,质量问题,退款成功,2026-10-04 10:00:00,2026-10-05 10:00:00"],
        )
        .csv("r.csv", "单据,几颗星,几时评", &["1,5,2026-10-05 10:00:00"])
        .csv("im.csv", "谁,聊了几个,三分钟内,哪天", &["小王,10,90%,2026-10-05"])
}

/// The figures, by hand: one signed order of two, 48 h from payment, a quality return settled in 24 h.
#[test]
fn a_file_of_each_kind_under_names_of_ones_own() {
    let files = ["o.csv", "l.csv", "a.csv", "r.csv", "im.csv"];
    let args = [&["score"], &files[..], &["--columns", "my.toml", "--as-of", "2026-10-10"]].concat();
    let report = json(&shop(), &args);
    let kinds: Vec<&str> =
        report["inputs"].as_array().unwrap().iter().map(|file| file["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["orders", "logistics", "refunds", "reviews", "service"]);
    assert_eq!(fraction(&report, "arrival_hours"), (48.0, 1));
    assert_eq!(fraction(&report, "quality_return_rate"), (1.0, 1));
    assert_eq!(fraction(&report, "return_refund_hours"), (24.0, 1));
    assert_eq!(fraction(&report, "positive_review_rate"), (1.0, 1));
    assert_eq!(fraction(&report, "im_reply_3min_rate"), (9.0, 10));
    let without = shop().run(&[&["score"], &files[..]].concat());
    assert_eq!(without.code, 2);
    assert_eq!(without.stderr.matches("[file-unrecognised]").count(), 5, "{}", without.stderr);
}

/// Cases and check read the same table; check says which column was which.
#[test]
fn cases_and_check_take_it_too() {
    let folder = shop();
    let args = ["o.csv", "l.csv", "--columns", "my.toml"];
    let cases = json(
        &folder,
        &[&["cases", "arrival_hours", "--denominator", "--as-of", "2026-10-10"], &args[..]].concat(),
    );
    assert_eq!(cases["cases"][0]["order_id"], "1");
    let check = json(&folder, &[&["check"], &args[..]].concat());
    let found = check["files"][0]["columns_found"].as_array().unwrap();
    let column = |field: &str| found.iter().find(|row| row["field"] == field).map(|row| &row["column"]);
    assert_eq!(
        (column("order_id"), column("pay_time")),
        (Some(&Value::from("单据")), Some(&Value::from("收钱时间")))
    );
    assert_eq!(check["files"][0]["taken_by"], "signature");
}

/// Where a file has both names, the user's is read, wherever it stands.
#[test]
fn a_users_name_wins_over_a_built_in_one() {
    let folder = Folder::new().file("my.toml", "[orders]\npay_time = [\"真实支付时间\"]\n").csv(
        "o.csv",
        "主订单编号,支付完成时间,订单状态,真实支付时间",
        &["1,2026-09-01 10:00:00,已发货,2026-10-02 10:00:00"],
    );
    let day =
        |args: &[&str]| json(&folder, &[&["check", "o.csv"], args].concat())["files"][0]["first_day"].clone();
    assert_eq!(day(&[]), "2026-09-01");
    assert_eq!(day(&["--columns", "my.toml"]), "2026-10-02");
}

/// Names are compared as headers are: full width, case, inner blanks and units do not matter.
#[test]
fn names_are_compared_in_one_form() {
    let folder = Folder::new()
        .file("my.toml", "[orders]\norder_id = [\" ＯＲＤＥＲ no \"]\namount = [\"到手价\"]\n")
        .csv("o.csv", "Order　No,到手价（元）,支付完成时间,订单状态", &["1,0,2026-10-01 10:00:00,已发货"]);
    let check = json(&folder, &["check", "o.csv", "--columns", "my.toml"]);
    let file = &check["files"][0];
    assert_eq!(
        (&file["kind"], &file["excluded"]),
        (&Value::from("orders"), &Value::from(1)),
        "a zero price: {file}"
    );
}

/// Without the table the sum of what is found is less; nothing else changes.
#[test]
fn other_files_are_read_as_before() {
    let folder = Folder::new().file("my.toml", MINE);
    let with = json(&folder, &["score", crate::DEMO, "--columns", "my.toml"]);
    let without = json(&folder, &["score", crate::DEMO]);
    assert_eq!(indicator(&with, "quality_return_rate"), indicator(&without, "quality_return_rate"));
    assert_eq!((&with["score"], &with["inputs"]), (&without["score"], &without["inputs"]));
}
