//! Facts as a table, one row a step, for engines that only need to add them up.
//!
//! A row says what an order, a parcel, an after-sale or a row of customer service adds to a measure, from one as-of day to
//! the day before another ([`row`] has the columns). It comes from the same [`Facts`](crate::timeline::Facts) that a score
//! sums up, so an engine needs no definition: what counts on day D in a window of W days is the sum of the rows with
//! `known_from` <= D, D < `known_until` or none, and D < `cohort_day` + W.
//!
//! What facts depend on beside the rows of their own orders is in the [`head`].

mod csv_rows;
pub mod head;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod row;
mod sink;

pub use row::{COLUMNS, FactRow};
pub use sink::write_all;

use crate::report::JsonDocument;
use crate::string_enum::string_enum;
use crate::sums::SumsRow;
use head::FactsHead;
use std::io::Write;

/// The shapes of the table and of what goes with it.
pub const STRUCTURES: &[JsonDocument] = &[
    JsonDocument::of_structure::<FactRow<'static>>("facts"),
    JsonDocument::of_structure::<FactsHead>(FactsHead::NAME),
    JsonDocument::of_structure::<SumsRow<'static>>("sums"),
];

string_enum! {
    /// The form of a table of facts.
    FactsFormat {
        /// Columns of typed values, compressed.
        Parquet = "parquet",
        /// Text.
        Csv = "csv",
    }
}

impl FactsFormat {
    /// Those that this build can write.
    pub fn available() -> impl Iterator<Item = FactsFormat> {
        FactsFormat::ALL
            .iter()
            .copied()
            .filter(|format| cfg!(feature = "parquet") || *format != FactsFormat::Parquet)
    }

    /// A table of this form that is written to somewhere; `head` goes with it where the form has a place for it.
    ///
    /// # Errors
    ///
    /// Where nothing can be written there.
    pub fn writer<'w>(
        self,
        to: &'w mut (dyn Write + Send),
        head: &FactsHead,
    ) -> anyhow::Result<Box<dyn FactRows + 'w>> {
        match self {
            #[cfg(feature = "parquet")]
            FactsFormat::Parquet => Ok(Box::new(parquet_rows::ParquetRows::new(to, head)?)),
            #[cfg(not(feature = "parquet"))]
            FactsFormat::Parquet => anyhow::bail!("built without Parquet"),
            FactsFormat::Csv => {
                let _ = head;
                Ok(Box::new(csv_rows::CsvRows::new(to)?))
            }
        }
    }
}

/// Takes the rows of a table.
pub trait FactRows {
    /// Takes a row.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn row(&mut self, row: &FactRow<'_>) -> anyhow::Result<()>;

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn finish(self: Box<Self>) -> anyhow::Result<()>;
}
