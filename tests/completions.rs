//! Completions of every shell know every command, flag and value; bash really completes.

mod common;

use clap::Command;
use common::{Folder, run, tiyanfen};
use std::process::Command as Process;
use tiyanfen::catalogue::Lang;
use tiyanfen::indicator::Indicator;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

fn completions(shell: &str, lang: &str) -> String {
    let run = run(tiyanfen().args(["completions", shell, "--lang", lang]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// Every command and every flag of it, as typed without its dashes.
fn words(command: &Command, words: &mut Vec<String>) {
    for arg in command.get_arguments() {
        words.extend(arg.get_long().map(str::to_owned));
    }
    for inner in command.get_subcommands() {
        words.push(inner.get_name().to_owned());
        self::words(inner, words);
    }
}

#[test]
fn every_command_and_flag_is_completed_in_every_shell() {
    let mut all = Vec::new();
    words(&tiyanfen::cli::command(Lang::En), &mut all);
    for known in ["score", "cases", "as-of", "fail-under", "denominator", "lang", "help", "version"] {
        assert!(all.iter().any(|word| word == known), "{known}: {all:?}");
    }
    for shell in SHELLS {
        let script = completions(shell, "en");
        for word in &all {
            // As a word of its own: `as-of`, but not the one in `--as-of-day`.
            let whole = |(at, _): (usize, &str)| {
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                !inside(script[..at].chars().next_back())
                    && !inside(script[at + word.len()..].chars().next())
                    && !script[at + word.len()..].starts_with('-')
            };
            assert!(script.match_indices(word.as_str()).any(whole), "{shell} does not know {word}");
        }
    }
}

#[test]
fn values_are_completed() {
    for (shell, format) in [
        ("bash", "text json markdown html csv xlsx"),
        ("zsh", "(text json markdown html csv xlsx)"),
        ("fish", "json\\t''"),
    ] {
        let script = completions(shell, "en");
        assert!(script.contains(format), "{shell}");
        assert!(script.contains("yesterday"), "{shell}");
    }
    for indicator in Indicator::ALL {
        let facts = indicator.info();
        assert!(completions("bash", "en").contains(facts.id));
        for (lang, name) in [("zh", facts.name.zh), ("en", facts.name.en)] {
            let shown = format!("{}\\:\"{name}\"", facts.id);
            assert!(completions("zsh", lang).contains(&shown), "{shown}");
        }
    }
    assert!(completions("zsh", "zh").contains("_files"));
}

/// bash with the completions; what it would offer for the last word.
fn bash_offers(words: &[&str]) -> Vec<String> {
    let (last, before) = (words.last().unwrap(), words[words.len() - 2]);
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let script = format!(
        "source <('{}' completions bash)\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_tiyanfen tiyanfen '{last}' '{before}' 2>&-\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        env!("CARGO_BIN_EXE_tiyanfen"),
        quoted.join(" "),
        words.len() - 1,
    );
    let output = Process::new("bash").args(["--norc", "-c", &script]).output().expect("bash");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes() {
    assert_eq!(bash_offers(&["tiyanfen", "sco"]), ["score"]);
    assert_eq!(bash_offers(&["tiyanfen", "score", "--as"]), ["--as-of"]);
    assert_eq!(bash_offers(&["tiyanfen", "score", "--as-of", ""]), ["yesterday", "today"]);
    assert_eq!(bash_offers(&["tiyanfen", "score", "--format", "j"]), ["json"]);
    assert_eq!(bash_offers(&["tiyanfen", "score", "--lang", ""]), ["zh", "en", "auto"]);
    let pickups = ["pickup_on_time_rate", "pickup_hours", "pickup_score"];
    assert_eq!(bash_offers(&["tiyanfen", "cases", "pickup_"]), pickups);
    assert_eq!(bash_offers(&["tiyanfen", "completions", "f"]), ["fish"]);
    assert_eq!(bash_offers(&["tiyanfen", "schema", "ca"]), ["cases", "causes", "calibrate"]);
    // A file is named in full; where nothing is offered, bash itself completes files.
    assert_eq!(bash_offers(&["tiyanfen", "score", "--output", "Cargo.t"]), ["Cargo.toml"]);
    assert_eq!(bash_offers(&["tiyanfen", "score", "fixtures/de"]), [""; 0]);
}

#[test]
fn bash_takes_the_script() {
    let folder = Folder::new();
    for lang in ["zh", "en"] {
        let written = folder.run(&["completions", "bash", "--lang", lang, "--output", "tiyanfen.bash"]);
        assert_eq!((written.code, written.stdout.as_str()), (0, ""));
        let script = folder.path().join("tiyanfen.bash");
        let output = Process::new("bash").arg("-n").arg(&script).output().expect("bash");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What is completed is not all that is taken: other days are, and an unknown indicator gets its own answer.
#[test]
fn suggestions_are_no_limits() {
    let day = run(tiyanfen().args(["score", "fixtures/demo", "--as-of", "2026-10-15", "-q"]));
    assert_eq!(day.code, 0, "{}", day.stderr);
    let indicator = run(tiyanfen().args(["cases", "pickup_time", "fixtures/demo"]));
    assert_eq!(indicator.code, 2);
    assert!(indicator.stderr.starts_with("error[indicator-unknown]"), "{}", indicator.stderr);
    let help = run(tiyanfen().args(["cases", "--help"])).stdout;
    assert!(!help.contains("im_reply_seconds"), "no giant list: {help}");
    let shell = run(tiyanfen().args(["completions", "cmd"]));
    assert!(shell.stderr.contains("bash, elvish, fish, powershell, zsh"), "{}", shell.stderr);
}
