//! What is refused, and where it is.

use super::table::{DEMO, HEADER, summed, table};
use crate::common::{Folder, Run};

/// The code and the place of what was refused.
fn refused(run: &Run) -> String {
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    run.stderr.lines().next().unwrap_or_default().to_owned()
}

/// What is said of a table with some rows.
fn of_rows(header: &str, rows: &[&str]) -> String {
    refused(&Folder::new().csv("sums.csv", header, rows).run(&["score", "--sums", "sums.csv"]))
}

const ROW: &str = "a,2026-10-30,valid_orders,30,0,1,0,0,0";

#[test]
fn a_table_that_is_none_is_told_with_line_and_column() {
    let of = |row: &str| of_rows(HEADER, &[ROW, row]);
    for (row, column, found) in [
        ("a,10/30/2026,valid_orders,30,0,1,0,0,0", "day", "10/30/2026"),
        ("a,0026-10-30,valid_orders,30,0,1,0,0,0", "day", "0026-10-30"),
        ("a,2026-10-30,valid_order,30,0,1,0,0,0", "measure", "valid_order"),
        ("a,2026-10-30,valid_orders,0,0,1,0,0,0", "window_days", "0"),
        ("a,2026-10-30,valid_orders,30,0.5,1,0,0,0", "numerator", "0.5"),
        ("a,2026-10-30,valid_orders,30,0,-1,0,0,0", "denominator", "-1"),
        ("a,2026-10-30,valid_orders,30,0,1,,0,0", "approximate", ""),
        ("a,2026-10-30,valid_orders,30,0,1,0,9999999999999999999,0", "unknown", "9999999999999999999"),
        ("a,2026-10-30,valid_orders,30,0,1,0,0", "negative", ""),
    ] {
        let said = of(row);
        let found = format!("found “{found}”, ");
        assert!(said.starts_with("error[sums-invalid]: sums.csv") && said.contains(&found), "{said}");
        assert!(said.contains("line 3") && said.contains(column), "{said}");
    }
    assert!(of("a,2026-10-30,valid_order,30,0,1,0,0,0").contains("did you mean valid_orders?"));
    let twice = of("a,2026-10-30,valid_orders,30,0,2,0,0,0");
    assert!(twice.contains("valid_orders on 2026-10-30 over 30 days once more (line 2 has it)"), "{twice}");
    let missing = of_rows("shop,day,measure,window_days,numerator,denominator", &[]);
    assert!(missing.contains("no column approximate, unknown, negative"), "{missing}");
    let groups = of_rows(&format!("{HEADER},carrier"), &[&format!("{ROW},顺丰")]);
    assert!(groups.contains("one more column carrier"), "{groups}");
    let again = of_rows(&format!("{HEADER},day"), &[&format!("{ROW},2026-10-30")]);
    assert!(again.contains("one more column day"), "{again}");
    assert!(of_rows(HEADER, &[]).contains("no row below the header"));
    let binary = Folder::new().file("sums.csv", [HEADER.as_bytes(), b"\n\xff\xfe,"].concat());
    let said = refused(&binary.run(&["score", "--sums", "sums.csv"]));
    assert!(said.contains("no text in UTF-8"), "{said}");
}

#[test]
fn a_shop_is_asked_for_where_there_are_several() {
    let rows = ["山间集,2026-10-30,valid_orders,30,0,1,0,0,0", "海边集,2026-10-30,valid_orders,30,0,1,0,0,0"];
    let folder = Folder::new().csv("sums.csv", HEADER, &rows);
    let several = refused(&folder.run(&["score", "--sums", "sums.csv"]));
    assert!(several.starts_with("error[sums-shops]: sums.csv: "), "{several}");
    assert!(several.contains("(2), such as 山间集, 海边集"), "{several}");
    let unknown = refused(&folder.run(&["trend", "--sums", "sums.csv", "--shop", "海边店"]));
    assert!(
        unknown.starts_with("error[sums-shop-unknown]: sums.csv: the sums have no shop 海边店"),
        "{unknown}"
    );
    assert!(unknown.contains("did you mean 海边集?"), "{unknown}");
    let headless = refused(&folder.run(&["score", "--sums", "sums.csv", "--shop", "海边集"]));
    assert!(headless.starts_with("error[sums-head-missing]: sums.csv: "), "{headless}");
    assert!(headless.contains("海边集") && headless.contains("sums.head.json"), "{headless}");
}

