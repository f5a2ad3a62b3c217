//! A row of a history: a figure of a day.

use crate::indicator::{Dimension, Direction, FigureUnit};
use crate::scorecard::Status;
use crate::string_enum::string_enum;
use crate::time::Day;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What a row is about.
    Level {
        /// The score.
        Total = "total",
        /// A dimension.
        Dimension = "dimension",
        /// An indicator.
        Indicator = "indicator",
        /// A threshold.
        Threshold = "threshold",
    }
}

/// A figure of a day. Its keys are the columns of the file, in their order; they mean what they mean in the JSON of a
/// score. What a figure does not have is blank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// The day.
    pub day: Day,
    /// The shop's name, where it was given.
    pub shop: Option<String>,
    /// The rulebook's id.
    pub rulebook_id: String,
    /// What it is about.
    pub level: Level,
    /// The id of the figure or of the threshold.
    pub id: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// The dimension of a dimension or an indicator.
    #[serde(default)]
    pub dimension: Option<Dimension>,
    /// What the value is measured in.
    pub unit: Option<FigureUnit>,
    /// Which way is better.
    pub direction: Direction,
    /// Length of the window.
    #[serde(default)]
    pub window_days: Option<i32>,
    /// Numerator; hours for hours.
    #[serde(default)]
    pub numerator: Option<f64>,
    /// Denominator.
    #[serde(default)]
    pub denominator: Option<i64>,
    /// What it comes to.
    pub value: Option<f64>,
    /// Points 0…100.
    #[serde(default)]
    pub points: Option<f64>,
    /// Weight in the total after missing ones gave theirs away.
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[serde(default)]
    pub lost_score: Option<f64>,
    /// How far it rests on data.
    pub status: Status,
    /// Does a stand-in or an estimate take part?
    pub approximate: bool,
    /// Of the total: the share of the score that has data.
    #[serde(default)]
    pub coverage: Option<f64>,
    /// Of the total: the share of the score whose days the exports covered.
    #[serde(default)]
    pub covered_share: Option<f64>,
    /// Of the total: the lowest it can be.
    #[serde(default)]
    pub low: Option<f64>,
    /// Of the total: the highest it can be.
    #[serde(default)]
    pub high: Option<f64>,
    /// Of a threshold: is it met?
    #[serde(default)]
    pub met: Option<bool>,
    /// Of a threshold: the distance of the condition with least room.
    #[serde(default)]
    pub distance: Option<f64>,
    /// Of a threshold: the place of that condition, from 0.
    #[serde(default)]
    pub distance_of: Option<usize>,
}

/// Of which shop by which rules a row is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Owner {
    pub shop: Option<String>,
    pub rulebook_id: String,
}

impl HistoryRow {
    pub(super) fn owner(&self) -> Owner {
        Owner::of(self.shop.as_deref(), &self.rulebook_id)
    }

    /// Which figure of that owner and day it is.
    pub(super) fn figure(&self) -> (Level, &str) {
        (self.level, &self.id)
    }
}

impl Owner {
    /// A shop without a name is a shop of its own.
    pub(super) fn of(shop: Option<&str>, rulebook_id: &str) -> Owner {
        let shop = shop.map(str::trim).filter(|shop| !shop.is_empty()).map(str::to_owned);
        Owner { shop, rulebook_id: rulebook_id.to_owned() }
    }
}
