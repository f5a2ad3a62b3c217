//! How far reading has come: what is told of it, and the line on the terminal.

mod common;

use chrono::NaiveDate;
use common::Folder;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tiyanfen::input::{self, Options, Progress, Stage};
use tiyanfen::time::Stamp;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// The stages, each with its bytes and how many of them were read.
#[derive(Debug, Default)]
struct Told(Mutex<Vec<(Stage, u64, u64)>>);

impl Progress for Told {
    fn begin(&self, stage: Stage, bytes: u64) {
        self.0.lock().unwrap().push((stage, bytes, 0));
    }

    fn add(&self, bytes: u64) {
        self.0.lock().unwrap().last_mut().expect("a stage").2 += bytes;
    }
}

fn told(path: &Path) -> Vec<(Stage, u64, u64)> {
    let told = Arc::new(Told::default());
    let clock = NaiveDate::from_ymd_opt(2030, 1, 1).and_then(Stamp::from_date).unwrap();
    let usual = Options::new(vec![path.to_owned()], clock);
    input::survey(&Options { progress: Some(told.clone()), ..usual }).unwrap();
    told.0.lock().unwrap().clone()
}

/// Near enough for a bar: what is read a second time to see how a file begins or ends is little.
fn is_about(read: u64, all: u64) -> bool {
    (all..=all + all / 5 + 4096).contains(&read)
}

#[test]
fn every_byte_is_told() {
    let files = std::fs::read_dir(DEMO).unwrap().map(|file| file.unwrap().metadata().unwrap().len());
    let size: u64 = files.sum();
    let told = told(Path::new(DEMO));
    let [(Stage::Detect, look, looked), (Stage::Read, all, read), (Stage::Join, 0, 0)] = told[..] else {
        panic!("{told:?}")
    };
    assert_eq!((look, all), (size, size));
    assert!(is_about(looked, look) && is_about(read, all), "{told:?}");
}

/// A damaged file is found while it is read: the others are read again.
#[test]
fn reading_begins_again_without_a_damaged_file() {
    let trap = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/traps/ids-destroyed-orders");
    let told = told(Path::new(trap));
    let stages: Vec<Stage> = told.iter().map(|(stage, ..)| *stage).collect();
    assert_eq!(stages, [Stage::Detect, Stage::Read, Stage::Read, Stage::Join]);
    assert!(told[2].1 < told[1].1, "without its bytes: {told:?}");
}

/// Of a packed file the bytes on disk are looked at, and then those that were in it are read.
#[test]
fn what_is_packed_is_told_too() {
    let folders =
        ["xlsx", "zip"].map(|of| format!("{}/fixtures/containers/{of}", env!("CARGO_MANIFEST_DIR")));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut seen = 0;
    for file in files.map(|file| file.unwrap().path()) {
        let size = file.metadata().unwrap().len();
        // Between them damaged ones are told of once more, as above.
        let [(Stage::Detect, look, _), .., (Stage::Read, all, read), (Stage::Join, 0, 0)] = told(&file)[..]
        else {
            panic!("{file:?}")
        };
        assert_eq!(look, size, "{file:?}");
        assert!(is_about(read, all), "{file:?}: {read} of {all}");
        seen += usize::from(all > 0);
    }
    assert!(seen >= 50, "{seen}");
}

/// On a terminal, which util-linux `script` makes. A named pipe as input makes the run wait.
#[cfg(target_os = "linux")]
mod terminal {
    use super::*;
    use std::fs::File;
    use std::io::{Read, Write};
    use std::process::{Child, Command as Process, Stdio};
    use std::time::{Duration, Instant};

    const CLEARED: &str = "\r\u{1b}[2K";

    /// A run that waits, and what the terminal shows of it.
    struct Run {
        folder: Folder,
        script: Child,
        shown: String,
    }

    impl Run {
        fn start(flags: &str, env: &[(&str, &str)]) -> Run {
            Run::start_after("true", flags, env)
        }

        /// The same, behind another command of the shell.
        fn start_after(before: &str, flags: &str, env: &[(&str, &str)]) -> Run {
            let folder = Folder::new();
            let made = Process::new("mkfifo").arg(folder.path().join("pipe.csv")).status().unwrap();
            assert!(made.success());
            let program = env!("CARGO_BIN_EXE_tiyanfen");
            let signals = crate::common::hangup::words_before().join(" ");
            let command =
                format!("stty cols 80; {before}; echo $$; exec {signals} '{program}' score pipe.csv {flags}");
            let mut script = Process::new("script");
            script.args(["-qefc", &command, "/dev/null"]).current_dir(folder.path());
            script
                .env("SHELL", "/bin/sh")
                .env("TERM", "xterm")
                .env_remove("NO_COLOR")
                .envs(env.iter().copied());
            let script = script.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
            Run { folder, script, shown: String::new() }
        }

        /// Reads what is shown until it holds a text, or to the end.
        fn until(&mut self, text: &str) {
            let begin = Instant::now();
            let from = self.script.stdout.as_mut().unwrap();
            let mut bytes = self.shown.clone().into_bytes();
            let mut buffer = [0; 4096];
            while text.is_empty() || !String::from_utf8_lossy(&bytes).contains(text) {
                assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", String::from_utf8_lossy(&bytes));
                match from.read(&mut buffer).unwrap() {
                    0 => break,
                    read => bytes.extend(&buffer[..read]),
                }
            }
            self.shown = String::from_utf8_lossy(&bytes).into_owned();
        }

