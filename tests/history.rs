//! The history of scores: what a run writes, what it leaves alone, and what trends take from it.

mod common;

use common::{Folder, Run};
use serde_json::Value;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The exports of the demo shop, from a month on.
fn demo_since(month: &str) -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("demo")).unwrap();
    for entry in std::fs::read_dir("fixtures/demo").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Files of a month are left out where they are older; the others have every month.
        let of_month = name.split(['_', '.']).find(|part| part.starts_with("2026-"));
        if of_month.is_none_or(|own| own >= month) {
            std::fs::copy(&path, folder.path().join("demo").join(name)).unwrap();
        }
    }
    folder
}

fn ok(run: Run) -> String {
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    run.stdout
}

fn history(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path().join("history.csv")).unwrap()
}

/// A trend as CSV, as if no day were from a history; every day was.
fn unmarked_csv(trend: &str) -> String {
    assert!(trend.lines().skip(1).all(|line| line.ends_with(",true")));
    trend.replace(",true\n", ",false\n")
}

/// The total of each day by shop, in the order of the file.
fn totals(folder: &Folder) -> Vec<(String, String, String)> {
    let text = history(folder);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |key: &str| head.iter().position(|own| own == key).unwrap();
    let (day, shop, level, value) = (at("day"), at("shop"), at("level"), at("value"));
    let rows = reader.records().map(|record| record.unwrap());
    let of_total = rows.filter(|row| &row[level] == "total");
    of_total.map(|row| (row[day].to_owned(), row[shop].to_owned(), row[value][..4].to_owned())).collect()
}

fn total(day: &str, shop: &str, value: &str) -> (String, String, String) {
    (day.to_owned(), shop.to_owned(), value.to_owned())
}

#[test]
fn a_day_is_kept_with_everything_a_score_says() {
    let folder = demo_since("2026-07");
    let text = ok(folder.run(&["score", "demo", "-q", "--shop", "山间集", "--append", "history.csv"]));
    assert!(text.starts_with("Douyin experience score 4.43") && text.contains("· 山间集\n"), "{text}");
    insta::assert_snapshot!(history(&folder));
    // No file beside it is left over.
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["demo", "history.csv"]);
}

#[test]
fn the_same_day_is_replaced_and_all_else_is_kept() {
    let folder = demo_since("2026-07");
    let score = |args: &[&str]| {
        ok(folder.run(&[&["score", "demo", "-q", "--append", "history.csv"], args].concat()));
    };
    score(&["--as-of", "2026-10-30"]);
    score(&["--as-of", "2026-10-28"]);
    score(&["--as-of", "2026-10-30", "--shop", "二店"]);
    score(&["--as-of", "2026-10-30", "--rules", "koubei"]);
    let before = history(&folder);
    score(&["--as-of", "2026-10-30"]);
    assert_eq!(history(&folder), before, "a run again changes nothing");
    // Another value for the same day: its rows are replaced, in their place.
    score(&["--as-of", "2026-10-30", "--set", "positive_review_rate=0.99"]);
    let after = history(&folder);
    let others = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("2026-10-30,,classic")).map(str::to_owned).collect()
    };
    assert_eq!(others(&after), others(&before));
    assert_eq!(
        totals(&folder),
        [
            total("2026-10-28", "", "4.44"),
            total("2026-10-30", "", "4.46"),
            total("2026-10-30", "二店", "4.42"),
            total("2026-10-30", "", "4.85"),
        ]
    );
}

