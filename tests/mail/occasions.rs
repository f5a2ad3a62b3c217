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

/// The demo shop day by day, with a history that each run keeps: what the exit code is, whether there is a mail, and what
/// is said of it. Totals: 4.48 on the 13th, 4.42, 4.38, 4.36 on the 16th.
fn day(folder: &Folder, day: &str, args: &[&str]) -> (i32, bool, String) {
    let send =
        ["--sendmail", "true", "--from", "a@example.com", "--to", "b@example.com", "--append", "history.csv"];
    let run = folder.run(&[&["mail", DEMO, "--as-of", day], &send[..], args].concat());
    (run.code, !run.stdout.is_empty(), run.stderr)
}

fn quiet_day(why: &str) -> (i32, bool, String) {
    (0, false, format!("no mail: {why}\n"))
}

#[cfg(unix)]
#[test]
fn a_fall_is_told_once() {
    let (folder, when) = (Folder::new(), ["--when", "worse=0.05"]);
    assert_eq!(day(&folder, "2026-10-13", &when), quiet_day("the history knows no earlier day"));
    assert_eq!(day(&folder, "2026-10-14", &when), (0, true, String::new()));
    // The same day again is compared with the same day before.
    assert_eq!(day(&folder, "2026-10-14", &when), (0, true, String::new()));
    let why = "the total is not lower by 0.05 than on 2026-10-14 (-0.04)";
    assert_eq!(day(&folder, "2026-10-15", &when), quiet_day(why));
    // Both days together are more: days that nobody ran are no gap.
    std::fs::remove_file(folder.path().join("history.csv")).unwrap();
    day(&folder, "2026-10-14", &[]);
    assert_eq!(day(&folder, "2026-10-16", &when), (0, true, String::new()));
    let history = std::fs::read_to_string(folder.path().join("history.csv")).unwrap();
    assert_eq!(history.matches("\n2026-10-14,").count(), history.matches("\n2026-10-16,").count());
}

#[cfg(unix)]
#[test]
fn a_border_that_is_crossed_is_told_once_each_way() {
    let (folder, when) = (Folder::new(), ["--when", "crossed", "--fail-under", "4.4"]);
    day(&folder, "2026-10-13", &when);
    assert_eq!(day(&folder, "2026-10-14", &when), quiet_day("no threshold has changed since 2026-10-13"));
    assert_eq!(day(&folder, "2026-10-15", &when), (1, true, String::new()));
    assert_eq!(
        day(&folder, "2026-10-16", &when),
        (1, false, quiet_day("no threshold has changed since 2026-10-15").2)
    );
    assert_eq!(day(&folder, "2026-10-30", &when), (0, true, String::new()));
}

/// A history that is only read stays as it is, and one that is not there is an error before anything is read.
#[test]
fn a_history_may_be_read_only() {
    let folder = Folder::new();
    let keep = ["score", DEMO, "--as-of", "2026-10-13", "--append", "history.csv"];
    assert_eq!(folder.run(&keep).code, 0);
    let history = || std::fs::read(folder.path().join("history.csv")).unwrap();
    let before = history();
    let mail = |path: &str, file: &str| {
        let route = ["--dry-run", "--from", "a@example.com", "--to", "b@example.com", "--when", "worse=0.05"];
        folder.run(&[&["mail", path, "--as-of", "2026-10-14", "--history", file], &route[..]].concat())
    };
    let run = mail(DEMO, "history.csv");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("From: ") && history() == before);
    let run = mail("nowhere", "none.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("none.csv") && run.stderr.contains("[path-not-found]"), "{}", run.stderr);
    // Showing a mail keeps nothing.
    let route = ["--dry-run", "--from", "a@example.com", "--to", "b@example.com", "--append", "new.csv"];
    assert_eq!(folder.run(&[&["mail", DEMO], &route[..]].concat()).code, 0);
    assert!(!folder.path().join("new.csv").exists());
}

/// What was not sent is kept all the same: tomorrow is compared with today.
#[test]
fn a_day_is_kept_whether_its_mail_was_sent_or_not() {
    let folder = Folder::new();
    let send = [
        "--sendmail",
        "./nothing",
        "--from",
        "a@example.com",
        "--to",
        "b@example.com",
        "--append",
        "history.csv",
    ];
    assert_eq!(folder.run(&[&["mail", DEMO], &send[..]].concat()).code, 3);
    assert!(folder.path().join("history.csv").exists());
}
