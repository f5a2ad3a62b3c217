//! The report: what JSON shows, and all that any renderer sees. Keys are never absent; what is not
//! known is null. Numbers are not rounded, save `score.display`.

mod extras;

pub use extras::{BonusRow, BuyerRow, DeductionRow, SmallShopRow, StageRow};

use super::head::{SCHEMA_VERSION, Tool};
use super::sets::{CauseBy, MissingReason, Status};
use super::thresholds::ThresholdRow;
use crate::catalogue::{Code, Lang, Severity};
use crate::field::Kind;
use crate::indicator::{Dimension, Direction, Indicator, Unit};
use crate::input::{Encoding, FileStatus};
use crate::rulebook::ShopType;
use crate::shop::AsOfBasis;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A report of one shop at one day. Keys are never absent; what is not known is null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tiyanfen score --format json")]
pub struct Report {
    /// The version of this shape.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The program.
    pub tool: Tool,
    /// The shop's name, where given.
    pub shop: Option<String>,
    /// The path of the configuration in use.
    pub config: Option<String>,
    /// The rulebook in use.
    pub rulebook: RulebookTitle,
    /// The as-of day.
    pub as_of: Day,
    /// How it was chosen.
    pub as_of_basis: AsOfBasis,
    /// The shop's industry, where given.
    pub industry: Option<String>,
    /// The shop's type, where given.
    pub shop_type: Option<ShopType>,
    /// The shop's stage, where the rulebook knows stages and the exports know orders.
    pub stage: Option<StageRow>,
    /// The small-shop rule, where the rulebook has one and the exports know orders.
    pub small_shop: Option<SmallShopRow>,
    /// The total.
    pub score: Score,
    /// What buyers are shown, where the rulebook says so and there is a total.
    pub buyer: Option<BuyerRow>,
    /// What adds points, counting or not.
    pub bonuses: Vec<BonusRow>,
    /// What takes points, counting or not.
    pub deductions: Vec<DeductionRow>,
    /// Counts of orders.
    pub orders: Orders,
    /// The dimensions.
    pub dimensions: Vec<DimensionRow>,
    /// The indicators, scored or not.
    pub indicators: Vec<IndicatorRow>,
    /// The ids of the weakest indicators, most lost first.
    #[schemars(with = "Vec<Indicator>")]
    pub weakest: Vec<&'static str>,
    /// Groups that stand out among the cases of the weakest.
    pub causes: Vec<CauseRow>,
    /// What the score and its parts open or close, as far as it applies on the day.
    pub thresholds: Vec<ThresholdRow>,
    /// The files and the account of their rows.
    pub inputs: Vec<InputRow>,
    /// Scored indicators without data, and what would supply them.
    pub missing: Vec<MissingRow>,
    /// What the reader should know.
    pub warnings: Vec<WarningRow>,
    /// The paths and the flags of reading as given: for the commands that the text names.
    #[serde(skip)]
    pub arguments: Vec<String>,
    /// The `--rules` that these commands need, where the rulebook is not the default.
    #[serde(skip)]
    pub rules: Option<String>,
    /// The total and dimensions in the shape of an indicator, for CSV.
    #[serde(skip)]
    pub upper_rows: Vec<IndicatorRow>,
}

/// A rulebook's title.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct RulebookTitle {
    /// Its id.
    pub id: String,
    /// In Chinese.
    pub title_zh: String,
    /// In English.
    pub title_en: String,
    /// Are weights or curves an estimate?
    pub estimate: bool,
}

impl RulebookTitle {
    /// Its title in a language; `None` where that is its id again, so that no word is said twice.
    pub fn title(&self, lang: Lang) -> Option<&str> {
        Some(lang.pick(&self.title_zh, &self.title_en)).filter(|title| *title != self.id)
    }

    /// Title and id.
    pub fn label(&self, lang: Lang) -> String {
        self.title(lang).map_or_else(|| self.id.clone(), |title| format!("{title} {}", self.id))
    }
}

/// The total.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Score {
    /// The score; null below the least coverage.
    pub value: Option<f64>,
    /// The score as shown: two decimals, never rounded across a threshold.
    #[schemars(regex(pattern = r"^-?\d+\.\d\d$"))]
    pub display: Option<String>,
    /// The score if every missing indicator had 0 points.
    pub low: f64,
    /// The score if every missing indicator had 100 points.
    pub high: f64,
    /// The lowest score of the scale.
    pub scale_min: f64,
    /// The highest score of the scale.
    pub scale_max: f64,
    /// Points 0…100 behind the score.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// The weighted mean of the dimensions' points, before what follows.
    #[schemars(range(min = 0, max = 100))]
    pub weighted_points: Option<f64>,
    /// Points of the bonuses on the total (those of a dimension are in its points).
    #[schemars(range(min = 0))]
    pub bonus_points: f64,
    /// Points of the deductions.
    #[schemars(range(min = 0))]
    pub deduction_points: f64,
    /// What clamping to the scale, or the flat total of the growth stage, adds (positive) or takes (negative).
    pub clamped_points: f64,
    /// Share of the score that has data.
    #[schemars(range(min = 0, max = 1))]
    pub coverage: f64,
    /// The score with every indicator measured over the last 30 days.
    pub value_30: Option<f64>,
    /// The score with every indicator measured over the last 90 days.
    pub value_90: Option<f64>,
    /// Against the day before; null where not the same indicators had data, here and below.
    pub change_1d: Option<f64>,
    /// Against 7 days before.
    pub change_7d: Option<f64>,
    /// Against 30 days before.
    pub change_30d: Option<f64>,
}

