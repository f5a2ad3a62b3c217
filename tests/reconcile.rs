//! `tiyanfen reconcile`: planted causes are found, and nothing is claimed where there are none.

mod common;

#[path = "reconcile/agreement.rs"]
mod agreement;
#[path = "reconcile/causes.rs"]
mod causes;
#[path = "reconcile/input.rs"]
mod input;
#[path = "reconcile/output.rs"]
mod output;
#[path = "reconcile/support.rs"]
mod support;
