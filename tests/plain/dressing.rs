//! The files of a generated shop as other programs and people leave them: cells, columns and rows written otherwise,
//! other bytes, other names. None of it may change a figure.

use super::dice::Dice;
use super::exports::Kind;
use super::packing::{NUMBERED, PACKINGS, PERIODS, STAMPED};
use super::spelling::Hand;
use super::tables::{Files, Table};
use chrono::{DateTime, NaiveDate};
use std::fmt::Write as _;
use tempfile::TempDir;

/// A table on its way to a file.
pub struct Sheet {
    pub kind: Kind,
    /// By column: the name under which a generated shop has it; empty for a further one.
    pub columns: Vec<&'static str>,
    /// Everything above the rows, the header among it.
    pub head: Vec<Vec<String>>,
    pub rows: Vec<Vec<String>>,
}

type Change = fn(&mut Sheet, &mut Dice, &Hand);

/// What else may be done to columns.
const COLUMNS: [(&str, Change); 6] = [
    ("as they are", |_, _, _| {}),
    ("other names", other_names),
    ("in any order, with others", in_any_order),
    ("dates apart from times of day", dates_apart),
    ("names with marks", marked_names),
    ("numbered rows", numbered_rows),
];
/// What else may stand among the rows.
const ROWS: [(&str, Change); 10] = [
    ("no others", |_, _, _| {}),
    ("a title", |sheet, _, _| {
        sheet.head.splice(0..0, [vec!["店铺导出数据".to_owned()], vec![]]).for_each(drop)
    }),
    ("an explanation", explanation),
    ("a header of two rows", header_of_two_rows),
    ("a total", |sheet, _, _| total(sheet, "合计", true)),
    ("a total in the first row", |sheet, _, _| total(sheet, "总计：", false)),
    ("a count of rows", |sheet, _, _| total(sheet, "共 12 条", true)),
    ("a total behind the ids", total_behind),
    ("blank rows", |sheet, dice, _| {
        let width = sheet.columns.len();
        for _ in 0..3 {
            let place = dice.between(0, sheet.rows.len() as i64) as usize;
            sheet.rows.insert(place, vec![String::new(); width]);
        }
    }),
    ("the header again", |sheet, dice, _| {
        let place = dice.between(0, sheet.rows.len() as i64) as usize;
        let header = sheet.header().clone();
        sheet.rows.insert(place, header);
    }),
];

/// Other names that exports have had.
const NAMES: [(Kind, &str, &str); 19] = [
    (Kind::Orders, "主订单编号", "订单号"),
    (Kind::Orders, "子订单编号", "商品单号"),
    (Kind::Orders, "支付完成时间", "订单付款时间"),
    (Kind::Orders, "订单提交时间", "订单创建时间"),
    (Kind::Orders, "订单应付金额", "商品金额"),
    (Kind::Orders, "承诺发货时间", "最晚发货时间"),
    (Kind::Logistics, "运单号", "快递单号"),
    (Kind::Logistics, "订单编号", "关联订单号"),
    (Kind::Logistics, "揽收时间", "揽件时间"),
    (Kind::Logistics, "包裹状态", "物流状态"),
    (Kind::Refunds, "售后单号", "售后编号"),
    (Kind::Refunds, "商品单号", "子订单编号"),
    (Kind::Refunds, "售后申请时间", "申请时间"),
    (Kind::Refunds, "售后原因", "申请原因"),
    (Kind::Reviews, "评价日期", "评价时间"),
    (Kind::Reviews, "订单ID", "订单编号"),
    (Kind::Reviews, "商品评价得分", "评价星级"),
    (Kind::Service, "日期", "统计日期"),
    (Kind::Service, "接待会话量", "人工已接待会话量"),
];

impl Sheet {
    fn of(table: &Table, hand: &Hand) -> Sheet {
        let cell = |row: &super::tables::Row, column: &&'static str| {
            hand.write(column, row.get(column).map_or("", String::as_str))
        };
        Sheet {
            kind: table.kind,
            columns: table.header.clone(),
            head: vec![table.header.iter().map(|name| (*name).to_owned()).collect()],
            rows: table.rows.iter().map(|row| table.header.iter().map(|c| cell(row, c)).collect()).collect(),
        }
    }

    fn header(&mut self) -> &mut Vec<String> {
        self.head.last_mut().expect("a header")
    }

    /// Puts a column in, all of whose cells are made.
    fn insert(&mut self, place: usize, name: &str, cell: impl Fn(usize) -> String) {
        self.columns.insert(place, "");
        self.header().insert(place, name.to_owned());
        self.rows.iter_mut().enumerate().for_each(|(number, row)| row.insert(place, cell(number)));
    }

    pub fn lines(&self) -> impl Iterator<Item = &Vec<String>> {
        self.head.iter().chain(&self.rows)
    }
}