/// Counts of orders.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Orders {
    /// Valid orders paid in the last 30 days.
    #[schemars(range(min = 0))]
    pub valid_30: i64,
    /// Valid orders paid in the last 90 days.
    #[schemars(range(min = 0))]
    pub valid_90: i64,
    /// Of the orders signed in the last 90 days, the share whose finish time stands in for the sign day.
    #[schemars(range(min = 0, max = 1))]
    pub sign_stand_in_share_90: Option<f64>,
    /// Due pickups of the last 30 days that are left out because it is not known whether they were met.
    #[schemars(range(min = 0))]
    pub pickup_unknown_30: i64,
}

/// A dimension.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DimensionRow {
    /// Its id.
    #[schemars(with = "Dimension")]
    pub id: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// Its weight as the rulebook says.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// Its weight after missing dimensions gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// The same on the scale of the score.
    pub value: Option<f64>,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// ok, partial or no_data.
    pub status: Status,
}

/// An indicator; in CSV also the total and the dimensions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorRow {
    /// The as-of day.
    pub as_of: Day,
    /// The shop's name.
    pub shop: Option<String>,
    /// The rulebook's id.
    pub rulebook_id: String,
    /// Its id.
    #[schemars(with = "Indicator")]
    pub id: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// The dimension's id.
    #[schemars(with = "Dimension")]
    pub dimension: Option<&'static str>,
    /// ratio, stars, hours, seconds, points; score for total and dimensions.
    #[schemars(with = "Unit")]
    pub unit: &'static str,
    /// high or low: which is better.
    #[schemars(with = "Direction")]
    pub direction: &'static str,
    /// Length of the window.
    #[schemars(with = "i32")]
    #[schemars(range(min = 1))]
    pub window_days: Option<i32>,
    /// First day of the window.
    #[schemars(with = "Day")]
    pub window_from: Option<Day>,
    /// Last day of the window.
    #[schemars(with = "Day")]
    pub window_to: Option<Day>,
    /// Days of the window inside the span of every export it needs.
    #[schemars(with = "i32")]
    #[schemars(range(min = 0))]
    pub covered_days: Option<i32>,
    /// Numerator; hours for hours.
    #[schemars(range(min = 0))]
    pub numerator: Option<f64>,
    /// Denominator.
    #[schemars(range(min = 0))]
    pub denominator: Option<i64>,
    /// Numerator / denominator.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// Points 0…100.
    #[schemars(range(min = 0, max = 100))]
    pub points: Option<f64>,
    /// Weight in its dimension as the rulebook says.
    #[schemars(with = "f64")]
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_dimension: Option<f64>,
    /// Weight in the total after missing ones gave theirs away.
    #[schemars(range(min = 0, max = 1))]
    pub weight_in_total: f64,
    /// What it costs, in score units.
    #[schemars(range(min = 0))]
    pub lost_score: Option<f64>,
    /// Its place among those that cost something.
    #[schemars(range(min = 1))]
    pub rank: Option<usize>,
    /// ok, partial, no_data or manual.
    pub status: Status,
    /// Are its points those of the small-shop rule?
    pub small_shop: bool,
    /// Does a stand-in or an estimate take part?
    pub approximate: bool,
    /// In which share of the denominator.
    #[schemars(range(min = 0, max = 1))]
    pub approximate_share: Option<f64>,
    /// Numerator over the last 30 days.
    #[schemars(range(min = 0))]
    pub numerator_30: Option<f64>,
    /// Denominator over the last 30 days.
    #[schemars(range(min = 0))]
    pub denominator_30: Option<i64>,
    /// Value over the last 30 days.
    #[schemars(range(min = 0))]
    pub value_30: Option<f64>,
    /// Points of that value.
    #[schemars(range(min = 0, max = 100))]
    pub points_30: Option<f64>,
    /// Numerator over the last 90 days.
    #[schemars(range(min = 0))]
    pub numerator_90: Option<f64>,
    /// Denominator over the last 90 days.
    #[schemars(range(min = 0))]
    pub denominator_90: Option<i64>,
    /// Value over the last 90 days.
    #[schemars(range(min = 0))]
    pub value_90: Option<f64>,
    /// Points of that value.
    #[schemars(range(min = 0, max = 100))]
    pub points_90: Option<f64>,
    /// Against the day before.
    pub change_1d: Option<f64>,
    /// Against 7 days before.
    pub change_7d: Option<f64>,
    /// Against 30 days before.
    pub change_30d: Option<f64>,
}

