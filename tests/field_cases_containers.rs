//! What files of everyday folders are: each is read, or named for what it is with what to do, and the good files beside
//! it count all the same.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

#[path = "field_cases_containers/base.rs"]
mod base;
#[cfg(unix)]
#[path = "field_cases_containers/changed.rs"]
mod changed;
#[path = "field_cases_containers/containers.rs"]
mod containers;
#[path = "field_cases_containers/left_out.rs"]
mod left_out;
#[path = "field_cases_containers/order_ids.rs"]
mod order_ids;
#[path = "field_cases_containers/order_times.rs"]
mod order_times;
#[path = "field_cases_containers/own_columns.rs"]
mod own_columns;
