//! The traps of the files that shops really export, one fixture each under `fixtures/traps`, byte for
//! byte as in the wild. Every test fails when the handling of its trap is taken out.
#![allow(clippy::expect_used)] // helpers of tests fail like tests

mod common;

#[path = "traps/aliases.rs"]
mod aliases;
#[path = "traps/cells.rs"]
mod cells;
#[path = "traps/damage.rs"]
mod damage;
#[path = "traps/files.rs"]
mod files;
#[path = "traps/headers.rs"]
mod headers;
#[path = "traps/logistics.rs"]
mod logistics;
#[path = "traps/orders.rs"]
mod orders;
#[path = "traps/overlap.rs"]
mod overlap;
#[path = "traps/privacy.rs"]
mod privacy;
#[path = "traps/refunds.rs"]
mod refunds;
#[path = "traps/reviews.rs"]
mod reviews;
#[path = "traps/rows.rs"]
mod rows;
#[path = "traps/service.rs"]
mod service;
#[path = "traps/support.rs"]
mod support;
