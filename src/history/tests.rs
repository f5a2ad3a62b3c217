//! A history through the hands of runs and of spreadsheet programs.

use super::{HistoryFile, HistoryRow, Level};
use crate::catalogue::{Code, Headers, Lang};
use crate::indicator::{Direction, FigureUnit};
use crate::scorecard::Status;
use crate::time::Day;
use std::path::PathBuf;
use tempfile::TempDir;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn row(shop: Option<&str>, on: &str, level: Level, id: &str, value: f64) -> HistoryRow {
    HistoryRow {
        day: day(on),
        shop: shop.map(str::to_owned),
        rulebook_id: "own".to_owned(),
        level,
        id: id.to_owned(),
        name_zh: "名".to_owned(),
        name_en: "name, quoted \"so\"".to_owned(),
        dimension: None,
        unit: Some(FigureUnit::Score),
        direction: Direction::High,
        window_days: None,
        numerator: None,
        denominator: None,
        value: Some(value),
        points: Some(90.5),
        weight_in_total: 1.0,
        lost_score: None,
        status: Status::Ok,
        approximate: false,
        coverage: Some(1.0),
        covered_share: Some(0.75),
        low: None,
        high: None,
        met: None,
        distance: None,
        distance_of: None,
    }
}

fn total(shop: Option<&str>, on: &str, value: f64) -> HistoryRow {
    row(shop, on, Level::Total, "total", value)
}

/// A file of a test.
struct Disk(TempDir);

impl Disk {
    fn new() -> Disk {
        Disk(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("history.csv")
    }

    fn read(&self) -> Result<HistoryFile, (Code, Option<u64>)> {
        let read = HistoryFile::read_or_new(&self.path(), Headers::Keys);
        read.map_err(|wrong| (wrong.code, wrong.line))
    }

    fn write(&self, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(), bytes).unwrap();
    }

    fn put(&self, headers: Headers, rows: &[HistoryRow]) {
        let file = HistoryFile::read_or_new(&self.path(), headers).unwrap();
        self.write(file.with(rows));
    }

    fn text(&self) -> String {
        String::from_utf8(std::fs::read(self.path()).unwrap()).unwrap()
    }

    fn totals(&self, shop: Option<&str>) -> Vec<(String, f64)> {
        let history = self.read().unwrap().of(shop, "own");
        history.days().map(|own| (own.day.to_string(), own.total().unwrap())).collect()
    }
}

fn totals(of: &[(&str, f64)]) -> Vec<(String, f64)> {
    of.iter().map(|(day, value)| ((*day).to_owned(), *value)).collect()
}

#[test]
fn what_is_written_comes_back() {
    for headers in [Headers::Keys, Headers::Titles(Lang::Zh), Headers::Titles(Lang::En), Headers::None] {
        let disk = Disk::new();
        let threshold = HistoryRow {
            met: Some(false),
            distance: Some(-0.1),
            distance_of: Some(0),
            ..row(Some("山间集"), "2026-10-30", Level::Threshold, "jingxuan", 3.9)
        };
        let rows = [total(Some("山间集"), "2026-10-30", 4.425007682927479), threshold];
        disk.put(headers, &rows);
        let history = disk.read().unwrap().of(Some(" 山间集 "), "own");
        let own = history.on(day("2026-10-30")).unwrap();
        assert_eq!(own.row(Level::Total, None), Some(&rows[0]));
        assert_eq!(own.row(Level::Threshold, Some("jingxuan")), Some(&rows[1]));
        assert_eq!((own.total(), own.covered_share()), (Some(4.425007682927479), 0.75));
        assert_eq!(own.thresholds().collect::<Vec<_>>(), [("jingxuan", Some(false))]);
        assert!(disk.text().starts_with('\u{feff}'));
    }
}

#[test]
fn days_are_replaced_and_put_in_order() {
    let disk = Disk::new();
    disk.put(
        Headers::Keys,
        &[total(None, "2026-10-30", 4.0), row(None, "2026-10-30", Level::Dimension, "product", 4.1)],
    );
    disk.put(Headers::Keys, &[total(Some("二店"), "2026-10-30", 3.0)]);
    disk.put(Headers::Keys, &[total(None, "2026-10-28", 4.2)]);
    disk.put(Headers::Keys, &[total(None, "2026-10-31", 4.3), total(None, "2026-10-29", 4.4)]);
    let before = disk.text();
    disk.put(Headers::Keys, &[total(None, "2026-10-30", 4.5)]);
    assert_eq!(
        disk.totals(None),
        totals(&[("2026-10-28", 4.2), ("2026-10-29", 4.4), ("2026-10-30", 4.5), ("2026-10-31", 4.3)])
    );
    assert_eq!(disk.totals(Some("二店")), totals(&[("2026-10-30", 3.0)]));
    let days: Vec<String> = disk.text().lines().skip(1).map(|line| line[..10].to_owned()).collect();
    assert_eq!(days, ["2026-10-28", "2026-10-29", "2026-10-30", "2026-10-30", "2026-10-31"]);
    // The same run again changes no byte, and no other line has changed.
    let after = disk.text();
    disk.put(Headers::Keys, &[total(None, "2026-10-30", 4.5)]);
    assert_eq!(disk.text(), after);
    let own = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("2026-10-30,,")).map(str::to_owned).collect()
    };
    assert_eq!(own(&before), own(&after));
}

