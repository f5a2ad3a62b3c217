//! What fuzzing begins with, made of the fixtures and of what the program writes.

use crate::scratch::Scratch;
use crate::{SMALL_SHOP, code_of, sections};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Longer seeds slow fuzzing down: of a long table the first rows are enough.
const LONGEST: usize = 12_000;

/// Names the folder that the seeds go to.
const FOLDER: &str = "SEEDS";

/// Writes the seeds of a target where somebody asks for them, before the engine reads what lies there.
pub fn write(target: &str) {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    below(&root.join("fixtures"), &mut files);
    files.sort();
    let mut seeds = Seeds { folder, target: target.to_owned(), number: 0 };
    for file in &files {
        let Some(text) = text(file) else { continue };
        if let Some((kind, rows)) = rows_of(&text) {
            seeds.add("csv_splitter", &[&[kind, 63], shortened(rows.as_bytes())].concat());
        }
        if file.ends_with("demo-page.csv") {
            seeds.add("reconcile_page", shortened(text.as_bytes()));
            seeds.add("calibrate_page", shortened(text.as_bytes()));
        }
    }
    folders(&files, &mut seeds);
    changed_shops(&mut seeds);
    written_by_the_program(&mut seeds);
    for file in fs::read_dir(root.join("src/rulebook/built_in")).expect("the rulebooks").flatten() {
        seeds.add("rulebook_file", &fs::read(file.path()).expect("a rulebook"));
    }
}

/// What the program writes for people to go on from is what they change and hand back.
fn written_by_the_program(seeds: &mut Seeds) {
    let output = Scratch::output();
    let mut write = |target: &str, command: &[&str], change: fn(String) -> String| {
        let mut arguments: Vec<OsString> = command.iter().map(Into::into).collect();
        arguments.extend(["--output".into(), output.clone().into()]);
        assert_eq!(code_of(&arguments), 0, "{command:?}");
        let text = fs::read_to_string(&output).expect("what was written");
        seeds.add(target, change(text).as_bytes());
        fs::remove_file(&output).expect("the written file");
    };
    for rulebook in ["classic", "douyin"] {
        write("rulebook_file", &["rules", "new", "--from", rulebook], |text| text);
        for target in ["reconcile_page", "calibrate_page"] {
            let template = ["reconcile", "--template", "--as-of", "2026-09-25", "--rules", rulebook];
            write(target, &template, |text| text);
            write(target, &template, filled_in);
        }
    }
    write("columns_file", &["columns"], |text| text);
}

/// A template with a figure in every line.
fn filled_in(template: String) -> String {
    let line = |(place, line): (usize, &str)| match line.strip_suffix(",,") {
        Some(beginning) => format!("{beginning},{}%,4.{}\n", 40 + place, place % 10),
        None => format!("{line}\n"),
    };
    template.lines().enumerate().map(line).collect()
}

