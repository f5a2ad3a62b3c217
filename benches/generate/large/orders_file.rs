//! orders.csv: 73 columns in an order nobody can know.

use std::fmt::Write;

use anyhow::Result;

use super::clock::{Clock, DAY};
use super::headers::ORDERS;
use super::layout::{Alias, Layout};
use super::output::Output;
use super::purchase::{Item, Purchase};
use super::random::Random;

/// Other names for columns a reader needs.
const ALIASES: [Alias; 7] = [
    ("支付完成时间", "支付时间"),
    ("主订单编号", "主订单号"),
    ("子订单编号", "商品订单编号"),
    ("订单应付金额", "应付金额"),
    ("订单完成时间", "确认收货时间"),
    ("承诺发货时间", "最晚发货时间"),
    ("订单提交时间", "下单时间"),
];

/// What stands in a column. Looked up once, not once a row.
#[derive(Clone, Copy)]
enum Column {
    Always(&'static str),
    OrderId,
    SubOrderId,
    ProductName,
    Sku,
    Quantity,
    ProductId,
    Price,
    Amount,
    Personal(usize),
    Province,
    Message,
    Remark,
    Channel,
    Creator,
    Status,
    AfterSaleStatus,
    CancelReason,
    Submitted,
    Paid,
    Shipped,
    Finished,
    Promised,
    Expected,
}

/// The file of orders under construction.
pub struct OrdersFile {
    output: Output,
    columns: Vec<Column>,
    clock: Clock,
    scratch: String,
}

impl OrdersFile {
    /// Writes the header, shuffled and with one alias.
    pub fn new(mut output: Output, clock: Clock, random: &mut Random) -> Result<Self> {
        let layout = Layout::new(ORDERS, &ALIASES, random);
        output.row(&layout.header)?;
        let columns = layout.columns.iter().map(|name| column(name)).collect();
        Ok(Self { output, columns, clock, scratch: String::new() })
    }

    /// Writes a row for every sub-order.
    pub fn write(&mut self, purchase: &Purchase) -> Result<()> {
        for item in &purchase.items {
            for column in &self.columns {
                self.scratch.clear();
                push(&mut self.scratch, &self.clock, *column, purchase, item);
                self.output.cell(&self.scratch);
            }
            self.output.end_row()?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(self) -> Result<()> {
        self.output.finish()
    }
}

fn push(text: &mut String, clock: &Clock, column: Column, purchase: &Purchase, item: &Item) {
    let protected = |text: &mut String, cell: &str| {
        text.push('\t');
        text.push_str(cell);
    };
    match column {
        Column::Always(cell) => text.push_str(cell),
        Column::OrderId => protected(text, &purchase.id.to_string()),
        Column::SubOrderId => protected(text, &item.id),
        Column::ProductName => protected(text, item.product.name),
        Column::Sku => protected(text, item.product.sku),
        Column::Quantity => text.push_str(&item.quantity.to_string()),
        Column::ProductId => protected(text, item.product.id),
        Column::Price => push_money(text, item.product.cents),
        Column::Amount => push_money(text, item.cents),
        Column::Personal(index) => text.push_str(&purchase.personal[index]),
        Column::Province => text.push_str(purchase.place.province),
        Column::Message => text.push_str(purchase.message),
        Column::Remark => text.push_str(purchase.remark),
        Column::Channel => text.push_str(purchase.channel[0]),
        Column::Creator => text.push_str(purchase.channel[4]),
        Column::Status => text.push_str(purchase.status()),
        Column::AfterSaleStatus => text.push_str(purchase.after_sale_status()),
        Column::CancelReason => text.push_str(if purchase.paid.is_none() { "超时未支付" } else { "-" }),
        Column::Submitted => clock.push(text, Some(purchase.submitted)),
        Column::Paid => clock.push(text, purchase.paid),
        Column::Shipped => clock.push(text, purchase.shipped),
        Column::Finished => clock.push(text, purchase.finished),
        Column::Promised => clock.push(text, purchase.paid.map(|paid| paid + 2 * DAY)),
        Column::Expected => clock.push(text, purchase.paid.map(|paid| paid + 4 * DAY)),
    }
}

/// Appends an amount in yuan.
pub fn push_money(text: &mut String, cents: u64) {
    // Writing to a String cannot fail.
    let _ = write!(text, "{}.{:02}", cents / 100, cents % 100);
}

fn column(name: &str) -> Column {
    match name {
        "主订单编号" => Column::OrderId,
        "子订单编号" => Column::SubOrderId,
        "选购商品" => Column::ProductName,
        "商品规格" => Column::Sku,
        "商品数量" => Column::Quantity,
        "商品ID" => Column::ProductId,
        "商品单价" => Column::Price,
        "订单应付金额" => Column::Amount,
        "收件人" => Column::Always("李*"),
        "收件人手机号" => Column::Personal(0),
        "详细地址" => Column::Personal(1),
        "省" => Column::Province,
        "买家留言" => Column::Message,
        "商家备注" => Column::Remark,
        "流量来源" => Column::Channel,
        "达人昵称" => Column::Creator,
        "订单状态" => Column::Status,
        "售后状态" => Column::AfterSaleStatus,
        "取消原因" => Column::CancelReason,
        "订单提交时间" => Column::Submitted,
        "支付完成时间" => Column::Paid,
        "发货时间" => Column::Shipped,
        "订单完成时间" => Column::Finished,
        "承诺发货时间" => Column::Promised,
        "预计送达时间" => Column::Expected,
        "订单类型" => Column::Always("普通订单"),
        "运费" | "优惠总金额" => Column::Always("0.00"),
        _ => Column::Always("-"),
    }
}
