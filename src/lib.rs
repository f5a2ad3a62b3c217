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
//! [`facts_table`] writes the steps themselves, for engines that add up those of many shops.
//!
//! [`sums`] is a table of what they come to by day, from which scores are made where there is no single order.
//!
//! [`mail`] makes a message of what it is given and hands it to a server or to a command of the machine; it knows no
//! report.
//!
//! [`cli`] is the only room that knows the command line. What was typed is merged there, as text, with
//! `tiyanfen.toml`, in which a shop writes down what it would type every time; flags win. So no other room knows
//! where a value came from.
//!
//! [`field`], [`indicator`], [`time`] and [`catalogue`] are the vocabulary all rooms share: columns, indicators,
//! days, words; [`reference`] makes pages of it. [`threads`] is how many of them a run may use.

// A panic is no way to tell an operator anything.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]
#![warn(clippy::pedantic, unreachable_pub)]
#![allow(
    // Counts and seconds are far below 2^52; what is read from files is checked before it becomes a narrower number.
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    // Two figures are equal where they come from the same integers; a tolerance would hide a difference.
    clippy::float_cmp,
    // Nearly everything here is a question without side effects: the attribute would stand on all of it.
    clippy::must_use_candidate,
    // The way of a row through splitting and reading is measured; what is inlined there was faster so.
    clippy::inline_always,
    // Comments made of texts and generated code name columns and files as they are written.
    clippy::doc_markdown,
    // A few short texts a run; a buffer to write into reads no better.
    clippy::format_push_string,
    clippy::format_collect,
    // Figures of tests are written as they are printed.
    clippy::unreadable_literal,
    // The last step of a chain.
    clippy::needless_for_each,
    // Two cases side by side, each with what it stands for.
    clippy::match_bool,
    // `continue` at the end of a branch says that the loop goes on.
    clippy::needless_continue,
    // A closure says what is passed on; a path to the method of another room imports more than is used.
    clippy::redundant_closure_for_method_calls,
    // Kinds of after-sales and endings of files, which are in lower case already, are listed one by one.
    clippy::case_sensitive_file_extension_comparisons,
    clippy::match_same_arms,
    // An optional text of a document is borrowed as it stands there; a boxed diagnostic keeps the result small.
    clippy::ref_option,
    clippy::unnecessary_box_returns,
    // A cell may be absent, present and unreadable, or present.
    clippy::option_option,
    // One signature for functions that stand in the same table or take each other's place.
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    // Constants and small functions stand where they are used.
    clippy::items_after_statements,
    // Names of fields are keys of JSON or TOML, or the field's own terms.
    clippy::similar_names,
    clippy::struct_excessive_bools,
    clippy::struct_field_names
)]

pub mod analysis;
pub mod catalogue;
pub mod cli;
mod effort;
pub mod facts_table;
mod faults;
pub mod field;
mod guard;
pub mod history;
pub mod indicator;
pub mod input;
pub mod insight;
pub mod mail;
mod names;
mod parallel;
pub mod reference;
mod refund_kind;
pub mod report;
pub mod rounding;
pub mod rulebook;
pub mod scorecard;
pub mod share;
pub mod shop;
mod shown_text;
pub mod sql;
mod string_enum;
pub mod sums;
mod text_file;
pub mod threads;
pub mod time;
pub mod timeline;
mod toml_file;

// The fuzzer's engine ends the process at a panic that no call guards against.
#[doc(hidden)]
pub use guard::is_guarded;
