//! Exports that overlap as much as exports can: a few orders, parcels, after-sales and reviews, each in many rows of
//! several files with other columns, other states and, where it may, another order.

use crate::plain::dice::{DAY, Dice};
use crate::plain::exports::Kind;
use crate::plain::tables::{Files, Row, Table};
use proptest::prelude::*;

/// Ids of 19 and of 20 digits, which differ in one digit only; [`TWICE`] is also the second sub-order of the first.
const MAINS: [&str; 5] = [
    "6917926768823643751",
    "6917926768823643752",
    "69179267688236437519",
    "69179267688236437528",
    "99179267688236437519",
];
/// The id of an order, and of a sub-order of another one.
const TWICE: &str = MAINS[2];
/// What no orders export holds.
const UNKNOWN: &str = "69179267688236437510";
/// Of the numbers that carriers give, those that fit into a machine word and those that do not.
const TRACKINGS: [&str; 4] =
    ["SF1", "78000000000000000012", "78000000000000000013", "YT900000000000000000001"];
const PRODUCTS: [&str; 3] = ["3718206998140375218", "37182069981403752180", "11"];

const PAID: &str = "支付完成时间";

/// Key columns, which every file has, and columns that a file may lack.
const COLUMNS: [(Kind, &str, &[&str], &[&str]); 4] = [
    (
        Kind::Orders,
        "订单",
        &["主订单编号", "子订单编号", "订单状态"],
        &[
            "商品ID",
            "订单应付金额",
            PAID,
            "订单提交时间",
            "发货时间",
            "订单完成时间",
            "承诺发货时间",
            "预计送达时间",
            "售后状态",
            "快递信息",
            "揽收时间",
            "签收时间",
        ],
    ),
    (Kind::Logistics, "物流包裹", &["运单号", "签收时间"], &["订单编号", "物流公司", "揽收时间", "包裹状态"]),
    (
        Kind::Refunds,
        "售后单",
        &["售后单号", "售后类型"],
        &[
            "订单号",
            "商品单号",
            "商品发货状态",
            "售后状态",
            "售后申请时间",
            "售后原因",
            "售后原因标签",
            "同意售后申请时间",
            "商家退款时间",
            "仲裁状态",
            "纠纷责任方",
            "售后完结时间",
        ],
    ),
    (
        Kind::Reviews,
        "商品评价",
        &["评价日期", "订单ID", "商品ID", "商品评价得分"],
        &["物流评价得分", "服务评价得分", "评价内容"],
    ),
];

/// How far shops go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// As far as SPEC says what is to come of it.
    Plain,
    /// Further: only some files have pay times, after-sales name their order in one file and their sub-order in another, and
    /// the id of an order and of its own sub-order is a sub-order of another order as well.
    Wild,
}

/// Adds a pay time, and drops the sub-order of after-sales without an order or the other way round.
fn tidy(header: &mut Vec<&'static str>, kind: Kind) {
    const PLACE: [&str; 2] = ["订单号", "商品单号"];
    if kind == Kind::Orders && !header.contains(&PAID) {
        header.push(PAID);
    }
    if !PLACE.iter().all(|column| header.contains(column)) {
        header.retain(|column| !PLACE.contains(column));
    }
}

/// Shops of two or three files of each kind.
pub fn overlapping_shops(overlap: Overlap) -> impl Strategy<Value = Files> {
    any::<u64>().prop_map(move |seed| shop(&mut Dice::new(seed, false), overlap))
}

fn shop(dice: &mut Dice, overlap: Overlap) -> Files {
    let mut tables = Vec::new();
    for (kind, name, fixed, optional) in COLUMNS {
        for age in 0..dice.between(2, 3) {
            let mut header = fixed.to_vec();
            header.extend(optional.iter().copied().filter(|_| dice.percent(75)));
            if overlap == Overlap::Plain {
                tidy(&mut header, kind);
            }
            for last in (1..header.len()).rev() {
                header.swap(last, dice.between(0, last as i64) as usize);
            }
            let rows = (0..dice.between(4, 30)).map(|_| row(dice, kind, overlap)).collect();
            // Named backwards, so that only the time in the name says which is the newest.
            let name = format!("{}_{name}{}.csv", 1_780_000_000 + age * 1_000_000, 9 - age);
            tables.push(Table { kind, name, header, rows, gb18030: dice.percent(30) });
        }
    }
    Files(tables)
}

fn row(dice: &mut Dice, kind: Kind, overlap: Overlap) -> Row {
    match kind {
        Kind::Orders => order(dice, overlap),
        Kind::Logistics => parcel(dice),
        Kind::Refunds => after_sale(dice),
        _ => review(dice),
    }
}

