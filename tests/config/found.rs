//! Where a configuration is looked for, and that the report says which one it went by.

use crate::common::{Folder, run, tiyanfen};
use crate::{configured, json, shop};
use serde_json::{Value, json};

const CONFIG: &str =
    "shop = \"小店\"\nrules = \"classic-2022\"\n[set]\nim_reply_3min_rate = 0.5\nlogistics_rating = 4.7\n";

/// A report without what a configuration of the shop's name alone adds.
fn without(mut report: Value) -> Value {
    let keys = report.as_object_mut().unwrap();
    // Rules that a configuration names need no flag again.
    for key in ["config", "shop", "rules"] {
        keys.remove(key);
    }
    report
}

/// The first lines of the report, in both languages: whose it is, by which rules, which configuration.
#[test]
fn the_report_says_which() {
    let folder = configured(CONFIG);
    let mut said = String::new();
    for lang in ["zh", "en"] {
        for command in [&["score", "exports", "--weakest", "1"][..], &["trend", "exports", "--days", "3"]] {
            let run = folder.run(&[command, &["-q", "--lang", lang]].concat());
            assert_eq!((run.code, run.stderr.as_str()), (0, ""));
            let (above, below) = run.stdout.split_once("tiyanfen.toml\n").unwrap();
            assert!(!below.contains("tiyanfen.toml"), "{below}");
            let head = format!("{above}tiyanfen.toml");
            said += &format!("$ tiyanfen {} --lang {lang}\n{head}\n\n", command.join(" "));
        }
        let check = folder.run(&["check", "exports", "--lang", lang]);
        assert_eq!(check.code, 0, "{}", check.stderr);
        let head: Vec<&str> = check.stdout.lines().take(4).collect();
        said += &format!("$ tiyanfen check exports --lang {lang}\n{}\n\n", head.join("\n"));
    }
    insta::with_settings!({ omit_expression => true, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!("heads", said);
    });
}

#[test]
fn every_command_on_the_folder_goes_by_it() {
    let folder = configured(CONFIG);
    for command in [&["score", "exports"][..], &["trend", "exports", "--days", "2"], &["check", "exports"]] {
        let report = json(&folder, command);
        assert_eq!(report["config"], "exports/tiyanfen.toml", "{command:?}");
        assert_eq!(report["rulebook"]["id"], "classic-2022", "{command:?}");
        if command[0] != "check" {
            assert_eq!(report["shop"], "小店", "{command:?}");
        }
    }
    let score = json(&folder, &["score", "exports"]);
    let row = crate::common::indicator(&score, "im_reply_3min_rate");
    assert_eq!((&row["value"], &row["status"]), (&json!(0.5), &json!("manual")));
    // The window is the rulebook's.
    let cases = json(&folder, &["cases", "quality_return_rate", "exports"]);
    let by_flag = json(&shop(), &["cases", "quality_return_rate", "exports", "--rules", "classic-2022"]);
    assert_eq!(cases, by_flag);
}

/// The same as flags, and without a configuration nothing has changed.
#[test]
fn a_configuration_is_the_flags_it_stands_for() {
    let flags = [
        "score",
        "exports",
        "--shop",
        "小店",
        "--rules",
        "classic-2022",
        "--set",
        "im_reply_3min_rate=0.5",
        "--set",
        "logistics_rating=4.7",
    ];
    let typed = json(&shop(), &flags);
    assert_eq!(typed["config"], Value::Null);
    assert_eq!(without(json(&configured(CONFIG), &["score", "exports"])), without(typed));
    let bare = json(&shop(), &["score", "exports"]);
    assert_eq!(without(json(&configured(""), &["score", "exports"])), without(bare));
}

/// Exports come from folders and files; a configuration only from a folder itself.
#[test]
fn only_a_folder_itself_is_looked_into() {
    let folder = configured(CONFIG);
    let orders = "exports/1793410200_订单_2026-10.csv";
    let archive = crate::common::container::zipped(&[("tiyanfen.toml", CONFIG)]);
    let set =
        ["--set", "arrival_hours=70", "--set", "im_reply_3min_rate=0.9", "--set", "quality_return_rate=0.01"];
    let of =
        |folder: &Folder, path: &str| json(folder, &[&["score", path], &set[..]].concat())["config"].clone();
    assert_eq!(of(&folder, orders), Value::Null);
    // Below the folder, above it, in an archive.
    std::fs::create_dir(folder.path().join("exports/more")).unwrap();
    std::fs::rename(
        folder.path().join("exports/tiyanfen.toml"),
        folder.path().join("exports/more/tiyanfen.toml"),
    )
    .unwrap();
    let folder = folder.file("tiyanfen.toml", CONFIG).file("exports/more.zip", archive);
    assert_eq!(of(&folder, "exports"), Value::Null);
    // A folder that is named as well.
    assert_eq!(json(&folder, &["score", "exports", "exports/more"])["config"], "exports/more/tiyanfen.toml");
}

