//! The JSON Schema is committed, true of every kind of run, and strict enough to notice what is wrong.

mod common;

use common::{Folder, Run, run, tiyanfen};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::Path;
use tiyanfen::facts_table::STRUCTURES;
use tiyanfen::indicator::Indicator;
use tiyanfen::report::DOCUMENTS;

/// Values for everything `classic` scores, so that any input gives a report.
const SET_ALL: [(&str, &str); 7] = [
    ("positive_review_rate", "0.95"),
    ("quality_return_rate", "0.01"),
    ("pickup_on_time_rate", "0.98"),
    ("arrival_hours", "72"),
    ("im_reply_3min_rate", "0.9"),
    ("refund_only_hours", "10"),
    ("return_refund_hours", "100"),
];
const DEMO: &str = "fixtures/demo";
const ORDERS: &str =
    "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,发货时间,订单完成时间,订单状态";
const ORDER: &str = "6917926768823643751,6917926768823643751,11,28.90,2026-10-01 09:00:00,2026-10-01 09:01:00,2026-10-01 20:00:00,-,已发货";

fn printed(name: &str) -> String {
    let run = run(tiyanfen().args(["schema", name]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

fn validator(name: &str) -> Validator {
    let schema: Value = serde_json::from_str(&printed(name)).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// The document on standard output; it must be valid.
fn document(validator: &Validator, about: &str, run: &Run) -> Value {
    let document: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{about}: {e}: {}", run.stderr));
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new(), "{about}");
    document
}

fn set_all() -> Vec<String> {
    SET_ALL.iter().flat_map(|(id, value)| ["--set".to_owned(), format!("{id}={value}")]).collect()
}

/// `UPDATE_SCHEMA=1 cargo test --test schema` writes the files anew.
#[test]
fn the_committed_schemas_are_the_printed_ones() {
    let folder = Path::new("fixtures/schema");
    for document in DOCUMENTS.iter().chain(STRUCTURES) {
        let (path, text) = (folder.join(format!("{}.schema.json", document.name)), printed(document.name));
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{}: UPDATE_SCHEMA=1 cargo test --test schema", path.display());
        let schema: Value = serde_json::from_str(&committed).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{}", document.name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{}", document.name);
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), DOCUMENTS.len() + STRUCTURES.len());
}

#[test]
fn score_is_the_first_and_the_default() {
    assert_eq!(run(tiyanfen().arg("schema")).stdout, printed("score"));
    let folder = Folder::new();
    let written = folder.run(&["schema", "cases", "--output", "s.json"]);
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(folder.path().join("s.json")).unwrap(), printed("cases"));
    let wrong = run(tiyanfen().args(["schema", "scores"]));
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("possible: score, cases"), "{}", wrong.stderr);
}

