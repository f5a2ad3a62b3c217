//! Groups that stand out among the cases of an indicator.

use crate::catalogue::Bilingual;
use crate::indicator::{Direction, Indicator, Unit};
use crate::insight::{By, Cause, Estimate};
use crate::rounding::{fixed, rounded};
use crate::string_enum::string_enum;
use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What a cause groups the cases by.
    CauseBy {
        /// A product.
        Product = "product",
        /// A carrier.
        Carrier = "carrier",
        /// A province.
        Province = "province",
        /// A class of after-sale reasons.
        Reason = "reason",
        /// A channel.
        Channel = "channel",
        /// A creator.
        Creator = "creator",
        /// A run of days.
        Days = "days",
    }
}

impl From<By> for CauseBy {
    fn from(by: By) -> CauseBy {
        match by {
            By::Product => CauseBy::Product,
            By::Carrier => CauseBy::Carrier,
            By::Province => CauseBy::Province,
            By::Reason => CauseBy::Reason,
            By::Channel => CauseBy::Channel,
            By::Creator => CauseBy::Creator,
            By::Day => CauseBy::Days,
        }
    }
}

/// A group that stands out among the cases of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CauseRow {
    /// The indicator.
    pub indicator: Indicator,
    /// What it is a group by.
    pub by: CauseBy,
    /// The product's id.
    pub product_id: Option<String>,
    /// The name of product, carrier, province, channel or creator, or the class of reasons in Chinese.
    pub name: Option<String>,
    /// The same in English, where that differs.
    #[serde(default)]
    pub name_en: Option<String>,
    /// The id of the class of reasons.
    #[serde(default)]
    pub reason_class: Option<String>,
    /// First day of a run of days.
    pub from: Option<Day>,
    /// Last day of a run of days.
    pub to: Option<Day>,
    /// Bad cases in the group (null for means and for conversations).
    #[schemars(range(min = 0))]
    pub bad: Option<i64>,
    /// Bad cases in all (null for means and for conversations).
    #[schemars(range(min = 0))]
    pub all_bad: Option<i64>,
    /// Cases in the group.
    #[schemars(range(min = 1))]
    pub cases: i64,
    /// Share of bad cases in the group, or its mean; null where only the shares below are known.
    #[schemars(range(min = 0))]
    pub value: Option<f64>,
    /// The same in the rest.
    #[schemars(range(min = 0))]
    pub rest_value: Option<f64>,
    /// The lower end of the 95 % interval of `value`; null for means.
    #[serde(default)]
    pub low: Option<f64>,
    /// Its upper end.
    #[serde(default)]
    pub high: Option<f64>,
    /// The lower end of the 95 % interval of `rest_value`.
    #[serde(default)]
    pub rest_low: Option<f64>,
    /// Its upper end.
    #[serde(default)]
    pub rest_high: Option<f64>,
    /// Its share of the bad cases; of means its share of what these exceed the rest's mean by.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Its share of all cases.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub share_of_cases: f64,
    /// What the total would gain if the group were like the rest; null where that is not known.
    #[serde(default)]
    pub recoverable: Option<f64>,
}

impl CauseRow {
    /// A cause of what an indicator costs.
    pub(super) fn of(indicator: Indicator, cause: Cause) -> CauseRow {
        let facts = indicator.info();
        let counted = facts.unit == Unit::Ratio && !facts.is_by_days();
        let known = |text: String| Some(text).filter(|text| !text.is_empty());
        let is_run = cause.days.is_some();
        let id_of = |by: By| known(cause.group.id.clone()).filter(|_| cause.by == by);
        // Of rates of cases the value is the share of the bad ones, whichever way the indicator counts.
        let bad_share = |own: Estimate| match facts.direction {
            Direction::High if counted => own.complement(),
            _ => own,
        };
        let (own, rest) = (cause.own.map(bad_share), cause.rest.map(bad_share));
        let Bilingual { zh, en } = &cause.group.name;
        CauseRow {
            indicator,
            by: cause.by.into(),
            product_id: id_of(By::Product),
            reason_class: id_of(By::Reason),
            name_en: known(en.clone()).filter(|_| !is_run && en != zh),
            name: known(zh.clone()).filter(|_| !is_run),
            from: cause.days.map(|(from, _)| from),
            to: cause.days.map(|(_, to)| to),
            bad: counted.then_some(cause.bad as i64),
            all_bad: counted.then_some(cause.all_bad as i64),
            cases: cause.cases,
            value: own.map(|own| own.value()),
            rest_value: rest.map(|rest| rest.value()),
            low: own.and_then(|own| own.low),
            high: own.and_then(|own| own.high),
            rest_low: rest.and_then(|rest| rest.low),
            rest_high: rest.and_then(|rest| rest.high),
            share: cause.share,
            share_of_cases: cause.share_of_cases,
            recoverable: cause.recoverable,
        }
    }

    /// What the total would gain, where that is something that is seen.
    pub(super) fn gain(&self) -> Option<String> {
        let gain = self.recoverable.filter(|gain| rounded(*gain, 2) > 0.0)?;
        Some(fixed(gain, 2))
    }
}
