//! Which days exports cover, as SPEC section 6 reads ("Coverage of days"), day by day.

use super::cells::Time;
use super::exports::{Exports, Kind, Record, text};
use super::shop::{Shop, period, time};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The first present of these is a refund's finish time.
const FINISH: [&str; 3] = ["售后完结时间", "商家退款时间", "用户到账时间"];

/// When an order was paid, by a row of it: where its file has no pay times, the submit time, but not of an unpaid one.
fn paid(record: &Record) -> Option<Time> {
    if record.contains_key("支付完成时间") {
        return time(record, "支付完成时间");
    }
    let status = text(record, "订单状态").unwrap_or_default();
    let is_untouched = || time(record, "发货时间").is_none() && text(record, "售后状态").is_none();
    let is_unpaid = ["待支付", "已取消"].iter().any(|word| status.contains(word))
        || status.contains("已关闭") && is_untouched();
    time(record, "订单提交时间").filter(|_| !is_unpaid)
}

/// The days of a row's own times.
fn own_days(kind: Kind, record: &Record) -> Vec<NaiveDate> {
    let times = match kind {
        Kind::Orders => vec![paid(record)],
        Kind::Refunds => vec![time(record, "售后申请时间")],
        Kind::Reviews => vec![time(record, "评价日期")],
        Kind::Logistics => vec![time(record, "揽收时间"), time(record, "签收时间")],
        Kind::Service => {
            let days =
                period(record).map(|(first, last)| first.iter_days().take_while(move |day| *day <= last));
            return days.into_iter().flatten().collect();
        }
    };
    times.into_iter().flatten().map(Time::day).collect()
}

/// The times at which something happened.
fn events(kind: Kind, record: &Record) -> Vec<Option<Time>> {
    let at = |column| time(record, column);
    match kind {
        Kind::Orders => {
            vec![paid(record), at("发货时间"), at("订单完成时间"), at("揽收时间"), at("签收时间")]
        }
        Kind::Refunds => vec![
            at("售后申请时间"),
            at("同意售后申请时间"),
            FINISH.iter().find_map(|column| time(record, column)),
        ],
        Kind::Reviews => vec![at("评价日期")],
        Kind::Logistics => vec![at("发货时间"), at("揽收时间"), at("签收时间")],
        Kind::Service => vec![period(record).map(|(_, last)| Time::whole_day(last))],
    }
}

/// What the exports say of themselves, found once for all days.
#[derive(Debug, Default)]
pub struct Reaches {
    /// Up to when the exports of each kind reach: the latest export time or the newest event in them.
    by_kind: BTreeMap<Kind, Option<Time>>,
    first_refund_day: Option<NaiveDate>,
}

impl Reaches {
    pub fn of(exports: &Exports) -> Reaches {
        let reach = |kind: Kind| {
            let newest = exports.of(kind).flat_map(|record| events(kind, record)).flatten().max();
            (kind, newest.max(exports.exported.get(&kind).copied()))
        };
        let refunds = exports.of(Kind::Refunds).flat_map(|record| own_days(Kind::Refunds, record));
        Reaches { by_kind: KINDS.map(reach).into(), first_refund_day: refunds.min() }
    }
}

const KINDS: [Kind; 5] = [Kind::Orders, Kind::Logistics, Kind::Refunds, Kind::Reviews, Kind::Service];

impl Shop {
    pub fn reach(&self, kind: Kind) -> Option<Time> {
        self.reaches.by_kind.get(&kind).copied().flatten()
    }

    /// Do the exports of after-sales cover a day?
    pub fn refunds_cover(&self, day: NaiveDate) -> bool {
        let reach = self.reach(Kind::Refunds).map(Time::day);
        self.reaches.first_refund_day.is_some_and(|first| first <= day)
            && reach.is_some_and(|reach| day <= reach)
    }

    /// Every day that the exports of a kind cover.
    fn covered(&self, kind: Kind) -> BTreeSet<NaiveDate> {
        let own: BTreeSet<NaiveDate> =
            self.exports.of(kind).flat_map(|record| own_days(kind, record)).collect();
        let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else {
            return BTreeSet::new();
        };
        let reach = self.reach(kind).map_or(last, Time::day);
        let mut covered: BTreeSet<NaiveDate> = first.iter_days().take_while(|day| *day <= reach).collect();
        let all = (last - first).num_days() + 1;
        for (from, to) in own.iter().zip(own.iter().skip(1)) {
            let run = (*to - *from).num_days() - 1;
            let empty_elsewhere = all - own.len() as i64 - run;
            let q = (empty_elsewhere + 1) as f64 / (all - run + 1) as f64;
            if run > 0 && q.powf(run as f64) * (all as f64) < 0.05 {
                covered.retain(|day| !(from < day && day < to));
            }
        }
        covered
    }
}

/// By indicator the days that the exports of every kind it needs cover.
pub struct Coverage(BTreeMap<&'static str, BTreeSet<NaiveDate>>);

impl Coverage {
    pub fn of(shop: &Shop, ids: impl Iterator<Item = &'static str>) -> Coverage {
        let by_kind: BTreeMap<Kind, BTreeSet<NaiveDate>> =
            KINDS.map(|kind| (kind, shop.covered(kind))).into();
        let of_id = |id| {
            let sets = needed(shop, id).into_iter().map(|kind| by_kind[&kind].clone());
            (id, sets.reduce(|a, b| &a & &b).unwrap_or_default())
        };
        Coverage(ids.map(of_id).collect())
    }

    /// How many days of a window that ends on `day` an indicator is covered on.
    pub fn days(&self, id: &str, day: NaiveDate, window: u64) -> usize {
        self.0[id].range(day - Days::new(window - 1)..=day).count()
    }
}

/// The kinds without which an indicator has no data (SPEC section 5). Without an orders export the logistics export
/// says which orders there are; an orders export with times of its own does without a logistics export.
fn needed(shop: &Shop, id: &str) -> Vec<Kind> {
    let has = |kind| shop.exports.has(kind);
    let orders = if has(Kind::Orders) || !has(Kind::Logistics) { Kind::Orders } else { Kind::Logistics };
    let own_times = shop.exports.has_column(Kind::Orders, &["揽收时间", "签收时间"]);
    let logistics = if has(Kind::Logistics) || !own_times { Kind::Logistics } else { Kind::Orders };
    match id {
        _ if id.starts_with("im_") => vec![Kind::Service],
        "platform_help_rate" => vec![Kind::Refunds],
        _ if id.starts_with("refund_") || id.starts_with("return_refund") || id.starts_with("aftersale_") => {
            vec![Kind::Refunds]
        }
        _ if id.ends_with("return_rate") || id == "dispute_liability_rate" => vec![orders, Kind::Refunds],
        _ if id.ends_with("_rating") || id.ends_with("_review_rate") => vec![orders, Kind::Reviews],
        _ => vec![orders, logistics],
    }
}
