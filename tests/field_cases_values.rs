//! What a cell, a row and a key of everyday files mean: a clean shop of ten orders, of which each test changes one
//! thing, and figures worked out by hand.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

#[path = "field_cases_values/base.rs"]
mod base;
#[path = "field_cases_values/cells.rs"]
mod cells;
#[path = "field_cases_values/exports.rs"]
mod exports;
#[path = "field_cases_values/service.rs"]
mod service;
#[path = "field_cases_values/words.rs"]
mod words;
