//! A file that a broken-off download has cut short, as a user sees it. `src/input/truncated_text.rs` and
//! `src/input/truncated.rs` cut every fixture everywhere.

mod common;

use common::Folder;
use serde_json::Value;

/// Names of columns in both languages: in another encoding those in Chinese, and the words of the rows, would be lost.
#[test]
fn a_file_that_ends_within_a_character_is_read_in_its_own_encoding() {
    let orders = include_bytes!("../fixtures/traps/header-lower-case/orders.csv");
    let broken = String::from_utf8_lossy(orders).rfind("已完成").unwrap() + 1;
    let folder = Folder::new().file("orders.csv", &orders[..broken]);
    let run = folder.run(&["check", "orders.csv", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let row = &report["files"][0];
    let own = ["encoding", "status", "read", "used"].map(|key| row[key].to_string());
    assert_eq!(own, ["\"utf-8\"", "\"used\"", "2", "1"], "{row}");
}
