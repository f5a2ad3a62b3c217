//! Everything that the program says of a folder.

use crate::common::Folder;
use crate::common::mime::Part;
use std::io::{Cursor, Read};
use unicode_normalization::UnicodeNormalization;

/// Indicators of each export, whose cases and causes are listed.
const INDICATORS: [&str; 6] = [
    "quality_return_rate",
    "pickup_on_time_rate",
    "product_rating",
    "return_refund_hours",
    "dispute_liability_rate",
    "im_reply_3min_rate",
];

/// Files of every format by their endings.
const ENDINGS: [&str; 6] = ["json", "txt", "md", "html", "csv", "xlsx"];

/// What of all that was planted a line holds: as it was, or a number of a person in any notation.
pub fn shown<'p>(plants: &'p [String], line: &str) -> Option<&'p String> {
    const MARKS: [&str; 2] = ["欧阳", "泄露"];
    const BEGINNINGS: [&str; 3] = ["1390", "110101", "0571"];
    let digits = |text: &str| text.nfkc().filter(char::is_ascii_digit).collect::<String>();
    let of_line = digits(line);
    // Most lines hold nothing of the kind.
    let is_possible =
        MARKS.iter().any(|mark| line.contains(mark)) || BEGINNINGS.iter().any(|all| of_line.contains(all));
    plants.iter().filter(|_| is_possible).find(|plant| {
        let is_number = plant.chars().all(|c| c.is_ascii_digit() || c == '-' || c == 'X');
        if is_number { of_line.contains(&digits(plant)) } else { line.contains(plant.as_str()) }
    })
}

/// What each command writes, to standard output, to standard error and to files, in every format that it has.
pub fn of_all_commands(folder: &Folder) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let day = ["--as-of", "2026-10-30", "--max-rejected", "1"];
    let score = [&["--set", "im_reply_3min_rate=0.9"][..], &day].concat();
    let formats = ["text", "json", "markdown", "html", "csv", "xlsx"];
    let mut keep = |args: &[&str]| {
        let run = folder.run(args);
        all.push((args.join(" "), run.stdout + &run.stderr));
    };
    keep(&["score", "shop"]);
    keep(&["score", "shop", "--lang", "zh"]);
    for format in formats {
        let output = ["--format", format, "--all"];
        let to = |command: &str| if format == "xlsx" { format!("{command}.xlsx") } else { "-".to_owned() };
        keep(
            &[&["score", "shop", "--output", &to("score"), "--weakest", "20"][..], &output, &score].concat(),
        );
        // The JSON holds all that the other forms hold.
        let indicators = if format == "json" { &INDICATORS[..] } else { &INDICATORS[..1] };
        for indicator in indicators {
            let (cases, causes) = (to("cases"), to("causes"));
            let flags = [&[indicator, "shop"][..], &output, &day].concat();
            keep(&[&["cases", "--denominator", "--window", "90", "--output", &cases][..], &flags].concat());
            keep(&[&["causes", "--set", "im_reply_3min_rate=0.9", "--output", &causes][..], &flags].concat());
        }
        if matches!(format, "text" | "json" | "markdown" | "html") {
            keep(&[&["check", "shop"][..], &output, &day[2..]].concat());
        }
    }
    for format in ["text", "json"] {
        let flags = [&["--format", format][..], &score].concat();
        keep(&[&["watch", "shop", "--now", "2026-10-07 12:00", "--format", format][..], &day[2..]].concat());
        keep(&[&["why", "shop"][..], &flags].concat());
        keep(&[&["forecast", "shop"][..], &flags].concat());
        keep(&[&["plan", "shop"][..], &flags].concat());
    }
    keep(&[&["trend", "shop", "--append", "history.csv"][..], &score].concat());
    keep(&[&["shops", "."][..], &score].concat());
    keep(&[&["shops", ".", "--format", "json"][..], &score].concat());
    keep(&[&["score", "shop", "--output", "score.json"][..], &score].concat());
    for ending in ENDINGS {
        keep(&["render", "score.json", "--output", &format!("rendered.{ending}")]);
    }
    for format in ["text", "json"] {
        keep(&[&["what-if", "shop", "--add", "bad_review=1", "--format", format][..], &score].concat());
    }
    keep(&[&["facts", "shop"][..], &day].concat());
    keep(&[&["facts", "shop", "--head"][..], &day].concat());
    keep(&["reconcile", "shop/orders.csv", "shop"]);
    keep(&["calibrate", "shop/orders.csv", "shop", "--output", "fitted.toml"]);
    keep(&["cases", "13900000001", "shop"]);
    let route = [
        "--dry-run",
        "--from",
        "a@example.com",
        "--to",
        "b@example.com",
        "--attach",
        "json,csv,html,markdown",
    ];
    let mail = [&["mail", "shop", "--output", "mail.eml"][..], &route, &score].concat();
    keep(&mail);
    keep(&["init", "shop"]);
    all.extend(written_beside(folder));
    all
}

/// The files that were written beside the folder; of workbooks the parts.
fn written_beside(folder: &Folder) -> Vec<(String, String)> {
    let beside = folder.path();
    let mut all = Vec::new();
    for name in ["score.xlsx", "cases.xlsx", "causes.xlsx", "rendered.xlsx"] {
        let bytes = std::fs::read(beside.join(name)).expect(name);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
        for place in 0..archive.len() {
            let mut text = String::new();
            let mut part = archive.by_index(place).expect("a part");
            part.read_to_string(&mut text).expect("XML");
            all.push((
                format!("{name}: part {place}"),
                text.replace("</si>", "</si>\n").replace("</c>", "</c>\n"),
            ));
        }
    }
    for name in ["history.csv", "fitted.toml", "tiyanfen.toml", "shop/tiyanfen.toml"] {
        all.push((name.to_owned(), std::fs::read_to_string(beside.join(name)).unwrap_or_default()));
    }
    for ending in ENDINGS.iter().filter(|ending| **ending != "xlsx") {
        let name = format!("rendered.{ending}");
        let text = std::fs::read_to_string(beside.join(&name)).expect(&name);
        all.push((name, text));
    }
    texts_of(&Part::parse(&std::fs::read(beside.join("mail.eml")).expect("a mail")), &mut all);
    all
}

/// The subject of a mail, and the texts of its parts.
fn texts_of(part: &Part, all: &mut Vec<(String, String)>) {
    let name = part.file_name().unwrap_or_default();
    all.push((format!("mail {name}"), part.decoded("Subject") + "\n" + &name + "\n" + &part.text()));
    part.parts.iter().for_each(|inner| texts_of(inner, all));
}
