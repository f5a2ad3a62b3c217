//! Makes Rust of the texts: every text a function, every diagnostic a constructor, so that one that is missing,
//! misspelled or lacks a place does not compile. The style sheet of pages gets its hash here, too, and the built-in rulebooks
//! and columns are read here, so that the program does not have to whenever it starts.
//!
//! What is wrong with the data fails the build with file, key and reason: a language that is missing, places that
//! differ between the languages, Chinese in an English text.

#[path = "src/catalogue/compile/bilingual.rs"]
mod bilingual;
#[path = "src/catalogue/compile/columns.rs"]
mod columns;
#[path = "src/catalogue/compile/diagnostics.rs"]
mod diagnostics;
#[path = "src/catalogue/compile/fields.rs"]
mod fields;
#[path = "src/catalogue/compile/indicators.rs"]
mod indicators;
#[allow(dead_code)] // part of the program
#[path = "src/rulebook/merge.rs"]
mod merge;
#[path = "src/catalogue/compile/page_style.rs"]
mod page_style;
#[path = "src/catalogue/compile/rulebook_comments.rs"]
mod rulebook_comments;
#[path = "src/catalogue/compile/rulebooks.rs"]
mod rulebooks;
#[path = "src/catalogue/compile/source.rs"]
mod source;
#[path = "src/catalogue/compile/spreadsheet.rs"]
mod spreadsheet;
#[path = "src/catalogue/compile/texts.rs"]
mod texts;
#[allow(dead_code)] // part of the program
#[path = "src/toml_file/items.rs"]
mod toml_file;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let mut problems = Vec::new();
    let mut files = diagnostics::compile(&mut problems);
    files.push(texts::compile(&mut problems));
    files.push(page_style::compile(&mut problems));
    files.push(rulebook_comments::compile(&mut problems));
    files.push(spreadsheet::compile(&mut problems));
    files.push(rulebooks::compile(&mut problems));
    let (names, fields) = fields::compile(&mut problems);
    files.push(columns::compile(&names, &mut problems));
    files.extend([fields, indicators::compile(&names, &mut problems)]);
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    for (name, code) in files {
        if let Err(why) = fs::write(folder.join(name), code) {
            problems.push(format!("{name}: {why}"));
        }
    }
    for problem in problems {
        println!("cargo::error={problem}");
    }
}