/// Old exports are gone: what was computed while they were there is drawn from the history.
#[test]
fn a_trend_goes_on_when_old_exports_are_gone() {
    let whole = demo_since("2026-07");
    // From before the first order: also since when a threshold has been met is known from the history alone.
    ok(whole.run(&["trend", "demo", "-q", "--days", "140", "--append", "history.csv"]));
    for format in ["text", "json", "csv"] {
        let args = ["trend", "demo", "-q", "--days", "75", "--format", format];
        let then = ok(whole.run(&args));
        let rest = demo_since("2026-10").file("history.csv", history(&whole));
        let without = ok(rest.run(&args));
        let with = ok(rest.run(&[&args[..], &["--history", "history.csv"]].concat()));
        assert_ne!(then, without);
        match format {
            "text" => {
                let mut lines: Vec<&str> = with.lines().collect();
                let remark = lines.iter().position(|line| line.contains("from the history")).unwrap();
                let said = "days taken from the history, because the exports no longer cover them as far: 75 \
                    (2026-08-17…10-30)";
                assert_eq!(lines.remove(remark), said);
                assert_eq!(lines, then.lines().collect::<Vec<_>>());
            }
            "json" => {
                let unmarked = |text: &str| {
                    let mut trend: Value = serde_json::from_str(text).unwrap();
                    let mut marks = Vec::new();
                    for day in trend["days"].as_array_mut().unwrap() {
                        marks.push(day["from_history"].take() == Value::Bool(true));
                    }
                    for key in ["inputs", "warnings"] {
                        trend[key].take();
                    }
                    (trend, marks)
                };
                let (then, marks) = unmarked(&then);
                assert!(marks.iter().all(|mark| !mark));
                let (with, marks) = unmarked(&with);
                assert!(marks.iter().all(|mark| *mark));
                assert!(with == then, "another trend");
            }
            _ => assert!(unmarked_csv(&with) == then, "another trend"),
        }
    }
}

/// Where the exports cover a day as well as ever, it is theirs, and a difference is told.
#[test]
fn what_the_exports_cover_is_theirs() {
    let folder = demo_since("2026-07");
    ok(folder.run(&["trend", "demo", "-q", "--days", "3", "--append", "history.csv"]));
    let args = ["trend", "demo", "--days", "5", "--history", "history.csv", "--format", "json"];
    let same = folder.run(&args);
    assert!(!same.stderr.contains("history"), "{}", same.stderr);
    let other = history(&folder).replace(",4.425007682927479,", ",4.5,");
    assert_ne!(other, history(&folder));
    std::fs::write(folder.path().join("history.csv"), other).unwrap();
    let differs = folder.run(&args);
    assert_eq!(differs.stdout.replace('\n', "").find("\"from_history\": true"), None);
    let said = "warning[history-differs]: the total of the history is not that of the exports (days: 1), first on \
        2026-10-30: 4.50 there, 4.43 here";
    assert!(differs.stderr.contains(said), "{}", differs.stderr);
    let json: Value = serde_json::from_str(&differs.stdout).unwrap();
    assert_eq!(json["days"][4]["score"]["display"], "4.43");
    assert!(json["warnings"].as_array().unwrap().iter().any(|warning| warning["code"] == "history-differs"));
}

