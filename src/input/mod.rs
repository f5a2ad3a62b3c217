//! From files to a [`Shop`](crate::shop::Shop): containers, encodings, header names, cells, and an account of every row.
//!
//! Files are opened twice: first to detect what they are, then to be read kind by kind and from the oldest export to the
//! newest. A row is processed in one pass: split on bytes (the marks of CSV never occur inside a character of UTF-8 or
//! GB18030), only the cells in use decoded, nothing kept but what the shop keeps. A file found to be damaged half-way is
//! refused as a whole: reading starts again without it, so that no part of it counts.
//!
//! A file is read in [`pieces`] by several threads ([`pipeline`]), a sheet as a whole by one of them. Each piece is split
//! ([`split`]) 64 bytes at a time, while a check proves that the csv crate would split it alike; from the first place where
//! that proof fails the csv crate itself reads the rest ([`csv_records`]). In both cases [`row_intake`] counts, checks and
//! reads a row, which the thread's batch puts into the lane of its order's partition of the shop; what the rows of a piece
//! have in common, and their account, [`table_intake`] takes in in the order of the rows. So the csv crate is the
//! definition, and the rest a faster way to the same rows: tests read nasty files both ways, cut at every byte, by one
//! thread and by several.
//!
//! No personal data leaves this room: the table of columns has no field for names, phones, addresses or messages, and a
//! diagnostic shows an unreadable cell by its shape only.

mod bytes;
pub(crate) mod cell;
mod cell_cache;
mod cells;
pub mod columns;
mod container;
mod content;
mod csv_records;
mod data_rows;
mod delimited;
mod detect;
mod encoding;
mod exports_below;
mod file_name;
mod first_records;
mod folder;
mod header;
mod header_words;
mod ids;
mod input_file;
mod joined_cells;
mod known_header_names;
mod limits;
mod load;
mod long_ids;
mod opened_file;
mod options;
mod order_id_letters;
pub(crate) mod pasted;
mod piece_reader;
mod pieces;
mod pipeline;
mod progress;
mod readable;
mod readers;
mod refusal;
pub(crate) mod rejection;
mod row;
mod row_intake;
mod shops;
mod source;
mod split;
mod spool;
mod system_error;
mod table_intake;
mod tables;
#[cfg(test)]
mod truncated;
#[cfg(test)]
mod truncated_text;
mod unusable;
mod unused_columns;

pub(crate) use crate::shown_text::percent;
pub use delimited::Delimiter;
pub use encoding::Encoding;
pub use exports_below::{export_in, folders_in};
pub use header::{KindReason, Mapping};
pub(crate) use header_words::shown_header_name;
pub use input_file::{FileStatus, InputFile};
pub(crate) use limits::{MOST_UNPACKED, parsed_size};
pub(crate) use load::failures;
pub use load::{Loaded, load, load_if_any, survey};
pub use options::{Options, Splitting};
pub use progress::{Progress, Stage, Watcher};
pub(crate) use readable::column_letters;
pub(crate) use shops::shop_name;
