//! The exports of orders.

use chrono::{NaiveDateTime, TimeDelta};

use super::Month;
use super::headers::ORDERS;
use super::model::{AfterSale, Item, Order, Outcome, Role, Style};
use super::table::{Quoting, Sheet};

/// The orders of a month as they stood when it was exported, the newest first.
pub fn text(orders: &[Order], after_sales: &[AfterSale], month: &Month) -> String {
    let (quoting, line_end) = match month.style {
        Style::Platform => (Quoting::Protected, "\n"),
        Style::Excel => (Quoting::WhenNeeded, "\r\n"),
    };
    let mut sheet = Sheet::new(&ORDERS, quoting, line_end);
    let (mut rows, mut cents) = (0, 0);
    for order in orders.iter().rev() {
        let day = order.submitted.date();
        if day < month.first || day > month.last || order.submitted > month.exported {
            continue;
        }
        for item in &order.items {
            let row = Row { order, item, after_sales, month };
            sheet.row(|column| row.cell(column));
            (rows, cents) = (rows + 1, cents + item.cents);
        }
    }
    if month.total_row {
        sheet.row(|column| match column {
            "主订单编号" => "合计".to_owned(),
            "子订单编号" => rows.to_string(),
            "订单应付金额" => month.style.money(cents),
            _ => String::new(),
        });
    }
    sheet.into_text()
}

struct Row<'a> {
    order: &'a Order,
    item: &'a Item,
    after_sales: &'a [AfterSale],
    month: &'a Month,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> String {
        let Self { order, item, month, .. } = *self;
        let style = month.style;
        let time = |time| style.time(time, month.exported);
        let text = |text: &str| text.to_owned();
        let [source, genre, channel, creator_id, creator] = *order.channel;
        match column {
            "主订单编号" => format!("\t{}", order.id),
            "子订单编号" => format!("\t{}", item.id),
            "选购商品" => format!("\t{}", item.product.name),
            "商品规格" => format!("\t{}", item.product.sku),
            "商品数量" => item.quantity.to_string(),
            "商品ID" => format!("\t{}", item.product.id),
            "商家编码" => text(item.product.code),
            "商品单价" => style.money(item.product.cents),
            "订单应付金额" => style.money(item.cents),
            "优惠总金额" | "商家实际承担优惠金额" => style.money(item.discount),
            "商家优惠" if item.discount > 0 => format!("店铺满减券-{}元", style.money(item.discount)),
            "运费" | "商家改价" | "支付优惠" | "红包抵扣" | "手续费" | "降价类优惠" => {
                style.money(0)
            }
            "平台实际承担优惠金额" | "达人实际承担优惠金额" => style.money(0),
            "支付方式" if order.paid.is_some() => text(order.payment),
            "收件人" => order.buyer.name.clone(),
            "收件人手机号" => order.buyer.phone.clone(),
            "详细地址" => order.buyer.address.clone(),
            "省" => text(order.buyer.place.province),
            "市" => text(order.buyer.place.city),
            "区" => text(order.buyer.place.district),
            "街道" => text(order.buyer.place.street),
            "是否修改过地址" | "是否平台仓自流转" => text("否"),
            "买家留言" => text(order.message),
            "商家备注" => text(order.remark),
            "订单提交时间" => time(Some(order.submitted)),
            "支付完成时间" => time(order.paid),
            "承诺发货时间" => order.promised.map_or(text("-"), |promised| style.known_time(promised)),
            "预计送达时间" => {
                order.promised.map_or(text("-"), |promised| style.known_time(promised + TimeDelta::days(2)))
            }
            "发货时间" => time(order.shipped),
            "订单完成时间" if self.closed_at().is_none() => time(order.finished),
            "APP渠道" => text("抖音"),
            "流量来源" => text(source),
            "流量类型" => text(if creator == "-" { "自然流量" } else { "达人流量" }),
            "流量体裁" => text(genre),
            "流量渠道" => text(channel),
            "达人ID" => text(creator_id),
            "达人昵称" => text(creator),
            "订单状态" => text(self.status()),
            "订单类型" => text(if order.role == Role::Presale { "预售订单" } else { "普通订单" }),
            "售后状态" => text(self.after_sale_status()),
            "取消原因" => text(self.reason_of_closing()),
            "是否安心购" => text("是"),
            "发货主体" => text("商家"),
            _ => text("-"),
        }
    }

    /// When the sub-order was closed, if that came before its completion.
    fn closed_at(&self) -> Option<NaiveDateTime> {
        let first = |closed: &NaiveDateTime| self.order.finished.is_none_or(|finished| *closed < finished);
        self.item.closed.filter(first)
    }

    fn status(&self) -> &'static str {
        let reached = |time: Option<NaiveDateTime>| time.is_some_and(|time| time <= self.month.exported);
        match () {
            () if reached(self.closed_at()) => "已关闭",
            () if self.closed_at().is_none() && reached(self.order.finished) => "已完成",
            () if reached(self.order.shipped) => "已发货",
            () if reached(self.order.paid) => "备货中",
            () => "待支付",
        }
    }

    fn after_sale_status(&self) -> &'static str {
        let exported = self.month.exported;
        let own = |after_sale: &&AfterSale| {
            after_sale.order == self.order.id
                && [&self.item.id, "-"].contains(&after_sale.sub_order.as_str())
                && after_sale.applied <= exported
        };
        match self.after_sales.iter().rfind(own) {
            None => "-",
            Some(after_sale) if after_sale.ended().is_none_or(|ended| ended > exported) => "售后处理中",
            Some(after_sale) => match after_sale.outcome {
                Outcome::Success if after_sale.is_refund() => "退款成功",
                Outcome::Success => "售后成功",
                Outcome::Withdrawn | Outcome::Refused => "售后关闭",
            },
        }
    }

    fn reason_of_closing(&self) -> &'static str {
        match (self.status(), self.order.role) {
            ("已关闭", Role::Unpaid) => "超时未支付",
            ("已关闭", _) => "售后退款",
            _ => "-",
        }
    }
}
