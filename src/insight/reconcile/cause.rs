//! Why an official figure is not the own one, and how JSON says it.

use crate::field::Kind;
use crate::indicator::Figure;
use crate::insight::exports::{DayRange, MissingRow};
use crate::string_enum::string_enum;
use schemars::JsonSchema;
use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};

string_enum! {
    /// Why a figure differs.
    CauseOfDifference {
        /// Exports that it rests on lack days of its window.
        MissingDays = "missing_days",
        /// Rows whose orders are not in the orders export.
        UnmatchedOrders = "unmatched_orders",
        /// Another length of window.
        Window = "window",
        /// Other classes of reasons count.
        ReasonClasses = "reason_classes",
        /// Cases were struck off on appeal.
        StruckOff = "struck_off",
        /// The value gives other points: another curve or other tiers.
        Curve = "curve",
        /// The digits that were typed leave room for the difference.
        Precision = "precision",
        /// Parts of it differ.
        Parts = "parts",
        /// Its parts, weighted like here, do not make it: other weights, extras or deductions.
        Weights = "weights",
        /// The rulebook gives no points for it.
        NotScored = "not_scored",
        /// There is no own figure.
        NoData = "no_data",
        /// Nothing that was tried explains it.
        Unknown = "unknown",
    }
}

/// A [`CauseOfDifference`] with what it rests on, under the keys of [`CauseKeys`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub(crate) enum Cause {
    MissingDays { missing_days: Vec<MissingDaysRow> },
    UnmatchedOrders { unmatched_orders: i64, unmatched_rows: Vec<UnmatchedRows> },
    Window { window_days: i32 },
    ReasonClasses { added_classes: Vec<String>, removed_classes: Vec<String> },
    StruckOff { reading: StruckOffReading, cases: i64 },
    Curve,
    Precision,
    Parts { parts: Vec<Figure> },
    Weights,
    NotScored,
    NoData { missing: Vec<MissingRow> },
    Unknown { parts: Vec<Figure> },
}

impl Cause {
    /// Its id in JSON.
    pub(crate) fn id(&self) -> Option<CauseOfDifference> {
        let keys = serde_json::to_value(self).ok()?;
        CauseOfDifference::deserialize(keys.get("cause")?).ok()
    }
}

string_enum! {
    /// How a case that was struck off counts.
    StruckOffReading {
        /// It is in neither numerator nor denominator.
        LeftOut = "left_out",
        /// It stays in the denominator, but no longer as a bad case.
        NotBad = "not_bad",
    }
}

/// Days that the exports of a kind lack, and what makes that likely.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MissingDaysRow {
    /// The kind of export.
    pub(crate) kind: Kind,
    /// How many days are missing.
    #[schemars(range(min = 1))]
    pub(crate) days: i32,
    /// Which.
    pub(crate) runs: Vec<DayRange>,
    /// Of how many other days there are exports.
    #[schemars(range(min = 0))]
    pub(crate) other_days: i32,
    /// How many of those have no row.
    #[schemars(range(min = 0))]
    pub(crate) empty_days: i32,
    /// How many rows they have.
    pub(crate) rows: u64,
}

/// Rows whose orders are not in the orders export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct UnmatchedRows {
    /// The kind of export.
    pub(crate) kind: Kind,
    /// How many.
    #[schemars(range(min = 1))]
    pub(crate) rows: i64,
}

/// A cause, and what comes out under it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Finding {
    #[serde(flatten)]
    pub(crate) cause: Cause,
    pub(crate) exact: bool,
    pub(crate) value: Option<f64>,
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<i64>,
}

impl Finding {
    /// What follows from the figures themselves.
    pub(super) fn certain(cause: Cause) -> Finding {
        Finding { cause, exact: true, value: None, numerator: None, denominator: None }
    }

    /// What may be so.
    pub(super) fn possible(cause: Cause) -> Finding {
        Finding { exact: false, ..Finding::certain(cause) }
    }

    /// What brings the official figure out: numerator in shown units, and denominator.
    pub(super) fn counted(cause: Cause, (numerator, denominator): (f64, i64)) -> Finding {
        let value = Some(numerator / denominator as f64);
        Finding {
            value,
            numerator: Some(numerator),
            denominator: Some(denominator),
            ..Finding::certain(cause)
        }
    }
}

/// A cause of a line's difference, with what it says in words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReconcileCause {
    #[serde(flatten)]
    pub(crate) finding: Finding,
    pub(crate) exact_ones: usize,
    pub(crate) explanation_zh: String,
    pub(crate) explanation_en: String,
}

