//! Orders, their sub-orders and their parcels: as real shops have them, and worse.

use super::dice::{DAY, Dice, HOUR};
use super::tables::Row;

/// An order while its rows are made.
pub struct Draft {
    pub main: String,
    pub subs: Vec<String>,
    pub products: Vec<&'static str>,
    pub paid: i64,
    pub signed: i64,
    /// Are its sub-orders known by number only?
    pub numbered: bool,
}

impl Draft {
    /// The id by which other exports name a sub-order: the order's, where the sub-orders are only numbered.
    pub fn id_of(&self, sub: usize) -> &String {
        if self.numbered { &self.main } else { &self.subs[sub] }
    }
}

pub const ORDER_COLUMNS: [&str; 16] = [
    "主订单编号",
    "子订单编号",
    "选购商品",
    "商品规格",
    "商品ID",
    "订单应付金额",
    "订单提交时间",
    "支付完成时间",
    "发货时间",
    "订单完成时间",
    "承诺发货时间",
    "预计送达时间",
    "订单状态",
    "订单类型",
    "售后状态",
    "商家备注",
];
pub const PARCEL_COLUMNS: [&str; 6] = ["运单号", "订单编号", "物流公司", "揽收时间", "签收时间", "包裹状态"];
const PRODUCTS: [&str; 3] = ["3718206998140375218", "3724510839264015873", "3725093317748206594"];
const STATUSES: [&str; 9] =
    ["已完成", "已完成", "已完成", "已发货", "备货中", "部分发货", "已关闭", "已取消", "待支付"];

/// The rows of one order and of its parcels; `days` is how long the shop has been selling.
pub fn order(dice: &mut Dice, number: usize, days: i64, numbered: bool) -> (Draft, Vec<Row>, Vec<Row>) {
    let main = format!("69{number:04}59580797081{}", dice.between(100, 999));
    let count = dice.pick(&[1, 1, 1, 2, 2, 3]);
    // The platform gives the only sub-order the id of its order; in parcels, reviews and after-sales
    // either may stand.
    let sub_id = |k: usize| match k {
        _ if numbered => k.to_string(),
        0 => main.clone(),
        _ => format!("{main}{k}"),
    };
    let shared_id = dice.percent(70);
    let subs: Vec<String> =
        (0..count).map(|k| sub_id(if shared_id && !numbered { k } else { k + 1 })).collect();
    let paid = dice.between(0, days - 1) * DAY + dice.time_of_day();
    let shipped = dice.after(paid, 60);
    let finished = dice.after(paid, 24 * 16);
    let status = dice.pick(&STATUSES);
    let promised = promised(dice, paid);
    let is_paid = dice.percent(92);
    let has_finish = dice.percent(60);
    let has_ship = dice.percent(80);

    let draft = Draft {
        products: subs.iter().map(|_| dice.pick(&PRODUCTS)).collect(),
        signed: dice.after(paid, 24 * 10) - if dice.percent(4) { 5 * DAY } else { 0 },
        main,
        subs,
        paid,
        numbered,
    };
    let (parcels, express) = parcels(dice, &draft, shipped);
    let mut rows = Vec::new();
    for (sub, product) in draft.subs.iter().zip(&draft.products) {
        let mut row = Row::from([
            ("主订单编号", spelled(dice, &draft.main)),
            ("子订单编号", spelled(dice, sub)),
            ("选购商品", "山楂条".to_owned()),
            ("商品规格", dice.pick(&["原味", "香辣"]).to_owned()),
            ("商品ID", spelled(dice, product)),
            ("订单应付金额", amount(dice)),
            ("订单状态", if dice.percent(85) { status } else { dice.pick(&STATUSES) }.to_owned()),
            (
                "订单类型",
                if dice.percent(94) { "普通订单" } else { dice.pick(&["虚拟商品", "到店核销"]) }.to_owned(),
            ),
            ("售后状态", dice.pick(&["-", "-", "退款成功"]).to_owned()),
            ("商家备注", "\"x\",\n😀".to_owned()),
            ("快递信息", express.clone()),
        ]);
        let submitted = paid - dice.between(0, 600);
        row.insert("订单提交时间", dice.cell_or_blank(submitted, 3));
        if is_paid {
            let of_sub = if dice.percent(10) { dice.after(paid, 30) } else { paid };
            row.insert("支付完成时间", dice.cell_or_blank(of_sub, 4));
        }
        if has_ship {
            let of_sub = if dice.percent(25) { dice.after(paid, 90) } else { shipped };
            row.insert("发货时间", dice.cell_or_blank(of_sub, 8));
        }
        if has_finish {
            let of_sub = if dice.percent(25) { dice.after(paid, 24 * 20) } else { finished };
            row.insert("订单完成时间", dice.cell_or_blank(of_sub, 8));
        }
        row.insert("承诺发货时间", dice.cell_or_blank(promised, 25));
        let expected = dice.after(paid, 24 * 7);
        row.insert("预计送达时间", dice.cell_or_blank(expected, 45));
        let own_pickup = dice.after(shipped, 24);
        row.insert("揽收时间", dice.cell_or_blank(own_pickup, 20));
        row.insert("签收时间", dice.cell_or_blank(draft.signed, 25));
        rows.push(row);
    }
    (draft, rows, parcels)
}

