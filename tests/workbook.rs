//! `--format xlsx`: what a workbook holds is what the JSON says, as numbers, days and texts. How programs take it is
//! tested in `workbook_programs.rs`.

mod common;

use calamine::{Data, Range, Reader, Xlsx};
use common::{Folder, run, tiyanfen};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{Cursor, Read};

const SHEETS: [[&str; 7]; 2] = [
    ["概览", "指标", "原因", "走势", "待办", "明细", "数据"],
    ["Overview", "Indicators", "Causes", "Trend", "To do", "Cases", "Data"],
];

struct Book {
    bytes: Vec<u8>,
    sheets: Vec<(String, Range<Data>)>,
}

/// A row of a table by the headings of its columns.
type Row<'a> = HashMap<String, &'a Data>;

impl Book {
    fn of(bytes: Vec<u8>) -> Book {
        let mut book = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
        let names = book.sheet_names().clone();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).expect("a sheet");
            assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{name}");
            (name, range)
        });
        Book { sheets: sheets.collect(), bytes }
    }

    fn sheet(&self, name: &str) -> &Range<Data> {
        let found = self.sheets.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// The rows of a sheet that is a table.
    fn rows(&self, name: &str) -> Vec<Row<'_>> {
        let mut rows = self.sheet(name).rows();
        let headings: Vec<String> = rows.next().expect("headings").iter().map(ToString::to_string).collect();
        rows.map(|row| headings.iter().cloned().zip(row).collect()).collect()
    }

    fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).expect("an archive");
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("a text");
        text
    }
}

