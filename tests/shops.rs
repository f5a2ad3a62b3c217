//! Many shops side by side: what stands in the list, and that one shop's trouble is its own.

mod common;

use common::{Folder, Run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tiyanfen::catalogue::column_title;

/// A folder of shops: the demo shop twice, once with a configuration, once with a month alone; one whose only file is
/// damaged, one of another rulebook, and a folder that is none.
fn shops() -> Folder {
    let folder = Folder::new().file("说明.txt", "各店导出");
    let demo = |name: &str, keep: &dyn Fn(&str) -> bool| {
        let own = folder.path().join(name);
        std::fs::create_dir(&own).unwrap();
        for entry in std::fs::read_dir("fixtures/demo").unwrap() {
            let path = entry.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if keep(file) {
                std::fs::copy(&path, own.join(file)).unwrap();
            }
        }
        own
    };
    let all = |_: &str| true;
    std::fs::write(demo("a", &all).join("tiyanfen.toml"), "shop = \"山间集\"\n").unwrap();
    demo("b店", &|name| !name.contains("2026-07") && !name.contains("2026-08"));
    let good = "shop = \"好评店\"\n[set]\npositive_review_rate = 0.99\nquality_return_rate = 0.004\n";
    std::fs::write(demo("c", &all).join("tiyanfen.toml"), good).unwrap();
    std::fs::write(
        demo("d", &all).join("tiyanfen.toml"),
        "rules = \"douyin\"\nindustry = \"3C数码\"\nshop_type = \"非旗舰\"\n",
    )
    .unwrap();
    for (name, file, content) in [
        ("damaged", "订单.xlsx", "PK\u{3}\u{4} no workbook"),
        ("wrong", "tiyanfen.toml", "rules = \"clasic\"\n"),
        ("notes", "读我.md", "# nothing\n"),
    ] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join(file), content).unwrap();
    }
    folder
}

fn list(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[&["shops", "."], args].concat())
}

#[test]
fn text_in_both_languages() {
    let folder = shops();
    for lang in ["zh", "en"] {
        let run = list(&folder, &["--lang", lang, "--fail-under", "4.4", "--max-age", "1"]);
        assert_eq!(run.code, 2);
        insta::assert_snapshot!(format!("list_{lang}"), format!("{}\n{}", run.stdout, run.stderr));
        let help = folder.run(&["shops", "--help", "--lang", lang]);
        insta::assert_snapshot!(format!("help_{lang}"), help.stdout);
    }
}

#[test]
fn json_and_csv() {
    let folder = shops();
    for format in ["json", "csv"] {
        let of =
            |lang: &str| list(&folder, &["--format", format, "--lang", lang, "--fail-under", "4.4"]).stdout;
        assert_eq!(of("zh"), of("en"), "{format}");
    }
    insta::assert_snapshot!("csv", list(&folder, &["--format", "csv"]).stdout);
    let json: Value = serde_json::from_str(&list(&folder, &["--format", "json"]).stdout).unwrap();
    let names: Vec<&str> =
        json["shops"].as_array().unwrap().iter().map(|row| row["shop"].as_str().unwrap()).collect();
    assert_eq!(names, ["d", "b店", "山间集", "好评店", "damaged", "wrong"]);
    assert_eq!(json["other_folders"], serde_json::json!(["notes"]));
    // It is rendered again from its JSON.
    let folder = folder.file("list.json", json.to_string());
    let again = folder.run(&["render", "list.json", "--format", "csv"]);
    assert_eq!(again.stdout, list(&folder, &["--format", "csv"]).stdout);
}

/// What stands in a row is what `score` says of the shop's folder.
#[test]
fn a_row_is_the_score_of_its_folder() {
    let folder = shops();
    let json: Value = serde_json::from_str(&list(&folder, &["--format", "json"]).stdout).unwrap();
    for row in json["shops"].as_array().unwrap().iter().take(4) {
        let own = format!("./{}", row["folder"].as_str().unwrap());
        let score = folder.run(&["score", &own, "--format", "json", "-q"]);
        let score: Value = serde_json::from_str(&score.stdout).unwrap();
        let scored = &row["scored"];
        for key in ["as_of", "rulebook", "coverage", "age"] {
            assert_eq!(scored[key], score[key], "{own} {key}");
        }
        for key in ["value", "points", "display", "coverage", "covered_share", "low", "high", "status"] {
            assert_eq!(scored["score"][key], score["score"][key], "{own} {key}");
        }
        for key in ["change_1d", "change_7d", "change_30d"] {
            assert_eq!(scored[key], score["score"][key], "{own} {key}");
        }
        assert_eq!(scored["weakest"], score["weakest"][0], "{own}");
        let missed: Vec<&Value> =
            score["thresholds"].as_array().unwrap().iter().filter(|row| row["met"] == false).collect();
        assert_eq!(scored["missed"].as_array().unwrap().iter().collect::<Vec<_>>(), missed, "{own}");
        for (own, of_score) in
            scored["indicators"].as_array().unwrap().iter().zip(score["indicators"].as_array().unwrap())
        {
            for key in ["id", "value", "points", "lost_score", "status", "change_7d", "weight_in_total"] {
                assert_eq!(own[key], of_score[key], "{} {key}", own["id"]);
            }
        }
    }
}

