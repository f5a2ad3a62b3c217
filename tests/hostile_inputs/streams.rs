//! Pipes, standard input and devices in place of files: read to their end, or refused; nothing waits for ever.

use crate::common::{Folder, input, run, tiyanfen};
use crate::support::{SCORE, good, rows};
use serde_json::Value;
use std::process::Command;

fn pipe(folder: &Folder, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().expect("mkfifo").success());
}

/// The program behind a shell line, in which `$T` stands for it. It is ended after a minute, which nothing here needs.
fn shell(folder: &Folder, line: &str) -> (i32, String, String) {
    let program = tiyanfen();
    let mut shell = assert_cmd::Command::new("bash");
    shell.args(["-c", line]).env("T", program.get_program()).timeout(std::time::Duration::from_secs(60));
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let run = run(shell.current_dir(folder.path()));
    (run.code, run.stdout, run.stderr)
}

const AS_OF: &str = "--as-of 2026-10-10 --set im_reply_3min_rate=0.9 --format json";

fn used(report: &str, name: &str) -> Value {
    let report: Value = serde_json::from_str(report).expect("a report");
    input(&report, name)["used"].clone()
}

#[test]
fn a_pipe_and_standard_input_are_read_like_files() {
    let folder = good().file("more.csv", rows(1).replace("643751", "643752"));
    let expected = used(&shell(&folder, &format!("\"$T\" score more.csv {AS_OF}")).1, "more.csv");
    assert_eq!(expected, 1);
    for (line, name) in [
        ("cat more.csv | \"$T\" score /dev/stdin", "/dev/stdin"),
        ("\"$T\" score /dev/stdin < more.csv", "/dev/stdin"),
        ("cat more.csv | \"$T\" score -", "-"),
        ("gzip -c more.csv | \"$T\" score -", "-"),
        ("mkfifo p.csv; cat more.csv > p.csv & \"$T\" score p.csv good.csv", "p.csv"),
    ] {
        let (code, report, said) = shell(&folder, &format!("{line} {AS_OF}"));
        assert_eq!((code, used(&report, name)), (0, expected.clone()), "{line}: {said}");
    }
    let (code, report, said) = shell(&folder, &format!("\"$T\" score <(cat more.csv) {AS_OF}"));
    assert_eq!(code, 0, "{said}");
    let report: Value = serde_json::from_str(&report).expect("a report");
    let path = report["inputs"][0]["path"].as_str().expect("a path");
    assert!(path.starts_with("/dev/fd/"), "{path}");
}

#[test]
fn a_pipe_counts_against_the_limit() {
    let folder = good().file("more.csv", rows(1_000));
    let (code, _, said) =
        shell(&folder, &format!("cat more.csv | \"$T\" score - --max-unpacked 10K {AS_OF}"));
    assert_eq!(code, 2);
    assert!(said.contains("error[unpacked-too-large]: -: it unpacks to more than 10K"), "{said}");
}

