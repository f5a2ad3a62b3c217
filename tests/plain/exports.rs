//! From files to records, the newest export winning.

use super::cells::{Time, clean, header_name};
use chrono::{DateTime, Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Orders,
    Logistics,
    Refunds,
    Reviews,
    Service,
}

/// Header name → cell, `None` for a blank one. A name that is absent is a column the files lack.
pub type Record = BTreeMap<String, Option<String>>;

/// The text of a cell, where there is any.
pub fn text<'r>(record: &'r Record, column: &str) -> Option<&'r str> {
    record.get(column)?.as_deref()
}

/// Where a record of customer service has the days that the name of its file says.
pub const FIRST_DAY: &str = "first day in the name";
pub const LAST_DAY: &str = "last day in the name";

/// Everything that was read: records by kind, from the oldest export to the newest.
#[derive(Debug, Default)]
pub struct Exports {
    pub records: BTreeMap<Kind, Vec<Record>>,
    pub columns: BTreeSet<(Kind, String)>,
    /// The latest time of export that a file of a kind bears in its name.
    pub exported: BTreeMap<Kind, Time>,
}

impl Exports {
    /// Reads files given by name and content.
    pub fn read(files: &[(String, Vec<u8>)]) -> Exports {
        let mut files: Vec<_> = files.iter().collect();
        files.sort_by_key(|(name, _)| (export_time(name), natural(name)));
        let mut exports = Exports::default();
        for (name, bytes) in files {
            exports.add(name, bytes);
        }
        exports
    }

    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.records.get(&kind).into_iter().flatten()
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.records.contains_key(&kind)
    }

    /// Has any file of a kind one of these columns?
    pub fn has_column(&self, kind: Kind, names: &[&str]) -> bool {
        names.iter().any(|name| self.columns.contains(&(kind, (*name).to_owned())))
    }

    fn add(&mut self, name: &str, bytes: &[u8]) {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
        };
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut rows = reader.records().map(|row| row.expect("a row of CSV"));
        let header: Vec<String> = rows.next().expect("a header").iter().map(header_name).collect();
        let Some(kind) = kind_of(&header) else { return };
        self.columns.extend(header.iter().map(|column| (kind, column.clone())));
        if let Some(at) = DateTime::from_timestamp(export_time(name), 0).filter(|at| at.timestamp() > 0) {
            let exported = Time { at: at.naive_utc() + Duration::hours(8), date_only: false };
            self.exported.entry(kind).and_modify(|time| *time = exported.max(*time)).or_insert(exported);
        }
        let has_days = header.iter().any(|column| column == "日期");
        let period = period_of(name).filter(|_| kind == Kind::Service && !has_days);
        let records = self.records.entry(kind).or_default();
        for row in rows {
            let cells: Vec<Option<String>> = row.iter().map(clean).collect();
            if cells.iter().any(Option::is_some) {
                let mut record: Record = header.iter().cloned().zip(cells).collect();
                if let Some((first, last)) = period {
                    record.insert(FIRST_DAY.to_owned(), Some(first.to_string()));
                    record.insert(LAST_DAY.to_owned(), Some(last.to_string()));
                }
                records.push(record);
            }
        }
    }
}

/// One record per key: a newer cell, blank or not, replaces the older one; a column that the newer file
/// lacks keeps the older cell.
pub fn newest<'r, K: Ord>(records: impl IntoIterator<Item = (K, &'r Record)>) -> BTreeMap<K, Record> {
    let mut merged: BTreeMap<K, Record> = BTreeMap::new();
    for (key, record) in records {
        merged.entry(key).or_default().extend(record.clone());
    }
    merged
}

fn kind_of(header: &[String]) -> Option<Kind> {
    let has = |name: &str| header.iter().any(|column| column == name);
    if has("售后单号") {
        Some(Kind::Refunds)
    } else if has("评价日期") {
        Some(Kind::Reviews)
    } else if has("主订单编号") {
        Some(Kind::Orders)
    } else if has("接待会话量") || has("全天3分钟回复率") {
        Some(Kind::Service)
    } else {
        (has("运单号") || has("订单编号")).then_some(Kind::Logistics)
    }
}

/// The export time in a file's name; files without one are older than all others.
fn export_time(name: &str) -> i64 {
    let stamp = name.split_once('_').map(|(stamp, _)| stamp);
    stamp.filter(|s| s.len() == 10).and_then(|s| s.parse().ok()).unwrap_or(-1)
}

/// The days in the name of a table without days in its rows: `客服_2026-03-01-2026-03-07.csv`.
pub fn period_of(name: &str) -> Option<(NaiveDate, NaiveDate)> {
    let days = name.strip_prefix("客服_")?.strip_suffix(".csv")?;
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    Some((day(days.get(..10)?)?, day(days.get(days.len() - 10..)?)?))
}

/// A name as a key that compares runs of digits as numbers.
fn natural(name: &str) -> Vec<(u64, char)> {
    let mut key = Vec::new();
    let mut digits = String::new();
    for c in name.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.push((digits.parse().unwrap_or(u64::MAX), '0'));
            digits.clear();
        }
        key.push((0, c));
    }
    key
}
