//! Everything the program says, in Chinese and English: one place for each text.
//!
//! The texts are data, Chinese and English side by side: labels and sentences of reports and help in
//! `texts/*.toml`, diagnostics (a stable kebab-case code, what is wrong, what to do, what it means) in
//! `diagnostics/*.toml`. The build script makes a function of each, whose arguments fill the places of the text,
//! `{so}`. A language that is missing, places that differ and a text that is never used fail the build or a check.
//! Chinese is the default where the language is not known.

mod arg;
mod bilingual;
#[allow(clippy::too_many_lines)] // a line for each code
mod codes;
mod diagnostic;
pub(crate) mod diagnostics;
mod excerpt;
mod fill;
mod io_reason;
mod lang;
mod lookup;
mod nearest;
mod rulebook_comments;
#[allow(clippy::too_many_lines)] // a line for each column
mod spreadsheet;
pub(crate) mod text;

pub(crate) use arg::Arg;
pub use bilingual::Bilingual;
pub use codes::{Code, CodeExplanation, Input, Severity};
pub use diagnostic::Diagnostic;
pub use excerpt::Excerpt;
pub(crate) use fill::fill;
#[cfg(test)]
pub(crate) use fill::places;
pub(crate) use io_reason::io_reason;
pub use lang::Lang;
pub(crate) use lookup::{Lookup, look_up};
pub(crate) use nearest::{did_you_mean, nearest, plain};
pub use rulebook_comments::{OTHER_SECTION, rulebook_comment};
pub use spreadsheet::{Headers, cell_word, column_title};
pub(crate) use spreadsheet::{is_called, says};
pub(crate) use text::PlainText;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

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
