//! Exports of several shops: the warning, `--only-shop`, and names of files.

mod common;

use common::{Folder, fraction, input};
use serde_json::Value;

const ORDERS: &str =
    "支付完成时间,店铺,主订单编号,子订单编号,选购商品,商品ID,商品金额,订单状态,订单提交时间,发货时间";
const PARCELS: &str = "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态";
const REFUNDS: &str = "售后单号,订单号,商品单号,商品名称,商品ID,商品发货状态,售后类型,售后状态,售后申请时间,售后原因,同意售后申请时间,\
                       仲裁状态,纠纷责任方,售后完结时间";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品名称,商品评价得分,评价内容";
const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长,有效评价数,全天不满意率";
const AS_OF: [&str; 2] = ["--as-of", "2026-09-25"];

fn id(n: usize) -> String {
    format!("6917926768823643{n:03}")
}

fn order(n: usize, shop: &str) -> String {
    let id = id(n);
    format!(
        "2026-09-10 10:00:00,{shop},{id},{id},手工酥饼,3718206998140375001,29.90,已完成,2026-09-10 09:59:00,\
         2026-09-10 17:00:00"
    )
}

fn refund(n: usize, reason: &str) -> String {
    let id = id(n);
    format!(
        "1486398837488313{n:02}1,{id},{id},手工酥饼,3718206998140375001,1/1已发货,退货退款,同意退款，退款成功,2026-09-14 10:00:00,\
         {reason},2026-09-14 12:00:00,-,-,2026-09-17 10:00:00"
    )
}

