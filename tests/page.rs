//! `--format html`: one file that asks nobody for anything, that shows what the JSON in it says, and that can be made again
//! from it.

mod common;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::{Folder, run, tiyanfen};
use serde_json::Value;
use sha2::{Digest, Sha256};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
/// What a page of the demo may weigh at most, in bytes.
const HEAVIEST: usize = 300_000;

fn page(arguments: &[&str], lang: &str) -> String {
    let run = run(tiyanfen().args(arguments).args(["--format", "html", "--lang", lang]));
    assert!(run.code == 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

fn score_page(lang: &str) -> String {
    page(&["score", DEMO, "-q"], lang)
}

/// What stands between two marks, from the first of the first on.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(begin).unwrap_or_else(|| panic!("no {begin}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The content of all elements of a name.
fn elements<'t>(page: &'t str, name: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, from)) = rest.split_once(&open) {
        let Some((content, after)) = from.split_once(&close) else { break };
        if content.starts_with([' ', '>']) {
            found.push(content.split_once('>').map_or("", |(_, inner)| inner));
        }
        rest = after;
    }
    found
}

/// A text without elements.
fn plain(markup: &str) -> String {
    let mut text = String::new();
    for part in markup.split('<') {
        text += part.split_once('>').map_or(part, |(_, text)| text);
    }
    text
}

fn data(page: &str) -> Value {
    let json = between(page, "<script type=\"application/json\" id=\"tiyanfen\">", "</script>");
    assert!(!json.contains(['<', '>', '&']), "it could end its element");
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_policy_allows_the_style_sheet_and_nothing_else() {
    let page = score_page("zh");
    let sheet = between(&page, "<style>", "</style>");
    let hash = STANDARD.encode(Sha256::digest(sheet));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let expected =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    assert_eq!(policy.replace("&#39;", "'"), expected);
    // Nothing that a browser would have to fetch, and nothing that it would have to run.
    let markup = page.split_once("<script ").unwrap().0.replace(sheet, "");
    for forbidden in [" style=", " href=", " src=", "http:", "https:", "<link", "<img", "url(", "<script"] {
        assert!(!markup.contains(forbidden), "{forbidden}");
    }
    let tags = markup.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0);
    let handler =
        tags.flat_map(str::split_whitespace).find(|word| word.starts_with("on") && word.contains("=\""));
    assert_eq!(handler, None);
    assert!(!sheet.contains("url(") && !sheet.contains("@import") && !sheet.contains("/*"));
}

#[test]
fn a_page_of_the_demo_is_light() {
    for rules in ["classic", "douyin", "koubei"] {
        for lang in ["zh", "en"] {
            let size = page(&["score", DEMO, "-q", "--rules", rules], lang).len();
            assert!(size <= HEAVIEST, "{rules} {lang}: {size} bytes");
        }
    }
}

