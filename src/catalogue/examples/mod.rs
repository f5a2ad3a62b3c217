//! Every diagnostic explained: what it means, what it means for the score, and an example as the program
//! says it. A new code does not compile without one.
//!
//! An example with an [`Input`] is held against the program by `tests/explain.rs`: the wrong input brings
//! the example out word for word, the mended one does not.

mod command_line;
mod config;
mod containers;
mod files;
mod official;
mod result;
mod rows;
mod rules;

use super::{Code, Diagnostic, Words, words};

/// A diagnostic explained.
#[derive(Debug)]
pub struct CodeExplanation {
    /// What it means.
    pub meaning: Words,
    /// What it means for the score.
    pub effect: Words,
    /// The example's file; empty for none.
    path: &'static str,
    /// The example's line.
    line: Option<u64>,
    /// The example's column; empty for none.
    column: &'static str,
    /// What fills the example's places.
    args: &'static [(&'static str, Words)],
    /// What brings the example out, where a line or two can show it.
    pub input: Option<Input>,
}

/// What brings a diagnostic out, and the same mended.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// A command line; `exports` stands for a folder of exports.
    Typed {
        /// The wrong one.
        wrong: &'static str,
        /// The mended one.
        right: &'static str,
    },
    /// A file: its header and the lines below.
    File {
        /// The header.
        header: &'static str,
        /// The wrong lines.
        wrong: &'static [&'static str],
        /// The mended ones; empty where only another export mends it.
        right: &'static [&'static str],
    },
}

impl CodeExplanation {
    /// The example's file, where it has one.
    pub fn path(&self) -> Option<&'static str> {
        (!self.path.is_empty()).then_some(self.path)
    }
}

/// An explanation without an example's particulars.
const fn of(meaning: Words, effect: Words) -> CodeExplanation {
    CodeExplanation { meaning, effect, path: "", line: None, column: "", args: &[], input: None }
}

/// A file that brings a diagnostic out, and the same mended.
const fn file(
    header: &'static str,
    wrong: &'static [&'static str],
    right: &'static [&'static str],
) -> Option<Input> {
    Some(Input::File { header, wrong, right })
}

/// What fills a place in both languages.
const fn same(name: &'static str, text: &'static str) -> (&'static str, Words) {
    (name, words(text, text))
}

impl Code {
    /// An example of it, every place filled.
    pub fn example(self) -> Diagnostic {
        let explanation = self.explanation();
        let mut example = Diagnostic::new(self).line(explanation.line);
        if !explanation.path.is_empty() {
            example = example.path(explanation.path);
        }
        if !explanation.column.is_empty() {
            example = example.column(explanation.column);
        }
        explanation.args.iter().fold(example, |example, (name, text)| example.with(name, (text.zh, text.en)))
    }

