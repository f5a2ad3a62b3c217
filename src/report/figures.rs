//! What a total, a dimension and an indicator come to at the end of a day: the same in every document.

pub use crate::indicator::FigureUnit;
pub use crate::scorecard::Status;

use super::coverage::DayCoverage;
use crate::catalogue::Lang;
use crate::indicator::{Dimension, Direction, Indicator, Unit};
use crate::rulebook::{Rulebook, ScoredDimension};
use crate::time::Day;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The total of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TotalFigures {
    /// The score; null below the least coverage.
    pub value: Option<f64>,
    /// The score as shown: two decimals, never rounded across a threshold.
    #[schemars(regex(pattern = r"^-?\d+\.\d\d$"))]
    pub display: Option<String>,
    /// Points 0…100 behind the score.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Share of the score that has data.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
    /// Share of the score whose days the exports cover: the weights of the indicators with data, each times the
    /// covered share of its window.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub covered_share: f64,
    /// The score if every missing indicator had 0 points.
    pub low: f64,
    /// The score if every missing indicator had 100 points.
    pub high: f64,
    /// ok, partial or `no_data`.
    pub status: Status,
}

/// What a dimension or an indicator comes to on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DayFigures {
    /// Of an indicator numerator / denominator; of a dimension its points on the scale of the score.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Weight in the total after missing ones gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// ok, partial, `no_data`; manual for an indicator that was set by hand.
    pub status: Status,
}

/// What an indicator comes to on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorFigures {
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// What it comes to.
    #[serde(flatten)]
    pub day: DayFigures,
    /// Does a stand-in or an estimate take part?
    pub approximate: bool,
}

/// What does not change of a dimension from day to day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DimensionTitle {
    /// Its id.
    pub id: Dimension,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// Its weight as the rulebook says.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
}

impl DimensionTitle {
    /// That of a dimension of a rulebook.
    pub(super) fn of(scored: &ScoredDimension) -> DimensionTitle {
        let id = scored.dimension;
        let (name_zh, name_en) = (id.name(Lang::Zh).to_owned(), id.name(Lang::En).to_owned());
        DimensionTitle { id, name_zh, name_en, weight: scored.weight }
    }
}

/// What does not change of an indicator from day to day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorTitle {
    /// Its id.
    pub id: Indicator,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
    /// The dimension's id.
    pub dimension: Dimension,
    /// ratio, stars, hours, seconds, points.
    pub unit: Unit,
    /// high or low: which is better.
    pub direction: Direction,
    /// Length of the window.
    #[schemars(range(min = 1))]
    pub window_days: i32,
    /// Weight in its dimension as the rulebook says; 0 where it is not scored.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_dimension: f64,
}

impl IndicatorTitle {
    /// That of an indicator under a rulebook.
    pub(crate) fn of(id: Indicator, rulebook: &Rulebook) -> IndicatorTitle {
        let facts = id.info();
        IndicatorTitle {
            id,
            name_zh: facts.name.zh.to_owned(),
            name_en: facts.name.en.to_owned(),
            dimension: facts.dimension,
            unit: facts.unit,
            direction: facts.direction,
            window_days: rulebook.definitions.window_days(id),
            weight_in_dimension: rulebook.scoring.scored(id).map_or(0.0, |(part, _)| part.weight),
        }
    }

    /// Does it count for the score?
    pub(super) fn is_scored(&self) -> bool {
        self.weight_in_dimension > 0.0
    }
}

/// A figure beside the same one over plain windows and of days before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(serialize = "W: Serialize", deserialize = "W: DeserializeOwned"))]
pub struct Beside<W> {
    /// Over the last 30 days.
    #[serde(flatten)]
    pub days_30: OverDays<30, W>,
    /// Over the last 90 days.
    #[serde(flatten)]
    pub days_90: OverDays<90, W>,
    /// Against the day before; of the total null where not the same indicators had data, here and below.
    pub change_1d: Option<f64>,
    /// Against 7 days before.
    pub change_7d: Option<f64>,
    /// Against 30 days before.
    pub change_30d: Option<f64>,
}