/// A cause. What does not belong to it is null or empty.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReconcileCause")]
pub(super) struct CauseKeys {
    /// Which.
    cause: CauseOfDifference,
    /// Does it bring the official figure out (or follow from the figures), so that no more is needed?
    exact: bool,
    /// How many explanations of this line's value are exact: with several, each proves less.
    exact_ones: usize,
    /// The value under it.
    value: Option<f64>,
    /// The numerator under it.
    numerator: Option<f64>,
    /// The denominator under it.
    denominator: Option<i64>,
    /// The other window.
    window_days: Option<i32>,
    /// Classes of reasons that count besides.
    #[serde(default)]
    added_classes: Vec<String>,
    /// Classes of reasons that do not count.
    #[serde(default)]
    removed_classes: Vec<String>,
    /// How struck-off cases count.
    reading: Option<StruckOffReading>,
    /// How many struck-off cases there are.
    #[schemars(range(min = 1))]
    cases: Option<i64>,
    /// Days that exports lack.
    #[serde(default)]
    missing_days: Vec<MissingDaysRow>,
    /// How many orders are not in the orders export.
    #[schemars(range(min = 1))]
    unmatched_orders: Option<i64>,
    /// Their rows.
    #[serde(default)]
    unmatched_rows: Vec<UnmatchedRows>,
    /// Ids of the parts that differ; of an unknown cause: those whose official points would tell more.
    #[serde(default)]
    parts: Vec<Figure>,
    /// What has no data, and what would supply it.
    #[serde(default)]
    missing: Vec<MissingRow>,
    /// In Chinese.
    explanation_zh: String,
    /// In English.
    explanation_en: String,
}

/// Writes causes with the keys of all of them.
pub(super) fn with_all_keys<S: Serializer>(
    causes: &[ReconcileCause],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let with_keys = |cause| serde_json::from_value::<CauseKeys>(serde_json::to_value(cause)?);
    let causes: Result<Vec<CauseKeys>, serde_json::Error> = causes.iter().map(with_keys).collect();
    causes.map_err(Error::custom)?.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Dimension;

    #[derive(Serialize, Deserialize)]
    struct Causes {
        #[serde(serialize_with = "with_all_keys")]
        causes: Vec<ReconcileCause>,
    }

    #[test]
    fn every_cause_has_all_keys_and_is_read_back() {
        let parts = vec![Figure::Dimension(Dimension::Service)];
        let (kind, days, other_days, empty_days, rows) = (Kind::Orders, 1, 20, 0, 70);
        let missing_days =
            vec![MissingDaysRow { kind, days, runs: Vec::new(), other_days, empty_days, rows }];
        let unmatched_rows = vec![UnmatchedRows { kind, rows: 3 }];
        let causes = [
            Cause::MissingDays { missing_days },
            Cause::UnmatchedOrders { unmatched_orders: 2, unmatched_rows },
            Cause::Window { window_days: 30 },
            Cause::ReasonClasses { added_classes: vec!["damage".to_owned()], removed_classes: Vec::new() },
            Cause::StruckOff { reading: StruckOffReading::NotBad, cases: 3 },
            Cause::Curve,
            Cause::Precision,
            Cause::Parts { parts: parts.clone() },
            Cause::Weights,
            Cause::NotScored,
            Cause::NoData { missing: Vec::new() },
            Cause::Unknown { parts },
        ];
        let ids: Vec<CauseOfDifference> = causes.iter().filter_map(Cause::id).collect();
        assert_eq!(ids, CauseOfDifference::ALL);
        let told = |cause: &Cause| {
            let (finding, explanation) = (Finding::counted(cause.clone(), (3.0, 7)), String::new());
            ReconcileCause {
                finding,
                exact_ones: 1,
                explanation_zh: explanation.clone(),
                explanation_en: explanation,
            }
        };
        let json = serde_json::to_value(Causes { causes: causes.iter().map(told).collect() }).unwrap();
        assert!(
            json["causes"].as_array().unwrap().iter().all(|cause| cause.as_object().unwrap().len() == 18)
        );
        let back: Causes = serde_json::from_value(json.clone()).unwrap();
        assert!(back.causes.iter().map(|told| &told.finding.cause).eq(&causes));
        assert_eq!(serde_json::to_value(back).unwrap(), json);
    }
}
