//! How fast a workbook is read: a 50,000-row after-sales export, the most the platform puts in one file.
//!
//! `cargo bench --bench xlsx` makes the workbook in the temporary folder, then reads it in turns by a bare
//! loop over calamine's cells and by this project's reader, header names, cells, ids and all, and prints
//! the medians and their ratio. The bare loop is what no reader on calamine can be faster than.

use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use calamine::{Reader, Xlsx, open_workbook};
use tiyanfen::input::{self, Options};
use tiyanfen::time::Stamp;

#[allow(dead_code)] // of the files it writes elsewhere
#[path = "generate/rows.rs"]
mod rows;
#[path = "../tests/common/workbook.rs"]
mod workbook;

use rows::clock::Clock;
use rows::headers::AFTER_SALES;
use rows::other_files::refund_cell;
use rows::purchase::Purchases;
use rows::random::Random;
use workbook::{Cell, Manner, Style, Workbook};

const ROWS: usize = 50_000;
const ROUNDS: usize = 9;

/// What the cells are made of.
#[derive(Clone, Copy)]
enum Form {
    /// Every cell a text in the table of strings, as the platform's exports are.
    SharedStrings,
    /// Every cell a text of its own, as streaming writers leave them.
    InlineStrings,
    /// Times and amounts as numbers, as Excel saves them.
    Numbers,
}

fn main() -> Result<()> {
    // `cargo test --benches` only wants to know that it runs.
    let rows = if std::env::args().any(|argument| argument == "--bench") { ROWS } else { 50 };
    let folder = tempfile::TempDir::new()?;
    for (form, name) in [
        (Form::SharedStrings, "shared strings"),
        (Form::InlineStrings, "inline strings"),
        (Form::Numbers, "shared strings, times and amounts as numbers"),
    ] {
        let path = folder.path().join("售后单.xlsx");
        write(&path, form, rows)?;
        let size = std::fs::metadata(&path)?.len() as f64 / 1e6;
        println!("{name}: {rows} rows of {} columns, {size:.1} MB", AFTER_SALES.len());
        measure(&path, rows)?;
    }
    Ok(())
}

/// Both ways in turns, so that whatever else the machine does falls on both.
fn measure(path: &Path, rows: usize) -> Result<()> {
    let (mut bare, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let cells = count_cells(path)?;
        bare.push(begin.elapsed());
        ensure!(cells == (rows + 1) * AFTER_SALES.len(), "{cells} cells");
        let begin = Instant::now();
        let read = load(path)?;
        whole.push(begin.elapsed());
        ensure!(read == rows as u64, "{read} rows");
    }
    let (bare, whole) = (median(bare), median(whole));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    println!("  calamine's cells {:>6.0} ms", bare.as_secs_f64() * 1e3);
    println!("  tiyanfen         {:>6.0} ms, {ratio:.2} times as long", whole.as_secs_f64() * 1e3);
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn count_cells(path: &Path) -> Result<usize> {
    let mut book: Xlsx<_> = open_workbook(path)?;
    let name = book.sheet_names().first().cloned().context("a sheet")?;
    let mut reader = book.worksheet_cells_reader(&name)?;
    let mut cells = 0;
    while let Some(cell) = reader.next_cell()? {
        black_box(&cell);
        cells += 1;
    }
    Ok(cells)
}

fn load(path: &Path) -> Result<u64> {
    let clock = chrono::NaiveDate::from_ymd_opt(2030, 1, 1).and_then(Stamp::from_date).context("a day")?;
    let loaded = input::load(&Options::new(vec![path.to_owned()], clock))
        .map_err(|why| anyhow::anyhow!("not read: {why:?}"))?;
    Ok(black_box(&loaded).files.iter().map(|file| file.read).sum())
}

/// Writes the workbook row by row.
fn write(path: &Path, form: Form, rows: usize) -> Result<()> {
    let manner = Manner { inline: matches!(form, Form::InlineStrings), epoch_1904: false };
    let mut book = Workbook::new(BufWriter::new(File::create(path)?), manner);
    book.sheet("售后单");
    book.texts(AFTER_SALES);
    let clock = Clock::new(rows::demo::FIRST_DAY);
    // One order in twelve has an after-sale: there are more than enough.
    let purchases = Purchases::new(Random::new(1), rows as u64 * 20);
    let refunds = purchases.filter_map(|mut purchase| Some((purchase.refund.take()?, purchase)));
    let mut written = 0;
    for (refund, purchase) in refunds.take(rows) {
        let cells = AFTER_SALES.map(|column| {
            let text = refund_cell(&clock, column, &purchase, &refund);
            // The mark that keeps Excel from reading ids as numbers is only in CSV files.
            let text = text.trim_start_matches('\t');
            match form {
                Form::Numbers if column.contains("时间") => as_serial(text),
                Form::Numbers if column.contains("（元）") => as_number(text),
                _ => Cell::Text(text.to_owned()),
            }
        });
        book.row(&cells);
        written += 1;
    }
    ensure!(written == rows, "only {written} rows");
    book.finish();
    Ok(())
}

fn as_serial(text: &str) -> Cell {
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|day| day.and_hms_opt(0, 0, 0));
    match (chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S"), epoch) {
        (Ok(time), Some(epoch)) => {
            Cell::Number(((time - epoch).num_seconds() as f64 / 86_400.0).to_string(), Style::Time)
        }
        _ => Cell::Text(text.to_owned()),
    }
}

fn as_number(text: &str) -> Cell {
    text.parse::<f64>()
        .map_or_else(|_| Cell::Text(text.to_owned()), |value| Cell::Number(value.to_string(), Style::Plain))
}
