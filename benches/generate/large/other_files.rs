//! logistics.csv, refunds.csv and reviews.csv.

use std::borrow::Cow;

use anyhow::Result;

use super::clock::Clock;
use super::headers::{AFTER_SALES, LOGISTICS, REVIEWS};
use super::orders_file::push_money;
use super::output::Output;
use super::purchase::{BEFORE_SHIPPING, EXCHANGE, Purchase, Refund};

/// The files beside the orders.
pub struct OtherFiles {
    clock: Clock,
    logistics: Output,
    refunds: Output,
    reviews: Output,
}

impl OtherFiles {
    /// Writes the headers of logistics, refunds and reviews.
    pub fn new(clock: Clock, [mut logistics, mut refunds, mut reviews]: [Output; 3]) -> Result<Self> {
        logistics.row(&LOGISTICS)?;
        refunds.row(&AFTER_SALES)?;
        reviews.row(&REVIEWS)?;
        Ok(Self { clock, logistics, refunds, reviews })
    }

    /// Writes what came of an order.
    pub fn write(&mut self, purchase: &Purchase) -> Result<()> {
        self.write_parcels(purchase)?;
        if let Some(refund) = &purchase.refund {
            self.write_refund(purchase, refund)?;
        }
        self.write_review(purchase)
    }

    /// Writes what is left.
    pub fn finish(self) -> Result<()> {
        self.logistics.finish()?;
        self.refunds.finish()?;
        self.reviews.finish()
    }

    fn write_parcels(&mut self, purchase: &Purchase) -> Result<()> {
        if purchase.shipped.is_none() {
            return Ok(());
        }
        let status = match purchase {
            Purchase { picked_up: None, .. } => "待揽收",
            Purchase { signed: None, .. } => "运输中",
            _ => "已签收",
        };
        for parcel in 0..purchase.parcels {
            let number = 1_000_000_000_000 + purchase.number * 10 + parcel;
            self.logistics.cell(&purchase.carrier.tracking(number));
            self.logistics.cell(&purchase.id.to_string());
            self.logistics.cell(purchase.carrier.name);
            for time in [purchase.shipped, purchase.picked_up, purchase.signed] {
                self.logistics.cell(&self.time(time));
            }
            self.logistics.cell(status);
            self.logistics.end_row()?;
        }
        Ok(())
    }

    fn write_refund(&mut self, purchase: &Purchase, refund: &Refund) -> Result<()> {
        for column in AFTER_SALES {
            self.refunds.cell(&refund_cell(&self.clock, column, purchase, refund));
        }
        self.refunds.end_row()
    }

    fn write_review(&mut self, purchase: &Purchase) -> Result<()> {
        let Some(review) = &purchase.review else { return Ok(()) };
        let item = &purchase.items[0];
        let level = ["差评", "差评", "差评", "中评", "好评", "好评"][review.stars];
        for column in REVIEWS {
            match column {
                "评价日期" => self.reviews.cell(&self.time(Some(review.written))),
                "订单ID" => self.reviews.cell(&format!("\t{}", item.id)),
                "商品ID" => self.reviews.cell(&format!("\t{}", item.product.id)),
                "商品名称" => self.reviews.cell(item.product.name),
                "商品规格" => self.reviews.cell(item.product.sku),
                "商品评价得分" => self.reviews.cell(&review.stars.to_string()),
                "评价内容" => self.reviews.cell(review.text),
                "评价等级" => self.reviews.cell(level),
                "用户昵称" => self.reviews.cell("匿***户"),
                "商家是否回复" => self.reviews.cell("否"),
                _ => self.reviews.cell("-"),
            }
        }
        self.reviews.end_row()
    }

    fn time(&self, time: Option<i64>) -> String {
        time_text(&self.clock, time)
    }
}

/// A cell of the after-sales file.
pub fn refund_cell(clock: &Clock, column: &str, purchase: &Purchase, refund: &Refund) -> Cow<'static, str> {
    let item = &purchase.items[0];
    let is_shipped = refund.kind != BEFORE_SHIPPING;
    let time = |time| time_text(clock, time).into();
    match column {
        "售后单号" => format!("\t{}", 1_429_000_000_000_000_007 + purchase.number * 1_000_000).into(),
        "订单号" => format!("\t{}", purchase.id).into(),
        "商品单号" => format!("\t{}", item.id).into(),
        "商品ID" => format!("\t{}", item.product.id).into(),
        "售后申请时间" => time(Some(refund.applied)),
        "同意售后申请时间" => time(refund.agreed),
        "商家退款时间" | "用户到账时间" if refund.kind != EXCHANGE => time(refund.finished),
        "售后完结时间" => time(refund.finished),
        "发货物流单号" if is_shipped => {
            purchase.carrier.tracking(1_000_000_000_000 + purchase.number * 10).into()
        }
        "应付金额（元）" | "退商品金额（元）" => {
            let mut amount = String::new();
            push_money(&mut amount, item.cents);
            amount.into()
        }
        "商品名称" => item.product.name.into(),
        "商家编码" => item.product.code.into(),
        "商品发货状态" if is_shipped => "1/1已发货".into(),
        "商品发货状态" => "未发货".into(),
        "售后类型" => refund.kind.into(),
        "售后状态" => refund.status().into(),
        "售后原因" => refund.reason.into(),
        "仲裁状态" if refund.is_arbitrated => "仲裁结束".into(),
        "仲裁状态" => "无仲裁记录".into(),
        "纠纷责任方" if refund.is_arbitrated => "商家责任".into(),
        "是否极速退款" | "是否拒签后退款" | "是否已上传退款凭证" => "否".into(),
        "商品运费（元）" | "支付优惠（元）" | "退运费金额（元）" => "0.00".into(),
        "用户售后说明" if refund.reason == "其他" => "口味不太习惯,\"想退\"\n谢谢".into(),
        _ => "-".into(),
    }
}

fn time_text(clock: &Clock, time: Option<i64>) -> String {
    let mut text = String::with_capacity(19);
    clock.push(&mut text, time);
    text
}