fn bytes(arguments: &[&str]) -> Vec<u8> {
    let output = tiyanfen().args(arguments).args(["--format", "xlsx"]).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn book(arguments: &[&str]) -> Book {
    Book::of(bytes(arguments))
}

fn json(arguments: &[&str]) -> Value {
    let run = run(tiyanfen().args(arguments).args(["--format", "json"]));
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// Is a cell what a value of the JSON is: a number, a day or a time, a text, nothing?
fn assert_is(cell: &Data, value: &Value, about: &str) {
    match (cell, value) {
        (Data::Empty, Value::Null) => {}
        (Data::Empty, Value::String(text)) => assert_eq!(text, "", "{about}"),
        (Data::Float(number), Value::Number(known)) => assert_eq!(Some(*number), known.as_f64(), "{about}"),
        (Data::DateTime(time), Value::String(text)) => {
            let seconds = chrono::TimeDelta::seconds((time.as_f64() * 86_400.0).round() as i64);
            let first =
                chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day").and_time(Default::default());
            let time = (first + seconds).format("%Y-%m-%d %H:%M:%S").to_string();
            assert!(time.starts_with(text.as_str()), "{about}: {time} for {text}");
        }
        (Data::String(shown), Value::String(text)) => assert_eq!(shown, text, "{about}"),
        _ => panic!("{about}: {cell:?} for {value:?}"),
    }
}

#[test]
fn a_score_has_seven_sheets_in_both_languages() {
    for (lang, names) in ["zh", "en"].iter().zip(SHEETS) {
        let book = book(&["score", "fixtures/demo", "-q", "--lang", lang]);
        assert_eq!(book.sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        for place in 1..=7 {
            let sheet = book.part(&format!("xl/worksheets/sheet{place}.xml"));
            assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{lang} {place}");
            assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToPage=\"1\""));
            let is_table = [2, 3, 4, 5, 6].contains(&place);
            assert_eq!(sheet.contains("state=\"frozen\""), is_table, "{lang} {place}");
            assert_eq!(sheet.contains("<autoFilter"), is_table, "{lang} {place}");
        }
        assert_eq!(book.part("xl/workbook.xml").matches("_xlnm.Print_Area").count(), 7);
        assert_eq!(book.part("xl/workbook.xml").matches("_xlnm.Print_Titles").count(), 5);
    }
}

#[test]
fn indicators_are_those_of_the_json() {
    let score = json(&["score", "fixtures/demo", "-q"]);
    let book = book(&["score", "fixtures/demo", "-q", "--lang", "zh"]);
    let rows = book.rows("指标");
    let indicators = score["indicators"].as_array().unwrap();
    assert_eq!(rows.len(), indicators.len());
    for row in &rows {
        let id = row["编号"].to_string();
        let own = indicators.iter().find(|own| own["id"] == *id).unwrap();
        for (heading, key) in [
            ("指标", "name_zh"),
            ("考核天数", "window_days"),
            ("本期值", "value"),
            ("得分（百分制）", "points"),
            ("失分", "lost_score"),
            ("失分名次", "rank"),
            ("较7天前", "change_7d"),
            ("较30天前", "change_30d"),
            ("分子", "numerator"),
            ("分母", "denominator"),
            ("近30天", "value_30"),
            ("近90天", "value_90"),
            ("有数据的天数", "covered_days"),
        ] {
            assert_is(row[heading], &own[key], &format!("{id} {heading}"));
        }
    }
    // The weakest on top of the overview, and the score as a number.
    let overview = book.sheet("概览");
    let cells: Vec<String> = overview.rows().flatten().map(ToString::to_string).collect();
    assert!(overview.rows().any(|row| row[0] == Data::Float(score["score"]["value"].as_f64().unwrap())));
    for words in ["抖店体验分", "精选联盟准入", "✓ 达标", "商品品质退货率"] {
        assert!(cells.iter().any(|cell| cell == words), "{words} in {cells:?}");
    }
}

#[test]
fn causes_days_and_deadlines_are_those_of_the_json() {
    let score = json(&["score", "fixtures/demo", "-q"]);
    let book = book(&["score", "fixtures/demo", "-q", "--lang", "en"]);
    let causes = book.rows("Causes");
    assert_eq!(causes.len(), score["causes"].as_array().unwrap().len());
    for (row, cause) in causes.iter().zip(score["causes"].as_array().unwrap()) {
        for (heading, key) in [
            ("Could gain", "recoverable"),
            ("Bad cases in it", "bad"),
            ("Cases in it", "cases"),
            ("The rest", "rest_value"),
            ("Share of bad cases", "share"),
            ("95% low", "low"),
            ("First day", "from"),
            ("Product id", "product_id"),
        ] {
            assert_is(row[heading], &cause[key], heading);
        }
    }

    let watch = json(&["watch", "fixtures/demo", "-q"]);
    let items = watch["items"].as_array().unwrap();
    let rows = book.rows("To do");
    assert_eq!(rows.len(), items.len());
    for (row, item) in rows.iter().zip(items) {
        for (heading, key) in [
            ("Deadline", "deadline"),
            ("Hours left", "hours_left"),
            ("Order", "order_id"),
            ("Product", "product_name"),
            ("Cost of missing it", "cost"),
        ] {
            assert_is(row[heading], &item[key], heading);
        }
    }

    let trend = json(&["trend", "fixtures/demo", "-q", "--days", "90"]);
    let forecast = json(&["forecast", "fixtures/demo", "-q", "--days", "30"]);
    let days = book.rows("Trend");
    let (known, ahead) = (trend["days"].as_array().unwrap(), forecast["days"].as_array().unwrap());
    assert_eq!((known.len(), ahead.len(), days.len()), (90, 30, 120));
    for (row, day) in days.iter().zip(known) {
        assert_is(row["Day"], &day["day"], "day");
        assert_is(row["Total"], &day["score"]["value"], "total");
        let rate =
            day["indicators"].as_array().unwrap().iter().find(|own| own["id"] == "positive_review_rate");
        assert_is(row["Positive review rate"], &rate.unwrap()["value"], "indicator");
        assert_is(row["Positive review rate, points"], &rate.unwrap()["points"], "points");
    }
    for (row, day) in days.iter().skip(90).zip(ahead) {
        assert_is(row["Day"], &day["day"], "day");
        assert_is(row["Total"], &Value::Null, "total");
        for (heading, key) in [("Forecast", "value"), ("Forecast, low", "low"), ("Forecast, high", "high")] {
            assert_is(row[heading], &day[key], heading);
        }
    }
    // The lines of the chart meet at the as-of day.
    assert_eq!((days[89]["Total"], days[88]["Forecast"]), (days[89]["Forecast"], &Data::Empty));
}

#[test]
fn cases_are_those_of_the_json() {
    let score = json(&["score", "fixtures/demo", "-q"]);
    let book = book(&["score", "fixtures/demo", "-q", "--lang", "zh"]);
    let mut rows = book.rows("明细").into_iter();
    for id in score["weakest"].as_array().unwrap() {
        let id = id.as_str().unwrap();
        let high = score["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .any(|own| own["id"] == id && own["direction"] == "high");
        let misses: &[&str] = if high { &["--misses"] } else { &[] };
        let cases = json(&[&["cases", id, "fixtures/demo", "-q"], misses].concat());
        for case in cases["cases"].as_array().unwrap() {
            let row = rows.next().expect("as many rows as cases");
            for (heading, key) in [
                ("订单编号", "order_id"),
                ("售后单号", "aftersale_id"),
                ("商品ID", "product_id"),
                ("商品", "product_name"),
                ("快递", "carrier"),
                ("数值", "value"),
                ("付款", "paid_at"),
                ("揽收", "picked_up_at"),
                ("签收", "signed_at"),
                ("原因", "reason"),
                ("归属日", "cohort_day"),
                ("离开窗口", "leaves_on"),
            ] {
                assert_is(row[heading], &case[key], &format!("{id} {heading}"));
            }
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn files_are_those_of_the_json() {
    let score = json(&["score", "fixtures/demo", "-q"]);
    let book = book(&["score", "fixtures/demo", "-q", "--lang", "zh"]);
    for file in score["inputs"].as_array().unwrap() {
        let mut rows = book.sheet("数据").rows();
        let row = rows.find(|row| row[0] == *file["path"].as_str().unwrap()).expect("the file");
        let keys = ["read", "used", "duplicate", "excluded", "unmatched", "rejected", "skipped"];
        for (cell, key) in row[3..].iter().zip(keys) {
            assert_is(cell, &file[key], key);
        }
    }
}

/// Every document with rows, also from its JSON, is a workbook; the others say that they have none.
#[test]
fn every_document_with_rows_is_a_workbook() {
    let documents: &[&[&str]] = &[
        &["trend", "fixtures/demo"],
        &["why", "fixtures/demo"],
        &["what-if", "fixtures/demo", "--add", "bad_review=3"],
        &["plan", "fixtures/demo"],
        &["forecast", "fixtures/demo"],
        &["cases", "arrival_hours", "fixtures/demo"],
        &["cases", "logistics_rating", "fixtures/demo"],
        &["watch", "fixtures/demo"],
        &["watch", "fixtures/demo", "--now", "2027-10-20 08:00"],
        &["causes", "pickup_on_time_rate", "fixtures/demo"],
        &["reconcile", "fixtures/demo-page.csv", "fixtures/demo"],
        &["score", "fixtures/demo", "--rules", "douyin", "--shop", "一家'店/[1]"],
        &["rules"],
        &["rules", "industries"],
    ];
    for arguments in documents {
        for lang in ["zh", "en"] {
            let arguments = [arguments, &["--lang", lang][..]].concat();
            assert!(!book(&arguments).sheets.is_empty());
            let document = run(tiyanfen().args(&arguments).args(["--format", "json"])).stdout;
            let folder = Folder::new().file("document.json", document);
            let rendered = folder.run(&[
                "render",
                "document.json",
                "--format",
                "xlsx",
                "--output",
                "a.xlsx",
                "--lang",
                lang,
            ]);
            assert_eq!(rendered.code, 0, "{arguments:?}: {}", rendered.stderr);
            Book::of(std::fs::read(folder.path().join("a.xlsx")).unwrap());
        }
    }
    let check = run(tiyanfen().args(["check", "fixtures/demo", "--output", "target/never.xlsx"]));
    assert_eq!(check.code, 2);
    assert!(check.stderr.starts_with("error[format-missing]"), "{}", check.stderr);
}

#[test]
fn names_are_texts_whatever_they_look_like() {
    let names = [
        ("=HYPERLINK(\"https://evil.example\",\"点我\")", None),
        ("=cmd|'/c calc'!A0", None),
        ("+86", None),
        ("-2+3", None),
        ("@SUM(A1:A9)", None),
        ("\t=1+1", Some("=1+1")),
        ("0012345678901234567890", None),
        ("1e5", None),
        ("2026-10-30", None),
        ("<script>&amp;\"'", None),
        ("_x0041_", Some("_x005F_x0041_")),
        ("a\u{202E}b\u{0}c\u{FFFE}", Some("ab c")),
    ];
    let score = run(tiyanfen().args(["score", "fixtures/demo", "-q", "--format", "json"])).stdout;
    let cases =
        run(tiyanfen().args(["cases", "arrival_hours", "fixtures/demo", "-q", "--format", "json"])).stdout;
    for (name, shown) in names {
        for (document, sheet) in [(&score, "原因"), (&cases, "明细")] {
            let mut document: Value = serde_json::from_str(document).unwrap();
            for list in ["causes", "cases"] {
                for row in document[list].as_array_mut().into_iter().flatten() {
                    for key in ["name", "product_name", "product_id"] {
                        if row[key].is_string() {
                            row[key] = name.into();
                        }
                    }
                }
            }
            let folder = Folder::new().file("document.json", document.to_string());
            let run = folder.run(&["render", "document.json", "-o", "a.xlsx", "--lang", "zh"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            let book = Book::of(std::fs::read(folder.path().join("a.xlsx")).unwrap());
            let shown = Data::String(shown.unwrap_or(name).to_owned());
            let unescaped = Data::String(name.to_owned());
            let found =
                book.sheet(sheet).rows().flatten().filter(|cell| **cell == shown || **cell == unescaped);
            assert!(found.count() > 0, "{name:?} in {sheet}");
        }
    }
}

#[test]
fn long_names_are_cut_and_many_sheets_stay_legal() {
    let cases =
        run(tiyanfen().args(["cases", "quality_return_rate", "fixtures/demo", "-q", "--format", "json"]))
            .stdout;
    let mut document: Value = serde_json::from_str(&cases).unwrap();
    document["cases"][0]["product_name"] = "长".repeat(40_000).into();
    let folder = Folder::new().file("document.json", document.to_string());
    let run = folder.run(&["render", "document.json", "-o", "a.xlsx", "--lang", "zh"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let book = Book::of(std::fs::read(folder.path().join("a.xlsx")).unwrap());
    let name = book.rows("明细")[0]["商品"].to_string();
    assert_eq!((name.chars().count(), name.ends_with('…')), (32_767, true));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let write =
        |threads: &str| bytes(&["score", "fixtures/demo", "-q", "--threads", threads, "--lang", "zh"]);
    let first = write("1");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == write("3"), "two workbooks of the same exports differ");
    assert!(
        first == bytes(&["score", "fixtures/demo", "-q", "--bom", "--lang", "zh"]),
        "a mark before the archive"
    );
}

#[test]
fn a_terminal_is_refused() {
    let mut script = std::process::Command::new("script");
    let program = env!("CARGO_BIN_EXE_tiyanfen");
    let command = format!("{program} score fixtures/demo -q --lang en --format xlsx; echo code $?");
    let output = script.args(["-qec", &command, "/dev/null"]).output().expect("script of bsdutils");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.starts_with("error[format-needs-file]: xlsx is no text"), "{said}");
    assert!(said.trim_end().ends_with("code 2"), "{said}");
}
