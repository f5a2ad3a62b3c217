//! Writes shops that do not exist, in the layout of the platform's exports.
//!
//! `cargo bench --bench generate -- demo DIR` writes the demo shop that is committed under `fixtures/`;
//! `cargo bench --bench generate -- large DIR --orders 1000000` writes files big enough to measure with.
//! It is a bench target so that it ships with the sources and not with the program.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

mod demo;
mod large;

const USAGE: &str = "\
usage: generate demo DIR
       generate large DIR [--orders 1000000] [--seed 1] [--gb18030] [--quote-all]
                          [--orders-per-file N]";

fn main() -> Result<()> {
    // Cargo adds `--bench` of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["demo", directory] => write_demo(Path::new(directory)),
        ["large", rest @ ..] => {
            let (directory, options) = parse(rest)?;
            large::write(&directory, &options)
        }
        // Anything else may be meant for another bench or test target: no reason to fail.
        _ => {
            println!("{USAGE}");
            Ok(())
        }
    }
}

fn write_demo(directory: &Path) -> Result<()> {
    fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    for (name, bytes) in demo::files() {
        let path = directory.join(name);
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn parse(arguments: &[&str]) -> Result<(PathBuf, large::Options)> {
    let mut options = large::Options {
        orders: 1_000_000,
        seed: 1,
        gb18030: false,
        quote_all: false,
        orders_per_file: None,
    };
    let mut directory = None;
    let mut left = arguments.iter();
    while let Some(&argument) = left.next() {
        let mut number = || -> Result<u64> {
            let value = left.next().with_context(|| format!("{argument} needs a number"))?;
            value.replace('_', "").parse().with_context(|| format!("{argument} {value}"))
        };
        match argument {
            "--orders" => options.orders = number()?,
            "--orders-per-file" => options.orders_per_file = Some(number()?),
            "--seed" => options.seed = number()?,
            "--gb18030" => options.gb18030 = true,
            "--quote-all" => options.quote_all = true,
            _ if directory.is_none() && !argument.starts_with('-') => {
                directory = Some(PathBuf::from(argument))
            }
            _ => bail!("unexpected argument {argument}\n{USAGE}"),
        }
    }
    Ok((directory.context(USAGE)?, options))
}
