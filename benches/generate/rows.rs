//! The row model of the large files without the files, for other benches.

#[path = "demo.rs"]
pub mod demo;

#[path = "large/clock.rs"]
pub mod clock;
#[path = "large/layout.rs"]
mod layout;
#[path = "large/orders_file.rs"]
mod orders_file;
#[path = "large/other_files.rs"]
pub mod other_files;
#[path = "large/output.rs"]
mod output;
#[path = "large/purchase.rs"]
pub mod purchase;

pub use demo::{catalogue, headers, random, table};
