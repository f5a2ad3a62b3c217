//! What tables come in: zip archives and workbooks.

pub mod archive;
pub mod number;
pub mod spool;
pub mod workbook;
