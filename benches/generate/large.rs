//! Files big enough to measure a reader with: orders, parcels, after-sales and reviews of one shop.
//!
//! Orders are made one at a time and written to all files at once, so memory does not grow with their
//! number. The columns of every file come in an order of the seed's, one of them under an alias: whoever reads
//! them by position or by one name only is found out.

use std::path::Path;

use anyhow::{Context, Result};

#[path = "large/clock.rs"]
mod clock;
#[path = "large/layout.rs"]
mod layout;
#[path = "large/orders_file.rs"]
mod orders_file;
#[path = "large/other_files.rs"]
mod other_files;
#[path = "large/output.rs"]
mod output;
#[path = "large/purchase.rs"]
mod purchase;

use super::demo::{catalogue, headers, random, table};
use clock::Clock;
use orders_file::OrdersFile;
use other_files::OtherFiles;
use output::Output;
use purchase::Purchases;
use random::Random;
use table::Quoting;

/// What to write.
pub struct Options {
    /// How many main orders.
    pub orders: u64,
    /// Another seed, other files.
    pub seed: u64,
    /// GB18030 in place of UTF-8.
    pub gb18030: bool,
    /// Every cell in quotes.
    pub quote_all: bool,
}

/// Writes orders.csv, logistics.csv, refunds.csv and reviews.csv.
pub fn write(directory: &Path, options: &Options) -> Result<()> {
    std::fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    let quoting = if options.quote_all { Quoting::Everything } else { Quoting::Protected };
    let create = |name: &str| {
        let path = directory.join(name);
        Output::create(&path, quoting, options.gb18030).with_context(|| path.display().to_string())
    };
    let mut random = Random::new(options.seed);
    let mut orders = OrdersFile::new(create("orders.csv")?, clock(), &mut random)?;
    let others = [create("logistics.csv")?, create("refunds.csv")?, create("reviews.csv")?];
    let mut others = OtherFiles::new(clock(), others, options.seed)?;
    for purchase in Purchases::new(random, options.orders) {
        orders.write(&purchase)?;
        others.write(&purchase)?;
    }
    orders.finish()?;
    others.finish()
}

fn clock() -> Clock {
    Clock::new(super::demo::FIRST_DAY)
}
