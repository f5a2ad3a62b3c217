//! How far a score can be trusted: days covered, age, what the platform goes by; and words that claim no more than the
//! figures do.

mod common;

use common::{Folder, Run, fraction, indicator, run, tiyanfen};
use serde_json::{Value, json};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// The demo's files whose names hold none of these words.
fn demo_without(words: &[&str]) -> Folder {
    demo_where(|name| words.iter().all(|word| !name.contains(word)))
}

fn demo_where(keeps: impl Fn(&str) -> bool) -> Folder {
    let files = std::fs::read_dir(DEMO).expect("the demo").map(|file| file.expect("a file"));
    let named = files.map(|file| (file.file_name().into_string().expect("UTF-8"), file.path()));
    named.filter(|(name, _)| keeps(name)).fold(Folder::new(), |folder, (name, path)| {
        folder.file(&name, std::fs::read(path).expect("its bytes"))
    })
}

fn zh(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[args, &["--lang", "zh"]].concat())
}

/// The line of the headline that says what is covered: one of the first three.
fn covered(run: &Run) -> String {
    let line = run.stdout.lines().take(3).find(|line| line.starts_with("数据覆盖：")).map(str::to_owned);
    line.unwrap_or_else(|| panic!("{}", run.stdout))
}

#[test]
fn a_whole_demo_is_covered() {
    let line = covered(&zh(&demo_without(&[]), &["score", "."]));
    assert_eq!(line, "数据覆盖：指标 100% · 天数 90/90 · 数据截至 1 天前");
}

#[test]
fn a_month_of_orders_that_is_not_there_is_said_in_every_place() {
    let folder = demo_without(&["订单_2026-09"]);
    let lacking = "天数 65/90（订单缺 2026-09-01…09-25）";
    let line = covered(&zh(&folder, &["score", "."]));
    assert_eq!(line, format!("数据覆盖：指标 100% · {lacking} · 数据截至 1 天前"));
    let check = zh(&folder, &["check", "."]);
    assert_eq!(
        check.stdout.lines().nth(2),
        Some(&*format!("数据覆盖：{lacking} · 不指定日期时截至 2026-10-30"))
    );
    let report = folder.score(&[]);
    let coverage = json!({ "weight": 1.0, "manual_weight": 0.0, "days": 65, "window": 90, "kind": "orders",
        "missing": [["2026-09-01", "2026-09-25"]] });
    assert_eq!(report["coverage"], coverage);
    assert_eq!(indicator(&report, "positive_review_rate")["status"], "partial");
    // The pickups of October are not concerned.
    assert_eq!(indicator(&report, "pickup_on_time_rate")["coverage"]["days"], 30);
    let check = folder.run(&["check", ".", "--format", "json"]);
    let check: Value = serde_json::from_str(&check.stdout).expect("JSON");
    assert_eq!(check["day_coverage"]["missing"], coverage["missing"]);
    assert_eq!(check["day_coverage"]["days"], 65);
}

#[test]
fn october_alone_and_reviews_that_end_early() {
    let october = demo_where(|name| name.contains("2026-10") || name.contains("物流"));
    let line = covered(&zh(&october, &["score", ".", "--set", "positive_review_rate=0.95"]));
    // How old the data are has no room on the line, and is told below it.
    let parts = "数据覆盖：指标 86%（其中手填 25%） · 天数 35/90（订单缺 2026-08-02…09-25）";
    assert!(line.starts_with(parts) && line.contains("真实得分 3.74–4.44"), "{line}");

    let mut reviews = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(format!("{DEMO}/1793410440_商品评价.csv"))
        .expect("reviews");
    let mut until_september = csv::Writer::from_writer(Vec::new());
    let rows = reviews.records().map(|row| row.expect("a row"));
    for row in rows.filter(|row| !row[0].starts_with("2026-10-")) {
        until_september.write_record(&row).expect("a row in memory");
    }
    let until_september = until_september.into_inner().expect("a writer in memory");
    let early = demo_without(&["评价"]).file("评价.csv", until_september);
    let line = covered(&zh(&early, &["score", "."]));
    assert_eq!(line, "数据覆盖：指标 100% · 天数 60/90（评价缺 2026-10-01…10-30） · 数据截至 1 天前");
}

