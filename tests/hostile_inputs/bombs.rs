//! Small files that ask for much.

use crate::common::container::zipped;
use crate::support::{HEADER, ORDER, SCORE, clock, good, limited, refused, rows};
use std::fmt::Write as _;
use std::io::Write as _;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of one sheet, of which the rows behind the header are given, and of strings.
fn workbook(rows: &str, strings: Option<&str>) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let cells: String =
        HEADER.split(',').map(|name| format!("<c t=\"inlineStr\"><is><t>{name}</t></is></c>")).collect();
    let sheet =
        format!("<worksheet xmlns=\"{MAIN}\"><sheetData><row>{cells}</row>{rows}</sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let related = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let (root, own) = (
        related("rId1", "officeDocument", "xl/workbook.xml"),
        related("rId1", "worksheet", "worksheets/sheet1.xml"),
    );
    let mut parts = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &own),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    parts.extend(strings.map(|strings| ("xl/sharedStrings.xml", strings)));
    zipped(&parts)
}

/// An archive whose files all are the same bytes of it.
fn overlapping(files: u16, content: &str) -> Vec<u8> {
    let one = zipped(&[("orders.csv", content)]);
    let place = |mark: &[u8]| one.windows(4).position(|bytes| bytes == mark).expect("a mark");
    let (entry, end) = (place(b"PK\x01\x02"), place(b"PK\x05\x06"));
    let mut archive = one[..entry].to_vec();
    for file in 0..files {
        let mut own = one[entry..end].to_vec();
        // Each has a name of its own.
        own[46..50].copy_from_slice(format!("{file:04}").as_bytes());
        archive.extend(own);
    }
    let mut last = one[end..].to_vec();
    last[8..10].copy_from_slice(&files.to_le_bytes());
    last[10..12].copy_from_slice(&files.to_le_bytes());
    last[12..16].copy_from_slice(&((end - entry) as u32 * u32::from(files)).to_le_bytes());
    [archive, last].concat()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).expect("bytes in memory");
    packed.finish().expect("bytes in memory")
}

