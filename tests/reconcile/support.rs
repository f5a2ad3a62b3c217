//! A shop with twelve orders a day from 2025-03-01 to 2025-07-01, whose exports can be told to lack something.

use crate::common::{Folder, Run};
use serde_json::Value;
use tiyanfen::time::Day;

pub const AS_OF: &str = "2025-06-30";
const PER_DAY: i32 = 12;
const ORDERS: &str = "主订单编号,子订单编号,商品ID,订单应付金额,订单提交时间,支付完成时间,发货时间,订单状态";
const PARCELS: &str = "运单号,订单编号,物流公司,揽收时间,签收时间,包裹状态";
const REFUNDS: &str = "售后单号,订单号,商品单号,售后类型,售后状态,售后申请时间,售后完结时间,售后原因";
const REVIEWS: &str = "评价日期,订单ID,商品ID,商品评价得分,评价内容";

/// An order by its number.
pub struct Order(pub i32);

impl Order {
    /// Not every place of a day is taken, so that no two windows have figures alike.
    pub fn all() -> impl Iterator<Item = Order> {
        let days = day("2025-07-01").0 - day("2025-03-01").0 + 1;
        (0..days * PER_DAY).map(Order).filter(|order| order.chance(1, 7) != 0)
    }

    /// A number below `most` that has nothing to do with the day.
    pub fn chance(&self, salt: u64, most: u64) -> u64 {
        let mixed = (self.0 as u64 + 1 + salt * 7919).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) % most
    }

    pub fn id(&self) -> String {
        format!("69179267688{:08}", 20_000_000 + self.0)
    }

    pub fn paid(&self) -> Day {
        day("2025-03-01").plus(self.0 / PER_DAY)
    }

    /// One in four.
    pub fn is_refunded(&self) -> bool {
        self.chance(2, 4) == 0
    }

    pub fn reason(&self) -> &'static str {
        let reasons =
            ["质量问题", "包装破损", "不想要了", "与描述不符", "少件漏发", "与描述不符", "其他", "假冒品牌"];
        reasons[self.chance(3, reasons.len() as u64) as usize]
    }

    pub fn applied(&self) -> Day {
        self.paid().plus(5)
    }

    fn stars(&self) -> Option<u8> {
        (self.chance(4, 3) == 0).then_some(if self.chance(5, 9) == 0 { 2 } else { 5 })
    }

    /// One in fifteen comes two days late.
    fn picked_up(&self) -> Day {
        self.paid().plus(if self.chance(6, 15) == 0 { 3 } else { 1 })
    }
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Which rows the exports hold.
#[derive(Clone, Copy)]
pub struct Exports {
    pub orders: fn(&Order) -> bool,
    pub parcels: fn(&Order) -> bool,
    pub refunds: fn(&Order) -> bool,
    pub reviews: fn(&Order) -> bool,
    pub reason: fn(&Order) -> &'static str,
    pub is_refunded: fn(&Order) -> bool,
}

impl Exports {
    pub const WHOLE: Exports = Exports {
        orders: |_| true,
        parcels: |_| true,
        refunds: |_| true,
        reviews: |_| true,
        reason: Order::reason,
        is_refunded: Order::is_refunded,
    };

    pub fn folder(&self) -> Folder {
        let rows = |kept: fn(&Order) -> bool, row: &dyn Fn(&Order) -> Option<String>| -> Vec<String> {
            Order::all().filter(kept).filter_map(|order| row(&order)).collect()
        };
        let orders = rows(self.orders, &|o| {
            let (id, paid) = (o.id(), o.paid());
            Some(format!(
                "{id},{id},{},28.90,{paid} 10:00:00,{paid} 10:01:00,{paid} 20:00:00,已发货",
                11 + o.0 % 4
            ))
        });
        let parcels = rows(self.parcels, &|o| {
            let signed = o.picked_up().plus(2);
            Some(format!(
                "SF{},{},顺丰速运,{} 09:00:00,{signed} 12:{:02}:00,已签收",
                o.0,
                o.id(),
                o.picked_up(),
                o.chance(7, 60)
            ))
        });
        let refunds = rows(self.refunds, &|o| {
            let (applied, finished) = (o.applied(), o.applied().plus(4));
            let row = format!(
                "{},{},-,退货退款,退款成功,{applied} 10:00:00,{finished} {:02}:00:00,{}",
                147_000_000 + o.0,
                o.id(),
                o.chance(8, 14) + 10,
                (self.reason)(o)
            );
            (self.is_refunded)(o).then_some(row)
        });
        let reviews = rows(self.reviews, &|o| {
            Some(format!("{} 10:00:00,{},{},{},好", o.paid().plus(6), o.id(), 11 + o.0 % 4, o.stars()?))
        });

        let csv = |folder: Folder, name: &str, header: &str, rows: &[String]| {
            folder.csv(name, header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let folder = Folder::new();
        let folder = csv(folder, "orders.csv", ORDERS, &orders);
        let folder = csv(folder, "parcels.csv", PARCELS, &parcels);
        let folder = csv(folder, "refunds.csv", REFUNDS, &refunds);
        csv(folder, "reviews.csv", REVIEWS, &reviews)
    }
}

/// The figures that `tiyanfen score` gives.
pub fn score(folder: &Folder, args: &[&str]) -> Value {
    let base = ["--as-of", AS_OF, "--set", "im_reply_3min_rate=0.9", "--set", "refund_only_hours=10"];
    folder.score(&[&base[..], args].concat())
}

/// Compares a table with the exports of a folder.
pub fn run(folder: &Folder, table: &str, args: &[&str]) -> Run {
    let page = Folder::new().file("page.csv", table);
    let path = page.path().join("page.csv");
    let path = path.to_str().unwrap();
    let set = ["--set", "im_reply_3min_rate=0.9", "--set", "refund_only_hours=10", "-q"];
    folder.run(&[&["reconcile", path, "."], &set[..], args].concat())
}

/// The rows of a table compared.
pub fn rows(folder: &Folder, table: &str, args: &[&str]) -> Vec<Value> {
    let run = run(folder, table, &[&["--format", "json"], args].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let schema: Value =
        serde_json::from_str(include_str!("../../fixtures/schema/reconcile.schema.json")).unwrap();
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    let days = document["days"].as_array().unwrap();
    days.iter().flat_map(|day| day["rows"].as_array().unwrap()).cloned().collect()
}

/// The row of one line about an indicator's value.
pub fn row(folder: &Folder, id: &str, value: &str, args: &[&str]) -> Value {
    let mut found = rows(folder, &format!("date,id,value\n{AS_OF},{id},{value}\n"), args);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// The ids of its causes.
pub fn causes(row: &Value) -> Vec<&str> {
    row["causes"].as_array().unwrap().iter().map(|cause| cause["cause"].as_str().unwrap()).collect()
}
