//! The exports of after-sales.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::headers::AFTER_SALES;
use super::model::{AfterSale, Order, Outcome, Parcel, Role, Style};
use super::table::{Quoting, Sheet};

/// The applications of a span of days as they stood when they were exported, the newest first.
pub fn text(
    after_sales: &[AfterSale],
    orders: &[Order],
    parcels: &[Parcel],
    [first, last]: [NaiveDate; 2],
    exported: NaiveDateTime,
) -> String {
    let mut sheet = Sheet::new(&AFTER_SALES, Quoting::Protected, "\n");
    for after_sale in after_sales.iter().rev() {
        let day = after_sale.applied.date();
        if day < first || day > last || after_sale.applied > exported {
            continue;
        }
        let row = Row {
            after_sale,
            order: orders.iter().find(|order| order.id == after_sale.order),
            parcel: parcels.iter().find(|parcel| parcel.order == after_sale.order),
            exported,
        };
        sheet.row(|column| row.cell(column));
    }
    sheet.into_text()
}

struct Row<'a> {
    after_sale: &'a AfterSale,
    order: Option<&'a Order>,
    parcel: Option<&'a Parcel>,
    exported: NaiveDateTime,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> String {
        let after_sale = self.after_sale;
        let time = |time| Style::Platform.time(time, self.exported);
        let text = |text: &str| text.to_owned();
        let yes = |yes| if yes { text("是") } else { text("否") };
        let reached = |time: Option<NaiveDateTime>| time.filter(|time| *time <= self.exported);
        let successful = after_sale.outcome == Outcome::Success;
        match column {
            "售后单号" => format!("\t{}", after_sale.id),
            "订单号" => format!("\t{}", after_sale.order),
            "商品单号" if after_sale.sub_order != "-" => format!("\t{}", after_sale.sub_order),
            "商品名称" => text(after_sale.product.name),
            "商品ID" => format!("\t{}", after_sale.product.id),
            "商家编码" => text(after_sale.product.code),
            "应付金额（元）" => Style::Platform.money(after_sale.cents),
            "退商品金额（元）" if after_sale.is_refund() => Style::Platform.money(after_sale.cents),
            "商品运费（元）" | "支付优惠（元）" | "商品税费（元）" => text("0.00"),
            "退商品金额（元）" | "退运费金额（元）" | "退支付优惠（元）" | "退税费金额（元）" => {
                text("0.00")
            }
            "商品发货状态" if after_sale.is_before_shipping() => text("未发货"),
            "商品发货状态" => format!("{0}/{0}已发货", after_sale.quantity),
            "售后类型" => text(after_sale.kind),
            "售后状态" => text(self.status()),
            "售后申请时间" => time(Some(after_sale.applied)),
            "退款方式" if after_sale.is_refund() => text("原路退回"),
            "售后原因" => text(after_sale.reason),
            "售后原因标签" => text(after_sale.tag),
            "自动处理截止时间" => {
                Style::Platform.known_time(after_sale.applied + TimeDelta::hours(48))
            }
            "同意售后申请时间" => time(after_sale.agreed),
            "退货发货时间" => time(after_sale.sent_back),
            "退货物流公司" if reached(after_sale.sent_back).is_some() => text("邮政快递包裹"),
            "退货物流单号" if reached(after_sale.sent_back).is_some() => {
                format!("98{:011}", after_sale.id % 100_000_000_000)
            }
            "商家退款时间" => time(after_sale.refunded),
            "用户到账时间" => time(after_sale.credited),
            "售后关闭时间" if !successful => time(after_sale.finished),
            "售后完结时间" => time(after_sale.finished),
            "仲裁状态" if self.is_arbitrated() => text(after_sale.arbitration[0]),
            "仲裁状态" if after_sale.id.is_multiple_of(3) => text("无仲裁记录"),
            "纠纷责任方" if self.is_arbitrated() => text(after_sale.arbitration[1]),
            "是否极速退款" | "是否已上传退款凭证" => yes(false),
            "是否拒签后退款" => yes(self.order.is_some_and(|order| order.role == Role::RefusedParcel)),
            "发货物流单号" if !after_sale.is_before_shipping() => {
                self.parcel.map_or(text("-"), |parcel| parcel.tracking.clone())
            }
            "用户售后说明" if after_sale.reason == "其他" => text("口味不太习惯,\"想退\"\n谢谢"),
            "商家退货联系人姓名" if after_sale.is_return() => text("##bWFydGlu8x=="),
            "商家退货联系人电话" if after_sale.is_return() => text("$$Zm9v9q2Lk0=="),
            "操作人" if reached(after_sale.agreed).is_some() => text("系统"),
            _ => text("-"),
        }
    }

    /// The platform steps in two days after the application.
    fn is_arbitrated(&self) -> bool {
        let stepped_in = self.after_sale.applied + TimeDelta::days(2);
        self.after_sale.arbitration[0] != "-" && stepped_in <= self.exported
    }

    fn status(&self) -> &'static str {
        let after_sale = self.after_sale;
        let reached = |time: Option<NaiveDateTime>| time.is_some_and(|time| time <= self.exported);
        match after_sale.outcome {
            Outcome::Success if reached(after_sale.ended()) => match after_sale.kind {
                "换货" => "换货成功",
                "补寄" => "补寄成功",
                _ => "退款成功",
            },
            Outcome::Withdrawn if reached(after_sale.ended()) => "售后关闭",
            Outcome::Refused if reached(after_sale.ended()) => "拒绝售后申请",
            _ if reached(after_sale.sent_back) => "待商家收货",
            _ if reached(after_sale.agreed) && after_sale.is_return() => "待买家退货",
            _ => "待商家处理",
        }
    }
}
