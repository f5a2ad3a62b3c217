//! A run is killed at hundreds of moments: each of its files is the old one or the new one as a whole, and what it has begun
//! is gone, or is nothing that a later run would read.
#![cfg(unix)]

mod common;

use common::Folder;
use common::hangup::reached_by_hangup;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::{Duration, Instant};

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/seed-shop");
/// How often each form of output is killed.
const KILLS: u64 = 200;
/// The signals that a run may be killed by, and their numbers.
const SIGNALS: [(&str, i32); 4] = [("KILL", 9), ("TERM", 15), ("INT", 2), ("HUP", 1)];

type Files = BTreeMap<String, Vec<u8>>;

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    /// A number from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

/// The files right in a folder.
fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let entry =
        |entry: fs::DirEntry| Some((entry.file_name().into_string().unwrap(), fs::read(entry.path()).ok()?));
    entries.filter_map(entry).collect()
}

/// Starts a run in a folder of exports; slowly, so that its reads and writes take most of its time.
fn start(folder: &Path, args: &[&str], slowly: bool) -> Child {
    program(folder, args).env("TIYANFEN_FAULTS", if slowly { "slow@1+" } else { "" }).spawn().unwrap()
}

fn program(folder: &Path, args: &[&str]) -> Process {
    let mut program = reached_by_hangup();
    program
        .args(args)
        .current_dir(folder)
        .env("TIYANFEN_NOW", "2026-10-31 12:00:00")
        .env("LANG", "en_US.UTF-8");
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    program
}