/// A group that stands out among the cases of an indicator.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CauseRow {
    /// The indicator.
    #[schemars(with = "Indicator")]
    pub indicator: &'static str,
    /// product, carrier, province or days.
    pub by: CauseBy,
    /// The product's id.
    pub product_id: Option<String>,
    /// The name of product, carrier or province.
    pub name: Option<String>,
    /// First day of a run of days.
    pub from: Option<Day>,
    /// Last day of a run of days.
    pub to: Option<Day>,
    /// Bad cases in the group (null for means).
    #[schemars(range(min = 0))]
    pub bad: Option<i64>,
    /// Bad cases in all (null for means).
    #[schemars(range(min = 0))]
    pub all_bad: Option<i64>,
    /// Cases in the group.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// Share of bad cases in the group, or its mean.
    #[schemars(range(min = 0))]
    pub value: f64,
    /// The same in the rest.
    #[schemars(range(min = 0))]
    pub rest_value: f64,
}

/// A file and the account of its rows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct InputRow {
    /// Its path as given.
    pub path: String,
    /// What it was taken for.
    #[schemars(with = "Option<Kind>")]
    pub kind: Option<&'static str>,
    /// How its text is encoded; xlsx for a sheet.
    #[schemars(with = "Option<Encoding>")]
    pub encoding: Option<&'static str>,
    /// used, skipped or refused.
    pub status: FileStatus,
    /// Why it does not count.
    #[schemars(with = "Option<Code>")]
    pub code: Option<&'static str>,
    /// Data rows: the sum of the next five.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that a newer one replaced.
    pub duplicate: u64,
    /// Unpaid and zero-price orders and what belongs to them, reviews without time or stars.
    pub excluded: u64,
    /// Rows that fit no order.
    pub unmatched: u64,
    /// Rows that cannot be used.
    pub rejected: u64,
    /// Lines that are no data: blank, repeated headers, totals.
    pub skipped: u64,
}

/// A scored indicator without data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MissingRow {
    /// The indicator.
    #[schemars(with = "Indicator")]
    pub indicator: &'static str,
    /// Its share of the whole score.
    #[schemars(range(min = 0, max = 1))]
    pub weight: f64,
    /// export, column or cases.
    pub reason: MissingReason,
    /// The kinds of export that would supply it.
    #[schemars(with = "Vec<Kind>")]
    pub kinds: Vec<&'static str>,
    /// The column that would supply it.
    pub column: Option<String>,
    /// The flag that would supply it.
    #[schemars(regex(pattern = r"^--set [a-z0-9_]+=[0-9.]+$"))]
    pub set: String,
}

/// Something the reader should know.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WarningRow {
    /// Its stable code.
    #[schemars(with = "Code")]
    pub code: &'static str,
    /// error, warning or note.
    pub severity: Severity,
    /// The file.
    pub path: Option<String>,
    /// The line, or the row of a sheet.
    #[schemars(range(min = 1))]
    pub line: Option<u64>,
    /// The cell of a sheet, such as F12.
    pub cell: Option<String>,
    /// The column.
    pub column: Option<String>,
    /// What was found, in Chinese; null where that is not one thing.
    pub found_zh: Option<String>,
    /// What was found, in English.
    pub found_en: Option<String>,
    /// What should have been found, in Chinese.
    pub expected_zh: Option<String>,
    /// What should have been found, in English.
    pub expected_en: Option<String>,
    /// What is wrong, in Chinese.
    pub message_zh: String,
    /// What is wrong, in English.
    pub message_en: String,
    /// What to do, in Chinese.
    pub mend_zh: String,
    /// What to do, in English.
    pub mend_en: String,
}

impl Report {
    /// The rows of the CSV: total, dimensions, indicators.
    pub fn rows(&self) -> impl Iterator<Item = LeveledRow<'_>> {
        let upper = self.upper_rows.iter().enumerate();
        upper
            .map(|(i, row)| LeveledRow { level: if i == 0 { "total" } else { "dimension" }, row })
            .chain(self.indicators.iter().map(|row| LeveledRow { level: "indicator", row }))
    }

    /// An indicator's row.
    pub fn indicator(&self, id: &str) -> Option<&IndicatorRow> {
        self.indicators.iter().find(|row| row.id == id)
    }
}

/// A row of the CSV.
#[derive(Debug)]
pub struct LeveledRow<'a> {
    /// total, dimension or indicator.
    pub level: &'static str,
    /// The row.
    pub row: &'a IndicatorRow,
}
