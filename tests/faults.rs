//! Every read and every write of a run fails once, is interrupted once and moves a single byte once: the result is whole,
//! or there is none and it is told why. `src/faults.rs` says how.
#![cfg(all(unix, debug_assertions))]

mod common;
#[path = "faults/scene.rs"]
mod scene;
#[path = "faults/several.rs"]
mod several;
#[path = "common/workbook.rs"]
mod workbook;

use scene::{Ended, Scene, for_each};
use serde_json::Value;

/// Everything is read on one thread, so that operations have an order.
const SCORE: [&str; 6] = ["score", "exports", "--threads", "1", "--format", "json"];
/// The numbers and names of those operations of a run that are of such kinds.
fn operations(scene: &Scene, args: &[&str], kinds: &[&str]) -> Vec<(usize, String)> {
    let all = scene.operations(args).into_iter().enumerate().map(|(place, name)| (place + 1, name));
    let operations: Vec<_> =
        all.filter(|(_, name)| kinds.iter().any(|kind| name.starts_with(kind))).collect();
    assert!(!operations.is_empty(), "{args:?} does nothing of {kinds:?}");
    operations
}

/// Runs a command with each fault at each of some operations, and holds how it ended against a run without any.
fn at_each(
    scene: impl Fn() -> Scene + Sync,
    args: &[&str],
    kinds: &[&str],
    faults: &[&str],
    holds: impl Fn(&Ended, &Ended, &str) + Sync,
) {
    let whole = scene().run(args, None);
    assert_eq!(whole.code, Some(0), "{}", whole.stderr);
    let operations = operations(&scene(), args, kinds);
    for_each(operations.len() * faults.len(), &scene, |scene, number| {
        let (at, name) = &operations[number / faults.len()];
        let fault = faults[number % faults.len()].replace('K', &at.to_string());
        let ended = scene.run(args, Some(&fault));
        holds(&whole, &ended, &format!("{fault} ({name})"));
    });
}

fn is_the_same(whole: &Ended, ended: &Ended, fault: &str) {
    assert!(whole == ended, "{fault}: {:?} {}", ended.code, ended.stderr);
}

/// The accounts of the files of a report, by their paths.
fn inputs(stdout: &[u8]) -> Vec<Value> {
    let report: Value = serde_json::from_slice(stdout).expect("a whole report");
    report["inputs"].as_array().expect("files").clone()
}

/// Either every file counts as it does without a fault, or those that do not are refused, and the run says which.
fn is_whole_or_told(whole: &Ended, ended: &Ended, fault: &str) {
    if ended == whole {
        return;
    }
    let is_told = |path: &str| {
        let codes = ["path-unreadable", "temporary-folder"];
        codes.iter().any(|code| ended.stderr.contains(&format!("error[{code}]: {path}")))
    };
    assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
    assert!(is_told("exports"), "{fault}: {}", ended.stderr);
    // The number of the error, or words for it.
    assert!(
        !["damaged", "other error", "uncategorized"].iter().any(|word| ended.stderr.contains(word)),
        "{fault}"
    );
    assert_eq!(ended.files, whole.files, "{fault}");
    if ended.stdout.is_empty() {
        return;
    }
    let mut refused = 0;
    for (own, other) in inputs(&ended.stdout).iter().zip(inputs(&whole.stdout)) {
        let path = own["path"].as_str().unwrap();
        if own["status"] == "refused" {
            assert!(is_told(&format!("{path}: ")), "{fault}: {path}");
            refused += 1;
        } else {
            assert_eq!(
                (own["path"].as_str(), &own["read"]),
                (other["path"].as_str(), &other["read"]),
                "{fault}"
            );
        }
    }
    assert!(refused > 0, "{fault}: {}", ended.stderr);
}

