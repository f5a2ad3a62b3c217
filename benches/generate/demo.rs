//! The demo shop: the exports of an invented snack shop, 2026-06-25 to the morning of 2026-10-31.
//!
//! Nothing in it is real. The bytes are the same on every machine and in every year.
//!
//! Hidden in it, for whoever reads the reports:
//! - [`BAD_PRODUCT_ID`]: mung bean cakes that spoil, break or differ from their description. One order in
//!   nine holds them, but most returns for quality and most bad reviews are theirs.
//! - [`SLOW_CARRIER`]: picks up late and arrives days after the others.
//! - [`HECTIC_WEEK`]: a promotion. More orders, late pickups with every carrier, slow answers in the chat.
//!
//! And for whoever reads the files:
//! - Order files overlap by five days; the newer file knows newer states. One was saved again in Excel
//!   (GB18030, CRLF, `2026/9/1 8:05`, `36.8`), and one ends in a 合计 row.
//! - Orders of two sub-orders, gifts (sub-order = main order + `9`), unpaid orders, orders refunded before
//!   shipping, two presales ([`PRESALES`]).
//! - [`TWO_PARCELS`]: an order in two parcels. [`SHARED_PARCEL`]: two orders in one. [`REFUSED_PARCEL`]: a
//!   parcel nobody took.
//! - After-sales whose first application was withdrawn, tagged （商品品质原因）, refused, arbitrated, still
//!   open, or without 商品单号 or 售后完结时间; reviews that name a sub-order; reviews written twice; reviews,
//!   parcels and an after-sale of orders older than the order files.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use encoding_rs::GB18030;

#[path = "catalogue.rs"]
pub mod catalogue;
#[path = "headers.rs"]
pub mod headers;
#[path = "random.rs"]
pub mod random;
#[path = "table.rs"]
pub mod table;

#[path = "demo/after_sales_file.rs"]
mod after_sales_file;
#[path = "demo/complaint.rs"]
mod complaint;
#[path = "demo/delivery.rs"]
mod delivery;
#[path = "demo/logistics_file.rs"]
mod logistics_file;
#[path = "demo/model.rs"]
mod model;
#[path = "demo/opinion.rs"]
mod opinion;
#[path = "demo/orders_file.rs"]
mod orders_file;
#[path = "demo/purchase.rs"]
mod purchase;
#[path = "demo/reviews_file.rs"]
mod reviews_file;
#[path = "demo/service_file.rs"]
mod service_file;

use model::Style;

/// 商品ID of the product most returns for quality are about.
pub const BAD_PRODUCT_ID: &str = catalogue::MUNG_BEAN_CAKE;
/// 物流公司 that picks up late and arrives late.
pub const SLOW_CARRIER: &str = catalogue::J_AND_T;
/// First and last day of the week in which everything is late.
pub const HECTIC_WEEK: [NaiveDate; 2] = [date(2026, 10, 12), date(2026, 10, 18)];
/// The day of the first order.
pub const FIRST_DAY: NaiveDate = date(2026, 6, 25);
/// The last day of which everything is known.
pub const LAST_FULL_DAY: NaiveDate = date(2026, 10, 30);
/// The first order of this day travels in two parcels.
pub const TWO_PARCELS: NaiveDate = date(2026, 8, 20);
/// The first two orders of this day travel in one parcel.
pub const SHARED_PARCEL: NaiveDate = date(2026, 9, 9);
/// The buyer of this day's first order does not take the parcel (拒签).
pub const REFUSED_PARCEL: NaiveDate = date(2026, 9, 15);
/// The first order of these days is promised for a week later.
pub const PRESALES: [NaiveDate; 2] = [date(2026, 9, 20), date(2026, 10, 5)];

/// When the newest files were exported.
const EXPORTED: NaiveDateTime = at(LAST_FULL_DAY, 24 * 60 + 9 * 60 + 30);

