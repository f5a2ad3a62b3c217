//! The folder in which exports lie while they are read: one a process, emptied between two runs.

use std::cell::RefCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A shop of a few orders of every state.
pub const SMALL_SHOP: [(&str, &str); 5] = [
    ("订单_20260930.csv", include_str!("../../fixtures/seed-shop/订单_20260930.csv")),
    ("物流_20260930.csv", include_str!("../../fixtures/seed-shop/物流_20260930.csv")),
    ("评价_20260930.csv", include_str!("../../fixtures/seed-shop/评价_20260930.csv")),
    ("售后_20260930.csv", include_str!("../../fixtures/seed-shop/售后_20260930.csv")),
    ("飞鸽客服_20260930.csv", include_str!("../../fixtures/seed-shop/飞鸽客服_20260930.csv")),
];

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// The folder of this process.
fn folder() -> PathBuf {
    FOLDER.with_borrow_mut(|folder| {
        folder.get_or_insert_with(|| tempfile::tempdir().expect("a temporary folder")).path().to_owned()
    })
}

/// An emptied folder of exports.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Scratch {
        let exports = folder().join("exports");
        // It may not be there yet.
        let _ = std::fs::remove_dir_all(&exports);
        std::fs::create_dir(&exports).expect("a folder");
        Scratch(exports)
    }

    /// The exports of the small shop, written once.
    pub fn of_small_shop() -> Scratch {
        let exports = folder().join("small-shop");
        if std::fs::create_dir(&exports).is_ok() {
            for (name, content) in SMALL_SHOP {
                std::fs::write(exports.join(name), content).expect("a file");
            }
        }
        Scratch(exports)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Adds an export.
    pub fn write(&self, name: &str, content: &[u8]) {
        // A name that the system refuses is no file.
        let _ = std::fs::write(self.0.join(name), content);
    }

    /// A file that is no export, beside the folder.
    pub fn beside(&self, name: &str, content: &[u8]) -> OsString {
        let path = folder().join(name);
        std::fs::write(&path, content).expect("a file");
        path.into()
    }

    /// Where a report goes.
    pub fn output() -> PathBuf {
        folder().join("report")
    }
}
