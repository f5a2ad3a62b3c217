//! What JSON shows of a reconciliation, and all that its renderers see. Keys are never absent; what is not
//! known is null. Numbers are not rounded.

use crate::closed_set::closed_set;
use crate::indicator::{Figure, Unit};
use crate::insight::reconcile::{
    Agreement, Cause, CauseOfDifference, MissingDays, StruckOffReading, UnmatchedRows,
};
use crate::insight::exports::MissingRow;
use crate::report::{DocumentHead, InputRow, RulebookTitle, WarningRow};
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The figures of the back-office page beside one's own. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "tiyanfen reconcile --format json")]
pub struct Reconciliation {
    /// What every document begins with.
    #[serde(flatten)]
    pub head: DocumentHead,
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
    #[serde(skip_deserializing)] // TEMP
    pub inputs: Vec<InputRow>,
    /// What the reader should know; wrong lines of the file among it.
    #[serde(skip_deserializing)] // TEMP
    pub warnings: Vec<WarningRow>,
}

/// How the lines came out.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExcludedOrders {
    /// How many orders of the exports it names.
    pub orders: usize,
    /// How many of its ids no export knows.
    pub unknown: usize,
}

/// A day.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReconcileDay {
    /// The day.
    pub as_of: Day,
    /// The rulebook of that day.
    pub rulebook: RulebookTitle,
    /// Its lines, as they come in the file.
    pub rows: Vec<ReconcileRow>,
}

closed_set! {
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

/// A line of the file. Its own figures stand beside the official ones; a difference is own minus official.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReconcileRow {
    /// The line in the file, from 1.
    #[schemars(range(min = 1))]
    pub line: u64,
    /// total, dimension or indicator.
    pub level: FigureLevel,
    /// The indicator's or dimension's id, or total.
    pub id: Figure,
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
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

/// A cause. What does not belong to it is null or empty.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(into = "CauseKeys")]
pub struct ReconcileCause {
    #[serde(flatten)]
    pub(super) cause: Cause,
    pub(super) exact: bool,
    pub(super) exact_ones: usize,
    pub(super) value: Option<f64>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<i64>,
    pub(super) explanation_zh: String,
    pub(super) explanation_en: String,
}

/// A cause. What does not belong to it is null or empty.
#[derive(Serialize, JsonSchema)]
struct CauseKeys {
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
    added_classes: Vec<String>,
    /// Classes of reasons that do not count.
    removed_classes: Vec<String>,
    /// How struck-off cases count.
    reading: Option<StruckOffReading>,
    /// How many struck-off cases there are.
    #[schemars(range(min = 1))]
    cases: Option<i64>,
    /// Days that exports lack.
    missing_days: Vec<MissingDays>,
    /// How many orders are not in the orders export.
    #[schemars(range(min = 1))]
    unmatched_orders: Option<i64>,
    /// Their rows.
    unmatched_rows: Vec<UnmatchedRows>,
    /// Ids of the parts that differ; of an unknown cause: those whose official points would tell more.
    parts: Vec<Figure>,
    /// What has no data, and what would supply it.
    missing: Vec<MissingRow>,
    /// In Chinese.
    explanation_zh: String,
    /// In English.
    explanation_en: String,
}

impl From<ReconcileCause> for CauseKeys {
    fn from(told: ReconcileCause) -> CauseKeys {
        let bare = CauseKeys {
            cause: told.cause.id(),
            exact: told.exact,
            exact_ones: told.exact_ones,
            value: told.value,
            numerator: told.numerator,
            denominator: told.denominator,
            window_days: None,
            added_classes: Vec::new(),
            removed_classes: Vec::new(),
            reading: None,
            cases: None,
            missing_days: Vec::new(),
            unmatched_orders: None,
            unmatched_rows: Vec::new(),
            parts: Vec::new(),
            missing: Vec::new(),
            explanation_zh: told.explanation_zh,
            explanation_en: told.explanation_en,
        };
        match told.cause {
            Cause::MissingDays { missing_days } => CauseKeys { missing_days, ..bare },
            Cause::UnmatchedOrders { unmatched_orders, unmatched_rows } => {
                CauseKeys { unmatched_orders: Some(unmatched_orders), unmatched_rows, ..bare }
            }
            Cause::Window { window_days } => CauseKeys { window_days: Some(window_days), ..bare },
            Cause::ReasonClasses { added_classes, removed_classes } => {
                CauseKeys { added_classes, removed_classes, ..bare }
            }
            Cause::StruckOff { reading, cases } => {
                CauseKeys { reading: Some(reading), cases: Some(cases), ..bare }
            }
            Cause::Parts { parts } | Cause::Unknown { parts } => CauseKeys { parts, ..bare },
            Cause::NoData { missing } => CauseKeys { missing, ..bare },
            Cause::Curve | Cause::Precision | Cause::Weights | Cause::NotScored => bare,
        }
    }
}
