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
    /// Of each kind a file for so many orders, in place of one.
    pub orders_per_file: Option<u64>,
}

/// Writes orders.csv, logistics.csv, refunds.csv and reviews.csv, or orders-0001.csv and so on: the same rows under the same
/// header, cut between two orders, as exports of short periods are.
pub fn write(directory: &Path, options: &Options) -> Result<()> {
    std::fs::create_dir_all(directory).with_context(|| directory.display().to_string())?;
    let mut random = Random::new(options.seed);
    let layout = random.clone();
    let per_file = options.orders_per_file.unwrap_or(u64::MAX).max(1);
    let mut files = Files::create(directory, options, 1, &mut random)?;
    for (purchase, written) in Purchases::new(random, options.orders).zip(0..) {
        if written > 0 && written % per_file == 0 {
            files.finish()?;
            files = Files::create(directory, options, written / per_file + 1, &mut layout.clone())?;
        }
        files.orders.write(&purchase)?;
        files.others.write(&purchase)?;
    }
    files.finish()
}

/// A file of each kind.
struct Files {
    orders: OrdersFile,
    others: OtherFiles,
}

impl Files {
    fn create(directory: &Path, options: &Options, number: u64, layout: &mut Random) -> Result<Self> {
        let quoting = if options.quote_all { Quoting::Everything } else { Quoting::Protected };
        let create = |kind: &str| {
            let name = match options.orders_per_file {
                Some(_) => format!("{kind}-{number:04}.csv"),
                None => format!("{kind}.csv"),
            };
            let path = directory.join(name);
            Output::create(&path, quoting, options.gb18030).with_context(|| path.display().to_string())
        };
        let orders = OrdersFile::new(create("orders")?, clock(), layout)?;
        let others = [create("logistics")?, create("refunds")?, create("reviews")?];
        Ok(Self { orders, others: OtherFiles::new(clock(), others, options.seed)? })
    }

    fn finish(self) -> Result<()> {
        self.orders.finish()?;
        self.others.finish()
    }
}

fn clock() -> Clock {
    Clock::new(super::demo::FIRST_DAY)
}
