//! A plain second implementation of the indicators against the project's timeline.
//!
//! The timeline computes all days in one pass, as sums of steps. The modules under `plain/` know nothing
//! of steps: for one day they blank what happened later and count, order by order, as SPEC section 5
//! reads. Where both agree on every day of a shop, neither a step that starts or ends on a wrong day nor
//! a misread sentence goes unnoticed, unless both misread it the same way.

// What goes wrong while a test is prepared fails the test, as `expect` in a test itself does.
#![allow(clippy::expect_used)]

#[path = "common/trend_day.rs"]
mod trend_day;
#[path = "common/workbook.rs"]
mod workbook;

mod plain {
    pub mod answers;
    pub mod cells;
    pub mod change;
    pub mod compare;
    pub mod count;
    pub mod dice;
    pub mod exports;
    pub mod generate;
    pub mod generate_orders;
    pub mod generate_rest;
    pub mod properties;
    pub mod run;
    pub mod service;
    mod settled;
    pub mod shop;
    pub mod shrink;
    pub mod state;
    pub mod steps;
    pub mod tables;
    pub mod words;
}

use plain::answers;
use plain::compare::compare;
use plain::generate::{shops, shops_without_duplicates};
use plain::properties;
use plain::shrink::for_all;
use plain::steps;
use std::path::Path;

/// How many generated shops are counted, and how many a property is tried on.
const SHOPS: u64 = 40;
const FEWER_SHOPS: u64 = 25;

#[test]
fn the_demo_shop_is_counted_alike_on_every_day() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    compare(&folder, 7, 14).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn any_shop_is_counted_alike_on_every_day() {
    for_all(shops(), SHOPS, |files, _| compare(files.folder().path(), 3, 35));
}

#[test]
fn nothing_later_matters() {
    for_all(shops_without_duplicates(), FEWER_SHOPS, properties::nothing_later_matters);
}

#[test]
fn the_order_of_rows_does_not_matter() {
    for_all(shops_without_duplicates(), FEWER_SHOPS, properties::the_order_of_rows_does_not_matter);
}

#[test]
fn two_halves_of_a_file_are_the_file() {
    for_all(shops(), FEWER_SHOPS, properties::two_halves_of_a_file_are_the_file);
}

#[test]
fn what_changed_adds_up() {
    for_all(shops(), FEWER_SHOPS, answers::what_changed_adds_up);
}

#[test]
fn undone_after_added_is_now() {
    for_all(shops(), FEWER_SHOPS, answers::undone_after_added_is_now);
}

#[test]
fn the_parts_sum_to_the_total() {
    for_all(shops(), FEWER_SHOPS, properties::the_parts_sum_to_the_total);
}

#[test]
fn cases_leave_on_the_day_they_say() {
    for_all(shops_without_duplicates(), FEWER_SHOPS, properties::cases_leave_on_the_day_they_say);
}

#[test]
fn each_day_of_a_trend_is_its_score() {
    for_all(shops(), FEWER_SHOPS, properties::each_day_of_a_trend_is_its_score);
}

#[test]
fn workbooks_are_their_csv() {
    for_all(shops(), FEWER_SHOPS, properties::workbooks_are_their_csv);
}

#[test]
fn the_timeline_is_the_sum_of_its_steps() {
    for_all(shops(), FEWER_SHOPS, steps::the_timeline_is_the_sum_of_its_steps);
}

#[test]
fn threads_change_nothing() {
    for_all(shops(), FEWER_SHOPS, steps::threads_change_nothing);
}

#[test]
fn many_orders_are_accounted_for_by_any_number_of_threads() {
    steps::many_orders_are_accounted_for_by_any_number_of_threads();
}
