//! A plain loop of the csv crate that does nothing but count records.
//!
//! `cargo bench --bench csv_loop -- FILE…` prints how many records follow the header of each file. It is what
//! `benches/compare` holds the program against: no program that reads with the csv crate, record by record and
//! on one thread, can be faster.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};
use csv::{ByteRecord, ReaderBuilder};

/// As large as pays; from 64 KiB on it makes no difference.
const BUFFER: usize = 256 * 1024;

fn main() -> Result<()> {
    // Cargo adds `--bench` of its own.
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        // Anything else may be meant for another bench or test target: no reason to fail.
        if Path::new(&path).is_file() {
            println!("{} {path}", count(&path).with_context(|| path.clone())?);
        }
    }
    Ok(())
}

/// How many records follow the header.
pub fn count(path: &str) -> Result<u64> {
    let file = File::open(path)?;
    let mut reader = ReaderBuilder::new().buffer_capacity(BUFFER).from_reader(file);
    let mut record = ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record)? {
        records += 1;
    }
    Ok(records)
}