/// The files of the demo: name and bytes.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let mut orders = purchase::orders();
    let before_shipping = complaint::before_shipping(&mut orders);
    let parcels = delivery::deliver(&mut orders);
    let after_sales = complaint::all(&mut orders, &parcels, before_shipping);
    let reviews = opinion::reviews(&orders, &parcels);

    let mut files = Vec::new();
    for month in MONTHS {
        let text = orders_file::text(&orders, &after_sales, &month);
        files.push((name(month.exported, &format!("订单_{}", month.name)), month.encode(&text)));
    }
    for (first, last, exported) in AFTER_SALES_EXPORTS {
        let text = after_sales_file::text(&after_sales, &orders, &parcels, [first, last], exported);
        files.push((name(exported, &format!("售后单_{}", last.format("%Y-%m"))), with_mark(&text)));
    }
    let newest = |minutes| EXPORTED + TimeDelta::minutes(minutes);
    files.push((name(newest(4), "商品评价"), with_mark(&reviews_file::text(&reviews, EXPORTED))));
    files.push((name(newest(6), "物流包裹"), with_mark(&logistics_file::text(&parcels, EXPORTED))));
    files.push((name(newest(7), "飞鸽客服数据"), with_mark(&service_file::text())));
    files
}

/// The id of an order paid before the first day, which no order file holds.
fn earlier_order(index: usize) -> u64 {
    6_927_991_346_082_157_301 + 1_264_890_715 * index as u64
}

/// One export of orders.
struct Month {
    name: &'static str,
    first: NaiveDate,
    last: NaiveDate,
    exported: NaiveDateTime,
    style: Style,
    total_row: bool,
}

const MONTHS: [Month; 4] = [
    Month {
        name: "2026-07",
        first: FIRST_DAY,
        last: date(2026, 7, 31),
        exported: at(date(2026, 8, 1), 9 * 60 + 12),
        style: Style::Platform,
        total_row: false,
    },
    Month {
        name: "2026-08",
        first: date(2026, 7, 27),
        last: date(2026, 8, 31),
        exported: at(date(2026, 9, 1), 10 * 60 + 3),
        style: Style::Excel,
        total_row: false,
    },
    Month {
        name: "2026-09",
        first: date(2026, 8, 27),
        last: date(2026, 9, 30),
        exported: at(date(2026, 10, 1), 8 * 60 + 47),
        style: Style::Platform,
        total_row: true,
    },
    Month {
        name: "2026-10",
        first: date(2026, 9, 26),
        last: date(2026, 10, 31),
        exported: EXPORTED,
        style: Style::Platform,
        total_row: false,
    },
];

impl Month {
    fn encode(&self, text: &str) -> Vec<u8> {
        match self.style {
            Style::Platform => with_mark(text),
            Style::Excel => GB18030.encode(text).0.into_owned(),
        }
    }
}

/// First and last day of application, and time of the export.
const AFTER_SALES_EXPORTS: [(NaiveDate, NaiveDate, NaiveDateTime); 2] = [
    (FIRST_DAY, date(2026, 8, 31), at(date(2026, 9, 1), 10 * 60 + 9)),
    (date(2026, 8, 25), date(2026, 10, 31), EXPORTED),
];

/// `1790817000_订单_2026-09.csv`: exports begin with their unix time.
fn name(exported: NaiveDateTime, subject: &str) -> String {
    let shanghai = TimeDelta::hours(8);
    format!("{}_{subject}.csv", (exported - shanghai).and_utc().timestamp())
}

/// UTF-8 with the byte order mark the platform writes.
fn with_mark(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into_bytes()
}

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}

/// The minute of a day; minutes past midnight run into the next one.
const fn at(day: NaiveDate, minutes: i64) -> NaiveDateTime {
    let midnight = NaiveDateTime::new(day, chrono::NaiveTime::MIN);
    match midnight.checked_add_signed(TimeDelta::minutes(minutes)) {
        Some(time) => time,
        None => panic!("no such time"),
    }
}
