//! Everything that the program says of a folder.

use crate::common::Folder;
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
    keep(&["reconcile", "shop/orders.csv", "shop"]);
    keep(&["cases", "13900000001", "shop"]);
    all.extend(written_beside(folder));
    all
}

/// The files that were written beside the folder; of workbooks the parts.
fn written_beside(folder: &Folder) -> Vec<(String, String)> {
    let beside = folder.path();
    let mut all = Vec::new();
    for name in ["score.xlsx", "cases.xlsx", "causes.xlsx"] {
        let Ok(bytes) = std::fs::read(beside.join(name)) else { continue };
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
    let history = std::fs::read_to_string(beside.join("history.csv")).unwrap_or_default();
    all.push(("history.csv".to_owned(), history));
    all
}
