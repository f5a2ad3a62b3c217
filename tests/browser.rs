//! Pages in a real browser: nothing on its console, no request, nothing wider than a screen, nothing that axe finds fault
//! with, in both languages and themes; on paper a few pages.
//!
//! `tests/browser/check.mjs` drives it. What is needed is installed by `.ci/tools`.

mod common;

use common::{Folder, run, tiyanfen};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo-page.csv");
const MODULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/node_modules");

fn program(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    all.into_iter()
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("no {names:?}: .ci/tools installs it"))
}

/// Writes a page, in a language.
fn written(folder: &Folder, name: &str, arguments: &[&str], lang: &str) -> PathBuf {
    let path = folder.path().join(format!("{name}-{lang}.html"));
    let made =
        run(tiyanfen().args(arguments).args(["--format", "html", "--lang", lang]).current_dir(folder.path()));
    assert!(made.code <= 1, "{arguments:?}: {}", made.stderr);
    std::fs::write(&path, made.stdout).unwrap();
    path
}

/// The widths and the themes that a page is opened in, and where it is printed to.
struct Opened {
    file: PathBuf,
    widths: &'static [u32],
    themes: &'static [&'static str],
    pdf: Option<PathBuf>,
}

impl Opened {
    /// Of many pages in both languages, those of one are light and those of the other dark.
    fn in_short(file: PathBuf, lang: &str) -> Opened {
        let themes: &[&str] = if lang == "zh" { &["light"] } else { &["dark"] };
        Opened { file, widths: &[360, 1280], themes, pdf: None }
    }
}

