//! What stands above the parts of a rulebook that somebody is going to change by hand, made of
//! `rulebook_comments.toml`.

use super::Bilingual;

/// What is said of a section without a comment of its own.
pub const OTHER_SECTION: Bilingual =
    Bilingual { zh: "含义见 tiyanfen rules show", en: "`tiyanfen rules show` says what it means" };

include!(concat!(env!("OUT_DIR"), "/rulebook_comments.rs"));
