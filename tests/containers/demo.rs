//! The demo shop in other containers: the report is the same to the last digit.

use crate::common::{Run, run, tiyanfen};
use crate::support::same_substance;
use crate::workbook::{Cell, Manner, Style, Workbook};
use serde_json::Value;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// The demo's files by name.
fn demo() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder()).expect("the demo").map(|file| file.expect("a file").path());
    let named = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("a file"))
    };
    files.map(named).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo")
}

fn score(path: &Path) -> Value {
    let run = run(tiyanfen().args(["score", "--format", "json", "-q"]).arg(path));
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("a report")
}

/// Indicators whose cases show what was read of every kind.
const TELLING: [&str; 4] =
    ["negative_review_rate", "pickup_on_time_rate", "return_refund_hours", "im_reply_seconds"];

fn cases(path: &Path, indicator: &str) -> Run {
    let flags = ["--denominator", "--window", "90", "--format", "csv", "-q"];
    run(tiyanfen().args(["cases", indicator]).args(flags).arg(path))
}

fn same_as_the_demo(path: &Path) {
    same_substance(&score(&folder()), &score(path)).unwrap_or_else(|difference| panic!("{difference}"));
    for indicator in TELLING {
        let (expected, found) = (cases(&folder(), indicator), cases(path, indicator));
        assert_eq!((expected.code, expected.stdout), (found.code, found.stdout), "{indicator}");
    }
}

/// An archive of all files, the last first.
fn archive(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files.into_iter().rev() {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&bytes).expect("an entry");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn an_archive_of_the_demo_is_the_demo() {
    let temporary = TempDir::new().expect("a folder");
    let path = temporary.path().join("导出.zip");
    std::fs::write(&path, archive(demo())).expect("a file");
    same_as_the_demo(&path);
}

/// The rows of a CSV file of the demo.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The demo as one workbook per file.
fn workbooks(manner: Manner, cell: impl Fn(&str, bool) -> Cell) -> Vec<(String, Vec<u8>)> {
    let workbook = |(name, bytes): (String, Vec<u8>)| {
        let mut book = Workbook::new(Cursor::new(Vec::new()), manner);
        book.sheet("Sheet1");
        for row in rows(&bytes) {
            let cells: Vec<Cell> = row.iter().map(|text| cell(text, manner.epoch_1904)).collect();
            book.row(&cells);
        }
        (name.replace(".csv", ".xlsx"), book.finish().into_inner())
    };
    demo().into_iter().map(workbook).collect()
}

fn text(text: &str, _: bool) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// What a spreadsheet makes of a text when a person types it: times, days, percentages, durations, short
/// numbers. Long ids stay texts.
fn typed(raw: &str, epoch_1904: bool) -> Cell {
    let number = |value: f64, style: Style| Cell::Number(value.to_string(), style);
    let offset = if epoch_1904 { 1462 } else { 0 };
    let text_again = || text(raw, epoch_1904);
    let serial = |at: chrono::NaiveDateTime| {
        let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|day| day.and_hms_opt(0, 0, 0));
        (at - epoch.expect("a time")).num_seconds() - offset * 86_400
    };
    for format in ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M"] {
        if let Ok(at) = chrono::NaiveDateTime::parse_from_str(raw, format) {
            return number(serial(at) as f64 / 86_400.0, Style::Time);
        }
    }
    if let Ok(day) = chrono::NaiveDate::parse_from_str(raw, "%Y-%m-%d") {
        let seconds = serial(day.and_hms_opt(0, 0, 0).expect("a time"));
        return number((seconds / 86_400) as f64, Style::Day);
    }
    if let Some(percent) = raw.strip_suffix('%').and_then(|digits| digits.parse::<f64>().ok()) {
        return Cell::Number(format!("{:.4}", percent / 100.0), Style::Percent);
    }
    if let Some(seconds) = spelled_seconds(raw) {
        return number(seconds / 86_400.0, Style::Duration);
    }
    let plain = raw.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !raw.starts_with('.');
    let padded = raw.len() > 1 && raw.starts_with('0') && !raw.starts_with("0.");
    if plain && !padded && (1..=15).contains(&raw.len()) {
        return raw.parse().map_or_else(|_| text_again(), |value| number(value, Style::Plain));
    }
    text_again()
}

