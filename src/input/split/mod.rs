//! Where records and cells end, found 64 bytes at a time.
//!
//! Each block of 64 bytes becomes four masks of 64 bits: where its quotes, commas, line feeds and carriage
//! returns are. A byte lies inside quotes when the number of quotes before it is odd; a running sum over the bits
//! tells that for all 64 bytes at once. Commas and line feeds outside quotes end cells and records. No byte of a
//! longer character of UTF-8 or GB18030 has the value of one of these marks.
//!
//! Counting quotes gives the result of the csv crate only if quotes are where they belong, so every block is checked
//! on the way: an opening quote stands at the beginning of a cell or doubles a closing one, a closing quote is
//! followed by a comma, a line break, a quote or the end, and a carriage return outside quotes has its line feed. The
//! scan stops at the first byte that breaks these rules. All records before the one with that byte are exact, and the
//! caller reads on from there with the csv crate.
//!
//! A record is handed on the moment its end is found, while its bytes are in the fastest cache. Only the places of the
//! columns that are asked for are kept of it.

mod guess;
mod marks;
mod open_record;
mod record;
mod scanner;
#[cfg(test)]
mod tests;
mod wanted_columns;

pub(super) use guess::first_record;
pub(super) use open_record::{RecordSink, Rows};
pub(super) use record::SplitRecord;
pub(super) use scanner::{ScanEnd, Scanner};
pub(super) use wanted_columns::{CellMarks, RecordMarks, WantedColumns};