#[test]
fn of_two_one_is_chosen() {
    let folder = configured("shop = \"甲\"\n");
    std::fs::create_dir(folder.path().join("b")).unwrap();
    let folder = folder.file("b/tiyanfen.toml", "shop = \"乙\"\n");
    for command in [&["score"][..], &["trend"], &["cases", "arrival_hours"], &["check"]] {
        let run = folder.run(&[command, &["b", "exports"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
        assert!(
            run.stderr.starts_with("error[config-several]: ")
                && run.stderr.contains("--config b/tiyanfen.toml")
        );
    }
    let chosen = json(&folder, &["score", "b", "exports", "--config", "exports/tiyanfen.toml"]);
    assert_eq!((&chosen["shop"], &chosen["config"]), (&json!("甲"), &json!("exports/tiyanfen.toml")));
    // One folder twice is one folder.
    assert_eq!(json(&folder, &["score", "exports", "exports/", "./exports"])["shop"], "甲");
}

/// With `--config` none is looked for, whatever lies in the folder.
#[test]
fn the_given_one_is_the_only_one() {
    let folder = configured("this is no configuration").file("mine.toml", "shop = \"丙\"\n");
    assert_eq!(json(&folder, &["score", "exports", "--config", "mine.toml"])["shop"], "丙");
}

/// What the report says to type next reads the files in the same way.
#[test]
fn the_commands_in_the_report_work_as_printed() {
    let columns = "[orders]\norder_id = [\"单号\"]\n";
    let found = configured("rules = \"classic-2022\"\ncolumns = \"columns.toml\"\n")
        .file("exports/columns.toml", columns);
    let given = shop().file("my shop.toml", "rules = \"classic-2022\"\n");
    let arguments: [(&Folder, &[&str], &str); 2] = [
        (&found, &["score", "exports", "-q"], " exports"),
        (&given, &["score", "exports", "-q", "--config", "my shop.toml"], " --config 'my shop.toml' exports"),
    ];
    for (folder, args, ending) in arguments {
        let report = folder.run(args).stdout;
        let commands: Vec<&str> =
            report.lines().filter_map(|line| line.trim().strip_prefix("case by case: tiyanfen ")).collect();
        assert!(!commands.is_empty(), "{report}");
        for command in commands {
            assert!(command.ends_with(ending), "{command}");
            let bin = env!("CARGO_BIN_EXE_tiyanfen");
            let mut shell = std::process::Command::new("sh");
            let line = format!("'{bin}' {command} --format json");
            let done = shell.args(["-c", &line]).current_dir(folder.path()).output().unwrap();
            assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
            let cases: Value = serde_json::from_slice(&done.stdout).unwrap();
            assert_eq!(cases["rulebook_id"].as_str().unwrap_or("classic-2022"), "classic-2022");
        }
    }
}

/// As under cron: another folder to run in, paths of the configuration seen from its own.
#[test]
fn it_works_from_anywhere() {
    let table = "[[wrong_files]]\nid = \"x\"\ntitle_zh = \"甲\"\ntitle_en = \"mine\"\nall = [\"神秘列\"]\n";
    let folder =
        configured("columns = \"more/columns.toml\"\nshop = \"丁\"\n").file("exports/x.csv", "神秘列\n1\n");
    std::fs::create_dir(folder.path().join("exports/more")).unwrap();
    let folder = folder.file("exports/more/columns.toml", table);
    let exports = folder.path().join("exports");
    let elsewhere = Folder::new();
    let mut command = tiyanfen();
    command.current_dir(elsewhere.path()).arg("score").arg(&exports).args(["--format", "json"]);
    let done = run(&mut command);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stderr.contains("this is mine, not a file"), "{}", done.stderr);
    let report: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!((&report["shop"], &report["config"]), (&json!("丁"), &json!(exports.join("tiyanfen.toml"))));
}

/// The shop's own rulebook lies beside its configuration, wherever the program runs.
#[test]
fn a_rulebook_of_the_shops_own() {
    let own = "extends = \"classic\"\n[definitions.windows]\npickup_hours = 7\n";
    let config = "rules = \"rules/ours.toml\"\n";
    let folder = configured(config);
    std::fs::create_dir(folder.path().join("exports/rules")).unwrap();
    let folder = folder.file("exports/rules/ours.toml", own);
    let exports = folder.path().join("exports");
    let elsewhere = Folder::new();
    let from = |folder: &Folder| {
        let mut command = tiyanfen();
        command.current_dir(folder.path()).args(["score", "--format", "json"]).arg(&exports);
        run(&mut command)
    };
    for place in [&folder, &elsewhere] {
        let report: Value = serde_json::from_str(&from(place).stdout).unwrap();
        assert_eq!(report["rulebook"]["id"], "ours");
        assert_eq!(crate::common::indicator(&report, "pickup_hours")["window_days"], 7);
    }
    // What is wrong with it is told with its own lines.
    let folder = folder.file("exports/rules/ours.toml", "extends = \"classic\"\n\n[definition]\n");
    let wrong = from(&elsewhere);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("ours.toml line 3: "), "{}", wrong.stderr);
    assert!(!wrong.stderr.contains("tiyanfen.toml"), "{}", wrong.stderr);
    // A name is a name, whatever lies where the program runs.
    let folder = folder.file("exports/tiyanfen.toml", "rules = \"ours\"\n").file("ours", own);
    let unknown = from(&folder);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("tiyanfen.toml line 1: there is no rulebook 'ours'"),
        "{}",
        unknown.stderr
    );
}