/// Nobody writes into it: whoever opens it would wait for ever.
#[test]
fn what_is_no_file_in_a_folder_is_passed_over_with_a_note() {
    let folder = good();
    pipe(&folder, "pipe.csv");
    pipe(&folder, "pipe.toml");
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.csv")).expect("a socket");
    std::os::unix::fs::symlink("nowhere.csv", folder.path().join("link.csv")).expect("a link");
    let run = run(tiyanfen().current_dir(folder.path()).args(SCORE));
    assert_eq!(run.code, 0, "{}", run.stderr);
    for name in ["link.csv", "pipe.csv", "socket.csv"] {
        let said = format!(
            "note[file-skipped]: ./{name}: skipped: no ordinary file (a pipe, a device, a socket, or a link to nothing)"
        );
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
    // A folder above looks into those below it, too.
    let above = Folder::new();
    std::fs::create_dir(above.path().join("below")).expect("a folder");
    pipe(&above, "below/pipe.csv");
    let (code, _, said) = shell(&above, "\"$T\" score .; \"$T\" shops .");
    assert_eq!(code, 2, "{said}");
}

#[test]
fn a_configuration_that_is_found_and_is_no_file_is_refused() {
    let folder = good();
    pipe(&folder, "tiyanfen.toml");
    let (code, _, said) = shell(&folder, "\"$T\" score .");
    assert_eq!(code, 2);
    let refused = "error[path-unreadable]: ./tiyanfen.toml: cannot be read: this is a pipe, a device, a socket or a terminal, not a file";
    assert!(said.starts_with(refused), "{said}");
}

#[test]
fn devices_and_sockets_are_refused_wherever_a_file_is_expected() {
    let folder = good().file("page.csv", "date,id,value,points\n2026-10-10,total,4.6,-\n");
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).expect("a socket");
    for device in ["/dev/zero", "/dev/random", "/dev/null", "socket"] {
        for line in [
            format!("score {device}"),
            format!("check {device}"),
            format!("score good.csv --rules {device}"),
            format!("score good.csv --columns {device}"),
            format!("score good.csv --config {device}"),
            format!("reconcile {device} good.csv"),
            format!("render {device}"),
            format!("trend good.csv --history {device}"),
            format!("score good.csv --append {device}"),
            format!("cases arrival_hours good.csv --orders {device}"),
        ] {
            let (code, report, said) =
                shell(&folder, &format!("ulimit -v 3000000; \"$T\" {line} --lang en </dev/null"));
            // Nothing at all is a configuration and a table of columns, too.
            let is_empty = device == "/dev/null" && (line.contains("--columns") || line.contains("--config"));
            assert!(code == 2 || (is_empty && code == 0), "{line}: {code} {said}");
            assert!(is_empty || said.contains("error") || report.contains("error"), "{line}: {said}");
            assert!(!said.contains("panicked") && !said.contains("internal-error"), "{line}: {said}");
        }
    }
}

#[test]
fn what_people_write_may_come_out_of_a_pipe() {
    let folder = good()
        .file("page.csv", "date,id,value,points\n2026-10-10,total,4.6,-\n")
        .file("my.toml", "extends = \"classic\"\n")
        .file("columns.toml", "")
        .file("shop.toml", "shop = \"山间集\"\n");
    for line in [
        format!("score good.csv --config <(cat shop.toml) {AS_OF}"),
        format!("score good.csv --columns <(cat columns.toml) {AS_OF}"),
        format!("reconcile <(cat page.csv) good.csv {AS_OF}"),
        format!("score good.csv {AS_OF} | \"$T\" render /dev/stdin"),
        "render <(\"$T\" score good.csv --as-of 2026-10-10 --set im_reply_3min_rate=0.9 --format json)"
            .to_owned(),
    ] {
        let (code, _, said) = shell(&folder, &format!("\"$T\" {line}"));
        assert_eq!(code, 0, "{line}: {said}");
    }
}

#[test]
fn output_goes_into_pipes_and_behind_descriptors() {
    let folder = good();
    let score = format!("\"$T\" score good.csv -q {AS_OF}");
    let (_, expected, _) = shell(&folder, &score);
    assert!(expected.contains("\"document\": \"score\""));
    for line in [
        format!("{score} --output /dev/stdout"),
        format!("{score} --output /dev/stdout | cat"),
        format!("{score} --output /dev/fd/3 3>&1 | cat"),
        format!("{score} --output >(cat) | cat"),
        format!("mkfifo out; {score} --output out & cat out"),
        // What somebody is writing to goes on, and is not replaced.
        format!(
            "echo first > log; {score} --output /dev/stdout >> log; tail -n +2 log; head -1 log | grep -q first"
        ),
        format!(
            "echo first > log; {score} --output /dev/fd/3 3>> log; tail -n +2 log; head -1 log | grep -q first"
        ),
    ] {
        let (code, found, said) = shell(&folder, &line);
        assert!(code == 0 && !said.contains("error"), "{line}: {said}");
        assert!(found == expected, "{line}: {} of {} bytes", found.len(), expected.len());
    }
}