    /// What it means.
    pub fn explanation(self) -> &'static CodeExplanation {
        match self {
            Code::Usage => &command_line::USAGE,
            Code::AsOfInvalid => &command_line::AS_OF_INVALID,
            Code::SetInvalid => &command_line::SET_INVALID,
            Code::IndicatorUnknown => &command_line::INDICATOR_UNKNOWN,
            Code::RulebookUnknown => &command_line::RULEBOOK_UNKNOWN,
            Code::TopicUnknown => &command_line::TOPIC_UNKNOWN,
            Code::SetOutOfRange => &command_line::SET_OUT_OF_RANGE,
            Code::ServicePeriodInvalid => &command_line::SERVICE_PERIOD_INVALID,
            Code::NumberInvalid => &command_line::NUMBER_INVALID,
            Code::OutputUnwritable => &command_line::OUTPUT_UNWRITABLE,
            Code::FormatMissing => &command_line::FORMAT_MISSING,
            Code::ConfigInvalid => &config::CONFIG_INVALID,
            Code::ConfigSeveral => &config::CONFIG_SEVERAL,
            Code::ConfigExists => &config::CONFIG_EXISTS,
            Code::TomlNotExport => &config::TOML_NOT_EXPORT,
            Code::PathNotFound => &files::PATH_NOT_FOUND,
            Code::PathUnreadable => &files::PATH_UNREADABLE,
            Code::FileUnrecognised => &files::FILE_UNRECOGNISED,
            Code::WrongFile => &files::WRONG_FILE,
            Code::ContainerUnsupported => &containers::CONTAINER_UNSUPPORTED,
            Code::ContainerDamaged => &containers::CONTAINER_DAMAGED,
            Code::WorkbookEncrypted => &containers::WORKBOOK_ENCRYPTED,
            Code::ZipEncrypted => &containers::ZIP_ENCRYPTED,
            Code::ZipMethod => &containers::ZIP_METHOD,
            Code::ZipTooDeep => &containers::ZIP_TOO_DEEP,
            Code::ColumnsInvalid => &containers::COLUMNS_INVALID,
            Code::ColumnsUnfit => &containers::COLUMNS_UNFIT,
            Code::FileSkipped => &files::FILE_SKIPPED,
            Code::WrongFileSkipped => &files::WRONG_FILE_SKIPPED,
            Code::IdsDestroyed => &files::IDS_DESTROYED,
            Code::IdsRounded => &files::IDS_ROUNDED,
            Code::ReadPlainly => &files::READ_PLAINLY,
            Code::QuoteBroken => &files::QUOTE_BROKEN,
            Code::TooManyRejected => &files::TOO_MANY_REJECTED,
            Code::AccountingBroken => &files::ACCOUNTING_BROKEN,
            Code::RulebookInvalid => &files::RULEBOOK_INVALID,
            Code::RulebookNotYet => &rules::RULEBOOK_NOT_YET,
            Code::IndustryUnknown => &rules::INDUSTRY_UNKNOWN,
            Code::ShopTypeNeeded => &rules::SHOP_TYPE_NEEDED,
            Code::IndustryUnset => &rules::INDUSTRY_UNSET,
            Code::IndustryUnused => &rules::INDUSTRY_UNUSED,
            Code::EventInvalid => &rules::EVENT_INVALID,
            Code::EventUnknown => &rules::EVENT_UNKNOWN,
            Code::BonusInvalid => &rules::BONUS_INVALID,
            Code::BonusUnknown => &rules::BONUS_UNKNOWN,
            Code::ClaimUnused => &rules::CLAIM_UNUSED,
            Code::RowsRejected => &rows::ROWS_REJECTED,
            Code::IdMissing => &rows::ID_MISSING,
            Code::IdUnreadable => &rows::ID_UNREADABLE,
            Code::TimeUnreadable => &rows::TIME_UNREADABLE,
            Code::AmountUnreadable => &rows::AMOUNT_UNREADABLE,
            Code::RateUnreadable => &rows::RATE_UNREADABLE,
            Code::DurationUnreadable => &rows::DURATION_UNREADABLE,
            Code::CountUnreadable => &rows::COUNT_UNREADABLE,
            Code::StarsUnreadable => &rows::STARS_UNREADABLE,
            Code::RowTooShort => &rows::ROW_TOO_SHORT,
            Code::RowTooLong => &rows::ROW_TOO_LONG,
            Code::TextUndecodable => &rows::TEXT_UNDECODABLE,
            Code::NothingScorable => &result::NOTHING_SCORABLE,
            Code::NoData => &result::NO_DATA,
            Code::AsOfUnknown => &result::AS_OF_UNKNOWN,
            Code::NoTotal => &result::NO_TOTAL,
            Code::AsOfFuture => &result::AS_OF_FUTURE,
            Code::LowCoverage => &result::LOW_COVERAGE,
            Code::PartialDays => &result::PARTIAL_DAYS,
            Code::FutureTimes => &result::FUTURE_TIMES,
            Code::SignStandIn => &result::SIGN_STAND_IN,
            Code::PayStandIn => &result::PAY_STAND_IN,
            Code::PickupUnknown => &result::PICKUP_UNKNOWN,
            Code::HoursUnknown => &result::HOURS_UNKNOWN,
            Code::NegativeDuration => &result::NEGATIVE_DURATION,
            Code::SuccessWithoutFinish => &result::SUCCESS_WITHOUT_FINISH,
            Code::RefundWithoutApply => &result::REFUND_WITHOUT_APPLY,
            Code::ReviewWithoutTime => &result::REVIEW_WITHOUT_TIME,
            Code::ReviewWithoutStars => &result::REVIEW_WITHOUT_STARS,
            Code::WordUnknown => &result::WORD_UNKNOWN,
            Code::ServiceUndated => &result::SERVICE_UNDATED,
            Code::UnmatchedRows => &result::UNMATCHED_ROWS,
            Code::OfficialHeader => &official::OFFICIAL_HEADER,
            Code::OfficialFigure => &official::OFFICIAL_FIGURE,
            Code::OfficialDate => &official::OFFICIAL_DATE,
            Code::OfficialNumber => &official::OFFICIAL_NUMBER,
            Code::OfficialBlank => &official::OFFICIAL_BLANK,
            Code::OfficialWidth => &official::OFFICIAL_WIDTH,
            Code::OfficialTwice => &official::OFFICIAL_TWICE,
            Code::ExcludeHeader => &official::EXCLUDE_HEADER,
            Code::ExcludeUnknown => &official::EXCLUDE_UNKNOWN,
        }
    }
}

// Headers of the examples: the least columns by which each kind of export is recognised.

const ORDERS: &str = "主订单编号,商品ID,订单应付金额,支付完成时间,订单状态";
const REFUNDS: &str = "售后单号,订单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因";
const REVIEWS: &str = "评价日期,订单ID,商品评价得分,评价内容";
const SERVICE: &str = "日期,客服昵称,接待会话量,全天3分钟回复率,全天平响时长";
const LOGISTICS: &str = "运单号,订单编号,揽收时间,签收时间";
