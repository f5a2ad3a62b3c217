//! A run that is interrupted leaves nothing half-written, and its exit code says what ended it.
#![cfg(unix)]

mod common;

use common::Folder;
use common::hangup::{reached_by_hangup, words_before};
use std::path::Path;
use std::process::{Child, Command as Process, Output, Stdio};
use std::time::{Duration, Instant};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
/// The signals that end a run, and the exit codes by which shells know them.
const SIGNALS: [(&str, i32); 3] = [("INT", 130), ("TERM", 143), ("HUP", 129)];

/// A named pipe: whoever opens it waits for the other side, so a run stands still where the test wants it.
fn pipe(folder: &Path, name: &str) {
    assert!(Process::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
}

fn start(folder: &Folder, args: &[&str]) -> Child {
    let mut program = reached_by_hangup();
    program.args(args).current_dir(folder.path()).stdin(Stdio::null());
    program.env("TIYANFEN_NOW", "2026-10-31 12:00:00");
    program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn send(signal: &str, to: &Child) {
    let kill = Process::new("kill").args([&format!("-{signal}"), &to.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

/// The names in a folder that a run may have made, in order.
fn names(folder: &Folder) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "{what} did not happen");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn is_silent(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code));
    assert_eq!((output.stdout.as_slice(), output.stderr.as_slice()), (&b""[..], &b""[..]));
}

#[test]
fn the_output_stays_as_it_was() {
    for (signal, code) in SIGNALS {
        for command in [&["score"][..], &["trend"], &["cases", "arrival_hours"], &["check"]] {
            for old in [None, Some("old")] {
                let folder = Folder::new();
                pipe(&folder.path(), "orders.csv");
                if let Some(old) = old {
                    std::fs::write(folder.path().join("report.txt"), old).unwrap();
                }
                let before = names(&folder);
                let run = start(&folder, &[command, &["orders.csv", "--output", "report.txt"]].concat());
                wait_until("the beginning of the output", || names(&folder).len() > before.len());
                assert!(names(&folder)[0].starts_with(".tiyanfen-"), "{:?}", names(&folder));
                send(signal, &run);
                is_silent(&run.wait_with_output().unwrap(), code);
                assert_eq!(names(&folder), before, "{command:?}");
                assert_eq!(std::fs::read_to_string(folder.path().join("report.txt")).ok().as_deref(), old);
            }
        }
    }
}

/// Whenever the signal comes, the output is the old one or the new one, and there is nothing beside it.
#[test]
fn at_any_moment_it_is_the_old_file_or_the_new_one() {
    let whole = Folder::new().run(&["score", DEMO, "--format", "json"]).stdout;
    let mut codes = Vec::new();
    for delay in (0..240).step_by(6) {
        let folder = Folder::new().file("report.json", "old");
        let run = start(&folder, &["score", DEMO, "-q", "--format", "json", "-o", "report.json"]);
        std::thread::sleep(Duration::from_millis(delay));
        send("TERM", &run);
        let output = run.wait_with_output().unwrap();
        assert_eq!(names(&folder), ["report.json"], "after {delay} ms");
        let text = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
        assert!(text == "old" || text == whole, "after {delay} ms: {} bytes", text.len());
        // Before the program's first line, the system itself ends it.
        let code = output.status.code().unwrap_or(143);
        assert!(code == 143 || (code == 0 && text == whole), "after {delay} ms: {code}");
        codes.push(code);
    }
    assert!(codes.contains(&143), "{codes:?}");
}

/// What is written to a pipe cannot be taken back, but nothing is written to it either.
#[test]
fn a_reader_gets_nothing_of_an_interrupted_run() {
    for (signal, code) in SIGNALS {
        let folder = Folder::new();
        pipe(&folder.path(), "orders.csv");
        pipe(&folder.path(), "out");
        let run = start(&folder, &["score", "orders.csv", "--output", "out"]);
        // It opens when the run opens the other side.
        let mut out = std::fs::File::open(folder.path().join("out")).unwrap();
        send(signal, &run);
        is_silent(&run.wait_with_output().unwrap(), code);
        assert_eq!(std::io::read_to_string(&mut out).unwrap(), "");
        assert_eq!(names(&folder), ["orders.csv", "out"]);
    }
}

/// Without a thread that waits for signals, the system ends the run as ever.
#[test]
fn a_run_without_a_thread_to_spare_is_ended_all_the_same() {
    for (signal, number) in [("INT", 2), ("TERM", 15)] {
        let folder = Folder::new();
        pipe(&folder.path(), "orders.csv");
        pipe(&folder.path(), "out");
        let mut program = Process::new(env!("CARGO_BIN_EXE_tiyanfen"));
        // No machine has a stack of a petabyte, so every thread is refused.
        program.env("RUST_MIN_STACK", (1u64 << 50).to_string()).current_dir(folder.path());
        program.args(["score", "orders.csv", "--output", "out"]).stdin(Stdio::null());
        let mut run = program.spawn().unwrap();
        // It opens when the run opens the other side.
        drop(std::fs::File::open(folder.path().join("out")).unwrap());
        send(signal, &run);
        let begin = Instant::now();
        let status = loop {
            match run.try_wait().unwrap() {
                Some(status) => break status,
                None if begin.elapsed() > Duration::from_secs(60) => {
                    run.kill().unwrap();
                    panic!("the run has ignored {signal}");
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(number));
    }
}

/// Shells tell the two apart by these numbers.
#[test]
fn a_shell_sees_the_usual_codes() {
    for (signal, code) in SIGNALS {
        let folder = Folder::new();
        pipe(&folder.path(), "orders.csv");
        let line = format!(
            "{} '{}' score orders.csv -o report.txt & while ! ls .tiyanfen-* 2>/dev/null; do sleep 0.05; done; \
             kill -{signal} $!; wait $!; echo $?; ls -A",
            words_before().join(" "),
            env!("CARGO_BIN_EXE_tiyanfen")
        );
        let output = Process::new("sh").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.ends_with(&format!("\n{code}\norders.csv\n")), "{said}");
    }
}

/// A run that was begun with `nohup` outlives the window, and one that a script told to ignore it.
#[test]
#[cfg(target_os = "linux")]
fn a_hangup_that_is_ignored_from_the_beginning_stays_so() {
    for begin in ["nohup", "trap '' HUP; exec"] {
        let folder = Folder::new();
        pipe(&folder.path(), "orders.csv");
        let line = format!("{begin} '{}' score orders.csv -o report.txt", env!("CARGO_BIN_EXE_tiyanfen"));
        let mut program = Process::new("sh");
        program.args(["-c", &format!("{}{line}", if begin == "nohup" { "exec " } else { "" })]);
        program.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = program.spawn().unwrap();
        wait_until("the beginning of the output", || names(&folder).len() > 1);
        send("HUP", &run);
        // It goes on to the end of the pipe, which holds no export.
        std::fs::write(folder.path().join("orders.csv"), "").unwrap();
        assert_eq!(run.wait().unwrap().code(), Some(2), "{begin}");
    }
}