fn other_names(sheet: &mut Sheet, _: &mut Dice, _: &Hand) {
    let kind = sheet.kind;
    for name in sheet.header() {
        if let Some((.., other)) = NAMES.iter().find(|(k, own, _)| *k == kind && own == name) {
            *name = (*other).to_owned();
        }
    }
}

fn in_any_order(sheet: &mut Sheet, dice: &mut Dice, _: &Hand) {
    for (name, cell) in [("收件人", "李*"), ("旗帜颜色", "-"), ("买家留言", "##密文,\n1")] {
        sheet.insert(0, name, |_| cell.to_owned());
    }
    for last in (1..sheet.columns.len()).rev() {
        let other = dice.between(0, last as i64) as usize;
        sheet.columns.swap(last, other);
        sheet.header().swap(last, other);
        sheet.rows.iter_mut().for_each(|row| row.swap(last, other));
    }
    sheet.insert(sheet.columns.len(), "", |_| String::new());
}

fn marked_names(sheet: &mut Sheet, _: &mut Dice, _: &Hand) {
    for (place, name) in sheet.header().iter_mut().enumerate() {
        let unit = match name.as_str() {
            "订单应付金额" => "（元）",
            "全天平响时长" => " ",
            _ => "",
        };
        *name = if place == 0 {
            format!("\u{feff}{name}{unit}")
        } else {
            format!(" {name}{unit}\u{a0}").replace("ID", " ＩＤ")
        };
    }
}

fn numbered_rows(sheet: &mut Sheet, dice: &mut Dice, _: &Hand) {
    sheet.insert(0, dice.pick(&["", "序号"]), |number| (number + 1).to_string());
}

/// 订单提交日期 and 订单提交时间 in place of 订单提交时间.
fn dates_apart(sheet: &mut Sheet, _: &mut Dice, hand: &Hand) {
    for place in (0..sheet.columns.len()).rev() {
        let Some(event) = sheet.columns[place].strip_suffix("时间") else { continue };
        let apart: Vec<[String; 2]> = sheet.rows.iter().map(|row| hand.write_apart(&row[place])).collect();
        sheet.insert(place, &format!("{event}日期"), |number| apart[number][0].clone());
        for (row, [_, clock]) in sheet.rows.iter_mut().zip(apart) {
            row[place + 1] = clock;
        }
    }
}

fn explanation(sheet: &mut Sheet, _: &mut Dice, _: &Hand) {
    let said = sheet.columns.iter().map(|column| format!("{column}：平台给出的 19 位以内的内容"));
    let row = said.collect();
    sheet.rows.insert(0, row);
}

/// Names of groups over all columns but the first and the last.
fn header_of_two_rows(sheet: &mut Sheet, _: &mut Dice, _: &Hand) {
    let last = sheet.columns.len() - 1;
    if last < 4 || sheet.columns[0].is_empty() || sheet.columns[last].is_empty() {
        return;
    }
    let mut upper = vec![String::new(); last + 1];
    let lower = sheet.header();
    for place in [0, last] {
        upper[place] = std::mem::take(&mut lower[place]);
    }
    upper[1] = "明细".to_owned();
    let above = sheet.head.len() - 1;
    sheet.head.insert(above, upper);
}

fn total(sheet: &mut Sheet, word: &str, at_the_end: bool) {
    // Customer service without dates has a person in its first column.
    if sheet.kind == Kind::Service && sheet.columns[0] != "日期" {
        return;
    }
    let figure = |column: &&str| {
        if *column == "订单应付金额" || *column == "接待会话量" { "99.00" } else { "" }
    };
    let mut row: Vec<String> = sheet.columns.iter().map(|column| figure(column).to_owned()).collect();
    row[0] = word.to_owned();
    let place = if at_the_end { sheet.rows.len() } else { 0 };
    sheet.rows.insert(place, row);
}

