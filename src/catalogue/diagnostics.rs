//! A constructor for every diagnostic, made of `diagnostics/*.toml`: what fills the places of its message and of
//! what to do, in the order of the Chinese texts.

use super::{Arg, Code, Diagnostic};

include!(concat!(env!("OUT_DIR"), "/diagnostics.rs"));
