//! Containers of tables: zip archives and workbooks.

pub(super) mod archive;
pub(super) mod compound_file;
mod number;
mod parts;
pub(super) mod sheet_to_csv;
pub(super) mod workbook;
