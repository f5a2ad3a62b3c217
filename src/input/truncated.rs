//! Containers that are cut short, at every byte: whatever is left of one is read or refused by name, and nothing panics.

use super::bytes::{Bytes, Unpacker};
use super::columns::Columns;
use super::detect::Detector;
use super::input_file::FileStatus;
use super::source::Source;
use crate::catalogue::Code;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every container of the fixtures.
fn containers() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/containers");
    let folders = ["refused", "xlsx", "zip"].map(|name| std::fs::read_dir(root.join(name)).unwrap());
    let files = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let is_container = |path: &PathBuf| path.extension().is_some_and(|ending| ending != "csv");
    let mut files: Vec<_> = files.filter(is_container).collect();
    files.sort();
    files
}

fn named(name: &str, bytes: Bytes) -> Source {
    Source {
        bytes,
        shown: name.into(),
        name: name.into(),
        named: true,
        exported_at: None,
        archive: None,
        opened: None,
    }
}

/// What becomes of the first bytes of a file: the code of each refusal, or nothing where it counts.
fn outcome(detector: &Detector<'_>, name: &str, file: &Arc<File>, length: u64) -> Vec<Option<Code>> {
    let source = named(name, Bytes::Section(Arc::clone(file), 0, length));
    let detected = detector.detect(&source, &mut Unpacker::default());
    let code = |file: super::readable::DetectedFile| match file.status {
        FileStatus::Used => None,
        _ => Some(file.code().unwrap()),
    };
    detected.into_iter().map(code).collect()
}

fn cut_everywhere(name: &str, content: &[u8], detector: &Detector<'_>) {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(content).unwrap();
    let file = Arc::new(file);
    for length in 0..=content.len() as u64 {
        let found = outcome(detector, name, &file, length);
        assert!(
            !found.is_empty() || length == content.len() as u64,
            "{name}: nothing is said of {length} bytes"
        );
        // A library that panics is caught, and this is no excuse for it.
        assert!(!found.contains(&Some(Code::FileBroken)), "{name}: {length} bytes");
    }
}

#[test]
fn cut_containers_are_read_or_refused() {
    let columns = Columns::with(None).unwrap();
    let detector = Detector::new(&columns, None);
    let files = containers();
    assert!(files.len() > 80, "{} containers", files.len());
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let content = std::fs::read(&path).unwrap();
        cut_everywhere(&name, &content, &detector);
    }
}

#[test]
fn a_cut_gzip_is_read_or_refused() {
    let columns = Columns::with(None).unwrap();
    let orders = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/containers/xlsx/orders.csv");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&std::fs::read(orders).unwrap()).unwrap();
    cut_everywhere("orders.csv.gz", &packed.finish().unwrap(), &Detector::new(&columns, None));
}
