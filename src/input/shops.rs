//! Whose rows they are: the shops that a column names, and those that the names of files name.

use super::cell;
use super::cells::{Cells, Column};
use super::file_name::two_shops;
use super::header::Mapping;
use super::input_file::{FileStatus, InputFile};
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use crate::field::Kind;
use crate::shown_text::{self, quoted};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many rows each shop has.
pub(crate) type ShopRows = BTreeMap<String, u64>;

/// A shop's name as it is compared and shown: short, on one line.
pub(crate) fn shop_name(text: &str) -> String {
    /// Names of shops have up to 30 characters.
    const LONGEST: usize = 40;
    let name = shown_text::shown_name(cell::clean(text));
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.into_owned(),
    }
}

/// The shops that a cell of a column names: one, or of an order whose sub-orders are joined in a row one for each.
struct NamedShops {
    /// None where the cell is blank; the same one is there once.
    names: Vec<String>,
    rows: u64,
}

impl NamedShops {
    fn of(cell: &str) -> NamedShops {
        let parts = cell.split([';', '；']).map(cell::clean).filter(|part| !cell::is_missing(part));
        let (mut names, mut known) = (Vec::new(), HashSet::new());
        for name in parts.map(shop_name) {
            if known.insert(name.clone()) {
                names.push(name);
            }
        }
        NamedShops { names, rows: 0 }
    }
}

/// The column that names shops. Most rows name the shop of the row before.
pub(super) struct ShopColumn {
    column: Column,
    known: Vec<NamedShops>,
    /// By the bytes of a cell: its place among the known ones.
    by_cell: HashMap<Box<[u8]>, usize>,
    last_cell: Vec<u8>,
    current: usize,
}

impl ShopColumn {
    pub(super) fn of(mapping: &Mapping) -> Option<ShopColumn> {
        let field = mapping.fields().find(|field| field.is_shop())?;
        Some(ShopColumn {
            column: mapping.column(field),
            known: vec![NamedShops::of("")],
            by_cell: HashMap::new(),
            last_cell: Vec::new(),
            current: 0,
        })
    }

    /// The shops that a row names; none where its cell is blank.
    pub(super) fn read(&mut self, cells: &Cells<'_>, decode: impl Fn(&[u8]) -> String) -> &[String] {
        let cell = cells.of(self.column).unwrap_or_default();
        if *cell != *self.last_cell {
            self.current = if let Some(known) = self.by_cell.get(&*cell) {
                *known
            } else {
                self.known.push(NamedShops::of(&decode(&cell)));
                self.by_cell.insert(cell.as_ref().into(), self.known.len() - 1);
                self.known.len() - 1
            };
            self.last_cell.clear();
            self.last_cell.extend_from_slice(&cell);
        }
        self.known.get(self.current).map_or(&[], |shops| &shops.names)
    }

    /// Counts the row that was read last.
    pub(super) fn count(&mut self) {
        if let Some(shop) = self.known.get_mut(self.current) {
            shop.rows += 1;
        }
    }

    /// The rows counted since the last time.
    pub(super) fn take(&mut self) -> ShopRows {
        let mut rows = ShopRows::new();
        for shop in &mut self.known {
            let counted = std::mem::take(&mut shop.rows);
            for name in shop.names.iter().filter(|_| counted > 0) {
                *rows.entry(name.clone()).or_default() += counted;
            }
        }
        rows
    }
}

