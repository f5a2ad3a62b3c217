//! `tiyanfen FOLDER` is `tiyanfen score FOLDER`: the same bytes and the same exit code, with options behind it or
//! before it.

mod common;

use common::{Folder, Run, run, tiyanfen};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

fn outcome(args: &[&str]) -> (i32, String, String) {
    let Run { code, stdout, stderr } = run(tiyanfen().args(args));
    (code, stdout, stderr)
}

#[test]
fn a_folder_is_scored() {
    for (rest, code) in [
        (&[][..], 0),
        (&["--format", "json"], 0),
        (&["--lang", "zh", "--quiet"], 0),
        (&["--fail-under", "4.9"], 1),
        (&["--as-of", "2019-01-01"], 2),
        (&["--no-such-flag"], 2),
    ] {
        let bare = outcome(&[&[DEMO], rest].concat());
        assert_eq!(bare, outcome(&[&["score", DEMO], rest].concat()), "{rest:?}");
        assert_eq!(bare.0, code, "{rest:?}");
    }
    assert_eq!(outcome(&["--lang=zh", DEMO]), outcome(&["score", DEMO, "--lang", "zh"]));
    assert_eq!(outcome(&["--lang", "zh", DEMO]), outcome(&["score", DEMO, "--lang", "zh"]));
}

/// As Windows runs it when several files are dropped on the program.
#[test]
fn several_paths_are_scored_together() {
    let mut files: Vec<String> = std::fs::read_dir(DEMO)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_string_lossy().into_owned())
        .filter(|path| !path.ends_with(".toml"))
        .collect();
    files.sort();
    assert!(files.len() > 3);
    let paths: Vec<&str> = files.iter().map(String::as_str).collect();
    let bare = outcome(&[&paths[..], &["--format", "csv"]].concat());
    assert_eq!(bare, outcome(&[&["score"], &paths[..], &["--format", "csv"]].concat()));
    assert_eq!(bare.0, 0, "{}", bare.2);
}

#[test]
fn a_path_that_is_not_there_is_said_to_be_missing() {
    let (code, stdout, stderr) = outcome(&["./nowhere/exports"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.starts_with("error[path-not-found]"), "{stderr}");
}

#[test]
fn a_mistyped_command_is_still_one() {
    let (code, _, stderr) = outcome(&["scor", DEMO]);
    assert_eq!(code, 2);
    assert!(stderr.contains("there is no command 'scor'; did you mean score?"), "{stderr}");
}

/// The folder that is called like a command has to be written as a path.
#[test]
fn a_command_wins_over_a_folder_of_its_name() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("check")).unwrap();
    let command = folder.run(&["check"]);
    assert_eq!(command.code, 2);
    assert!(command.stderr.contains("<PATH>"), "check, which lacks its path: {}", command.stderr);
    let path = folder.run(&["./check"]);
    assert_eq!(path.code, 2);
    assert!(path.stderr.contains("error[nothing-scorable]"), "score of an empty folder: {}", path.stderr);
}
