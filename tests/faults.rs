//! Every read and every write of a run fails once, is interrupted once and moves a single byte once: the result is whole,
//! or there is none and it is told why. `src/faults.rs` says how.
#![cfg(all(unix, debug_assertions))]

mod common;
#[path = "faults/scene.rs"]
mod scene;
#[path = "common/workbook.rs"]
mod workbook;

use scene::{Ended, Scene, for_each};
use serde_json::Value;

/// Everything is read on one thread, so that operations have an order.
const SCORE: [&str; 6] = ["score", "exports", "--threads", "1", "--format", "json"];
/// A result in a file, and a history.
const KEPT: [&str; 7] = ["score", "exports", "--output", "report.json", "--append", "history.csv", "--quiet"];

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
    assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
    assert!(ended.stderr.contains("error[path-unreadable]: exports"), "{fault}: {}", ended.stderr);
    assert!(!ended.stderr.contains("damaged"), "{fault}: {}", ended.stderr);
    assert_eq!(ended.files, whole.files, "{fault}");
    if ended.stdout.is_empty() {
        return;
    }
    let mut refused = 0;
    for (own, other) in inputs(&ended.stdout).iter().zip(inputs(&whole.stdout)) {
        let path = own["path"].as_str().unwrap();
        if own["status"] == "refused" {
            assert!(ended.stderr.contains(&format!("error[path-unreadable]: {path}: ")), "{fault}: {path}");
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

/// Nothing is where it was not, and what was there is as it was.
fn leaves_nothing(ended: &Ended, old: &[(&str, &[u8])], fault: &str) {
    let names: Vec<&str> = ended.files.keys().map(String::as_str).collect();
    let old_names: Vec<&str> = old.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, old_names, "{fault}");
    for (name, bytes) in old {
        assert!(ended.files[*name] == *bytes, "{fault}: {name}");
    }
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
    let scene = || Scene::new(&old);
    let kinds = ["Create output", "Write output", "Rename output"];
    at_each(scene, &KEPT[..4], &kinds, &["enospc@K", "eio@K", "enospc@K+"], |_, ended, fault| {
        assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
        let told = "report.json: cannot write the output file";
        assert!(ended.stderr.contains(told), "{fault}: {}", ended.stderr);
        leaves_nothing(ended, &old, fault);
    });
}
