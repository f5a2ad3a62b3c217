//! What commands about exports do alike: settings, what to read, by which rules, as of which day.

use super::arguments::{DocumentArgs, ExportArgs, ReadingArgs, ScoringArgs};
use super::outcome::{Failure, tell};
use super::output::Output;
use super::rules::{Chosen, Rules};
use super::settings::Settings;
use super::{progress, resolve};
use crate::catalogue::{Diagnostic, Lang, diagnostics};
use crate::input::{self, Loaded};
use crate::report::{Document, Request};
use crate::rulebook;
use crate::sums::ShopSums;
use crate::threads::Threads;
use crate::time::{self, AsOfBasis, Day};
use std::path::PathBuf;

/// What was asked for, checked as far as it can be before anything is read.
pub(super) struct Session {
    pub settings: Settings,
    pub reading: input::Options,
    /// The as-of day as typed.
    pub day: Option<Day>,
    scoring: ScoringArgs,
    quiet: bool,
    lang: Lang,
}

/// What was read, and the rules of its as-of day.
pub(super) struct Basis {
    pub loaded: Loaded,
    /// The sums in the place of single orders.
    pub sums: Option<ShopSums>,
    pub as_of: Day,
    pub as_of_basis: AsOfBasis,
    pub chosen: Chosen,
}

impl Session {
    pub(super) fn new(
        exports: &ExportArgs,
        scoring: ScoringArgs,
        quiet: bool,
        lang: Lang,
    ) -> Result<Session, Failure> {
        let settings = exports.reading.settings(&scoring)?;
        let reading = exports.reading.options(&settings, quiet, lang)?;
        let day = resolve::as_of(exports.as_of.as_deref())?;
        Ok(Session { settings, reading, day, scoring, quiet, lang })
    }

    pub(super) fn rules(&self) -> Result<Rules, Failure> {
        Rules::of(&self.settings, &self.scoring, self.day)
    }

    /// Reads the exports once rules and output are known to be usable. What is wrong after that is told behind
    /// what reading had to say.
    pub(super) fn load<D: Document>(&self, output: &DocumentArgs) -> Result<(Basis, Output), Failure> {
        self.load_as_of::<D>(output, |loaded| as_of_day(self.day, loaded))
    }

    /// The same, with the as-of day chosen by what was read.
    pub(super) fn load_as_of<D: Document>(
        &self,
        output: &DocumentArgs,
        choose: impl FnOnce(&Loaded) -> Result<(Day, AsOfBasis), Diagnostic>,
    ) -> Result<(Basis, Output), Failure> {
        let rules = self.rules()?;
        let output = output.open::<D>()?;
        let basis = self.read(&rules, &output, choose)?;
        Ok((basis, output))
    }

    /// Reads the exports for an output of another form than those of a document.
    pub(super) fn load_for(&self, output: &Output) -> Result<Basis, Failure> {
        self.read(&self.rules()?, output, |loaded| as_of_day(self.day, loaded))
    }

    fn read(
        &self,
        rules: &Rules,
        output: &Output,
        choose: impl FnOnce(&Loaded) -> Result<(Day, AsOfBasis), Diagnostic>,
    ) -> Result<Basis, Failure> {
        let loaded = input::load(&self.reading)?;
        output.spares_exports(&loaded).map_err(|wrong| Failure::beside(&loaded, wrong))?;
        let on = |(day, basis): (Day, AsOfBasis)| Ok((day, basis, rules.on(day)?));
        match choose(&loaded).and_then(on) {
            Ok((as_of, as_of_basis, chosen)) => Ok(Basis { loaded, sums: None, as_of, as_of_basis, chosen }),
            Err(error) => Err(Failure::beside(&loaded, error)),
        }
    }

    /// Reads the exports of a folder that may be no shop's: it is one's where it holds an export or a configuration.
    pub(super) fn load_if_shop(&self) -> Result<Option<Basis>, Failure> {
        let rules = self.rules()?;
        let loaded = match self.settings.config() {
            Some(_) => input::load(&self.reading)?,
            None => match input::load_if_any(&self.reading)? {
                Some(loaded) => loaded,
                None => return Ok(None),
            },
        };
        let on = |(day, basis): (Day, AsOfBasis)| Ok((day, basis, rules.on(day)?));
        match as_of_day(self.day, &loaded).and_then(on) {
            Ok((as_of, as_of_basis, chosen)) => {
                Ok(Some(Basis { loaded, sums: None, as_of, as_of_basis, chosen }))
            }
            Err(error) => Err(Failure::beside(&loaded, error)),
        }
    }

