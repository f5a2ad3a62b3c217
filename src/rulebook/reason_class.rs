//! Classes of after-sale reasons.

use crate::catalogue::text;
use crate::toml_file::{Fields, Node, text_of};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The id of a class of after-sale reasons: one that a rulebook lists, or [`OTHER_CLASS`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ReasonClass(String);

/// The class of a reason without any class's word, a blank one too (SPEC section 4). It needs no listing.
pub(crate) const OTHER_CLASS: &str = "other";

impl ReasonClass {
    pub(crate) fn other() -> ReasonClass {
        ReasonClass(OTHER_CLASS.to_owned())
    }

    pub(crate) fn is_other(&self) -> bool {
        self.0 == OTHER_CLASS
    }

    pub fn id(&self) -> &str {
        &self.0
    }

    /// A class that a rulebook lists.
    pub(super) fn of(id: String) -> ReasonClass {
        ReasonClass(id)
    }

    /// A class that counts for something: one of those that the definitions list, where all of these are known.
    pub(super) fn read_listed(node: &Node<'_>, definitions: &Fields<'_>) -> Option<ReasonClass> {
        let class = ReasonClass(node.text()?);
        let listed = definitions.peek("reasons").and_then(|reasons| {
            let reasons = reasons.get_ref().as_array()?.iter();
            reasons.map(|reason| text_of(reason, "class")).collect::<Option<Vec<_>>>()
        });
        if !class.is_other() && listed.is_some_and(|listed| !listed.contains(&class.id())) {
            node.invalid(|lang| text::rule_class(lang, &class));
        }
        Some(class)
    }
}

impl fmt::Display for ReasonClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