#[test]
fn a_history_of_another_shop_is_told() {
    let folder = demo_since("2026-07");
    ok(folder.run(&["score", "demo", "-q", "--shop", "二店", "--append", "history.csv"]));
    let run = folder.run(&["trend", "demo", "--history", "history.csv"]);
    assert_eq!(run.code, 0);
    let said = "warning[history-empty]: history.csv: the history has no day of this shop under classic; it has 二店 (classic)";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

/// The program on a folder's exports, not waited for.
fn start(folder: &Path, args: &[&str]) -> std::process::Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("tiyanfen"));
    command.env("TIYANFEN_NOW", "2026-10-31 12:00:00").env("LANG", "en_US.UTF-8");
    command.current_dir(folder).args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn runs_at_once_lose_no_row() {
    let folder = demo_since("2026-07");
    let days: Vec<String> = (23..31).map(|day| format!("2026-10-{day}")).collect();
    let runs: Vec<_> = days
        .iter()
        .map(|day| start(&folder.path(), &["score", "demo", "-q", "--as-of", day, "--append", "history.csv"]))
        .collect();
    for run in runs {
        let ended = run.wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    let kept: Vec<String> = totals(&folder).into_iter().map(|(day, ..)| day).collect();
    assert_eq!(kept, days);
    assert!(!lock_of(&folder).exists());
}

fn lock_of(folder: &Folder) -> PathBuf {
    folder.path().join(".history.csv.lock")
}

/// A run that is killed while it waits leaves the history as it was, and another one goes on.
#[test]
fn a_killed_run_leaves_the_history_alone() {
    let folder = demo_since("2026-07");
    ok(folder.run(&["score", "demo", "-q", "--as-of", "2026-10-29", "--append", "history.csv"]));
    let before = history(&folder);
    let lock = File::create(lock_of(&folder)).unwrap();
    lock.lock().unwrap();
    let mut waiting = start(&folder.path(), &["score", "demo", "-q", "--append", "history.csv"]);
    std::thread::sleep(Duration::from_millis(1500));
    assert!(waiting.try_wait().unwrap().is_none(), "it waits for the lock");
    waiting.kill().unwrap();
    waiting.wait().unwrap();
    assert_eq!(history(&folder), before);
    // One that is not killed gives up at last and says who is in the way.
    let begun = Instant::now();
    let refused = folder.run(&["score", "demo", "-q", "--append", "history.csv"]);
    assert!(begun.elapsed() >= Duration::from_secs(5));
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("[history-locked]"), "{}", refused.stderr);
    assert!(refused.stdout.contains("Douyin experience score"), "the score is shown all the same");
    assert_eq!(history(&folder), before);
    lock.unlock().unwrap();
    ok(folder.run(&["score", "demo", "-q", "--append", "history.csv"]));
    assert_eq!(totals(&folder).len(), 2);
}

#[test]
fn a_damaged_history_is_refused_before_anything_is_read() {
    let folder = demo_since("2026-07");
    ok(folder.run(&["score", "demo", "-q", "--append", "history.csv"]));
    let damaged = history(&folder).replacen(",ok,", ",okay,", 1);
    std::fs::write(folder.path().join("history.csv"), &damaged).unwrap();
    for args in [["score", "demo", "--append", "history.csv"], ["trend", "demo", "--history", "history.csv"]]
    {
        let run = folder.run(&args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        let said = "error[history-invalid]: history.csv line 2, column 'status': this is no history in order: found a text of 4 \
            characters, expected one of: ok, partial, no_data, manual";
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(history(&folder), damaged);
    }
    let missing = folder.run(&["trend", "demo", "--history", "other.csv"]);
    assert!(
        missing.code == 2 && missing.stderr.contains("[path-not-found]: other.csv"),
        "{}",
        missing.stderr
    );
}

#[test]
fn exports_and_documents_are_not_written_over() {
    let folder = demo_since("2026-07");
    let reviews = "demo/1793410440_商品评价.csv";
    let before = std::fs::read(folder.path().join(reviews)).unwrap();
    let run = folder.run(&["score", "demo", "-q", "--append", reviews]);
    assert!(run.code == 2 && run.stderr.contains("[history-invalid]"), "{}", run.stderr);
    assert!(!run.stderr.contains("评价日期"), "{}", run.stderr);
    assert_eq!(std::fs::read(folder.path().join(reviews)).unwrap(), before);
    let args = ["score", "demo", "-q", "--append", "same.csv", "--format", "csv", "--output", "./same.csv"];
    let run = folder.run(&args);
    assert!(run.code == 2 && run.stderr.contains("[outputs-alike]"), "{}", run.stderr);
    assert!(!folder.path().join("same.csv").exists());
}

/// A shop with the cron line of a month: the folder is filled anew, the trend goes back further.
#[test]
fn a_run_a_day_makes_a_trend() {
    let folder = demo_since("2026-07");
    for day in ["2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30"] {
        ok(folder.run(&["score", "demo", "-q", "--as-of", day, "--append", "history.csv"]));
    }
    let args = ["trend", "demo", "-q", "--days", "4", "--format", "csv"];
    let then = ok(folder.run(&args));
    let rest = demo_since("2026-10").file("history.csv", history(&folder));
    let with = ok(rest.run(&[&args[..], &["--history", "history.csv"]].concat()));
    assert!(unmarked_csv(&with) == then, "another trend");
}