/// An archive of one file that says of itself how large it is.
fn saying(content: &str, size: u32) -> Vec<u8> {
    let mut zip = zipped(&[("orders.csv", content)]);
    let own = (content.len() as u32).to_le_bytes();
    for place in 0..zip.len() - 4 {
        if zip[place..place + 4] == own {
            zip[place..place + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    zip
}

#[test]
fn what_unpacks_to_far_more_than_it_is_is_refused() {
    let zip = saying(&rows(5), 300_000_000);
    refused(&good().file("bomb.zip", &zip), "bomb.zip/orders.csv", "unpacked-too-large");
    // Whoever says that it is small unpacks to no more than that.
    let zip = saying(&rows(5_000), 100);
    refused(&good().file("lying.zip", &zip), "lying.zip/orders.csv", "container-damaged");
}

/// What is packed twice is unpacked twice, and what is written anew counts like what is unpacked.
#[test]
fn whatever_it_is_packed_in_is_counted() {
    let text = rows(5_000);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inner = zipped(&[("orders.csv", &rows(2_000))]);
    let mut nested = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["1.zip", "2.zip", "3.zip"] {
        nested.start_file(name, zip::write::SimpleFileOptions::default()).expect("an archive in memory");
        nested.write_all(&inner).expect("an archive in memory");
    }
    let nested = nested.finish().expect("an archive in memory").into_inner();
    let empty = "<row/>".repeat(100_000);
    for (name, content, path) in [
        ("a.zip", zipped(&[("orders.csv", &text)]), "a.zip/orders.csv"),
        ("b.csv.gz", gzipped(text.as_bytes()), "b.csv.gz"),
        ("c.csv", utf16, "c.csv"),
        ("d.csv", text.replace(',', "\t").into_bytes(), "d.csv"),
        ("e.zip", nested, "e.zip/3.zip/orders.csv"),
        ("f.xlsx", workbook(&empty, None), "f.xlsx"),
    ] {
        let folder = good().file(name, content);
        let run = limited(&folder, &[&SCORE[..], &["--max-unpacked", "500K"]].concat());
        let said = format!("error[unpacked-too-large]: ./{path}: it unpacks to more than 500K");
        assert!(run.code == 2 && run.stderr.contains(&said), "{name}: {} {}", run.code, run.stderr);
        assert_eq!(limited(&folder, &SCORE).stderr.matches("error").count(), 0, "{name}");
    }
}

#[test]
fn the_limit_is_the_users() {
    let folder = good().file("more.zip", zipped(&[("orders.csv", &rows(1_000))]));
    let with = |limit: &str| limited(&folder, &[&SCORE[..], &["--max-unpacked", limit]].concat());
    let (small, large) = (with("10K"), with("1M"));
    assert_eq!((small.code, large.code), (2, 0), "{} {}", small.stderr, large.stderr);
    let said = "error[unpacked-too-large]: ./more.zip/orders.csv: it unpacks to more than 10K and was not unpacked further\n  what to do: if it is your own export, raise the limit with --max-unpacked and a size above 10K; if not, do not open it";
    assert!(small.stderr.contains(said), "{}", small.stderr);
    // It may stand in the configuration, and a flag wins.
    let folder = folder.file("tiyanfen.toml", "max_unpacked = \"10K\"\n");
    assert_eq!((limited(&folder, &SCORE).code, with_flag(&folder).code), (2, 0));
}

fn with_flag(folder: &crate::common::Folder) -> crate::common::Run {
    limited(folder, &[&SCORE[..], &["--max-unpacked", "1M"]].concat())
}

#[test]
fn files_of_an_archive_that_overlap_are_refused() {
    let archive = overlapping(2_000, &rows(80_000));
    assert!(archive.len() < 200_000);
    let (report, _) = refused(&good().file("many.zip", archive), "many.zip", "container-damaged");
    assert_eq!(report["inputs"].as_array().expect("inputs").len(), 2, "nothing of it is unpacked");
    // Alone the file is one like any other.
    let run = limited(&good().file("one.zip", overlapping(1, &rows(3))), &SCORE);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_row_without_an_end_is_refused_however_it_is_written() {
    let long = "1".repeat(17 << 20);
    let text = |row: &str| format!("{HEADER}\n{ORDER}\n{row}\n{ORDER}\n");
    let plain = text(&format!("6917926768823643752,{long}"));
    let quoted =
        text(&format!("6917926768823643752,\"{}\"", format!("{}\n", "1".repeat(999)).repeat(18_000)));
    for (name, content) in [
        ("plain.csv", plain.clone()),
        ("quoted.csv", quoted),
        ("odd.csv", text(&format!("69179\"26768823643752,{long}"))),
        ("tabs.csv", plain.replace(',', "\t")),
    ] {
        let (_, said) = refused(&good().file(name, content), name, "row-too-large");
        assert!(said.contains("a row is too long: row 3 has more than 16M"), "{name}: {said}");
    }
    let rows = |cell: &str| format!("<row><c t=\"inlineStr\"><is>{cell}</is></c></row>");
    let one = rows(&format!("<t>{}</t>", "x".repeat(17 << 20)));
    let runs = rows(&format!("<r><t>{}</t></r>", "x".repeat(1_000)).repeat(18_000));
    for (name, sheet) in [("one.xlsx", one), ("runs.xlsx", runs)] {
        refused(&good().file(name, workbook(&sheet, None)), name, "row-too-large");
    }
    let mut wide = String::from("<row>");
    for _ in 0..600 {
        let _ = write!(wide, "<c t=\"inlineStr\"><is><t>{}</t></is></c>", "x".repeat(32_000));
    }
    refused(&good().file("wide.xlsx", workbook(&(wide + "</row>"), None)), "wide.xlsx", "row-too-large");
}

/// Sixteen megabytes are a row, one byte more is none: whichever way it is read.
#[test]
fn the_longest_row_is_a_row() {
    use tiyanfen::input::{Options, Splitting, survey};
    for (more, end) in [(1, "\n"), (0, "\r\n")] {
        let row = format!("6917926768823643752,{}", "1".repeat((16 << 20) - 20 + more));
        let text = format!("{HEADER}\n\n\n\n{row}{end}");
        let folder = good().file("long.csv", text);
        let codes = [Splitting::Fast, Splitting::Pieces(1 << 20), Splitting::Plain].map(|splitting| {
            let mut options = Options::new(vec![folder.path().join("long.csv")], clock());
            options.splitting = splitting;
            let loaded = survey(&options).expect("it is read");
            loaded.files[0].code.map(|code| code.id().to_owned())
        });
        let expected = (more > 0).then(|| "row-too-large".to_owned());
        assert_eq!(codes, [expected.clone(), expected.clone(), expected], "{more} {end:?}");
    }
}

#[test]
fn more_columns_than_a_sheet_can_have_are_refused() {
    let names: String = (0..100_000).map(|n| format!("列{n},")).collect();
    refused(&good().file("wide.csv", format!("{HEADER},{names}\n{ORDER}\n")), "wide.csv", "too-many-columns");
    refused(&good().file("empty.csv", ",".repeat(30_000_000)), "empty.csv", "too-many-columns");
}

#[test]
fn strings_that_fill_the_memory_are_refused() {
    let strings = format!("<sst xmlns=\"{MAIN}\">{}</sst>", "<si/>".repeat(14_000_000));
    let book = workbook("", Some(&strings));
    assert!(book.len() < 1_000_000);
    refused(&good().file("strings.xlsx", book), "strings.xlsx", "strings-too-large");
}

/// Every row of a large file is rejected: `check` counts all and lists as many as anybody reads.
#[test]
fn rejected_rows_are_all_counted_and_not_all_kept() {
    for odd in ["", "\""] {
        let rejected = format!("-,8,11,1,-,-,-,-,x{odd}\n").repeat(30_000);
        let folder = good().file("bad.csv", format!("{HEADER}\n{ORDER}\n{rejected}"));
        let run = limited(&folder, &["check", ".", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
        let files = report["files"].as_array().expect("files");
        let bad = files.iter().find(|file| file["path"] == "./bad.csv").expect("the file");
        assert_eq!(bad["rejected"], 30_000, "{odd}");
        let listed = report["diagnostics"].as_array().expect("diagnostics");
        let rows = listed.iter().filter(|said| said["code"] == "id-missing").count();
        assert_eq!(rows, 10_000, "{odd}");
        let note = listed.iter().find(|said| said["code"] == "rows-not-listed").expect("a note");
        let said =
            "too many rows cannot be used to list them all: 10000 are listed, 20000 more are counted only";
        assert_eq!(
            (note["path"].as_str(), note["message_en"].as_str()),
            (Some("./bad.csv"), Some(said)),
            "{odd}"
        );
    }
}

#[test]
fn a_temporary_folder_that_cannot_be_used_is_named() {
    let folder = good().file("more.zip", zipped(&[("orders.csv", &rows(3))]));
    let run = crate::common::run(
        crate::common::tiyanfen().current_dir(folder.path()).args(SCORE).env("TMPDIR", "/nowhere"),
    );
    if cfg!(unix) {
        assert_eq!(run.code, 2);
        let said = "error[temporary-folder]: ./more.zip/orders.csv: there is no room for what is unpacked: the temporary folder /nowhere cannot be used: the folder or file does not exist\n  what to do: free some space, or choose a folder that has it with the variable TMPDIR";
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}
