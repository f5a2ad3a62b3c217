//! Labels and sentences of reports and help, made of `texts/*.toml`: a function of the language and of what fills
//! its places, in the order of the Chinese text.
#![allow(clippy::too_many_arguments)] // a place each

use super::Lang;
use std::fmt::Display;

include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// A text without places, as the functions of this module are.
pub(crate) type PlainText = fn(Lang) -> &'static str;
