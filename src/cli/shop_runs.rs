//! Many shops, several at a time: each is read and scored by itself, on a thread of its own, and only its row is kept.

use super::arguments::{
    ColumnsFile, ConfigFile, ExportArgs, MaxUnpacked, OutputFile, ReadingArgs, ScoringArgs,
};
use super::built_score::BuiltScore;
use super::from_sums::{Heads, SumsArgs};
use super::outcome::Failure;
use super::session::{Basis, Session};
use crate::catalogue::{Diagnostic, Lang};
use crate::history::HistoryRow;
use crate::parallel::run_on;
use crate::report::{self, Format, Request, ShopRow, Style};
use crate::shown_text::shown_name;
use crate::sums::SumsTable;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is asked of every shop.
pub(super) struct ShopRuns {
    pub as_of: Option<String>,
    pub recursive: bool,
    pub columns: Option<PathBuf>,
    pub max_rejected: Option<String>,
    pub unpacking: MaxUnpacked,
    pub scoring: ScoringArgs,
    pub fail_under: Option<f64>,
    pub lang: Lang,
    pub pages: Option<Pages>,
    /// Are days kept?
    pub keeps_days: bool,
}

/// A page for each shop.
pub(super) struct Pages {
    pub folder: PathBuf,
    pub format: Format,
    pub bom: bool,
    pub style: Style,
}

/// What a shop, its folder and its page are called.
struct Names<'a> {
    shop: String,
    folder: String,
    page: &'a str,
}

/// What is kept of a shop that was run.
pub(super) struct RunShop {
    pub row: ShopRow,
    pub days: Vec<HistoryRow>,
}

impl ShopRuns {
    /// Runs the shops of some folders; `None` for one that is no shop's. What is wrong with the flags is told once, before
    /// anything is read; what is wrong with one shop is a row. An error is one of the pages.
    pub(super) fn run(&self, folders: &[PathBuf], threads: usize) -> Result<Vec<Option<RunShop>>, Failure> {
        self.session(&[], 1)?.rules()?;
        let names = page_names(folders, self.pages.as_ref().map(|pages| pages.format.id()));
        let next = AtomicUsize::new(0);
        // Where there are fewer shops than threads, each may use several.
        let threads_each = (threads / folders.len().max(1)).max(1);
        let work = || {
            let mut done = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let (Some(folder), Some(page)) = (folders.get(place), names.get(place)) else { return done };
                done.push((place, self.run_one(folder, page, threads_each)));
            }
        };
        let mut all: Vec<_> = run_on(threads.min(folders.len()), work).into_iter().flatten().collect();
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, run)| run).collect()
    }

    fn run_one(&self, folder: &Path, page: &str, threads: usize) -> Result<Option<RunShop>, Failure> {
        let own_name = || shown_name(&folder.file_name().unwrap_or_default().to_string_lossy()).into_owned();
        let failed = |name: String, failure: Failure| match failure {
            Failure::Diagnosed(why) => {
                let row = ShopRow::failed(name, own_name(), &why);
                Ok(Some(RunShop { row, days: Vec::new() }))
            }
            other @ Failure::BrokenPipe => Err(other),
        };
        let session = match self.session(&[folder.to_owned()], threads) {
            Ok(session) => session,
            Err(failure) => return failed(own_name(), failure),
        };
        let name = session.shop_name(None).unwrap_or_else(own_name);
        let basis = match session.load_if_shop() {
            Ok(Some(basis)) => basis,
            Ok(None) => return Ok(None),
            Err(failure) => return failed(name, failure),
        };
        let arguments = self.exports(&[folder.to_owned()], threads).reading.again(&session.settings);
        let names = Names { shop: name.clone(), folder: own_name(), page };
        match self.scored(&session, &basis, names, arguments)? {
            Ok(run) => Ok(Some(run)),
            Err(why) => failed(name, Failure::beside(&basis.loaded, *why)),
        }
    }

    /// Runs all shops of a table of sums.
    pub(super) fn run_sums(&self, file: &Path, from: &SumsArgs) -> Result<Vec<Option<RunShop>>, Failure> {
        let session = self.session(&[], 1)?;
        let rules = session.rules()?;
        let mut table = SumsTable::read(file, None)?;
        let shops: Vec<String> = table.shops().map(str::to_owned).collect();
        let heads = Heads::read(file, &from.head, shops.len() == 1)?;
        let paths: Vec<PathBuf> = shops.iter().map(PathBuf::from).collect();
        let pages = page_names(&paths, self.pages.as_ref().map(|pages| pages.format.id()));
        let run = |(shop, page): (&String, &String)| {
            // A shop without a name is the only one.
            let own_name = if shop.is_empty() { file.to_string_lossy() } else { shop.into() };
            let name = shown_name(&own_name).into_owned();
            let names = Names { shop: name.clone(), folder: name.clone(), page };
            let scored = match session.of_sums(&rules, &mut table, &heads, shop) {
                Ok(basis) => self.scored(&session, &basis, names, from.again())?.map_err(|why| vec![*why]),
                Err(Failure::Diagnosed(why)) => Err(why),
                Err(other) => return Err(other),
            };
            let failed = |why: Vec<Diagnostic>| RunShop {
                row: ShopRow::failed(name.clone(), name.clone(), &why),
                days: Vec::new(),
            };
            Ok(Some(scored.unwrap_or_else(failed)))
        };
        shops.iter().zip(&pages).map(run).collect()
    }

    /// The row of a shop that was read, and its page; else why it has no score. The outer error is one of the page.
    fn scored(
        &self,
        session: &Session,
        basis: &Basis,
        names: Names<'_>,
        arguments: Vec<String>,
    ) -> Result<Result<RunShop, Box<Diagnostic>>, Failure> {
        let request = Request {
            shop_name: Some(names.shop.clone()),
            weakest: 1,
            fail_under: self.fail_under,
            arguments,
            ..session.request(basis, None)
        };
        let report = match report::build(request.clone()) {
            Ok((report, _)) => report,
            Err(why) => return Ok(Err(why)),
        };
        let mut row = ShopRow::of(&report, names.shop, names.folder);
        let days = if self.keeps_days { report.history_rows()? } else { Vec::new() };
        if let Some(pages) = &self.pages {
            pages.write(names.page, request, self.lang)?;
            row.page = Some(names.page.to_owned());
        }
        Ok(Ok(RunShop { row, days }))
    }

    fn session(&self, paths: &[PathBuf], threads: usize) -> Result<Session, Failure> {
        // Progress is that of all shops, not of one.
        Session::new(&self.exports(paths, threads), self.scoring.clone(), true, self.lang)
    }

    fn exports(&self, paths: &[PathBuf], threads: usize) -> ExportArgs {
        let reading = ReadingArgs {
            paths: paths.to_vec(),
            recursive: self.recursive,
            config: ConfigFile { config: None },
            columns: ColumnsFile { columns: self.columns.clone() },
            service_period: None,
            only_shop: None,
            max_rejected: self.max_rejected.clone(),
            unpacking: self.unpacking.clone(),
            threads: Some(threads.to_string()),
        };
        ExportArgs { as_of: self.as_of.clone(), reading }
    }
}

