//! Folders that hold folders, days outside the files, and files named after their form.

use crate::common::{Folder, Run};
use serde_json::Value;

const ORDERS: &str = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,订单状态,揽收时间";

fn order(id: u32, day: &str) -> String {
    format!("{id},{id},11,9.90,{day} 09:00:00,{day} 09:00:00,已发货,{day} 19:00:00")
}

/// `shop/2026-09` and `shop/2026-10` hold an order each, `shop/notes` no export, `shop/older/2026-08` an order deeper down.
fn months() -> Folder {
    let mut folder = Folder::new();
    for (name, file, rows) in [
        ("shop/2026-10", "orders.csv", Some(order(3, "2026-10-02"))),
        ("shop/2026-09", "orders.csv", Some(order(2, "2026-09-20"))),
        ("shop/older/2026-08", "orders.csv", Some(order(1, "2026-08-20"))),
        ("shop/notes", "readme.txt", None),
        ("shop/.cache", "orders.csv", Some(order(9, "2026-10-02"))),
        ("empty", "", None),
    ] {
        std::fs::create_dir_all(folder.path().join(name)).expect("a folder");
        folder = match rows {
            Some(row) => folder.csv(&format!("{name}/{file}"), ORDERS, &[&row]),
            None if file.is_empty() => folder,
            None => folder.file(&format!("{name}/{file}"), "hello\n"),
        };
    }
    folder
}

fn said(run: &Run, what: &str) {
    assert!(run.stderr.contains(what) || run.stdout.contains(what), "{what}\n{}{}", run.stdout, run.stderr);
}

