//! `tiyanfen shops`: many shops side by side.

use crate::catalogue::{Diagnostic, Lang, diagnostics, io_reason, text};
use crate::cli::arguments::{ColumnsFile, MaxUnpacked, OutputArgs, ScoringArgs};
use crate::cli::from_sums::{SumsArgs, instead_of_shops};
use crate::cli::help::{self, examples, say};
use crate::cli::history::{HistoryArgs, Kept};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve::{self, within};
use crate::cli::shop_runs::{Pages, RunShop, ShopRuns};
use crate::history::HistoryRow;
use crate::input;
use crate::report::{ListedShops, ShopList, ShopRow, ShopStatus, build_shop_list};
use crate::shown_text::{self, quoted};
use crate::threads::Threads;
use clap::Args;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// No scale goes further.
const MOST_SCORE: f64 = 100.0;
/// No data are older than the platform.
const MOST_DAYS: i32 = 36_500;
/// So many shops that failed are named on standard error; the list has all.
const MOST_NAMED: usize = 6;

#[derive(Debug, Args)]
#[command(about = say(text::about_shops), after_help = examples(&[
    "tiyanfen shops my-shops",
    "tiyanfen shops my-shops --as-of yesterday --fail-under 4.2 --max-age 3",
    "tiyanfen shops my-shops --format csv --headers zh --bom --output shops.csv",
    "tiyanfen shops my-shops --append history.csv --quiet",
    "tiyanfen shops --sums sums.csv --head heads --format csv --output shops.csv",
]), mut_arg("sums", instead_of_shops), mut_arg("head", instead_of_shops))]
pub(crate) struct Shops {
    #[arg(value_name = "FOLDER", required_unless_present = "sums", help = say(text::help_shops_folder))]
    folder: Option<PathBuf>,
    #[command(flatten)]
    from: SumsArgs,
    #[arg(long, value_name = "DAY", help = say(text::help_as_of))]
    as_of: Option<String>,
    #[arg(long, help = say(text::help_recursive))]
    recursive: bool,
    #[command(flatten)]
    columns: ColumnsFile,
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true, help = say(text::help_max_rejected))]
    max_rejected: Option<String>,
    #[command(flatten)]
    unpacking: MaxUnpacked,
    #[arg(long, value_name = "N", allow_hyphen_values = true,
        help = text::help_shops_threads(help::lang(), Threads::MOST))]
    threads: Option<String>,
    #[command(flatten)]
    scoring: ScoringArgs,
    #[arg(long, value_name = "SCORE", allow_hyphen_values = true, help = say(text::help_shops_fail_under))]
    fail_under: Option<String>,
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true, help = say(text::help_shops_max_age))]
    max_age: Option<String>,
    #[arg(long, value_name = "FILE", help = say(text::help_shops_append))]
    append: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "output", help = say(text::help_shops_output_dir))]
    output_dir: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
}

impl Shops {
    /// Reads, scores, ranks, shows.
    pub(crate) fn run(mut self, lang: Lang) -> Result<Outcome, Failure> {
        let source = self.from.sums.clone().or_else(|| self.folder.clone()).unwrap_or_default();
        let threads = within("threads", self.threads.as_deref(), 1..=Threads::MOST as u32)?;
        resolve::size("max-unpacked", self.unpacking.max_unpacked.as_deref())?;
        let fail_under = within("fail-under", self.fail_under.as_deref(), 0.0..=MOST_SCORE)?;
        let max_age = within("max-age", self.max_age.as_deref(), 0..=MOST_DAYS)?;
        self.output.document.has_history = self.append.is_some();
        let headers = self.output.document.headers();
        let kept = HistoryArgs { append: self.append.clone(), history: None }.open(headers)?;
        let folders = self.folders()?;
        let (output, pages) = self.outputs(&folders)?;
        output.spares(self.from.sums.iter().chain(&self.from.head))?;
        let runs = ShopRuns {
            as_of: self.as_of,
            recursive: self.recursive,
            columns: self.columns.columns,
            max_rejected: self.max_rejected,
            unpacking: self.unpacking,
            scoring: self.scoring,
            fail_under,
            lang,
            pages,
            keeps_days: self.append.is_some(),
        };
        let threads = threads.map_or_else(Threads::all, |count| Threads::of(count as usize));
        let run = match &self.from.sums {
            None => runs.run(&folders, threads.count())?,
            Some(file) => runs.run_sums(file, &self.from)?,
        };
        let is_other =
            |(folder, run): (&PathBuf, &Option<RunShop>)| run.is_none().then(|| shown_name(folder));
        let other_folders: Vec<String> = folders.iter().zip(&run).filter_map(is_other).collect();
        let (mut shops, mut days) = (Vec::new(), Vec::new());
        for own in run.into_iter().flatten() {
            shops.push(own.row);
            days.push(own.days);
        }
        let shown = shown_text::shown_name(&source.to_string_lossy()).into_owned();
        if shops.is_empty() {
            return Err(diagnostics::no_shops().path(shown).into());
        }
        let from_sums = self.from.sums.is_some();
        let list = build_shop_list(ListedShops {
            folder: shown,
            from_sums,
            fail_under,
            max_age,
            shops,
            other_folders,
        });
        let appended = append(kept, &list, days);
        output.show(&list, lang)?;
        appended?;
        let outcome = outcome(&list);
        match failed(&list, &source, from_sums) {
            None => Ok(outcome),
            Some(failed) => Err(failed.into()),
        }
    }