#[test]
fn the_bytes_are_those_of_any_number_of_threads() {
    let folder = shops();
    for format in ["text", "json", "csv"] {
        let of = |threads: &str| {
            let run = list(&folder, &["--format", format, "--threads", threads]);
            (run.code, run.stdout, run.stderr)
        };
        let one = of("1");
        assert!(["2", "7", "64"].iter().all(|threads| of(threads) == one), "{format}");
    }
}

#[test]
fn exit_codes_say_how_the_worst_shop_stands() {
    let folder = shops();
    for name in ["damaged", "wrong"] {
        std::fs::remove_dir_all(folder.path().join(name)).unwrap();
    }
    let code = |args: &[&str]| list(&folder, args).code;
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-under", "4.0"]), 0);
    assert_eq!(code(&["--fail-under", "4.4"]), 1);
    assert_eq!(code(&["--max-age", "0"]), 2);
    assert_eq!(code(&["--max-age", "9", "--fail-under", "99"]), 1);
    // What is wrong with the flags is told once, and nothing is read.
    for args in [["--rules", "clasic"], ["--as-of", "2026-02-30"], ["--set", "x"], ["--fail-under", "101"]] {
        let run = list(&folder, &args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn other_folders_are_refused_with_what_to_do() {
    let folder = shops();
    for (path, code) in [
        ("a", "folder-is-shop"),
        ("notes", "no-shops"),
        ("missing", "path-not-found"),
        ("a/1793410440_商品评价.csv", "path-"),
    ] {
        let run = folder.run(&["shops", path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
        assert!(run.stderr.contains(&format!("error[{code}")), "{path}: {}", run.stderr);
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    files
}

/// Each shop's page is what `score` writes of it; names cannot collide or lead out of the folder.
#[test]
fn a_page_for_each_shop() {
    let folder = shops();
    for name in ["B店", "b 店", "index"] {
        let own = folder.path().join(name);
        std::fs::create_dir(&own).unwrap();
        let file = "1793410620_飞鸽客服数据.csv";
        std::fs::copy(format!("fixtures/demo/{file}"), own.join(file)).unwrap();
    }
    let run = list(
        &folder,
        &["--format", "json", "--output-dir", "pages", "-q", "--set", "positive_review_rate=0.9"],
    );
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(
        run.stderr.contains("error[shop-failed]: shops that could not be scored as a whole"),
        "{}",
        run.stderr
    );
    let pages = folder.path().join("pages");
    let index: Value = serde_json::from_slice(&std::fs::read(pages.join("index.json")).unwrap()).unwrap();
    let rows = index["shops"].as_array().unwrap();
    let named: BTreeSet<&str> = rows.iter().filter_map(|row| row["page"].as_str()).collect();
    let scored = rows.iter().filter(|row| !row["scored"].is_null()).count();
    assert_eq!(named.len(), scored);
    let expected: Vec<String> = named
        .iter()
        .copied()
        .chain(["index.json"])
        .map(str::to_owned)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(files(&pages), expected);
    assert!(
        named.contains("index-2.json") && named.iter().all(|name| !name.contains(['/', '\\', ' '])),
        "{named:?}"
    );
    let page = std::fs::read_to_string(pages.join("a.json")).unwrap();
    let score = folder.run(&["score", "./a", "-q", "--format", "json", "--set", "positive_review_rate=0.9"]);
    assert!(page == score.stdout, "another page");
    // Again: the pages of the last time are no shop.
    let again = list(
        &folder,
        &["--format", "json", "--output-dir", "pages", "-q", "--set", "positive_review_rate=0.9"],
    );
    assert_eq!((again.code, files(&pages)), (2, expected));
    // Never among the exports of a shop.
    let run = list(&folder, &["--format", "csv", "--output-dir", "a"]);
    assert!(run.code == 2 && run.stderr.contains("[output-is-input]"), "{}", run.stderr);
    assert_eq!(files(&folder.path().join("a")).len(), 10);
}

#[test]
fn every_shop_keeps_its_day() {
    let folder = shops();
    let run = list(&folder, &["-q", "--append", "history.csv"]);
    assert_eq!(run.code, 2, "two shops fail, the others are kept");
    let kept = std::fs::read_to_string(folder.path().join("history.csv")).unwrap();
    let totals: Vec<&str> = kept.lines().filter(|line| line.contains(",total,total,")).collect();
    assert_eq!(totals.len(), 4, "{totals:#?}");
    list(&folder, &["-q", "--append", "history.csv"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("history.csv")).unwrap(), kept);
    let trend = folder.run(&["trend", "a", "-q", "--days", "1", "--history", "history.csv"]);
    assert_eq!((trend.code, trend.stderr.as_str()), (0, ""));
    // Two of one name would be mixed up.
    std::fs::write(folder.path().join("c/tiyanfen.toml"), "shop = \"山间集\"\n").unwrap();
    let run = list(&folder, &["-q", "--append", "history.csv"]);
    assert!(run.code == 2 && run.stderr.contains("error[shops-same-name]"), "{}", run.stderr);
    assert!(run.stdout.contains("山间集"));
    assert_eq!(std::fs::read_to_string(folder.path().join("history.csv")).unwrap(), kept);
}

#[test]
fn its_json_is_that_of_the_schema() {
    let folder = shops();
    let list = list(&folder, &["--format", "json", "--fail-under", "4.4", "--max-age", "3"]).stdout;
    let schema = std::fs::read_to_string("fixtures/schema/shops.schema.json").unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&list).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The index of pages leads to them, and to nothing else.
#[test]
fn an_index_with_a_page_for_each() {
    let folder = shops();
    let run = list(&folder, &["--format", "html", "--output-dir", "pages", "-q", "--lang", "en"]);
    assert_eq!(run.code, 2);
    let index = std::fs::read_to_string(folder.path().join("pages/index.html")).unwrap();
    let links: BTreeSet<&str> =
        index.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(links, BTreeSet::from(["a.html", "b店.html", "c.html", "d.html"]));
    let link = index.split("<a href=\"a.html\">").nth(1).unwrap();
    assert!(link.split_once("</a>").unwrap().0.contains("山间集"));
    for link in links {
        let page = std::fs::read_to_string(folder.path().join("pages").join(link)).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"tiyanfen\""), "{link}");
    }
    // A page from elsewhere leads nowhere.
    let json = list(&folder, &["--format", "json"]).stdout.replacen(
        "\"page\": null",
        "\"page\": \"javascript:x\"",
        1,
    );
    let folder = folder.file("list.json", json);
    let page = folder.run(&["render", "list.json", "--format", "html"]).stdout;
    assert!(page.contains("experience scores") || page.contains("Experience scores"), "{page}");
    assert!(!page.contains("href=\"javascript"));
    let markdown = list(&folder, &["--format", "markdown", "--output-dir", "texts", "--lang", "en"]);
    assert_eq!(markdown.code, 2);
    let index = std::fs::read_to_string(folder.path().join("texts/index.markdown")).unwrap();
    assert!(index.contains("[山间集](a.markdown)"), "{index}");
}

#[test]
fn a_workbook_has_a_row_a_shop_and_a_sheet_of_indicators() {
    use calamine::{Data, Reader};
    let folder = shops();
    let run = list(&folder, &["--output", "shops.xlsx", "-q", "--lang", "zh"]);
    assert_eq!(run.code, 2);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("shops.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["店铺", "指标"]);
    let json: Value = serde_json::from_str(&list(&folder, &["--format", "json"]).stdout).unwrap();
    let rows = json["shops"].as_array().unwrap();
    let sheet = book.worksheet_range("店铺").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(heads[..5], ["名次", "店铺", "文件夹", "结果", "得分"]);
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    assert_eq!(sheet.rows().count(), rows.len() + 1);
    for (cells, row) in sheet.rows().skip(1).zip(rows) {
        assert_eq!(cells[column("店铺")], Data::String(row["shop"].as_str().unwrap().to_owned()));
        match row["scored"]["score"]["value"].as_f64() {
            Some(value) => assert_eq!(cells[column("得分")], Data::Float(value)),
            None => assert_eq!(cells[column("得分")], Data::Empty),
        }
    }
    let sheet = book.worksheet_range("指标").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let rate = heads.iter().position(|head| head == "商品好评率").unwrap();
    assert_eq!(heads[rate + 1], "商品好评率 得分");
    let good = sheet.rows().find(|cells| cells[0] == Data::String("好评店".to_owned())).unwrap();
    assert_eq!(good[rate], Data::Float(0.99));
    assert_eq!(sheet.rows().count(), 5);
}

#[test]
fn columns_have_titles() {
    let folder = shops();
    let first = |args: &[&str]| {
        let csv = list(&folder, &[&["--format", "csv"], args].concat()).stdout;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        reader.headers().unwrap().iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let (keys, zh, en) = (first(&[]), first(&["--headers", "zh"]), first(&["--headers", "en"]));
    for titles in [&zh, &en] {
        assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{titles:?}");
    }
    assert!(keys.iter().all(|key| column_title(key).is_some()), "{keys:?}");
}