#[test]
fn a_shop_that_stopped_selling_is_scored_on_its_last_day_and_called_old() {
    // An order every other day up to 09-20; conversations on all days up to 10-30.
    let days = |last: &str| {
        let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date");
        let last = day(last);
        day("2026-06-02").iter_days().take_while(move |date| *date <= last)
    };
    let orders = days("2026-09-20").step_by(2).map(|day| format!("{day},已发货,{day} 10:00:00,茶\n"));
    let service = days("2026-10-30").map(|day| format!("{day},小满,10,90%\n"));
    let orders = orders.fold("主订单编号,订单状态,支付完成时间,选购商品\n".to_owned(), |all, row| all + &row);
    let service =
        service.fold("日期,客服昵称,接待会话量,全天3分钟回复率\n".to_owned(), |all, row| all + &row);
    let folder = Folder::new().file("订单.csv", orders).file("飞鸽.csv", service);
    let set = ["--set", "positive_review_rate=0.95", "--set", "quality_return_rate=0.01"];
    let run = zh(&folder, &[&["score", "."][..], &set].concat());
    assert!(run.stdout.starts_with("抖店体验分 "), "{} {}", run.stdout, run.stderr);
    // As of 09-19, the day before the newest event of an order, which is 42 days before 10-31.
    assert!(covered(&run).contains(" · 天数 30/30 · ") && covered(&run).ends_with(" · 数据截至 42 天前"));
    let asked = zh(&folder, &[&["score", ".", "--as-of", "2026-10-30"][..], &set].concat());
    assert!(covered(&asked).ends_with("数据截至 42 天前"), "{}", asked.stdout);
}

#[test]
fn quiet_does_not_hide_what_is_missing() {
    let folder = demo_without(&["订单_2026-09"]);
    let well = zh(&folder, &["score", ".", "--quiet", "--fail-under", "2"]);
    assert_eq!((well.code, well.stdout.as_str()), (0, ""));
    let first = "提醒[not-covered]：没有盖满：指标 100% · 天数 65/90（订单缺 2026-09-01…09-25）\n";
    assert!(well.stderr.starts_with(first), "{}", well.stderr);
    // Where the report is shown it says so itself.
    let shown = zh(&folder, &["score", ".", "--quiet"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let whole = zh(&demo_without(&[]), &["score", ".", "--quiet", "--fail-under", "2"]);
    assert_eq!((whole.code, whole.stdout.as_str(), whole.stderr.as_str()), (0, "", ""));
}

#[test]
fn older_data_than_wanted_fail_quiet_or_not() {
    let at = |now: &str, args: &[&str]| {
        let mut program = tiyanfen();
        run(program.env("TIYANFEN_NOW", now).args(["score", DEMO, "--lang", "zh"]).args(args))
    };
    // Data up to 10-30; on 11-02 that is three days ago.
    let quiet = ["--quiet", "--fail-under", "2", "--max-age", "2"];
    let old = at("2026-11-02 09:00:00", &quiet);
    assert_eq!(old.code, 2, "{}", old.stderr);
    assert!(
        old.stderr.starts_with("错误[data-too-old]：数据截至 3 天前，超过了 --max-age 2\n"),
        "{}",
        old.stderr
    );
    assert!(covered(&old).ends_with(" · 数据截至 3 天前"), "{}", old.stdout);
    assert_eq!(at("2026-11-02 09:00:00", &["--max-age", "3"]).code, 0);
    assert_eq!(at("2026-11-01 09:00:00", &quiet).code, 0);
    // A day before the newest possible is no news; two are.
    let is_old = |now: &str| {
        let mut program = tiyanfen();
        let report = run(program.env("TIYANFEN_NOW", now).args(["score", DEMO, "--format", "json"])).stdout;
        serde_json::from_str::<Value>(&report).expect("JSON")["age"]["old"].clone()
    };
    assert_eq!((is_old("2026-11-01 09:00:00"), is_old("2026-11-02 09:00:00")), (false.into(), true.into()));
    assert!(covered(&at("2026-11-01 09:00:00", &[])).ends_with("数据截至 2 天前"));
    assert!(covered(&at("2026-11-02 09:00:00", &[])).contains("数据截至 3 天前"));
    // Who asks for a day of the past need not be told that it is past, but its age is its age.
    let asked = at("2026-11-02 09:00:00", &["--as-of", "2026-10-15"]);
    assert!(!covered(&asked).contains("天前"), "{}", asked.stdout);
    assert_eq!(at("2026-11-02 09:00:00", &["--as-of", "2026-10-15", "--max-age", "3"]).code, 2);
    assert_eq!(at("2026-11-02 09:00:00", &["--max-age", "-1"]).code, 2);
}

const ORDERS: &str = "主订单编号,子订单编号,订单应付金额,支付完成时间,发货时间,订单状态,预计送达时间";
const PARCELS: &str = "运单号,订单编号,揽收时间,签收时间";

/// Orders 1 to 3, paid on 10-01, 10-05 and 10-08; only the first was picked up and signed for.
fn shop(logistics: &str) -> Folder {
    let order = |id: u32, day: u32| {
        format!("{id},{id},9,2026-10-{day:02} 10:00:00,-,待发货,2026-10-{:02} 20:00:00", day + 3)
    };
    let orders = [order(1, 1), order(2, 5), order(3, 8)];
    Folder::new().csv("订单.csv", ORDERS, &orders.each_ref().map(String::as_str)).csv(
        logistics,
        PARCELS,
        &["SF1,1,2026-10-02 10:00:00,2026-10-04 10:00:00", "SF2,2,-,-", "SF3,3,-,-"],
    )
}

#[test]
fn what_lies_beyond_the_reach_of_logistics_is_unknown_and_not_late() {
    // The newest event is of 10-04. Deadlines: 10-02, 10-06, 10-09; due times: 10-04, 10-08, 10-11, each at 20:00.
    let args = ["--as-of", "2026-10-20"];
    let report = shop("物流.csv").score_any(&args);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (1.0, 1));
    assert_eq!(fraction(&report, "waybill_sla_rate"), (1.0, 1));
    assert_eq!(report["orders"]["pickup_unknown_30"], 2);
    // Exported on 10-09 at 09:01: up to then order 2 was late with both, order 3 was not yet due.
    let report = shop("1791507661_物流.csv").score_any(&args);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (1.0, 2));
    assert_eq!(fraction(&report, "waybill_sla_rate"), (1.0, 2));
    // Exported on 10-12 at 00:00:01: late all the same.
    let report = shop("1791734401_物流.csv").score_any(&args);
    assert_eq!(fraction(&report, "pickup_on_time_rate"), (1.0, 3));
    assert_eq!(fraction(&report, "waybill_sla_rate"), (1.0, 3));
}

