//! What tables come in: zip archives and workbooks.

pub mod archive;
pub mod number;
pub mod sheet_to_csv;
pub mod workbook;