fn send(signal: &str, to: &mut Child) {
    if signal == "KILL" {
        return to.kill().unwrap();
    }
    let sent = Process::new("kill").args([&format!("-{signal}"), &to.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// What is left of a run that was killed, beside the files that it was to replace.
fn may_stay(signal: &str, name: &str) -> bool {
    signal == "KILL" && (name.starts_with(".tiyanfen-") || name.ends_with(".lock"))
}

/// The exports, and some files that a run is to replace.
fn folder_with(old: &Files) -> Folder {
    let folder = Folder::new();
    for (name, bytes) in files(Path::new(SHOP)).iter().chain(old) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// What a run makes of the files that it writes, and how long it takes.
fn undisturbed(old: &Files, args: &[&str], slowly: bool) -> (Files, Duration) {
    let folder = folder_with(old);
    let length = |_| {
        old.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        let begun = Instant::now();
        assert!(start(&folder.path(), args, slowly).wait().unwrap().success(), "{args:?}");
        begun.elapsed()
    };
    let mut lengths: Vec<Duration> = (0..5).map(length).collect();
    lengths.sort();
    let new = files(&folder.path()).into_iter().filter(|(name, _)| old.contains_key(name)).collect();
    (new, lengths[2])
}

/// Kills runs of a form at moments all over their length.
fn is_old_or_new(seed: u64, old: &Files, args: &[&str]) {
    let args = &[&["score", "."], args, &["--quiet"]].concat();
    let mut random = Random(seed);
    let ((new, quick), (same, slow)) = (undisturbed(old, args, false), undisturbed(old, args, true));
    assert!(new == same, "{args:?}");
    let lengths = [quick, slow];
    assert!(new.iter().all(|(name, bytes)| bytes != &old[name]), "{args:?} replaces every file");
    let folder = folder_with(old);
    let path = folder.path();
    let mut known: BTreeSet<String> = files(&path).into_keys().collect();
    let (mut killed, mut replaced) = (0, 0);
    for kill in 0..KILLS {
        let slowly = kill % 2 == 1;
        let (signal, number) = SIGNALS[(kill / 2 % 4) as usize];
        // Most of them towards the end, where files are written.
        let moment = lengths[usize::from(slowly)].mul_f64(1.2 * random.next().sqrt());
        let mut run = start(&path, args, slowly);
        std::thread::sleep(moment);
        send(signal, &mut run);
        let status = run.wait().unwrap();
        let told = format!("{args:?}, {kill}: {signal} after {moment:?} of {lengths:?}: {status}");
        let is_killed = status.signal() == Some(number) || status.code() == Some(128 + number);
        assert!(status.success() || is_killed, "{told}");
        let mut after = files(&path);
        for (name, bytes) in old {
            let own = after.remove(name).unwrap();
            assert!(&own == bytes || own == new[name], "{told}: {name} has {} bytes", own.len());
            replaced += u64::from(own == new[name]);
            fs::write(path.join(name), bytes).unwrap();
        }
        killed += u64::from(is_killed);
        let begun: Vec<&String> = after.keys().filter(|name| !known.contains(*name)).collect();
        assert!(begun.iter().all(|name| may_stay(signal, name)), "{told}: {begun:?}");
        known.extend(after.into_keys());
    }
    println!("{args:?}: {killed} of {KILLS} killed, {replaced} files replaced, {:?}", lengths);
    assert!(killed > 0 && replaced > 0, "{killed} {replaced}");
    // Whatever was left behind: a run among it comes to the same.
    assert!(start(&path, args, false).wait().unwrap().success());
    let after = files(&path);
    assert!(new.iter().all(|(name, bytes)| &after[name] == bytes), "{args:?}");
}

fn old(names: &[&str]) -> Files {
    names.iter().map(|name| ((*name).to_owned(), b"old".to_vec())).collect()
}

#[test]
fn a_report_is_the_old_one_or_the_new_one() {
    is_old_or_new(1, &old(&["report.json"]), &["--output", "report.json"]);
}

#[test]
fn a_page_is_the_old_one_or_the_new_one() {
    is_old_or_new(2, &old(&["report.html"]), &["--output", "report.html"]);
}

#[test]
fn a_workbook_is_the_old_one_or_the_new_one() {
    is_old_or_new(3, &old(&["report.xlsx"]), &["--output", "report.xlsx"]);
}

/// A history of an earlier day, and an older table.
fn history_and_table() -> Files {
    let folder = folder_with(&Files::new());
    let first = ["score", ".", "--as-of", "2026-09-20", "--quiet", "--append", "history.csv"];
    assert!(start(&folder.path(), &first, false).wait().unwrap().success());
    let history = fs::read(folder.path().join("history.csv")).unwrap();
    BTreeMap::from([("history.csv".to_owned(), history), ("report.csv".to_owned(), b"old".to_vec())])
}

#[test]
fn a_history_and_a_table_are_the_old_ones_or_the_new_ones() {
    is_old_or_new(4, &history_and_table(), &["--output", "report.csv", "--append", "history.csv"]);
}

/// Not at random moments, but before each operation on a file that is written: among them those while the history is locked.
#[cfg(debug_assertions)]
#[test]
fn a_run_may_be_killed_before_any_operation_on_its_files() {
    let old = history_and_table();
    let args =
        ["score", ".", "--output", "report.csv", "--append", "history.csv", "--threads", "1", "--quiet"];
    let (new, _) = undisturbed(&old, &args, false);
    let log = tempfile::NamedTempFile::new().unwrap();
    let folder = folder_with(&old);
    let run = program(&folder.path(), &args).env("TIYANFEN_FAULTS_LOG", log.path()).status();
    assert!(run.unwrap().success());
    let operations = fs::read_to_string(log.path()).unwrap();
    let is_own = |(_, name): &(usize, &str)| ["Write output", "Rename output", "Read history"].contains(name);
    let own: Vec<usize> = operations.lines().enumerate().filter(is_own).map(|(at, _)| at + 1).collect();
    assert!(own.len() > 8, "{operations}");
    for (at, (signal, number)) in own.into_iter().flat_map(|at| SIGNALS.map(|signal| (at, signal))) {
        let folder = folder_with(&old);
        let before: BTreeSet<String> = files(&folder.path()).into_keys().collect();
        fs::write(log.path(), "").unwrap();
        let mut stopped = program(&folder.path(), &args);
        stopped.env("TIYANFEN_FAULTS_LOG", log.path()).env("TIYANFEN_FAULTS", format!("stop@{at}"));
        let mut run = stopped.spawn().unwrap();
        let begun = Instant::now();
        while fs::read_to_string(log.path()).unwrap().lines().count() < at {
            assert!(begun.elapsed() < Duration::from_secs(60), "operation {at} does not come");
            std::thread::sleep(Duration::from_millis(1));
        }
        send(signal, &mut run);
        let status = run.wait().unwrap();
        assert!(status.signal() == Some(number) || status.code() == Some(128 + number), "{at}: {status}");
        let mut after = files(&folder.path());
        for (name, bytes) in &old {
            let own = after.remove(name).unwrap();
            assert!(&own == bytes || own == new[name], "{at}, {signal}: {name}");
        }
        let left: Vec<&String> = after.keys().filter(|name| !before.contains(*name)).collect();
        assert!(left.iter().all(|name| may_stay(signal, name)), "{at}, {signal}: {left:?}");
    }
}
