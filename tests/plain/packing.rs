//! The bytes and the names that a table may have as a file.

use super::cells::{Time, number, time};
use super::dressing::{Sheet, dashed};
use super::spelling::{days_of_excel, is_time};
use crate::workbook::{Cell, Manner, Style, Workbook};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Pack = fn(&Sheet, &str) -> Vec<u8>;

/// What it is, the ending of its name, and how it is made; the name without ending is that of a file inside.
pub const PACKINGS: [(&str, &str, Pack); 20] = [
    ("UTF-8", ".csv", |sheet, _| text(sheet, b',', false).into_bytes()),
    ("UTF-8 with a mark, CRLF", ".csv", |sheet, _| {
        format!("\u{feff}{}", text(sheet, b',', true)).into_bytes()
    }),
    ("GB18030", ".csv", |sheet, _| gb18030(&text(sheet, b',', true))),
    ("UTF-16", ".csv", |sheet, _| utf16(&format!("\u{feff}{}", text(sheet, b',', true)), u16::to_le_bytes)),
    ("UTF-16 of the other order", ".csv", |sheet, _| {
        utf16(&format!("\u{feff}{}", text(sheet, b',', false)), u16::to_be_bytes)
    }),
    ("UTF-16 without a mark", ".csv", |sheet, _| utf16(&text(sheet, b',', false), u16::to_le_bytes)),
    ("TABs", ".txt", |sheet, _| text(sheet, b'\t', false).into_bytes()),
    ("TABs in UTF-16", ".csv", |sheet, _| {
        utf16(&format!("\u{feff}{}", text(sheet, b'\t', true)), u16::to_le_bytes)
    }),
    ("TABs in GB18030", ".csv", |sheet, _| gb18030(&text(sheet, b'\t', true))),
    ("semicolons", ".csv", |sheet, _| text(sheet, b';', true).into_bytes()),
    ("semicolons in GB18030", ".csv", |sheet, _| gb18030(&text(sheet, b';', false))),
    ("Ctrl-Z at the end", ".csv", |sheet, _| format!("{}\u{1a}", text(sheet, b',', true)).into_bytes()),
    ("all in quotes", ".csv", |sheet, _| {
        written(sheet, WriterBuilder::new().quote_style(QuoteStyle::Always)).into_bytes()
    }),
    ("two encodings", ".csv", |sheet, _| {
        let all = text(sheet, b',', false);
        let head =
            Sheet { rows: Vec::new(), columns: sheet.columns.clone(), head: sheet.head.clone(), ..*sheet };
        let first = Sheet { rows: sheet.rows[..sheet.rows.len() / 2].to_vec(), ..head };
        let (first, rest) = all.split_at(text(&first, b',', false).len());
        [first.as_bytes(), &gb18030(rest)].concat()
    }),
    ("gzip", ".csv.gz", |sheet, _| gzipped(text(sheet, b',', true).as_bytes())),
    ("gzip of GB18030", ".gz", |sheet, _| gzipped(&gb18030(&text(sheet, b',', false)))),
    ("a workbook", ".xlsx", |sheet, _| workbook(sheet, false)),
    ("a workbook of numbers", ".xlsx", |sheet, _| workbook(sheet, true)),
    ("gzip of a workbook", ".xlsx.gz", |sheet, _| gzipped(&workbook(sheet, false))),
    ("zip", ".zip", |sheet, name| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(format!("导出/{name}.csv"), SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&gb18030(&text(sheet, b',', true))).expect("an entry");
        zip.finish().expect("an archive").into_inner()
    }),
];

type Stamped = fn(&str, NaiveDateTime) -> String;

/// When a file was exported.
pub const STAMPED: [Stamped; 9] = [
    |name, at| format!("{}_{name}", at.and_utc().timestamp() - 8 * 3600),
    |name, at| format!("{name}导出-{}", at.format("%Y-%m-%d-%H-%M-%S")),
    |name, at| format!("甲店-{name}-{}", at.format("%Y-%m-%d %H_%M_%S")),
    |name, at| format!("{name}{}", at.format("%Y%m%d%H%M%S")),
    |name, at| format!("{name}_{} (1)", at.format("%Y%m%d_%H%M%S")),
    |name, at| format!("{} {name}", at.format("%Y.%m.%d %H.%M.%S")),
    |name, at| format!("{name}_{}", at.format("%Y年%-m月%-d日 %H时%M分%S秒")),
    |name, at| format!("{name}{}", at.format("%Y-%m-%dT%H-%M-%S")),
    |name, at| format!("{name}（{}）", at.format("%Y-%m-%d %H：%M：%S")),
];

