//! What a mail holds.

use super::{DEMO, dry, mail, written};
use crate::common::{Folder, run, tiyanfen};
use std::fs;
use tiyanfen::report::Format;

#[test]
fn a_mail_is_written_exactly() {
    let args =
        ["--to", "老板 <second@example.com>", "--shop", "我的小店", "--attach", "csv,json", "--lang", "zh"];
    let whole = dry(&Folder::new(), &args);
    let part = written(&args);
    let mut shape = String::new();
    for (name, value) in &part.headers {
        shape += &format!("{name}: {value}\n");
    }
    shape += &format!("\n{} | {}\n", part.decoded("Subject"), part.decoded("To"));
    let mut parts: Vec<_> = part.parts.iter().map(|part| (1, part)).collect();
    parts.reverse();
    while let Some((level, part)) = parts.pop() {
        let name = part.file_name().map(|name| format!(" ({name})")).unwrap_or_default();
        shape += &format!("{}{}{name}\n", "  ".repeat(level), part.header("Content-Type").unwrap());
        parts.extend(part.parts.iter().rev().map(|inner| (level + 1, inner)));
    }
    // What tells one letter from another depends on where the demo shop lies.
    let key =
        part.header("Message-ID").unwrap().trim_start_matches('<').split('.').next().unwrap().to_owned();
    assert_eq!((key.len(), shape.matches(&key).count()), (16, 3));
    insta::assert_snapshot!("mail", shape.replace(&key, "KEY"));
    // The same run gives the same bytes.
    assert!(dry(&Folder::new(), &args).stdout == whole.stdout);
}

#[test]
fn the_text_is_that_of_score() {
    for lang in ["zh", "en"] {
        let score = run(tiyanfen().env("COLUMNS", "80").args(["score", DEMO, "--lang", lang]));
        let part = written(&["--lang", lang]);
        let [text, html] = part.parts.as_slice() else { panic!("{part:?}") };
        assert_eq!(part.header("Content-Type").unwrap().split(';').next(), Some("multipart/alternative"));
        assert!(!text.text().replace("\r\n", "").contains('\n'));
        assert!(text.text().replace("\r\n", "\n") == score.stdout);
        assert_eq!(html.header("Content-Type"), Some("text/html; charset=utf-8"));
    }
}

