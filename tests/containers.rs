//! Workbooks and zip archives: whatever an export comes in, the report on it is the report on its CSV.
//!
//! `fixtures/containers` holds workbooks of three writers beside CSV twins of the same content, archives,
//! and files that must be refused; the demo's files are packed here.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

#[path = "containers/cells.rs"]
mod cells;
#[path = "containers/demo.rs"]
mod demo;
#[path = "containers/many_files.rs"]
mod many_files;
#[path = "containers/privacy.rs"]
mod privacy;
#[path = "containers/refused.rs"]
mod refused;
#[path = "containers/sheets.rs"]
mod sheets;
#[path = "containers/support.rs"]
mod support;
#[path = "containers/twins.rs"]
mod twins;
#[path = "common/workbook.rs"]
mod workbook;
#[path = "containers/zips.rs"]
mod zips;
