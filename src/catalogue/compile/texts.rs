//! Every text a function of the language and of what fills its places.

use crate::bilingual::Bilingual;
use crate::source::{Generated, Problems, each_table, files};
use std::collections::HashSet;

pub fn compile(problems: &mut Problems) -> Generated {
    let mut functions = String::new();
    let mut known = HashSet::new();
    for path in files("src/catalogue/texts", problems) {
        each_table(&path, problems, |key, text: Bilingual| {
            functions += &function(key, &text)?;
            if known.insert(key.to_owned()) { Ok(()) } else { Err("is in another file, too".to_owned()) }
        });
    }
    ("text.rs", functions)
}

fn function(key: &str, text: &Bilingual) -> Result<String, String> {
    let places = text.places()?;
    let (zh, en) = (&text.zh, &text.en);
    if places.is_empty() {
        return Ok(format!(
            "#[doc = {en:?}]\npub(crate) fn {key}(lang: Lang) -> &'static str {{ lang.pick({zh:?}, {en:?}) }}\n\n"
        ));
    }
    let parameters: String = places.iter().map(|place| format!(", {place}: impl Display")).collect();
    let (in_zh, in_en) = (format_string(zh), format_string(en));
    Ok(format!(
        "#[doc = {en:?}]\npub(crate) fn {key}(lang: Lang{parameters}) -> String {{\n    \
         match lang {{\n        Lang::Zh => format!({in_zh:?}),\n        Lang::En => format!({in_en:?}),\n    }}\n}}\n\n"
    ))
}

/// A text as `format!` takes it: a brace that closes no place stands twice.
fn format_string(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().replace('}', "}}");
    let others = parts.filter_map(|part| {
        let (place, rest) = part.split_once('}')?;
        Some(format!("{{{place}}}{}", rest.replace('}', "}}")))
    });
    first + &others.collect::<String>()
}