/// Around 48 hours after payment, where an order becomes a presale, or well after.
fn promised(dice: &mut Dice, paid: i64) -> i64 {
    match dice.between(0, 4) {
        0 => paid + 48 * HOUR,
        1 => paid + 48 * HOUR + 1,
        2 => paid + 3 * DAY + dice.between(0, 7 * DAY),
        _ => paid + dice.between(1, 48) * HOUR,
    }
}

fn amount(dice: &mut Dice) -> String {
    match dice.between(0, 9) {
        0 => dice.pick(&["0", "0.00"]),
        1 => dice.pick(&["", "-"]),
        _ => dice.pick(&["19.90", "¥8.00", "1,234.00", "0.01"]),
    }
    .to_owned()
}

/// An id, now and then behind a TAB.
pub fn spelled(dice: &mut Dice, id: &str) -> String {
    if dice.percent(50) { format!("\t{id}") } else { id.to_owned() }
}

/// The parcels of an order, and the cell of the orders export that names them.
fn parcels(dice: &mut Dice, draft: &Draft, shipped: i64) -> (Vec<Row>, String) {
    let mut rows = Vec::new();
    let mut express = String::new();
    for k in 0..dice.pick(&[0, 1, 1, 1, 1, 2, 2, 3]) {
        // A shared parcel carries several orders.
        let tracking = match dice.between(0, 9) {
            0 => format!("YT900{}", dice.between(1, 3)),
            _ => format!("SF{}{k}", draft.main),
        };
        let named = dice.percent(60);
        if named {
            let product = dice.pick(&["山楂条", "山楂;条-酸"]);
            express += &format!("{tracking}-顺丰速运,{product}-{},1;", draft.products[0]);
        }
        if dice.percent(10) {
            continue;
        }
        let order = match dice.between(0, 19) {
            0..=2 if named => "-".to_owned(),
            3 => "6900000000000000777".to_owned(),
            4..=8 => dice.between(0, draft.subs.len() as i64 - 1).to_string(),
            _ => draft.main.clone(),
        };
        let sub = order.parse::<usize>().ok().filter(|k| *k < draft.subs.len());
        let order = sub.map_or(order, |k| draft.id_of(k).clone());
        let picked_up = dice.after(shipped, 40);
        // Out of order now and then: picked up after it was signed for.
        let signed = if dice.percent(5) { picked_up - HOUR } else { draft.signed };
        let status = dice.pick(&[
            "已签收",
            "已签收",
            "运输中",
            "",
            "拒签",
            "派送中",
            "退回中",
            "已签收",
            "退件签收",
            "拦截成功",
        ]);
        let mut row = Row::from([("运单号", tracking), ("订单编号", spelled(dice, &order))]);
        row.insert("物流公司", "顺丰速运".to_owned());
        row.insert("揽收时间", dice.cell_or_blank(picked_up, 8));
        let signed = if dice.percent(25) { dice.after(picked_up, 24 * 6) } else { signed };
        row.insert("签收时间", if dice.percent(15) { "0".to_owned() } else { dice.cell(signed) });
        row.insert("包裹状态", if dice.percent(60) { "已签收" } else { status }.to_owned());
        rows.push(row);
    }
    (rows, express)
}