impl Pages {
    /// The path of a file of the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// How many of the weakest a page explains, as `score` does.
    const WEAKEST: usize = 3;

    /// What `score` would write of the shop in this format.
    fn write(&self, name: &str, request: Request<'_>, lang: Lang) -> Result<(), Failure> {
        let request = Request { weakest: Pages::WEAKEST, ..request };
        let (built, _) = BuiltScore::of(request, BuiltScore::extent(self.format))?;
        let rendered = built.render(self.format, lang, self.style);
        let mut output = OutputFile { output: Some(self.path(name)) }.open()?;
        output.bom = self.bom;
        output.finish(rendered?)
    }
}

/// Names of files for pages, by the names of the folders: letters, digits and a few marks, no name twice, whatever case
/// a disk tells apart, and none that means something else to it.
fn page_names(folders: &[PathBuf], ending: Option<&str>) -> Vec<String> {
    let mut taken = HashSet::from(["index".to_owned()]);
    let name = |folder: &PathBuf| {
        let own = folder.file_name().unwrap_or_default().to_string_lossy();
        let safe = |c: char| if c.is_alphanumeric() || "-_".contains(c) { c } else { '_' };
        let own: String = own.chars().map(safe).take(MOST_LETTERS).collect();
        let own = if own.chars().any(char::is_alphanumeric) { own } else { format!("shop{own}") };
        let numbered = (1..).map(|n| if n == 1 { own.clone() } else { format!("{own}-{n}") });
        let mut free = numbered.filter(|name| {
            !RESERVED.contains(&name.to_lowercase().as_str()) && taken.insert(name.to_lowercase())
        });
        format!("{}.{}", free.next().unwrap_or_default(), ending.unwrap_or_default())
    };
    folders.iter().map(name).collect()
}

/// Disks take names of 255 bytes, and a Chinese letter has three.
const MOST_LETTERS: usize = 60;
/// Names of devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_names_that_every_disk_can_tell_apart() {
        let names = |folders: &[&str]| {
            page_names(&folders.iter().map(PathBuf::from).collect::<Vec<_>>(), Some("html"))
        };
        assert_eq!(
            names(&[
                "d/山间集",
                "d/A店",
                "d/a店",
                "d/a b",
                "d/a_b",
                "d/index",
                "d/CON",
                "d/...",
                "d/<b>&\"x'"
            ]),
            [
                "山间集.html",
                "A店.html",
                "a店-2.html",
                "a_b.html",
                "a_b-2.html",
                "index-2.html",
                "CON-2.html",
                "shop___.html",
                "_b___x_.html",
            ]
        );
        let long = names(&["d/".to_owned() + &"店".repeat(300)].map(|name| &*name.leak()));
        assert_eq!(long[0].chars().count(), 65);
    }
}
