//! From sums and from the exports the same, whatever the day, the rules and the shop.

use super::table::{DEMO, json, summed};
use crate::common::{Folder, Run, run, tiyanfen};
use calamine::{Reader, Xlsx};
use serde_json::Value;
use std::path::PathBuf;
use tiyanfen::time::Day;

const SEED: &str = "fixtures/seed-shop";
/// Cases whose usual time only single orders tell.
const TIMED: [&str; 5] = ["slow_pickup", "slow_arrival", "refund_only", "return_refund", "review"];
/// What only reading the rows tells.
const OF_READING: [&str; 6] = [
    "pay-stand-in",
    "success-without-finish",
    "review-without-stars",
    "service-total",
    "unmatched-rows",
    "word-unknown",
];

/// What sums cannot tell is taken out of both; that of the sums must be empty there.
fn comparable(mut report: Value, is_of_sums: bool) -> Value {
    let keys = report.as_object_mut().unwrap();
    assert_eq!(keys.remove("from_sums").unwrap().is_object(), is_of_sums);
    keys.remove("arguments");
    for key in ["causes", "change_7d_parts", "inputs"] {
        let empty = keys.remove(key).is_none_or(|list| list.as_array().unwrap().is_empty());
        assert!(empty || !is_of_sums, "{key}");
    }
    if let Some(Value::Array(costs)) = keys.get_mut("cost_of_one") {
        let is_timed = |row: &Value| TIMED.contains(&row["case"].as_str().unwrap());
        assert!(!is_of_sums || !costs.iter().any(is_timed));
        costs.retain(|row| !is_timed(row));
    }
    // Those of files are told while they are read.
    let warnings = keys.get_mut("warnings").unwrap().as_array_mut().unwrap();
    warnings.retain(|row| row["path"].is_null() && !OF_READING.contains(&row["code"].as_str().unwrap()));
    report
}

fn program(arguments: &[&str], folder: &Folder) -> Run {
    let mut command = tiyanfen();
    let sums = folder.path().join("sums.csv");
    let own = arguments.iter().map(|argument| match *argument {
        "SUMS" => format!("--sums={}", sums.display()),
        other => other.to_owned(),
    });
    run(command.args(own.collect::<Vec<_>>()).arg("--quiet"))
}

/// The same question to the sums and to the exports.
fn both(folder: &Folder, exports: &str, arguments: &[&str]) -> [Run; 2] {
    let ask = |from: &str| program(&[&arguments[..1], &[from], &arguments[1..]].concat(), folder);
    [ask("SUMS"), ask(exports)]
}

fn assert_same(folder: &Folder, exports: &str, arguments: &[&str]) {
    let about = format!("{exports} {arguments:?}");
    let [sums, direct] = both(folder, exports, &[arguments, &["--format", "json"]].concat());
    // Without any data both say so.
    if direct.stdout.is_empty() {
        assert_eq!((sums.code, sums.stdout.as_str()), (direct.code, ""), "{about}: {}", sums.stderr);
        return;
    }
    let [own, other] = [(&sums, true), (&direct, false)].map(|(run, of_sums)| comparable(json(run), of_sums));
    assert_eq!(own, other, "{about}");
    let [sums, direct] = both(folder, exports, &[arguments, &["--format", "csv"]].concat());
    assert_eq!(sums.stdout, direct.stdout, "{about}");
}

fn assert_all_same(exports: &str, rules: &[&str], days: &[&str]) {
    for rules in rules {
        let of_rules = ["--rules", rules, "--shop", "山间集"];
        // As far back as thresholds are looked for.
        let folder =
            summed(exports, &[&of_rules[..], &["--from", "2025-06-01", "--to", "2026-10-30"]].concat());
        for day in days {
            let asked = [&of_rules[..], &["--as-of", day]].concat();
            assert_same(&folder, exports, &[&["score"], &asked[..]].concat());
        }
        let last = [&of_rules[..], &["--as-of", days[0], "--days", "60"]].concat();
        assert_same(&folder, exports, &[&["trend"], &last[..]].concat());
    }
}

#[test]
fn the_demo_on_several_days_by_all_kinds_of_rules() {
    let days = ["2026-10-30", "2026-10-15", "2026-09-01", "2026-07-20", "2026-05-01"];
    assert_all_same(
        DEMO,
        &["classic", "koubei", "douyin-2026-09", "crossborder-2026-09", "classic-2022"],
        &days,
    );
}

#[test]
fn another_shop_with_gaps_and_rows_that_fit_nothing() {
    assert_all_same(SEED, &["classic", "douyin-2026-07"], &["2026-09-25", "2026-09-10", "2026-07-01"]);
}

