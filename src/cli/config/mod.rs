//! `tiyanfen.toml`: what would be typed with every command, in the folder of the exports or given with
//! `--config`. Its values are texts with their lines; what they mean is decided where flags are decided.

mod mail;
mod read;
pub(super) mod template;

use crate::catalogue::{Diagnostic, Excerpt, Lang, PlainText, diagnostics, text};
use std::path::{Path, PathBuf};

/// The name by which it is found in a folder.
pub(super) const FILE_NAME: &str = "tiyanfen.toml";

/// The table of mail; no flag takes all of it.
const MAIL: &str = "mail";

/// A key of the file, and the flag that says the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConfigKey {
    /// As written in the file.
    pub name: &'static str,
    /// As typed, without its dashes.
    pub flag: &'static str,
    /// What it is for, in the file that `init` writes.
    about: PlainText,
    kind: ValueKind,
}

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    /// A text.
    Text,
    /// How many threads.
    Threads,
    /// A number of bytes with its unit.
    Size,
    /// A table of numbers, rates also as percentages.
    Values,
    /// A table of whole numbers.
    Counts,
    /// A table of true and false.
    Switches,
    /// The table of mail, whose keys are its own.
    Mail,
}

impl ValueKind {
    /// A table stands below the values that are none, or it would take them in.
    fn is_table(self) -> bool {
        !matches!(self, ValueKind::Text | ValueKind::Threads | ValueKind::Size)
    }
}

impl ConfigKey {
    const fn of(name: &'static str, flag: &'static str, about: PlainText, kind: ValueKind) -> ConfigKey {
        ConfigKey { name, flag, about, kind }
    }

    /// Every key, in the order of the file that `init` writes.
    pub(super) const ALL: [ConfigKey; 11] = [
        ConfigKey::of("shop", "shop", text::config_shop, ValueKind::Text),
        ConfigKey::of("industry", "industry", text::config_industry, ValueKind::Text),
        ConfigKey::of("shop_type", "shop-type", text::config_shop_type, ValueKind::Text),
        ConfigKey::of("rules", "rules", text::config_rules, ValueKind::Text),
        ConfigKey::of("columns", "columns", text::config_columns, ValueKind::Text),
        ConfigKey::of("threads", "threads", text::config_threads, ValueKind::Threads),
        ConfigKey::of("max_unpacked", "max-unpacked", text::config_max_unpacked, ValueKind::Size),
        ConfigKey::of("set", "set", text::config_set, ValueKind::Values),
        ConfigKey::of("events", "event", text::config_events, ValueKind::Counts),
        ConfigKey::of("bonuses", "bonus", text::config_bonuses, ValueKind::Switches),
        ConfigKey::of(MAIL, MAIL, text::config_mail, ValueKind::Mail),
    ];
}

/// A value of the file: the text that would be typed behind the flag.
#[derive(Debug)]
struct Setting {
    key: ConfigKey,
    /// In a table: the key in it.
    name: Option<String>,
    text: String,
    line: u64,
    excerpt: Excerpt,
}

/// What a configuration says.
#[derive(Debug)]
pub(super) struct Config {
    path: PathBuf,
    is_named: bool,
    settings: Vec<Setting>,
}

impl Config {
    /// The file of `--config`.
    pub(super) fn named(path: &Path) -> Result<Config, Vec<Diagnostic>> {
        Ok(Config { path: path.to_owned(), is_named: true, settings: read::read_file(path)? })
    }

    /// The one that lies in a folder among some paths. Two such folders are two shops: nobody knows which
    /// is meant.
    pub(super) fn find(paths: &[PathBuf]) -> Result<Option<Config>, Vec<Diagnostic>> {
        let there = |path: &PathBuf| path.symlink_metadata().is_ok();
        let mut found: Vec<PathBuf> =
            paths.iter().filter(|p| p.is_dir()).map(|p| p.join(FILE_NAME)).filter(there).collect();
        let mut seen = std::collections::HashSet::new();
        found.retain(|path| seen.insert(dunce::canonicalize(path).unwrap_or_else(|_| path.clone())));
        match found.as_slice() {
            [] => Ok(None),
            // Nobody would write into a pipe that was found.
            [path] if path.exists() && !path.is_file() && !path.is_dir() => {
                Err(vec![diagnostics::path_unreadable(text::not_a_file).path(path.to_string_lossy())])
            }
            [path] => {
                Ok(Some(Config { path: path.clone(), is_named: false, settings: read::read_file(path)? }))
            }
            [first, ..] => {
                let all: Vec<_> = found.iter().map(|path| path.to_string_lossy()).collect();
                let paths = |lang: Lang| all.join(lang.pick("、", ", "));
                Err(vec![diagnostics::config_several(paths, first.to_string_lossy().into_owned())])
            }
        }
    }

    /// The file, as shown.
    pub(super) fn shown(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// Was it given with `--config`?
    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    /// What it says in place of a flag: the text to be typed behind it, and its line.
    pub(super) fn settings(&self, flag: &str) -> impl DoubleEndedIterator<Item = (String, u64)> {
        self.settings.iter().filter(move |setting| setting.key.flag == flag).map(|setting| {
            let text = match &setting.name {
                Some(name) => format!("{name}={}", setting.text),
                None => setting.text.clone(),
            };
            (text, setting.line)
        })
    }

    /// What a key of `[mail]` says, and its line; several of a list.
    pub(super) fn mail(&self, name: &'static str) -> impl DoubleEndedIterator<Item = (String, u64)> {
        let is_named =
            move |setting: &&Setting| setting.key.name == MAIL && setting.name.as_deref() == Some(name);
        self.settings.iter().filter(is_named).map(|setting| (setting.text.clone(), setting.line))
    }

    /// A path in the file, seen from where the program runs.
    pub(super) fn beside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// Says that it is about a line.
    pub(super) fn on_line(&self, line: u64, mut diagnostic: Diagnostic) -> Diagnostic {
        let setting = self.settings.iter().find(|setting| setting.line == line);
        diagnostic.excerpt = setting.map(|setting| Box::new(setting.excerpt.clone()));
        diagnostic.path(self.shown()).line(line)
    }
}
