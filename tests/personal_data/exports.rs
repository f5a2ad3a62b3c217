//! Exports of every kind, and what is planted in them.

use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A kind: its columns that are read, each with what a row holds there; `{n}` is the row's number.
pub struct Kind {
    pub name: &'static str,
    pub columns: &'static [(&'static str, &'static str)],
}

/// Columns whose texts are shown as they are, apart from numbers of people: a product, a carrier, a creator have names.
const PUBLIC: [&str; 6] = ["选购商品", "商品规格", "商品名称", "物流公司", "达人昵称", "流量渠道"];

pub const KINDS: [Kind; 5] = [
    Kind {
        name: "orders",
        columns: &[
            ("主订单编号", "6917926768823{n}"),
            ("子订单编号", "6917926768823{n}"),
            ("选购商品", "辣丝丝"),
            ("商品规格", "1袋"),
            ("商品ID", "3718206998140375218"),
            ("订单应付金额", "28.90"),
            ("订单提交时间", "2026-10-02 09:58:00"),
            ("支付完成时间", "2026-10-02 10:00:00"),
            ("发货时间", "2026-10-02 17:00:00"),
            ("订单完成时间", "2026-10-20 13:18:29"),
            ("承诺发货时间", "2026-10-04 10:00:00"),
            ("预计送达时间", "2026-10-06 10:00:00"),
            ("订单状态", "已完成"),
            ("订单类型", "普通订单"),
            ("省", "浙江省"),
            ("达人昵称", "阿蔓爱吃零食"),
            ("流量渠道", "直播间"),
            ("售后状态", "-"),
            ("快递信息", "SF10000{n}-顺丰速运"),
        ],
    },
    Kind {
        name: "refunds",
        columns: &[
            ("售后单号", "1486398837488{n}"),
            ("订单号", "6917926768823{n}"),
            ("商品单号", "6917926768823{n}"),
            ("商品发货状态", "1/1已发货"),
            ("售后类型", "退货退款"),
            ("售后状态", "退款成功"),
            ("售后申请时间", "2026-10-08 10:00:00"),
            ("售后原因", "质量问题"),
            ("售后原因标签", "-"),
            ("自动处理截止时间", "2026-10-10 10:00:00"),
            ("同意售后申请时间", "2026-10-09 10:00:00"),
            ("商家退款时间", "2026-10-12 10:00:00"),
            ("用户到账时间", "2026-10-12 11:00:00"),
            ("仲裁状态", "-"),
            ("纠纷责任方", "-"),
            ("售后完结时间", "2026-10-12 12:00:00"),
        ],
    },
    Kind {
        name: "reviews",
        columns: &[
            ("评价日期", "2026-10-15 10:00:00"),
            ("订单ID", "6917926768823{n}"),
            ("商品ID", "3718206998140375218"),
            ("商品名称", "辣丝丝"),
            ("商品评价得分", "2"),
            ("物流评价得分", "3"),
            ("服务评价得分", "4"),
            ("评价等级", "差评"),
        ],
    },
    Kind {
        name: "logistics",
        columns: &[
            ("运单号", "SF10000{n}"),
            ("订单编号", "6917926768823{n}"),
            ("物流公司", "顺丰速运"),
            ("发货时间", "2026-10-03 17:00:00"),
            ("揽收时间", "2026-10-05 18:00:00"),
            ("签收时间", "2026-10-08 18:00:00"),
            ("包裹状态", "已签收"),
        ],
    },
    Kind {
        name: "service",
        columns: &[
            ("日期", "2026-10-{day}"),
            ("客服昵称", "小满"),
            ("接待会话量", "14"),
            ("全天3分钟回复率", "90.00%"),
            ("全天平响时长", "50秒"),
            ("有效评价数", "4"),
            ("全天不满意率", "25.00%"),
        ],
    },
];

impl Kind {
    pub fn header(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
    }

    fn cell(&self, row: usize, column: usize) -> String {
        let (_, cell) = self.columns[column];
        cell.replace("{n}", &format!("{:06}", 431_001 + row))
            .replace("{day}", &format!("{:02}", 1 + row % 28))
    }

    pub fn row(&self, row: usize) -> String {
        (0..self.columns.len()).map(|column| self.cell(row, column)).collect::<Vec<_>>().join(",")
    }

    pub fn rows(&self, count: usize) -> Vec<String> {
        (0..count).map(|row| self.row(row)).collect()
    }

    /// A row with something else in one column.
    pub fn row_with(&self, row: usize, column: usize, plant: &str) -> String {
        let cell = |own: usize| if own == column { plant.to_owned() } else { self.cell(row, own) };
        (0..self.columns.len()).map(cell).collect::<Vec<_>>().join(",")
    }

