//! Every row has a place: in every trap, and the same as in a score.

use crate::common::{Run, run, tiyanfen};
use crate::support::{rows, whole};
use serde_json::{Value, json};

const SUMMANDS: [&str; 5] = ["used", "duplicate", "excluded", "unmatched", "rejected"];

fn adds_up(file: &Value) -> bool {
    let count = |key: &str| file[key].as_u64().unwrap();
    SUMMANDS.iter().map(|key| count(key)).sum::<u64>() == count("read") || file["status"] != "used"
}

/// Every folder of fixtures, whatever it holds.
fn folders() -> Vec<std::path::PathBuf> {
    let mut folders = vec!["fixtures/demo".into(), "fixtures/containers".into()];
    for trap in std::fs::read_dir("fixtures/traps").unwrap() {
        folders.push(trap.unwrap().path());
    }
    folders.retain(|folder: &std::path::PathBuf| folder.is_dir());
    folders
}

fn json_of(run: &Run) -> Option<Value> {
    serde_json::from_str(&run.stdout).ok()
}

/// No panic, a valid document, sums that hold, and the account of the score wherever there is one.
#[test]
fn every_trap_adds_up_as_in_the_score() {
    let schema: Value = serde_json::from_str(&run(tiyanfen().args(["schema", "check"])).stdout).unwrap();
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let (mut compared, mut traps) = (0, 0);
    for folder in folders() {
        let about = folder.to_string_lossy().into_owned();
        let of = |command: &str, args: &[&str]| {
            run(tiyanfen().arg(command).arg(&folder).args(["--format", "json"]).args(args))
        };
        let done = of("check", &[]);
        let report = json_of(&done).unwrap_or_else(|| panic!("{about}: {}", done.stderr));
        assert_eq!(done.stderr, "", "{about}");
        let wrong: Vec<String> = schema.iter_errors(&report).map(|e| e.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{about}");
        let errors = report["counts"]["errors"].as_u64().unwrap();
        assert_eq!(done.code, if errors > 0 { 2 } else { 0 }, "{about}");
        assert!(rows(&report, "files").iter().all(adds_up), "{about}");
        for text in ["zh", "en"] {
            let text = run(tiyanfen().arg("check").arg(&folder).args(["--lang", text]));
            assert_eq!((text.code, text.stderr.as_str()), (done.code, ""), "{about}");
            assert!(!text.stdout.contains(['{', '}']), "{about}: {}", text.stdout);
        }
        let score = of("score", &["--max-rejected", "1", "--set", "im_reply_3min_rate=0.9", "--quiet"]);
        if let Some(score) = json_of(&score) {
            assert_eq!(accounts(&report, "files"), accounts(&score, "inputs"), "{about}");
            compared += 1;
        }
        traps += 1;
    }
    assert!(traps > 100 && compared > 60, "{traps} {compared}");
}

/// Path, kind, status, code and counts of each file.
fn accounts(report: &Value, key: &str) -> Vec<Value> {
    let keys = ["path", "kind", "encoding", "status", "code", "read", "skipped"];
    let account = |file: &Value| {
        let of = |key: &&str| file[*key].clone();
        json!(keys.iter().chain(&SUMMANDS).map(of).collect::<Vec<Value>>())
    };
    rows(report, key).iter().map(account).collect()
}

/// Used, duplicate, excluded, unmatched, rejected and skipped: one row of each, by hand.
#[test]
fn one_row_of_each() {
    let folder = whole();
    let orders = std::fs::read_to_string(folder.path().join("orders.csv")).unwrap();
    let second = orders.lines().nth(2).unwrap().to_owned();
    let rejected = second.replace("9.90", "面议");
    let free = "8,8,11,辣条,0.00,已发货,2026-10-03 09:00:00,2026-10-03 09:01:00";
    let folder =
        folder.file("orders.csv", format!("{orders}{second}\n{free}\n{rejected}\n\n合计,,,,9.90,,,\n"));
    let reviews = format!("{}404,11,2026-10-09 12:00:00,5,好\n", {
        std::fs::read_to_string(folder.path().join("reviews.csv")).unwrap()
    });
    let folder = folder.file("reviews.csv", reviews);
    let report = crate::support::check(&folder, 0, &[".", "--max-rejected", "1"]);
    let orders = crate::support::file(&report, "orders.csv");
    let counts = |file: &Value, keys: &[&str]| -> Vec<u64> {
        keys.iter().map(|key| file[*key].as_u64().unwrap()).collect()
    };
    let all = ["read", "used", "duplicate", "excluded", "unmatched", "rejected", "skipped"];
    assert_eq!(counts(orders, &all), [5, 2, 1, 1, 0, 1, 2]);
    assert_eq!(counts(crate::support::file(&report, "reviews.csv"), &all), [2, 1, 0, 0, 1, 0, 0]);
    let said = crate::support::text(&folder, 0, &["orders.csv", "--max-rejected", "1", "--lang", "zh"]);
    let line = "  5 行：计入 2 · 重复 1 · 不计 1 · 未匹配 0 · 拒收 1 · 跳过空行等 2\n";
    assert!(said.contains(line), "{said}");
}
