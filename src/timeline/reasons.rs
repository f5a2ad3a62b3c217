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
    /// Looks at the reasons and tags of a shop's after-sales, once each: they stand among the names of products,
    /// of which there may be a hundred thousand.
    pub fn of(shop: &Shop, definitions: &Definitions) -> Reasons {
        let blank = definitions.membership("");
        let mut by_name = vec![None; shop.names.len()];
        for name in shop.refunds().iter().flat_map(|refund| [refund.reason, refund.tag]) {
            if let Some(slot @ None) = by_name.get_mut(name as usize) {
                *slot = Some(definitions.membership(&shop.names.text(name)));
            }
        }
        Reasons {
            by_name: by_name.into_iter().map(|membership| membership.unwrap_or(blank)).collect(),
            blank,
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
