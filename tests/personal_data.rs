//! Nothing by which a person is known comes out: names, phones, addresses, identity numbers and messages are planted in
//! every column of every kind, beside every column and shifted into it, in headers, sheets, entries, comments and names
//! of files, and every output of every command is searched for them.

mod common;

#[path = "personal_data/exports.rs"]
mod exports;
#[path = "personal_data/outputs.rs"]
mod outputs;

use common::container::workbook;
use common::{Folder, Run};
use exports::{KINDS, Kind, Plants};
use outputs::{of_all_commands, shown};

/// A folder in which another holds the exports.
fn with_shop() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("shop")).expect("a folder in a temporary one");
    folder
}

/// A folder with a file of each kind, whose rows a function makes.
fn folder_of(rows: impl Fn(&Kind, &mut Plants) -> (String, Vec<String>), plants: &mut Plants) -> Folder {
    KINDS.iter().fold(with_shop(), |folder, kind| {
        let (header, rows) = rows(kind, plants);
        let text = std::iter::once(header).chain(rows).map(|row| row + "\n").collect::<String>();
        folder.file(&format!("shop/{}.csv", kind.name), text)
    })
}

/// Runs every command over a folder, and looks for what was planted in what it says and writes.
fn nothing_is_shown(folder: &Folder, plants: &Plants) {
    let mut found = Vec::new();
    for (command, output) in of_all_commands(folder) {
        found.extend(output.lines().filter_map(|line| {
            let plant = shown(&plants.all, line)?;
            let line: String = line.chars().take(300).collect();
            Some(format!("{command}\n    shows {plant}: {line}"))
        }));
    }
    found.dedup();
    assert!(found.is_empty(), "{} lines, such as\n{}", found.len(), found[..found.len().min(12)].join("\n"));
}

/// How many rows of the files count, and how many are rejected.
fn counts(folder: &Folder) -> (u64, u64) {
    let run = folder.run(&["check", "shop", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let sum = |key: &str| {
        report["files"]
            .as_array()
            .expect("files")
            .iter()
            .map(|file| file[key].as_u64().unwrap_or_default())
            .sum()
    };
    (sum("used"), sum("rejected"))
}

#[test]
fn in_every_column_of_every_kind() {
    let mut plants = Plants::default();
    let folder = folder_of(
        |kind, plants| {
            let mut rows = kind.rows(12);
            for column in 0..kind.columns.len() {
                for plant in plants.of_column(kind, column) {
                    rows.push(kind.row_with(rows.len(), column, &plant));
                }
            }
            (kind.header(), rows)
        },
        &mut plants,
    );
    let (used, rejected) = counts(&folder);
    assert!(used > 100 && rejected > 100, "{used} {rejected}");
    nothing_is_shown(&folder, &plants);
}

#[test]
fn in_rows_shifted_by_one_cell_either_way() {
    for shift in [-1, 1] {
        let mut plants = Plants::default();
        let folder = folder_of(
            |kind, plants| {
                // A personal column stands between each two that are read.
                let header = kind
                    .columns
                    .iter()
                    .enumerate()
                    .map(|(n, (name, _))| format!("{},{name}", kind.personal(n)));
                let mut rows: Vec<String> =
                    (0..12).map(|n| kind.mixed_row(n, &mut Plants::default(), 0)).collect();
                rows.extend((12..60).map(|n| kind.mixed_row(n, plants, shift)));
                (header.collect::<Vec<_>>().join(","), rows)
            },
            &mut plants,
        );
        let (used, _) = counts(&folder);
        assert!(used > 20, "{used}");
        nothing_is_shown(&folder, &plants);
    }
}

#[test]
fn in_columns_that_are_not_read_and_in_headers_without_their_line_break() {
    let mut plants = Plants::default();
    let folder = folder_of(
        |kind, plants| {
            let beside: Vec<String> = (0..12).map(|n| kind.personal(n).to_owned()).collect();
            let with = |row: &str, plants: &mut Plants| {
                format!("{row},{}", (0..12).map(|n| plants.personal(n)).collect::<Vec<_>>().join(","))
            };
            let rows: Vec<String> = kind.rows(24);
            let mut rows: Vec<String> = rows.iter().map(|row| with(row, plants)).collect();
            // The first row hangs on the header.
            let torn = rows.remove(0);
            (format!("{},{}{torn}", kind.header(), beside.join(",")), rows)
        },
        &mut plants,
    );
    nothing_is_shown(&folder, &plants);
    let text = folder.run(&["check", "shop/orders.csv", "--max-rejected", "1"]).stdout;
    assert!(text.contains("their names not shown") && text.contains("收件人"), "{text}");
}

#[test]
fn in_names_of_files_entries_and_sheets_and_in_comments() {
    let mut plants = Plants::default();
    let phones: Vec<String> = (0..6).map(|n| plants.phone(n)).collect();
    let text = |kind: &Kind, from: usize| {
        let rows: Vec<String> = (from..from + 12).map(|n| kind.row(n)).collect();
        format!("{}\n{}\n", kind.header(), rows.join("\n"))
    };
    let [orders, refunds, reviews, parcels, _] = &KINDS;
    let (bad, other) = (format!("{}\n1,2\n", orders.header()), "甲,乙\n1,2\n");
    let plain = |phone: &str| phone.replace(['/', '\\'], "-");
    let folder = with_shop()
        .file(&format!("shop/订单{}.csv", plain(&phones[0])), text(orders, 0))
        .file(&format!("shop/坏{}.csv", plain(&phones[1])), bad)
        .file(&format!("shop/无关{}.csv", plain(&phones[2])), other)
        .file(
            &format!("shop/表{}.xlsx", plain(&phones[3])),
            workbook(&[
                (&format!("评{}", phones[4]), &text(reviews, 0)),
                ("空", "甲,乙"),
                ("评", &text(reviews, 12)),
            ]),
        )
        .file("shop/批注.xlsx", exports::noted_workbook(&text(parcels, 0), &mut plants))
        .file(
            "shop/包.zip",
            exports::commented_zip(
                &[(&format!("退{}.csv", plain(&phones[5])), &text(refunds, 0))],
                &mut plants,
            ),
        );
    nothing_is_shown(&folder, &plants);
    let run: Run = folder.run(&["check", "shop", "--lang", "zh"]);
    assert!(run.stdout.contains("订单….csv") && run.stdout.contains("包.zip/退….csv"), "{}", run.stdout);
}
