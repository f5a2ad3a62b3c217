//! The commands of the pages, run as a reader runs them, one after the other in a folder that holds what they name.
#![cfg(unix)]

use super::pages::{Page, root};
use crate::common::Folder;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tiyanfen::catalogue::Lang;

/// What `exports`, `fixtures` and the other names of the pages stand for.
pub fn workplace() -> Folder {
    let page = std::fs::read(root().join("fixtures/demo-page.csv")).unwrap();
    let folder = Folder::new().file("back-office.csv", page);
    std::os::unix::fs::symlink(root().join("fixtures"), folder.path().join("fixtures")).unwrap();
    copy(&root().join("fixtures/demo"), &folder.path().join("exports"));
    std::fs::create_dir(folder.path().join("shops")).unwrap();
    for shop in ["山间集", "海边集"] {
        copy(&root().join("fixtures/demo"), &folder.path().join("shops").join(shop));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-R").args([from, to]).status().unwrap();
    assert!(done.success());
}

/// The commands of a page, with lines that go on joined.
pub fn commands(page: &Page) -> Vec<String> {
    let blocks = page.blocks("sh").join("").replace("\\\n", "");
    blocks.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Whether a command needs the whole repository, and more than a test may take.
pub fn is_of_the_repository(command: &str) -> bool {
    command.starts_with("cargo ") || command.starts_with("benches/")
}

/// Whether a command sends a message to a chat, and needs curl and jq.
pub fn is_for_a_robot(command: &str) -> bool {
    command.contains("$WEBHOOK")
}

/// Runs a line in a shell that finds the program.
pub fn shell(line: &str, lang: Lang, folder: &Path, variables: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_tiyanfen")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder).stdin(Stdio::null()).env("PATH", path);
    for name in ["LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
        shell.env_remove(name);
    }
    shell.env("LANG", lang.pick("zh_CN.UTF-8", "en_US.UTF-8")).env("TIYANFEN_NOW", "2026-10-31 12:00:00");
    shell.envs(variables.iter().copied()).output().unwrap()
}
