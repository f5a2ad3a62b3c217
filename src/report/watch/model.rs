//! What JSON shows of cases with a deadline. Keys are never absent; what is not known is null or blank. Numbers are not
//! rounded.

use crate::insight::watch::{NowBasis, WatchItem, WatchKind};
use crate::report::head::{DocumentHead, RulebookTitle};
use crate::report::inputs::InputRow;
use crate::report::warning::WarningRow;
use crate::rulebook::ShopType;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Single cases with a deadline. Keys are never absent; what is not known is null or blank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen watch --format json")]
pub struct Watch {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// The shop's industry, where given.
    pub industry: Option<String>,
    /// The shop's type, where given.
    pub shop_type: Option<ShopType>,
    /// The time at which things wait; what happened later does not exist.
    #[schemars(regex(pattern = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"))]
    pub now: String,
    /// How that time was chosen.
    pub now_basis: NowBasis,
    /// Hours from that time to the machine's clock; negative where it lies ahead.
    pub age: f64,
    /// The last full day before that time: costs are those of its score.
    pub as_of: Day,
    /// Items with at most so many hours left are listed.
    #[schemars(range(min = 0))]
    pub within: f64,
    /// The kinds of which there are items, the most urgent first.
    pub kinds: Vec<WatchedKind>,
    /// The items, by deadline and order id.
    pub items: Vec<WatchItem>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
}

/// The items of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WatchedKind {
    /// Which.
    pub kind: WatchKind,
    /// How many items.
    #[schemars(range(min = 1))]
    pub items: usize,
    /// Of these, those past their deadline.
    pub past: usize,
    /// The sum of their costs, each by itself; null where nothing scored hangs on them.
    pub cost: Option<f64>,
}
