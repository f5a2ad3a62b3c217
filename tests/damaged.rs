//! Damaged files: every cell is read as it stands or as the csv crate reads it, or its row is rejected, or its file refused,
//! each with the name of what is wrong. Never is anything else read, and no row is lost. The table of `docs/files.md` is
//! written by `UPDATE_DOCS=1 cargo test --test damaged`.

mod damaged {
    pub mod pollutions;
}

use damaged::pollutions::{HEADER, Polluted, all, cells};
use std::collections::BTreeMap;
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
        let cents = format!("{sub:?}");
        let cents = cents.split("amount: ").nth(1).unwrap().split(',').next().unwrap();
        let cents = if cents == i64::MIN.to_string() { "" } else { cents };
        let province = if sub.province == NONE { "" } else { &*shop.names.text(sub.province) };
        let cells = [&name, &product, cents, province.trim_end_matches(['省', '市'])].map(str::to_owned);
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

#[test]
fn nothing_else_is_read_and_no_row_is_lost() {
    let mut classes: Vec<([&str; 2], Outcome)> = Vec::new();
    let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for polluted in all() {
        let judged = judge(&polluted);
        let of_file =
            judged.clone().unwrap_or(Outcome { files: 1, wrong: polluted.rows, ..Outcome::default() });
        if let Err(why) = judged {
            let text = String::from_utf8_lossy(&polluted.bytes).into_owned();
            wrong.entry(polluted.class[0]).or_default().push(format!(
                "{why}\n{}",
                text.chars()
                    .take(if std::env::var_os("SHOW_DAMAGED").is_some() { 0 } else { 3000 })
                    .collect::<String>()
            ));
        }
        let known = classes.iter().position(|(class, _)| *class == polluted.class);
        let known = known.unwrap_or_else(|| {
            classes.push((polluted.class, Outcome::default()));
            classes.len() - 1
        });
        let sum = &mut classes[known].1;
        sum.files += of_file.files;
        sum.right += of_file.right;
        sum.rejected += of_file.rejected;
        sum.refused += of_file.refused;
        sum.wrong += of_file.wrong;
    }
    if std::env::var_os("SHOW_DAMAGED").is_some() {
        for (class, sum) in &classes {
            println!("{} {sum:?}", class[0]);
        }
    }
    let count: usize = wrong.values().map(Vec::len).sum();
    let first: Vec<String> =
        wrong.iter().map(|(class, all)| format!("== {class}: {}\n{}", all.len(), all[0])).collect();
    assert!(count == 0, "{count} files\n{}", first.join("\n"));
}