#[test]
fn the_page_is_whole_and_fetches_nothing() {
    for (lang, begin) in
        [("zh", "<!DOCTYPE html>\n<html lang=\"zh-CN\">"), ("en", "<!DOCTYPE html>\n<html lang=\"en\">")]
    {
        let part = written(&["--lang", lang]);
        let html = part.parts[1].text().replace("\r\n", "\n");
        assert!(html.starts_with(begin));
        for fetched in ["http:", "https:", "src=", "url(", "<img", "<link", "<script", "<svg", "@import"] {
            assert!(!html.contains(fetched), "{fetched}");
        }
        for tag in ["table", "tr", "td", "th", "p", "div", "span", "b"] {
            let opened =
                html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        // Gmail cuts longer ones.
        assert!(html.len() < 100_000, "{}", html.len());
    }
}

/// Of every format, also of those that show more than the score.
#[test]
fn attachments_are_the_files_of_score() {
    let formats: Vec<Format> = Format::ALL.into_iter().filter(|format| *format != Format::Text).collect();
    let ids: Vec<&str> = formats.iter().map(|format| format.id()).collect();
    let part = written(&["--attach", &ids.join(","), "--shop", "a shop"]);
    let [_, files @ ..] = part.parts.as_slice() else { panic!("no parts") };
    assert_eq!(files.len(), formats.len());
    let folder = Folder::new();
    for (file, format) in files.iter().zip(&formats) {
        let name = format!("score-ashop-2026-10-30.{}", format.ending());
        assert_eq!(file.file_name().as_deref(), Some(name.as_str()));
        let mut args = vec!["score", DEMO, "--shop", "a shop", "--format", format.id(), "--output", &name];
        if *format == Format::Csv {
            args.push("--bom");
        }
        assert_eq!(folder.run(&args).code, 0);
        assert!(file.bytes == fs::read(folder.path().join(&name)).unwrap(), "{name}");
    }
    // Whatever else is attached, a file is the same.
    for (file, format) in files.iter().zip(&formats) {
        let alone = written(&["--attach", format.id(), "--shop", "a shop"]);
        assert!(alone.parts[1].bytes == file.bytes, "{}", format.id());
    }
}

#[test]
fn in_short_it_is_the_first_section() {
    let part = written(&["--brief"]);
    let [text, html] = part.parts.as_slice() else { panic!("{part:?}") };
    let score = run(tiyanfen().env("COLUMNS", "80").args(["score", DEMO, "--brief"]));
    assert_eq!(text.text().replace("\r\n", "\n"), score.stdout);
    let whole = written(&[]);
    assert!(html.bytes.len() * 3 < whole.parts[1].bytes.len());
}

#[test]
fn subjects_say_what_there_is_to_say() {
    let subject = |args: &[&str]| written(args).decoded("Subject");
    assert_eq!(subject(&["--lang", "zh"]), "体验分 4.43（较前一天 +0.02） · 2026-10-30");
    assert_eq!(
        subject(&["--shop", "My shop"]),
        "Experience score 4.43 (+0.02 on the day before) · My shop · 2026-10-30"
    );
    let long = "店".repeat(200);
    assert_eq!(
        subject(&["--lang", "zh", "--shop", &long]),
        format!("体验分 4.43（较前一天 +0.02） · {}… · 2026-10-30", "店".repeat(40))
    );
    // Data of one kind only are no score.
    let folder =
        Folder::new().csv("im.csv", "日期,客服昵称,接待会话量,全天3分钟回复率", &["2026-10-09,小王,10,95%"]);
    for (lang, expected) in [
        ("zh", "体验分算不出（数据只覆盖 14%） · 2026-10-09"),
        ("en", "No experience score (data cover 14%) · 2026-10-09"),
    ] {
        let route = ["--dry-run", "--from", "a@example.com", "--to", "b@example.com", "--lang", lang];
        let run = folder.run(&[&["mail", "."], &route[..]].concat());
        let part = crate::common::mime::Part::parse(run.stdout.as_bytes());
        assert_eq!((run.code, part.decoded("Subject").as_str()), (0, expected), "{}", run.stderr);
    }
}

#[test]
fn old_data_are_told_in_the_subject() {
    let run = |args: &[&str]| {
        let mut program = tiyanfen();
        let route =
            ["mail", DEMO, "--dry-run", "--from", "a@example.com", "--to", "b@example.com", "--max-age", "3"];
        run(program.env("TIYANFEN_NOW", "2026-11-10 12:00:00").args(route).args(args))
    };
    let old = run(&["--lang", "zh"]);
    assert_eq!(old.code, 2, "{}", old.stderr);
    assert!(old.stderr.contains("[data-too-old]"), "{}", old.stderr);
    let part = crate::common::mime::Part::parse(old.stdout.as_bytes());
    assert_eq!(part.decoded("Subject"), "体验分 4.43（较前一天 +0.02） · 2026-10-30 · 数据停在 11 天前");
}

#[test]
fn hostile_names_stay_names() {
    let hostile = "店\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>\u{202e}exe./..\\\"";
    let part = written(&["--shop", hostile, "--attach", "json", "--lang", "zh"]);
    let names: Vec<&str> = part.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "X-Mailer",
            "MIME-Version",
            "Content-Type"
        ]
    );
    let subject = part.decoded("Subject");
    assert!(!subject.contains(char::is_control) && !subject.contains('\u{202e}'), "{subject:?}");
    let name = part.parts[1].file_name().unwrap();
    assert!(
        !name.contains(['/', '\\', '"', '<', '>', ':', '\u{202e}', '\n'])
            && name.ends_with("-2026-10-30.json"),
        "{name:?}"
    );
    let html = part.parts[0].parts[1].text();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;") && !html.contains('\u{202e}'));
}

#[test]
fn the_mail_goes_to_a_file_that_is_no_export() {
    let folder = Folder::new();
    let run = dry(&folder, &["--output", "today.eml"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let bytes = fs::read(folder.path().join("today.eml")).unwrap();
    assert!(String::from_utf8(bytes).unwrap().starts_with("From: shop@example.com\r\n"));
    // A file alone says nothing of not sending.
    let run = mail(&folder, &["--from", "a@example.com", "--to", "b@example.com", "--output", "today.eml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--dry-run"), "{}", run.stderr);
}