/// The parts in their order, and the same figures as in the JSON.
#[test]
fn it_shows_what_its_data_say() {
    let parts = [
        (
            "zh",
            "抖店体验分",
            [
                "走势和预测",
                "最弱 3 项",
                "三个维度",
                "门槛",
                "计分的指标",
                "时限提醒",
                "数据来源：每一行的去向",
                "数据盖到哪些天（2026-08-02 到 2026-10-30）",
                "怎么算出来的",
            ],
            ["▲ +0.02", "▲ +0.08", "▼ -0.07"],
        ),
        (
            "en",
            "Douyin experience score",
            [
                "Course and forecast",
                "the 3 weakest",
                "Dimensions",
                "thresholds",
                "Scored indicators",
                "Deadlines",
                "Sources: what became of every row",
                "Days that the exports cover, 2026-08-02 to 2026-10-30",
                "How it was computed",
            ],
            ["▲ +0.02", "▲ +0.08", "▼ -0.07"],
        ),
    ];
    for (lang, title, headings, changes) in parts {
        let page = score_page(lang);
        let data = data(&page);
        assert_eq!(elements(&page, "h1"), [title]);
        assert_eq!(elements(&page, "title")[0], format!("{title} 4.43"));
        let found: Vec<String> = elements(&page, "h2").into_iter().map(plain).collect();
        assert_eq!(found, headings, "{lang}");
        let text = plain(&page);
        assert!(text.contains(data["score"]["score"]["display"].as_str().unwrap()));
        for change in changes {
            assert!(text.contains(change), "{lang}: {change}");
        }
        // A card for each scored indicator with its course, beside those of the weakest.
        let scored = data["course"]["indicators"].as_array().unwrap().len();
        assert_eq!(
            elements(&page, "article").len(),
            scored + data["score"]["weakest"].as_array().unwrap().len()
        );
        assert_eq!(page.matches("class=\"sparkline\"").count(), scored);
        // The forecast, its band, the threshold, the days ahead.
        for class in ["curve expected", "band", "border good", "ahead"] {
            assert!(page.contains(&format!("class=\"{class}\"")), "{class}");
        }
        assert_eq!(page.matches("class=\"days\"").count(), data["covered"].as_array().unwrap().len());
    }
}

/// Whoever cannot see a drawing is told what it shows.
#[test]
fn every_drawing_has_its_text() {
    for lang in ["zh", "en"] {
        let page = score_page(lang);
        let mut drawings = 0;
        for drawing in page.split("<svg ").skip(1) {
            let begin = drawing.split_once('>').unwrap().0;
            // What lies within a drawing that is named, and what only repeats a text beside it.
            let is_part = begin.starts_with("viewBox");
            let is_named = begin.contains("role=\"img\"") && begin.contains("aria-label");
            assert!(is_part || is_named || begin.contains("aria-hidden=\"true\""), "{begin}");
            drawings += usize::from(is_named);
        }
        assert!(drawings >= 13, "{drawings}");
        let title = plain(between(&page, "<title id=\"t", "</title>"));
        let description = plain(between(&page, "<desc id=\"d", "</desc>"));
        let (expected, said) = match lang {
            "zh" => (
                "总分，过去 90 天和往后 30 天",
                "开始 4.28（2026-08-02），最低 4.19（2026-08-04），最高 4.63（2026-10-08），最后 4.43（2026-10-30）。",
            ),
            _ => (
                "total, the last 90 days and the next 30",
                "From 4.28 on 2026-08-02; lowest 4.19 on 2026-08-04, highest 4.63 on 2026-10-08; 4.43 on 2026-10-30.",
            ),
        };
        assert!(title.ends_with(expected), "{title}");
        assert!(description.contains(said), "{description}");
        // The same as figures.
        let row = "<tr><th scope=\"row\">2026-10-08</th><td class=\"n\">4.63</td>";
        assert!(page.contains(row));
    }
}

