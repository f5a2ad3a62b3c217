//! logistics.csv, refunds.csv and reviews.csv, their columns in an order nobody can know either.

use std::borrow::Cow;

use anyhow::Result;

use super::clock::Clock;
use super::headers::{AFTER_SALES, LOGISTICS, REVIEWS};
use super::layout::{Alias, Layout};
use super::orders_file::push_money;
use super::output::Output;
use super::purchase::{BEFORE_SHIPPING, EXCHANGE, Purchase, Refund};
use super::random::Random;

/// Other names for columns a reader needs, file by file.
const LOGISTICS_ALIASES: [Alias; 4] = [
    ("订单编号", "关联订单号"),
    ("揽收时间", "揽件时间"),
    ("签收时间", "妥投时间"),
    ("包裹状态", "物流状态"),
];
const REFUND_ALIASES: [Alias; 7] = [
    ("售后单号", "售后编号"),
    ("商品单号", "子订单编号"),
    ("售后类型", "退款类型"),
    ("售后原因", "申请原因"),
    ("售后状态", "退款状态"),
    ("售后申请时间", "申请时间"),
    ("售后完结时间", "完结时间"),
];
const REVIEW_ALIASES: [Alias; 3] =
    [("订单ID", "订单编号"), ("评价日期", "评价时间"), ("商品评价得分", "商品评分")];

/// The files beside the orders.
pub struct OtherFiles {
    clock: Clock,
    logistics: File<{ LOGISTICS.len() }>,
    refunds: File<{ AFTER_SALES.len() }>,
    reviews: File<{ REVIEWS.len() }>,
}

/// A file and the order of its columns.
struct File<const COLUMNS: usize> {
    output: Output,
    columns: [&'static str; COLUMNS],
}

impl<const COLUMNS: usize> File<COLUMNS> {
    /// Writes the header, shuffled and with one alias.
    fn new(
        mut output: Output,
        names: [&'static str; COLUMNS],
        aliases: &[Alias],
        random: &mut Random,
    ) -> Result<Self> {
        let Layout { columns, header } = Layout::new(names, aliases, random);
        output.row(&header)?;
        Ok(Self { output, columns })
    }

    /// Writes a row; `cell` gives the text of the column it is asked for.
    fn row(&mut self, cell: impl Fn(&str) -> Cow<'static, str>) -> Result<()> {
        for column in self.columns {
            self.output.cell(&cell(column));
        }
        self.output.end_row()
    }
}

impl OtherFiles {
    /// Writes the headers of logistics, refunds and reviews. Their order is drawn from a stream of its own: the
    /// orders of a seed stay what they are, whatever files stand beside them.
    pub fn new(clock: Clock, [logistics, refunds, reviews]: [Output; 3], seed: u64) -> Result<Self> {
        let random = &mut Random::new(!seed);
        Ok(Self {
            clock,
            logistics: File::new(logistics, LOGISTICS, &LOGISTICS_ALIASES, random)?,
            refunds: File::new(refunds, AFTER_SALES, &REFUND_ALIASES, random)?,
            reviews: File::new(reviews, REVIEWS, &REVIEW_ALIASES, random)?,
        })
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
        self.logistics.output.finish()?;
        self.refunds.output.finish()?;
        self.reviews.output.finish()
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
            let time = |time| time_text(&self.clock, time).into();
            self.logistics.row(|column| match column {
                "运单号" => purchase.carrier.tracking(number).into(),
                "订单编号" => purchase.id.to_string().into(),
                "物流公司" => purchase.carrier.name.into(),
                "发货时间" => time(purchase.shipped),
                "揽收时间" => time(purchase.picked_up),
                "签收时间" => time(purchase.signed),
                "包裹状态" => status.into(),
                _ => "-".into(),
            })?;
        }
        Ok(())
    }

    fn write_refund(&mut self, purchase: &Purchase, refund: &Refund) -> Result<()> {
        self.refunds.row(|column| refund_cell(&self.clock, column, purchase, refund))
    }

    fn write_review(&mut self, purchase: &Purchase) -> Result<()> {
        let Some(review) = &purchase.review else { return Ok(()) };
        let item = &purchase.items[0];
        let level = ["差评", "差评", "差评", "中评", "好评", "好评"][review.stars];
        self.reviews.row(|column| match column {
            "评价日期" => time_text(&self.clock, Some(review.written)).into(),
            "订单ID" => format!("\t{}", item.id).into(),
            "商品ID" => format!("\t{}", item.product.id).into(),
            "商品名称" => item.product.name.into(),
            "商品规格" => item.product.sku.into(),
            "商品评价得分" => review.stars.to_string().into(),
            "评价内容" => review.text.into(),
            "评价等级" => level.into(),
            "用户昵称" => "匿***户".into(),
            "商家是否回复" => "否".into(),
            _ => "-".into(),
        })
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
