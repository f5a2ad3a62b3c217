//! Containers that cannot be read: refused by name, with what to do, and no others with them.

use crate::common::{Folder, input};
use crate::support::{folder, others, report, run_in, said, strs};

/// File, code, path in the message, and whether anything else of the file counts.
const REFUSED: [(&str, &str, &str, bool); 26] = [
    ("old.xls", "container-unsupported", "old.xls", false),
    ("page.xls", "container-unsupported", "page.xls", false),
    ("sheet.ods", "container-unsupported", "sheet.ods", false),
    ("old.zip", "container-unsupported", "old.zip/old.xls", false),
    ("encrypted.zip", "zip-encrypted", "encrypted.zip", false),
    ("encrypted-aes.zip", "zip-encrypted", "encrypted-aes.zip", false),
    ("partly-encrypted.zip", "zip-encrypted", "partly-encrypted.zip/refunds.csv", true),
    ("bzip2.zip", "zip-method", "bzip2.zip/orders.csv", false),
    ("lzma.zip", "zip-method", "lzma.zip/orders.csv", false),
    ("cut.zip", "container-damaged", "cut.zip", false),
    ("flipped.zip", "container-damaged", "flipped.zip/refunds.csv", true),
    ("wrong-checksum.zip", "container-damaged", "wrong-checksum.zip/orders.csv", false),
    // Some tools add a file again instead of replacing it; only one of the two could be read.
    ("same-name.zip", "container-damaged", "same-name.zip", false),
    ("cut.xlsx", "container-damaged", "cut.xlsx", false),
    ("cut-sheet.xlsx", "container-damaged", "cut-sheet.xlsx", false),
    ("flipped.xlsx", "container-damaged", "flipped.xlsx", false),
    ("no-strings.xlsx", "container-damaged", "no-strings.xlsx", false),
    ("no-sheet.xlsx", "container-damaged", "no-sheet.xlsx", false),
    // The other sheet could be read, but half an export is not the export.
    ("lost-sheet.xlsx", "container-damaged", "lost-sheet.xlsx", false),
    // It claims more strings than there is memory for.
    ("many-strings.xlsx", "container-damaged", "many-strings.xlsx", false),
    ("odd-boolean.xlsx", "container-damaged", "odd-boolean.xlsx", false),
    ("odd-error.xlsx", "container-damaged", "odd-error.xlsx", false),
    ("odd-type.xlsx", "container-damaged", "odd-type.xlsx", false),
    ("encrypted.xlsx", "workbook-encrypted", "encrypted.xlsx", false),
    ("destroyed.zip", "ids-destroyed", "destroyed.zip/售后.xlsx", true),
    ("empty.zip", "file-unrecognised", "empty.zip", false),
];

#[test]
fn what_cannot_be_read_is_refused_and_the_rest_counts() {
    let mut wrong = Vec::new();
    for (file, code, path, in_part) in REFUSED {
        let alone = run_in("refused", &["score", file, "--as-of", "2025-10-30"]);
        let (en, nothing) = (format!("error[{code}]: {path}"), "error[nothing-scorable]");
        if alone.code != 2 || !alone.stderr.contains(&en) || alone.stderr.contains(nothing) == in_part {
            wrong.push(format!("{file}: exit code {}, said {}", alone.code, alone.stderr));
        }
        let rest = others(&[]);
        let (exit, found) = report("refused", &[strs(&rest), vec![file]].concat());
        let is_said = said(&found).iter().any(|said| said.0 == code && said.1 == path);
        if exit != 2 || !is_said || input(&found, "xlsx/orders.csv")["read"] != 28 {
            wrong.push(format!("{file} with others: exit code {exit}, said {:?}", said(&found)));
        }
        // Nothing of a refused file counts: the rows of the good ones are no duplicates.
        let used = |name: &str| input(&found, name)["used"].as_u64();
        if used("xlsx/refunds.csv") != Some(16) || (!in_part && used("xlsx/orders.csv") != Some(27)) {
            wrong.push(format!("{file}: rows of a refused file count: {}", found["inputs"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cell_of_an_archives_workbook_is_named() {
    let rest = others(&["orders", "refunds"]);
    let (code, found) = report("refused", &[strs(&rest), vec!["destroyed.zip"]].concat());
    assert_eq!(code, 2);
    let expected =
        ("ids-destroyed".into(), "destroyed.zip/售后.xlsx".into(), "D17".into(), 17, "商品单号".into());
    assert!(said(&found).contains(&expected), "{:?}", said(&found));
    assert_eq!(input(&found, "destroyed.zip/orders.csv")["read"], 28);
}

#[test]
fn an_archive_without_any_export_is_nothing_to_score() {
    let run = run_in("refused", &["score", "junk.zip"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    for entry in ["junk.zip/读我.txt", "junk.zip/图片/1.png"] {
        assert!(run.stderr.contains(entry), "{}", run.stderr);
    }
    assert!(run.stderr.contains("error[nothing-scorable]"), "{}", run.stderr);
}

/// What lies beside the exports in a folder and is no table by its name is nobody's export.
#[test]
fn documents_and_pictures_in_a_folder_are_passed_over_with_a_note() {
    let bytes = |name: &str| std::fs::read(folder("refused").join(name)).expect("a fixture");
    let orders = std::fs::read(folder("xlsx").join("orders.csv")).expect("a fixture");
    let beside = Folder::new()
        .file("orders.csv", orders)
        .file("合同.doc", bytes("old.xls"))
        .file("截图.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0")
        .file("备份.bak", bytes("cut.zip"));
    let report = beside.score_any(&["--as-of", "2025-10-30"]);
    for file in ["合同.doc", "截图.png", "备份.bak"] {
        assert_eq!(input(&report, file)["code"], "file-skipped", "{file}");
    }
}

#[test]
fn what_is_said_of_each() {
    for (folder, file) in [
        ("refused", "old.xls"),
        ("refused", "page.xls"),
        ("refused", "encrypted.zip"),
        ("refused", "bzip2.zip"),
        ("refused", "cut.zip"),
        ("refused", "cut-sheet.xlsx"),
        ("refused", "nested-too-deep.zip"),
    ] {
        let said = ["zh", "en"].map(|lang| {
            let run = run_in(folder, &["score", file, "--as-of", "2025-10-30", "--lang", lang]);
            format!("--- {lang}, exit code {}\n{}", run.code, run.stderr)
        });
        insta::with_settings!({ description => file, omit_expression => true, snapshot_path => "../snapshots" }, {
            insta::assert_snapshot!(format!("refused_{}", file.replace('.', "_")), said.concat());
        });
    }
}
