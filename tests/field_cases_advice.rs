//! Advice that fits what was given, and a template that spreadsheet programs open.

mod common;

use common::{Folder, Run, run, tiyanfen};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

fn zh(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[args, &["--lang", "zh"]].concat())
}

fn demo(args: &[&str]) -> Run {
    run(tiyanfen().args(args).arg(DEMO).args(["--lang", "zh"]))
}

#[test]
fn a_template_in_a_file_has_a_mark_and_a_day_and_is_read_back_as_it_is_filled_in() {
    let folder = Folder::new();
    let written = zh(&folder, &["reconcile", "--template", "--output", "page.csv", DEMO]);
    assert_eq!((written.code, written.stderr.as_str()), (0, ""));
    let page = std::fs::read_to_string(folder.path().join("page.csv")).expect("the template");
    assert!(page.starts_with('\u{feff}') && page.contains("\n2026-10-30,商品好评率,,\n"), "{page}");
    // On standard output only where it is asked for.
    let bare = demo(&["reconcile", "--template"]).stdout;
    assert_eq!(format!("\u{feff}{bare}"), page);
    assert_eq!(demo(&["reconcile", "--template", "--bom"]).stdout, page);
    // Without exports the day is yesterday, of which the back office shows the score.
    let dated = run(tiyanfen().args(["reconcile", "--template", "--lang", "zh"])).stdout;
    assert!(dated.contains("\n2026-10-30,总分,,\n"), "{dated}");

    // Two of its ten lines are filled in, with short names, in percent and in points.
    let filled = page.replace("商品好评率,,", "好评率,96.9%,97.2分").replace("总分,,", "总分,4.43分,");
    let folder = folder.file("filled.csv", filled);
    let compared = zh(&folder, &["reconcile", "filled.csv", DEMO]);
    assert_eq!(compared.code, 0, "{}", compared.stderr);
    assert!(compared.stdout.starts_with("和后台对照\n2 项 · 2 项一致"), "{}", compared.stdout);
    let note = "说明[official-blank]：filled.csv：9 行没有填数，跳过";
    assert!(compared.stderr.starts_with(note), "{}", compared.stderr);
    // Nothing filled in is nothing to compare.
    let empty = zh(&folder, &["reconcile", "page.csv", DEMO]);
    assert_eq!((empty.code, empty.stdout.as_str()), (2, ""));
    assert!(
        empty.stderr.starts_with("错误[official-empty]：page.csv：表里一个数都没有填"),
        "{}",
        empty.stderr
    );
}

#[test]
fn customer_service_has_days_and_no_cases() {
    let listed = demo(&["cases", "3分钟平均回复率", "--misses"]).stdout;
    assert_eq!(
        listed.lines().nth(1),
        Some("飞鸽导出里没有单个会话，只有每天（每个客服）的汇总：下面按天列出")
    );
    let days = |args: &[&str]| {
        let json = demo(&[&["cases", "im_reply_3min_rate", "--format", "json"], args].concat()).stdout;
        let table: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        table["cases"].as_array().expect("cases").clone()
    };
    // Every day of an agent whose rate is below 1 has a conversation that was not answered in time.
    let all = days(&["--denominator"]);
    let missed = all.iter().filter(|row| row["value"].as_f64() < Some(1.0)).cloned().collect::<Vec<_>>();
    assert!(!missed.is_empty() && missed.len() < all.len());
    assert_eq!(days(&["--misses"]), missed);
    assert!(!demo(&["cases", "quality_return_rate"]).stdout.contains("没有单个会话"));
}

const ORDERS: &str = "主订单编号,订单状态,支付完成时间,选购商品";

#[test]
fn hints_are_no_figures_that_could_be_copied() {
    let folder = Folder::new().csv("订单.csv", ORDERS, &["1,已发货,2026-10-20 10:00:00,茶"]);
    let run = zh(&folder, &["score", ".", "--set", "positive_review_rate=0.95"]);
    assert!(run.stdout.contains("--set quality_return_rate=后台看到的数"), "{}", run.stdout);
    let copied = zh(&folder, &["score", ".", "--set", "quality_return_rate=后台看到的数"]);
    assert_eq!((copied.code, copied.stdout.as_str()), (2, ""));
    assert!(copied.stderr.starts_with("错误[set-invalid]"), "{}", copied.stderr);
}

#[test]
fn what_is_there_is_not_asked_for_again() {
    // After-sales of every day, none of them a refund alone: nothing is missing but such cases.
    let days = (1..=30).map(|day| {
        format!("{day},1,退货退款,退款成功,2026-10-{day:02} 10:00:00,2026-10-{day:02} 20:00:00,其他")
    });
    let rows: Vec<String> = days.collect();
    let folder = Folder::new().csv("订单.csv", ORDERS, &["1,已发货,2026-10-01 10:00:00,茶"]).csv(
        "1793410200_售后.csv",
        "售后单号,订单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因",
        &rows.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let set = [
        "positive_review_rate=0.95",
        "pickup_on_time_rate=0.98",
        "arrival_hours=72",
        "im_reply_3min_rate=0.95",
        "quality_return_rate=0.01",
    ]
    .map(|set| format!("--set={set}"));
    let args: Vec<&str> =
        ["score", ".", "--as-of", "2026-10-30"].into_iter().chain(set.iter().map(String::as_str)).collect();
    let run = zh(&folder, &args);
    let advice =
        "这些天的售后导出都在，只是没有这样的记录；后台有数的话：--set refund_only_hours=后台看到的数";
    assert!(run.stdout.contains(advice), "{}", run.stdout);
    // All five kinds on a day between them: nobody is told to add one.
    let none = demo(&["score", "--as-of", "2026-06-24"]);
    assert!(!none.stderr.contains("加入缺的导出"), "{}", none.stderr);
    // Orders without any time: what they lack is said, and no reviews are asked for that are there.
    let untimed = Folder::new()
        .csv(
            "订单.csv",
            "主订单编号,订单状态,选购商品,订单应付金额,下单的时刻",
            &["1,已发货,茶,9,2026-10-20 10:00:00"],
        )
        .csv("评价.csv", "评价日期,订单ID,商品名称,商品评价得分", &["2026-10-25 10:00:00,1,茶,5"]);
    let run = zh(&untimed, &["score", ".", "--as-of", "2026-10-30", "--set", "im_reply_3min_rate=0.95"]);
    assert!(run.stderr.contains("提醒[order-times-missing]"), "{}", run.stderr);
    assert!(run.stdout.contains("补上：导出订单时勾选列 支付完成时间"), "{}", run.stdout);
    assert!(!run.stdout.contains("评价导出，或"), "{}", run.stdout);
}