#[test]
fn two_orders_far_apart_leave_their_windows() {
    let set = ["--set", "pickup_on_time_rate=0.9", "--set", "im_reply_3min_rate=0.9"];
    for days in 33..38 {
        let second = Day::parse("2026-07-25").unwrap().plus(days);
        let exports = Folder::new()
            .csv(
                "orders.csv",
                "主订单编号,子订单编号,选购商品,支付完成时间,订单状态",
                &["1,1,米,2026-07-25 10:00:00,已发货", &format!("2,2,米,{second} 10:00:00,已发货")],
            )
            .csv(
                "refunds.csv",
                "售后单号,订单号,售后申请时间,售后原因",
                &["9,3,2026-07-01 10:00:00,质量问题"],
            );
        let path = exports.path();
        let exports = path.to_str().unwrap();
        let folder = summed(exports, &["--from", "2026-07-01", "--to", "2026-10-31"]);
        for day in ["2026-09-20", "2026-09-29", "2026-10-31"] {
            assert_same(&folder, exports, &[&["score", "--as-of", day], &set[..]].concat());
        }
    }
}

#[test]
fn every_trap() {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir("fixtures/traps").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    // Some have no score on any day; what is set by hand gives one to all.
    let set = ["--set", "positive_review_rate=0.9", "--set", "quality_return_rate=0.01"];
    let set = [&set[..], &["--set", "pickup_on_time_rate=0.9", "--set", "arrival_hours=60"]].concat();
    for exports in folders.iter().step_by(4) {
        let exports = exports.to_str().unwrap();
        let folder = Folder::new();
        let (sums, head) = (folder.path().join("sums.csv"), folder.path().join("sums.head.json"));
        let mut command = tiyanfen();
        command.args(["sums", exports, "-q", "--from", "2025-09-01", "-o"]).arg(sums).arg("--head").arg(head);
        if run(&mut command).stdout.is_empty() && folder.path().join("sums.csv").exists() {
            assert_same(&folder, exports, &[&["score"], &set[..]].concat());
        }
    }
}

#[test]
fn running_text_differs_in_what_is_missing_alone() {
    let folder = summed(DEMO, &["--from", "2025-06-01"]);
    for format in ["text", "markdown"] {
        let [sums, direct] = both(&folder, DEMO, &["trend", "--format", format]);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (own, other) = (words(&sums.stdout), words(&direct.stdout));
        let (before, rest) = own.split_once("computed from the sums of ").unwrap();
        let (_, after) = rest.split_once("without an account of files").unwrap();
        assert_eq!(words(&format!("{before} {after}")), other);
        let [sums, direct] = both(&folder, DEMO, &["score", "--format", format, "--all"]);
        assert!(words(&sums.stdout).contains("which hold no single orders"), "{}", sums.stdout);
        assert!(!sums.stdout.contains("tiyanfen cases"), "{}", sums.stdout);
        // What else is new is a line of the exports that has become shorter.
        let all: Vec<&str> = direct.stdout.lines().collect();
        let new: Vec<&str> = sums.stdout.lines().filter(|line| !all.contains(line)).collect();
        let shorter = ["change ", "start with "];
        let is_shorter = |line: &&&str| shorter.iter().any(|begins| line.trim_start().starts_with(begins));
        assert_eq!(new.iter().filter(|line| !is_shorter(line)).count(), if format == "text" { 3 } else { 1 });
    }
}

#[test]
fn pages_and_workbooks_show_nothing_that_they_do_not_know() {
    let folder = summed(DEMO, &["--shop", "山间集"]);
    let [page, direct] = both(&folder, DEMO, &["score", "--format", "html"]);
    assert_eq!(page.code, 0, "{}", page.stderr);
    assert!(page.stdout.contains("which hold no single orders"));
    let full = json(&program(&["score", "SUMS", "--format", "json"], &folder));
    assert_eq!(full["shop"], "山间集");
    assert!(!page.stdout.contains("no exports of"));
    for of_orders in
        ["Days that the exports cover", "what became of every row", ">Deadlines<", "tiyanfen cases"]
    {
        assert!(!page.stdout.contains(of_orders) && direct.stdout.contains(of_orders), "{of_orders}");
    }
    let book = folder.path().join("score.xlsx");
    let run = program(&["score", "SUMS", "--format", "xlsx", "--output", book.to_str().unwrap()], &folder);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut book: Xlsx<_> = calamine::open_workbook(&book).unwrap();
    for sheet in ["Causes", "To do", "Cases"] {
        let range = book.worksheet_range(sheet).unwrap();
        let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert!(texts.iter().all(|text| text.contains("which hold no single orders")), "{sheet}: {texts:?}");
    }
    // What is rendered from JSON is the same text.
    let saved = folder.path().join("score.json");
    program(&["score", "SUMS", "--format", "json", "--output", saved.to_str().unwrap()], &folder);
    let rendered = folder.run(&["render", "score.json"]);
    assert_eq!(rendered.stdout, program(&["score", "SUMS"], &folder).stdout);
}

