//! The head of facts: what they depend on beside the rows of their own orders. Parts of a shop need that of the whole, and
//! a score needs it beside the sums of facts.
//!
//! The heads of parts together are that of the whole, but for one thing: where a parcel's rows name its order in some files
//! and none in others, and these say different times of pickup, parts that do not have the order go by the latter.

use crate::analysis::Analysis;
use crate::catalogue::{Diagnostic, diagnostics, io_reason};
use crate::faults::Faulty;
use crate::report::Tool;
use crate::rulebook::Definitions;
use crate::shop::WholeShop;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;

/// The version of the shapes of facts, sums and heads.
pub const SCHEMA_VERSION: u32 = 1;

/// A head has some numbers a day: ten years of a shop take less.
const MOST_BYTES: u64 = 1 << 24;

/// What facts depend on beside the rows of their own orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen facts --head")]
pub struct FactsHead {
    /// facts_head.
    #[schemars(extend("const" = FactsHead::NAME))]
    pub document: String,
    /// The version of this shape and of the table of facts.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The id of the rulebook whose definitions say what is counted.
    pub rulebook_id: String,
    /// A fingerprint of these definitions: facts under others must not be added to these.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    pub definitions: String,
    /// The as-of day, to which rows of customer service without any date belong.
    pub as_of: Day,
    /// What is known of the whole shop.
    pub whole: WholeShop,
}

impl FactsHead {
    /// The name of the document.
    pub const NAME: &str = "facts_head";

    /// That of an analysis.
    pub fn of(analysis: &Analysis<'_>, shop: Option<&str>) -> FactsHead {
        FactsHead {
            document: FactsHead::NAME.to_owned(),
            schema_version: SCHEMA_VERSION,
            tool: Tool::this(),
            shop: shop.map(str::to_owned),
            rulebook_id: analysis.rulebook().id.clone(),
            definitions: fingerprint(&analysis.rulebook().definitions),
            as_of: analysis.as_of(),
            whole: analysis.loaded().shop.whole(),
        }
    }

    /// As it is written.
    ///
    /// # Errors
    ///
    /// Where it cannot be written as JSON.
    pub fn text(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The head that the files of all parts of a shop give together.
    ///
    /// # Errors
    ///
    /// Where there is none, a file cannot be read or is no head, or is one of another shop or of other definitions.
    pub fn read(paths: &[impl AsRef<Path>]) -> Result<Option<FactsHead>, Diagnostic> {
        let mut merged: Option<FactsHead> = None;
        for path in paths {
            let shown = path.as_ref().to_string_lossy().into_owned();
            let own = FactsHead::read_one(path.as_ref())?;
            match &mut merged {
                None => merged = Some(own),
                Some(all) => all.merge(own).map_err(|differs| differs.path(shown))?,
            }
        }
        Ok(merged)
    }

    fn read_one(path: &Path) -> Result<FactsHead, Diagnostic> {
        let shown = path.to_string_lossy().into_owned();
        let mut text = Vec::new();
        let read =
            Faulty::open("head", path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut text));
        read.map_err(|error| diagnostics::path_unreadable(io_reason(&error)).path(&shown))?;
        let invalid = |found: String| diagnostics::head_invalid(found).path(&shown);
        if text.len() as u64 > MOST_BYTES {
            return Err(invalid(format!("> {MOST_BYTES} bytes")));
        }
        let head: FactsHead = serde_json::from_slice(&text).map_err(|error| invalid(error.to_string()))?;
        if (head.document.as_str(), head.schema_version) != (FactsHead::NAME, SCHEMA_VERSION) {
            return Err(invalid(format!("{} {}", head.document, head.schema_version)));
        }
        Ok(head)
    }

    fn merge(&mut self, other: FactsHead) -> Result<(), Diagnostic> {
        if self.shop != other.shop {
            let name = |shop: Option<&String>| shop.cloned().unwrap_or_default();
            return Err(diagnostics::head_differs(
                "shop",
                name(other.shop.as_ref()),
                name(self.shop.as_ref()),
            ));
        }
        self.is_by(&other.definitions)?;
        self.as_of = self.as_of.max(other.as_of);
        self.whole.merge(other.whole);
        Ok(())
    }

    /// Refuses a head of other definitions than these.
    ///
    /// # Errors
    ///
    /// Where it is.
    pub fn is_by(&self, definitions: &str) -> Result<(), Diagnostic> {
        if self.definitions == definitions {
            return Ok(());
        }
        Err(diagnostics::head_differs("definitions", self.definitions.clone(), definitions))
    }
}

/// Tells definitions from others: the first 16 hexadecimal digits of the SHA-256 of their JSON.
pub fn fingerprint(definitions: &Definitions) -> String {
    let json = serde_json::to_vec(definitions).unwrap_or_default();
    Sha256::digest(json).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
