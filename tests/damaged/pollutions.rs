//! An orders export and what goes wrong with CSV files, in the manner of Pollock, a benchmark of readers of CSV: one thing
//! at a time, at every row and column where that makes a difference.

use encoding_rs::{BIG5, GB18030};

/// What every column of the export is called.
pub const HEADER: [&str; 14] = [
    "主订单编号",
    "子订单编号",
    "选购商品",
    "商品规格",
    "商品ID",
    "订单应付金额",
    "省",
    "买家留言",
    "订单完成时间",
    "支付完成时间",
    "订单状态",
    "承诺发货时间",
    "发货时间",
    "预计送达时间",
];

/// How many orders it holds.
pub const ROWS: usize = 7;

/// A file in which something is wrong.
pub struct Polluted {
    /// What is wrong: the name of the pollution, in English and in Chinese.
    pub class: [&'static str; 2],
    pub bytes: Vec<u8>,
    /// How many rows of data somebody counts who reads it with care.
    pub rows: usize,
}

/// The cells of the export. Ids of sub-orders equal those of orders, as in most exports; no cell is empty but that of the
/// buyer's message, and no two rows have the same value where that is not in the nature of the column.
pub fn cells() -> Vec<Vec<String>> {
    let time = |row: usize, day: usize| format!("2026-10-{:02} 1{row}:2{row}:3{row}", day + row);
    let row = |row: usize| {
        let id = format!("69179267688236437{row}1");
        let product = match row {
            1 => "山楂条, 原味".to_owned(),
            3 => "\"老北京\"山楂条".to_owned(),
            5 => "山楂条\n两袋".to_owned(),
            row => format!("山楂条{row}"),
        };
        let province = ["福建省", "广东省", "江苏省", "浙江省", "四川省", "湖南省", "北京市"];
        vec![
            id.clone(),
            id,
            product,
            format!("{row}00g"),
            format!("37277615409288130{row}6"),
            format!("{row}9.{row}0"),
            province[row].to_owned(),
            String::new(),
            time(row, 12),
            time(row, 2),
            "已完成".to_owned(),
            time(row, 4),
            time(row, 3),
            time(row, 6),
        ]
    };
    (0..ROWS).map(row).collect()
}

/// How cells become lines.
#[derive(Clone, Copy)]
struct Form {
    separator: &'static str,
    quote: char,
    /// Stands before a quote inside a quoted cell.
    escape: char,
    end: &'static str,
    quotes_all: bool,
}

const PLAIN: Form = Form { separator: ",", quote: '"', escape: '"', end: "\n", quotes_all: false };

impl Form {
    fn cell(self, text: &str) -> String {
        let needs = text.contains([self.quote, '\n', '\r']) || text.contains(self.separator.trim());
        if !needs && !self.quotes_all {
            return text.to_owned();
        }
        let Form { quote, escape, .. } = self;
        format!("{quote}{}{quote}", text.replace(quote, &format!("{escape}{quote}")))
    }

    fn line(self, cells: &[String]) -> String {
        cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(self.separator)
    }

    /// The header and the rows as lines.
    fn lines(self) -> Vec<String> {
        let header = HEADER.map(str::to_owned).to_vec();
        std::iter::once(header).chain(cells()).map(|cells| self.line(&cells)).collect()
    }

