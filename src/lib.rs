//! tiyanfen (体验分): the merchant experience score of a Douyin shop, from the files the shop exports.
//!
//! Data runs one way, room after room, and every arrow points the same way:
//!
//! ```text
//! input  →  shop  →  timeline  →  scorecard  →  insight  →  report
//! bytes     orders   steps by day  points        answers     text, JSON, CSV
//! ```
//!
//! [`input`] turns files into rows and accounts for each; [`shop`] holds orders, parcels, reviews and
//! after-sales, each once; [`timeline`] says what each adds to which indicator from which day to which;
//! [`scorecard`] turns sums into points under a [`rulebook`]; [`insight`] finds what costs most, who is
//! to blame and how it has come; [`report`] is one serialisable value and its renderers. [`cli`] is the only
//! room that knows the command line. [`field`], [`indicator`], [`time`] and [`catalogue`] are the vocabulary all
//! rooms share: columns, indicators, days, words; [`reference`] makes pages of it.

// A panic is no way to tell an operator anything.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod catalogue;
pub mod cli;
mod closed_set;
pub mod field;
pub mod indicator;
pub mod input;
pub mod insight;
pub mod reference;
pub mod report;
pub mod rulebook;
pub mod scorecard;
pub mod shop;
pub mod time;
pub mod timeline;
mod toml_file;
