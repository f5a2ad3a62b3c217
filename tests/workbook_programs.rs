//! Workbooks in the programs that open them: LibreOffice, which computes, converts and prints them, and openpyxl.
//! `.ci/tools` installs both; the README's plain test command runs without them.

mod common;

use common::{run, tiyanfen};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/venv/bin/python");
const CELLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workbook/cells.py");

/// A folder with the workbook of the demo shop.
fn demo(lang: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("demo.xlsx");
    let arguments = ["score", "fixtures/demo", "-q", "--shop", "=1+1 小店", "--lang", lang, "--output"];
    let done = run(tiyanfen().args(arguments).arg(&path));
    assert_eq!(done.code, 0, "{}", done.stderr);
    (folder, path)
}

fn json(arguments: &[&str]) -> Value {
    let run = run(tiyanfen().args(arguments).args(["--format", "json", "-q"]));
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

/// LibreOffice with a profile of its own, so that several may run beside each other.
fn convert(folder: &Path, file: &Path, to: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut soffice = Command::new("soffice");
    soffice.args(["--headless", &profile, "--convert-to", to, "--outdir"]).arg(folder.join("out")).arg(file);
    let output = soffice.output().expect("soffice: .ci/tools installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Every sheet as CSV, as it is shown or with all digits.
fn sheets_as_csv(as_shown: bool) -> String {
    format!("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,{as_shown},false,false,-1")
}

/// What openpyxl finds.
fn cells(file: &Path) -> Vec<Value> {
    let output = Command::new(PYTHON).arg(CELLS).arg(file).output().expect("openpyxl: .ci/tools installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The places of columns by their headings.
fn column(rows: &[Value], heading: &str) -> usize {
    let headings = rows[0].as_array().expect("a row");
    headings.iter().position(|cell| cell["value"] == heading).unwrap_or_else(|| panic!("no column {heading}"))
}

fn csv(folder: &Path, place: usize) -> Vec<Vec<String>> {
    let name = std::fs::read_dir(folder.join("out")).expect("the sheets").map(|file| file.unwrap().path());
    let mut names: Vec<PathBuf> =
        name.filter(|path| path.extension().is_some_and(|end| end == "csv")).collect();
    names.sort();
    let path = names.iter().find(|path| {
        path.to_string_lossy().contains(["概览", "指标", "原因", "走势", "待办", "明细", "数据"][place])
    });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path.expect("the sheet"))
        .unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
#[ignore = "needs LibreOffice: .ci/tools installs it"]
fn libreoffice_opens_computes_and_converts_every_sheet() {
    let (folder, file) = demo("zh");
    // Every sheet as CSV, as it is shown.
    convert(folder.path(), &file, &sheets_as_csv(true));
    let score = json(&["score", "fixtures/demo"]);
    let rows = csv(folder.path(), 1);
    let at = |heading: &str| {
        rows[0].iter().position(|own| own == heading).unwrap_or_else(|| panic!("{heading}: {rows:?}"))
    };
    let indicators = score["indicators"].as_array().unwrap();
    assert_eq!(rows.len(), indicators.len() + 1);
    for row in &rows[1..] {
        let own = indicators.iter().find(|own| own["id"] == *row[at("编号")]).expect("an indicator");
        for (heading, key, decimals) in
            [("得分（百分制）", "points", 1), ("失分", "lost_score", 2), ("分母", "denominator", 0)]
        {
            let shown: String = row[at(heading)].replace(',', "");
            let known =
                own[key].as_f64().map_or(String::new(), |known| tiyanfen::rounding::fixed(known, decimals));
            assert_eq!(shown, known, "{} {heading}", own["id"]);
        }
        if let Some(value) = own["value"].as_f64().filter(|_| own["unit"] == "ratio") {
            let decimals = if value < 0.1 { 2 } else { 1 };
            assert_eq!(row[at("本期值")], format!("{}%", tiyanfen::rounding::fixed(value * 100.0, decimals)));
        }
    }
    // Ids keep all their digits, times their seconds.
    let watch = json(&["watch", "fixtures/demo"]);
    let rows = csv(folder.path(), 4);
    let at = |heading: &str| rows[0].iter().position(|own| own == heading).expect("a column");
    for (row, item) in rows[1..].iter().zip(watch["items"].as_array().unwrap()) {
        assert_eq!(row[at("订单编号")], item["order_id"].as_str().unwrap());
        assert_eq!(row[at("最晚")], item["deadline"].as_str().unwrap());
    }
    let overview = csv(folder.path(), 0);
    assert_eq!(overview[0][0], "=1+1 小店 · 抖店体验分");
    assert_eq!(overview[1][0], "4.43 / 5.00");
}

#[test]
#[ignore = "needs LibreOffice: .ci/tools installs it"]
fn libreoffice_knows_every_digit() {
    let (folder, file) = demo("zh");
    convert(folder.path(), &file, &sheets_as_csv(false));
    let score = json(&["score", "fixtures/demo"]);
    let indicators = score["indicators"].as_array().unwrap();
    let rows = csv(folder.path(), 1);
    let at = |heading: &str| rows[0].iter().position(|own| own == heading).expect("a column");
    for row in &rows[1..] {
        let own = indicators.iter().find(|own| own["id"] == *row[at("编号")]).expect("an indicator");
        for (heading, key) in
            [("得分（百分制）", "points"), ("失分", "lost_score"), ("分子", "numerator"), ("本期值", "value")]
        {
            let shown = &row[at(heading)];
            let (number, unit) =
                shown.strip_suffix('%').map_or((shown.as_str(), 1.0), |number| (number, 0.01));
            let number = number.parse::<f64>().ok().map(|number| number * unit);
            let is_near =
                number.zip(own[key].as_f64()).is_none_or(|(one, other)| (one - other).abs() < 1e-11);
            assert!(is_near && number.is_some() == own[key].is_number(), "{} {heading}: {shown}", own["id"]);
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and openpyxl: .ci/tools installs them"]
fn what_libreoffice_computes_and_saves_is_what_was_written() {
    for lang in ["zh", "en"] {
        let (folder, file) = demo(lang);
        convert(folder.path(), &file, "xlsx");
        let (before, after) = (cells(&file), cells(&folder.path().join("out/demo.xlsx")));
        assert_eq!((before.len(), after.len()), (7, 7));
        // openpyxl does not read the charts of LibreOffice.
        let saved = std::fs::File::open(folder.path().join("out/demo.xlsx")).unwrap();
        let mut saved = zip::ZipArchive::new(saved).unwrap();
        let chart = std::io::read_to_string(saved.by_name("xl/charts/chart1.xml").unwrap()).unwrap();
        assert_eq!(chart.matches("<c:ser>").count(), 5);
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before["name"], after["name"]);
            let values = |sheet: &Value| -> Vec<Value> {
                let rows = sheet["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
                // Formats without anything in them may go.
                rows.map(|cell| cell["value"].clone()).filter(|value| !value.is_null()).collect()
            };
            let (one, other) = (values(before), values(after));
            assert_eq!(one.len(), other.len(), "{}", before["name"]);
            for (one, other) in one.iter().zip(&other) {
                match one.as_f64().zip(other.as_f64()) {
                    // LibreOffice writes fifteen digits.
                    Some((one, other)) => assert!((one - other).abs() <= one.abs() * 1e-13, "{one} {other}"),
                    None => assert_eq!(one, other),
                }
            }
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and poppler-utils: .ci/tools installs them"]
fn libreoffice_prints_it() {
    let (folder, file) = demo("zh");
    convert(folder.path(), &file, "pdf");
    let output =
        Command::new("pdftotext").args(["-layout"]).arg(folder.path().join("out/demo.pdf")).arg("-").output();
    let text = String::from_utf8(output.expect("pdftotext: .ci/tools installs it").stdout).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!((7..=20).contains(&pages.len()), "{} pages", pages.len());
    assert!(pages[0].contains("抖店体验分") && pages[0].contains("4.43 / 5.00"), "{}", pages[0]);
    assert!(pages[0].contains("怎么办"), "{}", pages[0]);
    // Headings on every page of a long table, and the name of the sheet at its foot.
    let days = pages.iter().filter(|page| page.trim_end().contains("走势  ") || page.contains("预测下沿"));
    assert!(days.count() >= 3);
    assert!(!text.contains("###"), "a number that does not fit its column");
}

#[test]
#[ignore = "needs openpyxl: .ci/tools installs it"]
fn openpyxl_finds_types_formats_panes_rules_and_the_chart() {
    let (_folder, file) = demo("zh");
    let sheets = cells(&file);
    let rows = |place: usize| sheets[place]["rows"].as_array().unwrap();
    for sheet in &sheets {
        assert_eq!(sheet["landscape"], true);
        let cells = sheet["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
        assert!(cells.into_iter().all(|cell| cell["type"] != "f"), "a formula in {}", sheet["name"]);
        assert!(sheet["print"].as_str().is_some_and(|area| area.contains("$A$1:")), "{}", sheet["print"]);
    }
    for place in [1, 2, 3, 4, 5] {
        let frozen = sheets[place]["frozen"].as_str().unwrap();
        assert!(["A2", "B2"].contains(&frozen), "{frozen}");
        assert!(sheets[place]["filter"].as_str().is_some_and(|filter| filter.starts_with("A1:")));
        assert_eq!(sheets[place]["repeated"], "$1:$1");
    }

    let indicators = rows(1);
    for (heading, kind, format) in [
        ("指标", "s", "@"),
        ("本期值", "n", "[<0.1]0.00%;0.0%"),
        ("得分（百分制）", "n", "#,##0.0"),
        ("失分", "n", "0.00"),
        ("较7天前", "n", "+0.00%;-0.00%;0.00%"),
        ("分母", "n", "#,##0"),
        ("编号", "s", "@"),
    ] {
        let cell = &indicators[1][column(indicators, heading)];
        assert_eq!((cell["type"].as_str(), cell["format"].as_str()), (Some(kind), Some(format)), "{heading}");
    }
    let watch = rows(4);
    for (heading, kind, format) in
        [("最晚", "d", "yyyy-mm-dd hh:mm:ss"), ("订单编号", "s", "@"), ("还剩（小时）", "n", "#,##0.0")]
    {
        let cell = &watch[1][column(watch, heading)];
        assert_eq!((cell["type"].as_str(), cell["format"].as_str()), (Some(kind), Some(format)), "{heading}");
    }
    let types = |place: usize| -> Vec<String> {
        let rules = sheets[place]["rules"].as_array().unwrap().iter();
        let types = rules.flat_map(|rule| rule["types"].as_array().unwrap());
        types.map(|kind| kind.as_str().unwrap().to_owned()).collect()
    };
    for (place, kind) in [
        (0, "dataBar"),
        (0, "beginsWith"),
        (1, "colorScale"),
        (1, "cellIs"),
        (3, "colorScale"),
        (4, "cellIs"),
    ] {
        assert!(types(place).iter().any(|known| known == kind), "{kind} in {:?}", types(place));
    }

    let course = rows(3);
    let [chart] = sheets[3]["charts"].as_array().unwrap().as_slice() else { panic!("one chart") };
    assert_eq!((chart["line"].as_bool(), chart["row"].as_i64()), (Some(true), Some(1)));
    assert_eq!(chart["column"].as_u64(), Some(column(course, "走势图") as u64));
    let series = chart["series"].as_array().unwrap();
    let headings = ["总分", "预测", "预测下沿", "预测上沿", "精选联盟准入 4.00"];
    assert_eq!(series.len(), headings.len());
    for (series, heading) in series.iter().zip(headings) {
        let letter = char::from(b'A' + u8::try_from(column(course, heading)).unwrap());
        assert_eq!(series["name"], format!("走势!${letter}$1"));
        assert_eq!(series["days"], "走势!$A$2:$A$121");
        assert_eq!(series["values"], format!("走势!${letter}$2:${letter}$121"));
    }
    assert_eq!(series[4]["dash"], "dash");
}