        /// The process of the program itself.
        fn id(&mut self) -> String {
            self.until("\n");
            self.shown.split(['\r', '\n']).next().unwrap().to_owned()
        }

        /// Gives the program what it waits for; what is shown from its start to its end, and its exit code.
        fn go_on(self, text: &str) -> (String, i32) {
            let mut pipe = File::options().write(true).open(self.folder.path().join("pipe.csv")).unwrap();
            // A reader that does not want it has said so by going away.
            let _ = pipe.write_all(text.as_bytes());
            drop(pipe);
            self.end()
        }

        fn end(mut self) -> (String, i32) {
            self.until("");
            let code = self.script.wait().unwrap().code().unwrap();
            (self.shown.split_once("\r\n").unwrap().1.to_owned(), code)
        }
    }

    /// It appears, and what is said afterwards begins on a clean line.
    #[test]
    fn a_run_that_takes_long_shows_how_far_it_is() {
        for (lang, begins, said) in [
            ("zh", "查看文件", "错误[file-unrecognised]：pipe.csv："),
            ("en", "Looking at the files", "error[file-unrecognised]: pipe.csv: "),
        ] {
            let mut run = Run::start(&format!("--lang {lang}"), &[]);
            run.until(begins);
            let (shown, code) = run.go_on("x");
            assert_eq!(code, 2);
            let (line, rest) = shown.rsplit_once(CLEARED).expect("the line is taken back");
            assert!(line.starts_with(begins) && line.contains("0.0 / 0.0 MB"), "{shown:?}");
            assert!(rest.starts_with(said), "{shown:?}");
            assert!(!line.contains('\n'), "one line, on top of itself: {shown:?}");
        }
    }

    /// No colour is no reason to show nothing; the line has none anyway.
    #[test]
    fn no_color_is_about_colour() {
        let mut run = Run::start("--lang en", &[("NO_COLOR", "1")]);
        run.until("Looking at the files");
        let (shown, _) = run.go_on("x");
        assert!(!shown.replace(CLEARED, "").contains('\u{1b}'), "{shown:?}");
    }

    #[test]
    fn a_quick_run_and_one_that_must_not_show_nothing() {
        for (flags, env) in [("--quiet", None), ("", Some(("TERM", "dumb")))] {
            let run = Run::start(&format!("--lang en {flags}"), env.as_slice());
            std::thread::sleep(Duration::from_millis(1500));
            let (shown, code) = run.go_on("x");
            assert_eq!(code, 2);
            assert!(shown.starts_with("error[file-unrecognised]") && !shown.contains('\u{1b}'), "{shown:?}");
        }
        let (shown, _) = Run::start("--lang en", &[]).go_on("x");
        assert!(shown.starts_with("error[file-unrecognised]"), "{shown:?}");
    }

    /// Standard error is no terminal here.
    #[test]
    fn a_pipe_gets_nothing() {
        let folder = Folder::new();
        let path = folder.path().join("pipe.csv");
        assert!(Process::new("mkfifo").arg(&path).status().unwrap().success());
        let mut program = Process::new(env!("CARGO_BIN_EXE_tiyanfen"));
        program.args(["score", "pipe.csv", "--lang", "en"]).current_dir(folder.path());
        let run = program.env("TERM", "xterm").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        drop(File::options().write(true).open(&path).unwrap());
        let output = run.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error[file-unrecognised]") && !said.contains('\r'), "{said:?}");
    }

    /// With room for one stack of a gigabyte, for two and for three, the system refuses other threads than those before.
    #[test]
    fn a_run_whose_threads_are_refused_goes_on() {
        for (limit, shows) in [("700000", false), ("1500000", false), ("2600000", true), ("3700000", true)] {
            let stack = (1u64 << 30).to_string();
            let before = format!("ulimit -v {limit}");
            let mut run = Run::start_after(&before, "--lang en", &[("RUST_MIN_STACK", &stack)]);
            if shows {
                run.until("Looking at the files");
            } else {
                std::thread::sleep(Duration::from_millis(1500));
            }
            let (shown, code) = run.go_on("x");
            assert_eq!(code, 2, "{limit}: {shown:?}");
            assert!(shown.contains("error[file-unrecognised]"), "{limit}: {shown:?}");
            assert_eq!(shown.contains("Looking at the files"), shows, "{limit}: {shown:?}");
        }
    }

    /// Ctrl-C, a stopped service, a closed window: the line is gone, and so is the unfinished output.
    #[test]
    fn an_interrupted_run_takes_its_line_back() {
        for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
            let mut run = Run::start("--lang en --output report.txt", &[]);
            let id = run.id();
            run.until("Looking at the files");
            let folder = run.folder.path();
            let files = move || std::fs::read_dir(&folder).unwrap().count();
            assert_eq!(files(), 2);
            assert!(Process::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
            run.until("");
            assert_eq!(files(), 1);
            let (shown, ended) = run.end();
            assert_eq!(ended, code, "{signal}");
            assert!(shown.ends_with(CLEARED), "{shown:?}");
        }
    }
}
