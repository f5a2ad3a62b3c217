//! What JSON shows of a reconciliation, and all that its renderers see. Keys are never absent; what is not
//! known is null. Numbers are not rounded.

use crate::field::Kind;
use crate::indicator::Unit;
use crate::report::{DayRange, InputRow, MissingRow, RulebookTitle, Tool, WarningRow};
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::Serialize;

/// The figures of the back-office page beside one's own. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen reconcile --format json")]
pub struct Reconciliation {
    /// The version of this shape.
    #[schemars(extend("const" = crate::report::SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The file of the page's figures; `<stdin>` for standard input.
    pub file: String,
    /// How the lines came out.
    pub counts: ReconcileCounts,
    /// The orders of --exclude, where given.
    pub excluded: Option<ExcludedOrders>,
    /// The days, the earliest first.
    pub days: Vec<ReconcileDay>,
    /// The files of exports and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// What the reader should know; wrong lines of the file among it.
    pub warnings: Vec<WarningRow>,
}

/// How the lines came out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReconcileCounts {
    /// Lines that were compared.
    pub compared: usize,
    /// Of these, those that agree.
    pub agree: usize,
    /// Those that differ.
    pub differ: usize,
    /// Those with nothing of one's own to compare with.
    pub no_data: usize,
    /// Lines that cannot be used.
    pub unusable: usize,
}

/// The orders of --exclude.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExcludedOrders {
    /// How many orders of the exports it names.
    pub orders: usize,
    /// How many of its ids no export knows.
    pub unknown: usize,
}

/// A day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReconcileDay {
    /// The day.
    pub as_of: Day,
    /// The rulebook of that day.
    pub rulebook: RulebookTitle,
    /// Its lines, as they come in the file.
    pub rows: Vec<ReconcileRow>,
}

string_enum! {
    /// What a line is about.
    FigureLevel {
        /// The score itself.
        Total = "total",
        /// A dimension.
        Dimension = "dimension",
        /// An indicator.
        Indicator = "indicator",
    }
}

string_enum! {
    /// How a line came out.
    Agreement {
        /// All that was typed agrees with one's own, within the digits that were typed.
        Agrees = "agrees",
        /// Value or points differ.
        Differs = "differs",
        /// There is nothing of one's own to compare with.
        NoData = "no_data",
    }
}

/// A line of the file. Its own figures stand beside the official ones; a difference is own minus official.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReconcileRow {
    /// The line in the file, from 1.
    #[schemars(range(min = 1))]
    pub line: u64,
    /// total, dimension or indicator.
    pub level: FigureLevel,
    /// The indicator's or dimension's id, or total.
    #[schemars(regex(pattern = "^[a-z0-9_]+$"))]
    pub id: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// What an indicator's value is measured in; null for total and dimensions.
    pub unit: Option<Unit>,
    /// Length of an indicator's window.
    #[schemars(range(min = 1))]
    pub window_days: Option<i32>,
    /// The own numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// The own denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// The value on the page, where typed.
    pub official_value: Option<f64>,
    /// Half a unit of its last digit: what it stands for lies no further away.
    pub official_value_half: Option<f64>,
    /// The own value.
    pub value: Option<f64>,
    /// Their difference.
    pub value_difference: Option<f64>,
    /// Do they agree? Null where there are not both.
    pub value_agrees: Option<bool>,
    /// The points on the page, where typed.
    pub official_points: Option<f64>,
    /// Half a unit of their last digit.
    pub official_points_half: Option<f64>,
    /// The own points.
    pub points: Option<f64>,
    /// Their difference.
    pub points_difference: Option<f64>,
    /// Do they agree? Null where there are not both.
    pub points_agree: Option<bool>,
    /// How the line came out.
    pub status: Agreement,
    /// Where it does not agree: the likely causes, those first that bring the official figure out.
    pub causes: Vec<ReconcileCause>,
}

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

string_enum! {
    /// How a case that was struck off counts.
    StruckOffReading {
        /// It is in neither numerator nor denominator.
        LeftOut = "left_out",
        /// It stays in the denominator, but no longer as a bad case.
        NotBad = "not_bad",
    }
}

/// A cause. What does not belong to it is null or empty.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReconcileCause {
    /// Which.
    pub cause: CauseOfDifference,
    /// Does it bring the official figure out (or follow from the figures), so that no more is needed?
    pub exact: bool,
    /// How many explanations of this line's value are exact: with several, each proves less.
    pub exact_ones: usize,
    /// The value under it.
    pub value: Option<f64>,
    /// The numerator under it.
    pub numerator: Option<f64>,
    /// The denominator under it.
    pub denominator: Option<i64>,
    /// The other window.
    pub window_days: Option<i32>,
    /// Classes of reasons that count besides.
    pub added_classes: Vec<String>,
    /// Classes of reasons that do not count.
    pub removed_classes: Vec<String>,
    /// How struck-off cases count.
    pub reading: Option<StruckOffReading>,
    /// How many struck-off cases there are.
    #[schemars(range(min = 1))]
    pub cases: Option<i64>,
    /// Days that exports lack.
    pub missing_days: Vec<MissingDaysRow>,
    /// How many orders are not in the orders export.
    #[schemars(range(min = 1))]
    pub unmatched_orders: Option<i64>,
    /// Their rows.
    pub unmatched_rows: Vec<UnmatchedRows>,
    /// Ids of the parts that differ; of an unknown cause: those whose official points would tell more.
    #[schemars(inner(regex(pattern = "^[a-z0-9_]+$")))]
    pub parts: Vec<&'static str>,
    /// What has no data, and what would supply it.
    pub missing: Vec<MissingRow>,
    /// In Chinese.
    pub explanation_zh: String,
    /// In English.
    pub explanation_en: String,
}

/// Days that the exports of a kind lack, and what makes that likely.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MissingDaysRow {
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
#[derive(Debug, Serialize, JsonSchema)]
pub struct UnmatchedRows {
    /// The kind of export.
    pub kind: Kind,
    /// How many.
    #[schemars(range(min = 1))]
    pub rows: i64,
}