    fn file(self) -> String {
        self.lines().into_iter().map(|line| line + self.end).collect()
    }
}

/// The lines of the file, with one of them changed.
fn with_line(at: usize, line: &str) -> String {
    let mut lines = PLAIN.lines();
    line.clone_into(&mut lines[at]);
    lines.join("\n") + "\n"
}

/// The file with the cells of a row, as they are written, changed.
fn with_row(row: usize, change: impl Fn(&mut Vec<String>)) -> String {
    let mut written: Vec<String> = cells()[row].iter().map(|cell| PLAIN.cell(cell)).collect();
    change(&mut written);
    with_line(row + 1, &written.join(","))
}

/// The file with some lines put in before one.
fn with_before(at: usize, more: &[&str]) -> String {
    let mut lines = PLAIN.lines();
    lines.splice(at..at, more.iter().map(|line| (*line).to_owned()));
    lines.join("\n") + "\n"
}

/// Takes polluted files in.
struct Collector(Vec<Polluted>);

impl Collector {
    fn add(&mut self, class: [&'static str; 2], rows: usize, bytes: impl Into<Vec<u8>>) {
        self.0.push(Polluted { class, bytes: bytes.into(), rows });
    }

    /// The same at every cell of every row.
    fn at_cells(&mut self, class: [&'static str; 2], change: impl Fn(&mut Vec<String>, usize)) {
        for row in 0..ROWS {
            for column in 0..HEADER.len() {
                let file = with_row(row, |cells| change(cells, column));
                if file != PLAIN.file() {
                    self.add(class, ROWS, file);
                }
            }
        }
    }
}

/// Every pollution.
pub fn all() -> Vec<Polluted> {
    let mut all = Collector(Vec::new());
    all.add(["nothing wrong", "没有问题"], ROWS, PLAIN.file());
    forms(&mut all);
    frames(&mut all);
    rows(&mut all);
    quotes(&mut all);
    all.0
}

/// Another form of the whole file.
fn forms(all: &mut Collector) {
    let plain = PLAIN.file();
    all.add(["a byte order mark", "带字节顺序标记"], ROWS, format!("\u{feff}{plain}"));
    let encodings = ["another encoding", "别的编码"];
    all.add(encodings, ROWS, GB18030.encode(&plain).0.into_owned());
    all.add(encodings, ROWS, BIG5.encode(&plain).0.into_owned());
    let units = || std::iter::once('\u{feff}').chain(plain.chars()).collect::<String>();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| units().encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    all.add(encodings, ROWS, utf16(u16::to_le_bytes));
    all.add(encodings, ROWS, utf16(u16::to_be_bytes));
    for end in ["\r\n", "\r", "\n\r"] {
        all.add(["other line ends", "别的换行符"], ROWS, Form { end, ..PLAIN }.file());
    }
    for at in 0..=ROWS {
        for (end, other) in [("\n", "\r\n"), ("\r\n", "\n"), ("\n", "\r")] {
            let lines = PLAIN.lines().into_iter().enumerate();
            let file: String =
                lines.map(|(line, text)| text + if line == at { other } else { end }).collect();
            all.add(["line ends that differ", "换行符不一致"], ROWS, file);
        }
    }
    all.add(["no line end behind the last row", "末行没有换行"], ROWS, plain.trim_end());
    all.add(["blank lines at the end", "末尾有空行"], ROWS, format!("{plain}\n\n"));
    for separator in ["\t", ";", "|", ", ", " ", "，", "\u{1f}"] {
        all.add(["another delimiter", "别的分隔符"], ROWS, Form { separator, ..PLAIN }.file());
    }
    let quoted = Form { quotes_all: true, ..PLAIN };
    all.add(["everything quoted", "全部带引号"], ROWS, quoted.file());
    for quotes_all in [false, true] {
        let form = Form { quote: '\'', escape: '\'', quotes_all, ..PLAIN };
        all.add(["another quotation mark", "别的引号"], ROWS, form.file());
        let form = Form { escape: '\\', quotes_all, ..PLAIN };
        all.add(["another escape character", "别的转义符"], ROWS, form.file());
    }
}

/// What stands around the rows.
fn frames(all: &mut Collector) {
    let (lines, plain) = (PLAIN.lines(), PLAIN.file());
    all.add(["an empty file", "空文件"], 0, "");
    all.add(["an empty file", "空文件"], 0, "\n\n");
    all.add(["a header without rows", "只有表头"], 0, format!("{}\n", lines[0]));
    all.add(["rows without a header", "没有表头"], ROWS, format!("{}\n", lines[1..].join("\n")));
    all.add(["one row", "只有一行"], 1, format!("{}\n", lines[..2].join("\n")));
    let preamble = ["lines before the header", "表头前有说明"];
    for count in [1, 2, 5, 9, 10, 30] {
        for line in ["订单报表", "导出时间,2026-10-31,导出人,甲", ",,,,,,,,,,,,,", ""] {
            all.add(preamble, ROWS, with_before(0, &vec![line; count]));
        }
    }
    let groups = "订单,,商品,,,,收货,,时间,,,,,";
    all.add(["a header of two rows", "两行表头"], ROWS, with_before(0, &[groups]));
    for at in 1..=ROWS + 1 {
        all.add(["the header again", "表头重复出现"], ROWS, with_before(at, &[&lines[0]]));
        all.add(["blank rows", "中间有空行"], ROWS, with_before(at, &[""]));
        all.add(["blank rows", "中间有空行"], ROWS, with_before(at, &[",,,,,,,,,,,,,"]));
        let other = "快递公司,网点,电话区号";
        all.add(["a second table", "后面另有一张表"], ROWS + 1, with_before(at, &["", other, "甲,乙,丙"]));
    }
    for at in 2..=ROWS + 1 {
        let mut moved = lines.clone();
        let header = moved.remove(0);
        moved.insert(at - 1, header);
        all.add(["a header amid the rows", "表头在数据中间"], ROWS, moved.join("\n") + "\n");
    }
    for total in ["合计,,,,,99.00,,,,,,,,", "总计", "共7条", "共7条,,,,,,,,,,,,,"] {
        all.add(["totals and notes below", "末尾有合计或说明"], ROWS, format!("{plain}{total}\n"));
    }
    let every = |more: &str| lines.iter().map(|line| format!("{line}{more}\n")).collect::<String>();
    all.add(["delimiters at the end of every row", "每行末尾多分隔符"], ROWS, every(","));
    all.add(["delimiters at the end of every row", "每行末尾多分隔符"], ROWS, every(",,,"));
    for column in 0..HEADER.len() {
        // The column once more, behind the last, with the same cells and with other ones.
        let twice = |cell: &dyn Fn(&[String]) -> String| {
            let rows = cells().into_iter().map(|mut row| {
                row.push(cell(&row));
                row
            });
            let header = HEADER.iter().chain([&HEADER[column]]).map(|name| (*name).to_owned()).collect();
            std::iter::once(header).chain(rows).map(|row| PLAIN.line(&row) + "\n").collect::<String>()
        };
        let class = ["a column twice", "同名的列"];
        all.add(class, ROWS, twice(&|row| row[column].clone()));
        all.add(class, ROWS, twice(&|_| String::new()));
        let mut names = HEADER.map(str::to_owned);
        names[column] = String::new();
        all.add(["a column without a name", "没有列名的列"], ROWS, with_line(0, &PLAIN.line(&names)));
    }
}

/// Rows with more or less than their cells.
fn rows(all: &mut Collector) {
    all.at_cells(["a delimiter too many", "多一个分隔符"], |cells, column| {
        cells.insert(column, String::new())
    });
    all.at_cells(["a delimiter too few", "少一个分隔符"], |cells, column| {
        if column + 1 < cells.len() {
            let next = cells.remove(column + 1);
            cells[column] += &next;
        }
    });
    all.at_cells(["the last cells are missing", "缺末尾几格"], |cells, column| cells.truncate(column));
    all.at_cells(["another delimiter in a row", "一行用别的分隔符"], |cells, column| {
        if column + 1 < cells.len() {
            let next = cells.remove(column + 1);
            cells[column] += [";", "\t", "，"][column % 3];
            cells[column] += &next;
        }
    });
    all.at_cells(["a line break in a cell", "格内有换行"], |cells, column| {
        let middle = cells[column].char_indices().nth(2).map_or(0, |(at, _)| at);
        cells[column].insert(middle, '\n');
    });
    all.at_cells(["a NUL in a cell", "格内有空字符"], |cells, column| cells[column].push('\0'));
    for row in 1..ROWS {
        let mut lines = PLAIN.lines();
        let next = lines.remove(row + 1);
        lines[row] += &next;
        all.add(["two rows in one line", "两行连成一行"], ROWS, lines.join("\n") + "\n");
    }
    let plain = PLAIN.file().into_bytes();
    let last = plain.len() - PLAIN.lines()[ROWS].len() - 1;
    for end in (last..plain.len()).step_by(3) {
        let rows = if end == last { ROWS - 1 } else { ROWS };
        all.add(["the file breaks off", "文件中断"], rows, &plain[..end]);
    }
    // The first byte of a Chinese character is gone.
    for at in (0..plain.len()).filter(|at| plain[*at] >= 0xe0) {
        let mut bytes = plain.clone();
        bytes.remove(at);
        all.add(["half a character", "半个汉字"], ROWS, bytes);
    }
}

/// Quotes where none belong, and none where one belongs.
fn quotes(all: &mut Collector) {
    all.at_cells(["a quote too many", "多一个引号"], |cells, column| cells[column].insert(0, '"'));
    all.at_cells(["a quote too many", "多一个引号"], |cells, column| cells[column].push('"'));
    all.at_cells(["a quote too many", "多一个引号"], |cells, column| {
        let middle = cells[column].char_indices().nth(3).map_or(0, |(at, _)| at);
        cells[column].insert(middle, '"');
    });
    for row in 0..ROWS {
        for column in 0..HEADER.len() {
            for end in [false, true] {
                let quoted = Form { quotes_all: true, ..PLAIN };
                let mut written: Vec<String> = cells()[row].iter().map(|cell| quoted.cell(cell)).collect();
                let cell = &mut written[column];
                cell.remove(if end { cell.len() - 1 } else { 0 });
                let mut lines = quoted.lines();
                lines[row + 1] = written.join(",");
                all.add(["a quote too few", "少一个引号"], ROWS, lines.join("\n") + "\n");
            }
        }
    }
}
