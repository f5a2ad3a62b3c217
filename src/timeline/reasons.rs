//! Which classes the reasons of a shop belong to, worked out once per distinct text.

use crate::field::Field;
use crate::rulebook::{Definitions, Membership};
use crate::shop::{Refund, Shop};

/// What the reasons of a shop count for.
#[derive(Debug)]
pub struct Reasons {
    by_name: Vec<Membership>,
    blank: Membership,
    /// No file has a reason column: the platform's tag is what there is.
    tag_stands_in: bool,
}

impl Reasons {
    /// Looks at every short text of a shop; only those of reasons are asked for.
    pub fn of(shop: &Shop, definitions: &Definitions) -> Reasons {
        let names = 0..shop.names.len() as u32;
        Reasons {
            by_name: names.map(|name| definitions.membership(&shop.names.text(name))).collect(),
            blank: definitions.membership(""),
            tag_stands_in: !shop.has_column(Field::RefundReason),
        }
    }

    /// What an after-sale counts for: its mark, else its reason; a blank reason is one without a class.
    pub fn of_refund(&self, refund: &Refund) -> Membership {
        let look = |name: u32| self.by_name.get(name as usize).copied().unwrap_or(self.blank);
        let (reason, tag) = (look(refund.reason), look(refund.tag));
        if tag.marked || self.tag_stands_in { tag } else { reason }
    }
}