#[test]
fn the_usual_day_is_the_last_of_the_table_and_says_how_it_was_chosen() {
    let folder = summed(DEMO, &[]);
    let basis = |folder: &Folder| {
        let score = json(&program(&["score", "SUMS", "--format", "json"], folder));
        [&score["as_of"], &score["as_of_basis"]].map(|own| own.as_str().unwrap().to_owned())
    };
    assert_eq!(basis(&folder), ["2026-10-30", "day_before_newest_event"]);
    let earlier = summed(DEMO, &["--to", "2026-10-15"]);
    assert_eq!(basis(&earlier), ["2026-10-15", "last_day_of_sums"]);
}

#[test]
fn many_shops_are_listed_from_one_table() {
    let (one, other) = (summed(DEMO, &["--shop", "山间集"]), summed(SEED, &["--shop", "海边集"]));
    let read = |folder: &Folder, name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let rows = read(&other, "sums.csv");
    let both = read(&one, "sums.csv") + rows.split_once('\n').unwrap().1;
    let folder = Folder::new().file("all.csv", both);
    std::fs::create_dir_all(folder.path().join("heads")).unwrap();
    let folder = folder.file("heads/one.head.json", read(&one, "sums.head.json"));
    let folder = folder.file("heads/other.head.json", read(&other, "sums.head.json"));
    for (exports, shop) in [(DEMO, "山间集"), (SEED, "海边集")] {
        let to = folder.path().join("shops").join(shop);
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(exports).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let of_sums = folder.run(&["shops", "--sums", "all.csv", "--head", "heads", "--format", "json"]);
    let direct = folder.run(&["shops", "shops", "--format", "json"]);
    assert_eq!((of_sums.code, direct.code), (0, 0), "{}", of_sums.stderr);
    let rows = |run: &Run| {
        let mut list = json(run);
        assert_eq!(list["shops"].as_array().unwrap().len(), 2);
        let keys = list.as_object_mut().unwrap();
        let from = (keys.remove("folder").unwrap(), keys.remove("from_sums").unwrap());
        (from, list)
    };
    let ((folder_of_sums, is_of_sums), own) = rows(&of_sums);
    let ((_, is_of_sums_too), other) = rows(&direct);
    assert_eq!((folder_of_sums, is_of_sums, is_of_sums_too), ("all.csv".into(), true.into(), false.into()));
    assert_eq!(own, other);
    let csv = |arguments: &[&str]| folder.run(&[&["shops"], arguments, &["--format", "csv"]].concat()).stdout;
    assert_eq!(csv(&["--sums", "all.csv", "--head", "heads"]), csv(&["shops"]));
    // A shop without a head fails by itself.
    let run =
        folder.run(&["shops", "--sums", "all.csv", "--head", "heads/one.head.json", "--format", "json"]);
    let statuses: Vec<String> = json(&run)["shops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["status"].as_str().unwrap().into())
        .collect();
    assert_eq!((run.code, statuses), (2, vec!["ok".to_owned(), "failed".to_owned()]));
    assert!(run.stderr.contains("tiyanfen score --sums all.csv --shop 海边集"), "{}", run.stderr);
}

#[test]
fn rows_of_customer_service_without_dates_are_said_to_lie_on_the_day_to_which_they_were_counted() {
    let exports = Folder::new()
        .csv(
            "orders.csv",
            "主订单编号,商品ID,订单应付金额,支付完成时间,订单状态",
            &["6917926768823643751,11,28.90,2026-10-01 09:01:00,已发货"],
        )
        .csv("service.csv", "客服昵称,接待会话量,全天3分钟回复率,全天平响时长", &["小林,50,90%,40"]);
    let path = exports.path();
    let folder = summed(path.to_str().unwrap(), &["--to", "2026-10-20"]);
    let score = |day: &str| {
        let set = ["--set", "positive_review_rate=0.9", "--set", "quality_return_rate=0.01"];
        let asked = [&["score", "SUMS", "--format", "json", "--as-of", day], &set[..]].concat();
        let score = json(&program(&asked, &folder));
        let warnings = score["warnings"].as_array().unwrap().clone();
        let undated = warnings.into_iter().find(|row| row["code"] == "service-undated").unwrap();
        let rows = score["indicators"].as_array().unwrap();
        let replies = rows.iter().find(|row| row["id"] == "im_reply_3min_rate").unwrap()["value"].clone();
        (undated["message_en"].as_str().unwrap().contains("2026-10-20"), replies)
    };
    assert_eq!(score("2026-10-20"), (true, 0.9.into()));
    assert_eq!(score("2026-10-19"), (true, Value::Null));
}
