//! tiyanfen (体验分): the merchant experience score of a Douyin shop, from the files the shop exports.
//!
//! Data runs one way, room after room, and every arrow points the same way:
//!
//! ```text
//! input  →  shop  →  timeline  →  scorecard  →  insight  →  report
//! bytes     orders   steps by day  points        answers     text, JSON, CSV
//! ```
//!
//! [`input`] turns files into rows and accounts for each, and reads what people type besides: the figures of
//! the back-office page, lists of orders. [`shop`] holds orders, parcels, reviews and after-sales, each once;
//! [`timeline`] says what each adds to which indicator from which day to which; [`scorecard`] turns sums into
//! points under a [`rulebook`], and adds and takes what stage, small-shop rule, bonuses and deductions say.
//! [`insight`] finds what costs most and who is to blame, how it has come, which thresholds are met since when,
//! and why the back office shows another figure. [`report`] is one serialisable value per command and its
//! renderers.
//!
//! A [`rulebook`] is data: *definitions* say what is counted, *scoring* what it is worth. Those of the platform
//! are files of a folder that the program carries; a family of them stands for the one in force on a day. A
//! shop's own file may extend one of them. Everything that is wrong with it is told at once, with its line.
//!
//! [`cli`] is the only room that knows the command line. What was typed is merged there, as text, with
//! `tiyanfen.toml`, in which a shop writes down what it would type every time; flags win. So no other room knows
//! where a value came from.
//!
//! [`field`], [`indicator`], [`time`] and [`catalogue`] are the vocabulary all rooms share: columns, indicators,
//! days, words; [`reference`] makes pages of it. [`threads`] is how many of them a run may use.

// A panic is no way to tell an operator anything.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod analysis;
pub mod catalogue;
pub mod cli;
pub mod field;
pub mod indicator;
pub mod input;
pub mod insight;
mod names;
mod parallel;
pub mod reference;
mod refund_kind;
pub mod report;
pub mod rounding;
pub mod rulebook;
pub mod scorecard;
pub mod shop;
mod shown_text;
mod string_enum;
mod text_file;
pub mod threads;
pub mod time;
pub mod timeline;
mod toml_file;
