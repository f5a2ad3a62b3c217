//! Documents: one serialisable value for each answer, and the formats that render them.
//!
//! A document gives [`Block`]s in a language and rows ([`Document`]); a [`Format`] is a file of `format/` that knows no
//! document. What is found in the exports comes from an analysis and from insight.

mod answer;
mod block;
mod calibrate;
mod cases;
mod causes;
mod check;
mod coverage;
mod day;
mod document;
mod figures;
mod forecast;
mod format;
mod from_sums;
mod full_report;
mod head;
mod industries;
mod inputs;
mod missing;
mod numbers;
mod plan;
mod reconcile;
mod request;
mod row_words;
mod rows;
mod rulebook_list;
mod rulebook_page;
mod schema;
mod score;
mod sheet;
mod shops;
mod style;
mod thresholds;
mod total_chart;
mod trend;
mod warning;
mod watch;
mod what_if;
mod why;
#[cfg(test)]
mod widths;

pub use crate::insight::CaseRow;
pub(crate) use crate::names;
pub use answer::AnswerHead;
pub use block::{
    Band, Block, Border, Breaks, Card, Cell, Chart, Column, Curve, DayMark, Fact, Headline, Line, Paragraph,
    Span, Sparkline, Table, Tone,
};
pub use calibrate::*;
pub(crate) use calibrate::{CalibrationRequest, build_calibration};
pub use cases::{CaseTable, build_cases};
pub use causes::{CauseTable, GroupRow, build_causes};
pub use check::*;
pub use coverage::{Age, Coverage, DayCoverage};
pub use document::Document;
pub use figures::{
    Beside, DayFigures, DimensionTitle, FigureUnit, IndicatorDetail, IndicatorFigures, IndicatorTitle,
    OverDays, PlainFigures, Status, TotalFigures, WindowFigures,
};
pub use forecast::*;
pub use format::Format;
pub(crate) use format::data_of_page;
pub(crate) use format::mail::render as mail_page;
pub use from_sums::FromSums;
pub use full_report::*;
pub use head::{DocumentHead, RulebookTitle, SCHEMA_VERSION, ShopHead, Tool};
pub(crate) use industries::{IndustryList, build_industries};
pub use inputs::InputRow;
pub(crate) use numbers::{exact, exact_value};
pub use plan::*;
pub use reconcile::*;
pub use request::Request;
pub(crate) use request::as_of_outside;
pub(crate) use rulebook_list::{RulebookList, build_rulebook_list};
pub use rulebook_page::{RulebookPage, build_rulebook_page};
pub(crate) use rulebook_page::{rulebook_is_fine, scores};
pub use schema::{DOCUMENTS, JsonDocument};
pub use score::{
    BonusRow, BuyerRow, CauseBy, CauseRow, CostRow, DeductionRow, DimensionRow, IndicatorRow, LeastRow,
    Orders, Score, ScoreReport, SmallShopRow, StageRow, build,
};
pub use sheet::{
    Colouring, Fit, NumberKind, Sheet, SheetCell, SheetChart, SheetColumn, SheetPart, SheetSeries,
    SheetTable, Stroke,
};
pub(crate) use shops::{ListedShops, build_shop_list};
pub use shops::{ScoredShop, ShopIndicator, ShopList, ShopRow, ShopStatus};
pub use style::{Detail, RowStyle, Style};
pub use thresholds::{ConditionRow, CrossingRow, FigureBorder, ThresholdRow};
pub use trend::*;
pub use warning::WarningRow;
pub use watch::{NowBasis, Watch, WatchItem, WatchKind, WatchedKind};
pub(crate) use watch::{WatchRequest, build_watch};
pub use what_if::*;
pub use why::*;