#[test]
fn a_folder_of_folders_says_which_hold_exports() {
    let run = months().run(&["score", "shop", "--lang", "zh"]);
    assert_eq!(run.code, 2);
    said(
        &run,
        "提醒[exports-below]：shop：这个文件夹里没有能用的导出，导出在它的子文件夹里：2026-09、2026-10、older/2026-08",
    );
    said(&run, "tiyanfen score shop/2026-09 shop/2026-10 shop/older/2026-08（或者加 --recursive");
    // Other paths of the command stay, and the folder that one is in needs no name.
    let folder = months();
    std::fs::rename(folder.path().join("empty"), folder.path().join("shop/2026-09/deeper")).expect("moved");
    let run = folder.run(&["check", "shop", "shop/2026-09", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    said(&run, "tiyanfen score shop/2026-09 shop/2026-10 shop/older/2026-08 shop/2026-09");
    let run = crate::common::run(
        crate::common::tiyanfen().current_dir(folder.path().join("shop")).args(["score", "."]),
    );
    said(&run, "tiyanfen score 2026-09 2026-10 older/2026-08 ");
    // A file beside them that is no export changes nothing; one that is an export does.
    let folder = folder.file("shop/readme.txt", "hello\n");
    said(&folder.run(&["score", "shop"]), "warning[exports-below]");
    let folder = folder.csv("shop/orders.csv", ORDERS, &[&order(4, "2026-10-01")]);
    assert!(!folder.run(&["check", "shop"]).stdout.contains("exports-below"));
}

#[test]
fn more_folders_than_anybody_types_are_counted() {
    let mut folder = Folder::new();
    for month in 1..=12 {
        let name = format!("all months/2025-{month:02}");
        std::fs::create_dir_all(folder.path().join(&name)).expect("a folder");
        folder = folder.csv(&format!("{name}/orders.csv"), ORDERS, &[&order(month, "2025-10-02")]);
    }
    let run = folder.run(&["score", "all months"]);
    said(&run, "2025-01, 2025-02, 2025-03, 2025-04, 2025-05, 2025-06 and more, 12 in all");
    said(&run, "tiyanfen score 'all months' --recursive (");
}

#[test]
fn folders_in_folders_are_read_where_asked_for() {
    let folder = months();
    let run = folder.run(&["check", "shop", "--recursive", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let files = report["files"].as_array().expect("files").iter();
    let files: Vec<_> =
        files.map(|file| (file["path"].as_str().unwrap_or_default(), &file["read"])).collect();
    let read = |path| files.iter().find(|file| file.0 == path).map(|file| file.1.as_u64().unwrap_or(99));
    assert_eq!(files.len(), 4, "{files:?}");
    for path in ["shop/2026-09/orders.csv", "shop/2026-10/orders.csv", "shop/older/2026-08/orders.csv"] {
        assert_eq!(read(path), Some(1), "{path}");
    }
    assert_eq!(read("shop/notes/readme.txt"), Some(0));
    for command in ["score", "trend", "cases pickup_hours"] {
        let words: Vec<&str> = command.split(' ').collect();
        let run = folder.run(&[&words[..], &["shop", "--recursive"]].concat());
        assert!(!run.stderr.contains("exports-below"), "{}", run.stderr);
    }
    let cases = folder.run(&[
        "cases",
        "pickup_hours",
        "--recursive",
        "shop",
        "--window",
        "90",
        "--as-of",
        "2026-10-02",
    ]);
    said(&cases, "numerator 3");
    let page = "日期,指标,官方值\n2026-10-02,pickup_hours,10\n";
    let run = folder.file("page.csv", page).run(&["reconcile", "page.csv", "shop", "--recursive"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // A link back to a folder above is followed once.
    #[cfg(unix)]
    {
        let folder = months();
        std::os::unix::fs::symlink(folder.path().join("shop"), folder.path().join("shop/2026-09/again"))
            .expect("a link");
        let run = folder.run(&["check", "shop", "--recursive", "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert_eq!(report["files"].as_array().map(Vec::len), Some(4));
    }
}

#[test]
fn a_check_of_nothing_fails() {
    let folder = months();
    for (path, code) in [("empty", 2), ("shop/notes", 2), ("shop", 2), ("shop/2026-09", 0)] {
        let run = folder.run(&["check", path]);
        assert_eq!(run.code, code, "{path}: {}", run.stdout);
        assert_eq!(run.stdout.contains("error[nothing-scorable]"), code == 2, "{path}: {}", run.stdout);
    }
}

#[test]
fn a_day_outside_the_files_says_how_far_they_go() {
    let folder = months();
    let outside = |args: &[&str]| {
        let run = folder.run(&[args, &["shop/2026-09", "shop/2026-10", "--lang", "zh"]].concat());
        (run.code, run.stderr.contains("文件里的数据从 2026-09-20 到 2026-10-02"))
    };
    for day in ["2026-09-19", "2020-01-01", "2027-03-01"] {
        assert_eq!(outside(&["score", "--as-of", day]), (2, true), "{day}");
        assert_eq!(outside(&["cases", "pickup_hours", "--as-of", day]), (2, true), "{day}");
    }
    assert_eq!(outside(&["trend", "--as-of", "2026-08-01"]), (2, true));
    // Inside, or not long after: the windows hold something, or it is something else that is missing.
    assert_eq!(outside(&["cases", "pickup_hours", "--as-of", "2026-10-20"]), (0, false));
    assert_eq!(outside(&["score", "--as-of", "2026-10-05", "--set", "arrival_hours=72"]), (0, false));
}

#[test]
fn the_ending_of_a_file_names_its_form() {
    let folder = months();
    let written = |args: &[&str], name: &str| {
        let run = folder.run(&[args, &["-o", name]].concat());
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        (run, text)
    };
    let score = ["score", "shop/2026-10", "--set", "arrival_hours=72"];
    for (name, begins) in [
        ("r.csv", "level,as_of,"),
        ("r.CSV", "level,as_of,"),
        ("r.json", "{"),
        ("r.txt", "Douyin"),
        ("r.2026", "Douyin"),
        ("report", "Douyin"),
    ] {
        let (run, text) = written(&score, name);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert!(text.trim_start().starts_with(begins), "{name}: {text}");
    }
    // What is said wins over the ending.
    let (_, text) = written(&[&score[..], &["--format", "json"]].concat(), "said.csv");
    assert!(text.starts_with('{'), "{text}");
    let (run, text) = written(&["rules", "show", "classic"], "classic.toml");
    assert_eq!((run.code, text.contains("[definitions]")), (0, true));
    for (args, name, has) in [
        (&score[..], "r.ods", "has no form ods"),
        (&score, "r.pdf", "text, json, markdown, html, csv, xlsx"),
        (&["check", "shop/2026-10"], "c.csv", "the document 'check' has no form csv"),
        (&["explain", "usage"], "c.csv", "text, json"),
        (&["render", "nothing.json"], "c.docx", "has no form docx"),
    ] {
        let (run, text) = written(args, name);
        assert_eq!((run.code, text.as_str()), (2, ""), "{name}");
        // `render` looks at what it is to render first.
        assert!(run.stderr.contains(has) || args[0] == "render", "{name}: {}", run.stderr);
    }
}

#[test]
fn a_path_without_a_command_is_answered_with_one() {
    let folder = months();
    said(&folder.run(&["shop", "--lang", "zh"]), "tiyanfen score shop/2026-09 shop/2026-10");
    said(&folder.run(&["./nowhere"]), "error[path-not-found]");
    said(&folder.run(&["scor", "shop"]), "did you mean score");
}
