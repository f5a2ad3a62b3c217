//! Exports, and what the program lists of them.

use crate::common::{Folder, input};
use serde_json::Value;

pub const ORDERS: &str = "主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,订单状态";
pub const PARCELS: &str = "运单号,订单编号,揽收时间,签收时间";
pub const REFUNDS: &str = "售后单号,订单号,商品单号,售后类型,售后状态,售后申请时间,售后原因,售后完结时间";
pub const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分";

/// Some cells of each case of an indicator, as `cases` lists them: one line each, sorted.
pub fn cases(folder: &Folder, indicator: &str, keys: &[&str]) -> Vec<String> {
    let list = |threads: &str| -> Vec<String> {
        let args = ["cases", indicator, ".", "--denominator", "--as-of", "2026-10-25", "--window", "90"];
        let run = folder.run(&[&args[..], &["--threads", threads, "--format", "json", "--quiet"]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let listed: Value = serde_json::from_str(&run.stdout).unwrap();
        let line =
            |case: &Value| keys.iter().map(|key| case[key].as_str().unwrap()).collect::<Vec<_>>().join(" ");
        let mut lines: Vec<String> = listed["cases"].as_array().unwrap().iter().map(line).collect();
        lines.sort();
        lines
    };
    let (one, several) = (list("1"), list("3"));
    assert_eq!(one, several);
    one
}

/// Of one file of a report: used, duplicate, excluded and unmatched rows.
pub fn account(folder: &Folder, file: &str) -> [u64; 4] {
    let report = folder.score_any(&["--as-of", "2026-10-25"]);
    let row = input(&report, file);
    ["used", "duplicate", "excluded", "unmatched"].map(|key| row[key].as_u64().unwrap())
}

pub fn order(main: &str, sub: &str, product: &str) -> String {
    format!("{main},{sub},{product},9.90,2026-10-01 10:00:00,已完成")
}

pub fn csv(folder: Folder, name: &str, header: &str, rows: &[String]) -> Folder {
    folder.csv(name, header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}
