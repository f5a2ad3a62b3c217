//! All indicators of SPEC section 5 at the end of one day, counted one order at a time.

use super::cells::{Time, seconds, seconds_by_day};
use super::exports::Kind;
use super::service;
use super::shop::{AfterSale, Shop};
use super::state::{State, known, states_at};
use super::words::{LOGISTICS_CLASSES, QUALITY_CLASSES, RefundKind};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// Hours in which a parcel without an expected time must be delivered, in days.
const DELIVERY_DAYS: u64 = 3;

/// In how many hours the merchant must agree to a refund without return, and to a return.
const HANDLED_WITHIN: (i64, i64) = (24, 48);

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figure {
    pub numerator: f64,
    pub denominator: f64,
    /// Left out because it is not known whether they are due or met.
    pub unknown: i64,
}

/// By indicator and window.
pub type Figures = BTreeMap<(&'static str, u64), Figure>;

/// Everything at the end of a day, for each window; what has no data is absent.
pub fn count(shop: &Shop, day: NaiveDate, windows: &[u64]) -> Figures {
    let (states, service) = (states_at(shop, day), service::counted(shop, day));
    let mut figures = Figures::new();
    for days in windows {
        let mut counter =
            Counter { shop, states: &states, service: &service, day, days: *days, figures: &mut figures };
        counter.orders();
        counter.reviews();
        counter.reasons();
        counter.logistics();
        counter.after_sales();
        counter.service();
    }
    figures
}

struct Counter<'c> {
    shop: &'c Shop,
    states: &'c [State<'c>],
    service: &'c [service::Counted],
    day: NaiveDate,
    days: u64,
    figures: &'c mut Figures,
}

