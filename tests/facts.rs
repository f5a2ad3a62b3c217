//! Facts as a table: what it holds, and that the parts of a shop give what the whole gives.

mod common;

use common::{Folder, run, tiyanfen};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

const HEADER: &str = "shop,measure,cohort_day,known_from,known_until,numerator,denominator,approximate,unknown,negative,\
                      order_id,product_id,carrier,province,reason_class,channel,creator";

/// Runs in a folder of its own, so that outputs do not become inputs.
fn facts(inputs: &Path, outputs: &Path, args: &[&str]) {
    let mut command = tiyanfen();
    command
        .arg("facts")
        .arg(inputs)
        .args(["--quiet", "--as-of", "2026-10-25"])
        .args(args)
        .current_dir(outputs);
    let run = run(&mut command);
    assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
}

/// The rows, sorted: their order says nothing.
fn rows(outputs: &Path, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(outputs.join(name)).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    assert_eq!(header, HEADER);
    let mut rows: Vec<String> = rows.lines().map(str::to_owned).collect();
    rows.sort();
    rows
}

/// Facts of so many parts, each of which forgets what it need not know, under the head that all parts give together.
fn parts_are_the_whole(inputs: &Path, parts: usize, threads: &str) {
    let out = tempfile::tempdir().unwrap();
    let threads = ["--threads", threads];
    facts(inputs, out.path(), &["--output", "whole.csv", "--threads", "1"]);
    let whole = rows(out.path(), "whole.csv");
    facts(inputs, out.path(), &["--head", "--output", "whole.head.json"]);
    let mut heads = Vec::new();
    for part in 1..=parts {
        let (name, share) = (format!("{part}.head.json"), format!("{part}/{parts}"));
        facts(
            inputs,
            out.path(),
            &[&["--head", "--partition", &share, "--output", &name], &threads[..]].concat(),
        );
        heads.extend(["--with-head".to_owned(), name]);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let (mut all, mut all_alone) = (Vec::new(), Vec::new());
    for part in 1..=parts {
        let share = format!("{part}/{parts}");
        let own = ["--partition", &share, "--output", "part.csv"];
        facts(inputs, out.path(), &[&own[..], &heads, &threads].concat());
        all.extend(rows(out.path(), "part.csv"));
        // Without a head a part must read everything, and comes to the same.
        facts(inputs, out.path(), &[&own[..], &threads].concat());
        all_alone.extend(rows(out.path(), "part.csv"));
    }
    all.sort();
    all_alone.sort();
    assert_eq!(all, whole, "{parts} parts");
    assert_eq!(all_alone, whole, "{parts} parts without a head");
}

#[test]
fn the_parts_of_the_demo_are_the_whole() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    [1, 2, 3, 8].into_iter().for_each(|parts| parts_are_the_whole(&demo, parts, "2"));
}

#[test]
fn the_parts_of_awkward_shops_are_the_whole() {
    let traps = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/traps");
    let mut tried = 0;
    for folder in
        std::fs::read_dir(traps).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let mut command = tiyanfen();
        command.arg("facts").arg(&folder).args(["--head", "--quiet", "--as-of", "2026-10-25"]);
        if run(&mut command).code == 0 {
            parts_are_the_whole(&folder, 3, "1");
            tried += 1;
        }
    }
    assert!(tried > 10, "{tried}");
}

/// The head of the parts is that of the whole, in whatever order they come and however often.
#[test]
fn heads_of_parts_are_merged_to_that_of_the_whole() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let out = tempfile::tempdir().unwrap();
    facts(&demo, out.path(), &["--head", "--output", "whole.json"]);
    for part in ["1/3", "2/3", "3/3"] {
        facts(
            &demo,
            out.path(),
            &["--head", "--partition", part, "--output", &format!("{}.json", &part[..1])],
        );
    }
    let head = |names: &[&str]| {
        let paths: Vec<_> = names.iter().map(|name| out.path().join(name)).collect();
        tiyanfen::facts_table::head::FactsHead::read(&paths).unwrap().unwrap()
    };
    let whole = head(&["whole.json"]);
    assert_eq!(head(&["3.json", "1.json", "2.json", "1.json"]), whole);
    assert_eq!(head(&["2.json", "whole.json"]), whole);
    assert_ne!(head(&["2.json"]), whole);
}

