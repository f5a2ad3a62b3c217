//! How a run ends and where its output goes: exit codes, quiet runs, files, pipes, cron.

mod common;

use common::{Folder, run, tiyanfen};
use std::process::{Command as Process, Stdio};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

fn score(args: &[&str]) -> common::Run {
    run(tiyanfen().args(["score", DEMO]).args(args))
}

#[test]
fn exit_codes_tell_how_it_went() {
    assert_eq!(score(&[]).code, 0);
    assert_eq!(score(&["--fail-under", "4.4"]).code, 0);
    assert_eq!(score(&["--fail-under", "4.5"]).code, 1);
    // The score is 4.42500…; compared unrounded, not as the 4.43 that is shown.
    assert_eq!(score(&["--fail-under", "4.426"]).code, 1);
    assert_eq!(score(&["--fail-under", "4.425"]).code, 0);
    assert_eq!(score(&["--as-of", "2019-01-01"]).code, 2);
    assert_eq!(run(tiyanfen().args(["score", "nowhere"])).code, 2);
    assert_eq!(run(tiyanfen().args(["--nonsense"])).code, 2);
    assert_eq!(run(tiyanfen().args(["--version"])).code, 0);
}

#[test]
fn no_total_is_no_pass() {
    let orders = format!("{DEMO}/1793410200_订单_2026-10.csv");
    let without =
        run(tiyanfen().args(["score", &orders, "--set", "im_reply_3min_rate=0.9", "--fail-under", "1"]));
    assert_eq!(without.code, 2);
    assert!(without.stderr.contains("error[no-total]"), "{}", without.stderr);
    assert!(without.stdout.contains("no total"), "{}", without.stdout);
}

#[test]
fn quiet_is_silent_only_while_all_is_well() {
    let well = score(&["--quiet", "--fail-under", "4.2"]);
    assert_eq!((well.code, well.stdout.as_str(), well.stderr.as_str()), (0, "", ""));
    let badly = score(&["--quiet", "--fail-under", "4.9"]);
    assert_eq!((badly.code, badly.stderr.as_str()), (1, ""));
    assert!(badly.stdout.starts_with("Douyin experience score 4.43"), "{}", badly.stdout);
    let alone = score(&["--quiet"]);
    assert_eq!((alone.code, alone.stderr.as_str()), (0, ""));
    assert_eq!(alone.stdout, badly.stdout);
    let broken = run(tiyanfen().args(["score", "nowhere", "--quiet", "--fail-under", "4"]));
    assert!(broken.stderr.contains("error[path-not-found]"));
}

#[test]
fn warnings_go_to_standard_error_alone() {
    let loud = score(&["--format", "json", "--event", "fake_trade=1"]);
    assert!(loud.stderr.contains("warning[claim-unused]"), "{}", loud.stderr);
    assert!(serde_json::from_str::<serde_json::Value>(&loud.stdout).is_ok());
    assert_eq!(loud.stdout, score(&["--format", "json", "--event", "fake_trade=1", "--quiet"]).stdout);
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = Folder::new().file("report.json", "old");
    let path = folder.path().join("report.json");
    let path_text = path.to_str().unwrap();
    let failed = score(&["--output", path_text, "--as-of", "2019-01-01"]);
    assert_eq!(failed.code, 2);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    let done = score(&["--output", path_text, "--format", "json", "--quiet", "--fail-under", "1"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), score(&["--format", "json"]).stdout);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no half-written file is left");
    assert_eq!(score(&["--output", "-"]).stdout, score(&[]).stdout);
}

#[test]
fn the_output_is_opened_before_the_work() {
    let folder = Folder::new();
    let inside = folder.path().join("missing/report.txt");
    // Nothing is read: the input does not exist either, and the output is what is complained about.
    let failed = run(tiyanfen().args(["score", "nowhere", "--output", inside.to_str().unwrap()]));
    assert!(failed.stderr.contains("output-unwritable"), "{}", failed.stderr);
    let on_folder = score(&["--output", folder.path().to_str().unwrap()]);
    assert!(on_folder.stderr.contains("it is a folder"), "{}", on_folder.stderr);
}

