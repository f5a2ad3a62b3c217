//! A library that panics, and old containers that are cut short.

use crate::support::{clock, good, refused, rows};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tiyanfen::input::{Options, Progress, Splitting, Stage, survey};

/// Cuts of which the workbook library has panicked.
#[test]
fn old_containers_are_refused_however_short() {
    for (fixture, code) in [("old.xls", "container-unsupported"), ("encrypted.xlsx", "workbook-encrypted")] {
        let path = format!("{}/fixtures/containers/refused/{fixture}", env!("CARGO_MANIFEST_DIR"));
        let whole = std::fs::read(path).expect("a fixture");
        for length in [4, 511, 512, 513, 600, 1_024, 5_000, whole.len()] {
            let ending = fixture.rsplit('.').next().expect("an ending");
            let name = format!("cut.{ending}");
            let is_whole = length == whole.len();
            let code = if is_whole { code } else { "container-damaged" };
            let cut = &whole[..length.min(whole.len())];
            let folder = good().file(&name, cut);
            if is_whole || length < 1_024 {
                refused(&folder, &name, code);
            }
        }
    }
}

/// Panics once, when something is read for the first time in a stage: of the first file, a library that reads it would.
#[derive(Debug)]
struct PanicsOnce {
    at: Stage,
    is_at: AtomicBool,
}

impl PanicsOnce {
    fn at(at: Stage) -> Arc<PanicsOnce> {
        Arc::new(PanicsOnce { at, is_at: AtomicBool::new(false) })
    }
}

impl Progress for PanicsOnce {
    fn begin(&self, stage: Stage, _: u64) {
        self.is_at.store(stage == self.at, Ordering::SeqCst);
    }

    fn add(&self, _: u64) {
        assert!(!self.is_at.swap(false, Ordering::SeqCst), "13800138000");
    }
}

#[test]
fn a_panic_refuses_one_file_and_the_others_count() {
    let orders = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/containers/xlsx/openpyxl-number-ids.xlsx"
    ));
    let folder = good().file("a.xlsx", orders.expect("a fixture"));
    let mut options = Options::new(vec![folder.path()], clock());
    options.progress = Some(PanicsOnce::at(Stage::Detect));
    let loaded = survey(&options).expect("the folder is read");
    let codes: Vec<_> =
        loaded.files.iter().map(|file| (file.code.map(|code| code.id()), file.read)).collect();
    assert_eq!(codes, [(Some("file-broken"), 0), (None, 1)]);
    let said = loaded.diagnostics.iter().find(|said| said.code.id() == "file-broken").expect("the refusal");
    assert!(!said.render(tiyanfen::catalogue::Lang::En).contains("13800138000"));
}

/// Where a thread that reads panics, the others do not wait for it: the panic reaches whoever began the reading.
#[test]
fn no_thread_waits_for_one_that_has_panicked() {
    let folder = good().file("more.csv", rows(2_000));
    let mut options = Options::new(vec![folder.path()], clock());
    options.splitting = Splitting::Pieces(1_000);
    options.threads = tiyanfen::threads::Threads::of(4);
    options.progress = Some(PanicsOnce::at(Stage::Read));
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| survey(&options).is_ok()));
    assert!(read.is_err());
}