/// What follows the same name in an older and a newer file.
pub const NUMBERED: [(&str, &str); 10] = [
    ("", " (1)"),
    (" (2)", " (10)"),
    ("(1)", "(2)"),
    ("", "（1）"),
    ("", " - 副本"),
    (" - 副本", " - 副本 (2)"),
    (" copy", " copy 2"),
    ("2", "10"),
    ("_第2份", "_第10份"),
    (" (1)", " (1) (1)"),
];

/// The days that a table of customer service is about.
pub const PERIODS: [fn(NaiveDate, NaiveDate) -> String; 5] = [
    |first, last| named(first, last, "客服_", "-", "(表)"),
    |first, last| named(first, last, "甲店_", "~", "_客服数据"),
    |first, last| named(first, last, "飞鸽 ", "_", " (2)"),
    |first, last| match (first.format("%Y%m%d"), last.format("%Y%m%d")) {
        (first_day, _) if first == last => format!("客服{first_day}"),
        (first, last) => format!("客服{first}-{last}"),
    },
    |first, last| match (first.format("%Y年%-m月%-d日"), last.format("%Y年%-m月%-d日")) {
        (first_day, _) if first == last => format!("{first_day}客服"),
        (first, last) => format!("{first}至{last}客服"),
    },
];

fn named(first: NaiveDate, last: NaiveDate, before: &str, between: &str, behind: &str) -> String {
    let to = if first == last { String::new() } else { format!("{between}{}", dashed(last)) };
    format!("{before}{}{to}{behind}", dashed(first))
}

fn text(sheet: &Sheet, delimiter: u8, is_windows: bool) -> String {
    let end = if is_windows { Terminator::CRLF } else { Terminator::Any(b'\n') };
    written(sheet, WriterBuilder::new().delimiter(delimiter).terminator(end))
}

fn written(sheet: &Sheet, how: &mut WriterBuilder) -> String {
    let mut writer = how.flexible(true).from_writer(Vec::new());
    for line in sheet.lines() {
        writer.write_record(line).expect("a row in memory");
    }
    String::from_utf8(writer.into_inner().expect("a writer in memory")).expect("UTF-8")
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).expect("bytes in memory");
    gz.finish().expect("bytes in memory")
}

/// With numbers: times and amounts are numbers of Excel, ids stay texts.
fn workbook(sheet: &Sheet, with_numbers: bool) -> Vec<u8> {
    let mut book =
        Workbook::new(Cursor::new(Vec::new()), Manner { inline: !with_numbers, ..Manner::default() });
    book.sheet("Sheet1");
    for line in &sheet.head {
        book.texts(line.iter().map(String::as_str));
    }
    let cell = |(column, text): (&&str, &String)| -> Cell {
        let in_excel = |time: &Time| time.day().year() > 1900;
        let of_time = time(text).filter(in_excel).filter(|_| is_time(column)).map(|time| {
            let style = if time.date_only { Style::Day } else { Style::Time };
            Cell::Number(days_of_excel(time.at).to_string(), style)
        });
        let is_figure = ["订单应付金额", "接待会话量", "有效评价数"].contains(column);
        let figure = || number(text).filter(|_| is_figure).map(|v| Cell::Number(v.to_string(), Style::Plain));
        let typed = if with_numbers { of_time.or_else(figure) } else { None };
        typed.unwrap_or_else(|| if text.is_empty() { Cell::Empty } else { Cell::Text(text.clone()) })
    };
    for row in &sheet.rows {
        let cells: Vec<Cell> = sheet.columns.iter().zip(row).map(cell).collect();
        book.row(&cells);
    }
    book.finish().into_inner()
}