#[test]
fn a_closed_order_is_due_only_where_the_after_sales_cover_its_day() {
    // Order 9 is closed, paid on 10-05 and never shipped.
    let closed = "9,9,9,2026-10-05 10:00:00,-,已关闭,-";
    let at = |applied: &[&str]| {
        let rows: Vec<String> = applied
            .iter()
            .enumerate()
            .map(|(n, day)| format!("{n},1,退货退款,售后关闭,{day} 10:00:00,其他"))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let folder = shop("1791734401_物流.csv").csv("b.csv", ORDERS, &[closed]);
        let folder = folder.csv("售后.csv", "售后单号,订单号,售后类型,售后状态,售后申请时间,售后原因", &rows);
        fraction(&folder.score_any(&["--as-of", "2026-10-20"]), "pickup_on_time_rate")
    };
    assert_eq!(at(&["2026-10-03", "2026-10-07"]), (1.0, 4));
    assert_eq!(at(&["2026-10-05"]), (1.0, 4));
    assert_eq!(at(&["2026-10-06", "2026-10-07"]), (1.0, 3));
    assert_eq!(at(&["2026-10-02", "2026-10-04"]), (1.0, 3));
}

#[test]
fn another_rulebook_in_force_is_named_in_a_line() {
    let head = |args: &[&str]| {
        let run = run(tiyanfen().args(["score", DEMO, "--lang", "zh"]).args(args));
        run.stdout.lines().find(|line| line.starts_with("这一天平台实行")).map(str::to_owned)
    };
    let line = "这一天平台实行百分制（2026年9月）：加 --rules douyin".to_owned();
    assert_eq!(head(&[]), Some(line.clone()));
    assert_eq!(head(&["--rules", "koubei"]), Some(line));
    assert_eq!(head(&["--rules", "douyin", "--industry", "食品饮料"]), None);
    let title = |args: &[&str]| {
        let run = run(tiyanfen().args(["score", DEMO, "--format", "json", "--quiet"]).args(args));
        serde_json::from_str::<Value>(&run.stdout).expect("JSON")["rulebook"].clone()
    };
    assert_eq!(title(&[])["id"], "classic");
    assert_eq!(title(&[])["in_force_id"], "douyin-2026-09");
    assert_eq!(title(&["--rules", "douyin-2026-07"])["in_force_id"], "douyin-2026-09");
    assert_eq!(title(&["--as-of", "2026-08-01"])["in_force_id"], "douyin-2026-07");
    assert_eq!(title(&["--rules", "crossborder"])["in_force_id"], "crossborder-2026-09");
}

