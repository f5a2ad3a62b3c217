//! Single cases with a deadline: who is listed, until when, and what missing it costs, worked out by hand.
//!
//! Now is 2025-06-12 12:00:00 unless a test says otherwise.

mod common;

#[allow(dead_code)] // shared with other tests
#[path = "indicators/checks.rs"]
mod checks;
#[allow(dead_code)] // shared with other tests
#[path = "indicators/rows.rs"]
mod rows;
#[allow(dead_code)] // shared with other tests
#[path = "indicators/shop.rs"]
mod shop;

#[path = "watch/aftersales.rs"]
mod aftersales;
#[path = "watch/costs.rs"]
mod costs;
#[path = "watch/output.rs"]
mod output;
#[path = "watch/parcels.rs"]
mod parcels;
#[path = "watch/pickups.rs"]
mod pickups;
#[path = "watch/properties.rs"]
mod properties;
#[path = "watch/support.rs"]
mod support;