/// `7小时14分33秒` in seconds.
fn spelled_seconds(text: &str) -> Option<f64> {
    let mut rest = text.strip_suffix('秒')?;
    let mut total = 0.0;
    for (unit, seconds) in [("小时", 3600.0), ("分", 60.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            total += number.parse::<f64>().ok()? * seconds;
            rest = after;
        }
    }
    Some(total + rest.parse::<f64>().ok()?)
}

fn in_a_folder(files: Vec<(String, Vec<u8>)>) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

#[test]
fn the_demo_as_workbooks_of_texts_is_the_demo() {
    for inline in [false, true] {
        let files = in_a_folder(workbooks(Manner { inline, ..Manner::default() }, text));
        same_as_the_demo(files.path());
    }
}

#[test]
fn the_demo_as_workbooks_of_numbers_and_times_is_the_demo() {
    for epoch_1904 in [false, true] {
        let files = in_a_folder(workbooks(Manner { epoch_1904, ..Manner::default() }, typed));
        same_as_the_demo(files.path());
    }
}

#[test]
fn the_demo_as_an_archive_of_workbooks_is_the_demo() {
    let temporary = TempDir::new().expect("a folder");
    let path = temporary.path().join("导出.zip");
    std::fs::write(&path, archive(workbooks(Manner::default(), typed))).expect("a file");
    same_as_the_demo(&path);
}

/// What the tests above are worth: the demo's cells are really of all sorts.
#[test]
fn the_demo_has_cells_of_all_sorts() {
    let cells: Vec<Cell> =
        demo().iter().flat_map(|(_, bytes)| rows(bytes)).flatten().map(|raw| typed(&raw, false)).collect();
    let count =
        |style: Style| cells.iter().filter(|cell| matches!(cell, Cell::Number(_, s) if *s == style)).count();
    for style in [Style::Plain, Style::Time, Style::Day, Style::Percent, Style::Duration] {
        assert!(count(style) > 300, "{style:?}: {}", count(style));
    }
}

/// A process may have so many files open; a usual limit is 256 or 1,024.
#[cfg(unix)]
#[test]
fn more_entries_and_sheets_than_open_files() {
    let bytes = std::fs::read(crate::support::folder("xlsx").join("reviews.csv")).expect("a file");
    let mut book = Workbook::new(Cursor::new(Vec::new()), Manner::default());
    for sheet in 0..60 {
        book.sheet(&format!("Sheet{sheet}"));
        for row in rows(&bytes) {
            book.row(&row.iter().map(|cell| text(cell, false)).collect::<Vec<_>>());
        }
    }
    let files = (0..60).map(|file| (format!("reviews-{file}.csv"), bytes.clone()));
    let files = files.chain([("reviews.xlsx".to_owned(), book.finish().into_inner())]);
    let temporary = TempDir::new().expect("a folder");
    let path = temporary.path().join("reviews.zip");
    std::fs::write(&path, archive(files.collect())).expect("a file");
    let mut shell = assert_cmd::Command::new("sh");
    let limited = shell.args(["-c", "ulimit -n 40 && exec \"$0\" check --format json \"$1\""]);
    let run = run(limited.arg(assert_cmd::cargo::cargo_bin!("tiyanfen")).arg(&path));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("a report");
    let read = |file: &Value| file["read"].as_u64();
    let files: Vec<Option<u64>> = report["files"].as_array().expect("files").iter().map(read).collect();
    assert_eq!(files, [read(&report["files"][0]); 120]);
}

/// Sheets are found by their names, so that of two with one name the second could not be read.
#[test]
fn sheets_of_one_name_are_refused() {
    let mut book = Workbook::new(Cursor::new(Vec::new()), Manner::default());
    for _ in 0..2 {
        book.sheet("九月");
        book.row(&["售后单号", "售后类型"].map(|name| Cell::Text(name.to_owned())));
    }
    let temporary = TempDir::new().expect("a folder");
    let path = temporary.path().join("售后.xlsx");
    std::fs::write(&path, book.finish().into_inner()).expect("a file");
    let run = run(tiyanfen().args(["check", "--lang", "zh"]).arg(&path));
    assert_eq!(run.code, 2);
    assert!(
        run.stdout.contains("[container-damaged]") && run.stdout.contains("同名的工作表"),
        "{}",
        run.stdout
    );
}
