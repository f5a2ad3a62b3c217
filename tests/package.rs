//! The archive that a release is made of, packed here as the workflow packs it elsewhere.
#![cfg(unix)]

mod common;

use common::Folder;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const TARGET: &str = "x86_64-unknown-linux-musl";
const TAG: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// A copy of what `.ci/package` reads, with the program where a build would have put it.
fn checkout() -> Folder {
    let folder = Folder::new();
    let to = folder.path();
    for folder in [".ci", "fixtures", &format!("target/{TARGET}/release")] {
        fs::create_dir_all(to.join(folder)).unwrap();
    }
    let whole = [
        ".ci/package",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "README.zh-CN.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "SECURITY.zh-CN.md",
        "docs",
        "fixtures/demo",
        "fixtures/demo-page.csv",
    ];
    for name in whole {
        let copied = Command::new("cp").arg("-R").arg(Path::new(ROOT).join(name)).arg(to.join(name)).status();
        assert!(copied.unwrap().success(), "{name}");
    }
    let program = to.join(format!("target/{TARGET}/release/tiyanfen"));
    fs::copy(env!("CARGO_BIN_EXE_tiyanfen"), program).unwrap();
    folder
}

fn package(checkout: &Folder, tag: &str) -> Output {
    Command::new(checkout.path().join(".ci/package")).args([TARGET, tag]).output().unwrap()
}

#[test]
fn an_archive_holds_what_its_readme_speaks_of() {
    let checkout = checkout();
    let done = package(&checkout, TAG);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let unpacked = Folder::new();
    let name = format!("tiyanfen-{TAG}-{TARGET}");
    let archive = checkout.path().join(format!("target/package/{name}.tar.gz"));
    let tar = Command::new("tar").arg("-xzf").arg(&archive).current_dir(unpacked.path()).status();
    assert!(tar.unwrap().success());
    let inside = unpacked.path().join(&name);
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(inside.join(readme)).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        for link in links.filter(|link| !link.contains("://")) {
            let file = link.split('#').next().unwrap();
            assert!(inside.join(file).exists(), "{readme}: {link}");
        }
    }
    for file in ["LICENSE", "CHANGELOG.md", "tiyanfen.1", "completions/tiyanfen.bash"] {
        assert!(fs::metadata(inside.join(file)).unwrap().len() > 0, "{file}");
    }
    let mut score = Command::new(inside.join("tiyanfen"));
    let output = score.args(["fixtures/demo", "--lang", "en"]).current_dir(&inside).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("Douyin experience score 4.43"));
}

#[test]
fn a_tag_of_another_version_is_refused() {
    let checkout = checkout();
    let done = package(&checkout, "v99.0.0");
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("v99.0.0"));
    assert!(!checkout.path().join("target/package").exists());
}
