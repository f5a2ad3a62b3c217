//! The fields of the exports, each with its key and what it is for.

use crate::bilingual::Bilingual;
use crate::source::{EnumValue, Enumeration, Generated, Problems, each_table, one_line, variant};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const FILE: &str = "src/field.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    /// Its name in the code, where that is not its key's.
    name: Option<String>,
    #[serde(default)]
    id: bool,
    meaning: String,
    purpose: Bilingual,
}

/// The fields by kind and key, such as `orders.pay_time`, as the code names them.
pub type FieldNames = BTreeMap<String, String>;

pub fn compile(problems: &mut Problems) -> (FieldNames, Generated) {
    println!("cargo::rerun-if-changed={FILE}");
    let (mut names, mut values) = (FieldNames::new(), Vec::new());
    each_table(Path::new(FILE), problems, |kind, fields: toml::Table| {
        for (key, field) in fields {
            let said = |why: String| format!("{key}: {why}");
            let field: Field = field.try_into().map_err(|why: toml::de::Error| said(one_line(why)))?;
            field.purpose.places().map_err(said)?;
            let name = field.name.unwrap_or_else(|| variant(&key));
            names.insert(format!("{kind}.{key}"), name.clone());
            let entry = format!(
                "FieldEntry {{ kind: Kind::{}, key: {key:?}, id: {}, purpose: {} }}",
                variant(kind),
                field.id,
                field.purpose.value()
            );
            values.push(EnumValue { name, doc: field.meaning, entry });
        }
        Ok(())
    });
    let attributes = "/// What a column means.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]";
    let fields = Enumeration { name: "Field", attributes, entry: "FieldEntry", values };
    (names, ("fields.rs", fields.code()))
}
