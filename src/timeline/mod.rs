//! Measures by day.
//!
//! What an order adds to a numerator or denominator is a step function of the as-of day (SPEC section 1): it begins when
//! the order has entered its window and everything needed is known, may change when something more becomes known, and
//! ends N days after its cohort day. [`Facts`] describes those steps once, order by order, as [`Fact`]s. A [`Sink`]
//! takes facts: the [`Timeline`] adds where each begins and ends to difference arrays by measure, after which any day of
//! the past costs a few additions; cases and causes take the facts that stand on one day. So there is one definition of
//! every indicator, no second pass over the files, and no stored list of facts.
//!
//! Orders are independent of each other, so threads may share them out, each with a sink of its own. Sinks hold sums of
//! integers, so the result does not depend on the sharing.

mod alike;
mod by_day;
mod differences;
mod fact;
mod facts;
mod measures;
mod orders;
mod reasons;
mod refunds;
mod service;
mod signed;
mod spans;
mod stars;
mod steps;
mod sums;
mod tally;

pub use alike::Alike;
pub(crate) use fact::Subject;
pub use fact::{Fact, Sink};
pub use facts::Facts;
pub use measures::Measure;
pub(crate) use measures::Measures;
pub(crate) use refunds::ProductsOfRefunds;
pub use spans::OrderSpan;
pub use sums::Timeline;
pub use tally::Tally;
pub(crate) use tally::numerator_unit;
