//! What a run was told: by its flags, and where these are silent by the configuration. Merged as texts, so
//! that a value means the same wherever it stands, and what is wrong with it is told with its place.

use super::config::Config;
use super::flags::PROGRAM;
use crate::catalogue::{Code, Diagnostic, Text, text};
use crate::rulebook;
use clap::ArgMatches;
use std::borrow::Cow;
use std::path::PathBuf;

/// The flags of a run and its configuration.
#[derive(Debug)]
pub struct Settings<'m> {
    /// The flags.
    pub matches: &'m ArgMatches,
    config: Option<Config>,
}

/// A text as it was given, and where.
#[derive(Debug)]
pub struct Given<'s> {
    /// The text behind the flag, or what would stand there.
    pub text: Cow<'s, str>,
    place: Option<(&'s Config, u64)>,
}

impl<'m> Settings<'m> {
    /// Reads the configuration of a run: that of `--config`, else the one in a folder of the exports.
    pub fn read(matches: &'m ArgMatches) -> Result<Settings<'m>, Vec<Diagnostic>> {
        Settings::about(matches, &super::resolve::paths(matches))
    }

    /// The same for a run whose exports are these.
    pub fn about(matches: &'m ArgMatches, paths: &[PathBuf]) -> Result<Settings<'m>, Vec<Diagnostic>> {
        let config = match one::<PathBuf>(matches, "config") {
            Some(path) => Some(Config::named(path)?),
            None => Config::find(paths)?,
        };
        let settings = Settings { matches, config };
        // Wrong values are refused also where this command has no use for them.
        super::resolve::manual(&settings).map_err(|wrong| vec![wrong])?;
        Ok(settings)
    }

    /// A text: the flag's, else the configuration's.
    pub fn text(&self, flag: &str) -> Option<Given<'_>> {
        let typed = one::<String>(self.matches, flag).map(|text| Given::typed(text));
        typed.or_else(|| self.written(flag).next_back())
    }

    /// All texts of a flag that is given key by key: the configuration's, then those that win over them.
    pub fn all(&self, flag: &str) -> Vec<Given<'_>> {
        let typed = self.matches.try_get_many::<String>(flag).ok().flatten();
        self.written(flag).chain(typed.into_iter().flatten().map(|text| Given::typed(text))).collect()
    }

    /// Says where the value of a key stands, if it stands in the configuration.
    pub fn blame_key(&self, flag: &str, key: &str, diagnostic: Diagnostic) -> Diagnostic {
        let of_key = |given: &Given<'_>| given.text.split('=').next().map(str::trim) == Some(key);
        let given = self.all(flag).into_iter().rev().find(of_key);
        given.map_or(diagnostic.clone(), |given| given.blame(diagnostic))
    }

    /// A file: the flag's, else the configuration's, whose path begins at its own folder.
    pub fn file(&self, flag: &str) -> Result<Option<PathBuf>, Diagnostic> {
        if let Some(path) = one::<PathBuf>(self.matches, flag) {
            return Ok(Some(path.clone()));
        }
        self.written(flag).next_back().map(|given| given.file(flag)).transpose()
    }

    /// The file of the configuration, as shown.
    pub fn config(&self) -> Option<String> {
        self.config.as_ref().map(Config::shown)
    }

    /// The configuration, where a command on the same paths would not find it by itself.
    pub fn config_to_repeat(&self) -> Option<String> {
        self.config.as_ref().filter(|config| config.is_named()).map(Config::shown)
    }

    fn written(&self, flag: &str) -> impl DoubleEndedIterator<Item = Given<'_>> {
        self.config.iter().flat_map(move |config| {
            config
                .settings(flag)
                .map(move |(text, line)| Given { text: text.into(), place: Some((config, line)) })
        })
    }
}

impl<'s> Given<'s> {
    fn typed(text: &'s str) -> Given<'s> {
        Given { text: text.into(), place: None }
    }

    /// Says where the text stands, if it stands in a file; not of what is wrong in another.
    pub fn blame(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.place {
            Some((config, line)) if diagnostic.path.is_none() => config.on_line(line, diagnostic),
            _ => diagnostic,
        }
    }

    /// What is wrong with the text: the flag's diagnostic, or what should stand in the file.
    pub fn wrong(&self, typed: Diagnostic, expected: Text) -> Diagnostic {
        match self.place {
            Some((config, line)) => {
                let found = self.text.replacen('=', " = ", 1);
                config.wrong(line, |lang| text::found_setting(lang, &found), expected)
            }
            None => typed,
        }
    }

    /// The text of a key that must be one of a few.
    pub fn is_none_of(&self, key: &str, possible: &str) -> Diagnostic {
        let found = format!("{key} = \"{}\"", self.text);
        match self.place {
            Some((config, line)) => {
                let expected = |lang| text::expected_key(lang, possible);
                config.wrong(line, |lang| text::found_setting(lang, &found), expected)
            }
            // A flag's possible values were looked at when it was parsed.
            None => Diagnostic::new(Code::Usage).with("what", found).with("command", PROGRAM),
        }
    }

    /// Does it stand in the configuration?
    pub fn is_written(&self) -> bool {
        self.place.is_some()
    }

    /// The file that it names, which is there.
    pub fn file(&self, key: &str) -> Result<PathBuf, Diagnostic> {
        let Some((config, line)) = self.place else { return Ok(PathBuf::from(&*self.text)) };
        let path = config.beside(&self.text);
        if path.is_file() {
            return Ok(path);
        }
        let found = format!("{key} = \"{}\"", self.text);
        let shown = path.to_string_lossy();
        let expected = |lang| text::expected_file(lang, &shown);
        Err(config.wrong(line, |lang| text::found_setting(lang, &found), expected))
    }

    /// Does it mean a file rather than a name? In the configuration: one that lies where that says.
    pub fn is_path(&self) -> bool {
        match self.place {
            Some((config, _)) => {
                let lower = self.text.to_ascii_lowercase();
                lower.ends_with(".toml") || lower.contains(['/', '\\']) || config.beside(&self.text).is_file()
            }
            None => rulebook::names_file(&self.text),
        }
    }
}

/// A flag's value; nothing where the command has no such flag.
fn one<'m, T: Clone + Send + Sync + 'static>(matches: &'m ArgMatches, flag: &str) -> Option<&'m T> {
    matches.try_get_one::<T>(flag).ok().flatten()
}