#[test]
fn without_an_orders_export_the_number_of_orders_is_not_known() {
    let folder = demo_without(&["订单"]);
    assert_eq!(folder.score(&[])["orders"]["valid_30"], Value::Null);
    let run = zh(&folder, &["score", "."]);
    assert!(run.stdout.contains("\n有效订单 –（没有可用的订单导出）\n"), "{}", run.stdout);
}

#[test]
fn what_is_set_by_hand_is_not_called_covered_by_exports() {
    let folder = demo_without(&["飞鸽", "评价"]);
    // 35 % × 40 % and 50 % × 50 %.
    let set = ["--set", "im_reply_3min_rate=0.95", "--set", "positive_review_rate=0.95"];
    let line = covered(&zh(&folder, &[&["score", "."][..], &set].concat()));
    assert_eq!(line, "数据覆盖：指标 100%（其中手填 39%） · 天数 90/90 · 数据截至 1 天前");
}

#[test]
fn small_samples_say_so() {
    let report = zh(&demo_without(&[]), &["score", "."]).stdout;
    let row = |name: &str| report.lines().find(|line| line.starts_with(name)).expect("a row").to_owned();
    // 7 after-sales; 96 rated orders.
    assert!(row("仅退款自主完结时长").ends_with("样本少"));
    assert!(!row("商品好评率").contains("样本少"));
}

#[test]
fn what_loses_next_to_nothing_is_no_weakness() {
    let weakest = |values: [&str; 7]| {
        let ids = [
            "positive_review_rate",
            "quality_return_rate",
            "pickup_on_time_rate",
            "arrival_hours",
            "im_reply_3min_rate",
            "refund_only_hours",
            "return_refund_hours",
        ];
        let set: Vec<String> =
            ids.iter().zip(values).map(|(id, value)| format!("--set={id}={value}")).collect();
        let args: Vec<&str> = ["score", "."].into_iter().chain(set.iter().map(String::as_str)).collect();
        let folder = Folder::new().csv(
            "订单.csv",
            "主订单编号,订单状态,支付完成时间,选购商品",
            &["1,已发货,2026-10-20 10:00:00,茶"],
        );
        zh(&folder, &args).stdout
    };
    // At the best everywhere but one: 100 - 90 points of 7.5 % of 5.00 are 0.0375, below a hundredth of it.
    let stdout = weakest(["0.98", "0.003", "0.99", "84", "0.97", "4", "72"]);
    assert!(stdout.contains("没有明显的弱项：每个指标的失分都不到满分的 1%"), "{stdout}");
    // 100 - 70 points: 0.1125.
    let stdout = weakest(["0.98", "0.003", "0.99", "120", "0.97", "4", "72"]);
    assert!(stdout.contains("最弱 1 项\n1 平均物流到货时长  失0.11"), "{stdout}");
}

#[test]
fn a_few_rows_without_an_order_are_no_warning() {
    // 3 of the demo's 138 reviews are 2.2 %.
    let run = zh(&demo_without(&[]), &["score", "."]);
    assert_eq!(run.stderr, "");
    assert!(
        run.stdout.contains("评价 1 个文件 138 行：计入 135 · 重复 0 · 不计 0 · 未匹配 3"),
        "{}",
        run.stdout
    );
    // The first of so many reviews names an order that no export has.
    let warned = |reviews: u32| {
        let order = |n| if n == 0 { 404 } else { 1 };
        let rows = (0..reviews).map(|n| format!("2026-10-20 10:{n:02}:00,{},茶,5\n", order(n)));
        let orders = "主订单编号,订单状态,支付完成时间,选购商品\n1,已发货,2026-10-20 10:00:00,茶\n";
        let reviews = rows.fold("评价日期,订单ID,商品名称,商品评价得分\n".to_owned(), |all, row| all + &row);
        let folder = Folder::new().file("订单.csv", orders).file("评价.csv", reviews);
        folder.run(&["score", ".", "--set", "quality_return_rate=0.01"]).stderr.contains("[unmatched-rows]")
    };
    // One of 20 is 5 %, one of 21 less.
    assert!(warned(20));
    assert!(!warned(21));
}

/// Why an indicator has cases that went wrong is told as such, not as its value.
#[test]
fn shares_of_failures_are_named_as_what_they_are() {
    let stdout = zh(&demo_without(&[]), &["score", "."]).stdout;
    assert!(
        stdout.contains("15 单中 12 单落在 2026-10-13…2026-10-19（这几天出问题的占 30.0%，其余 4.48%）"),
        "{stdout}"
    );
}