fn total_behind(sheet: &mut Sheet, _: &mut Dice, _: &Hand) {
    let word = ["选购商品", "物流公司", "售后类型", "评价内容"].iter();
    let Some(place) = word.filter_map(|name| sheet.columns.iter().position(|c| c == name)).next() else {
        return;
    };
    let mut row = vec!["-".to_owned(); sheet.columns.len()];
    row[place] = "合计".to_owned();
    sheet.rows.push(row);
}

/// A shop in other files, and what was done to each.
pub fn dressed(files: &Files, number: u64) -> (TempDir, String) {
    let (folder, mut told) = (TempDir::new().expect("a folder"), String::new());
    let names = names(files, number);
    let lettered = lettered_kind(files, number);
    for (table, name) in files.0.iter().zip(names) {
        // The same for a table whatever else is left out of the shop.
        let seed =
            table.name.bytes().fold(number, |seed, b| seed.wrapping_mul(31).wrapping_add(u64::from(b)));
        let mut dice = Dice::new(seed, false);
        let (hand, columns, rows) = (Hand::some(&mut dice), dice.pick(&COLUMNS), dice.pick(&ROWS));
        // A date apart is written from the cell as the shop has it.
        let plain = Hand::plain();
        let mut sheet = Sheet::of(table, if columns.0.starts_with("dates") { &plain } else { &hand });
        if lettered == Some(table.kind) {
            with_letters(&mut sheet);
        }
        columns.1(&mut sheet, &mut dice, &hand);
        rows.1(&mut sheet, &mut dice, &hand);
        let (packing, ending, pack) = dice.pick(&PACKINGS);
        let _ = writeln!(told, "{name}{ending}: {packing}; {}; {}", columns.0, rows.0);
        std::fs::write(folder.path().join(format!("{name}{ending}")), pack(&sheet, &name)).expect("a file");
    }
    if let Some(kind) = lettered {
        let _ = writeln!(told, "an A behind the order ids of {kind:?}");
    }
    (folder, told)
}

/// Of some shops a kind whose order ids end in a letter, where another kind has them without it.
fn lettered_kind(files: &Files, number: u64) -> Option<Kind> {
    let kinds = [Kind::Orders, Kind::Logistics, Kind::Refunds, Kind::Reviews];
    let held = |kind: &Kind| files.0.iter().any(|table| table.kind == *kind);
    let kind = kinds[(number / 3) as usize % kinds.len()];
    let is_told = held(&kind) && kinds.iter().filter(|kind| held(kind)).count() > 1;
    (is_told && number.is_multiple_of(3)).then_some(kind)
}

fn with_letters(sheet: &mut Sheet) {
    for (place, column) in sheet.columns.iter().enumerate() {
        if !["主订单编号", "子订单编号", "订单编号", "订单号", "商品单号", "订单ID"].contains(column)
        {
            continue;
        }
        for row in &mut sheet.rows {
            let digits = row[place].rfind(|c: char| c.is_ascii_digit());
            if let Some(end) = digits.filter(|end| *end > 4 || row[place].len() < 3) {
                row[place].insert(end + 1, 'A');
            }
        }
    }
}

/// The names of files, which keep saying when each was exported or which of two is the newer.
fn names(files: &Files, number: u64) -> Vec<String> {
    let of_table = |table: &Table| {
        let mut dice = Dice::new(number * 5 + table.kind as u64, false);
        let (stamped, numbered, period) = (dice.pick(&STAMPED), dice.pick(&NUMBERED), dice.pick(&PERIODS));
        let stem = table.name.trim_end_matches(".csv");
        let Some((before, rest)) = stem.split_once('_') else { return stem.to_owned() };
        if let Some((first, last)) = super::exports::period_of(&table.name) {
            return period(first, last);
        }
        match before {
            "2" => format!("{rest}{}", numbered.0),
            "10" => format!("{rest}{}", numbered.1),
            _ => {
                let unix: i64 = before.parse().expect("a time of export");
                stamped(rest, DateTime::from_timestamp(unix + 8 * 3600, 0).expect("a time").naive_utc())
            }
        }
    };
    files.0.iter().map(of_table).collect()
}

/// `2026-03-05`, for names.
pub fn dashed(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
