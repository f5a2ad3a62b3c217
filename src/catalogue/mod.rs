//! Everything the program says, in Chinese and English: one place for each text.
//!
//! The texts are data, Chinese and English side by side: labels and sentences of reports and help in
//! `texts/*.toml`, diagnostics (a stable kebab-case code, what is wrong, what to do, what it means) in
//! `diagnostics/*.toml`. The build script makes a function of each, whose arguments fill the places of the text,
//! `{so}`. A language that is missing, places that differ and a text that is never used fail the build or a check.
//! Chinese is the default where the language is not known.

mod arg;
mod bilingual;
mod codes;
mod diagnostic;
pub(crate) mod diagnostics;
mod fill;
mod io_reason;
mod lang;
mod nearest;
mod rulebook_comments;
pub(crate) mod text;
mod transition;

pub use arg::Arg;
pub use bilingual::Bilingual;
pub use codes::{Code, CodeExplanation, Input, Severity};
pub use diagnostic::Diagnostic;
pub use fill::fill;
#[cfg(test)]
pub(crate) use fill::places;
pub(crate) use io_reason::io_reason;
pub use lang::Lang;
pub use nearest::{did_you_mean, likeness, nearest, plain};
pub use rulebook_comments::{OTHER_SECTION, RULEBOOK_COMMENTS, rulebook_comment};
pub(crate) use text::PlainText;
pub use transition::*;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn has_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c))
    }

    fn check_pair(zh: &str, en: &str) {
        assert!(has_chinese(zh), "not Chinese: {zh}");
        assert!(!has_chinese(en), "not English: {en}");
        assert_eq!(places(zh), places(en), "{zh} / {en}");
        // No English sentence inside a Chinese text: three plain words in a row give one away. Flags,
        // file names and ids carry no spaces.
        let typed = zh.replace("tiyanfen ", "");
        let words = typed
            .split(|c: char| !c.is_ascii_alphabetic() && c != ' ')
            .filter(|run| run.split(' ').filter(|w| w.len() > 1).count() >= 3);
        assert_eq!(words.collect::<Vec<_>>(), Vec::<&str>::new(), "{zh}");
    }

    #[test]
    fn every_comment_of_a_rulebook_is_in_both_languages() {
        for (path, comment) in RULEBOOK_COMMENTS {
            // Lines of TOML are the same in every language.
            let said = |text: &'static str| -> Vec<&str> {
                text.lines().filter(|line| !line.starts_with("    ")).collect()
            };
            check_pair(&said(comment.zh).join("\n"), &said(comment.en).join("\n"));
            let toml = |text: &'static str| -> Vec<&str> {
                text.lines().filter(|line| line.starts_with("    ")).collect()
            };
            assert_eq!(toml(comment.zh), toml(comment.en), "{path}");
            assert_eq!(RULEBOOK_COMMENTS.iter().filter(|(known, _)| known == path).count(), 1, "{path}");
        }
    }

    #[test]
    fn every_example_is_whole() {
        for code in Code::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let said = code.example().render(lang);
                assert!(!said.contains(['{', '}']), "{said}");
            }
        }
    }

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let ids: HashSet<_> = Code::ALL.iter().map(|c| c.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        for id in ids {
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{id}");
        }
    }
}