    /// The name of a personal column.
    pub fn personal(&self, place: usize) -> &'static str {
        const NAMES: [&str; 7] =
            ["收件人", "收件人手机号", "详细地址", "买家留言", "商家退货联系人电话", "用户昵称", "评价内容"];
        NAMES[place % NAMES.len()]
    }

    /// A row with a personal cell before each that is read, shifted by some cells; what then has no column is lost.
    pub fn mixed_row(&self, row: usize, plants: &mut Plants, shift: isize) -> String {
        let width = self.columns.len();
        let mut cells: Vec<String> =
            (0..width).flat_map(|column| [plants.personal(row + column), self.cell(row, column)]).collect();
        match shift {
            0 => {}
            1.. => {
                cells.pop();
                cells.insert(0, plants.personal(row));
            }
            _ => {
                cells.remove(0);
                cells.push(plants.personal(row));
            }
        }
        cells.join(",")
    }
}

/// What was planted, each only once.
#[derive(Default)]
pub struct Plants {
    pub all: Vec<String>,
}

impl Plants {
    /// A name, phone, address, message, identity number, landline in turn.
    pub fn personal(&mut self, turn: usize) -> String {
        match turn % 6 {
            0 => self.name(),
            1 => self.phone(turn),
            2 => self.keep(|n| format!("浙江省杭州市泄露路{n}号2单元301室")),
            3 => self.keep(|n| format!("请放在门口泄露箱{n}谢谢师傅啦")),
            4 => self.identity(),
            _ => self.keep(|n| format!("0571-8{n:07}")),
        }
    }

    /// What is planted in a column that is read: no names where names belong.
    pub fn of_column(&mut self, kind: &Kind, column: usize) -> Vec<String> {
        let is_public = PUBLIC.contains(&kind.columns[column].0);
        let mut plants: Vec<String> = (0..8).map(|notation| self.phone(notation)).collect();
        plants.push(self.identity());
        plants.push(self.personal(5));
        if !is_public {
            plants.extend([self.name(), self.personal(2), self.personal(3)]);
        }
        // A reason with a word that is known.
        if kind.columns[column].0.starts_with("售后原因") {
            plants.push(self.keep(|n| format!("质量差请联系欧阳泄露{n}")));
            plants.push(format!("质量差{}", self.name()));
        }
        plants
    }

    pub fn name(&mut self) -> String {
        const GIVEN: [&str; 10] = ["春", "夏", "秋", "冬", "梅", "兰", "竹", "菊", "山", "水"];
        self.keep(|n| format!("欧阳{}{}", GIVEN[n / 10 % 10], GIVEN[n % 10]))
    }

    pub fn phone(&mut self, notation: usize) -> String {
        let phone = self.keep(|n| format!("1390{n:07}"));
        let (a, b, c) = (&phone[..3], &phone[3..7], &phone[7..]);
        match notation % 8 {
            0 => phone.clone(),
            1 => format!("{a} {b} {c}"),
            2 => format!("{a}-{b}-{c}"),
            3 => format!("（{a}）{b}.{c}"),
            4 => format!("+86{phone}"),
            5 => phone.chars().map(|c| format!("{c} ")).collect::<String>().trim().to_owned(),
            6 => phone.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect(),
            _ => phone
                .chars()
                .map(|c| ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'][c as usize - 48])
                .collect(),
        }
    }

    fn identity(&mut self) -> String {
        const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        self.keep(|n| {
            let number = format!("11010119{:02}0307{:03}", 50 + n / 1000 % 50, n % 1000);
            let sum: usize =
                number.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
            format!("{number}{}", b"10X98765432"[sum % 11] as char)
        })
    }

    fn keep(&mut self, make: impl Fn(usize) -> String) -> String {
        let plant = make(self.all.len() + 1);
        self.all.push(plant.clone());
        plant
    }
}

/// A workbook of one sheet with a note on every cell of its header.
pub fn noted_workbook(csv: &str, plants: &mut Plants) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(csv.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("a cell");
            if row == 0 {
                let note = rust_xlsxwriter::Note::new(plants.personal(usize::from(column)))
                    .set_author(plants.name());
                sheet.insert_note(row, column, &note).expect("a note");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook in memory")
}

/// An archive with comments on itself and on every entry.
pub fn commented_zip(entries: &[(&str, &str)], plants: &mut Plants) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment(format!("{} {}", plants.name(), plants.phone(0))).expect("a comment");
    for (name, content) in entries {
        let options = SimpleFileOptions::default();
        zip.start_file(*name, options).expect("an archive in memory");
        zip.write_all(content.as_bytes()).expect("an archive in memory");
    }
    zip.finish().expect("an archive in memory").into_inner()
}
