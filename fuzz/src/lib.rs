//! What each target does with the bytes that it is given. A panic is a finding, and so is a broken promise: two ways of
//! reading that differ, an account of rows that does not add up, an exit code that there is not, a report that is no JSON.
//!
//! Everything but `csv_splitter` runs the command line of the program as a user types it, in this process.

#[path = "../../tests/common/read_shop.rs"]
mod read_shop;
mod scratch;
mod sections;
mod seeds;

use read_shop::{read, read_in_partitions};
use scratch::{SMALL_SHOP, Scratch};
use std::ffi::OsString;
use std::path::Path;
use tiyanfen::catalogue::Lang;
use tiyanfen::input::Splitting;

/// What is run over a folder of exports, beside its reading itself: every document, and every format.
const COMMANDS: [&[&str]; 16] = [
    &["score", "--format", "json"],
    &["check", "--format", "json"],
    &["cases", "quality_return_rate", "--format", "json"],
    &["causes", "pickup_on_time_rate", "--format", "json"],
    &["why", "--format", "json"],
    &["watch", "--format", "json"],
    &["forecast", "--format", "json"],
    &["trend", "--days", "30", "--format", "json"],
    &["score", "--rules", "douyin", "--format", "json"],
    &["score", "--format", "html"],
    &["score", "--format", "xlsx"],
    &["score", "--format", "markdown"],
    &["cases", "pickup_on_time_rate", "--format", "csv", "--bom"],
    &["check", "--format", "text"],
    &["score", "--format", "text", "--all", "--wide"],
    &["plan", "--target", "4.8", "--format", "json"],
];

/// Rows of a kind of export, split in the fast way in pieces of any size and by the csv crate: the first byte says which
/// kind, the second how long the pieces are.
pub fn csv_splitter(bytes: &[u8]) {
    let [kind, piece, rows @ ..] = bytes else { return };
    let (name, export) = SMALL_SHOP[usize::from(*kind) % SMALL_SHOP.len()];
    let header = export.lines().next().unwrap_or_default();
    let scratch = Scratch::new();
    scratch.write(name, &[header.as_bytes(), b"\n", rows].concat());
    let plain = read(scratch.path(), Splitting::Plain, 1);
    let pieces = Splitting::Pieces(u64::from(*piece) + 1);
    for (splitting, threads) in [(Splitting::Fast, 1), (pieces, 2)] {
        assert_eq!(read(scratch.path(), splitting, threads), plain, "{splitting:?}");
    }
}

/// Any files, named as the fuzzer likes: see [`sections`].
pub fn exports_folder(bytes: &[u8]) {
    let [command, rest @ ..] = bytes else { return };
    let scratch = Scratch::new();
    let mut files = sections::of(rest).take(6).peekable();
    if files.peek().is_none() {
        return;
    }
    files.for_each(|(name, content)| scratch.write(&name, content));
    let plain = read(scratch.path(), Splitting::Plain, 1);
    assert_eq!(read(scratch.path(), Splitting::Pieces(64), 2), plain, "pieces and threads");
    assert_eq!(read_in_partitions(scratch.path(), 7), read_in_partitions(scratch.path(), 1), "partitions");
    let command = COMMANDS[usize::from(*command) % COMMANDS.len()];
    run(command, scratch.path(), &[]);
}

/// A rulebook of a user's own, checked, and used to score a small shop.
pub fn rulebook_file(bytes: &[u8]) {
    let scratch = Scratch::of_small_shop();
    let file = scratch.beside("my-rules.toml", bytes);
    if code_of(&["rules".into(), "check".into(), file.clone()]) == 0 {
        run(&["score", "--format", "json", "--rules"], scratch.path(), &[file]);
    }
}

/// A table of columns of a user's own.
pub fn columns_file(bytes: &[u8]) {
    let scratch = Scratch::of_small_shop();
    let file = scratch.beside("columns.toml", bytes);
    run(&["check", "--format", "json", "--columns"], scratch.path(), &[file]);
}

/// What somebody typed of the back office's page, beside a small shop.
pub fn reconcile_page(bytes: &[u8]) {
    let scratch = Scratch::of_small_shop();
    let file = scratch.beside("page.csv", bytes);
    run(&["reconcile", "--format", "json"], scratch.path(), &[file]);
}

/// The same, for a rulebook that is fitted to it.
pub fn calibrate_page(bytes: &[u8]) {
    let scratch = Scratch::of_small_shop();
    let (file, rulebook) = (scratch.beside("page.csv", bytes), scratch.beside("fitted.toml", b""));
    let mut arguments: Vec<OsString> = vec!["calibrate".into(), file, scratch.path().into()];
    arguments.extend(["-o".into(), rulebook.clone()]);
    if code_of(&arguments) == 0 {
        assert_eq!(code_of(&["rules".into(), "check".into(), rulebook]), 0, "the rulebook that it wrote");
    }
}

/// Before a target gets its first bytes: see [`seeds`].
pub fn begin(target: &str) {
    // The engine has set a hook that ends the process. A library's panic that ends a call only is no finding.
    let end = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !tiyanfen::is_guarded() {
            end(panic);
        }
    }));
    seeds::write(target);
    // A command that is not understood would be refused whatever the fuzzer finds.
    for command in COMMANDS {
        assert_ne!(run(command, Scratch::of_small_shop().path(), &[]), 2, "{command:?}");
    }
}

/// Runs a command over a folder, looks at how it ends, and gives its exit code.
fn run(command: &[&str], exports: &Path, files: &[OsString]) -> u8 {
    let output = Scratch::output();
    let mut arguments: Vec<OsString> = command.iter().map(Into::into).collect();
    arguments.extend(files.iter().cloned());
    arguments.extend([exports.into(), "--output".into(), output.clone().into()]);
    let code = code_of(&arguments);
    if code == 2 {
        return code;
    }
    let written = std::fs::read(&output).expect("a report");
    if command.contains(&"json") {
        let report: serde_json::Value = serde_json::from_slice(&written).expect("a report in JSON");
        assert!(report.is_object());
    } else {
        assert!(!written.is_empty());
    }
    code
}

/// The exit code of a command line, which is one of those that there are.
fn code_of(arguments: &[OsString]) -> u8 {
    let program = std::iter::once(OsString::from("tiyanfen"));
    let code = tiyanfen::cli::run_with(program.chain(arguments.iter().cloned()).collect(), Lang::Zh);
    assert!(code <= 2, "exit code {code}");
    code
}