impl Counter<'_> {
    fn put(&mut self, id: &'static str, numerator: f64, denominator: f64, unknown: i64) {
        self.figures.insert((id, self.days), Figure { numerator, denominator, unknown });
    }

    fn share(&mut self, id: &'static str, numerator: usize, denominator: usize) {
        self.put(id, numerator as f64, denominator as f64, 0);
    }

    /// Durations in seconds; unknown and negative ones are left out.
    fn hours(&mut self, id: &'static str, seconds: impl Iterator<Item = Option<i64>>) {
        let counted: Vec<i64> = seconds.flatten().filter(|s| *s >= 0).collect();
        self.put(id, counted.iter().sum::<i64>() as f64 / 3600.0, counted.len() as f64, 0);
    }

    /// Is a day in the window?
    fn inside(&self, day: NaiveDate) -> bool {
        self.day - Days::new(self.days) < day && day <= self.day
    }

    fn holds(&self, time: Option<Time>) -> bool {
        time.is_some_and(|time| self.inside(time.day()))
    }

    fn has(&self, kind: Kind, columns: &[&str]) -> bool {
        self.shop.exports.has_column(kind, columns)
    }

    fn signed(&self) -> Vec<&State<'_>> {
        self.states.iter().filter(|s| s.sign_day.is_some_and(|day| self.inside(day))).collect()
    }

    fn paid(&self) -> Vec<&State<'_>> {
        self.states.iter().filter(|s| self.holds(s.pay)).collect()
    }

    fn orders(&mut self) {
        let paid = self.paid().len();
        self.share("valid_orders", 0, paid);
    }

    fn reviews(&mut self) {
        let kind = Kind::Reviews;
        let signed = self.signed();
        let stars = |star: fn(&super::shop::Review) -> Option<f64>| -> Vec<Vec<f64>> {
            signed.iter().map(|s| s.reviews.iter().filter_map(|r| star(r)).collect()).collect()
        };
        let product = stars(|review| review.product_star);
        let lowest = |stars: &Vec<f64>| stars.iter().copied().reduce(f64::min);
        let rated = product.iter().filter_map(lowest).count();
        let good = product.iter().filter_map(lowest).filter(|star| *star >= 4.0).count();
        let bad = product.iter().filter_map(lowest).filter(|star| *star <= 2.0).count();
        let of_all = signed.len();
        let means = [
            ("product_rating", &["商品评价得分", "评价等级"][..], product.clone()),
            ("logistics_rating", &["物流评价得分"], stars(|review| review.logistics_star)),
            ("service_rating", &["服务评价得分"], stars(|review| review.service_star)),
        ];
        if self.has(kind, &["商品评价得分", "评价等级"]) {
            self.share("positive_review_rate", good, rated);
            self.share("negative_review_rate", bad, of_all);
        }
        for (id, columns, stars) in means {
            if self.has(kind, columns) {
                let rated: Vec<&Vec<f64>> = stars.iter().filter(|stars| !stars.is_empty()).collect();
                let sum = rated.iter().map(|stars| stars.iter().sum::<f64>() / stars.len() as f64).sum();
                self.put(id, sum, rated.len() as f64, 0);
            }
        }
    }

    fn reasons(&mut self) {
        let kind = Kind::Refunds;
        if !self.has(kind, &["售后申请时间"]) || !self.has(kind, &["售后原因", "售后原因标签"])
        {
            return;
        }
        let count = |states: &[&State<'_>], classes: &[&str]| {
            states.iter().filter(|s| classes.iter().any(|class| s.reasons.contains(class))).count()
        };
        let (signed, paid) = (self.signed(), self.paid());
        let quality = (count(&signed, &QUALITY_CLASSES), signed.len());
        let logistics = (count(&paid, &LOGISTICS_CLASSES), paid.len());
        let damage = count(&paid, &["damage"]);
        self.share("quality_return_rate", quality.0, quality.1);
        self.share("logistics_return_rate", logistics.0, logistics.1);
        self.share("damage_return_rate", damage, logistics.1);
    }

    fn logistics(&mut self) {
        let states = self.states;
        let has_orders = self.shop.exports.has(Kind::Orders);
        let in_window = |time: fn(&State<'_>) -> Option<Time>| {
            states.iter().filter(|s| self.holds(time(s))).collect::<Vec<_>>()
        };
        let (picked_up, signed) = (in_window(|s| s.pickup), in_window(|s| s.sign));
        if has_orders {
            self.pickup_on_time();
            let to_pickup = || picked_up.iter().map(|s| seconds_by_day(s.pay, s.pickup, 18, 6));
            self.hours("pickup_hours", to_pickup());
            let scores: Vec<f64> = to_pickup().flatten().filter(|s| *s >= 0).map(pickup_score).collect();
            self.put("pickup_score", scores.iter().sum(), scores.len() as f64, 0);
            self.hours("arrival_hours", signed.iter().map(|s| seconds(s.pay, s.sign)));
            self.next_day(&signed);
        }
        self.hours("transit_hours", signed.iter().map(|s| seconds(s.pickup, s.sign)));
        if self.has(Kind::Logistics, &["签收时间"]) || self.has(Kind::Orders, &["签收时间"]) {
            let parcels = states.iter().flat_map(|s| s.parcels.iter().map(move |p| (s, p)));
            let due: Vec<_> = parcels
                .filter_map(|(s, p)| Some((p, s.expected.or(p.pickup.map(|t| t.plus_days(DELIVERY_DAYS)))?)))
                .filter(|(_, due)| self.inside(due.day()))
                .filter(|(p, due)| p.sign.is_some() || self.shop.would_show_logistics_by(*due))
                .collect();
            let in_time = due.iter().filter(|(p, due)| p.sign.is_some_and(|sign| sign.is_by(*due))).count();
            let all = due.len();
            self.share("waybill_sla_rate", in_time, all);
        }
    }

    /// Signed by the end of the day after payment, of those not signed before they were paid.
    fn next_day(&mut self, signed: &[&State<'_>]) {
        let paid_and_signed = signed.iter().filter_map(|s| Some((s.pay?, s.sign?)));
        let possible: Vec<_> = paid_and_signed.filter(|(pay, sign)| pay.is_by(*sign)).collect();
        let next_day = possible.iter().filter(|(pay, sign)| sign.day() <= pay.day() + Days::new(1)).count();
        self.share("next_day_delivery_rate", next_day, possible.len());
    }

    fn pickup_on_time(&mut self) {
        if !self.shop.pickup_days.iter().any(|day| *day <= self.day) {
            return;
        }
        let first_parcel_day = self.shop.parcel_days.iter().filter(|day| **day <= self.day).min();
        let (mut on_time, mut due, mut unknown) = (0, 0, 0);
        for state in self.states {
            let Some(deadline) = deadline(state).filter(|time| self.inside(time.day())) else { continue };
            if self.is_not_due(state, deadline) {
                continue;
            }
            let no_parcel = state.parcels.is_empty();
            let before_logistics =
                first_parcel_day.is_some_and(|first| state.pay.is_some_and(|p| p.day() < *first));
            if state.ship.is_some() && no_parcel
                || state.sign.is_some() && state.pickup.is_none()
                || no_parcel && before_logistics
                || state.pickup.is_none() && !self.shop.would_show_logistics_by(deadline)
            {
                unknown += 1;
                continue;
            }
            due += 1;
            if state.pickup.is_some_and(|pickup| pickup.is_by(deadline)) {
                on_time += 1;
            }
        }
        self.put("pickup_on_time_rate", f64::from(on_time), f64::from(due), unknown);
    }

    fn is_not_due(&self, state: &State<'_>, deadline: Time) -> bool {
        let with_value =
            || state.sub_orders.iter().filter(|sub| sub.amount.is_none_or(|amount| amount > 0.0));
        let refunded = |a: &AfterSale| {
            a.kind == RefundKind::BeforeShipping
                && a.success
                && a.apply.is_some_and(|apply| apply.is_by(deadline))
                && known(a.finish, self.day).is_some()
        };
        let all_refunded = with_value().all(|sub| {
            let concerns = |a: &AfterSale| a.sub_order.is_none() || a.sub_order == sub.id;
            state.after_sales.iter().any(|a| concerns(a) && refunded(a))
        });
        let all_closed =
            with_value().all(|sub| sub.status.contains("已关闭") || sub.status.contains("已取消"));
        let covered = state.pay.is_some_and(|pay| self.shop.refunds_cover(pay.day()));
        let closed = all_closed && state.ship.is_none() && !covered;
        let unpacked = |sub: &super::shop::SubOrder| {
            ["虚拟", "到店", "自提"].iter().any(|word| sub.order_type.contains(word))
        };
        all_refunded || closed || state.sub_orders.iter().any(unpacked)
    }

    fn after_sales(&mut self) {
        let kind = Kind::Refunds;
        let has_apply = self.has(kind, &["售后申请时间"]);
        let finish_columns = ["售后完结时间", "商家退款时间", "用户到账时间"];
        let has_words = self.has(kind, &["售后类型"]) && self.has(kind, &["售后状态"]);
        if has_apply && has_words && self.has(kind, &finish_columns) {
            self.settlement();
        }
        if has_apply && self.has(kind, &["纠纷责任方"]) {
            let paid = self.paid();
            let liable = paid.iter().filter(|s| s.after_sales.iter().any(|a| a.merchant_liable)).count();
            let all = paid.len();
            self.share("dispute_liability_rate", liable, all);
        }
        if has_apply && self.has(kind, &["仲裁状态"]) {
            // Every row counts, whether its order is known or not.
            let mut by_order: BTreeMap<(bool, &str), Vec<&AfterSale>> = BTreeMap::new();
            for a in self.shop.after_sales.iter().filter(|a| known(a.apply, self.day).is_some()) {
                let order = a.order.as_ref().or(a.order_text.as_ref());
                by_order.entry((order.is_some(), order.unwrap_or(&a.id))).or_default().push(a);
            }
            let in_window: Vec<_> = by_order
                .values()
                .filter(|cases| {
                    let first = cases.iter().filter_map(|a| a.apply).map(Time::day).min();
                    first.is_some_and(|day| self.inside(day))
                })
                .collect();
            let arbitrated = in_window.iter().filter(|cases| cases.iter().any(|a| a.arbitration)).count();
            let all = in_window.len();
            self.share("platform_help_rate", arbitrated, all);
        }
    }

    fn settlement(&mut self) {
        let all = &self.shop.after_sales;
        let done: Vec<&AfterSale> = all.iter().filter(|a| a.success && self.holds(a.finish)).collect();
        let settled = |kinds: &[RefundKind]| -> Vec<Option<i64>> {
            let own = done.iter().filter(|a| !a.arbitration && kinds.contains(&a.kind));
            own.map(|a| seconds(a.apply, a.finish)).collect()
        };
        let refund_only = settled(&[RefundKind::BeforeShipping, RefundKind::RefundOnly]);
        let returns = settled(&[RefundKind::Return]);
        let agreed: Vec<(&AfterSale, Option<Time>)> = done
            .iter()
            .filter_map(|a| match (a.kind, known(a.agree, self.day)) {
                (RefundKind::RefundOnly, agree) => Some((*a, agree.or(a.finish))),
                (RefundKind::Return, agree) => Some((*a, agree)),
                _ => None,
            })
            .collect();
        let reviewed = agreed.iter().map(|(a, end)| seconds_by_day(a.apply, *end, 23, 8));
        let in_time = |(a, end): &(&AfterSale, Option<Time>)| {
            let is_return = a.kind == RefundKind::Return;
            let hours = if is_return { HANDLED_WITHIN.1 } else { HANDLED_WITHIN.0 };
            Some(seconds(a.apply, *end).filter(|taken| *taken >= 0)? <= hours * 3600)
        };
        let handled: Vec<bool> = agreed.iter().filter_map(in_time).collect();
        self.hours("refund_only_hours", refund_only.into_iter());
        self.hours("return_refund_hours", returns.into_iter());
        if self.has(Kind::Refunds, &["同意售后申请时间"]) {
            self.hours("aftersale_review_hours", reviewed);
            let in_time = handled.iter().filter(|in_time| **in_time).count();
            self.share("aftersale_handled_in_time_rate", in_time, handled.len());
        }
    }

    fn service(&mut self) {
        let service = self.service;
        for (id, _) in service::MEASURES {
            let inside = service.iter().filter(|(own, day, ..)| *own == id && self.inside(*day));
            let (value, weight) =
                inside.fold((0.0, 0.0), |(value, weight), (.., v, w)| (value + v, weight + w));
            self.put(id, value, weight, 0);
        }
    }
}

/// 100 up to 6 hours, 80 at 24, 50 from 48 on.
fn pickup_score(seconds: i64) -> f64 {
    match seconds as f64 / 3600.0 {
        hours if hours <= 6.0 => 100.0,
        hours if hours <= 24.0 => 100.0 - (hours - 6.0) * 20.0 / 18.0,
        hours if hours <= 48.0 => 80.0 - (hours - 24.0) * 30.0 / 24.0,
        _ => 50.0,
    }
}

/// The end of the day after payment, or the promised time of a presale.
fn deadline(state: &State<'_>) -> Option<Time> {
    let pay = state.pay?;
    let is_presale = |promised: &Time| match seconds(Some(pay), Some(promised.end())) {
        Some(seconds) => seconds > 48 * 3600,
        None => (promised.day() - pay.day()).num_days() > 2,
    };
    let next_day = (pay.day() + Days::new(1)).and_time(NaiveTime::from_hms_opt(23, 59, 59)?);
    Some(state.promised.filter(is_presale).unwrap_or(Time { at: next_day, date_only: false }))
}
