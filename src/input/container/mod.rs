//! Containers of tables: zip archives and workbooks.

pub(super) mod archive;
mod number;
pub(super) mod sheet_to_csv;
pub(super) mod workbook;
