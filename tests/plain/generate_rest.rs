//! Reviews, after-sales and customer service of a generated shop.

use super::dice::{DAY, Dice, HOUR};
use super::generate::first_day;
use super::generate_orders::{Draft, spelled};
use super::tables::Row;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

pub const REVIEW_COLUMNS: [&str; 8] =
    ["评价日期", "订单ID", "商品ID", "商品评价得分", "物流评价得分", "服务评价得分", "评价等级", "评价内容"];
pub const REFUND_COLUMNS: [&str; 15] = [
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
    "商家退款时间",
    "用户到账时间",
    "仲裁状态",
    "纠纷责任方",
    "售后完结时间",
];
pub const SERVICE_COLUMNS: [&str; 6] =
    ["日期", "客服昵称", "接待会话量", "全天3分钟回复率", "全天平响时长", "有效评价数"];

const KINDS: [&str; 13] = [
    "发货前退款",
    "发货后退款",
    "退款(无需退货)",
    "退货退款",
    "退货退款",
    "已发货仅退款",
    "未发货仅退款",
    "未发货退款",
    "仅退款",
    "仅退款",
    "换货",
    "补寄",
    "价保",
];
const STATUSES: [&str; 9] = [
    "退款成功",
    "退款成功",
    "退款成功",
    "已全额退款",
    "售后关闭",
    "拒绝售后",
    "待商家处理",
    "退款中",
    "仲裁中",
];
const REASONS: [&str; 14] = [
    "多拍 / 错拍 / 不想要",
    "未按约定时间发货",
    "快递一直未送达",
    "收到商品少件 / 错件 / 空包裹",
    "不喜欢 / 效果不好",
    "做工粗糙 / 有瑕疵 / 破损或污渍",
    "包装／商品破损",
    "效果与商品描述不符",
    "假冒品牌",
    "协商一致退款",
    "其他",
    "-",
    "其他（商品品质原因）",
    "商家发错货",
];
const TAGS: [&str; 6] = ["-", "（商品品质原因）", "-", "-", "包装破损", "漏发"];
const UNKNOWN: &str = "6911111111111111177";

/// The after-sales of one order; several may concern one sub-order, and their ids differ in length.
pub fn after_sales(dice: &mut Dice, draft: &Draft, number: usize) -> Vec<Row> {
    let count = dice.pick(&[0, 0, 0, 1, 1, 2, 3]);
    let mut last_apply = dice.after(draft.paid, 24 * 12);
    let mut rows = Vec::new();
    for k in 0..count {
        let apply = if dice.percent(25) { last_apply } else { dice.after(draft.paid - HOUR, 24 * 25) };
        last_apply = apply;
        let agree = if dice.percent(4) { apply - HOUR } else { dice.after(apply, 50) };
        let finish = if dice.percent(4) { apply - 2 * HOUR } else { dice.after(apply, 24 * 9) };
        let place = dice.between(0, draft.subs.len() as i64 - 1) as usize;
        let sub = draft.subs[place].clone();
        let unknown = if draft.numbered { dice.pick(&["3", "9"]) } else { UNKNOWN };
        let (order, sub) = match dice.between(0, 19) {
            0..=9 => (draft.main.clone(), sub),
            10..=12 => (draft.main.clone(), "-".to_owned()),
            13 => (draft.main.clone(), unknown.to_owned()),
            14 | 15 => (draft.id_of(place).clone(), "-".to_owned()),
            16 => (UNKNOWN.to_owned(), "-".to_owned()),
            17 => (UNKNOWN.to_owned(), sub),
            18 => ("-".to_owned(), sub),
            _ => ("-".to_owned(), "-".to_owned()),
        };
        let reason = dice.pick(&REASONS);
        let id = format!("{}{number}{k}", dice.pick(&["9", "10", "148", "0148"]));
        let mut row = Row::from([
            ("售后单号", spelled(dice, &id)),
            ("订单号", spelled(dice, &order)),
            ("商品单号", spelled(dice, &sub)),
            ("商品发货状态", dice.pick(&["未发货", "0/1", "0/2已发货", "1/1已发货", "-"]).to_owned()),
            ("售后类型", dice.pick(&KINDS).to_owned()),
            ("售后状态", dice.pick(&STATUSES).to_owned()),
            ("售后原因", reason.to_owned()),
            ("售后原因标签", dice.pick(&TAGS).to_owned()),
            (
                "仲裁状态",
                dice.pick(&[
                    "-",
                    "",
                    "0",
                    "无仲裁记录",
                    "未介入",
                    "否",
                    "仲裁已取消",
                    "天晓得",
                    "仲裁完成",
                    "待举证",
                ])
                .to_owned(),
            ),
            (
                "纠纷责任方",
                dice.pick(&["-", "-", "-", "商家责任", "卖家", "买家责任", "平台", "非商家", "支持卖家"])
                    .to_owned(),
            ),
        ]);
        row.insert("售后申请时间", dice.cell_or_blank(apply, 4));
        row.insert("同意售后申请时间", dice.cell_or_blank(agree, 30));
        row.insert("售后完结时间", dice.cell_or_blank(finish, 30));
        let paid_back = dice.after(agree, 48);
        row.insert("商家退款时间", dice.cell_or_blank(paid_back, 50));
        let received = dice.after(finish, 24);
        row.insert("用户到账时间", dice.cell_or_blank(received, 50));
        rows.push(row);
    }
    rows
}

