//! Which row is the newest never depends on how the work is shared out: the same order, parcel, after-sale and review in
//! several files, pieces and threads counts as the plain second implementation of `tests/plain` counts it, and a quote
//! that damages the middle of a file costs what it costs the csv crate.

// What goes wrong while a test is prepared fails the test, as `expect` in a test itself does.
#![allow(clippy::expect_used)]

#[path = "common/workbook.rs"]
mod workbook;

#[allow(dead_code)] // some of it is for tests/plain.rs alone
#[path = "plain"]
mod plain {
    pub mod cells;
    pub mod compare;
    pub mod count;
    pub mod coverage;
    pub mod dice;
    pub mod exports;
    pub mod run;
    pub mod service;
    pub mod shop;
    pub mod shrink;
    pub mod state;
    pub mod tables;
    pub mod words;
}

mod overlaps {
    pub mod generate;
    pub mod observed;
}

use overlaps::generate::{Overlap, overlapping_shops};
use overlaps::observed::{self, difference, observed, read};
use plain::compare::compare;
use plain::shrink::for_all;
use tiyanfen::input::{FileStatus, Splitting};

const SHOPS: u64 = 60;
/// Fewer where each is read again and again.
const FEWER_SHOPS: u64 = 20;

#[test]
fn the_newest_row_wins_as_in_the_plain_implementation() {
    for_all(overlapping_shops(Overlap::Plain), SHOPS, |files, _| {
        let folder = files.folder();
        let loaded = read(folder.path(), Splitting::default(), 2)?;
        if let Some(file) = loaded.files.iter().find(|file| file.status != FileStatus::Used) {
            return Err(format!("not used: {file:?}"));
        }
        compare(folder.path(), 3, 35)
    });
}

#[test]
fn the_newest_row_wins_for_any_pieces_and_threads() {
    for_all(overlapping_shops(Overlap::Wild), FEWER_SHOPS, |files, number| {
        let folder = files.folder();
        let whole = observed(&read(folder.path(), Splitting::Plain, 1)?);
        for (size, threads) in [(1 << 19, 1), (60 + number, 1), (60 + number, 2), (333, 3), (1500, 7)] {
            let pieces = observed(&read(folder.path(), Splitting::Pieces(size), threads)?);
            if let Some(difference) = difference(&whole, &pieces) {
                return Err(format!("pieces of {size} bytes, {threads} threads: {difference}"));
            }
        }
        Ok(())
    });
}

/// Orders in more than three pieces of the usual size; damaged is what stands in the middle.
fn damaged_file(damage: &str) -> String {
    const ROWS: u64 = 14_000;
    let header = "主订单编号,子订单编号,选购商品,商品ID,订单应付金额,支付完成时间,订单完成时间,订单状态,省";
    let mut text = format!("\u{feff}{header}\r\n");
    for number in 0..ROWS {
        let id = 6_917_926_768_823_600_000 + number;
        let name = match number % 100 {
            50 => "\"大包, \"\"两斤\"\"\r\n一袋\"",
            _ => "山楂条原味四百克老北京风味",
        };
        let name = if number == ROWS / 2 { damage } else { name };
        let time = format!("2026-01-{:02} 08:{:02}:09", number % 28 + 1, number % 60);
        text += &format!("{id},{id},{name},3718206998140375218,28.90,{time},{time},已完成,广东省\r\n");
    }
    assert!(text.len() > 3 << 19, "{}", text.len());
    text
}

/// What the csv crate makes of a file: its records, and how many of them have an order id and no cell too many.
fn records(text: &str) -> (u64, u64) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().len();
    let records: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
    let is_order = |record: &&csv::StringRecord| {
        record[0].trim_start().bytes().all(|b| b.is_ascii_digit()) && record.len() == columns
    };
    (records.len() as u64, records.iter().filter(is_order).count() as u64)
}

/// A quote in a cell's middle, text behind a closing quote and a lone carriage return cost what they cost the csv crate; a
/// quote that swallows rows, up to the next quoted cell, refuses the file, and the message says which lines.
#[test]
fn damage_in_the_middle_of_a_large_file_costs_what_it_costs_the_csv_crate() {
    for (damage, torn) in [
        ("5\" 辣条", None),
        ("\"辣\"条", None),
        ("辣\r条", None),
        ("\"辣条", Some("lines 7072 to 7122")),
        ("辣条\",\"", Some("lines 7072 to 7122")),
    ] {
        let text = damaged_file(damage);
        let folder = tempfile::TempDir::new().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("1780000000_订单.csv", &damaged_file("辣条")[..2_000]);
        write("1790000000_订单.csv", &text);
        let plain = read(folder.path(), Splitting::Plain, 1).unwrap();
        let (file, told) = (&plain.files[1], observed::accounts(&plain));
        assert_eq!(file.status == FileStatus::Refused, torn.is_some(), "{damage}");
        match torn {
            Some(lines) => assert!(told.contains(lines), "{told}"),
            None => assert_eq!((file.read, file.read - file.rejected), records(&text), "{damage}"),
        }
        for (size, threads) in [(1 << 19, 1), (1 << 19, 2), (1 << 19, 7), (10_000, 3)] {
            let pieces = read(folder.path(), Splitting::Pieces(size), threads).unwrap();
            let found = observed::accounts(&pieces);
            assert_eq!(difference(&told, &found), None, "{damage} {size} {threads}");
        }
    }
}
