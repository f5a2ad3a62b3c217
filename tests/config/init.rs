//! `tiyanfen init` writes a configuration that says how it is filled in, and never over another.

use crate::common::Folder;
use crate::{json, shop};
use serde_json::Value;

fn written(lang: &str) -> String {
    let run = Folder::new().run(&["init", "--output", "-", "--lang", lang]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// The file with every key in force: remarks have a blank behind their mark, keys have none.
fn filled_in(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(key) if !key.starts_with(' ') => format!("{key}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn in_both_languages() {
    for lang in ["zh", "en"] {
        insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(lang, written(lang));
        });
    }
}

#[test]
fn it_goes_beside_the_exports_and_changes_nothing() {
    for (lang, said) in [
        (
            "zh",
            "已写好 exports/tiyanfen.toml。把要用的那几行开头的 # 去掉、改成自己的，之后的命令就会用上它\n",
        ),
        (
            "en",
            "exports/tiyanfen.toml is written. Remove the # before the lines that you need and fill them in: from then on commands go by it\n",
        ),
    ] {
        let folder = shop();
        let before = json(&folder, &["score", "exports"]);
        let run = folder.run(&["init", "exports", "--lang", lang]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, said, ""));
        let path = folder.path().join("exports/tiyanfen.toml");
        assert_eq!(std::fs::read_to_string(path).unwrap(), written(lang));
        let mut after = json(&folder, &["score", "exports"]);
        assert_eq!(after["config"], "exports/tiyanfen.toml");
        after["config"] = Value::Null;
        assert_eq!(after, before);
    }
    let folder = Folder::new();
    let here = folder.run(&["init"]);
    assert!(here.code == 0 && here.stdout.starts_with("tiyanfen.toml is written. "), "{}", here.stdout);
    assert!(folder.path().join("tiyanfen.toml").is_file());
    let elsewhere = folder.run(&["init", "--output", "other.toml"]);
    assert!(elsewhere.code == 0 && elsewhere.stdout.starts_with("other.toml is written. "));
    assert!(folder.path().join("other.toml").is_file());
}

/// Every key that is shown is a key, every value a value: with all of them in force the shop is scored.
#[test]
fn every_example_may_be_used_as_it_stands() {
    for lang in ["zh", "en"] {
        let text = filled_in(&written(lang));
        let table: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
        let keys = [
            "shop",
            "industry",
            "shop_type",
            "rules",
            "columns",
            "threads",
            "max_unpacked",
            "set",
            "events",
            "bonuses",
            "mail",
        ];
        assert_eq!(table.keys().map(String::as_str).collect::<std::collections::BTreeSet<_>>(), keys.into());
        assert_eq!(table["set"].as_table().unwrap().len(), tiyanfen::indicator::Indicator::ALL.len());
        for list in ["events", "bonuses"] {
            assert!(table[list].as_table().unwrap().len() >= 4, "{list}");
        }
        let folder = shop().file("exports/tiyanfen.toml", text).file("exports/columns.toml", "");
        let report = json(&folder, &["score", "exports"]);
        assert_eq!(report["shop"].as_str(), table["shop"].as_str());
        assert!(report["indicators"].as_array().unwrap().iter().all(|row| row["status"] == "manual"));
    }
}

#[test]
fn what_is_there_stays() {
    let folder = Folder::new().file("tiyanfen.toml", "shop = \"甲\"\n");
    for args in [&["init"][..], &["init", "."], &["init", "--output", "tiyanfen.toml"]] {
        let run = folder.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.starts_with("error[config-exists]: "), "{}", run.stderr);
        assert!(run.stderr.contains("tiyanfen.toml: the file is there already"), "{}", run.stderr);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("tiyanfen.toml")).unwrap(), "shop = \"甲\"\n");
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = Folder::new().file("a.csv", "");
    let absent = folder.run(&["init", "exports", "--lang", "zh"]);
    assert!(
        absent.code == 2 && absent.stderr.starts_with("错误[path-not-found]：exports："),
        "{}",
        absent.stderr
    );
    let file = folder.run(&["init", "a.csv"]);
    assert!(
        file.code == 2 && file.stderr.starts_with("error[output-unwritable]: a.csv: "),
        "{}",
        file.stderr
    );
    let both = folder.run(&["init", ".", "--output", "x.toml"]);
    assert!(both.code == 2 && both.stderr.starts_with("error[usage]: "), "{}", both.stderr);
}