#[test]
fn a_day_of_which_the_table_has_no_row_is_no_day_on_which_nothing_happened() {
    let folder = summed(DEMO, &["--from", "2026-09-01", "--to", "2026-10-15"]);
    for day in ["2026-10-16", "2026-08-31"] {
        let said = refused(&folder.run(&["score", "--sums", "sums.csv", "--as-of", day]));
        let expected = format!("the sums have nothing for {day}: they go from 2026-09-01 to 2026-10-15");
        assert!(said.starts_with("error[sums-outside]") && said.contains(&expected), "{said}");
    }
    let rows: Vec<String> = table(&folder).into_iter().filter(|row| !row.contains(",2026-10-08,")).collect();
    let folder = folder.file("sums.csv", rows.join("\n"));
    let run = folder.run(&["trend", "--sums", "sums.csv", "--days", "10", "--format", "json"]);
    assert!(run.stderr.contains("warning[sums-days]: sums.csv: "), "{}", run.stderr);
    assert!(run.stderr.contains("this report looks at: 2026-10-08 ("), "{}", run.stderr);
    let trend: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let days = trend["days"].as_array().unwrap();
    let day = |day: &str| days.iter().find(|own| own["day"] == day).unwrap();
    assert!(day("2026-10-07")["score"]["value"].is_f64() && day("2026-10-09")["score"]["value"].is_f64());
    let gap = day("2026-10-08");
    assert!(gap["score"]["value"].is_null());
    for row in gap["indicators"].as_array().unwrap() {
        assert!(
            row["value"].is_null() && row["numerator"].is_null() && row["denominator"].is_null(),
            "{row}"
        );
    }
    let run = folder.run(&["score", "--sums", "sums.csv", "--format", "json"]);
    assert!(run.stderr.contains("looks at: 2026-10-08 ("), "{}", run.stderr);
    let score: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(score["score"]["change_7d"].is_null() && score["score"]["change_1d"].is_f64());
}

#[test]
fn sums_by_other_definitions_or_over_other_windows_are_refused() {
    let folder = summed(DEMO, &[]);
    let other = refused(&folder.run(&["score", "--sums", "sums.csv", "--rules", "koubei"]));
    assert!(other.starts_with("error[head-differs]: sums.csv: "), "{other}");
    let rows: Vec<String> =
        table(&folder).into_iter().filter(|row| row.split(',').nth(3) != Some("30")).collect();
    let folder = folder.file("sums.csv", rows.join("\n"));
    let windows = refused(&folder.run(&["score", "--sums", "sums.csv"]));
    assert!(windows.starts_with("error[sums-windows]: sums.csv: "), "{windows}");
    assert!(windows.contains("in days: 30; they have 90"), "{windows}");
}

#[test]
fn sums_and_exports_are_one_or_the_other() {
    let folder = summed(DEMO, &[]);
    for arguments in [
        ["score", ".", "--sums", "sums.csv"],
        ["trend", ".", "--sums", "sums.csv"],
        ["shops", ".", "--sums", "sums.csv"],
        ["score", "--recursive", "--sums", "sums.csv"],
    ] {
        let said = refused(&folder.run(&arguments));
        assert!(said.starts_with("error[usage]: "), "{said}");
    }
    assert!(refused(&folder.run(&["score"])).starts_with("error[usage]: "));
    assert!(refused(&folder.run(&["score", "--head", "sums.head.json", "."])).starts_with("error[usage]: "));
}

#[test]
fn nothing_that_is_read_is_written_over_and_the_first_day_is_not_after_the_last() {
    let folder = summed(DEMO, &[]);
    let said = refused(&folder.run(&["score", "--sums", "sums.csv", "--output", "sums.csv"]));
    assert!(said.starts_with("error[output-is-input]: sums.csv"), "{said}");
    let exports = std::fs::canonicalize(DEMO).unwrap();
    let exports = exports.to_str().unwrap();
    let days = ["--from", "2026-10-31", "--to", "2026-10-30"];
    let said = refused(&folder.run(&[&["sums", exports], &days[..]].concat()));
    assert_eq!(said, "error[sums-order]: --from 2026-10-31 lies after --to 2026-10-30");
    let said = refused(&folder.run(&["sums", exports, "--from", "2026-10-31"]));
    assert!(said.contains("--from 2026-10-31 lies after --to 2026-10-30"), "{said}");
}
