//! The READMEs say what is true: their reports, commands, tables and crontab lines are held against the
//! program.

mod common;

use common::{Folder, run, tiyanfen};
use std::process::{Command as Process, Stdio};
use tiyanfen::catalogue::{Code, Lang};
use tiyanfen::indicator::Indicator;
use tiyanfen::reference::with_tables;
use tiyanfen::rulebook::Rulebook;

const READMES: [(&str, &str, &str); 2] = [
    ("en", "README.md", include_str!("../README.md")),
    ("zh", "README.zh-CN.md", include_str!("../README.zh-CN.md")),
];

/// The blocks of a language, in order.
fn blocks<'r>(readme: &'r str, language: &str) -> Vec<&'r str> {
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_report_on_top_is_a_real_one() {
    for (lang, name, readme) in READMES {
        let shown = blocks(readme, "text")[0];
        let (command, report) = shown.split_once('\n').unwrap();
        assert_eq!(command, format!("$ tiyanfen score fixtures/demo --lang {lang}"), "{name}");
        let args: Vec<&str> = command.split(' ').skip(2).collect();
        assert_eq!(run(tiyanfen().args(args)).stdout, report, "{name}");
    }
}

#[test]
fn the_first_two_commands_come_first_and_are_the_same() {
    for (_, name, readme) in READMES {
        let commands = "cargo run --release -- score fixtures/demo\ncargo test\n";
        assert_eq!(blocks(readme, "sh")[0], commands, "{name}");
    }
}

/// Every `tiyanfen …` example parses: run in a folder where its input is the demo shop.
#[test]
fn every_example_runs() {
    let demo = format!("{}/fixtures/demo", env!("CARGO_MANIFEST_DIR"));
    let bin = env!("CARGO_BIN_EXE_tiyanfen");
    for (_, name, readme) in READMES {
        // Both write a rulebook, and none is written over.
        let page = std::fs::read(format!("{}/fixtures/demo-page.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let folder = Folder::new().file("back-office.csv", page);
        let lines =
            blocks(readme, "sh").into_iter().flat_map(str::lines).filter(|l| l.starts_with("tiyanfen "));
        let mut ran = 0;
        for line in lines.filter(|line| !line.contains("orders.csv")) {
            let line =
                line.replace("tiyanfen ", &format!("'{bin}' ")).replace("exports", &format!("'{demo}'"));
            // Whoever runs the examples one after the other has a rulebook already, and none is written over.
            if line.contains(" rules new ") {
                std::fs::remove_file(folder.path().join("my.toml")).ok();
            }
            let done = Process::new("sh").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
            assert!(done.status.success(), "{name}: {line}: {}", String::from_utf8_lossy(&done.stderr));
            ran += 1;
        }
        assert!(ran >= 4, "{name}");
    }
}

/// The tables are the program's own. `UPDATE_README=1 cargo test --test readme` writes them anew.
#[test]
fn the_tables_are_the_ones_in_the_program() {
    let rulebook = Rulebook::default_rulebook().unwrap();
    for (lang, name, readme) in READMES {
        let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
        let expected = with_tables(readme, lang, &rulebook).expect("a place for every table");
        if std::env::var_os("UPDATE_README").is_some() {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            std::fs::write(path, &expected).unwrap();
            continue;
        }
        let drift = readme.lines().zip(expected.lines()).find(|(is, should)| is != should);
        assert!(
            readme == expected,
            "{name}: run `UPDATE_README=1 cargo test --test readme`; the first difference: {drift:#?}"
        );
        let rows = |of: &str| readme.lines().filter(|line| line.starts_with(of)).count();
        assert_eq!(rows("| `"), Indicator::ALL.len() + Code::ALL.len(), "{name}: a row for each, once");
        for facts in Indicator::ALL.map(Indicator::info) {
            assert_eq!(rows(&format!("| `{}` | {} |", facts.id, facts.name.pick(lang))), 1);
        }
    }
}

/// Drift is seen: a changed cell, a lost row, a lost mark.
#[test]
fn a_changed_table_is_seen() {
    let rulebook = Rulebook::default_rulebook().unwrap();
    let (_, _, readme) = READMES[0];
    if std::env::var_os("UPDATE_README").is_some() {
        return;
    }
    for (from, to) in [("| 7.5% |", "| 7.6% |"), ("| `usage` |", "| `use` |"), ("| 90 d |", "| 30 d |")] {
        assert!(readme.contains(from), "{from}");
        let changed = readme.replacen(from, to, 1);
        assert_eq!(with_tables(&changed, Lang::En, &rulebook).as_deref(), Some(readme), "{from}");
    }
    assert_eq!(with_tables(&readme.replace("<!-- /diagnostics -->", ""), Lang::En, &rulebook), None);
}

/// Both READMEs have the same parts: headings, blocks and crontab lines.
#[test]
fn both_languages_are_in_step() {
    let [(_, _, en), (_, _, zh)] = READMES;
    for mark in ["\n## ", "```", "\n- ", "\n| "] {
        assert_eq!(en.matches(mark).count(), zh.matches(mark).count(), "{mark:?}");
    }
    assert_eq!(blocks(en, "crontab"), blocks(zh, "crontab"));
}

/// The crontab lines, as cron runs them: `sh`, nothing but LANG=C and a PATH in the environment, no HOME,
/// another directory. `mail` and `sendmail` are stand-ins that keep what they are given.
#[test]
fn the_crontab_lines_mail_the_report() {
    let folder = Folder::new();
    let stub = "#!/bin/sh\necho \"$0 $*\" >>MAILBOX\ncat >>MAILBOX\n";
    let mailbox = folder.path().join("mailbox");
    for name in ["mail", "sendmail"] {
        let path = folder.path().join(name);
        std::fs::write(&path, stub.replace("MAILBOX", mailbox.to_str().unwrap())).unwrap();
        let executable = Process::new("chmod").arg("+x").arg(&path).status().unwrap();
        assert!(executable.success());
    }
    let cron = |line: &str| {
        let path = format!("PATH={}:/usr/bin:/bin", folder.path().display());
        let mut env = Process::new("env");
        env.args(["-i", "LANG=C", "TIYANFEN_NOW=2026-10-31 12:00:00", &path, "/bin/sh", "-c", line])
            .current_dir("/")
            .stdin(Stdio::null());
        let output = env.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let demo = format!("'{}/fixtures/demo'", env!("CARGO_MANIFEST_DIR"));
    let lines: Vec<String> = blocks(READMES[0].2, "crontab")[0]
        .lines()
        .skip(1)
        .map(|line| line.splitn(6, ' ').nth(5).unwrap().to_owned())
        .map(|line| line.replace("/usr/local/bin/tiyanfen", &format!("'{}'", env!("CARGO_BIN_EXE_tiyanfen"))))
        .map(|line| line.replace("/srv/exports", &demo))
        .collect();
    let [own, by_mail, by_sendmail] = &lines[..] else { panic!("three lines") };
    assert_eq!(cron(own), (Some(0), String::new()), "silent while all is well");
    let (code, mailed) = cron(&own.replace("4.2", "4.9"));
    assert_eq!(code, Some(1));
    assert!(mailed.starts_with("抖店体验分 4.43 / 5.00"), "{mailed}");
    for line in [by_mail, by_sendmail] {
        let _ = std::fs::remove_file(&mailbox);
        assert_eq!(cron(line), (Some(0), String::new()));
        let sent = std::fs::read_to_string(&mailbox).unwrap();
        assert!(sent.ends_with(&mailed), "{sent}");
        assert!(sent.contains("operator@example.com"), "{sent}");
    }
}
