//! Files that were made to do harm, and what is no file at all: each is refused in words or read, the good files beside it
//! count, and neither memory nor the disk is filled.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

#[path = "hostile_inputs/bombs.rs"]
mod bombs;
#[path = "hostile_inputs/broken.rs"]
mod broken;
#[cfg(unix)]
#[path = "hostile_inputs/streams.rs"]
mod streams;
#[path = "hostile_inputs/support.rs"]
mod support;