#[cfg(unix)]
#[test]
fn the_file_has_ordinary_permissions_and_links_stay_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().file("real.txt", "old");
    let (fresh, link) = (folder.path().join("fresh.txt"), folder.path().join("link.txt"));
    std::os::unix::fs::symlink(folder.path().join("real.txt"), &link).unwrap();
    for path in [&fresh, &link] {
        assert_eq!(score(&["--output", path.to_str().unwrap()]).code, 0);
    }
    assert_eq!(std::fs::metadata(&fresh).unwrap().permissions().mode() & 0o600, 0o600);
    assert_ne!(std::fs::metadata(&fresh).unwrap().permissions().mode() & 0o044, 0, "others may read it");
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read_to_string(folder.path().join("real.txt")).unwrap().contains("4.43"));
}

#[test]
fn excel_gets_a_byte_order_mark_and_whole_ids() {
    let plain = score(&["--format", "csv"]).stdout;
    assert_eq!(score(&["--format", "csv", "--bom"]).stdout, format!("\u{feff}{plain}"));
    let cases = |bom: &[&str]| {
        let args = ["cases", "quality_return_rate", DEMO, "--format", "csv", "-q"];
        run(tiyanfen().args(args).args(bom)).stdout
    };
    assert!(cases(&["--bom"]).contains(",\t6982108164370876621,"));
    assert!(cases(&[]).contains(",6982108164370876621,"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_tiyanfen"))
        .args(["score", DEMO, "--format", "json", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn without_a_terminal_there_is_no_colour() {
    assert!(!score(&[]).stdout.contains('\u{1b}'));
}

/// On a terminal (util-linux `script` makes one) there is colour, unless NO_COLOR says no.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colour_unless_it_asks_for_none() {
    let on_terminal = |no_colour: bool| {
        let command = format!("'{}' score '{DEMO}' --quiet --lang en", env!("CARGO_BIN_EXE_tiyanfen"));
        let mut script = Process::new("script");
        script.args(["-qec", &command, "/dev/null"]).env("TERM", "xterm").env_remove("NO_COLOR");
        script.env_remove("CLICOLOR").stdin(Stdio::null());
        if no_colour {
            script.env("NO_COLOR", "1");
        }
        let output = script.output().expect("util-linux script");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(on_terminal(false).contains("\u{1b}[1m"));
    let plain = on_terminal(true);
    assert!(plain.contains("4.43") && !plain.contains('\u{1b}'), "{plain}");
}

/// The crontab line of the README: nothing but LANG=C in the environment, no HOME, another directory.
/// `sh` runs it as cron does; `cat` stands where a mail program stands, reading what would be mailed.
#[test]
fn cron_runs_it_without_an_environment() {
    let cron = |line: &str| {
        let line = line.replace("tiyanfen", &format!("'{}'", env!("CARGO_BIN_EXE_tiyanfen")));
        let output = Process::new("env")
            .args(["-i", "LANG=C", "/bin/sh", "-c", &line])
            .current_dir("/")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let silent = cron(&format!("tiyanfen score --quiet --fail-under 4.2 '{DEMO}'"));
    assert_eq!(silent, (Some(0), String::new(), String::new()));
    let (code, mail, errors) = cron(&format!("tiyanfen score --quiet --fail-under 4.5 '{DEMO}'"));
    assert_eq!((code, errors.as_str()), (Some(1), ""));
    assert!(mail.starts_with("抖店体验分 4.43 / 5.00"), "{mail}");
    let (_, piped, _) = cron(&format!("tiyanfen score --quiet '{DEMO}' | /bin/cat"));
    assert_eq!(piped, mail);
    let (code, nothing, errors) = cron("tiyanfen score --quiet --fail-under 4.2 /no/such/exports");
    assert_eq!((code, nothing.as_str()), (Some(2), ""));
    assert!(errors.starts_with("错误[path-not-found]：/no/such/exports"), "{errors}");
}
