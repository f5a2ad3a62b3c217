//! The classes to which the reasons of a shop belong, computed once per distinct text.

use crate::field::Field;
use crate::rulebook::{Definitions, Membership};
use crate::shop::{Refund, Shop};

/// The classes of a shop's reasons.
#[derive(Debug)]
pub(super) struct Reasons {
    by_name: Vec<Membership>,
    blank: Membership,
    /// No file has a column of reasons, so the platform's tag stands in.
    tag_stands_in: bool,
}

impl Reasons {
    /// Classifies the reasons and tags of a shop's after-sales, and not all of its names: there may be a hundred thousand
    /// names of products.
    pub(super) fn of(shop: &Shop, definitions: &Definitions) -> Reasons {
        let blank = definitions.membership("");
        let mut by_name = vec![None; shop.names.len()];
        for name in shop.refunds().flat_map(|refund| [refund.reason, refund.tag]) {
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

    /// The classes of an after-sale: those of a marked tag, else those of the reason. A blank reason has none.
    pub(super) fn of_refund(&self, refund: &Refund) -> Membership {
        let class = |name: u32| self.by_name.get(name as usize).copied().unwrap_or(self.blank);
        let (reason, tag) = (class(refund.reason), class(refund.tag));
        if tag.marked || self.tag_stands_in { tag } else { reason }
    }
}