fn csv(folder: Folder, name: &str, header: &str, rows: &[String]) -> Folder {
    folder.csv(name, header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Everything but orders: parcels of ten orders, two returns of the first two, reviews of 3 to 7, a week of service.
fn around(folder: Folder) -> Folder {
    let parcel = |n: usize| {
        format!(
            "YT9000000000{n:02},{},圆通速递,2026-09-10 17:00:00,2026-09-10 20:00:00,2026-09-13 12:00:00,已签收",
            id(n)
        )
    };
    let review = |n| format!("2026年09月15日 12:00:00,{},3718206998140375001,手工酥饼,5,好吃", id(n));
    let service = |day| format!("2026-09-{day},小满,10,90.00%,50秒,4,0.00%");
    let folder = csv(folder, "物流.csv", PARCELS, &(1..=10).map(parcel).collect::<Vec<_>>());
    let folder = csv(folder, "售后单.csv", REFUNDS, &[refund(1, "做工粗糙 / 有瑕疵"), refund(2, "不想要")]);
    let folder = csv(folder, "评价.csv", REVIEWS, &(3..=7).map(review).collect::<Vec<_>>());
    csv(folder, "飞鸽.csv", SERVICE, &(10..=16).map(service).collect::<Vec<_>>())
}

/// Orders 1 to 5 of one shop, 6 to 10 of the other.
fn mixed() -> Folder {
    let rows: Vec<String> = (1..=10).map(|n| order(n, if n <= 5 { "甲店" } else { "乙店" })).collect();
    csv(around(Folder::new()), "订单.csv", ORDERS, &rows)
}

fn said(report: &Value, code: &str) -> Vec<String> {
    let all = report.get("warnings").or(report.get("diagnostics")).and_then(Value::as_array).unwrap().iter();
    all.filter(|d| d["code"] == code).map(|d| d["message_zh"].as_str().unwrap().to_owned()).collect()
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn account(report: &Value, name: &str) -> [u64; 7] {
    ["read", "used", "duplicate", "excluded", "unmatched", "rejected", "other_shops"]
        .map(|key| input(report, name)[key].as_u64().unwrap())
}

#[test]
fn two_shops_in_one_column_are_named_with_the_way_to_pick_one() {
    let folder = mixed();
    let warning = "文件里有 2 家店：乙店（5 行）、甲店（5 行）；现在是合在一起算的";
    for command in ["score", "trend", "check"] {
        let days: &[&str] = if command == "check" { &[] } else { &AS_OF };
        let report = json(&folder, &[&[command, "."], days].concat());
        assert_eq!(said(&report, "two-shops"), [warning], "{command}");
        let run = folder.run(&[&[command, ".", "--only-shop", "甲店"], days].concat());
        assert!(!run.stderr.contains("two-shops") && !run.stdout.contains("two-shops"), "{command}");
        let run = folder.run(&[&[command, "."], days].concat());
        assert!((run.stderr + &run.stdout).contains("--only-shop 乙店"), "{command}");
    }
}

#[test]
fn each_shop_has_its_own_score() {
    let folder = mixed();
    let of = |shop: &str| folder.score(&[&AS_OF[..], &["--only-shop", shop]].concat());
    let (a, b) = (of("甲店"), of("乙店"));
    // Shop A: one of five returned for quality, 72 h each of two returns.
    assert_eq!(fraction(&a, "quality_return_rate"), (1.0, 5));
    assert_eq!(fraction(&a, "positive_review_rate"), (3.0, 3));
    assert_eq!(fraction(&a, "arrival_hours"), (370.0, 5));
    assert_eq!(fraction(&a, "return_refund_hours"), (144.0, 2));
    assert_eq!(fraction(&b, "quality_return_rate"), (0.0, 5));
    assert_eq!(fraction(&b, "positive_review_rate"), (2.0, 2));
    assert_eq!(fraction(&b, "pickup_on_time_rate"), (5.0, 5));
    // Both returns are of shop A's orders, although their file has no column of shops.
    assert_eq!(fraction(&b, "return_refund_hours").1, 0);
    // Shop A has none of the points of quality returns (20%), a half of goods, which are half of the score.
    // B: 2.5 + 15 % of (100 + 92.78) / 40 + 35 % of 92.22 / 20.
    let value = |report: &Value| format!("{:.2}", report["score"]["value"].as_f64().unwrap());
    assert_eq!((value(&a), value(&b)), ("3.65".to_owned(), "4.84".to_owned()));
    assert_eq!(account(&a, "订单.csv"), [10, 5, 0, 5, 0, 0, 5]);
    assert_eq!(account(&b, "订单.csv"), [10, 5, 0, 5, 0, 0, 5]);
    assert_eq!(account(&b, "售后单.csv"), [2, 0, 0, 2, 0, 0, 0]);
    for name in ["物流.csv", "评价.csv", "售后单.csv"] {
        let used = [&a, &b].map(|report| account(report, name)[1]);
        assert_eq!(used[0] + used[1], account(&a, name)[0], "{name}: each row counts for one shop");
    }
    assert_eq!(said(&a, "unmatched-rows"), [""; 0]);
    let whole = said(&a, "shop-column-missing");
    assert!(whole.len() == 1 && whole[0].starts_with("4 个文件没有店铺列"), "{whole:?}");
    let text = folder.run(&[&["score", ".", "--only-shop", "乙店"], &AS_OF[..]].concat()).stdout;
    assert!(text.contains("excluded as other shops' 5"), "{text}");
}

#[test]
fn files_split_by_shop_score_like_the_mixed_one_read_for_one_shop() {
    let header = format!("{REFUNDS},店铺");
    let returned =
        [1, 2, 6].map(|n| format!("{},{}", refund(n, "不想要"), if n < 6 { "甲店" } else { "乙店" }));
    let all = csv(mixed(), "售后单.csv", &header, &returned);
    for (shop, orders, refunds) in [("甲店", 1..=5, &returned[..2]), ("乙店", 6..=10, &returned[2..])] {
        let rows: Vec<String> = orders.map(|n| order(n, shop)).collect();
        let own = csv(around(Folder::new()), "订单.csv", ORDERS, &rows);
        let own = csv(own, "售后单.csv", &header, refunds).score(&AS_OF);
        let picked = all.score(&[&AS_OF[..], &["--only-shop", shop]].concat());
        assert_eq!(own["score"], picked["score"], "{shop}");
        assert_eq!(own["indicators"], picked["indicators"], "{shop}");
        let kept = account(&picked, "售后单.csv");
        assert_eq!(kept[0] - kept[6], account(&own, "售后单.csv")[0]);
    }
}

#[test]
fn a_blank_or_a_dash_names_no_shop_and_its_rows_stay() {
    let rows: Vec<String> = (1..=6).map(|n| order(n, ["甲店", "-", ""][n % 3])).collect();
    let folder = csv(around(Folder::new()), "订单.csv", &ORDERS.replace("店铺", "门店名称"), &rows);
    let report = folder.score(&AS_OF);
    assert_eq!(said(&report, "two-shops"), [""; 0]);
    let picked = folder.score(&[&AS_OF[..], &["--only-shop", "甲店"]].concat());
    assert_eq!(account(&picked, "订单.csv"), [6, 6, 0, 0, 0, 0, 0]);
}

/// A row may join the sub-orders of an order, and the shop with them.
#[test]
fn a_joined_cell_is_no_further_shop() {
    let joined = |n, shop: &str| {
        let row = order(n, shop);
        let (own, next) = (id(n), id(n + 100));
        row.replacen(&format!("{own},{own}"), &format!("{own},{own};{next}"), 1)
    };
    let rows = [joined(1, "甲店;甲店"), order(2, "甲店"), joined(3, "甲店；"), joined(4, "-;甲店")];
    let folder = csv(around(Folder::new()), "订单.csv", ORDERS, &rows);
    let report = folder.score(&AS_OF);
    assert_eq!(said(&report, "two-shops"), [""; 0]);
    let picked = folder.score(&[&AS_OF[..], &["--only-shop", "甲店"]].concat());
    assert_eq!(account(&picked, "订单.csv")[..2], [4, 4]);
    assert_eq!(
        (picked["score"].clone(), picked["orders"]["valid_30"].clone()),
        (report["score"].clone(), 4.into())
    );
    // Of two shops there are two, none of both.
    let rows = [joined(1, "甲店;乙店"), order(2, "乙店"), order(3, "甲店")];
    let folder = csv(around(Folder::new()), "订单.csv", ORDERS, &rows);
    let warning = "文件里有 2 家店：乙店（2 行）、甲店（2 行）；现在是合在一起算的";
    assert_eq!(said(&folder.score(&AS_OF), "two-shops"), [warning]);
    assert_eq!(account(&folder.score(&[&AS_OF[..], &["--only-shop", "甲店"]].concat()), "订单.csv")[6], 1);
}

/// The figures of the back office are one shop's.
#[test]
fn reconcile_compares_the_shop_that_is_asked_for() {
    let page = "日期,指标,官方值,官方得分\n2026-09-25,商品品质退货率,20%,\n2026-09-25,商品好评率,100%,\n";
    let folder = mixed().file("后台.csv", page);
    let exports = ["订单.csv", "物流.csv", "售后单.csv", "评价.csv", "飞鸽.csv"];
    let compared = |shop: &[&str]| {
        let args = [&["reconcile", "后台.csv"], &exports[..], shop, &["--format", "json"]].concat();
        let run = folder.run(&args);
        let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
        let rows = report["days"][0]["rows"].as_array().expect("rows").clone();
        rows.iter().map(|row| (row["id"].clone(), row["status"].clone())).collect::<Vec<_>>()
    };
    // One of five orders of shop A, none of shop B's, one of all ten.
    let of = |quality: &str| {
        vec![("quality_return_rate".into(), quality.into()), ("positive_review_rate".into(), "agrees".into())]
    };
    assert_eq!(compared(&["--only-shop", "甲店"]), of("agrees"));
    assert_eq!(compared(&["--only-shop", "乙店"]), of("differs"));
    assert_eq!(compared(&[]), of("differs"));
    let unknown = folder.run(&[&["reconcile", "后台.csv"], &exports[..], &["--only-shop", "丙店"]].concat());
    assert!(unknown.code == 2 && unknown.stderr.contains("only-shop-unknown"), "{}", unknown.stderr);
}

#[test]
fn shops_are_counted_across_files_and_totals_are_none() {
    let one = |n, shop: &str| vec![order(n, shop)];
    let folder = csv(around(Folder::new()), "a.csv", ORDERS, &one(1, "甲店"));
    let total = ",甲店合计,合计,,,,29.90,,,".to_owned();
    let folder = csv(folder, "b.csv", ORDERS, &[order(2, "乙店"), total]);
    let warning = "文件里有 2 家店：乙店（1 行）、甲店（1 行）；现在是合在一起算的";
    assert_eq!(said(&folder.score(&AS_OF), "two-shops"), [warning]);
    let picked = folder.score(&[&AS_OF[..], &["--only-shop", "甲店"]].concat());
    assert_eq!(account(&picked, "b.csv"), [1, 0, 0, 1, 0, 0, 1]);
    assert_eq!(input(&picked, "b.csv")["skipped"], 1);
}

#[test]
fn a_shop_that_no_row_names_is_an_error() {
    let folder = mixed();
    for args in [&["score", "."][..], &["check", "."], &["trend", "."], &["cases", "arrival_hours", "."]] {
        let run = folder.run(&[args, &["--only-shop", "丙店"]].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains("only-shop-unknown") && run.stderr.contains("甲店"), "{}", run.stderr);
    }
    let run = around(Folder::new()).run(&["score", ".", "--only-shop", "甲店"]);
    assert!(run.code == 2 && run.stderr.contains("no file has a column of shops"), "{}", run.stderr);
}

#[test]
fn commands_that_reports_give_keep_the_shop() {
    let run = mixed().run(&[&["score", ".", "--only-shop", "甲店"], &AS_OF[..]].concat());
    assert!(run.stdout.contains("--only-shop 甲店 ."), "{}", run.stdout);
}

#[test]
fn files_whose_names_are_two_shops() {
    let header = ORDERS.replace("店铺,", "");
    let rows = |n| vec![order(n, "").replacen(",,", ",", 1)];
    let two = |a: &str, b: &str, second| {
        let folder = csv(around(Folder::new()), a, &header, &rows(1));
        said(&csv(folder, b, &header, &rows(second)).score(&AS_OF), "two-shops-by-name")
    };
    let named = two("甲店_订单_202609.csv", "乙店_订单_202609 (1).csv", 2);
    assert!(named.len() == 1 && named[0].contains("乙店、甲店"), "{named:?}");
    // The same order in both is one shop's; so are files that are split by status or number.
    assert_eq!(two("甲店_订单.csv", "乙店_订单.csv", 1), [""; 0]);
    assert_eq!(two("甲店_订单_已完成.csv", "甲店_订单_已发货.csv", 2), [""; 0]);
    assert_eq!(two("甲店_订单_1.csv", "甲店_订单_2.csv", 2), [""; 0]);
}
