//! `tiyanfen.toml`, `--config` and `tiyanfen init`.

mod common;

#[path = "config/errors.rs"]
mod errors;
#[path = "config/found.rs"]
mod found;
#[path = "config/init.rs"]
mod init;
#[path = "config/precedence.rs"]
mod precedence;

use common::Folder;
use serde_json::Value;
use std::path::Path;

/// A folder that holds a copy of the demo shop in `exports`.
fn shop() -> Folder {
    let folder = Folder::new();
    let exports = folder.path().join("exports");
    std::fs::create_dir(&exports).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    for file in std::fs::read_dir(demo).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), exports.join(file.file_name())).unwrap();
    }
    folder
}

/// The demo shop with a configuration beside its exports.
fn configured(config: &str) -> Folder {
    shop().file("exports/tiyanfen.toml", config)
}

/// `tiyanfen … --format json`, which must go well.
fn json(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{args:?}: {}{}", run.stderr, run.stdout);
    serde_json::from_str(&run.stdout).unwrap()
}