#[test]
fn heads_and_rows_of_facts_are_valid() {
    let head = run(tiyanfen().args(["facts", DEMO, "--head", "--shop", "山间集", "--quiet"]));
    document(&validator("facts_head"), "the head of the demo", &head);
    let (schema, csv) = (validator("facts"), run(tiyanfen().args(["facts", DEMO, "--quiet"])));
    let mut reader = csv::Reader::from_reader(csv.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    // CSV has no types: numbers stand between the days and the texts, and blank is null.
    let cell = |(place, text): (usize, &str)| match (text, place) {
        ("", _) => Value::Null,
        (text, 5..=9) => json!(text.parse::<i64>().unwrap()),
        (text, _) => json!(text),
    };
    let row = |record: csv::StringRecord| {
        let cells = record.iter().enumerate().map(cell);
        header.iter().map(str::to_owned).zip(cells).collect::<serde_json::Map<String, Value>>()
    };
    let rows: Vec<Value> = reader.records().map(|record| Value::Object(row(record.unwrap()))).collect();
    assert!(rows.len() > 6_000, "{}", rows.len());
    rows.iter().for_each(|row| assert!(schema.is_valid(row), "{row}"));
}

#[test]
fn every_kind_of_score_is_valid() {
    let schema = validator("score");
    let demo = |file: &str| format!("{DEMO}/{file}");
    let orders = demo("1793410200_订单_2026-10.csv");
    let (logistics, service) = (demo("1793410560_物流包裹.csv"), demo("1793410620_飞鸽客服数据.csv"));
    let of = |about: &str, code: i32, args: &[&str]| {
        let run = run(tiyanfen().args(["score", "--format", "json"]).args(args));
        assert_eq!(run.code, code, "{about}: {}", run.stderr);
        document(&schema, about, &run)
    };
    let whole = of("the demo", 0, &[DEMO]);
    assert!(whole["causes"].as_array().unwrap().len() >= 3);
    assert_eq!(of("zero weakest", 0, &[DEMO, "--weakest", "0"])["weakest"], json!([]));
    let all = of("all weakest", 0, &[DEMO, "--weakest", "24", "--lang", "zh"]);
    assert!(all["causes"].as_array().unwrap().iter().any(|cause| cause["bad"].is_null()), "a mean");
    assert_eq!(of("below", 1, &[DEMO, "--fail-under", "5", "--shop", "小店"])["shop"], "小店");
    of("early, with few days", 0, &[DEMO, "--as-of", "2026-07-10"]);
    let today =
        of("today", 2, &[&orders, "--as-of", "today", "--set", "arrival_hours=72", "--fail-under", "4"]);
    assert_eq!((&today["as_of_basis"], &today["score"]["value"]), (&json!("argument"), &Value::Null));
    let low = of("no total", 0, &[&orders, &logistics]);
    assert_eq!(
        (&low["score"]["display"], &low["dimensions"][0]["status"]),
        (&Value::Null, &json!("no_data"))
    );
    let manual =
        of("by hand", 0, &[DEMO, "--set", "im_reply_3min_rate=95%", "--set", "logistics_rating=4.8"]);
    assert!(manual["indicators"].as_array().unwrap().iter().any(|row| row["status"] == "manual"));
    let logistics_only = of("logistics only", 0, &[&logistics, "--set", "im_reply_3min_rate=0.9"]);
    assert!(logistics_only["missing"].as_array().unwrap().iter().any(|row| row["reason"] == "export"));
    let service_only = of("service only", 0, &[&service, "--set", "arrival_hours=72"]);
    assert_eq!(service_only["dimensions"][2]["status"], "partial");
    let unmatched = of("unmatched rows", 0, &[&orders, &logistics, &demo("1793410440_商品评价.csv")]);
    assert!(unmatched["inputs"].as_array().unwrap().iter().any(|row| row["unmatched"] != 0));
}

/// A refused file, a skipped one, rejected rows, a damaged one in GB18030: beside a good one.
#[test]
fn files_that_do_not_count_are_valid_too() {
    let schema = validator("score");
    let destroyed = "6.91793E+18,1,11,1,2026-10-01 09:00:00,-,-,-,已关闭";
    let folder = Folder::new()
        .csv("orders.csv", ORDERS, &[ORDER, "8,8,11,面议,-,-,-,-,已发货", "7,7,11,1,-,-,-,-,见所未见"])
        .csv("destroyed.csv", ORDERS, &[destroyed])
        .file("note.txt", "hello\n")
        .file("bill.csv", "订单号,结算时间,结算金额\n1,2026-10-01,3\n")
        .file("refunds.xlsx", b"PK\x03\x04rest");
    let set = set_all();
    let mut args = vec!["score", ".", "--format", "json", "--max-rejected", "1", "--as-of", "2026-10-10"];
    args.extend(set.iter().map(String::as_str));
    let report = document(&schema, "files", &folder.run(&args));
    let statuses: Vec<&str> =
        report["inputs"].as_array().unwrap().iter().map(|row| row["status"].as_str().unwrap()).collect();
    for status in ["used", "skipped", "refused"] {
        assert!(statuses.contains(&status), "{statuses:?}");
    }
    assert!(report["warnings"].as_array().unwrap().iter().any(|w| w["line"].is_u64()));
}

/// Whatever a trap makes of the input, what is printed is valid.
#[test]
fn every_trap_is_valid() {
    let (schema, mut valid) = (validator("score"), 0);
    for trap in std::fs::read_dir("fixtures/traps").unwrap() {
        let trap = trap.unwrap().path();
        let mut command = tiyanfen();
        command.arg("score").arg(&trap).args(["--format", "json", "--max-rejected", "1"]).args(set_all());
        let run = run(&mut command);
        if !run.stdout.is_empty() {
            document(&schema, &trap.to_string_lossy(), &run);
            valid += 1;
        }
    }
    assert!(valid >= 60, "{valid}");
}

#[test]
fn the_cases_of_every_indicator_are_valid() {
    let schema = validator("cases");
    let mut most = 0;
    for indicator in Indicator::ALL {
        for choice in [&[][..], &["--denominator"], &["--misses"]] {
            let about = format!("{} {choice:?}", indicator.id());
            let mut command = tiyanfen();
            command.args(["cases", indicator.id(), DEMO, "--format", "json", "-q"]).args(choice);
            let cases = document(&schema, &about, &run(&mut command));
            most = most.max(cases["cases"].as_array().unwrap().len());
        }
    }
    assert!(most > 250, "{most}");
    let none = run(tiyanfen().args(["cases", "logistics_rating", DEMO, "--format", "json", "-q"]));
    assert_eq!(document(&schema, "none", &none)["cases"], json!([]));
}

/// Every rulebook, what is supposed, values by hand, too little past, no total.
#[test]
fn every_kind_of_forecast_is_valid() {
    let schema = validator("forecast");
    let of = |about: &str, args: &[&str]| {
        let run = run(tiyanfen().args(["forecast", "--format", "json", "-q"]).args(args));
        assert_eq!(run.code, 0, "{about}: {}", run.stderr);
        document(&schema, about, &run)
    };
    for id in tiyanfen::rulebook::ids() {
        for supposed in [&[][..], &["--stop"], &["--orders", "0.5"], &["--set", "arrival_hours=60"]] {
            let forecast = of(id, &[&[DEMO, "--rules", id, "--days", "90"][..], supposed].concat());
            assert_eq!(forecast["days"].as_array().unwrap().len(), 90, "{id}");
        }
    }
    let short = of("too little past", &[DEMO, "--as-of", "2026-07-20", "--shop", "小店"]);
    assert_eq!((&short["days"], &short["shop"]), (&json!([]), &json!("小店")));
    let demo = |file: &str| format!("{DEMO}/{file}");
    let (orders, parcels) = (demo("1793410200_订单_2026-10.csv"), demo("1793410560_物流包裹.csv"));
    let low = of("no total", &[&orders, &parcels]);
    assert!(low["now"]["value"].is_null() && low["certain"][0]["change"].is_null());
}

/// Under every rulebook: why, a plan near and far, and each case supposed.
#[test]
fn answers_are_valid_under_every_rulebook() {
    let [why, plan, what_if] = ["why", "plan", "what-if"].map(validator);
    let of = |about: &str, args: &[&str]| {
        let run = run(tiyanfen().args(args).args(["--format", "json", "-q"]));
        assert_eq!(run.code, 0, "{about} {args:?}: {}", run.stderr);
        run
    };
    for id in tiyanfen::rulebook::ids() {
        for by in [&[][..], &["--by", "product"], &["--by", "reason"], &["--by", "day"]] {
            document(&why, id, &of(id, &[&["why", DEMO, "--rules", id], by].concat()));
        }
        let scale = tiyanfen::rulebook::Rulebook::built_in(id).unwrap().scoring.scale;
        let ends = [scale.score(0.0), scale.score(100.0)].map(|end| end.to_string());
        for target in [&[][..], &["--target", &*ends[0]], &["--target", &*ends[1]]] {
            document(&plan, id, &of(id, &[&["plan", DEMO, "--rules", id], target].concat()));
        }
        let cases = tiyanfen::insight::SupposedCase::ALL.iter().map(|case| format!("--add={}=1", case.id()));
        let cases: Vec<String> = cases.collect();
        let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
        document(&what_if, id, &of(id, &[&["what-if", DEMO, "--rules", id], &cases[..]].concat()));
    }
}

#[test]
fn the_causes_of_every_indicator_are_valid() {
    let schema = validator("causes");
    let mut kinds = std::collections::BTreeSet::new();
    for indicator in Indicator::ALL {
        for args in [&[][..], &["--rules", "douyin"], &["--as-of", "2026-07-05"]] {
            let mut command = tiyanfen();
            command.args(["causes", indicator.id(), DEMO, "--format", "json", "-q"]).args(args);
            let table = document(&schema, indicator.id(), &run(&mut command));
            let rows = table["causes"].as_array().unwrap();
            assert_eq!(table["missing"].is_null(), !rows.is_empty(), "{}", indicator.id());
            kinds.extend(rows.iter().map(|row| row["by"].as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(kinds.len(), 7, "{kinds:?}");
}

/// Every rulebook, days before there is anything, values by hand, one day, no total, files that do not count.
#[test]
fn every_kind_of_trend_is_valid() {
    let schema = validator("trend");
    let of = |about: &str, code: i32, args: &[&str]| {
        let run = run(tiyanfen().args(["trend", "--format", "json", "-q"]).args(args));
        assert_eq!(run.code, code, "{about}: {}", run.stderr);
        document(&schema, about, &run)
    };
    for id in tiyanfen::rulebook::ids() {
        let by_hand = ["--set", "logistics_rating=4.8", "--set", "im_reply_3min_rate=95%"];
        let trend = of(id, 0, &[&[DEMO, "--rules", id, "--days", "40"][..], &by_hand].concat());
        assert_eq!((&trend["rulebook"]["id"], trend["days"].as_array().unwrap().len()), (&json!(id), 40));
        let manual = |row: &Value| row["status"] == "manual";
        let days = trend["days"].as_array().unwrap();
        assert!(days.iter().all(|day| day["indicators"].as_array().unwrap().iter().any(manual)), "{id}");
        // The demo begins with its first orders, at the end of June.
        let early = of(
            id,
            0,
            &[&[DEMO, "--rules", id, "--as-of", "2026-07-20", "--days", "60"][..], &by_hand[..2]].concat(),
        );
        assert_eq!(early["days"].as_array().unwrap().len(), 60);
    }
    let blank = of("days without data", 0, &[DEMO, "--as-of", "2026-07-01", "--days", "60"]);
    assert_eq!(blank["days"][0]["score"]["status"], "no_data");
    assert!(blank["days"][0]["score"]["value"].is_null() && blank["days"][0]["score"]["display"].is_null());
    let one = of("one day", 0, &[DEMO, "--days", "1", "--shop", "小店", "--lang", "zh"]);
    assert_eq!((&one["shop"], &one["days"][0]["day"]), (&json!("小店"), &one["as_of"]));
    let demo = |file: &str| format!("{DEMO}/{file}");
    let (orders, parcels) = (demo("1793410200_订单_2026-10.csv"), demo("1793410560_物流包裹.csv"));
    let low = of("no total", 0, &[&orders, &parcels]);
    assert!(low["days"].as_array().unwrap().iter().all(|day| day["score"]["value"].is_null()));
    let destroyed = "6.91793E+18,1,11,1,2026-10-01 09:00:00,-,-,-,已关闭";
    let folder = Folder::new().csv("destroyed.csv", ORDERS, &[destroyed]).file("note.txt", "hello\n");
    let beside = of("files that do not count", 2, &[DEMO, folder.path().to_str().unwrap()]);
    let statuses: Vec<&Value> =
        beside["inputs"].as_array().unwrap().iter().map(|row| &row["status"]).collect();
    for status in ["used", "skipped", "refused"] {
        assert!(statuses.contains(&&json!(status)), "{statuses:?}");
    }
}

/// Everything there, something missing, nothing at all, files that do not count, a file for two kinds.
#[test]
fn every_kind_of_check_is_valid() {
    let schema = validator("check");
    let of = |about: &str, folder: &Folder, code: i32, args: &[&str]| {
        let run = folder.run(&[&["check", "--format", "json"], args].concat());
        assert_eq!((run.code, run.stderr.as_str()), (code, ""), "{about}");
        document(&schema, about, &run)
    };
    let demo = format!("{}/{DEMO}", env!("CARGO_MANIFEST_DIR"));
    let whole = of("the demo", &Folder::new(), 0, &[&demo]);
    assert!(whole["days"].as_array().unwrap().iter().any(|kind| kind["overlaps"] != json!([])));
    let nothing = of("nothing", &Folder::new(), 2, &["."]);
    assert_eq!((&nothing["as_of"], &nothing["files"]), (&Value::Null, &json!([])));
    let destroyed = "6.91793E+18,1,11,1,2026-10-01 09:00:00,-,-,-,已关闭";
    let later = ORDER.replace("6917926768823643751", "7").replace("2026-10-01", "2026-10-09");
    let table = "[[fills]]\nheader = [\"揽收时间\"]\nkinds = [\"orders\", \"logistics\"]\n";
    let folder = Folder::new()
        .csv("orders.csv", ORDERS, &[ORDER, "8,8,11,面议,-,-,-,-,已发货", "张三,7,11,1,-,-,-,-,见所未见"])
        .csv("later.csv", ORDERS, &[&later])
        .csv("destroyed.csv", ORDERS, &[destroyed])
        .csv("both.csv", &format!("{ORDERS},揽收时间,运单号"), &[&format!("{ORDER},2026-10-02 10:00:00,SF1")])
        .file("my.toml", table)
        .file("bill.csv", "订单号,结算时间,结算金额\n1,2026-10-01,3\n");
    let report = of("files", &folder, 2, &[".", "--columns", "my.toml"]);
    let files = report["files"].as_array().unwrap();
    for status in ["used", "skipped", "refused"] {
        assert!(files.iter().any(|file| file["status"] == status), "{status}");
    }
    assert!(files.iter().any(|file| file["taken_by"] == "columns"));
    assert!(report["days"].as_array().unwrap().iter().any(|kind| kind["gaps"] != json!([])));
    assert!(report["diagnostics"].as_array().unwrap().iter().any(|row| row["line"].is_u64()));
}

/// Every place of a document, by the first row of each table.
fn places(value: &Value, place: String, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let place = format!("{place}/{key}");
                found.push(place.clone());
                places(value, place, found);
            }
        }
        Value::Array(rows) => {
            if let Some(first) = rows.first() {
                found.push(format!("{place}/0"));
                places(first, format!("{place}/0"), found);
            }
        }
        _ => {}
    }
}

/// A key removed, a key too many, another type: each of them, everywhere, is noticed.
#[test]
fn what_is_wrong_is_noticed_everywhere() {
    let low = ["fixtures/demo/1793410200_订单_2026-10.csv", "fixtures/demo/1793410560_物流包裹.csv"];
    let runs: [(&str, Vec<&str>); 16] = [
        ("score", vec!["score", DEMO, "-q"]),
        ("score", [&["score", "-q"], &low[..]].concat()),
        ("cases", vec!["cases", "quality_return_rate", DEMO, "-q"]),
        ("causes", vec!["causes", "quality_return_rate", DEMO, "-q"]),
        ("check", vec!["check", DEMO]),
        ("trend", vec!["trend", DEMO, "-q", "--days", "2"]),
        ("trend", [&["trend", "-q", "--days", "2"], &low[..]].concat()),
        ("forecast", vec!["forecast", DEMO, "-q", "--days", "1"]),
        ("forecast", vec!["forecast", DEMO, "-q", "--days", "1", "--as-of", "2026-08-10"]),
        ("why", vec!["why", DEMO, "-q", "--days", "1", "--by", "reason"]),
        ("plan", vec!["plan", DEMO, "-q"]),
        ("plan", vec!["plan", DEMO, "-q", "--rules", "douyin-2026-07"]),
        ("what-if", vec!["what-if", DEMO, "-q", "--add", "refund_only=1", "--set", "arrival_hours=60"]),
        ("watch", vec!["watch", DEMO, "-q"]),
        ("reconcile", vec!["reconcile", "fixtures/demo-page.csv", DEMO, "-q"]),
        ("calibrate", vec!["calibrate", "fixtures/demo-page.csv", DEMO, "-q"]),
    ];
    let mut noticed = 0;
    for (name, args) in runs {
        let schema = validator(name);
        let run = run(tiyanfen().args(args).args(["--format", "json"]));
        let good = document(&schema, name, &run);
        let mut found = Vec::new();
        places(&good, String::new(), &mut found);
        let mut reject = |about: String, bad: &Value| {
            assert!(!schema.is_valid(bad), "{name}: {about} is not noticed");
            noticed += 1;
        };
        for place in found {
            let (parent, key) = place.rsplit_once('/').unwrap();
            let mut bad = good.clone();
            if let Some(object) = bad.pointer_mut(parent).and_then(Value::as_object_mut) {
                object.remove(key);
                reject(format!("without {place}"), &bad);
            }
            let mut bad = good.clone();
            if let Some(object) = bad.pointer_mut(&place).and_then(Value::as_object_mut) {
                object.insert("extra".to_owned(), Value::Null);
                reject(format!("{place} with another key"), &bad);
            }
            let mut bad = good.clone();
            let value = bad.pointer_mut(&place).unwrap();
            *value = match value {
                Value::String(_) => json!(7),
                Value::Number(number) => json!(number.to_string()),
                _ => json!({ "x": "y" }),
            };
            reject(format!("{place} of another type"), &bad);
        }
    }
    assert!(noticed > 400, "{noticed}");
}

#[test]
fn what_is_outside_its_set_or_range_is_noticed() {
    // An event that the rulebook does not know gives a warning to spoil.
    let warned = ["score", DEMO, "--format", "json", "--quiet", "--event", "fake_trade=1"];
    let report = run(tiyanfen().args(warned));
    let cases = run(tiyanfen().args(["cases", "quality_return_rate", DEMO, "--format", "json", "--quiet"]));
    let causes = run(tiyanfen().args(["causes", "quality_return_rate", DEMO, "--format", "json", "--quiet"]));
    let trend = run(tiyanfen().args(["trend", DEMO, "--format", "json", "--quiet", "--days", "2"]));
    let wrong = [
        ("trend", "/schema_version", json!(2)),
        ("trend", "/as_of", json!("2026-13-30")),
        ("trend", "/as_of_basis", json!("guess")),
        ("trend", "/days/0/day", json!("10-30")),
        ("trend", "/days/0/score/coverage", json!(1.01)),
        ("trend", "/days/0/score/points", json!(100.5)),
        ("trend", "/days/0/dimensions/0/points", json!(-1)),
        ("trend", "/days/0/indicators/0/lost_score", json!(-0.5)),
        ("trend", "/indicators/0/window_days", json!(0)),
        ("trend", "/days/0/score/display", json!("4.4")),
        ("trend", "/days/0/score/status", json!("fine")),
        ("trend", "/days/0/dimensions/0/id", json!("positive_review_rate")),
        ("trend", "/days/0/indicators/0/id", json!("total")),
        ("trend", "/days/0/indicators/0/status", json!("fine")),
        ("trend", "/days/0/indicators/0/denominator", json!(0.5)),
        ("trend", "/indicators/0/unit", json!("score")),
        ("trend", "/inputs/0/status", json!("lost")),
        ("score", "/schema_version", json!(2)),
        ("score", "/tool/name", json!("other")),
        ("score", "/as_of", json!("2026-10-3")),
        ("score", "/as_of", json!("2026-13-30")),
        ("score", "/as_of_basis", json!("guess")),
        ("score", "/score/coverage", json!(1.01)),
        ("score", "/score/points", json!(100.5)),
        ("score", "/score/points", json!(-1)),
        ("score", "/score/display", json!("4.4")),
        ("score", "/orders/valid_30", json!(-1)),
        ("score", "/orders/valid_30", json!(1.5)),
        ("score", "/dimensions/0/id", json!("positive_review_rate")),
        ("score", "/dimensions/0/status", json!("fine")),
        ("score", "/dimensions/0/weight", json!(2)),
        ("score", "/indicators/0/id", json!("total")),
        ("score", "/indicators/0/unit", json!("score")),
        ("score", "/indicators/0/direction", json!("up")),
        ("score", "/indicators/0/window_from", Value::Null),
        ("score", "/indicators/0/denominator", json!(0.5)),
        ("score", "/weakest/0", json!("product")),
        ("score", "/causes/0/by", json!("weather")),
        ("score", "/inputs/0/kind", json!("bill")),
        ("score", "/inputs/0/encoding", json!("latin-1")),
        ("score", "/inputs/0/status", json!("lost")),
        ("score", "/inputs/0/code", json!("no-such-code")),
        ("score", "/inputs/0/read", json!(-1)),
        ("score", "/warnings/0/code", json!("no-such-code")),
        ("score", "/warnings/0/severity", json!("fatal")),
        ("causes", "/status", json!("fine")),
        ("causes", "/causes/0/by", json!("weather")),
        ("causes", "/causes/0/share", json!(1.01)),
        ("causes", "/causes/0/cases", json!(0)),
        ("cases", "/choice", json!("all")),
        ("cases", "/indicator", json!("quality")),
        ("cases", "/cases/0/paid_at", json!("2026-10-30T10:00:00")),
        ("cases", "/cases/0/stars", json!("6")),
        ("cases", "/cases/0/denominator", json!(0)),
    ];
    for (name, place, value) in wrong {
        let schema = validator(name);
        let run = match name {
            "score" => &report,
            "trend" => &trend,
            "causes" => &causes,
            _ => &cases,
        };
        let mut bad = document(&schema, name, run);
        *bad.pointer_mut(place).unwrap_or_else(|| panic!("{name} {place}")) = value.clone();
        assert!(!schema.is_valid(&bad), "{name} {place} {value}");
    }
}
