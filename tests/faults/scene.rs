//! The demo shop in every form in which files are read, and runs over it one of whose operations fails.

use crate::common;
use crate::workbook::{Cell, Manner, Style, Workbook};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// A folder in which runs are made, which holds the exports in a folder of its own.
pub struct Scene {
    folder: TempDir,
    /// What lies in it before a run, by name.
    before: Files,
}

pub type Files = BTreeMap<String, Vec<u8>>;

/// How a run ended, and what it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
    pub files: Files,
}

impl Scene {
    pub fn new(files: &[(&str, &[u8])]) -> Scene {
        let folder = TempDir::new().unwrap();
        demo_in_every_form(&folder.path().join("exports"), &folder.path().join("plain"));
        let before = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        Scene { folder, before }
    }

    /// Runs the program in the folder, with a fault where one is given.
    pub fn run(&self, args: &[&str], fault: Option<&str>) -> Ended {
        let mut program = common::tiyanfen();
        program.args(args).env("TIYANFEN_FAULTS", fault.unwrap_or_default());
        self.ended(program)
    }

    /// Runs it by a line of a shell.
    pub fn run_by(&self, line: &str, args: &[&str]) -> Ended {
        let mut shell = assert_cmd::Command::new("sh");
        shell.args(["-c", line, env!("CARGO_BIN_EXE_tiyanfen")]).args(args);
        shell.env("TIYANFEN_NOW", "2026-10-31 12:00:00").env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
        self.ended(shell)
    }

    /// The operations of a run, each with what it is about.
    pub fn operations(&self, args: &[&str]) -> Vec<String> {
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut program = common::tiyanfen();
        program.args(args).env("TIYANFEN_FAULTS_LOG", log.path());
        self.ended(program);
        fs::read_to_string(log.path()).unwrap().lines().map(str::to_owned).collect()
    }

    /// Runs a program where the files are as they were.
    fn ended(&self, mut program: assert_cmd::Command) -> Ended {
        let present = self.files();
        for name in present.keys().filter(|name| !self.before.contains_key(*name)) {
            fs::remove_file(self.folder.path().join(name)).unwrap();
        }
        for (name, bytes) in self.before.iter().filter(|(name, bytes)| present.get(*name) != Some(*bytes)) {
            fs::write(self.folder.path().join(name), bytes).unwrap();
        }
        program.current_dir(&self.folder).timeout(Duration::from_secs(120));
        let output =
            program.write_stdin(self.before.get("piped").cloned().unwrap_or_default()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        Ended { code: output.status.code(), stdout: output.stdout, stderr, files: self.files() }
    }

    /// The files right in the folder.
    fn files(&self) -> Files {
        let entries = fs::read_dir(&self.folder).unwrap().map(Result::unwrap);
        let files = entries.filter(|entry| entry.path().is_file());
        let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
        files.map(|entry| (name(&entry), fs::read(entry.path()).unwrap())).collect()
    }
}

/// Runs something for every number below `count`, on two threads, each in a scene of its own.
pub fn for_each(count: usize, scene: impl Fn() -> Scene + Sync, work: impl Fn(&Scene, usize) + Sync) {
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let scene = scene();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let work = std::panic::AssertUnwindSafe(|| work(&scene, number));
                    if std::panic::catch_unwind(work).is_err() {
                        wrong.lock().unwrap().push(number);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// So many rows of most files are read: a run goes through the same operations as over all of them, many hundred times.
const ROWS: usize = 60;

/// The demo, each file in another form; and the same as it is exported.
fn demo_in_every_form(to: &Path, plain: &Path) {
    [to, plain].iter().for_each(|folder| fs::create_dir(folder).unwrap());
    let mut names: Vec<_> = fs::read_dir(DEMO).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    for name in names {
        let name = name.into_string().unwrap();
        let bytes = fs::read(Path::new(DEMO).join(&name)).unwrap();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|e| encoding_rs::GB18030.decode(e.as_bytes()).0.into_owned());
        // One is longer than what is read of a file to tell what it is.
        let rows = if name == "1793410200_订单_2026-10.csv" { usize::MAX } else { ROWS };
        let records: Vec<csv::StringRecord> = records(&text).into_iter().take(rows).collect();
        let text = with_delimiter(&records, b',');
        let (ending, bytes) = match &*name {
            "1785546720_订单_2026-07.csv" => (".tsv", with_delimiter(&records, b'\t').into_bytes()),
            "1788228180_订单_2026-08.csv" => (".csv", gb18030(&text)),
            "1788228540_售后单_2026-08.csv" => (".csv.gz", gzipped(&text)),
            "1790815620_订单_2026-09.csv" => (".txt", utf16(&text)),
            "1793410200_售后单_2026-10.csv" => (".zip", common::container::zipped(&[(&name, &text)])),
            "1793410560_物流包裹.csv" => (".xlsx", workbook(&records)),
            _ => (".csv", text.clone().into_bytes()),
        };
        fs::write(plain.join(&name), text).unwrap();
        fs::write(to.join(name.replace(".csv", ending)), bytes).unwrap();
    }
}

/// The records of a text, without its mark.
fn records(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

fn with_delimiter(records: &[csv::StringRecord], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    records.iter().for_each(|record| writer.write_record(record).unwrap());
    // As the platform's exports begin.
    "\u{feff}".to_owned() + &String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}')).0.into_owned()
}

/// Times are numbers that a style makes times.
fn workbook(records: &[csv::StringRecord]) -> Vec<u8> {
    let mut book = Workbook::new(Cursor::new(Vec::new()), Manner::default());
    book.sheet("物流包裹");
    let midnight = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let cell = |text: &str| match NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S") {
        Ok(time) => {
            let days = (time - midnight).num_seconds() as f64 / 86_400.0;
            Cell::Number(format!("{days:.9}"), Style::Time)
        }
        Err(_) if text.is_empty() => Cell::Empty,
        Err(_) => Cell::Text(text.trim_matches('\t').to_owned()),
    };
    for record in records {
        let cells: Vec<Cell> = record.iter().map(cell).collect();
        book.row(&cells);
    }
    book.finish().into_inner()
}