    /// The folders of the shops.
    fn folders(&self) -> Result<Vec<PathBuf>, Failure> {
        let Some(path) = &self.folder else { return Ok(Vec::new()) };
        let folders = input::folders_in(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => diagnostics::path_not_found().path(path.to_string_lossy()),
            _ => diagnostics::path_unreadable(io_reason(&error)).path(path.to_string_lossy()),
        })?;
        if let Some(file) = input::export_in(path, self.columns.columns.as_deref())? {
            let command = format!("tiyanfen score {}", quoted(&path.to_string_lossy()));
            let wrong = diagnostics::folder_is_shop(shown_name(&file), command);
            return Err(wrong.path(path.to_string_lossy()).into());
        }
        // What was written there the last time is no shop.
        let is_output = |folder: &PathBuf| self.output_dir.as_deref().is_some_and(|own| is_same(own, folder));
        let folders: Vec<PathBuf> = folders.into_iter().filter(|folder| !is_output(folder)).collect();
        if folders.is_empty() {
            Err(diagnostics::no_shops().path(path.to_string_lossy()).into())
        } else {
            Ok(folders)
        }
    }

    /// Where the list goes, and where a page for each shop.
    fn outputs(&self, folders: &[PathBuf]) -> Result<(Output, Option<Pages>), Failure> {
        let document = &self.output.document;
        let is_within = |path: &Path, shop: &PathBuf| {
            real(path).zip(real(shop)).is_some_and(|(own, shop)| own.starts_with(shop))
        };
        // Nothing that lies among the exports of a shop is written over.
        let is_of_shop = |path: &Path| folders.iter().any(|shop| is_within(path, shop));
        let refused = |path: &Path| diagnostics::output_is_input().path(path.to_string_lossy());
        if let Some(file) = document.formatted.file.output.as_deref().filter(|file| is_of_shop(file)) {
            return Err(refused(file).into());
        }
        let Some(folder) = &self.output_dir else { return Ok((document.open::<ShopList>()?, None)) };
        let unwritable = |error: &std::io::Error| {
            Failure::from(diagnostics::output_unwritable(io_reason(error)).path(folder.to_string_lossy()))
        };
        std::fs::create_dir_all(folder).map_err(|error| unwritable(&error))?;
        // The folder may have been a shop's.
        if is_of_shop(folder) || input::export_in(folder, self.columns.columns.as_deref())?.is_some() {
            return Err(refused(folder).into());
        }
        let output = document.open_in::<ShopList>(folder, "index")?;
        let (format, bom, style) = (output.format, output.bom, output.style());
        let pages = Pages { folder: folder.clone(), format, bom, style };
        Ok((output, Some(pages)))
    }
}

fn real(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

fn is_same(one: &Path, other: &Path) -> bool {
    real(one).is_some_and(|one| Some(one) == real(other))
}

/// The name of a folder or a file, on one line.
fn shown_name(path: &Path) -> String {
    shown_text::shown_name(&path.file_name().unwrap_or_default().to_string_lossy()).into_owned()
}

/// Puts the days of all shops into the history at once.
fn append(kept: Kept, list: &ShopList, days: Vec<Vec<HistoryRow>>) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    let twice = list.shops.iter().filter(|row| row.scored.is_some()).find(|row| !seen.insert(&row.shop));
    match twice.filter(|_| days.iter().any(|days| !days.is_empty())) {
        Some(row) => Err(diagnostics::shops_same_name(row.shop.clone()).into()),
        None => kept.append(|| Ok(days.concat())),
    }
}

fn outcome(list: &ShopList) -> Outcome {
    let has_no_total = |row: &ShopRow| list.fail_under.is_some() && row.below.is_none();
    let is_unusable =
        |row: &ShopRow| row.status != ShopStatus::Ok || row.too_old == Some(true) || has_no_total(row);
    if list.shops.iter().any(is_unusable) {
        Outcome::Unusable
    } else if list.shops.iter().any(|row| row.below == Some(true)) {
        Outcome::Below
    } else {
        Outcome::Done
    }
}

/// Says that shops failed, also where nobody reads the list.
fn failed(list: &ShopList, source: &Path, is_of_sums: bool) -> Option<Diagnostic> {
    let failed: Vec<&ShopRow> = list.shops.iter().filter(|row| row.status != ShopStatus::Ok).collect();
    let first = failed.first()?;
    let names = |lang: Lang| {
        let named = failed.iter().take(MOST_NAMED).map(|row| row.shop.clone()).collect::<Vec<_>>();
        let named = named.join(lang.pick("、", ", "));
        if failed.len() > MOST_NAMED { text::folders_more(lang, named, failed.len()) } else { named }
    };
    let command = match is_of_sums {
        true => format!(
            "tiyanfen score --sums {} --shop {}",
            quoted(&source.to_string_lossy()),
            quoted(&first.shop)
        ),
        false => format!("tiyanfen score {}", quoted(&source.join(&first.folder).to_string_lossy())),
    };
    Some(diagnostics::shop_failed(failed.len().to_string(), names, command))
}