/// One heading of the first level, none that skips a level, and every id once.
#[test]
fn it_is_in_order() {
    for arguments in [&["score", DEMO, "-q"][..], &["trend", DEMO, "-q"], &["check", DEMO], &["explain"]] {
        let page = page(arguments, "zh");
        let mut last = 0;
        for at in page.match_indices("<h").map(|(at, _)| at) {
            if let Some(level) = page[at + 2..].chars().next().and_then(|c| c.to_digit(10)) {
                assert!(level <= last + 1, "{arguments:?}: h{level} after h{last}");
                last = level;
            }
        }
        assert_eq!(page.matches("<h1").count(), 1, "{arguments:?}");
        let ids: Vec<&str> =
            page.split(" id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
        let all: std::collections::HashSet<&&str> = ids.iter().collect();
        assert_eq!(all.len(), ids.len(), "{arguments:?}");
        assert_eq!(page.matches("<main>").count(), 1);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
        assert!(page.ends_with("</html>\n"));
    }
    assert!(score_page("en").contains("<html lang=\"en\">"));
    assert!(score_page("en").contains("<span lang=\"zh-CN\">手工桂花绿豆糕</span>"));
}

#[test]
fn a_page_is_made_again_from_what_it_holds() {
    for lang in ["zh", "en"] {
        let page = score_page(lang);
        let folder = Folder::new().file("page.html", &page);
        let again = |format: &str| {
            let run = folder.run(&["render", "page.html", "--format", format, "--lang", lang]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{format}");
            run.stdout
        };
        assert!(again("html") == page, "{lang}");
        let whole: Value = serde_json::from_str(&again("json")).unwrap();
        assert_eq!(whole, data(&page));
        assert_eq!(whole["document"], "full_report");
        // As text and as rows it is the score.
        let score = |format: &str| {
            run(tiyanfen().args(["score", DEMO, "-q", "--format", format, "--lang", lang])).stdout
        };
        assert_eq!(again("text"), score("text"));
        assert_eq!(again("csv"), score("csv"));
        let scored: Value = serde_json::from_str(&score("json")).unwrap();
        assert_eq!(whole["score"], scored);
        // In the other language, and from what a browser made of it.
        let saved = page.replace("<!DOCTYPE html>", "\u{feff}<!doctype html>");
        let folder = Folder::new().file("saved.htm", saved);
        assert_eq!(folder.run(&["render", "saved.htm", "--lang", lang]).stdout, score("text"));
    }
}

#[test]
fn pages_that_hold_no_report_are_refused() {
    let page = page(&["rules"], "zh");
    let folder = Folder::new()
        .file("login.html", "<!DOCTYPE html><title>登录</title>")
        .file("cut.html", page.split_once("tiyanfen\">").unwrap().0)
        .file("broken.html", page.replace("\"document\"", "\"documents\""))
        .file("whole.html", &page);
    for file in ["login.html", "cut.html", "broken.html"] {
        let refused = folder.run(&["render", file]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{file}");
        assert!(refused.stderr.starts_with(&format!("error[report-invalid]: {file}")), "{}", refused.stderr);
    }
    assert_eq!(folder.run(&["render", "whole.html"]).code, 0);
}

/// A page in the folder of exports is no export, and is written anew.
#[test]
fn a_page_beside_the_exports_is_no_export() {
    let header = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,订单状态";
    let row =
        "6917926768823643751,6917926768823643751,11,28.90,2026-10-01 09:00:00,2026-10-01 09:01:00,已发货";
    let folder = Folder::new().csv("orders.csv", header, &[row]);
    let set = ["positive_review_rate=0.95", "quality_return_rate=0.01", "im_reply_3min_rate=0.9"];
    let set: Vec<&str> = set.iter().flat_map(|value| ["--set", *value]).collect();
    let score = [&["score", ".", "-q", "--output", "体验分.html"][..], &set].concat();
    let first = folder.run(&score);
    assert_eq!((first.code, first.stderr.contains("error")), (0, false), "{}", first.stderr);
    let read = || std::fs::read_to_string(folder.path().join("体验分.html")).unwrap();
    let page = read();
    assert!(page.starts_with("<!DOCTYPE html>"));
    let second = folder.run(&score);
    assert_eq!((second.code, second.stderr), (0, first.stderr));
    let account = |page: &str| data(page)["score"]["inputs"][0]["used"].clone();
    assert_eq!(account(&read()), account(&page));
}

/// Names from outside are texts, wherever they stand.
#[test]
fn names_are_texts() {
    let shop = "</title><script>alert(1)</script>\"'\u{202e}\u{0}x";
    let page = page(&["score", DEMO, "-q", "--shop", &shop.replace('\u{0}', "")], "en");
    assert_eq!(page.matches("<script").count(), 1);
    let shown = "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;x";
    assert!(elements(&page, "h1")[0].starts_with(shown), "{}", elements(&page, "h1")[0]);
    assert!(page.chars().all(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
    assert_eq!(data(&page)["score"]["shop"], shop.replace('\u{0}', ""));
}
