//! What is written, read back.

use super::{MOST_ROWS, workbook};
use crate::catalogue::Lang;
use crate::report::sheet::{
    Colouring, Fit, NumberKind, Sheet, SheetCell, SheetChart, SheetColumn, SheetPart, SheetSeries,
    SheetTable, Stroke,
};
use crate::time::Day;
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read};

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(count: usize) -> SheetTable<'static> {
    let mut table =
        SheetTable::new([SheetColumn::new("name"), SheetColumn::new("n").coloured(Colouring::Change)]);
    for n in 0..count {
        let cells = [SheetCell::text(format!("row {n}")), SheetCell::change(Some(n as f64))];
        if n % 2 == 0 { table.row(cells) } else { table.row_low_is_better(cells) }
    }
    table
}

#[test]
fn cells_are_what_they_are() {
    let cells = [
        (SheetCell::text("7038535510572806031"), Data::String("7038535510572806031".into())),
        (SheetCell::text("=1+1"), Data::String("=1+1".into())),
        (SheetCell::text("@SUM(A1)"), Data::String("@SUM(A1)".into())),
        (SheetCell::text("0123"), Data::String("0123".into())),
        (SheetCell::text("2026-10-30"), Data::String("2026-10-30".into())),
        (SheetCell::text(" <b>&amp;\"' "), Data::String(" <b>&amp;\"' ".into())),
        (SheetCell::text("a\u{202E}b\u{7}c"), Data::String("ab c".into())),
        (SheetCell::number(Some(0.1 + 0.2), NumberKind::Share), Data::Float(0.1 + 0.2)),
        (SheetCell::number(Some(1.0 / 3.0), NumberKind::Score(2)), Data::Float(1.0 / 3.0)),
        (SheetCell::number(Some(f64::NAN), NumberKind::Plain), Data::Empty),
        (SheetCell::count(50_000), Data::Float(50_000.0)),
        (SheetCell::text(""), Data::Empty),
    ];
    let mut table = SheetTable::new([SheetColumn::new("cell")]);
    cells.iter().for_each(|(cell, _)| table.row([cell.clone()]));
    table.row([SheetCell::Day(Day::parse("2026-10-30").unwrap())]);
    table.row([SheetCell::time("2026-10-30 06:00:00")]);
    table.row([SheetCell::time("2026-10-30")]);
    let bytes = workbook(&[Sheet::of_table("s", table)], Lang::Zh, MOST_ROWS).unwrap();
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f"));
    let mut book = read(bytes);
    let range = book.worksheet_range("s").unwrap();
    for (row, (cell, data)) in cells.iter().enumerate() {
        let read = range.get_value((row as u32 + 1, 0)).cloned().unwrap_or_default();
        assert_eq!(&read, data, "{cell:?}");
    }
    let day = |row: usize| match range.get((cells.len() + row, 0)) {
        Some(Data::DateTime(day)) => day.as_f64(),
        other => panic!("{other:?}"),
    };
    // 2026-10-30 by the days of Excel.
    assert_eq!([day(1), day(2), day(3)], [46_325.0, 46_325.25, 46_325.0]);
}

#[test]
fn what_is_longer_than_a_sheet_goes_on_in_the_next() {
    let sheets = [
        Sheet::of_table("明细", names(10)),
        Sheet::of_table("b", names(0)),
        Sheet::of_table("明细", names(1)),
    ];
    let mut book = read(workbook(&sheets, Lang::Zh, 5).unwrap());
    assert_eq!(book.sheet_names(), ["明细", "明细 (2)", "明细 (3)", "b", "明细 (4)"]);
    let mut rows = Vec::new();
    for name in ["明细", "明细 (2)", "明细 (3)"] {
        let range = book.worksheet_range(name).unwrap();
        assert!(range.height() <= 5);
        assert_eq!(range.get((0, 0)), Some(&Data::String("Name".into())));
        rows.extend(range.rows().skip(1).map(|row| row[0].to_string()));
    }
    assert_eq!(rows, (0..10).map(|n| format!("row {n}")).collect::<Vec<_>>());
    // Below other parts, too.
    let stacked = Sheet::new("s").with(SheetPart::Title("t".into())).with(SheetPart::Table(names(6)));
    let mut book = read(workbook(&[stacked], Lang::Zh, 5).unwrap());
    let heights: Vec<usize> =
        ["s", "s (2)"].iter().map(|name| book.worksheet_range(name).unwrap().height()).collect();
    assert_eq!(heights, [5, 4]);
}

#[test]
fn the_same_sheets_give_the_same_bytes() {
    let sheets = || {
        let day = Day::parse("2026-10-30").unwrap();
        let series = SheetSeries { column: 1, stroke: Stroke::Known };
        let mut table = names(50);
        table.columns.push(SheetColumn::new("chart").fit(Fit::Chart(80.0)));
        let chart = SheetChart {
            title: "t".into(),
            description: "d".into(),
            categories: 0,
            series: vec![series],
            extent: (0.0, 5.0),
            over: 2,
        };
        [Sheet { chart: Some(chart), ..Sheet::of_table("s", table).on(day) }, Sheet::of_table("t", names(3))]
    };
    let write = || workbook(&sheets(), Lang::En, MOST_ROWS).unwrap();
    let bytes = write();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(bytes, write());
    assert!(part(&bytes, "docProps/core.xml").contains("2026-10-30T00:00:00Z"));
    let none = workbook(&[Sheet::of_table("t", names(3))], Lang::En, MOST_ROWS).unwrap();
    assert!(part(&none, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn a_table_has_its_headings_in_sight_and_a_sheet_its_page() {
    let bytes = workbook(&[Sheet::of_table("s", names(3))], Lang::Zh, MOST_ROWS).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for words in [
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<autoFilter ref=\"A1:B4\"/>",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "<ignoredError sqref=\"A2:B4\" numberStoredAsText=\"1\"/>",
        // A rise is well in the rows 2 and 4, a fall in the row 3.
        "<conditionalFormatting sqref=\"B2 B4\">",
        "<conditionalFormatting sqref=\"B3\">",
    ] {
        assert!(sheet.contains(words), "{words} in {sheet}");
    }
    let names = part(&bytes, "xl/workbook.xml");
    for words in ["_xlnm.Print_Area", "s!$A$1:$B$4", "_xlnm.Print_Titles", "s!$1:$1", "_xlnm._FilterDatabase"]
    {
        assert!(names.contains(words), "{words} in {names}");
    }
}

#[test]
fn columns_fit_chinese() {
    let mut table = SheetTable::new([SheetColumn::new("名"), SheetColumn::new("名")]);
    table.row([SheetCell::text("十个汉字宽二十个字母"), SheetCell::text("twenty ascii letters")]);
    let bytes = workbook(&[Sheet::of_table("s", table)], Lang::Zh, MOST_ROWS).unwrap();
    // Twenty, and room beside them.
    assert!(
        part(&bytes, "xl/worksheets/sheet1.xml")
            .contains("<col min=\"1\" max=\"2\" width=\"23.7109375\" customWidth=\"1\"/>")
    );
}
