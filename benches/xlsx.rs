//! A workbook, and a bare loop over its cells: a 50,000-row after-sales export, the most the platform puts in one file.
//!
//! `cargo bench --bench xlsx -- write DIR ROWS` writes it in three forms, a folder each; `-- count FILE` counts its cells with
//! calamine. It is what `benches/compare` holds the program against: no program that reads with calamine can be faster.

use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use calamine::{Reader, Xlsx, open_workbook};

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
    // Cargo adds `--bench` of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder, rows] => write_all(Path::new(folder), rows.parse()?),
        ["count", path] => {
            println!("{}", count_cells(Path::new(path))?);
            Ok(())
        }
        // Anything else may be meant for another bench or test target: no reason to fail.
        _ => Ok(()),
    }
}

fn write_all(folder: &Path, rows: usize) -> Result<()> {
    let forms =
        [("shared", Form::SharedStrings), ("inline", Form::InlineStrings), ("numbers", Form::Numbers)];
    for (name, form) in forms {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        write(&folder.join("售后单.xlsx"), form, rows)?;
    }
    Ok(())
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
