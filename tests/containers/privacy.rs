//! Personal data in workbooks and archives never comes out, wherever in them it stands.

use crate::common::{run, tiyanfen};
use crate::support::{AS_OF, folder, others, run_in, strs};
use crate::workbook::{Cell, Manner, Style, Workbook};
use std::io::Cursor;
use std::path::Path;
use tiyanfen::indicator::Indicator;

/// Every personal cell of the fixtures holds one of these.
const MARKS: [&str; 3] = ["1391111", "欧阳", "泄露"];

/// Everything that is said of some paths: every format in both languages, and the cases.
fn check(inside: &Path, paths: &[&str]) {
    let shared = ["--as-of", AS_OF, "--max-rejected", "1"];
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for lang in ["zh", "en"] {
        for format in ["text", "json", "csv"] {
            commands.push(vec![
                "score",
                "--set",
                "im_reply_3min_rate=0.9",
                "--lang",
                lang,
                "--format",
                format,
            ]);
        }
    }
    for indicator in Indicator::ALL {
        commands.push(vec!["cases", indicator.id(), "--denominator", "--window", "90", "--format", "json"]);
    }
    for command in commands {
        let run = run(tiyanfen().current_dir(inside).args(&command).args(shared).args(paths));
        let output = format!("{}{}", run.stdout, run.stderr);
        for mark in MARKS {
            let line = output.lines().find(|line| line.contains(mark));
            assert_eq!(line, None, "{command:?} {paths:?} shows {mark}");
        }
    }
}

#[test]
fn unreadable_cells_and_other_sheets_show_nothing() {
    let rest = others(&["refunds", "reviews"]);
    let books =
        ["hand-unreadable.xlsx", "libreoffice-reviews-header-in-row-3.xlsx", "../refused/contacts.xlsx"];
    check(&folder("xlsx"), &[strs(&rest), books.to_vec()].concat());
}

#[test]
fn cells_beyond_the_header_show_nothing() {
    check(&folder("xlsx"), &["hand-ragged.xlsx", "logistics.csv", "reviews.csv"]);
}

/// The library that reads workbooks quotes what it stumbles over.
#[test]
fn what_is_said_of_damage_quotes_nothing() {
    for name in ["odd-boolean.xlsx", "odd-error.xlsx", "odd-type.xlsx"] {
        for lang in ["zh", "en"] {
            let run = run_in("refused", &["score", name, "--lang", lang]);
            assert!(run.stderr.contains("[container-damaged]"), "{}", run.stderr);
            assert!(MARKS.iter().all(|mark| !run.stderr.contains(mark)), "{}", run.stderr);
        }
    }
}

/// A phone number as Excel keeps it, a number, in every column but those of ids in turn.
#[test]
fn a_phone_number_in_any_column_shows_nothing() {
    let csv = std::fs::read_to_string(folder("xlsx").join("orders.csv")).expect("a fixture");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    let (header, rows) = rows.split_first().expect("a header");
    let places = (0..header.len())
        .filter(|place| !["主订单编号", "子订单编号", "商品ID"].contains(&header[*place].as_str()));
    let mut book = Workbook::new(Cursor::new(Vec::new()), Manner::default());
    book.sheet("订单");
    book.texts(header.iter().map(String::as_str));
    let mut made = 0;
    for (place, row) in places.zip(rows.iter().cycle()) {
        for cell in [
            Cell::Number("13911110005".into(), Style::Plain),
            Cell::Number("13911110006".into(), Style::Time),
            Cell::Text("13911110007".into()),
        ] {
            let mut cells: Vec<Cell> = row.iter().map(|text| Cell::Text(text.clone())).collect();
            cells[place] = cell;
            made += 1;
            let id = format!("6917926768823643{:03}", 100 + made);
            cells[0] = Cell::Text(id.clone());
            cells[1] = Cell::Text(id);
            book.row(&cells);
        }
    }
    let temporary = tempfile::TempDir::new().expect("a folder");
    std::fs::write(temporary.path().join("订单.xlsx"), book.finish().into_inner()).expect("a file");
    let lists = ["logistics.csv", "reviews.csv", "refunds.csv"].map(|name| folder("xlsx").join(name));
    let lists: Vec<&str> = lists.iter().map(|path| path.to_str().expect("a path")).collect();
    check(temporary.path(), &[vec!["订单.xlsx"], lists].concat());
}