/// Sub-orders with ids of their own, rows that name them or their orders, parcels without orders, after-sales that move.
fn file(kind: usize, rows: &[(usize, u32, u32, u32)]) -> String {
    const HEADERS: [&str; 4] = [
        "主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,发货时间,订单完成时间,订单状态,快递信息",
        "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态",
        "售后单号,订单号,商品单号,售后类型,售后原因,售后状态,售后申请时间,售后完结时间",
        "评价日期,订单ID,商品ID,商品评价得分",
    ];
    let id = |order: u32| 6_917_926_768_823_600_000_u64 + u64::from(order);
    let any_id = |order: u32, other: u32| match other % 4 {
        0 => id(order).to_string(),
        1 => (id(order) + 500).to_string(),
        2 => id(order + 40).to_string(),
        _ => String::new(),
    };
    let mut text = format!("{}\n", HEADERS[kind]);
    for (_, order, other, day) in rows.iter().filter(|row| row.0 == kind) {
        let time = |later: u32| format!("2026-09-{:02} 1{}:00:00", 1 + (day + later) % 28, day % 10);
        let (main, named) = (id(*order), any_id(*order, *other));
        text += &match kind {
            0 => {
                let sub = if other % 3 == 0 { main } else { main + 500 };
                let closed = if other % 5 == 0 { "已关闭" } else { "已完成" };
                format!(
                    "{main},{sub},{},9.9,{},{},{},{closed},YT{}-圆通速递\n",
                    11 + other % 2,
                    time(0),
                    time(1),
                    time(4),
                    order % 5
                )
            }
            1 => format!("YT{},{named},圆通速递,{},{},{},已签收\n", order % 5, time(1), time(2), time(3)),
            2 => format!(
                "{},{main},{named},退货退款,质量问题,退款成功,{},{}\n",
                800_000 + other % 6,
                time(2),
                time(5)
            ),
            _ => format!("{},{named},11,{}\n", time(5), 1 + other % 5),
        };
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_any_shop_are_the_whole(
        rows in prop::collection::vec((0usize..4, 0u32..30, 0u32..60, 0u32..28), 20..160),
        parts in 2usize..5,
    ) {
        let folder = (0..4).fold(Folder::new(), |folder, kind| folder.file(&format!("{kind}.csv"), file(kind, &rows)));
        parts_are_the_whole(&folder.path(), parts, "2");
    }
}

/// What stands on a day in a window, by the definition, adds up to what a score counts.
#[test]
fn rows_that_stand_add_up_to_what_a_score_counts() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let out = tempfile::tempdir().unwrap();
    facts(&demo, out.path(), &["--shop", "山间集", "--output", "facts.csv"]);
    let mut reader = csv::Reader::from_path(out.path().join("facts.csv")).unwrap();
    let day = |text: &str| tiyanfen::time::Day::parse(text).unwrap().0;
    let as_of = day("2026-10-25");
    let mut counted: BTreeMap<(String, i32), (i64, i64)> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap) {
        assert_eq!(&row[0], "山间集");
        let (cohort, from) = (day(&row[2]), day(&row[3]));
        assert!(cohort <= from && (row[4].is_empty() || from < day(&row[4])), "{row:?}");
        for window in [30, 90] {
            let is_known = from <= as_of && (row[4].is_empty() || as_of < day(&row[4]));
            if is_known && as_of < cohort + window {
                let sums = counted.entry((row[1].to_owned(), window)).or_default();
                sums.0 += row[5].parse::<i64>().unwrap();
                sums.1 += row[6].parse::<i64>().unwrap();
            }
        }
    }
    let score =
        Folder::new().run(&["score", demo.to_str().unwrap(), "--as-of", "2026-10-25", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&score.stdout).unwrap();
    let mut compared = 0;
    for own in report["indicators"].as_array().unwrap() {
        for window in [30, 90] {
            let Some(denominator) = own[format!("denominator_{window}")].as_i64() else { continue };
            let numerator = own[format!("numerator_{window}")].as_f64().unwrap();
            let sums =
                counted.get(&(own["id"].as_str().unwrap().to_owned(), window)).copied().unwrap_or_default();
            assert_eq!(sums.1, denominator, "{} {window}", own["id"]);
            if own["unit"] == "ratio" && !own["id"].as_str().unwrap().starts_with("im_") {
                assert_eq!(sums.0 as f64, numerator, "{} {window}", own["id"]);
            }
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
    assert_eq!(counted[&("valid_orders".to_owned(), 30)].1, report["orders"]["valid_30"].as_i64().unwrap());
}
