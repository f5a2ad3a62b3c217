//! The READMEs and `docs/` say what is true: their tables, outputs, commands, links and names are held against the
//! program. `UPDATE_DOCS=1 cargo test --test docs` writes tables and outputs anew.

mod common;
mod docs {
    pub mod commands;
    mod commands_run;
    pub mod pages;
    pub mod robots;
}

use docs::pages::{Page, pages, pairs, readmes, root, target};
use std::collections::BTreeSet;
use std::fs;
use tiyanfen::catalogue::{Code, Lang};
use tiyanfen::cli;
use tiyanfen::indicator::Indicator;
use tiyanfen::reference::tables;

/// A newcomer reads a README to its end.
const LONGEST_README: usize = 10_000;
/// Pages that operators have no use for.
const ENGLISH_ONLY: [&str; 3] = ["docs/architecture.md", "docs/json.md", "docs/performance.md"];
/// Options of other programs.
const OTHERS_OPTIONS: [&str; 9] = [
    "--release",
    "--bench",
    "--path",
    "--sets",
    "--quick",
    "--rounds",
    "--write",
    "--orders",
    "--orders-per-file",
];

#[test]
fn readmes_are_short() {
    for page in readmes() {
        assert!(page.text.len() <= LONGEST_README, "{}: {} bytes", page.path, page.text.len());
    }
}

#[test]
fn the_first_two_commands_come_first_and_are_the_same() {
    for page in readmes() {
        let commands = "cargo run --release -- score fixtures/demo\ncargo test\n";
        assert_eq!(page.blocks("sh")[0], commands, "{}", page.path);
        let output = page.blocks("text")[0];
        assert!(output.starts_with("$ tiyanfen score fixtures/demo "), "{}", page.path);
        assert!(output.lines().count() <= 15, "{}: about ten lines", page.path);
    }
}

#[test]
fn tables_and_outputs_are_the_programs_own() {
    for page in pages() {
        let renewed = page.renewed();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(root().join(&page.path), renewed).unwrap();
            continue;
        }
        let drift = page.text.lines().zip(renewed.lines()).find(|(is, should)| is != should);
        assert!(
            page.text == renewed,
            "{}: run `UPDATE_DOCS=1 cargo test --test docs`; the first difference: {drift:#?}",
            page.path
        );
    }
}

#[test]
fn every_table_stands_in_one_page_of_each_language() {
    for lang in [Lang::Zh, Lang::En] {
        let all: String =
            pages().into_iter().filter(|page| page.lang == lang).map(|page| page.text).collect();
        for (name, _) in tables(lang).unwrap() {
            assert_eq!(all.matches(&format!("<!-- {name} -->\n")).count(), 1, "{name}");
        }
        if std::env::var_os("UPDATE_DOCS").is_some() {
            continue;
        }
        for indicator in Indicator::ALL.map(Indicator::info) {
            assert!(all.contains(&format!("\n| `{}` | {} |", indicator.id, indicator.name.pick(lang))));
        }
        for code in Code::ALL {
            assert!(all.contains(&format!("\n| `{}` |", code.id())), "{}", code.id());
        }
    }
}

/// Drift is seen: a changed cell, a lost row, a changed line of output.
#[test]
fn a_changed_page_is_seen() {
    for (path, from, to) in [
        ("docs/indicators.md", "| 7.5% |", "| 7.6% |"),
        ("docs/diagnostics.md", "| `usage` |", "| `use` |"),
        ("docs/files.md", "主订单编号 ·", "主单编号 ·"),
        ("README.md", "4.43 / 5.00 ", "4.44 / 5.00 "),
    ] {
        let mut page = pages().into_iter().find(|page| page.path == path).unwrap();
        let right = page.renewed();
        assert!(right.contains(from), "{path}: {from}");
        page.text = right.replacen(from, to, 1);
        assert_eq!(page.renewed(), right, "{path}: {from}");
    }
}

