//! What happens when a reader runs what the pages show: every command, crontab line, example of TOML, and the lines
//! for the robots of chats.
#![cfg(unix)]

use super::commands::{commands, is_for_a_robot, is_of_the_repository, shell, workplace};
use super::pages::{pages, readmes, root};
use super::robots::Robot;
use serde_json::Value;
use std::process::{Command, Stdio};

#[test]
fn every_command_runs() {
    let pages = pages();
    std::thread::scope(|scope| {
        for page in &pages {
            scope.spawn(move || {
                let folder = workplace();
                for command in commands(page) {
                    let command = command.replace("cargo run --release --", "tiyanfen");
                    if is_of_the_repository(&command) || is_for_a_robot(&command) {
                        continue;
                    }
                    let done = shell(&command, page.lang, &folder.path(), &[]);
                    let said = String::from_utf8_lossy(&done.stderr);
                    assert!(done.status.success(), "{}: {command}: {said}", page.path);
                }
            });
        }
    });
}

/// What cannot be run here is at least there.
#[test]
fn commands_of_the_repository_name_what_is_there() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut seen = 0;
    for page in pages() {
        for command in commands(&page).iter().filter(|command| is_of_the_repository(command)) {
            let words: Vec<&str> = command.split_whitespace().collect();
            match words[..] {
                ["cargo", "bench", "--bench", name, ..] => {
                    assert!(manifest.contains(&format!("[[bench]]\nname = \"{name}\"")), "{command}");
                }
                ["cargo", "test"] | ["cargo", "run", ..] => {}
                [script, ..] => assert!(root().join(script).exists(), "{command}"),
                [] => unreachable!(),
            }
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

/// The crontab lines, as cron runs them: `sh`, nothing but LANG=C and a PATH in the environment, no HOME, another
/// directory.
#[test]
fn the_crontab_lines_are_silent_while_all_is_well() {
    let demo = format!("'{}/fixtures/demo'", env!("CARGO_MANIFEST_DIR"));
    let cron = |line: &str| {
        let mut env = Command::new("env");
        env.args(["-i", "LANG=C", "TIYANFEN_NOW=2026-10-31 12:00:00", "PATH=/usr/bin:/bin"])
            .args(["/bin/sh", "-c", line])
            .current_dir("/")
            .stdin(Stdio::null());
        let output = env.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for page in readmes() {
        let lines: Vec<String> = page.blocks("crontab")[0]
            .lines()
            .skip(1)
            .map(|line| line.splitn(6, ' ').nth(5).unwrap().to_owned())
            .map(|line| {
                line.replace("/usr/local/bin/tiyanfen", &format!("'{}'", env!("CARGO_BIN_EXE_tiyanfen")))
            })
            .map(|line| line.replace("/srv/exports", &demo))
            .collect();
        let [own, mail] = &lines[..] else { panic!("two lines") };
        assert_eq!(cron(own), (Some(0), String::new()));
        let (code, mailed) = cron(&own.replace("4.2", "4.9"));
        assert_eq!(code, Some(1));
        assert!(mailed.starts_with("抖店体验分 4.43 / 5.00"), "{mailed}");
        // The second sends by itself; here it only writes.
        let mail = format!("{mail} --dry-run --to boss@example.com --from shop@example.com");
        assert_eq!(cron(&mail), (Some(0), String::new()));
        let (code, letter) = cron(&mail.replace("4.2", "4.9"));
        assert_eq!(code, Some(1));
        assert!(letter.contains("To: boss@example.com"), "{letter}");
    }
}

/// What the pages show of TOML is accepted as what it is.
#[test]
fn examples_of_toml_are_accepted() {
    let mut seen = 0;
    for page in pages() {
        for (number, example) in page.blocks("toml").into_iter().enumerate() {
            let folder = workplace();
            std::fs::write(folder.path().join("example.toml"), example).unwrap();
            let command = match example {
                rules if rules.contains("extends = ") => "tiyanfen rules check example.toml",
                configuration if configuration.contains("[mail]") => {
                    "tiyanfen mail exports --config example.toml --dry-run"
                }
                _ => "tiyanfen score exports --columns example.toml",
            };
            let done = shell(command, page.lang, &folder.path(), &[]);
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{}: example {number}: {said}", page.path);
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
}

/// The lines for 飞书, 钉钉 and 企业微信, in this order: each robot gets the report in the form that it takes.
#[test]
#[ignore = "needs curl and jq: .ci/tools installs them"]
fn robots_get_the_report() {
    let places = ["/card/body/elements/0/content", "/markdown/text", "/markdown/content"];
    let kinds = [("/msg_type", "interactive"), ("/msgtype", "markdown"), ("/msgtype", "markdown")];
    let mut seen = 0;
    for page in pages() {
        let lines: Vec<String> = commands(&page).into_iter().filter(|line| is_for_a_robot(line)).collect();
        if lines.is_empty() {
            continue;
        }
        assert_eq!(lines.len(), places.len(), "{}", page.path);
        let folder = workplace();
        for (line, (place, (key, kind))) in lines.iter().zip(places.into_iter().zip(kinds)) {
            let (report, _) = line.split_once(" | ").unwrap();
            let report = shell(report, page.lang, &folder.path(), &[]);
            let robot = Robot::new();
            let address = robot.address.clone();
            let done = shell(line, page.lang, &folder.path(), &[("WEBHOOK", &address)]);
            assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
            assert_eq!(String::from_utf8(done.stdout).unwrap(), "{\"code\":0}", "{line}");
            let message = robot.message();
            assert_eq!(message.content_type, "application/json", "{line}");
            // 飞书 takes 20 KB, 企业微信 4,096 bytes of text.
            assert!(message.body.len() < 20_000, "{line}");
            let body: Value = serde_json::from_slice(&message.body).unwrap();
            assert_eq!(body.pointer(key).and_then(Value::as_str), Some(kind), "{line}");
            let text = body.pointer(place).and_then(Value::as_str).unwrap();
            assert_eq!(text.as_bytes(), report.stdout, "{line}");
            assert!(text.contains("4.43") && text.len() < 4_096, "{line}");
            seen += 1;
        }
    }
    assert!(seen >= 2 * places.len(), "{seen}");
}
