//! A fixture folder, and what the program makes of it.

use crate::common::{Run, run, tiyanfen};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The day on which every fixture is looked at.
pub const AS_OF: &str = "2025-10-30";

/// A folder below `fixtures/traps`.
pub struct Trap(PathBuf);

pub fn trap(name: &str) -> Trap {
    Trap(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/traps").join(name))
}

/// The account of a file's rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub read: u64,
    pub used: u64,
    pub duplicate: u64,
    pub excluded: u64,
    pub unmatched: u64,
    pub rejected: u64,
    pub skipped: u64,
}

impl Trap {
    /// Runs the program inside the folder, so that messages hold bare file names.
    pub fn run(&self, args: &[&str]) -> Run {
        run(tiyanfen().current_dir(&self.0).args(args))
    }

    /// The report on the whole folder, which must be good. One scored value is set by hand, so that any
    /// input is scorable; rejected rows are looked at instead of ending the run.
    pub fn report(&self) -> Value {
        self.report_with(0, &[".", "--set", "im_reply_3min_rate=0.9"])
    }

    /// Like [`Trap::report`], where a file must be refused.
    pub fn report_with_refusal(&self) -> Value {
        self.report_with(2, &[".", "--set", "im_reply_3min_rate=0.9"])
    }

    /// The report on some paths with some flags.
    pub fn report_with(&self, code: i32, args: &[&str]) -> Value {
        let flags = ["score", "--as-of", AS_OF, "--max-rejected", "1", "--format", "json"];
        let run = self.run(&[&flags[..], args].concat());
        assert_eq!(run.code, code, "{}", run.stderr);
        let report = serde_json::from_str(&run.stdout).expect("JSON on standard output");
        check_accounts(&report);
        report
    }

    /// All cases that count for an indicator, within 90 days.
    pub fn cases(&self, indicator: &str) -> Vec<Value> {
        self.cases_with(indicator, &[".", "--denominator"])
    }

    /// The cases that add to an indicator's numerator.
    pub fn hits(&self, indicator: &str) -> Vec<Value> {
        self.cases_with(indicator, &["."])
    }

    pub fn cases_with(&self, indicator: &str, args: &[&str]) -> Vec<Value> {
        let flags = ["cases", indicator, "--as-of", AS_OF, "--window", "90"];
        let rest = ["--max-rejected", "1", "--format", "json"];
        let run = self.run(&[&flags[..], &rest, args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let table: Value = serde_json::from_str(&run.stdout).expect("JSON on standard output");
        table["cases"].as_array().expect("cases").clone()
    }

    /// The order ids of every valid paid order.
    pub fn paid(&self) -> Vec<String> {
        // Of all indicators this one counts every paid order from its pay day on.
        column(&self.cases("logistics_return_rate"), "order_id")
    }
}

/// Every row of every file went somewhere, and files that do not count have no rows.
fn check_accounts(report: &Value) {
    for file in report["inputs"].as_array().expect("inputs") {
        let a = account_of(file);
        let gone = a.used + a.duplicate + a.excluded + a.unmatched + a.rejected;
        assert_eq!(a.read, gone, "{file}");
        assert!(file["status"] == "used" || a == Account::default(), "{file}");
    }
}

fn account_of(file: &Value) -> Account {
    let count = |name: &str| file[name].as_u64().expect("a count");
    Account {
        read: count("read"),
        used: count("used"),
        duplicate: count("duplicate"),
        excluded: count("excluded"),
        unmatched: count("unmatched"),
        rejected: count("rejected"),
        skipped: count("skipped"),
    }
}

/// The account of one file.
pub fn account(report: &Value, name: &str) -> Account {
    account_of(crate::common::input(report, name))
}

/// Rows that were all read and all count.
pub fn all_used(rows: u64) -> Account {
    Account { read: rows, used: rows, ..Account::default() }
}

/// An invented main order id of the platform's length.
pub fn order(n: u32) -> String {
    format!("6917926768823643{n:03}")
}

pub fn orders(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|n| order(*n)).collect()
}

/// An invented after-sale id.
pub fn refund(n: u32) -> String {
    format!("1486398837488313{n:03}")
}

pub fn refunds(numbers: &[u32]) -> Vec<String> {
    numbers.iter().map(|n| refund(*n)).collect()
}

/// A text of a case.
pub fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().expect("a text")
}

/// One text of every case.
pub fn column(cases: &[Value], name: &str) -> Vec<String> {
    cases.iter().map(|case| text(case, name).to_owned()).collect()
}

/// The case of an order.
pub fn case<'a>(cases: &'a [Value], order: &str) -> &'a Value {
    cases.iter().find(|case| case["order_id"] == order).unwrap_or_else(|| panic!("no case of {order}"))
}

/// Code, file, line and column of every diagnostic about a file, in the order in which they are said.
pub fn said(report: &Value) -> Vec<(String, String, u64, String)> {
    let warnings = report["warnings"].as_array().expect("warnings");
    let about_files = warnings.iter().filter(|w| w["path"].is_string());
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    about_files
        .map(|w| {
            let path = text(&w["path"]);
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            (text(&w["code"]), name, w["line"].as_u64().unwrap_or(0), text(&w["column"]))
        })
        .collect()
}

/// Is this among what was said?
pub fn says(report: &Value, code: &str, file: &str, line: u64, column: &str) -> bool {
    said(report).contains(&(code.to_owned(), file.to_owned(), line, column.to_owned()))
}

/// The English message of a diagnostic that must have been said exactly once.
pub fn message<'a>(report: &'a Value, code: &str) -> &'a str {
    let warnings = report["warnings"].as_array().expect("warnings");
    let mut found = warnings.iter().filter(|w| w["code"] == code);
    let first = found.next().unwrap_or_else(|| panic!("{code} is not said: {warnings:?}"));
    assert!(found.next().is_none(), "{code} is said twice");
    first["message_en"].as_str().expect("a message")
}

/// Was a diagnostic said at all?
pub fn is_said(report: &Value, code: &str) -> bool {
    report["warnings"].as_array().expect("warnings").iter().any(|w| w["code"] == code)
}
