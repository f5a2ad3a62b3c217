//! Damaged files: every cell is read as it stands or as the csv crate reads it, or its row is rejected, or its file refused,
//! each with the name of what is wrong. Never is anything else read, and no row is lost. The table of `docs/files.md` is
//! written by `UPDATE_DOCS=1 cargo test --test damaged`.

mod damaged {
    pub mod pollutions;
}

use damaged::pollutions::{HEADER, Polluted, all, cells};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tiyanfen::catalogue::Lang;
use tiyanfen::input::{FileStatus, Loaded, Options, survey};
use tiyanfen::shop::NONE;
use tiyanfen::threads::Threads;
use tiyanfen::time::{Day, Stamp};

/// What is compared of an order, by the names of its columns.
const COMPARED: [&str; 9] = [
    "选购商品",
    "商品ID",
    "订单应付金额",
    "省",
    "订单完成时间",
    "支付完成时间",
    "承诺发货时间",
    "发货时间",
    "预计送达时间",
];

type Cells = Vec<String>;

/// What became of the rows of a file.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Outcome {
    files: usize,
    right: usize,
    rejected: usize,
    refused: usize,
    wrong: usize,
}

fn read(bytes: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("订单.csv");
    std::fs::write(&path, bytes).unwrap();
    let clock = Stamp::from_date(Day::parse("2026-11-22").unwrap().date()).unwrap();
    survey(&Options { threads: Threads::of(1), samples: 99, ..Options::new(vec![path], clock) }).unwrap()
}

/// By order id what was read of it.
fn orders(loaded: &Loaded) -> BTreeMap<String, Cells> {
    let shop = &loaded.shop;
    let order = |order: u32| {
        let (view, (_, sub)) = (shop.view(order), shop.subs_of(order).next().unwrap());
        let (product, name) = shop.product(sub.product);
        let cents = shop.amount_of(sub).map_or(String::new(), |cents| cents.to_string());
        let province = shop.labels_of(sub).province;
        let province = if province == NONE { "" } else { &*shop.names.text(province) };
        let cells =
            [&name, &product, cents.as_str(), province.trim_end_matches(['省', '市'])].map(str::to_owned);
        let times =
            [view.finish, view.pay, view.promised, view.ship, view.expected].map(|time| time.to_string());
        (shop.order_id(order).into_owned(), cells.into_iter().chain(times).collect())
    };
    shop.orders().map(order).collect()
}

/// The same of cells by the names of their columns.
fn expected(cell: impl Fn(&str) -> String) -> Cells {
    let of = |name: &str| match name {
        // A name is shown on one line.
        "选购商品" => cell(name).replace(['\n', '\r'], " "),
        "订单应付金额" => cell(name).replace('.', "").trim_start_matches('0').to_owned(),
        // What stands behind a province is not kept.
        "省" => cell(name).split(['省', '市']).next().unwrap_or_default().to_owned(),
        name if name.ends_with("时间") => time(&cell(name)),
        name => cell(name),
    };
    COMPARED.map(of).to_vec()
}

/// A time as it is shown: with two digits everywhere, and seconds.
fn time(cell: &str) -> String {
    if cell.is_empty() {
        return String::new();
    }
    let two = |part: &str| format!("{part:0>2}");
    let date = |text: &str| text.split('-').map(two).collect::<Vec<_>>().join("-");
    match cell.split_once(' ') {
        Some((day, clock)) => {
            let mut clock: Vec<String> = clock.split(':').map(two).collect();
            clock.resize(3, "00".to_owned());
            format!("{} {}", date(day), clock.join(":"))
        }
        None => date(cell),
    }
}

/// How many rows the csv crate reads behind the header, and by order id those with as many cells as the header.
fn by_csv_crate(bytes: &[u8]) -> (u64, Vec<(String, Cells)>) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows = reader.byte_records().map_while(Result::ok).map(|row| {
        row.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect::<Vec<_>>()
    });
    let Some(header) = rows.next() else { return (0, Vec::new()) };
    let cell = |row: &[String], name: &str| {
        header.iter().position(|own| own == name).map(|place| row[place].clone()).unwrap_or_default()
    };
    let rows: Vec<Vec<String>> = rows.collect();
    let whole = rows.iter().filter(|row| row.len() == header.len());
    let whole = whole.map(|row| (cell(row, "主订单编号"), expected(|name| cell(row, name))));
    (rows.len() as u64, whole.collect())
}