/// What is said of the shops of all files: that there are several, or what became of the one that was asked for.
pub(super) fn diagnostics(files: &[InputFile], only: Option<&str>) -> Result<Vec<Diagnostic>, Diagnostic> {
    let used = || files.iter().filter(|file| file.status == FileStatus::Used);
    let (mut shops, mut counted) = (ShopRows::new(), BTreeSet::new());
    for file in used().filter(|file| !file.shops.is_empty()) {
        // A table that is read for several kinds has its rows once.
        if counted.insert(&file.path) {
            for (name, rows) in &file.shops {
                *shops.entry(name.clone()).or_default() += rows;
            }
        }
    }
    let mut found: Vec<Diagnostic> =
        Kind::ALL.into_iter().filter_map(|kind| named_by_files(files, kind)).collect();
    let Some(only) = only.filter(|_| used().next().is_some()) else {
        if shops.len() > 1
            && let Some((first, _)) = by_rows(&shops).first()
        {
            found.insert(0, diagnostics::two_shops(shops.len(), listed(&shops), quoted(first)));
        }
        return Ok(found);
    };
    if !shops.contains_key(only) {
        let none = || Arg::from(text::no_shops);
        let seen = if shops.is_empty() { none() } else { listed(&shops) };
        return Err(diagnostics::only_shop_unknown(only, seen));
    }
    let whole: BTreeSet<&str> =
        used().filter(|file| !file.has_shop()).map(|file| file.path.as_str()).collect();
    if !whole.is_empty() {
        let names = Arg::from(|lang| shortened(whole.iter().map(|path| (*path).to_owned()).collect(), lang));
        found.push(diagnostics::shop_column_missing(whole.len(), names));
    }
    Ok(found)
}

impl InputFile {
    /// Whether a column of it says which shop its rows belong to.
    fn has_shop(&self) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.fields().any(|field| field.is_shop()))
    }
}

/// Shops with most rows first.
fn by_rows(shops: &ShopRows) -> Vec<(&String, u64)> {
    let mut shops: Vec<(&String, u64)> = shops.iter().map(|(name, rows)| (name, *rows)).collect();
    shops.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    shops
}

fn listed(shops: &ShopRows) -> Arg {
    Arg::from(|lang| {
        shortened(
            by_rows(shops).iter().map(|(name, rows)| text::shop_rows(lang, name, *rows)).collect(),
            lang,
        )
    })
}

/// The first of many names.
fn shortened(mut names: Vec<String>, lang: Lang) -> String {
    const SHOWN: usize = 8;
    let all = names.len();
    names.truncate(SHOWN);
    let shown = names.join(lang.pick("、", ", "));
    if all > SHOWN { shown + &text::names_more(lang, all - SHOWN) } else { shown }
}

/// Files of a kind for the same days whose names differ in nothing but the shop, and that have no row in common.
fn named_by_files(files: &[InputFile], kind: Kind) -> Option<Diagnostic> {
    /// So many files are compared with each other.
    const COMPARED: usize = 200;
    let candidates = files.iter().filter(|file| {
        file.kind == Some(kind)
            && file.status == FileStatus::Used
            && file.disposition.duplicate == 0
            && !file.has_shop()
            && file.path.contains('店')
    });
    let candidates: Vec<(&InputFile, _)> =
        candidates.filter_map(|file| Some((file, file.days.span()?))).take(COMPARED).collect();
    let mut names = BTreeSet::new();
    for (place, (a, days)) in candidates.iter().enumerate() {
        for (b, others) in candidates.iter().skip(place + 1) {
            if days.0 <= others.1 && others.0 <= days.1 {
                names.extend(two_shops(&a.path, &b.path).into_iter().flatten());
            }
        }
    }
    (!names.is_empty()).then(|| {
        let names: Vec<String> = names.iter().map(|name| shop_name(name)).collect();
        let listed = Arg::from(|lang| shortened(names.clone(), lang));
        diagnostics::two_shops_by_name(|lang| kind.name(lang), listed)
    })
}

/// Two files of customer service with different figures for the same day and agent.
pub(super) fn service_conflict(rows: u64, older: &str, newer: &str) -> Diagnostic {
    let shops = match two_shops(older, newer) {
        Some(names) => {
            let [a, b] = names.map(|name| shop_name(&name));
            Arg::from(|lang| text::shops_of_files(lang, &a, &b))
        }
        None => Arg::from(""),
    };
    diagnostics::service_conflict(rows, older, shops).path(newer)
}