/// The page of the back office beside the exports: rules and values by hand as for the score.
#[test]
fn reconcile_goes_by_it() {
    let page = "日期,指标,官方值,官方得分\n2026-10-30,3分钟平均回复率,50%,-\n";
    let folder = configured(CONFIG).file("page.csv", page);
    let report = json(&folder, &["reconcile", "page.csv", "exports"]);
    assert_eq!((&report["config"], &report["shop"]), (&json!("exports/tiyanfen.toml"), &json!("小店")));
    assert_eq!(report["days"][0]["rulebook"]["id"], "classic-2022");
    assert_eq!(report["counts"]["agree"], 1, "{report}");
    let text = folder.run(&["reconcile", "page.csv", "exports", "-q", "--lang", "zh"]).stdout;
    assert!(text.contains("配置：exports/tiyanfen.toml\n"), "{text}");
    // The empty table is that of the configured rulebook.
    let template = folder.run(&["reconcile", "--template", "exports"]);
    let typed = shop().run(&["reconcile", "--template", "exports", "--rules", "classic-2022"]);
    assert_eq!((template.code, template.stdout), (0, typed.stdout));
}

/// What lies beside the exports and is TOML is no export, and nobody has to hear of it.
#[test]
fn toml_files_in_a_folder_are_no_exports() {
    let folder = configured("").file("exports/my-rules.toml", "x").file("exports/列名.TOML", "y");
    let report = json(&folder, &["score", "exports"]);
    let plain = json(&shop(), &["score", "exports"]);
    assert_eq!((&report["inputs"], &report["warnings"]), (&plain["inputs"], &plain["warnings"]));
    assert!(!folder.run(&["check", "exports"]).stdout.contains("rules.toml"));
    let named = folder.run(&["score", "exports", "exports/my-rules.toml"]);
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("error[toml-not-export]: exports/my-rules.toml: "), "{}", named.stderr);
    assert!(
        named.stdout.contains("exports/my-rules.toml: does not count (toml-not-export)"),
        "{}",
        named.stdout
    );
}

/// Commands about no exports go by the one that is given.
#[test]
fn explain_and_columns_take_it() {
    let table = "[orders]\norder_id = [\"单号\"]\n[reviews]\ntime = [\"写于\"]\n";
    let folder =
        Folder::new().file("mine.toml", "rules = \"koubei\"\ncolumns = \"c.toml\"\n").file("c.toml", table);
    let page = json(&folder, &["explain", "positive_review_rate", "--config", "mine.toml"]);
    assert_eq!(page["rulebook"]["id"], "koubei");
    assert!(page["columns"].to_string().contains("写于"), "{}", page["columns"]);
    let columns = folder.run(&["columns", "--config", "mine.toml"]);
    assert_eq!(columns.code, 0, "{}", columns.stderr);
    assert!(columns.stdout.contains("order_id = [\"单号\", \"主订单编号\""), "{}", columns.stdout);
    // The one in the folder is not looked for: there is no folder.
    let folder = folder.file("tiyanfen.toml", "rules = \"koubei\"\n");
    assert_eq!(json(&folder, &["explain", "positive_review_rate"])["rulebook"]["id"], "classic");
}

/// A byte order mark, line ends of Windows, and what its editor calls ANSI and Unicode.
#[test]
fn however_it_was_saved() {
    let text =
        "# 店铺\r\nshop = \"桂花铺子\"\r\n[set]\r\nim_reply_3min_rate = \"95%\"\r\n\"物流评分\" = 4.7\r\n";
    let (ansi, _, _) = encoding_rs::GB18030.encode(text);
    let utf16 = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [Vec<u8>; 5] = [
        text.into(),
        text.replace('\r', "").into(),
        format!("\u{feff}{text}").into_bytes(),
        ansi.into_owned(),
        utf16,
    ];
    for file in files {
        let folder = shop().file("exports/tiyanfen.toml", file);
        let report = json(&folder, &["score", "exports"]);
        assert_eq!(report["shop"], "桂花铺子");
        for (id, value) in [("im_reply_3min_rate", 0.95), ("logistics_rating", 4.7)] {
            let row = crate::common::indicator(&report, id);
            assert_eq!((&row["value"], &row["status"]), (&json!(value), &json!("manual")), "{id}");
        }
    }
}