/// The small shop with its orders as other programs, other platforms and people leave them.
fn changed_shops(seeds: &mut Seeds) {
    let (name, orders) = SMALL_SHOP[0];
    let (header, rows) = orders.split_once('\n').unwrap_or_default();
    let half = rows.lines().count() / 2;
    let split =
        |from, most| rows.lines().skip(from).take(most).map(|row| format!("{row}\n")).collect::<String>();
    let (older, newer) = (split(0, half), split(half, usize::MAX));
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let changes: Vec<(&str, Vec<u8>)> = vec![
        ("订单.txt", orders.replace(',', "\t").into_bytes()),
        ("订单.csv", orders.replace(',', ";").into_bytes()),
        (name, format!("{header}\n{older}{header}\n{newer}").into_bytes()),
        (name, [format!("{header}\n{older}").into_bytes(), gb18030(&format!("{header}\n{newer}"))].concat()),
        (name, gb18030(orders)),
        (name, format!("{header}\n{}\n{rows}", header.replace("时间", "时间，格式为年月日")).into_bytes()),
        (name, format!("说明：本表仅供参考\n\n{orders}").into_bytes()),
        (name, orders.replace(" 10:00:00", " 下午 3:04:05").into_bytes()),
        (name, orders.replace(" 10:00:00", " 3:04 PM").into_bytes()),
        (name, orders.replacen("2026-09-02 16:00:00", "NaT", 9).into_bytes()),
        (name, orders.replace("\n6930", "\nA6930").into_bytes()),
        (name, orders.replace("已完成", "待付款").into_bytes()),
        (name, orders.replace("已完成", "交易关闭;已完成").into_bytes()),
        (name, orders.replace("省\n", "省,店铺名称\n").replace("省\n6930", "省,甲店\n6930").into_bytes()),
        (name, orders.replace(',', "\",\"").replace('\n', "\"\r\n\"").into_bytes()),
        (
            "京东订单.csv",
            orders.replace("主订单编号", "订单号").replace("支付完成时间", "付款时间").into_bytes(),
        ),
        ("订单 (1).csv", format!("{header}\n{older}").into_bytes()),
    ];
    for (place, (name, content)) in changes.iter().enumerate() {
        let others = SMALL_SHOP[1..].iter().map(|(name, content)| (*name, content.as_bytes()));
        let files = std::iter::once((*name, content.as_slice())).chain(others);
        seeds.add("exports_folder", &[&[place as u8], sections::joined(files).as_slice()].concat());
    }
}

/// The rows of an export, and which of the small shop's headers is most like its own.
fn rows_of(export: &str) -> Option<(u8, &str)> {
    let (header, rows) = export.split_once('\n')?;
    let alike = |other: &str| {
        let names: Vec<&str> = other.lines().next().unwrap_or_default().split(',').collect();
        header.split(',').filter(|name| names.contains(&name.trim())).count()
    };
    let kinds = SMALL_SHOP.iter().enumerate().map(|(kind, (_, other))| (alike(other), kind as u8));
    kinds.max().filter(|(alike, _)| *alike > 0).map(|(_, kind)| (kind, rows))
}

/// Every folder of fixtures with few files is a shop; every container is one, too.
fn folders(files: &[PathBuf], seeds: &mut Seeds) {
    let mut folders: Vec<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    folders.dedup();
    for (place, folder) in folders.iter().enumerate() {
        let of_folder: Vec<(String, Vec<u8>)> = files
            .iter()
            .filter(|file| file.parent() == Some(folder))
            .filter_map(|file| Some((file.file_name()?.to_str()?.to_owned(), fs::read(file).ok()?)))
            .collect();
        let each = of_folder.len() > 9;
        let chunks: Vec<&[(String, Vec<u8>)]> = of_folder.chunks(if each { 1 } else { 6 }).collect();
        for files in chunks {
            let files = files.iter().map(|(name, content)| (name.as_str(), shortened(content)));
            seeds.add("exports_folder", &[&[place as u8], sections::joined(files).as_slice()].concat());
        }
    }
}

struct Seeds {
    folder: PathBuf,
    target: String,
    number: usize,
}

impl Seeds {
    fn add(&mut self, target: &str, bytes: &[u8]) {
        if target == self.target {
            fs::write(self.folder.join(format!("seed-{:04}", self.number)), bytes).expect("a seed");
            self.number += 1;
        }
    }
}

/// The first rows of a table. A container is worth nothing but as a whole.
fn shortened(bytes: &[u8]) -> &[u8] {
    let is_text = !bytes.contains(&0);
    if !is_text || bytes.len() <= LONGEST {
        return bytes;
    }
    let end = bytes[..LONGEST].iter().rposition(|byte| *byte == b'\n').map_or(LONGEST, |feed| feed + 1);
    &bytes[..end]
}

fn text(file: &Path) -> Option<String> {
    let text = String::from_utf8(fs::read(file).ok()?).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the fixtures").flatten() {
        let path = entry.path();
        if path.is_dir() { below(&path, files) } else { files.push(path) }
    }
}
