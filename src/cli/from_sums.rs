//! A table of sums in the place of exports.

use super::arguments::DocumentArgs;
use super::help::say;
use super::outcome::Failure;
use super::output::Output;
use super::rules::Rules;
use super::session::{Basis, Session};
use crate::catalogue::{Diagnostic, diagnostics, io_reason, text};
use crate::facts_table::head::{FactsHead, fingerprint};
use crate::input::Loaded;
use crate::report::Document;
use crate::sums::SumsTable;
use crate::time::AsOfBasis;
use clap::{Arg, Args};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How the name of a head ends.
const HEAD: &str = "head.json";

/// Sums, and the heads that belong to them.
#[derive(Debug, Clone, Args)]
pub(super) struct SumsArgs {
    #[arg(long, value_name = "FILE", help = say(text::help_sums))]
    pub sums: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "sums", help = say(text::help_sums_head))]
    pub head: Vec<PathBuf>,
}

/// `--sums` and `--head` of a command that reads exports: one or the other.
pub(super) fn instead_of_exports(arg: Arg) -> Arg {
    arg.conflicts_with_all([
        "paths",
        "recursive",
        "service_period",
        "only_shop",
        "max_rejected",
        "max_unpacked",
    ])
}

/// The same of one that reads a folder of shops.
pub(super) fn instead_of_shops(arg: Arg) -> Arg {
    arg.conflicts_with_all(["folder", "recursive", "max_rejected", "max_unpacked"])
}

/// The paths of a command that reads exports.
pub(super) fn unless_sums(arg: Arg) -> Arg {
    arg.required(false).required_unless_present("sums")
}

impl SumsArgs {
    /// As typed.
    pub(super) fn again(&self) -> Vec<String> {
        let flags = self.sums.iter().map(|file| ("--sums", file));
        let flags = flags.chain(self.head.iter().map(|file| ("--head", file)));
        flags.flat_map(|(flag, file)| [flag.to_owned(), file.to_string_lossy().into_owned()]).collect()
    }
}

impl Session {
    /// Reads the exports or, where that is asked for, the sums of a shop.
    pub(super) fn load_or_sums<D: Document>(
        &self,
        output: &DocumentArgs,
        from: &SumsArgs,
        shop: Option<&String>,
    ) -> Result<(Basis, Output), Failure> {
        let Some(file) = &from.sums else { return self.load::<D>(output) };
        let rules = self.rules()?;
        let output = output.open::<D>()?;
        output.spares(std::iter::once(file).chain(&from.head))?;
        let asked = self.shop_name(shop);
        let mut table = SumsTable::read(file, asked.as_deref())?;
        let own = table.shop_of(asked.as_deref())?.to_owned();
        let heads = Heads::read(file, &from.head, table.shops().len() == 1)?;
        Ok((self.of_sums(&rules, &mut table, &heads, &own)?, output))
    }

    /// What the sums of a shop are scored by; they are taken from the table.
    pub(super) fn of_sums(
        &self,
        rules: &Rules,
        table: &mut SumsTable,
        heads: &Heads,
        shop: &str,
    ) -> Result<Basis, Failure> {
        let mut sums = table.take(shop);
        let head = heads.of(sums.shop.as_deref()).map_err(|missing| missing.path(&sums.file))?;
        sums.undated_service_day = Some(head.as_of);
        let loaded = Loaded::without_rows(&head.whole, &self.reading)?;
        let (first, last) = sums.span().unwrap_or_default();
        let usual = loaded.shop.default_as_of().filter(|(day, _)| *day == last);
        let (as_of, as_of_basis) = match self.day {
            Some(day) => (day, AsOfBasis::Argument),
            None => usual.unwrap_or((last, AsOfBasis::LastDayOfSums)),
        };
        if !sums.has(as_of) {
            return Err(diagnostics::sums_outside(as_of, first, last).path(&sums.file).into());
        }
        let chosen = rules.on(as_of)?;
        head.is_by(&fingerprint(&chosen.rulebook.definitions)).map_err(|differs| differs.path(&sums.file))?;
        sums.needs(&chosen.rulebook.window_lengths())?;
        Ok(Basis { loaded, sums: Some(sums), as_of, as_of_basis, chosen })
    }
}

/// What is known of the whole of each shop.
pub(super) struct Heads {
    heads: BTreeMap<Option<String>, FactsHead>,
    /// Whether there is one shop only, so that either side may go without its name.
    is_of_one: bool,
    /// Where they were looked for.
    looked: String,
}

impl Heads {
    /// Those of some files and folders, or else the one beside the sums.
    pub(super) fn read(sums: &Path, given: &[PathBuf], is_of_one: bool) -> Result<Heads, Diagnostic> {
        let beside = sums.with_extension(HEAD);
        let (files, looked) = if given.is_empty() {
            (Vec::from_iter(beside.is_file().then(|| beside.clone())), beside.to_string_lossy().into_owned())
        } else {
            let shown: Vec<_> = given.iter().map(|path| path.to_string_lossy()).collect();
            let files = given.iter().map(|path| files_of(path)).collect::<Result<Vec<_>, _>>()?;
            (files.concat(), shown.join(", "))
        };
        let mut by_shop: BTreeMap<Option<String>, Vec<PathBuf>> = BTreeMap::new();
        for file in files {
            let shop = FactsHead::read(&[&file])?.and_then(|head| head.shop);
            by_shop.entry(shop).or_default().push(file);
        }
        let merged = by_shop.into_iter().map(|(shop, files)| Ok(Some((shop, FactsHead::read(&files)?))));
        let merged = merged.collect::<Result<Option<Vec<_>>, Diagnostic>>()?.unwrap_or_default();
        let heads = merged.into_iter().filter_map(|(shop, head)| Some((shop, head?))).collect();
        Ok(Heads { heads, is_of_one, looked })
    }

    fn of(&self, shop: Option<&str>) -> Result<&FactsHead, Diagnostic> {
        let own = self.heads.get(&shop.map(str::to_owned));
        let only = self.heads.iter().next().filter(|_| self.is_of_one && self.heads.len() == 1);
        let nameless = only.filter(|(own, _)| shop.is_none() || own.is_none()).map(|(_, head)| head);
        own.or(nameless).ok_or_else(|| {
            let named = |space: &str| shop.map_or_else(String::new, |shop| format!("{space}{shop}"));
            diagnostics::sums_head_missing(
                |lang: crate::catalogue::Lang| named(lang.pick("", " ")),
                &*self.looked,
            )
        })
    }
}

/// A file; of a folder those that are named as heads are.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable =
        |error: std::io::Error| diagnostics::path_unreadable(io_reason(&error)).path(path.to_string_lossy());
    let entries = std::fs::read_dir(path).map_err(unreadable)?;
    let files = entries.map(|entry| Ok(entry.map_err(unreadable)?.path()));
    let files = files.collect::<Result<Vec<PathBuf>, Diagnostic>>()?;
    let is_head = |file: &PathBuf| file.to_string_lossy().ends_with(&format!(".{HEAD}"));
    let mut files: Vec<PathBuf> = files.into_iter().filter(is_head).collect();
    files.sort();
    Ok(files)
}
