//! What files, names and arguments hold is never obeyed: not by a terminal, not by a spreadsheet program, not by whatever
//! shows HTML or Markdown.

mod common;

use common::{Folder, Run};
use serde_json::Value;

const ORDERS: &str = "主订单编号,商品ID,选购商品,订单应付金额,支付完成时间,订单状态,达人昵称";
const PARCELS: &str = "运单号,订单编号,物流公司,揽收时间,签收时间";
/// Names of products, as somebody may give them.
const NAMES: [&str; 9] = [
    "=cmd|' /C calc'!A0",
    "+86 calc",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "a\u{1b}[31mred\u{9b}2J\u{7}",
    "x\u{202e}gnp.exe\u{2066}\u{200f}\u{2028}\u{feff}\u{E0041}",
    "<img src=x onerror=alert(1)>&amp;",
    "[a](http://x)|**b**`c`",
];
const FILE: &str = "订单\u{202e}\u{1b}[2J\u{2067}.csv";

fn shop() -> Folder {
    let order = |(n, name): (usize, &&str)| {
        format!("69179267688230{n:05},11,\"\t{name}\",9.90,2026-10-02 10:00:00,已完成,\"{name}\"\n")
    };
    let parcel =
        |n: usize| format!("SF10000{n},69179267688230{n:05},=快递,2026-10-02 12:00:00,2026-10-05 12:00:00\n");
    let orders: String = NAMES.iter().enumerate().map(order).collect();
    let parcels: String = (0..NAMES.len()).map(parcel).collect();
    Folder::new()
        .file(FILE, format!("{ORDERS}\n{orders}"))
        .file("物流.csv", format!("{PARCELS}\n{parcels}"))
        .file("坏\u{9b}\u{202e}.csv", format!("{ORDERS}\n张三,1\n"))
}

const DAY: [&str; 4] = ["--as-of", "2026-10-20", "--max-rejected", "1"];

fn cases(folder: &Folder, args: &[&str]) -> Run {
    folder
        .run(&[&["cases", "arrival_hours", ".", "--denominator", "--window", "90"], &DAY[..], args].concat())
}

/// Characters that a terminal obeys, or that turn or hide what stands beside them.
fn is_obeyed(c: char) -> bool {
    let is_unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    (c.is_control() && c != '\n') || is_unseen
}

#[test]
fn a_terminal_obeys_nothing() {
    let folder = shop();
    let score =
        ["score", ".", "--shop", "甲\u{202e}\u{1b}]0;店\u{7}", "--set", "im_reply_3min_rate=0.9", "--all"];
    let runs = [
        folder.run(&[&["check", "."], &DAY[2..]].concat()),
        folder.run(&[&["check", ".", "--lang", "zh"], &DAY[2..]].concat()),
        folder.run(&[&score[..], &DAY].concat()),
        folder.run(&["score", "."]),
        cases(&folder, &["--wide"]),
        folder.run(&["score", "不在\u{1b}[31m\u{202e}.csv"]),
        folder.run(&["score", ".", "--x\u{1b}[31m\u{202e}"]),
        folder.run(&["cases", "x\u{9b}31m\u{2066}", "."]),
        folder.run(&["score", ".", "--format", "j\u{202e}son"]),
        folder.run(&["render", "不在\u{85}\u{2028}.json"]),
        folder.run(&["score", ".", "--columns", FILE]),
        folder.run(&["reconcile", FILE, "."]),
    ];
    for run in runs {
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.is_empty());
        assert_eq!(said.chars().find(|c| is_obeyed(*c)), None, "{}", said.escape_debug());
    }
    let said = cases(&folder, &["--wide"]).stdout;
    assert!(said.contains("xgnp.exe") && said.contains("a [31mred 2J"), "{said}");
}

#[test]
fn a_spreadsheet_program_calculates_nothing() {
    let folder = shop();
    for args in [&[][..], &["--bom"], &["--headers", "zh"], &["--bom", "--headers", "en"]] {
        let run = cases(&folder, &[&["--format", "csv"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let mut cells = 0;
        for record in csv::Reader::from_reader(run.stdout.as_bytes()).records() {
            for cell in record.expect("a record").iter() {
                // The TAB before an id is the platform's own way to say that it is a text.
                let id =
                    cell.strip_prefix('\t').is_some_and(|id| id.bytes().all(|b| b.is_ascii_alphanumeric()));
                let is_formula =
                    cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']) && cell.parse::<f64>().is_err();
                assert!(id || !is_formula, "{args:?}: {cell:?}");
                cells += 1;
            }
        }
        assert!(cells > 100, "{cells}");
        for name in ["'=cmd|' /C calc'!A0", "'-2+3", "'@SUM(1)", "'+86 calc", "'=快递"] {
            assert!(run.stdout.contains(name), "{args:?} {name}: {}", run.stdout);
        }
    }
}

#[test]
fn figures_below_zero_stay_figures_and_json_has_texts_as_they_are() {
    let folder = shop();
    let run = cases(&folder, &["--format", "json"]);
    let table: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let names: Vec<&str> =
        table["cases"].as_array().expect("cases").iter().filter_map(|c| c["creator"].as_str()).collect();
    for name in NAMES.iter().take(5).chain(&NAMES[7..]) {
        assert!(names.contains(name), "{name}: {names:?}");
    }
    let changes = ["why", "fixtures/demo", "--as-of", "2026-10-30", "--format", "csv"];
    let mut program = common::tiyanfen();
    let run = common::run(program.current_dir(env!("CARGO_MANIFEST_DIR")).args(changes));
    assert!(run.stdout.contains(",-0.") && !run.stdout.contains("'-0."), "{} {}", run.stdout, run.stderr);
}

#[test]
fn a_history_gives_a_name_back() {
    let folder = shop();
    let keep = |day: &str| {
        let shop = ["--shop", "=甲店", "--set", "im_reply_3min_rate=0.9", "--append", "history.csv", "-q"];
        let run = folder.run(&[&["score", ".", "--max-rejected", "1", "--as-of", day], &shop[..]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        std::fs::read_to_string(folder.path().join("history.csv")).expect("a history")
    };
    let (first, again) = (keep("2026-10-20"), keep("2026-10-20"));
    assert!(first.contains(",'=甲店,") && !first.contains(",=甲店,"), "{first}");
    assert_eq!(first, again, "the day is replaced, so the name is known again");
}

#[test]
fn pages_hold_texts_and_no_markup() {
    let folder = shop();
    let html = cases(&folder, &["--format", "html"]).stdout;
    let (page, _) = html.split_once("<script type=\"application/json\"").expect("the data");
    assert!(!page.contains("<img") && page.contains("&lt;img"), "{page}");
    assert_eq!(page.chars().find(|c| is_obeyed(*c)), None);
    let markdown = cases(&folder, &["--format", "markdown"]).stdout;
    assert!(markdown.contains("［`a](http://x)") && !markdown.contains("<img"), "{markdown}");
    assert_eq!(markdown.chars().find(|c| is_obeyed(*c)), None);
    let run = cases(&folder, &["--format", "xlsx", "--output", "cases.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let book = std::fs::File::open(folder.path().join("cases.xlsx")).expect("a workbook");
    let mut archive = zip::ZipArchive::new(book).expect("an archive");
    let sheet = archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    let sheet = std::io::read_to_string(sheet).expect("XML");
    assert!(!sheet.contains("<f>") && !sheet.contains("<img"), "{sheet}");
}