/// The reviews of one order; a later one may follow, and one may name the order, another its sub-order.
pub fn reviews(dice: &mut Dice, draft: &Draft) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut written = dice.after(draft.signed, 24 * 10) - if dice.percent(8) { 3 * DAY } else { 0 };
    for _ in 0..dice.pick(&[0, 0, 1, 1, 1, 2, 3]) {
        let k = dice.between(0, draft.subs.len() as i64 - 1) as usize;
        let order = match dice.between(0, 9) {
            0 => UNKNOWN.to_owned(),
            1..=5 => draft.id_of(k).clone(),
            _ => draft.main.clone(),
        };
        let star = |dice: &mut Dice| dice.pick(&["5", "5", "4", "3", "2", "1", "-"]).to_owned();
        let mut row = Row::from([
            ("订单ID", spelled(dice, &order)),
            ("商品ID", spelled(dice, draft.products[k])),
            ("商品评价得分", star(dice)),
            ("物流评价得分", star(dice)),
            ("服务评价得分", star(dice)),
            ("评价等级", dice.pick(&["好评", "中评", "差评"]).to_owned()),
            ("评价内容", dice.pick(&["送人很合适\n盒子也好看", "好,很好", "\"一般\""]).to_owned()),
        ]);
        row.insert("评价日期", dice.cell_or_blank(written, 3));
        rows.push(row);
        if dice.percent(85) {
            written = dice.after(written, 24 * 30);
        }
    }
    rows
}

/// Rows by day and agent, on some days the shop's own; without a date where the shop exports none.
pub fn service(dice: &mut Dice, days: i64, dated: bool) -> Vec<Row> {
    let reported: Vec<i64> = if dated { (0..days).filter(|_| dice.percent(30)).collect() } else { vec![0] };
    let dates = reported.into_iter().map(|day| first_day() + Days::new(day as u64));
    dates.flat_map(|date| service_table(dice, date, 1)).collect()
}

/// Tables of some days, of weeks and of a month, which may lie in each other or cross: first and last day, and rows.
pub fn service_periods(dice: &mut Dice, days: i64) -> Vec<(NaiveDate, NaiveDate, Vec<Row>)> {
    let start = dice.between(0, days - 40);
    let mut periods = BTreeSet::new();
    for _ in 0..dice.between(1, 5) {
        let length = dice.pick(&[1, 1, 2, 7, 7, 10, 30]);
        let first = start + dice.between(0, 30 - length.min(28));
        periods.insert((first, first + length - 1));
    }
    let date = |day: i64| first_day() + Days::new(day as u64);
    let table = |(first, last): (i64, i64)| {
        (date(first), date(last), service_table(dice, date(first), last - first + 1))
    };
    periods.into_iter().map(table).collect()
}

/// The rows of a day, or of so many days.
fn service_table(dice: &mut Dice, date: NaiveDate, days: i64) -> Vec<Row> {
    let agents: &[&str] = match dice.between(0, 9) {
        0 => &["小满", "阿禾", "店铺汇总值", "店铺平均值"],
        1 => &["店铺平均值", "店铺汇总值"],
        _ => &["小满", "阿禾"],
    };
    let mut rows = Vec::new();
    for agent in agents {
        let mut row = Row::from([
            ("日期", date.to_string()),
            ("客服昵称", (*agent).to_owned()),
            ("全天3分钟回复率", dice.pick(&["98.5%", "0.9", "100.00%", "87", "1", "-"]).to_owned()),
            ("工作时间3分钟回复率", dice.pick(&["91.67%", "0.8", "-"]).to_owned()),
            ("全天平响时长", dice.pick(&["11秒", "2分30秒", "00:45", "33", "1小时1分1秒", "-"]).to_owned()),
            ("全天不满意率", dice.pick(&["25.00%", "0", "0.125", "-"]).to_owned()),
        ]);
        let sessions = dice.pick(&["14", "0", "7", "1,021", "-"]);
        let rated = dice.pick(&["4", "0", "3", "-"]);
        // More in more days, mostly.
        let times = |count: &str| count.parse::<i64>().map_or(count.to_owned(), |n| (n * days).to_string());
        row.insert("接待会话量", times(sessions));
        row.insert("有效评价数", times(rated));
        rows.push(row);
    }
    rows
}
