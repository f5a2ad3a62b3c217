//! The columns of rows as spreadsheets title them, and the words of their cells.

use crate::bilingual::Bilingual;
use crate::source::{Generated, Problems, each_table, one_line};
use std::path::Path;

const PATH: &str = "src/catalogue/spreadsheet.toml";

/// The table of the titles; all others are words of a column.
const TITLES: &str = "titles";

pub fn compile(problems: &mut Problems) -> Generated {
    println!("cargo::rerun-if-changed={PATH}");
    let (mut titles, mut words) = (String::new(), String::new());
    each_table(Path::new(PATH), problems, |table, texts: toml::Table| {
        for (key, text) in texts {
            let said = |why: String| format!("{key}: {why}");
            let text: Bilingual = text.try_into().map_err(|why: toml::de::Error| said(one_line(why)))?;
            text.places().map_err(said)?;
            if table == TITLES {
                titles += &format!("        {key:?} => {},\n", text.value());
            } else {
                words += &format!("        ({table:?}, {key:?}) => {},\n", text.value());
            }
        }
        Ok(())
    });
    let function = |doc: &str, name: &str, asked: &str, matched: &str, arms: &str| {
        format!(
            "/// {doc}\npub fn {name}({asked}) -> Option<Bilingual> {{\n    \
             Some(match {matched} {{\n{arms}        _ => return None,\n    }})\n}}\n\n"
        )
    };
    let code = function("The title of a column.", "column_title", "key: &str", "key", &titles)
        + &function(
            "What an id, or `true` and `false`, says in a column.",
            "cell_word",
            "column: &str, id: &str",
            "(column, id)",
            &words,
        );
    ("spreadsheet.rs", code)
}