/// Nothing is where it was not.
fn adds_no_file(ended: &Ended, before: &[(&str, &[u8])], fault: &str) {
    let names: Vec<&str> = ended.files.keys().map(String::as_str).collect();
    assert_eq!(names, before.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{fault}");
}

/// The run says that a file cannot be read, and gives nothing.
fn is_refused(ended: &Ended, file: &str, fault: &str) {
    assert_eq!((ended.code, ended.stdout.as_slice()), (Some(2), &b""[..]), "{fault}: {}", ended.stderr);
    let told = format!("error[path-unreadable]: {file}: cannot be read");
    assert!(ended.stderr.contains(&told), "{fault}: {}", ended.stderr);
}

#[test]
fn every_form_of_the_demo_gives_the_same_score() {
    let scene = Scene::new(&[]);
    let own = scene.run(&SCORE, None);
    let plain = scene.run(&["score", "plain", "--format", "json"], None);
    let total = |ended: &Ended| serde_json::from_slice::<Value>(&ended.stdout).unwrap()["total"].clone();
    assert_eq!((own.code, plain.code), (Some(0), Some(0)), "{}", own.stderr);
    assert_eq!(total(&own), total(&plain));
}

#[test]
fn a_byte_at_a_time_changes_nothing() {
    let scene = Scene::new(&[]);
    let whole = scene.run(&SCORE, None);
    for fault in ["short@1+", "short@/2", "short@/3", "eintr@/2", "eintr@/3"] {
        is_the_same(&whole, &scene.run(&SCORE, Some(fault)), fault);
    }
}

#[test]
fn a_short_read_or_an_interruption_anywhere_changes_nothing() {
    at_each(|| Scene::new(&[]), &SCORE, &["Read exports", "Write"], &["short@K", "eintr@K"], is_the_same);
}

#[test]
fn a_file_that_cannot_be_read_is_refused_by_name() {
    let kinds = ["Open exports", "Read", "Open folder"];
    at_each(|| Scene::new(&[]), &SCORE, &kinds, &["eio@K", "eio@K+"], is_whole_or_told);
}

#[test]
fn a_temporary_file_that_cannot_be_written_refuses_what_was_unpacked() {
    let kinds = ["Create unpacked", "Write unpacked"];
    at_each(|| Scene::new(&[]), &SCORE, &kinds, &["enospc@K", "eio@K", "enospc@K+"], is_whole_or_told);
}

#[test]
fn output_that_cannot_be_written_leaves_the_old_file_alone() {
    let old: [(&str, &[u8]); 1] = [("report.json", b"old")];
    let kinds = ["Create output", "Write output", "Rename output"];
    let faults = ["enospc@K", "eio@K", "enospc@K+"];
    let args = ["score", "exports", "--output", "report.json"];
    at_each(
        || Scene::new(&old),
        &args,
        &kinds,
        &faults,
        |_, ended, fault| {
            assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
            assert!(ended.stderr.contains("error[output-unwritable]"), "{fault}: {}", ended.stderr);
            assert!(ended.stderr.contains("report.json: cannot write the output file"), "{fault}");
            adds_no_file(ended, &old, fault);
            assert_eq!(ended.files["report.json"], b"old", "{fault}");
        },
    );
}

/// Of report and history each is the old one or the new one, and an error is told.
#[test]
fn a_history_is_the_old_one_or_the_new_one() {
    let first = ["score", "exports", "--as-of", "2026-10-20", "--append", "history.csv", "--quiet"];
    let begun = Scene::new(&[]).run(&first, None);
    let old: [(&str, &[u8]); 2] = [("history.csv", &begun.files["history.csv"]), ("report.json", b"old")];
    let args = ["score", "exports", "--output", "report.json", "--append", "history.csv", "--threads", "1"];
    let kinds = ["Open history", "Read history", "Create", "Write output", "Rename"];
    let faults = ["enospc@K", "eio@K", "enospc@K+", "eintr@K", "short@K"];
    at_each(
        || Scene::new(&old),
        &args,
        &kinds,
        &faults,
        |whole, ended, fault| {
            adds_no_file(ended, &old, fault);
            if fault.starts_with("eintr") || fault.starts_with("short") {
                return is_the_same(whole, ended, fault);
            }
            assert_ne!(whole.files["history.csv"], old[0].1);
            assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
            assert!(ended.stderr.starts_with("error[") || ended.stderr.contains("\nerror["), "{fault}");
            for (name, before) in old {
                let own = &ended.files[name];
                let is_partial = ended.stderr.contains("exports/");
                assert!(own == before || own == &whole.files[name] || is_partial, "{fault}: {name}");
            }
        },
    );
}

/// The library that writes workbooks panics where its temporary file cannot be written.
#[test]
fn a_workbook_without_a_temporary_file_is_no_panic() {
    let old: [(&str, &[u8]); 1] = [("report.xlsx", b"old")];
    let full = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    for (line, why) in [
        (full, "the workbook does not fit into the temporary folder"),
        (
            "TMPDIR=/nowhere exec \"$0\" \"$@\"",
            "the temporary folder /nowhere cannot be used: the folder or file",
        ),
    ] {
        let ended = Scene::new(&old).run_by(line, &["score", "plain", "--output", "report.xlsx"]);
        assert_eq!((ended.code, ended.stdout.as_slice()), (Some(2), &b""[..]), "{}", ended.stderr);
        let told = format!("error[output-unwritable]: cannot write the output file: {why}");
        assert!(ended.stderr.contains(&told), "{}", ended.stderr);
        assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
        adds_no_file(&ended, &old, line);
        assert_eq!(ended.files["report.xlsx"], b"old");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    for args in [&SCORE[..], &["score", "--help"], &["--version"], &["columns"]] {
        at_each(
            || Scene::new(&[]),
            args,
            &["Write output"],
            &["epipe@K"],
            |whole, ended, fault| {
                assert_eq!((ended.code, &ended.stderr), (Some(0), &whole.stderr), "{fault}");
                assert!(whole.stdout.starts_with(&ended.stdout), "{fault}");
            },
        );
        // Nobody gets anything, so nothing has gone well.
        at_each(
            || Scene::new(&[]),
            args,
            &["Write output"],
            &["enospc@K"],
            |_, ended, fault| {
                let told = "error[output-unwritable]: -: cannot write the output file: the disk is full";
                assert!(ended.stderr.contains(told), "{fault}: {}", ended.stderr);
                assert_eq!(ended.code, Some(2), "{fault}");
            },
        );
    }
}

/// A report, a rulebook, a table of columns, a configuration, a page, a list of orders.
#[test]
fn what_people_wrote_is_refused_by_name() {
    let json = Scene::new(&[]).run(&SCORE, None).stdout;
    let files: [(&str, &[u8]); 6] = [
        ("columns.toml", b"[orders]\norder_id = [\"x\"]\n"),
        ("ids.txt", b"6927991348611938731\n"),
        ("own.toml", b"extends = \"classic\"\n"),
        ("page.csv", "日期,指标,官方值\n2026-07-15,总分,4.5\n".as_bytes()),
        ("piped", &json),
        ("shop.toml", b"rules = \"own.toml\"\ncolumns = \"columns.toml\"\n"),
    ];
    let export = "plain/1793410620_飞鸽客服数据.csv";
    let typed = ["own.toml", "columns.toml", "shop.toml"];
    let score = ["score", "--config", "shop.toml", "--threads", "1", export];
    let reconcile = ["reconcile", "page.csv", export, "--exclude", "ids.txt", "--threads", "1"];
    let (render, piped) = (["render", "piped"], ["render", "-"]);
    type Asked<'a> = (&'a [&'a str], &'a [&'a str], &'a [&'a str]);
    let asked: [Asked<'_>; 4] = [
        (&score, &["Open typed", "Read typed"], &typed),
        (&reconcile, &["Open exports", "Read exports"], &["page.csv", "ids.txt", export]),
        (&render, &["Open report", "Read report"], &["piped"]),
        (&piped, &["Read standard input"], &["-"]),
    ];
    for (args, kinds, names) in asked {
        let scene = || Scene::new(&files);
        at_each(scene, args, kinds, &["eio@K"], |whole, ended, fault| {
            assert!(ended != whole, "{fault}");
            let named = names.iter().find(|name| ended.stderr.contains(&format!("]: {name}: ")));
            is_refused(ended, named.unwrap_or_else(|| panic!("{fault}: {}", ended.stderr)), fault);
        });
        let reads: Vec<&str> = kinds.iter().copied().filter(|kind| kind.starts_with("Read")).collect();
        at_each(scene, args, &reads, &["eintr@K", "short@K"], is_the_same);
    }
}
