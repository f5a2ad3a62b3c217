//! A path where a subcommand is expected means `score`: `tiyanfen FOLDER` is `tiyanfen score FOLDER`. That is what
//! Windows runs when a folder or files are dropped on the program, and what people type first.

use super::commands::Commands;
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// The arguments, with `score` put before a path that stands where a subcommand is expected. A subcommand wins over
/// a folder of its name, which is then written `./NAME`.
pub(super) fn with_score(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let Some(place) = first_word(&arguments) else { return arguments };
    let is_command = |word: &OsString| Commands::IDS.iter().any(|id| word == id);
    if arguments.get(place).is_some_and(|word| !is_command(word) && is_path(word)) {
        arguments.insert(place, OsString::from("score"));
    }
    arguments
}

/// Where the first word stands that is neither an option nor the value of one. Of those before a subcommand only
/// `--lang` takes a value.
pub(super) fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut words = arguments.iter().enumerate().skip(1);
    while let Some((place, word)) = words.next() {
        if word == "--lang" {
            words.next();
        } else if !word.to_string_lossy().starts_with('-') {
            return Some(place);
        }
    }
    None
}

/// Whether a word is meant as a path. One with a separator is, even if nothing is there: that the path is wrong
/// says more than that there is no such command.
fn is_path(word: &OsStr) -> bool {
    word.to_string_lossy().contains(['/', '\\']) || Path::new(word).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(arguments: &[&str]) -> Vec<OsString> {
        with_score(arguments.iter().map(OsString::from).collect())
    }

    #[test]
    fn a_path_means_score() {
        // Unit tests run in the folder of the package.
        for (typed, meant) in [
            (&["t", "fixtures"][..], &["t", "score", "fixtures"][..]),
            (&["t", "a/b"], &["t", "score", "a/b"]),
            (&["t", r"C:\exports"], &["t", "score", r"C:\exports"]),
            (&["t", "src", "tests", "--quiet"], &["t", "score", "src", "tests", "--quiet"]),
            (&["t", "--lang", "en", "src"], &["t", "--lang", "en", "score", "src"]),
            (&["t", "--lang=en", "src"], &["t", "--lang=en", "score", "src"]),
        ] {
            assert_eq!(with(typed), meant, "{typed:?}");
        }
    }

    #[test]
    fn everything_else_stays() {
        for typed in [
            &["t"][..],
            &["t", "scor"],
            &["t", "check", "src"],
            &["t", "nowhere"],
            &["t", "--lang", "src"],
            &["t", "--version"],
        ] {
            assert_eq!(with(typed), typed, "{typed:?}");
        }
    }
}