/// What the browser finds wrong with pages; those with a place for it are printed.
fn problems(pages: &[Opened]) -> String {
    let page = |own: &Opened| json!({ "file": own.file, "widths": own.widths, "themes": own.themes, "pdf": own.pdf });
    let pages: Vec<Value> = pages.iter().map(page).collect();
    let browser = program(&["chromium", "chromium-browser", "google-chrome"]);
    assert!(Path::new(MODULES).join("axe-core").is_dir(), "no {MODULES}: .ci/tools installs it");
    let request = json!({ "modules": MODULES, "browser": browser, "pages": pages });
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/check.mjs");
    let mut node = Command::new(program(&["node"]))
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("node starts");
    node.stdin.take().unwrap().write_all(request.to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn printed_pages(pdf: &Path) -> (u32, String) {
    let output = Command::new(program(&["pdfinfo"])).arg(pdf).output().expect("pdfinfo starts");
    let said = String::from_utf8(output.stdout).unwrap();
    let value = |key: &str| {
        let line = said.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{said}"));
        line[key.len()..].trim().to_owned()
    };
    (value("Pages:").parse().unwrap(), value("Page size:"))
}

#[test]
#[ignore = "needs Chromium: .ci/tools installs it"]
fn the_page_of_a_score_is_sound() {
    let folder = Folder::new();
    let mut pages = Vec::new();
    for (name, arguments) in [
        ("classic", &["score", DEMO, "-q"][..]),
        ("douyin", &["score", DEMO, "-q", "--rules", "douyin", "--shop", "山间集旗舰店"]),
        ("early", &["score", DEMO, "-q", "--as-of", "2026-07-05"]),
    ] {
        for lang in ["zh", "en"] {
            let page = written(&folder, name, arguments, lang);
            let pdf = Some(page.with_extension("pdf"));
            let (widths, themes) = (&[360, 768, 1280, 1600], &["light", "dark"]);
            pages.push(Opened { file: page, widths, themes, pdf });
        }
    }
    assert_eq!(problems(&pages), "");
    for pdf in pages.iter().filter_map(|page| page.pdf.as_ref()) {
        let (count, size) = printed_pages(pdf);
        assert!(count <= 4, "{count} pages: {}", pdf.display());
        assert!(size.contains("A4"), "{size}");
    }
}

#[test]
#[ignore = "needs Chromium: .ci/tools installs it"]
fn the_pages_of_other_documents_are_sound() {
    let folder = Folder::new();
    let mut pages = Vec::new();
    for (name, arguments) in [
        ("trend", &["trend", DEMO, "-q"][..]),
        ("forecast", &["forecast", DEMO, "-q"]),
        ("why", &["why", DEMO, "-q"]),
        ("what-if", &["what-if", DEMO, "-q", "--add", "bad_review=1"]),
        ("plan", &["plan", DEMO, "-q"]),
        ("cases", &["cases", "pickup_on_time_rate", "--misses", DEMO, "-q"]),
        ("causes", &["causes", "pickup_on_time_rate", DEMO, "-q"]),
        ("watch", &["watch", DEMO, "-q"]),
        ("check", &["check", DEMO]),
        ("reconcile", &["reconcile", PAGE, DEMO, "-q"]),
        ("calibrate", &["calibrate", PAGE, DEMO, "-q"]),
        ("rules", &["rules"]),
        ("rulebook", &["rules", "show", "douyin"]),
        ("industries", &["rules", "industries"]),
        ("explain", &["explain"]),
        ("indicator", &["explain", "quality_return_rate"]),
        ("guide", &["explain", "forecast"]),
    ] {
        for lang in ["zh", "en"] {
            pages.push(Opened::in_short(written(&folder, name, arguments, lang), lang));
        }
    }
    assert_eq!(problems(&pages), "");
}

/// Names that are markup, that turn what stands around them, that are long, in every place that comes from outside.
#[test]
#[ignore = "needs Chromium: .ci/tools installs it"]
fn hostile_names_are_harmless() {
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;";
    let turned = "\u{202e}gnp.elif\u{2066}\u{200f}";
    let long = "长".repeat(200);
    let unbroken = "x".repeat(200);
    let header = "主订单编号,子订单编号,商品ID,选购商品,订单应付金额,订单提交时间,支付完成时间,发货时间,\
        订单完成时间,承诺发货时间,订单状态,省,达人昵称,快递信息";
    let mut orders = format!("{header}\n");
    let mut parcels = "订单编号,运单号,物流公司,揽收时间,签收时间,包裹状态\n".to_owned();
    for n in 1..=80 {
        let name = [script, turned, &long, &unbroken][n % 4].replace('"', "\"\"");
        let (day, id) = (n % 28 + 1, 6_917_926_768_823_640_000_u64 + n as u64);
        orders += &format!(
            "{id},{id},{},\"{name}\",28.90,2026-10-{day:02} 09:00:00,2026-10-{day:02} 09:01:00,\
             2026-10-{day:02} 20:00:00,-,2026-10-{day:02} 23:00:00,已发货,\"{name}\",\"{name}\",-\n",
            n % 4 + 11
        );
        if n % 3 > 0 {
            let late = day + 2 + n % 4 / 3;
            parcels += &format!("{id},SF{n},\"{name}\",2026-10-{late:02} 10:00:00,-,运输中\n");
        }
    }
    let folder = Folder::new().file("订单.csv", orders).file("\u{202e}物流<b>'&\".csv", parcels);
    let score =
        &["score", ".", "-q", "--set", "positive_review_rate=0.9", "--set", "quality_return_rate=0.01"];
    let mut pages = Vec::new();
    for (name, shop) in [("script", script), ("turned", turned), ("long", &long), ("unbroken", &unbroken)] {
        let arguments = [&score[..], &["--shop", shop]].concat();
        for lang in ["zh", "en"] {
            pages.push(Opened::in_short(written(&folder, name, &arguments, lang), lang));
        }
    }
    for (name, arguments) in [
        ("cases", &["cases", "pickup_on_time_rate", ".", "-q"][..]),
        ("causes", &["causes", "pickup_on_time_rate", ".", "-q"]),
        ("watch", &["watch", ".", "-q", "--now", "2026-10-29 08:00"]),
        ("check", &["check", "."]),
    ] {
        pages.push(Opened::in_short(written(&folder, name, arguments, "zh"), "zh"));
    }
    let said = std::fs::read_to_string(&pages[0].file).unwrap();
    assert!(said.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the names are shown");
    assert_eq!(problems(&pages), "");
}
