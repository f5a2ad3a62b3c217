//! The style sheet of pages without its comments, and the hash by which a browser knows it: a page allows this sheet and
//! nothing else.

use crate::source::{Generated, Problems};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs;

const PATH: &str = "src/report/format/html/page.css";

pub fn compile(problems: &mut Problems) -> Generated {
    println!("cargo::rerun-if-changed={PATH}");
    let read = fs::read_to_string(PATH).map_err(|why| problems.push(format!("{PATH}: {why}")));
    let sheet = read.map(|sheet| short(&sheet)).unwrap_or_default();
    if sheet.contains('<') || sheet.contains("url(") || sheet.contains("@import") {
        problems.push(format!("{PATH}: a page neither ends its style sheet early nor asks for other files"));
    }
    let hash = format!("sha256-{}", STANDARD.encode(Sha256::digest(&sheet)));
    let code = format!(
        "/// The style sheet of pages.\nconst STYLE: &str = {sheet:?};\n\n\
         /// What a browser knows it by.\nconst STYLE_HASH: &str = {hash:?};\n"
    );
    ("page_style.rs", code)
}

/// Without comments and without the blanks at the begin of lines.
fn short(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
