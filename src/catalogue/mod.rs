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
mod nearest;
mod rulebook_comments;
mod transition;

pub use arg::Arg;
pub use bilingual::Bilingual;
pub use codes::{Code, CodeExplanation, Input, Severity};
pub use diagnostic::Diagnostic;
pub use nearest::{did_you_mean, likeness, nearest, plain};
pub use rulebook_comments::{OTHER_SECTION, RULEBOOK_COMMENTS, rulebook_comment};
pub use transition::*;

/// Labels and sentences of reports and help, made of `texts/*.toml`: a function of the language and of what fills
/// its places, in the order of the Chinese text.
#[allow(dead_code, clippy::too_many_arguments)] // a place each
pub(crate) mod text {
    use super::Lang;
    use std::fmt::Display;

    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}

/// A constructor for every diagnostic, made of `diagnostics/*.toml`: what fills the places of its message and of
/// what to do, in the order of the Chinese texts.
#[allow(dead_code)]
pub(crate) mod diagnostics {
    use super::{Arg, Code, Diagnostic};

    include!(concat!(env!("OUT_DIR"), "/diagnostics.rs"));
}

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale such as `zh_CN.UTF-8`; Chinese where it says nothing (`C`, `POSIX`).
    pub fn of_locale(locale: Option<&str>) -> Lang {
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language {
            "" | "c" | "posix" | "zh" | "yue" => Lang::Zh,
            _ => Lang::En,
        }
    }

    /// The language of the machine: LC_ALL, LC_MESSAGES and LANG where they are set, else what the
    /// system says.
    pub fn of_machine() -> Lang {
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
        Lang::of_locale(locale.or_else(sys_locale::get_locale).as_deref())
    }

    /// One of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// What went wrong with a file, in both languages: operating systems speak one only.
pub(crate) fn io_reason(error: &std::io::Error) -> Arg {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => text::io_not_found.into(),
        ErrorKind::PermissionDenied => text::io_denied.into(),
        ErrorKind::IsADirectory => text::io_directory.into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => text::io_full.into(),
        ErrorKind::ReadOnlyFilesystem => text::io_read_only.into(),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => text::io_invalid.into(),
        kind => {
            let code = error.raw_os_error().map_or_else(|| kind.to_string(), |code| code.to_string());
            Arg::from(|lang| text::io_other(lang, &code))
        }
    }
}

/// Fills the places of a template.
pub fn fill(template: &str, args: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let close = from.find('}').unwrap_or(from.len() - 1);
        let name = from.get(1..close).unwrap_or_default();
        match args.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(from.get(..=close).unwrap_or_default()),
        }
        rest = from.get(close + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The names of the places of a template, sorted.
#[cfg(test)]
pub(crate) fn places(template: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        template.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

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

    #[test]
    fn chinese_is_the_default_language() {
        assert_eq!(Lang::of_locale(None), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("C")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("C.UTF-8")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("zh_CN.UTF-8")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("en_US.UTF-8")), Lang::En);
        assert_eq!(Lang::of_locale(Some("de-DE")), Lang::En);
    }

    #[test]
    fn places_are_filled() {
        let args = [("n", "3".to_owned()), ("path", "a{n}.csv".to_owned())];
        assert_eq!(fill("{path}: {n} rows, {n}; {other}", &args), "a{n}.csv: 3 rows, 3; {other}");
    }
}
