//! Flags win over the configuration: whole values are replaced, values of a table key by key.

use crate::common::indicator;
use crate::{configured, json, shop};
use serde_json::{Value, json};

#[test]
fn shop_and_rules() {
    let folder = configured("shop = \"甲\"\nrules = \"koubei\"\n");
    let report = json(&folder, &["score", "exports"]);
    assert_eq!((&report["shop"], &report["rulebook"]["id"]), (&json!("甲"), &json!("koubei")));
    let report = json(&folder, &["score", "exports", "--shop", "乙"]);
    assert_eq!((&report["shop"], &report["rulebook"]["id"]), (&json!("乙"), &json!("koubei")));
    for command in [&["score"][..], &["trend"], &["check"]] {
        let report = json(&folder, &[command, &["exports", "--rules", "classic-2022"]].concat());
        assert_eq!(report["rulebook"]["id"], "classic-2022", "{command:?}");
        assert_eq!(report["config"], "exports/tiyanfen.toml");
    }
}

#[test]
fn columns() {
    let table = |title: &str| {
        format!(
            "[[wrong_files]]\nid = \"x\"\ntitle_zh = \"甲\"\ntitle_en = \"{title}\"\nall = [\"神秘列\"]\n"
        )
    };
    let folder = configured("columns = \"own.toml\"\n")
        .file("exports/own.toml", table("the configured one"))
        .file("typed.toml", table("the typed one"))
        .file("exports/x.csv", "神秘列\n1\n");
    let said = |args: &[&str]| folder.run(&[&["score", "exports"], args].concat()).stderr;
    assert!(said(&[]).contains("this is the configured one"));
    let typed = said(&["--columns", "typed.toml"]);
    assert!(typed.contains("this is the typed one") && !typed.contains("the configured one"), "{typed}");
    // What is not asked for need not be there.
    std::fs::remove_file(folder.path().join("exports/own.toml")).unwrap();
    assert!(said(&["--columns", "typed.toml"]).contains("this is the typed one"));
}

#[test]
fn values_by_hand_key_by_key() {
    let folder = configured("[set]\nim_reply_3min_rate = 0.5\narrival_hours = 70\n");
    let report =
        json(&folder, &["score", "exports", "--set", "3分钟平均回复率=95%", "--set", "logistics_rating=4.9"]);
    for (id, value) in [("im_reply_3min_rate", 0.95), ("arrival_hours", 70.0), ("logistics_rating", 4.9)] {
        let row = indicator(&report, id);
        assert_eq!((&row["value"], &row["status"]), (&json!(value), &json!("manual")), "{id}");
    }
}

const SHOP: &str = "rules = \"douyin\"\nindustry = \"3C数码\"\nshop_type = \"旗舰\"\n\
    [events]\nfake_trade = 1\nrefused_invoice = 2\n[bonuses]\nfreight_insurance = true\ndoor_installation = false\n";
const DAY: [&str; 4] = ["score", "exports", "--as-of", "2026-10-20"];

#[test]
fn industry_and_type_of_shop() {
    let folder = configured(SHOP);
    let of = |args: &[&str]| {
        let report = json(&folder, &[&DAY[..], args].concat());
        (report["industry"].clone(), report["shop_type"].clone())
    };
    assert_eq!(of(&[]), (json!("3C数码"), json!("旗舰")));
    assert_eq!(of(&["--shop-type", "非旗舰"]), (json!("3C数码"), json!("非旗舰")));
    assert_eq!(of(&["--industry", "水果", "--shop-type", "通用"]), (json!("水果"), json!("通用")));
}

#[test]
fn events_and_bonuses_key_by_key() {
    let folder = configured(SHOP);
    let rows = |args: &[&str], list: &str, key: &str| -> Vec<(String, Value)> {
        let report = json(&folder, &[&DAY[..], args].concat());
        let rows = report[list].as_array().unwrap().clone();
        rows.into_iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row[key].clone())).collect()
    };
    let is = |rows: Vec<(String, Value)>, expected: &[(&str, Value)]| {
        for (id, value) in expected {
            let row = rows.iter().find(|row| row.0 == *id);
            assert_eq!(row.map(|row| &row.1), Some(value), "{id}");
        }
    };
    is(rows(&[], "deductions", "count"), &[("fake_trade", json!(1)), ("refused_invoice", json!(2))]);
    let typed = ["--event", "fake_trade=0", "--event", "brand_confusion"];
    let expected = [("fake_trade", json!(0)), ("refused_invoice", json!(2)), ("brand_confusion", json!(1))];
    is(rows(&typed, "deductions", "count"), &expected);
    let (claimed, denied) = (json!("claimed"), json!("denied"));
    let expected = [("freight_insurance", claimed.clone()), ("door_installation", denied.clone())];
    is(rows(&[], "bonuses", "basis"), &expected);
    let typed = ["--bonus", "freight_insurance=0", "--bonus", "bulky_freight_insurance"];
    let expected = [
        ("freight_insurance", denied.clone()),
        ("door_installation", denied),
        ("bulky_freight_insurance", claimed),
    ];
    is(rows(&typed, "bonuses", "basis"), &expected);
}

/// The whole configuration is the flags that it stands for.
#[test]
fn a_shop_under_the_platforms_rules() {
    let flags = "--rules douyin --industry 3C数码 --shop-type 旗舰 --event fake_trade=1 --event refused_invoice=2 \
        --bonus freight_insurance --bonus door_installation=0";
    let flags: Vec<&str> = flags.split_whitespace().collect();
    let mut written = json(&configured(SHOP), &DAY);
    written["config"] = Value::Null;
    let mut typed = json(&shop(), &[&DAY[..], &flags].concat());
    // Rules that a configuration names need no flag again.
    assert_eq!((written["rules"].take(), typed["rules"].take()), (Value::Null, json!("douyin")));
    assert_eq!(written, typed);
}
