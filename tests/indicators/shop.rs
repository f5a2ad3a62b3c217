//! A shop under construction: files with the columns of real exports.

// A test needs all three: a shop, its rows, and what to check.
pub use crate::checks::*;
pub use crate::rows::*;

use crate::common::{Folder, Run};
use serde_json::Value;
use std::collections::BTreeMap;

const ORDERS: &[&str] = &[
    "主订单编号",
    "子订单编号",
    "选购商品",
    "商品规格",
    "商品ID",
    "订单应付金额",
    "订单提交时间",
    "订单完成时间",
    "支付完成时间",
    "订单状态",
    "承诺发货时间",
    "订单类型",
    "售后状态",
    "发货时间",
    "预计送达时间",
];
const REVIEWS: &[&str] = &["评价日期", "订单ID", "商品ID", "商品名称", "商品评价得分", "评价内容"];
const REFUNDS: &[&str] = &[
    "售后单号",
    "订单号",
    "商品单号",
    "商品发货状态",
    "售后类型",
    "售后状态",
    "售后申请时间",
    "售后原因",
    "售后原因标签",
    "同意售后申请时间",
    "仲裁状态",
    "纠纷责任方",
    "售后完结时间",
];
const PARCELS: &[&str] = &["运单号", "订单编号", "物流公司", "发货时间", "揽收时间", "签收时间", "包裹状态"];
const SERVICE: &[&str] =
    &["日期", "客服昵称", "接待会话量", "全天3分钟回复率", "全天平响时长", "有效评价数", "全天不满意率"];

/// The exports of a shop.
pub struct Shop {
    folder: Folder,
    files: usize,
}

impl Shop {
    pub fn new() -> Shop {
        Shop { folder: Folder::new(), files: 0 }
    }

    pub fn orders(self, rows: Vec<Row>) -> Shop {
        self.sheet("订单", ORDERS, &[], rows)
    }

    pub fn reviews(self, rows: Vec<Row>) -> Shop {
        self.sheet("评价", REVIEWS, &[], rows)
    }

    pub fn refunds(self, rows: Vec<Row>) -> Shop {
        self.sheet("售后", REFUNDS, &[], rows)
    }

    pub fn parcels(self, rows: Vec<Row>) -> Shop {
        self.sheet("物流", PARCELS, &[], rows)
    }

    pub fn service(self, rows: Vec<Row>) -> Shop {
        self.sheet("客服", SERVICE, &[], rows)
    }

    /// An orders export that lacks columns.
    pub fn orders_without(self, columns: &[&str], rows: Vec<Row>) -> Shop {
        self.sheet("订单", ORDERS, columns, rows)
    }

    pub fn refunds_without(self, columns: &[&str], rows: Vec<Row>) -> Shop {
        self.sheet("售后", REFUNDS, columns, rows)
    }

    pub fn parcels_without(self, columns: &[&str], rows: Vec<Row>) -> Shop {
        self.sheet("物流", PARCELS, columns, rows)
    }

    pub fn service_without(self, columns: &[&str], rows: Vec<Row>) -> Shop {
        self.sheet("客服", SERVICE, columns, rows)
    }

    /// Customer service in a file of a given name.
    pub fn service_named(self, name: &str, columns: &[&str], rows: Vec<Row>) -> Shop {
        Shop { folder: self.folder.file(name, text(SERVICE, columns, &rows)), ..self }
    }

    /// An after-sales export in a file of a given name.
    pub fn refunds_named(self, name: &str, columns: &[&str], rows: Vec<Row>) -> Shop {
        Shop { folder: self.folder.file(name, text(REFUNDS, columns, &rows)), ..self }
    }

    /// A reviews export in a file of a given name.
    pub fn reviews_named(self, name: &str, rows: Vec<Row>) -> Shop {
        Shop { folder: self.folder.file(name, text(REVIEWS, &[], &rows)), ..self }
    }

    /// An orders export in a file of a given name.
    pub fn orders_named(self, name: &str, columns: &[&str], rows: Vec<Row>) -> Shop {
        Shop { folder: self.folder.file(name, text(ORDERS, columns, &rows)), ..self }
    }

    fn sheet(self, kind: &str, header: &[&'static str], without: &[&str], rows: Vec<Row>) -> Shop {
        // Exported in October: whatever is not in a file did not happen.
        let name = format!("1760000000_{kind}_{}.csv", self.files);
        Shop { folder: self.folder.file(&name, text(header, without, &rows)), files: self.files + 1 }
    }

    /// The report at a day of 2025, such as `06-30`. The reply rate is set by hand: a report without any
    /// scored indicator would be an error.
    pub fn at(&self, day: &str) -> Value {
        self.score(&["--as-of", &format!("2025-{day}"), "--set", "im_reply_3min_rate=0.9"])
    }

    /// The report at the end of June, with nothing set by hand.
    pub fn bare(&self) -> Value {
        self.score(&["--as-of", "2025-06-30"])
    }

    /// The report at the end of June, with indicators set by hand.
    pub fn with(&self, set: &[(&str, &str)]) -> Value {
        let set: Vec<String> = set.iter().map(|(id, value)| format!("--set={id}={value}")).collect();
        let set: Vec<&str> = set.iter().map(String::as_str).collect();
        self.score(&[&["--as-of", "2025-06-30", "--weakest", "7"], &set[..]].concat())
    }

    pub fn score(&self, args: &[&str]) -> Value {
        self.folder.score(args)
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.folder.run(args)
    }
}

/// CSV text: the header without some columns, and whatever other columns the rows name.
fn text(header: &[&'static str], without: &[&str], rows: &[Row]) -> String {
    let mut columns: Vec<&str> = header.iter().filter(|name| !without.contains(name)).copied().collect();
    for (name, _) in rows.iter().flatten() {
        if !header.contains(name) && !columns.contains(name) {
            columns.push(name);
        }
    }
    let line = |cells: Vec<&str>| cells.join(",") + "\n";
    let mut text = line(columns.clone());
    for row in rows {
        // A cell set twice holds what was set last.
        let cells: BTreeMap<&str, &str> = row.iter().map(|(name, cell)| (*name, cell.as_str())).collect();
        text += &line(columns.iter().map(|name| cells.get(name).copied().unwrap_or("-")).collect());
    }
    text
}
