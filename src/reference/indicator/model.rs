//! What an explained indicator consists of. Keys are never absent.

use crate::catalogue::Bilingual;
use crate::field::Kind;
use crate::indicator::explanation::Basis;
use crate::indicator::{Dimension, Direction, Indicator, Unit};
use crate::reference::keys;
use crate::report::RulebookTitle;
use crate::rulebook::Approximation;
use crate::string_enum::string_enum;
use serde::{Deserialize, Serialize};

type Text = Bilingual<String>;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct IndicatorPage {
    pub id: Indicator,
    #[serde(flatten, with = "keys::name")]
    pub name: Text,
    pub dimension: Dimension,
    #[serde(flatten, with = "keys::dimension")]
    pub dimension_name: Text,
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// What it is, in one sentence.
    #[serde(flatten, with = "keys::definition")]
    pub definition: Text,
    #[serde(flatten, with = "keys::numerator")]
    pub numerator: Text,
    #[serde(flatten, with = "keys::denominator")]
    pub denominator: Text,
    /// Which day places a case in a window.
    #[serde(flatten, with = "keys::cohort")]
    pub cohort: Text,
    /// Which events raise the value.
    #[serde(flatten, with = "keys::raises")]
    pub raises: Text,
    /// Which events lower it.
    #[serde(flatten, with = "keys::lowers")]
    pub lowers: Text,
    /// When a case enters and leaves.
    #[serde(flatten, with = "keys::enters")]
    pub enters: Text,
    /// Rules that decide single cases.
    #[serde(flatten, with = "keys::notes")]
    pub notes: Bilingual<Vec<String>>,
    #[serde(flatten, with = "keys::advice")]
    pub advice: Text,
    /// In the order in which they are tried; empty where reasons do not matter.
    pub reason_classes: Vec<ReasonClass>,
    /// Which part rests on what.
    pub sources: Vec<Source>,
    pub rulebook: RulebookTitle,
    /// Why exports only come near to what the platform counts, as the rulebook says; null where it does not.
    pub approximation: Option<Approximation>,
    pub window_days: i32,
    /// 0…1; null without weight.
    pub weight_in_dimension: Option<f64>,
    /// Share of the whole score, 0…1; null without weight.
    pub weight_in_total: Option<f64>,
    /// Null without weight.
    pub curve: Option<CurveForm>,
    /// The curve's points, in the rulebook's order; empty without weight.
    pub anchors: Vec<Anchor>,
    /// Points where no step is reached; null for other curves.
    pub beyond: Option<f64>,
    pub exports: Vec<Kind>,
    /// One of each group is needed.
    pub columns: Vec<Vec<ColumnNames>>,
    pub set: SetByHand,
}

string_enum! {
    /// How a curve goes from anchor to anchor.
    CurveForm {
        /// In straight lines.
        Linear = "linear",
        /// The best one reached counts.
        Steps = "steps",
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReasonClass {
    /// Its id in the rulebook.
    pub class: String,
    /// Does it count for the indicator?
    pub counts: bool,
    /// By which a reason is recognised; empty for `other`, the class of all other reasons.
    pub words: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Source {
    pub basis: Basis,
    /// Which part of the definition rests on it.
    #[serde(flatten, with = "keys::text")]
    pub text: Text,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Anchor {
    pub value: f64,
    /// 0…100.
    pub points: f64,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ColumnNames {
    pub export: Kind,
    /// The field's key in the table of columns.
    pub field: String,
    /// Header names that stand for it, best first.
    pub names: Vec<String>,
}

/// How to give an indicator by hand.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SetByHand {
    /// As it is typed.
    pub example: String,
    /// The least value accepted.
    pub least: f64,
    /// The greatest value accepted.
    pub most: f64,
}
