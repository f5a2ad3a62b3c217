//! The JSON Schema of the reports on exports, made from the very structures that are printed.

use super::{
    Calibration, CaseTable, CauseTable, CheckReport, Document, ForecastReport, FullReport, PlanReport,
    Reconciliation, ScoreReport, ShopList, Trend, Watch, WhatIf, WhyReport,
};
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// A JSON document.
pub struct JsonDocument {
    /// The command that prints it.
    pub name: &'static str,
    /// Its schema.
    pub schema: fn() -> Schema,
}

/// All of them, in the order of the help; the first is the default.
pub const DOCUMENTS: &[JsonDocument] = &[
    JsonDocument::new::<ScoreReport>(),
    JsonDocument::new::<CaseTable>(),
    JsonDocument::new::<Trend>(),
    JsonDocument::new::<WhyReport>(),
    JsonDocument::new::<WhatIf>(),
    JsonDocument::new::<CauseTable>(),
    JsonDocument::new::<ForecastReport>(),
    JsonDocument::new::<PlanReport>(),
    JsonDocument::new::<CheckReport>(),
    JsonDocument::new::<Reconciliation>(),
    JsonDocument::new::<Watch>(),
    JsonDocument::new::<Calibration>(),
    JsonDocument::new::<ShopList>(),
    JsonDocument::new::<FullReport>(),
];

impl JsonDocument {
    const fn new<D: Document + JsonSchema>() -> JsonDocument {
        JsonDocument { name: D::NAME, schema: of::<D> }
    }

    /// That of a structure which is no document of an answer: a row of a table, what goes with one.
    pub const fn of_structure<T: JsonSchema>(name: &'static str) -> JsonDocument {
        JsonDocument { name, schema: of_structure::<T> }
    }

    /// The schema as it is printed.
    ///
    /// # Errors
    ///
    /// Where it cannot be written as JSON.
    pub fn text(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(&(self.schema)())? + "\n")
    }
}

/// The schema of what a structure is written as.
fn of<D: Document + JsonSchema>() -> Schema {
    let mut schema = of_structure::<D>();
    if let Some(document) = schema.pointer_mut("/properties/document").and_then(Value::as_object_mut) {
        document.insert("const".to_owned(), D::NAME.into());
    }
    schema
}

fn of_structure<T: JsonSchema>() -> Schema {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    RecursiveTransform(strict).transform(&mut schema);
    schema
}

/// The rules every document keeps: no key is ever absent, so none has a default, and there are no others. Formats
/// such as `double` say how Rust holds a number and are in no standard; strict validators reject them.
fn strict(schema: &mut Schema) {
    let keys = schema.get("properties").and_then(Value::as_object);
    if let Some(keys) = keys.map(|keys| keys.keys().cloned().collect::<Vec<_>>()) {
        schema.insert("required".to_owned(), keys.into());
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    schema.remove("default");
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
}
