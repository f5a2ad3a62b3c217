//! When a mail is sent.

use super::{DEMO, dry};
use crate::common::{Folder, run, tiyanfen};

fn said(args: &[&str]) -> (i32, bool, String) {
    let run = dry(&Folder::new(), args);
    (run.code, !run.stdout.is_empty(), run.stderr)
}

#[test]
fn always_is_the_usual() {
    assert_eq!(said(&[]), (0, true, String::new()));
    assert_eq!(said(&["--when", "always,below"]), (0, true, String::new()));
}

#[test]
fn what_is_well_sends_nothing() {
    let why = "no mail: total and thresholds are fine\n";
    assert_eq!(said(&["--when", "below"]), (0, false, why.to_owned()));
    assert_eq!(said(&["--when", "below", "--fail-under", "4.2"]), (0, false, why.to_owned()));
    assert_eq!(said(&["--when", "below", "--quiet"]), (0, false, String::new()));
    let why = "没有发信：总分和门槛都达标；数据还不旧（1 天，最多 3 天）\n";
    let all = said(&["--when", "below", "--when", "stale", "--max-age", "3", "--lang", "zh"]);
    assert_eq!(all, (0, false, why.to_owned()));
}

#[test]
fn a_low_total_sends_and_fails() {
    assert_eq!(said(&["--when", "below", "--fail-under", "4.5"]), (1, true, String::new()));
    assert_eq!(said(&["--fail-under", "4.5"]), (1, true, String::new()));
}

#[test]
fn old_data_send_and_fail() {
    let args = ["mail", DEMO, "--dry-run", "--from", "a@example.com", "--to", "b@example.com"];
    let run = run(tiyanfen().env("TIYANFEN_NOW", "2026-11-10 12:00:00").args(args).args([
        "--when",
        "stale",
        "--max-age",
        "3",
    ]));
    assert_eq!(run.code, 2);
    assert!(run.stdout.starts_with("From: "), "{}", run.stderr);
    assert!(run.stderr.starts_with("error[data-too-old]"), "{}", run.stderr);
}

/// What an occasion needs is said before anything is read: there is no such folder.
#[test]
fn what_an_occasion_needs_is_said_first() {
    let said = |when: &str| {
        let route = [
            "mail",
            "nowhere",
            "--dry-run",
            "--from",
            "a@example.com",
            "--to",
            "b@example.com",
            "--when",
            when,
        ];
        let run = Folder::new().run(&route);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert!(
        said("bellow").starts_with("error[when-invalid]: --when knows no bellow\n"),
        "{}",
        said("bellow")
    );
    for when in ["crossed", "worse=0.05", "below, worse = 0.1"] {
        assert!(
            said(when).starts_with("error[mail-config]") && said(when).contains("--append"),
            "{}",
            said(when)
        );
    }
    assert!(said("stale").contains("--max-age 3"), "{}", said("stale"));
    assert!(said("below").contains("[path-not-found]"), "{}", said("below"));
}