#[test]
fn a_file_that_excel_has_saved_again_stays_as_it_is() {
    let disk = Disk::new();
    disk.put(
        Headers::Titles(Lang::Zh),
        &[total(Some("山间集"), "2026-10-29", 4.25), total(Some("二店"), "2026-10-29", 3.0)],
    );
    // GB18030 without a byte order mark, its own line ends and dates, blank lines below the table.
    let saved =
        disk.text().trim_start_matches('\u{feff}').replace("2026-10-29", "2026/10/29").replace('\n', "\r\n");
    let saved = saved + &",".repeat(25) + "\r\n";
    let (saved, _, _) = encoding_rs::GB18030.encode(&saved);
    disk.write(&saved);
    disk.put(Headers::Keys, &[total(Some("山间集"), "2026-10-30", 4.5)]);
    let bytes = std::fs::read(disk.path()).unwrap();
    let end = saved.len() - 27;
    assert_eq!(bytes[..end], saved[..end]);
    assert!(bytes.ends_with(&saved[end..]));
    assert_eq!(disk.totals(Some("山间集")), totals(&[("2026-10-29", 4.25), ("2026-10-30", 4.5)]));
    // A file whose last line has no end gets one before the next.
    disk.write(&bytes[..bytes.len() - 29]);
    disk.put(Headers::Keys, &[total(Some("山间集"), "2026-10-31", 4.5)]);
    assert_eq!(disk.totals(Some("山间集")).len(), 3);
}

#[test]
fn no_line_is_lost_by_being_unreadable() {
    let disk = Disk::new();
    disk.put(Headers::Keys, &[total(None, "2026-10-29", 4.0), total(None, "2026-10-30", 4.1)]);
    let good = disk.text();
    let lines: Vec<&str> = good.lines().collect();
    let with = |from: &str, to: &str| good.replacen(from, to, 1);
    for (bytes, line) in [
        (with("2026-10-30", "10/30/2026").into_bytes(), Some(3)),
        (with("4.1", "4,1").into_bytes(), Some(3)),
        (with("4.1", "vier").into_bytes(), Some(3)),
        (with(",ok,", ",fine,").into_bytes(), Some(2)),
        (with("day,shop", "day,store").into_bytes(), Some(1)),
        (with("distance_of", "distance_of,note").into_bytes(), Some(1)),
        (with("total,total", "dimension,product").into_bytes(), Some(2)),
        // A day twice, and a quote without an end.
        (format!("{good}{}\n", lines[2]).into_bytes(), Some(4)),
        (format!("{good}\"").into_bytes(), Some(4)),
        ("订单编号,收件人\n1,张三\n".into(), Some(1)),
        (b"PK\x03\x04".to_vec(), None),
        (b"\xff\xfed\0a\0y\0".to_vec(), None),
        (b"day\xff\xff".to_vec(), None),
    ] {
        disk.write(&bytes);
        assert_eq!(
            disk.read().err(),
            Some((Code::HistoryInvalid, line)),
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }
    for nothing in ["", "\u{feff}"] {
        disk.write(nothing);
        assert!(disk.read().unwrap().owners().is_empty());
    }
    assert!(HistoryFile::read(&disk.path()).is_ok());
    std::fs::remove_file(disk.path()).unwrap();
    assert_eq!(HistoryFile::read(&disk.path()).unwrap_err().code, Code::PathNotFound);
}

#[test]
fn shops_and_rulebooks_are_apart() {
    let disk = Disk::new();
    let other = HistoryRow { rulebook_id: "another".to_owned(), ..total(None, "2026-10-30", 3.0) };
    disk.put(Headers::Keys, &[total(None, "2026-10-30", 4.0), total(Some("二店"), "2026-10-30", 3.5), other]);
    let file = disk.read().unwrap();
    assert_eq!(file.owners(), [(None, "own"), (Some("二店"), "own"), (None, "another")]);
    let newest = |shop, rules, before: &str| {
        file.of(shop, rules).newest_before(day(before)).map(|own| (own.day, own.total()))
    };
    let last = day("2026-10-30");
    assert_eq!(newest(None, "another", "2026-11-09"), Some((last, Some(3.0))));
    assert_eq!(newest(Some("二店"), "own", "2026-10-31"), Some((last, Some(3.5))));
    assert_eq!(newest(None, "own", "2026-10-30"), None);
    assert!(file.of(Some("三店"), "own").is_empty());
}