/// A sub-order of an order: the order's own id, that with another digit, a number within the order, or the id of another
/// order.
fn sub_of(dice: &mut Dice, main: &str, overlap: Overlap) -> String {
    let is_twice = main == TWICE && overlap == Overlap::Plain;
    match dice.between(0, 9) {
        0..=3 if !is_twice => main.to_owned(),
        4..=6 => format!("{main}9"),
        7 | 8 => "1".to_owned(),
        _ if !is_twice => TWICE.to_owned(),
        _ => "2".to_owned(),
    }
}

/// What files beside the orders name an order by.
fn any_id(dice: &mut Dice) -> String {
    let main = dice.pick(&MAINS);
    match dice.between(0, 9) {
        0..=4 => main.to_owned(),
        5..=7 => sub_of(dice, main, Overlap::Plain),
        8 => UNKNOWN.to_owned(),
        _ => "-".to_owned(),
    }
}

fn time(dice: &mut Dice, blank: i64) -> String {
    let time = dice.between(0, 40) * DAY + dice.time_of_day();
    dice.cell_or_blank(time, blank)
}

fn with_times(dice: &mut Dice, row: &mut Row, columns: &[&'static str]) {
    for column in columns {
        row.insert(column, time(dice, 20));
    }
}

fn order(dice: &mut Dice, overlap: Overlap) -> Row {
    let main = dice.pick(&MAINS);
    let express: String = (0..dice.between(0, 2))
        .map(|_| format!("{}-顺丰速运,山楂;条-酸-11,1;", dice.pick(&TRACKINGS)))
        .collect();
    let mut row = Row::from([
        ("主订单编号", format!("\t{main}")),
        ("子订单编号", sub_of(dice, main, overlap)),
        ("商品ID", dice.pick(&PRODUCTS).to_owned()),
        ("订单应付金额", dice.pick(&["19.90", "8.00", "0.00", "-"]).to_owned()),
        ("订单状态", dice.pick(&["已完成", "已发货", "备货中", "已关闭", "待支付"]).to_owned()),
        ("售后状态", dice.pick(&["-", "退款成功"]).to_owned()),
        ("快递信息", express),
    ]);
    let times = [PAID, "订单提交时间", "发货时间", "订单完成时间", "承诺发货时间"];
    with_times(dice, &mut row, &times);
    with_times(dice, &mut row, &["预计送达时间", "揽收时间", "签收时间"]);
    row
}

fn parcel(dice: &mut Dice) -> Row {
    let mut row = Row::from([
        ("运单号", dice.pick(&TRACKINGS).to_owned()),
        ("订单编号", any_id(dice)),
        ("物流公司", dice.pick(&["顺丰速运", "圆通\"速递\"", "-"]).to_owned()),
        ("包裹状态", dice.pick(&["已签收", "运输中", "拒签", ""]).to_owned()),
    ]);
    with_times(dice, &mut row, &["揽收时间", "签收时间"]);
    row
}

fn after_sale(dice: &mut Dice) -> Row {
    let ids = ["14290000000000000017", "14290000000000000018", "24290000000000000017", "7", "07"];
    let kinds = ["退货退款", "未发货仅退款", "已发货仅退款", "换货"];
    let mut row = Row::from([
        ("售后单号", dice.pick(&ids).to_owned()),
        ("订单号", any_id(dice)),
        ("商品单号", any_id(dice)),
        ("商品发货状态", dice.pick(&["未发货", "1/1已发货", "-"]).to_owned()),
        ("售后类型", dice.pick(&kinds).to_owned()),
        ("售后状态", dice.pick(&["退款成功", "售后关闭", "待商家处理"]).to_owned()),
        ("售后原因", dice.pick(&["不想要", "包装／商品破损", "收到商品少件", "-", "其他"]).to_owned()),
        ("售后原因标签", dice.pick(&["-", "（商品品质原因）"]).to_owned()),
        ("仲裁状态", dice.pick(&["-", "无仲裁记录", "仲裁完成"]).to_owned()),
        ("纠纷责任方", dice.pick(&["-", "商家责任", "买家责任"]).to_owned()),
    ]);
    with_times(dice, &mut row, &["售后申请时间", "同意售后申请时间", "商家退款时间", "售后完结时间"]);
    row
}

fn review(dice: &mut Dice) -> Row {
    let at = dice.pick(&[20, 21, 22]) * DAY + 9 * 3600;
    let star = |dice: &mut Dice| dice.pick(&["5", "4", "3", "1", "-"]).to_owned();
    Row::from([
        ("评价日期", dice.cell_or_blank(at, 3)),
        ("订单ID", any_id(dice)),
        ("商品ID", dice.pick(&PRODUCTS).to_owned()),
        ("商品评价得分", star(dice)),
        ("物流评价得分", star(dice)),
        ("服务评价得分", star(dice)),
        ("评价内容", dice.pick(&["送人很合适\n盒子也好看", "好,很好", "\"一般\""]).to_owned()),
    ])
}
