//! `tiyanfen sql`: the whole statement of each engine. What engines make of it is in `tests/engines.rs`.

mod common;

use common::{Folder, run, tiyanfen};

const ENGINES: [&str; 3] = ["duckdb", "spark", "clickhouse"];

fn sql(args: &[&str]) -> String {
    let run = run(tiyanfen().arg("sql").args(args));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// The line that names the facts.
fn from(engine: &str, facts: &str) -> String {
    let statement = sql(&["--engine", engine, "--facts", facts]);
    let line = statement
        .lines()
        .find_map(|line| line.strip_prefix("    FROM ")?.strip_suffix(" AS facts CROSS JOIN windows"));
    line.expect("the facts").to_owned()
}

#[test]
fn the_statement_of_each_engine() {
    for engine in ENGINES {
        let days = ["--from", "2026-09-01", "--to", "2026-10-30"];
        insta::assert_snapshot!(engine, sql(&[&["--engine", engine][..], &days].concat()));
    }
}

#[test]
fn groups_stand_behind_the_shop_in_the_order_of_facts() {
    let by = ["--by", "carrier", "--by", "product_id", "--by", "carrier"];
    let window = ["--window", "90", "--window", "30", "--window", "90"];
    let args = [&["--engine", "duckdb", "--lang", "zh"][..], &by, &window].concat();
    insta::assert_snapshot!("duckdb-by", sql(&args));
}

/// The last day is the last full one; the first is 59 days before the last.
#[test]
fn days_that_nobody_names() {
    let days = |args: &[&str]| {
        let statement = sql(&[&["--engine", "duckdb"][..], args].concat());
        let place = |before: &str| statement.split_once(before).unwrap().1[..10].to_owned();
        (place("CAST(known_from AS DATE), CAST('"), place("ELSE stands_until END <= CAST('"))
    };
    let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(days(&[]), pair("2026-09-01", "2026-10-30"));
    assert_eq!(days(&["--to", "2026-03-01"]), pair("2026-01-01", "2026-03-01"));
    assert_eq!(days(&["--from", "2026-10-30"]), pair("2026-10-30", "2026-10-30"));
}

#[test]
fn facts_are_files_by_their_ending_or_a_table() {
    let all = |facts: &str| ENGINES.map(|engine| from(engine, facts));
    assert_eq!(
        all("a/*.PARQUET"),
        ["read_parquet('a/*.PARQUET')", "parquet.`a/*.PARQUET`", "file('a/*.PARQUET', Parquet)"]
    );
    assert_eq!(all("warehouse.facts"), ["warehouse.facts"; 3]);
    for engine in ENGINES {
        insta::assert_snapshot!(format!("{engine}-csv"), from(engine, "facts/*.csv"));
    }
}

/// A path stays one: nothing in it ends the quotes.
#[test]
fn a_path_ends_no_quotes() {
    assert_eq!(from("duckdb", "it's\\`{date}.parquet"), "read_parquet('it''s\\`{date}.parquet')");
    assert_eq!(from("spark", "it's\\`{date}.parquet"), "parquet.`it's\\``{date}.parquet`");
    assert_eq!(from("clickhouse", "it's\\`{date}.parquet"), "file('it\\'s\\\\`{date}.parquet', Parquet)");
}

#[test]
fn what_makes_no_statement_is_refused() {
    let told = |args: &[&str]| {
        let run = run(tiyanfen().args(["sql", "--engine", "duckdb"]).args(args));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        run.stderr.lines().next().unwrap().to_owned()
    };
    for facts in ["facts/2026.xlsx", "facts; DROP TABLE facts", "1st", "", "a..b", "a\n.csv"] {
        assert!(told(&["--facts", facts]).starts_with("error[facts-source-invalid]"), "{facts}");
    }
    for days in [
        ["--from", "2026-02-30"],
        ["--from", "2026-10-31"],
        ["--to", "yesterday"],
        ["--to", "9999-12-31"],
        ["--to", "1900-01-01"],
    ] {
        assert!(told(&days).starts_with("error[days-invalid]"), "{days:?}");
    }
    assert_eq!(
        told(&["--from", "2026-10-02", "--to", "2026-10-01"]),
        "error[days-invalid]: '2026-10-02..2026-10-01' is no first and last day"
    );
    for window in ["0", "367", "-1", "a"] {
        assert!(told(&["--window", window]).starts_with("error[number-invalid]"), "{window}");
    }
    assert!(told(&["--by", "order_id"]).starts_with("error[usage]"));
    assert!(run(tiyanfen().arg("sql")).stderr.starts_with("error[usage]"));
}

#[test]
fn the_statement_comes_into_a_file() {
    let folder = Folder::new();
    let args = ["sql", "--engine", "spark"];
    let written = folder.run(&[&args[..], &["--output", "sums.sql"]].concat());
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(folder.path().join("sums.sql")).unwrap(), folder.run(&args).stdout);
}
