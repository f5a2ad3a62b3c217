//! What a run was told by its flags, and where these are silent by the configuration. Both are texts, so that
//! a value means the same wherever it stands, and what is wrong with it is told with its place.

use super::config::Config;
use super::resolve;
use crate::catalogue::{Arg, Diagnostic, diagnostics, did_you_mean, text};
use crate::indicator::Unit;
use crate::rulebook;
use crate::scorecard::Manual;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// The configuration of a run.
#[derive(Debug)]
pub(super) struct Settings {
    config: Option<Rc<Config>>,
    /// Values set by hand.
    pub manual: Manual,
}

/// A text as it was given: behind a flag, or on a line of the configuration, as it would stand behind a flag.
#[derive(Debug)]
pub(super) struct Given {
    pub text: String,
    line: Option<(Rc<Config>, u64)>,
}

impl Settings {
    /// Reads a configuration: that of `--config`, else the one in a folder of the exports. What it sets is
    /// refused where it is wrong, also by a command that has no use for it.
    pub(super) fn read(
        named: Option<&Path>,
        exports: &[PathBuf],
        set: &[String],
    ) -> Result<Settings, Vec<Diagnostic>> {
        let config = match named {
            Some(path) => Some(Config::named(path)?),
            None => Config::find(exports)?,
        };
        let mut settings = Settings { config: config.map(Rc::new), manual: Manual::new() };
        settings.manual = manual(settings.all("set", set)).map_err(|wrong| vec![wrong])?;
        Ok(settings)
    }

    /// A text: the flag's, else the configuration's.
    pub(super) fn text(&self, flag: &str, typed: Option<&String>) -> Option<Given> {
        typed.map(|text| Given::typed(text)).or_else(|| self.written(flag).next_back())
    }

    /// All texts of a flag that is given key by key: the configuration's, then those that win over them.
    pub(super) fn all(&self, flag: &str, typed: &[String]) -> Vec<Given> {
        self.written(flag).chain(typed.iter().map(|text| Given::typed(text))).collect()
    }

    /// What the configuration says of mail, by its key; several of a list.
    pub(super) fn mail(&self, key: &'static str) -> impl DoubleEndedIterator<Item = Given> {
        self.config.iter().flat_map(move |config| {
            config.mail(key).map(|(text, line)| Given { text, line: Some((Rc::clone(config), line)) })
        })
    }

    /// A file: the flag's, else the configuration's, whose path begins at its own folder.
    pub(super) fn file(&self, flag: &str, typed: Option<&PathBuf>) -> Result<Option<PathBuf>, Diagnostic> {
        match typed {
            Some(path) => Ok(Some(path.clone())),
            None => self.written(flag).next_back().map(|given| given.file(flag)).transpose(),
        }
    }

    /// The file of the configuration, as shown.
    pub(super) fn config(&self) -> Option<String> {
        self.config.as_ref().map(|config| config.shown())
    }

    /// The configuration, where a command on the same paths would not find it by itself.
    pub(super) fn config_to_repeat(&self) -> Option<String> {
        self.config.as_ref().filter(|config| config.is_named()).map(|config| config.shown())
    }

    fn written(&self, flag: &str) -> impl DoubleEndedIterator<Item = Given> {
        self.config.iter().flat_map(move |config| {
            config.settings(flag).map(|(text, line)| Given { text, line: Some((Rc::clone(config), line)) })
        })
    }
}

/// Values set by hand: `ID=VALUE`, a rate also as a percentage.
fn manual(all: Vec<Given>) -> Result<Manual, Diagnostic> {
    let mut manual = Manual::new();
    for given in all {
        let invalid = || given.wrong(diagnostics::set_invalid(&*given.text), text::expected_number);
        let (id, typed) = given.text.split_once('=').ok_or_else(invalid)?;
        let indicator = resolve::indicator(id.trim()).map_err(|wrong| given.blame(wrong))?;
        let unit = indicator.info().unit;
        let value = match typed.trim().strip_suffix(['%', '％']) {
            Some(percent) if unit == Unit::Ratio => percent.trim().parse().map(|p: f64| p / 100.0),
            _ => typed.trim().parse(),
        };
        let value = value.map_err(|_| invalid())?;
        if !indicator.accepts(value) {
            let (least, most) = unit.range().into_inner();
            let percent = typed.trim();
            // A rate above 1.5 is a percentage that lacks its sign.
            let is_percent =
                unit == Unit::Ratio && value > 1.5 && value <= 100.0 && !percent.ends_with(['%', '％']);
            let meant = format!("{percent}%");
            let meant: &[&str] = if is_percent { &[&meant] } else { &[] };
            let name = |lang| indicator.info().name.pick(lang);
            let wrong = diagnostics::set_out_of_range(name, typed, did_you_mean(meant), least, most);
            return Err(given.blame(wrong));
        }
        // By its id and by its name it is still one value.
        if given.line.is_some() && manual.contains_key(&indicator) {
            return Err(given.wrong(invalid(), text::expected_once));
        }
        manual.insert(indicator, value);
    }
    Ok(manual)
}

impl Given {
    pub(super) fn typed(text: &str) -> Given {
        Given { text: text.to_owned(), line: None }
    }

    /// Says where the text stands, if it stands in a file; not of what is wrong in another.
    pub(super) fn blame(&self, diagnostic: Diagnostic) -> Diagnostic {
        match &self.line {
            Some((config, line)) if diagnostic.path.is_none() => config.on_line(*line, diagnostic),
            _ => diagnostic,
        }
    }

    /// What is wrong with the text: the flag's diagnostic, or what should stand in the file.
    pub(super) fn wrong(&self, typed: Diagnostic, expected: impl Into<Arg>) -> Diagnostic {
        match self.line {
            Some(_) => self.is_none(self.text.replacen('=', " = ", 1), expected),
            None => typed,
        }
    }

    /// The same of the value of a key.
    pub(super) fn wrong_as(&self, key: &str, typed: Diagnostic, expected: impl Into<Arg>) -> Diagnostic {
        if self.line.is_some() { self.wrong_value(key, expected) } else { typed }
    }

    /// Says of the value of a key that it is none of those expected.
    pub(super) fn wrong_value(&self, key: &str, expected: impl Into<Arg>) -> Diagnostic {
        self.is_none(format!("{key} = \"{}\"", self.text), expected)
    }

    fn is_none(&self, found: String, expected: impl Into<Arg>) -> Diagnostic {
        self.blame(diagnostics::config_invalid(|lang| text::found_setting(lang, &found), expected))
    }

    /// The file that it names; one of the configuration must be there.
    pub(super) fn file(&self, key: &str) -> Result<PathBuf, Diagnostic> {
        let Some((config, _)) = &self.line else { return Ok(PathBuf::from(&self.text)) };
        let path = config.beside(&self.text);
        let missing = || self.wrong_value(key, |lang| text::expected_file(lang, path.to_string_lossy()));
        if path.is_file() { Ok(path) } else { Err(missing()) }
    }

    /// The path that it is, seen from where the program runs.
    pub(super) fn path(&self) -> PathBuf {
        self.line.as_ref().map_or_else(|| PathBuf::from(&self.text), |(config, _)| config.beside(&self.text))
    }

    /// Does it mean a file rather than a name? In the configuration: one that lies where that says.
    pub(super) fn is_path(&self) -> bool {
        let Some((config, _)) = &self.line else { return rulebook::names_file(&self.text) };
        let lower = self.text.to_ascii_lowercase();
        lower.ends_with(".toml") || lower.contains(['/', '\\']) || config.beside(&self.text).is_file()
    }
}
