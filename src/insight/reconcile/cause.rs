//! Why an official figure is not the own one.

use crate::closed_set::closed_set;
use crate::field::Kind;
use crate::indicator::Figure;
use crate::insight::exports::{DayRange, MissingRow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a figure differs, with what the cause rests on. The names are those of the JSON.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// Exports that it rests on lack days of its window.
    MissingDays {
        /// By kind of export.
        missing_days: Vec<MissingDays>,
    },
    /// Rows whose orders are not in the orders export.
    UnmatchedOrders {
        /// How many orders.
        unmatched_orders: i64,
        /// Their rows.
        unmatched_rows: Vec<UnmatchedRows>,
    },
    /// Another length of window.
    Window {
        /// The other length.
        window_days: i32,
    },
    /// Other classes of reasons count.
    ReasonClasses {
        /// Classes that count besides.
        added_classes: Vec<String>,
        /// Classes that do not count.
        removed_classes: Vec<String>,
    },
    /// Cases were struck off on appeal.
    StruckOff {
        /// How they count now.
        reading: StruckOffReading,
        /// How many cases of the excluded orders there are.
        cases: i64,
    },
    /// The value gives other points: another curve or other tiers.
    Curve,
    /// The digits that were typed leave room for the difference.
    Precision,
    /// Parts of it differ.
    Parts {
        /// Which.
        parts: Vec<Figure>,
    },
    /// Its parts, weighted like here, do not make it: other weights, extras or deductions.
    Weights,
    /// The rulebook gives no points for it.
    NotScored,
    /// There is no own figure.
    NoData {
        /// What would supply it.
        missing: Vec<MissingRow>,
    },
    /// Nothing that was tried explains it.
    Unknown {
        /// Parts whose official points would tell more.
        parts: Vec<Figure>,
    },
}

closed_set! {
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

impl Cause {
    /// Its id in JSON.
    pub fn id(&self) -> CauseOfDifference {
        match self {
            Cause::MissingDays { .. } => CauseOfDifference::MissingDays,
            Cause::UnmatchedOrders { .. } => CauseOfDifference::UnmatchedOrders,
            Cause::Window { .. } => CauseOfDifference::Window,
            Cause::ReasonClasses { .. } => CauseOfDifference::ReasonClasses,
            Cause::StruckOff { .. } => CauseOfDifference::StruckOff,
            Cause::Curve => CauseOfDifference::Curve,
            Cause::Precision => CauseOfDifference::Precision,
            Cause::Parts { .. } => CauseOfDifference::Parts,
            Cause::Weights => CauseOfDifference::Weights,
            Cause::NotScored => CauseOfDifference::NotScored,
            Cause::NoData { .. } => CauseOfDifference::NoData,
            Cause::Unknown { .. } => CauseOfDifference::Unknown,
        }
    }
}

closed_set! {
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
#[schemars(rename = "MissingDaysRow")]
pub struct MissingDays {
    /// The kind of export.
    pub kind: Kind,
    /// How many days are missing.
    #[schemars(range(min = 1))]
    pub days: i32,
    /// Which.
    pub runs: Vec<DayRange>,
    /// Of how many other days there are exports.
    #[schemars(range(min = 0))]
    pub other_days: i32,
    /// How many of those have no row.
    #[schemars(range(min = 0))]
    pub empty_days: i32,
    /// How many rows they have.
    pub rows: u64,
}

/// Rows whose orders are not in the orders export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnmatchedRows {
    /// The kind of export.
    pub kind: Kind,
    /// How many.
    #[schemars(range(min = 1))]
    pub rows: i64,
}

/// A cause, and what comes out under it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// Does it bring the official figure out, or follow from the figures?
    pub exact: bool,
    /// The value under it, where there is one: numerator in shown units, denominator.
    pub fraction: Option<(f64, i64)>,
}

impl Finding {
    /// What follows from the figures themselves.
    pub(super) fn certain(cause: Cause) -> Finding {
        Finding { cause, exact: true, fraction: None }
    }

    /// What may be so.
    pub(super) fn possible(cause: Cause) -> Finding {
        Finding { cause, exact: false, fraction: None }
    }
}
