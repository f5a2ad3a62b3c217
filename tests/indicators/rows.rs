//! Rows of the exports, by the cells that matter to a test.

/// A row: cells by column name.
pub type Row = Vec<(&'static str, String)>;

/// `06-10 08:00` or `06-10 08:00:30` as a time of 2025; anything else as it stands.
pub fn time(short: &str) -> String {
    match short.len() {
        11 => format!("2025-{short}:00"),
        14 => format!("2025-{short}"),
        _ => short.to_owned(),
    }
}

/// Sets cells of a row, in the way of a builder.
pub trait Cells: Sized {
    fn cell(self, column: &'static str, value: &str) -> Self;

    fn sub(self, id: &str) -> Self {
        self.cell("子订单编号", id)
    }
    fn amount(self, amount: &str) -> Self {
        self.cell("订单应付金额", amount)
    }
    fn shipped(self, at: &str) -> Self {
        self.cell("发货时间", &time(at))
    }
    fn completed(self, at: &str) -> Self {
        self.cell("订单完成时间", &time(at))
    }
    fn promised(self, at: &str) -> Self {
        self.cell("承诺发货时间", &time(at))
    }
    fn expected(self, at: &str) -> Self {
        self.cell("预计送达时间", &time(at))
    }
    fn status(self, status: &str) -> Self {
        self.cell("订单状态", status)
    }
    fn product(self, id: &str) -> Self {
        self.cell("商品ID", id)
    }
    fn of_sub(self, id: &str) -> Self {
        self.cell("商品单号", id)
    }
    fn reason(self, words: &str) -> Self {
        self.cell("售后原因", words)
    }
    fn agreed(self, at: &str) -> Self {
        self.cell("同意售后申请时间", &time(at))
    }
    fn finished(self, at: &str) -> Self {
        self.cell("售后完结时间", &time(at)).cell("售后状态", "退款成功")
    }
    fn outcome(self, status: &str) -> Self {
        self.cell("售后状态", status)
    }
    fn arbitrated(self) -> Self {
        self.cell("仲裁状态", "平台已介入")
    }
    fn liable(self, party: &str) -> Self {
        self.cell("纠纷责任方", party)
    }
    fn state(self, state: &str) -> Self {
        self.cell("包裹状态", state)
    }
}

impl Cells for Row {
    fn cell(mut self, column: &'static str, value: &str) -> Row {
        self.push((column, value.to_owned()));
        self
    }
}

/// An order of 10 yuan with one sub-order of the same id.
pub fn order(id: &str, paid: &str) -> Row {
    let row = Row::new().cell("主订单编号", id).cell("子订单编号", id).cell("选购商品", "手工皂");
    row.cell("商品ID", "501").cell("支付完成时间", &time(paid)).amount("10.00").status("已发货")
}

/// A review of an order's product 501.
pub fn review(order: &str, written: &str, stars: &str) -> Row {
    let row = Row::new().cell("订单ID", order).cell("评价日期", &time(written));
    row.product("501").cell("商品评价得分", stars).cell("评价内容", "收到")
}

/// An open after-sale that names the main order only.
pub fn refund(id: &str, order: &str, kind: &str, applied: &str) -> Row {
    let shipped = if kind.starts_with("未发货") { "未发货" } else { "1/1已发货" };
    let row = Row::new().cell("售后单号", id).cell("订单号", order).cell("售后类型", kind);
    row.cell("商品发货状态", shipped)
        .cell("售后申请时间", &time(applied))
        .outcome("待商家处理")
        .reason("多拍 / 错拍 / 不想要")
}

pub const BEFORE_SHIPPING: &str = "未发货仅退款";
pub const REFUND_ONLY: &str = "已发货仅退款";
pub const RETURN: &str = "退货退款";

/// A parcel of an order; `-` where it is not yet picked up or signed.
pub fn parcel(tracking: &str, order: &str, picked_up: &str, signed: &str) -> Row {
    let row = Row::new().cell("运单号", tracking).cell("订单编号", order).cell("物流公司", "中通快递");
    row.cell("揽收时间", &time(picked_up)).cell("签收时间", &time(signed))
}

/// A parcel of no order in the input. It makes the logistics export begin in January, so that an order
/// without a parcel counts as not picked up and not as older than the export.
pub fn early_parcel() -> Row {
    parcel("Y0", "elsewhere-1", "01-05 10:00", "01-07 10:00")
}

/// A parcel that was picked up and signed at the same moment.
pub fn signed(order: &str, at: &str) -> Row {
    parcel(&format!("Y{order}"), order, at, at)
}

/// An agent's day of customer service: sessions and the share answered within three minutes.
pub fn agent(day: &str, name: &str, sessions: &str, rate: &str) -> Row {
    let row = Row::new().cell("日期", &format!("2025-{day}")).cell("客服昵称", name);
    row.cell("接待会话量", sessions).cell("全天3分钟回复率", rate)
}