/// A total or a dimension with every indicator measured over a plain window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlainFigures {
    /// The score.
    pub value: Option<f64>,
    /// Points of that score.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
}

/// An indicator over a plain window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WindowFigures {
    /// Numerator.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Value.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// Points of that value.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
}

/// Figures over the last so many days: the number stands behind each of their keys, as in `value_30`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OverDays<const DAYS: u32, W>(pub W);

impl<const DAYS: u32, W: Serialize> Serialize for OverDays<DAYS, W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(figures) = serde_json::to_value(&self.0).map_err(S::Error::custom)? else {
            return Err(S::Error::custom("figures are an object"));
        };
        serializer.collect_map(figures.into_iter().map(|(key, value)| (format!("{key}_{DAYS}"), value)))
    }
}

impl<'de, const DAYS: u32, W: DeserializeOwned> Deserialize<'de> for OverDays<DAYS, W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (all, suffix) = (Map::deserialize(deserializer)?, format!("_{DAYS}"));
        let own =
            all.into_iter().filter_map(|(key, value)| Some((key.strip_suffix(&suffix)?.to_owned(), value)));
        serde_json::from_value(Value::Object(own.collect())).map(OverDays).map_err(D::Error::custom)
    }
}

impl<const DAYS: u32, W: JsonSchema> JsonSchema for OverDays<DAYS, W> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Over{DAYS}Days", W::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = W::json_schema(generator);
        let figures = schema.remove("properties").and_then(|figures| figures.as_object().cloned());
        let renamed = figures.into_iter().flatten().map(|(key, mut figure)| {
            if let Some(Value::String(meaning)) = figure.get_mut("description") {
                *meaning = format!("{}, over the last {DAYS} days.", meaning.trim_end_matches('.'));
            }
            (format!("{key}_{DAYS}"), figure)
        });
        schema.insert("properties".to_owned(), Value::Object(renamed.collect()));
        schema
    }
}

/// What a score says of an indicator besides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorDetail {
    /// First day of the window.
    pub window_from: Day,
    /// Last day of the window.
    pub window_to: Day,
    /// Days of the window that every export it needs covers.
    #[schemars(range(min = 0))]
    pub covered_days: i32,
    /// The same with the kind that lacks most of them, and which.
    pub coverage: DayCoverage,
    /// Its place among those that cost something.
    #[schemars(range(min = 1))]
    pub rank: Option<usize>,
    /// Are its points those of the small-shop rule?
    pub small_shop: bool,
    /// In which share of the denominator a stand-in or an estimate takes part.
    #[schemars(range(min = 0, max = 1))]
    pub approximate_share: Option<f64>,
    /// Are fewer than 30 in its denominator?
    #[serde(default)]
    pub small_numbers: bool,
    /// The lower end of Wilson's 95 % interval of its value; null for means and for what was set by hand.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub value_low: Option<f64>,
    /// Its upper end.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub value_high: Option<f64>,
    /// The same figures elsewhere.
    #[serde(flatten)]
    pub beside: Beside<WindowFigures>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_stand_behind_the_keys() {
        let plain = |value, points| PlainFigures { value: Some(value), points: Some(points) };
        let beside = Beside {
            days_30: OverDays(plain(4.5, 90.0)),
            days_90: OverDays(plain(4.0, 80.0)),
            change_1d: Some(0.5),
            change_7d: None,
            change_30d: None,
        };
        let json = serde_json::to_string(&beside).unwrap();
        let keys = r#"{"value_30":4.5,"points_30":90.0,"value_90":4.0,"points_90":80.0,"change_1d":0.5"#;
        assert!(json.starts_with(keys), "{json}");
        assert_eq!(serde_json::from_str::<Beside<PlainFigures>>(&json).unwrap(), beside);
    }
}