/// Both languages have the same parts: headings, blocks, lists, rows of tables, links, and commands that differ in
/// names alone.
#[test]
fn both_languages_are_in_step() {
    let pairs = pairs();
    let both: BTreeSet<&str> = pairs.iter().map(|(en, _)| en.path.as_str()).collect();
    for page in pages().iter().filter(|page| page.lang == Lang::En) {
        let is_alone = ENGLISH_ONLY.contains(&page.path.as_str());
        assert_eq!(both.contains(page.path.as_str()), !is_alone, "{}", page.path);
    }
    for (en, zh) in &pairs {
        for mark in ["\n# ", "\n## ", "\n### ", "```", "\n- ", "\n1. ", "\n| "] {
            assert_eq!(en.text.matches(mark).count(), zh.text.matches(mark).count(), "{}: {mark:?}", en.path);
        }
        assert_eq!(en.blocks("crontab"), zh.blocks("crontab"), "{}", en.path);
        assert_eq!(en.links().len(), zh.links().len(), "{}", en.path);
        assert_eq!(outline(en), outline(zh), "{}", en.path);
    }
}

/// Each command's subcommand and options.
fn outline(page: &Page) -> Vec<Vec<String>> {
    let command = |line: &str| {
        let words = line.split(" #").next().unwrap_or_default().split_whitespace();
        let told = words.enumerate().filter(|(place, word)| *place < 2 || word.starts_with("--"));
        told.map(|(_, word)| word.to_owned()).collect()
    };
    page.blocks("sh").iter().flat_map(|block| block.lines()).map(command).collect()
}

#[test]
fn links_lead_somewhere() {
    let all = pages();
    for page in &all {
        for link in page.links() {
            let (file, anchor) = target(page, &link);
            assert!(root().join(&file).exists(), "{}: {link}", page.path);
            let Some(anchor) = anchor else { continue };
            let there = all.iter().find(|page| std::path::Path::new(&page.path) == file).expect("a page");
            assert!(there.anchors().contains(&anchor), "{}: {link}", page.path);
        }
    }
    // Every page is reached from the README of its language.
    for readme in readmes() {
        let linked: BTreeSet<String> = readme
            .links()
            .iter()
            .map(|link| target(&readme, link).0.to_string_lossy().into_owned())
            .collect();
        for page in all.iter().filter(|page| page.lang == readme.lang && page.path.starts_with("docs/")) {
            assert!(linked.contains(&page.path), "{}: no link to {}", readme.path, page.path);
        }
    }
}

/// What a page names exists: subcommands, options, codes.
#[test]
fn pages_name_what_exists() {
    let program = cli::command(Lang::En);
    let subcommands: BTreeSet<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    let mut options: BTreeSet<String> = OTHERS_OPTIONS.map(str::to_owned).into();
    let mut waiting = vec![&program];
    while let Some(command) = waiting.pop() {
        options.extend(command.get_arguments().filter_map(|arg| Some(format!("--{}", arg.get_long()?))));
        waiting.extend(command.get_subcommands());
    }
    for page in pages().iter().filter(|page| page.path != "docs/architecture.md") {
        let spans = page.spans();
        let blocks = page.blocks("sh").concat() + &page.blocks("crontab").concat();
        for text in spans.iter().map(String::as_str).chain([blocks.as_str()]) {
            for (at, _) in text.match_indices("--") {
                let rest = &text[at + 2..];
                let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len());
                let option = format!("--{}", &rest[..end]);
                assert!(option == "--" || options.contains(&option), "{}: {option}", page.path);
            }
        }
        for span in &spans {
            if let Some(command) = span.strip_prefix("tiyanfen ") {
                let word = command.split(' ').next().unwrap();
                let is_known = subcommands.contains(word) || word == "exports" || word.starts_with('-');
                assert!(is_known, "{}: {span}", page.path);
            }
            let is_code = span.contains('-') && span.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            if is_code && !span.starts_with('-') && !subcommands.contains(span.as_str()) {
                assert!(Code::ALL.iter().any(|code| code.id() == span), "{}: {span}", page.path);
            }
        }
    }
}