fn judge(polluted: &Polluted) -> Result<Outcome, String> {
    let mut outcome = Outcome { files: 1, ..Outcome::default() };
    let loaded = read(&polluted.bytes);
    let file = &loaded.files[0];
    if file.status != FileStatus::Used {
        if file.code.is_none() || loaded.diagnostics.is_empty() || loaded.shop.order_count() > 0 {
            return Err(format!("not used, without a name: {:?}", file.code));
        }
        outcome.refused = polluted.rows;
        return Ok(outcome);
    }
    let (counted, whole) = by_csv_crate(&polluted.bytes);
    let d = file.disposition;
    let accounted = d.used + d.duplicate + d.excluded + d.unmatched + file.rejected;
    if file.read != accounted || ![polluted.rows as u64, counted].contains(&file.read) {
        return Err(format!(
            "{} or {counted} rows, {} read, {accounted} accounted for",
            polluted.rows, file.read
        ));
    }
    let located = loaded.diagnostics.iter().filter(|told| told.line.is_some()).count() as u64;
    if located < file.rejected {
        return Err(format!("{} rows rejected, {located} told with their line", file.rejected));
    }
    let truth = cells().into_iter().map(|row| {
        let cell = |name: &str| row[HEADER.iter().position(|own| *own == name).unwrap()].clone();
        (row[0].clone(), expected(cell))
    });
    let mut right: BTreeMap<String, Vec<Cells>> = BTreeMap::new();
    for (id, cells) in truth.chain(whole) {
        right.entry(id).or_default().push(cells);
    }
    for (id, cells) in orders(&loaded) {
        if !right.get(&id).is_some_and(|known| known.contains(&cells)) {
            return Err(format!("read {id}: {cells:?}, right are {:?}", right.get(&id)));
        }
        outcome.right += 1;
    }
    outcome.rejected = usize::try_from(file.rejected).unwrap();
    if (outcome.right + outcome.rejected) as u64 != file.read {
        return Err(format!("{} rows, {} right, {} rejected", file.read, outcome.right, outcome.rejected));
    }
    Ok(outcome)
}

/// What became of the rows of all files, by pollution; and every file of which something else was read, or a row lost.
fn judge_all() -> (Vec<([&'static str; 2], Outcome)>, Vec<String>) {
    let (mut classes, mut wrong): (Vec<([&str; 2], Outcome)>, Vec<String>) = (Vec::new(), Vec::new());
    for polluted in all() {
        let own = judge(&polluted).unwrap_or_else(|why| {
            wrong.push(format!("{}: {why}\n{}", polluted.class[0], String::from_utf8_lossy(&polluted.bytes)));
            Outcome { files: 1, wrong: polluted.rows, ..Outcome::default() }
        });
        let place = classes.iter().position(|(class, _)| *class == polluted.class).unwrap_or(classes.len());
        if place == classes.len() {
            classes.push((polluted.class, Outcome::default()));
        }
        let sum = &mut classes[place].1;
        sum.files += own.files;
        sum.right += own.right;
        sum.rejected += own.rejected;
        sum.refused += own.refused;
        sum.wrong += own.wrong;
    }
    (classes, wrong)
}

/// The table of a page.
fn table(classes: &[([&str; 2], Outcome)], lang: Lang) -> String {
    let mut all = Outcome::default();
    let share = |rows: usize, of: usize| match (rows, of) {
        (_, 0) => "–".to_owned(),
        (0, _) => "0".to_owned(),
        (rows, of) => format!("{:.1} %", 100.0 * rows as f64 / of as f64),
    };
    let row = |name: &str, own: &Outcome| {
        let rows = own.right + own.rejected + own.refused + own.wrong;
        let shares = [own.right, own.rejected, own.refused, own.wrong].map(|part| share(part, rows));
        format!("| {name} | {} | {rows} | {} |\n", own.files, shares.join(" | "))
    };
    let mut table = match lang {
        Lang::Zh => "| 出了什么问题 | 文件 | 行 | 读对 | 逐行说明后不计 | 说明原因后拒收整个文件 | 读错或丢失 |\n",
        Lang::En => {
            "| what is wrong | files | rows | read right | rejected by name | refused by name | read wrong or lost |\n"
        }
    }
    .to_owned();
    table.push_str("|---|---:|---:|---:|---:|---:|---:|\n");
    for (class, own) in classes {
        table.push_str(&row(class[usize::from(lang == Lang::Zh)], own));
        all.files += own.files;
        all.right += own.right;
        all.rejected += own.rejected;
        all.refused += own.refused;
        all.wrong += own.wrong;
    }
    table + &row(lang.pick("合计", "all"), &all)
}

/// Holds the table of a page against what was found, or writes it.
fn hold(page: &str, table: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- damaged -->\n", "<!-- /damaged -->");
    let (before, rest) = text.split_once(begin).unwrap();
    let (is, after) = rest.split_once(end).unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{begin}{table}{end}{after}")).unwrap();
    } else {
        assert_eq!(is, table, "{page}: run `UPDATE_DOCS=1 cargo test --test damaged`");
    }
}

#[test]
fn nothing_else_is_read_and_no_row_is_lost() {
    let (classes, wrong) = judge_all();
    assert!(wrong.is_empty(), "{} files; the first: {}", wrong.len(), wrong[0]);
    hold("files.md", &table(&classes, Lang::En));
    hold("files.zh-CN.md", &table(&classes, Lang::Zh));
}