    /// What a report is made of.
    pub(super) fn request<'a>(&'a self, basis: &'a Basis, shop: Option<&String>) -> Request<'a> {
        let usual = |word: &&String| *word == rulebook::default_id() && self.settings.config().is_none();
        let Chosen { rulebook, profile, claims, notes } = &basis.chosen;
        Request {
            loaded: &basis.loaded,
            sums: basis.sums.as_ref(),
            rulebook,
            profile: profile.clone(),
            claims: claims.clone(),
            notes: notes.clone(),
            // Without it the same command would go by other rules.
            rules: self.scoring.rules.rules.as_ref().filter(|word| !usual(word)).cloned(),
            as_of: basis.as_of,
            as_of_basis: basis.as_of_basis,
            config: self.settings.config(),
            manual: &self.settings.manual,
            weakest: 0,
            shop_name: self.shop_name(shop).or_else(|| basis.sums.as_ref()?.shop.clone()),
            history: None,
            fail_under: None,
            arguments: Vec::new(),
        }
    }

    pub(super) fn shop_name(&self, typed: Option<&String>) -> Option<String> {
        self.settings.text("shop", typed).map(|given| given.text)
    }

    /// Says on standard error what is no error and must be heard all the same, quiet or not.
    pub(super) fn tell_always(&self, diagnostic: &Diagnostic) {
        tell(std::slice::from_ref(diagnostic), self.lang, false);
    }

    /// Says on standard error what is no result.
    pub(super) fn tell(&self, diagnostics: &[Diagnostic]) {
        tell(diagnostics, self.lang, self.quiet);
    }
}

impl ReadingArgs {
    pub(super) fn settings(&self, scoring: &ScoringArgs) -> Result<Settings, Vec<Diagnostic>> {
        Settings::read(self.config.config.as_deref(), &self.paths, &scoring.set)
    }

    /// What to read, and how.
    pub(super) fn options(
        &self,
        settings: &Settings,
        quiet: bool,
        lang: Lang,
    ) -> Result<input::Options, Diagnostic> {
        let usual = input::Options::new(self.paths.clone(), time::now());
        let service_period = resolve::period(self.service_period.as_deref())?;
        let max_rejected = resolve::within("max-rejected", self.max_rejected.as_deref(), 0.0..=1.0)?;
        let columns = settings.file("columns", self.columns.columns.as_ref())?;
        let threads = settings.text("threads", self.threads.as_ref()).map(|given| given.text);
        let threads = resolve::within("threads", threads.as_deref(), 1..=Threads::MOST as u32)?;
        let max_unpacked =
            settings.text("max-unpacked", self.unpacking.max_unpacked.as_ref()).map(|given| given.text);
        let max_unpacked = resolve::size("max-unpacked", max_unpacked.as_deref())?;
        Ok(input::Options {
            max_unpacked,
            recursive: self.recursive,
            service_period,
            only_shop: self.only_shop.as_deref().map(input::shop_name),
            max_rejected: max_rejected.unwrap_or(usual.max_rejected),
            columns,
            threads: threads.map_or(usual.threads, |count| Threads::of(count as usize)),
            progress: if quiet { None } else { progress::on_terminal(lang) },
            ..usual
        })
    }

    /// What says again what was read, as typed: the paths, after the flags without which they read
    /// differently.
    pub(super) fn again(&self, settings: &Settings) -> Vec<String> {
        let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
        let flags = [
            ("--config", settings.config_to_repeat()),
            ("--columns", self.columns.columns.as_ref().map(shown)),
            ("--service-period", self.service_period.clone()),
            ("--only-shop", self.only_shop.clone()),
            ("--max-rejected", self.max_rejected.clone()),
            ("--max-unpacked", self.unpacking.max_unpacked.clone()),
        ];
        let flags = flags.into_iter().filter_map(|(flag, typed)| Some([flag.to_owned(), typed?]));
        let recursive = self.recursive.then(|| "--recursive".to_owned());
        flags.flatten().chain(recursive).chain(self.paths.iter().map(shown)).collect()
    }
}

/// The as-of day, and how it was chosen.
pub(super) fn as_of_day(typed: Option<Day>, loaded: &Loaded) -> Result<(Day, AsOfBasis), Diagnostic> {
    let chosen = typed.map(|day| (day, AsOfBasis::Argument)).or_else(|| loaded.shop.default_as_of());
    chosen.ok_or_else(diagnostics::as_of_unknown)
}
