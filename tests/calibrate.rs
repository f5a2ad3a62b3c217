//! Rulebooks fitted to the back office's figures: secret ones found again, the base left where it fits, and what cannot
//! be learnt said in words.

mod common;

#[path = "calibrate/page.rs"]
mod page;
#[path = "calibrate/secret.rs"]
mod secret;

#[path = "calibrate/hand.rs"]
mod hand;
#[path = "calibrate/output.rs"]
mod output;
#[path = "calibrate/predictions.rs"]
mod predictions;
