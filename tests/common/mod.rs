//! A folder of exports, and the program run on it as a user runs it.
#![allow(dead_code)] // every test file uses its own part

pub mod container;
pub mod hangup;
pub mod mime;
pub mod smtp;

use assert_cmd::Command;
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder of files that a test makes.
pub struct Folder(TempDir);

/// How a run ended, and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Folder {
        Folder(TempDir::new().expect("a temporary folder"))
    }

    /// Adds a file; text is written as it stands.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        std::fs::write(self.0.path().join(name), content).expect("a file in the temporary folder");
        self
    }

    /// Adds a CSV from a header and rows.
    pub fn csv(self, name: &str, header: &str, rows: &[&str]) -> Folder {
        let text = std::iter::once(&header).chain(rows).map(|row| format!("{row}\n")).collect::<String>();
        self.file(name, text)
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// Runs the program inside the folder (so that paths in messages are bare file names), in English,
    /// with the arguments as given.
    pub fn run(&self, args: &[&str]) -> Run {
        run(tiyanfen().current_dir(self.0.path()).args(args))
    }

    /// `tiyanfen score . --format json …` as JSON; the run must end with 0.
    pub fn score(&self, args: &[&str]) -> Value {
        let run = self.run(&[&["score", ".", "--format", "json"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        serde_json::from_str(&run.stdout).expect("JSON on standard output")
    }

    /// Like [`Folder::score`], with the three `im_*` and two refund indicators of `classic` set by hand, so
    /// that any input is scorable.
    pub fn score_any(&self, args: &[&str]) -> Value {
        let set = [
            "--set",
            "im_reply_3min_rate=0.9",
            "--set",
            "refund_only_hours=10",
            "--set",
            "return_refund_hours=100",
        ];
        self.score(&[&set[..], args].concat())
    }
}

/// The program, in English unless told otherwise, without colour.
pub fn tiyanfen() -> Command {
    let mut command = Command::cargo_bin("tiyanfen").expect("the program is built");
    for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE", "LANGUAGE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("LANG", "en_US.UTF-8");
    // The day after the last full day of the demo shop.
    command.env("TIYANFEN_NOW", "2026-10-31 12:00:00");
    command
}

pub fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: text_of(output.stdout),
        stderr: text_of(output.stderr),
    }
}

/// What the program says, with paths as they are elsewhere: Windows writes `.\x` for `./x`, in JSON with two of them.
fn text_of(output: Vec<u8>) -> String {
    let text = String::from_utf8(output).expect("UTF-8");
    if cfg!(windows) { text.replace(r".\\", "./").replace(r".\", "./") } else { text }
}

/// An indicator's row of a JSON report.
pub fn indicator<'a>(report: &'a Value, id: &str) -> &'a Value {
    let rows = report["indicators"].as_array().expect("indicators");
    rows.iter().find(|row| row["id"] == id).expect("every indicator is in the report")
}

/// Numerator and denominator of an indicator's own window.
pub fn fraction(report: &Value, id: &str) -> (f64, i64) {
    let row = indicator(report, id);
    (row["numerator"].as_f64().unwrap_or(f64::NAN), row["denominator"].as_i64().unwrap_or(-1))
}

/// An input file's row of a JSON report.
pub fn input<'a>(report: &'a Value, name: &str) -> &'a Value {
    let rows = report["inputs"].as_array().expect("inputs");
    rows.iter()
        .find(|row| row["path"].as_str().is_some_and(|p| p.ends_with(name)))
        .expect("the file is there")
}
