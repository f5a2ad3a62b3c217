//! What documents begin with.

use super::document::Document;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the documents' shapes.
pub const SCHEMA_VERSION: u32 = 1;

/// What every document begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentHead {
    /// Which document it is.
    pub document: String,
    /// The version of this shape.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
}

impl DocumentHead {
    /// That of a document made by this program.
    pub fn of<D: Document>() -> DocumentHead {
        DocumentHead { document: D::NAME.to_owned(), schema_version: SCHEMA_VERSION, tool: Tool::this() }
    }
}

/// The program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// tiyanfen.
    #[schemars(extend("const" = env!("CARGO_PKG_NAME")))]
    pub name: String,
    /// Its version.
    #[schemars(regex(pattern = r"^\d+\.\d+\.\d+"))]
    pub version: String,
}

impl Tool {
    /// This one.
    pub fn this() -> Tool {
        Tool { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}
