//! Every indicator, window and rule of the score, computed by hand from a few rows.
//!
//! The shops here are as small as the rule allows, and what is expected is written as the arithmetic
//! that leads to it, never copied from a report. Windows end on 2025-06-30 unless a test says otherwise:
//! the 30-day window is then June, the 90-day window begins on 2025-04-02.

mod common;

#[path = "indicators/checks.rs"]
mod checks;
#[path = "indicators/rows.rs"]
mod rows;
#[path = "indicators/shop.rs"]
mod shop;

#[path = "indicators/after_sales.rs"]
mod after_sales;
#[path = "indicators/as_of.rs"]
mod as_of;
#[path = "indicators/customer_service.rs"]
mod customer_service;
#[path = "indicators/days.rs"]
mod days;
#[path = "indicators/duplicates.rs"]
mod duplicates;
#[path = "indicators/hours.rs"]
mod hours;
#[path = "indicators/no_data.rs"]
mod no_data;
#[path = "indicators/not_due.rs"]
mod not_due;
#[path = "indicators/parcels.rs"]
mod parcels;
#[path = "indicators/pickup.rs"]
mod pickup;
#[path = "indicators/reasons.rs"]
mod reasons;
#[path = "indicators/reviews.rs"]
mod reviews;
#[path = "indicators/rulebooks.rs"]
mod rulebooks;
#[path = "indicators/thresholds.rs"]
mod thresholds;
#[path = "indicators/total.rs"]
mod total;
#[path = "indicators/trend.rs"]
mod trend;
#[path = "indicators/unmatched.rs"]
mod unmatched;
#[path = "indicators/valid_orders.rs"]
mod valid_orders;
#[path = "indicators/windows.rs"]
mod windows;
