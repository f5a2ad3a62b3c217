//! From records to orders with their parcels, reviews and after-sales. Nothing here knows a day.

use super::cells::{self, Time, latest};
use super::coverage::Reaches;
use super::exports::{Exports, FIRST_DAY, Kind, LAST_DAY, Record, newest, text};
use super::words;
use chrono::{NaiveDate, NaiveTime};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub struct SubOrder {
    pub id: Option<String>,
    pub status: String,
    pub aftersale_status: Option<String>,
    pub order_type: String,
    pub amount: Option<f64>,
    pub has_pay_column: bool,
    pub submit: Option<Time>,
    pub pay: Option<Time>,
    pub ship: Option<Time>,
    pub finish: Option<Time>,
    pub promised: Option<Time>,
    pub expected: Option<Time>,
    pub pickup: Option<Time>,
    pub sign: Option<Time>,
    pub tracking_numbers: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Parcel {
    pub pickup: Option<Time>,
    pub sign: Option<Time>,
    pub returned: bool,
}

#[derive(Debug, Clone)]
pub struct Review {
    pub written: Time,
    pub product_star: Option<f64>,
    pub logistics_star: Option<f64>,
    pub service_star: Option<f64>,
}

#[derive(Debug, Clone)]
pub struct AfterSale {
    pub id: String,
    /// The order it belongs to, where one is known.
    pub order: Option<String>,
    /// The sub-order it names; `None` for the whole order.
    pub sub_order: Option<String>,
    /// What its order cell says.
    pub order_text: Option<String>,
    pub kind: words::RefundKind,
    pub success: bool,
    pub apply: Option<Time>,
    pub agree: Option<Time>,
    pub finish: Option<Time>,
    pub reason: &'static str,
    pub arbitration: bool,
    pub merchant_liable: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Order {
    pub sub_orders: Vec<SubOrder>,
    pub parcels: BTreeMap<Option<String>, Parcel>,
    pub reviews: Vec<Review>,
    pub after_sales: Vec<AfterSale>,
}

#[derive(Debug, Default)]
pub struct Shop {
    pub exports: Exports,
    pub orders: BTreeMap<String, Order>,
    pub after_sales: Vec<AfterSale>,
    /// Customer service by first and last day (`None`: undated) and agent.
    pub service: BTreeMap<(Option<Period>, Option<String>), Record>,
    /// Pickup and sign days of every parcel, matched or not.
    pub parcel_days: Vec<NaiveDate>,
    /// Pickup days in the whole input.
    pub pickup_days: Vec<NaiveDate>,
    pub reaches: Reaches,
    /// The main orders that have a sub-order of this id: files of other origin number the sub-orders of each order.
    mains_of_sub: BTreeMap<String, BTreeSet<String>>,
}

/// A first and a last day.
pub type Period = (NaiveDate, NaiveDate);

pub fn time(record: &Record, column: &str) -> Option<Time> {
    text(record, column).and_then(cells::time)
}

impl Shop {
    pub fn new(files: &[(String, Vec<u8>)]) -> Shop {
        let exports = Exports::read(files);
        let mut shop = Shop { reaches: Reaches::of(&exports), exports, ..Shop::default() };
        shop.add_orders();
        shop.add_parcels();
        shop.add_reviews();
        shop.add_after_sales();
        let dated = shop
            .exports
            .of(Kind::Service)
            .map(|record| ((period(record), text(record, "客服昵称").map(str::to_owned)), record));
        shop.service = newest(dated);
        shop
    }

    /// The main order that an id names, be it a sub-order's or a main order's.
    fn resolve(&self, id: Option<&str>) -> Option<String> {
        let id = id?;
        let main = self.main_of_sub(id);
        main.or_else(|| self.orders.contains_key(id).then(|| id.to_owned()))
    }

    /// The only order that has a sub-order of this id.
    fn main_of_sub(&self, id: &str) -> Option<String> {
        let mains = self.mains_of_sub.get(id).filter(|mains| mains.len() == 1)?;
        mains.first().cloned()
    }

    fn add_orders(&mut self) {
        let keyed = self.exports.of(Kind::Orders).filter_map(|record| {
            let own = |column| text(record, column).map(str::to_owned);
            let key = match own("子订单编号") {
                Some(sub) => (Some(sub), None, None),
                None => (None, own("商品ID").or_else(|| own("选购商品")), own("商品规格")),
            };
            Some(((own("主订单编号")?, key), record))
        });
        for ((main, (sub, ..)), record) in newest(keyed) {
            if let Some(sub) = &sub {
                self.mains_of_sub.entry(sub.clone()).or_default().insert(main.clone());
            }
            self.orders.entry(main).or_default().sub_orders.push(sub_order(sub, &record));
        }
        let own = self.orders.values().flat_map(|order| &order.sub_orders).filter_map(|sub| sub.pickup);
        self.pickup_days = own.map(Time::day).collect();
    }

    /// Parcels: by order and tracking number, cell by cell, the newest present cell winning.
    fn add_parcels(&mut self) {
        type Owner = Result<String, Option<String>>;
        let mut parcels: BTreeMap<(Owner, Option<String>), Record> = BTreeMap::new();
        for record in self.exports.of(Kind::Logistics) {
            let tracking = text(record, "运单号").map(str::to_owned);
            let owners: Vec<Owner> = match text(record, "订单编号") {
                Some(id) => vec![self.resolve(Some(id)).ok_or_else(|| Some(id.to_owned()))],
                None => {
                    let found = self.orders_that_name(tracking.as_deref());
                    if found.is_empty() { vec![Err(None)] } else { found.into_iter().map(Ok).collect() }
                }
            };
            for owner in owners {
                let parcel = parcels.entry((owner, tracking.clone())).or_default();
                // A unix time of 0 is what carriers write for "not yet".
                let present = |cell: &Option<String>| cell.as_deref().is_some_and(|text| text != "0");
                parcel.extend(record.clone().into_iter().filter(|(_, cell)| present(cell)));
            }
        }
        for ((owner, tracking), record) in parcels {
            let (pickup, sign) = (time(&record, "揽收时间"), time(&record, "签收时间"));
            self.parcel_days.extend([pickup, sign].into_iter().flatten().map(Time::day));
            self.pickup_days.extend(pickup.map(Time::day));
            let order = match owner {
                Ok(main) => Some(main),
                // Without an orders export the logistics export says which orders there are.
                Err(id) => id.filter(|_| !self.exports.has(Kind::Orders)),
            };
            if let Some(order) = order {
                let returned = text(&record, "包裹状态").is_some_and(words::is_returned);
                let order = self.orders.entry(order).or_default();
                order.parcels.insert(tracking, Parcel { pickup, sign, returned });
            }
        }
        // An order's own 快递信息 may name parcels that no logistics export holds: they are known, though
        // not picked up. Where the exports hold none of its parcels, they say nothing of the order at all.
        for order in self.orders.values_mut().filter(|order| !order.parcels.is_empty()) {
            for number in order.sub_orders.iter().flat_map(|sub| &sub.tracking_numbers) {
                order.parcels.entry(Some(number.clone())).or_default();
            }
        }
    }

    fn orders_that_name(&self, tracking: Option<&str>) -> BTreeSet<String> {
        let Some(tracking) = tracking else { return BTreeSet::new() };
        let names = |order: &Order| {
            order.sub_orders.iter().flat_map(|sub| &sub.tracking_numbers).any(|number| number == tracking)
        };
        self.orders.iter().filter(|(_, order)| names(order)).map(|(id, _)| id.clone()).collect()
    }

    fn add_reviews(&mut self) {
        let keyed = self.exports.of(Kind::Reviews).filter_map(|record| {
            let order = self.resolve(text(record, "订单ID"))?;
            let product = text(record, "商品ID").or_else(|| text(record, "商品名称"));
            Some(((order, product.map(str::to_owned), time(record, "评价日期")?), record))
        });
        for ((order, _, written), record) in newest(keyed) {
            let star = |column| text(&record, column).and_then(cells::number);
            let level = text(&record, "评价等级").and_then(words::star_of_level);
            let review = Review {
                written,
                product_star: star("商品评价得分").or(level),
                logistics_star: star("物流评价得分"),
                service_star: star("服务评价得分"),
            };
            self.orders.entry(order).or_default().reviews.push(review);
        }
    }

    fn add_after_sales(&mut self) {
        let keyed = self
            .exports
            .of(Kind::Refunds)
            .filter_map(|record| Some((text(record, "售后单号")?.to_owned(), record)));
        for (id, record) in newest(keyed) {
            let after_sale = self.after_sale(id, &record);
            if let Some(order) = after_sale.order.as_ref().and_then(|id| self.orders.get_mut(id)) {
                order.after_sales.push(after_sale.clone());
            }
            self.after_sales.push(after_sale);
        }
    }

    fn after_sale(&self, id: String, record: &Record) -> AfterSale {
        let order_text = text(record, "订单号").map(str::to_owned);
        // A sub-order is known by both ids. Without a known main id, one that no other order has is enough.
        let known = order_text.as_deref().filter(|id| self.orders.contains_key(*id));
        let of_sub = text(record, "商品单号").and_then(|sub| {
            let mains = self.mains_of_sub.get(sub)?;
            let main = match known {
                Some(main) => mains.get(main).cloned(),
                None => self.main_of_sub(sub),
            };
            Some((main?, sub.to_owned()))
        });
        // An id in the order column that is a main id names the whole order, even where a sub-order bears
        // it too; one that is only a sub-order's names that sub-order.
        let (order, sub_order) = match (of_sub, order_text.as_deref()) {
            (Some((main, sub)), _) => (Some(main), Some(sub)),
            (None, Some(id)) if self.orders.contains_key(id) => (Some(id.to_owned()), None),
            (None, Some(id)) => {
                let main = self.main_of_sub(id);
                let sub = main.is_some().then(|| id.to_owned());
                (main, sub)
            }
            (None, None) => (None, None),
        };
        let finish_columns = ["售后完结时间", "商家退款时间", "用户到账时间"];
        AfterSale {
            id,
            order,
            sub_order,
            kind: words::refund_kind(text(record, "售后类型"), text(record, "商品发货状态")),
            success: text(record, "售后状态").is_some_and(words::is_success),
            apply: time(record, "售后申请时间"),
            agree: time(record, "同意售后申请时间"),
            finish: finish_columns.into_iter().find_map(|column| time(record, column)),
            // Where the files have no reasons, the tags are the reasons.
            reason: words::reason_class(
                text(record, if record.contains_key("售后原因") { "售后原因" } else { "售后原因标签" }),
                text(record, "售后原因标签"),
            ),
            arbitration: text(record, "仲裁状态").is_some_and(words::is_arbitration),
            merchant_liable: text(record, "纠纷责任方").is_some_and(words::is_merchant),
            order_text,
        }
    }

    /// Is a pickup or signature by then in the exports, if there was one?
    pub fn would_show_logistics_by(&self, limit: Time) -> bool {
        let kind = if self.exports.has(Kind::Logistics) { Kind::Logistics } else { Kind::Orders };
        let end = NaiveTime::from_hms_opt(23, 59, 59).expect("a time of day");
        let limit =
            if limit.date_only { Time { at: limit.day().and_time(end), date_only: false } } else { limit };
        self.reach(kind).is_some_and(|reach| limit.is_by(reach))
    }

    /// First and last day of anything dated.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let subs = self.orders.values().flat_map(|order| &order.sub_orders);
        let times = subs.flat_map(|s| [s.pay, s.submit, s.ship, s.finish, s.expected, s.pickup, s.sign]);
        let reviews = self.orders.values().flat_map(|order| &order.reviews).map(|r| Some(r.written));
        let after_sales = self.after_sales.iter().flat_map(|a| [a.apply, a.agree, a.finish]);
        let mut days: Vec<NaiveDate> =
            times.chain(reviews).chain(after_sales).flatten().map(Time::day).collect();
        days.extend(&self.parcel_days);
        days.extend(self.service.keys().filter_map(|(period, _)| *period).flat_map(|(a, b)| [a, b]));
        Some((*days.iter().min()?, *days.iter().max()?))
    }
}

/// A promise at midnight sharp is a date alone.
fn promise(record: &Record, column: &str) -> Option<Time> {
    let at = time(record, column)?;
    Some(Time { date_only: at.date_only || at.at.time() == chrono::NaiveTime::MIN, ..at })
}

/// The days that a row of customer service is about: its own, or those that the name of its file says.
pub fn period(record: &Record) -> Option<Period> {
    let day = |column| time(record, column).map(Time::day);
    day("日期").map(|day| (day, day)).or_else(|| Some((day(FIRST_DAY)?, day(LAST_DAY)?)))
}

fn sub_order(id: Option<String>, record: &Record) -> SubOrder {
    SubOrder {
        id,
        status: text(record, "订单状态").unwrap_or_default().to_owned(),
        aftersale_status: text(record, "售后状态").map(str::to_owned),
        order_type: text(record, "订单类型").unwrap_or_default().to_owned(),
        amount: text(record, "订单应付金额").and_then(cells::number),
        has_pay_column: record.contains_key("支付完成时间"),
        submit: time(record, "订单提交时间"),
        pay: time(record, "支付完成时间"),
        ship: time(record, "发货时间"),
        finish: time(record, "订单完成时间"),
        promised: promise(record, "承诺发货时间"),
        expected: promise(record, "预计送达时间"),
        pickup: time(record, "揽收时间"),
        sign: time(record, "签收时间"),
        tracking_numbers: words::tracking_numbers(text(record, "快递信息").unwrap_or_default()),
    }
}

impl Order {
    /// The latest of a column over the sub-orders.
    pub fn latest(&self, column: fn(&SubOrder) -> Option<Time>) -> Option<Time> {
        latest(self.sub_orders.iter().map(column))
    }
}
