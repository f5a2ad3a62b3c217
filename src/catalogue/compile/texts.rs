//! Every text a function of the language and of what fills its places.

use crate::bilingual::Bilingual;
use crate::source::{Generated, Problems, each_table, files, variant};
use std::collections::HashSet;

pub fn compile(problems: &mut Problems) -> Vec<Generated> {
    let mut functions = String::new();
    let mut known = HashSet::new();
    let mut all = Vec::new();
    for path in files("src/catalogue/texts", problems) {
        each_table(&path, problems, |key, text: Bilingual| {
            functions += &function(key, &text)?;
            all.push((key.to_owned(), text));
            if known.insert(key.to_owned()) { Ok(()) } else { Err("is in another file, too".to_owned()) }
        });
    }
    vec![("text.rs", functions), ("text_enum.rs", text_enum(&all))]
}

fn function(key: &str, text: &Bilingual) -> Result<String, String> {
    let places = text.places()?;
    let (zh, en) = (&text.zh, &text.en);
    if places.is_empty() {
        return Ok(format!(
            "#[doc = {en:?}]\npub(crate) fn {key}(lang: Lang) -> &'static str {{ lang.pick({zh:?}, {en:?}) }}\n\n"
        ));
    }
    let parameters: String =
        places.iter().map(|place| format!(", {}: impl Display", parameter(place))).collect();
    let (in_zh, in_en) = (format_string(zh), format_string(en));
    Ok(format!(
        "#[doc = {en:?}]\npub(crate) fn {key}(lang: Lang{parameters}) -> String {{\n    \
         match lang {{\n        Lang::Zh => format!({in_zh:?}),\n        Lang::En => format!({in_en:?}),\n    }}\n}}\n\n"
    ))
}

fn parameter(place: &str) -> String {
    if place == "return" { format!("{place}_") } else { place.to_owned() }
}

/// A text as `format!` takes it: a brace that closes no place stands twice.
fn format_string(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().replace('}', "}}");
    let others = parts.filter_map(|part| {
        let (place, rest) = part.split_once('}')?;
        Some(format!("{{{}}}{}", parameter(place), rest.replace('}', "}}")))
    });
    first + &others.collect::<String>()
}

fn text_enum(texts: &[(String, Bilingual)]) -> String {
    let names: String = texts.iter().map(|(key, _)| format!("    {},\n", variant(key))).collect();
    let arms = texts.iter().map(|(key, Bilingual { zh, en })| {
        format!("            Text::{} => lang.pick({zh:?}, {en:?}),\n", variant(key))
    });
    format!(
        "/// A text of the program.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\n#[allow(missing_docs)]\n\
         pub enum Text {{\n{names}}}\n\nimpl Text {{\n    /// The template in a language.\n    \
         pub fn template(self, lang: Lang) -> &'static str {{\n        match self {{\n{}        }}\n    }}\n}}\n",
        arms.collect::<String>()
    )
}
