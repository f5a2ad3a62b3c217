//! Which order an id names.

use super::{Id, NAME_KEY, NONE, Order, Shop};

impl Shop {
    /// The order of a main id; a new one where there is none.
    pub(super) fn order_of_main_id(&mut self, id: Id, arena: &[u8]) -> u32 {
        let (order, new) = self.order_ids.intern(id, arena);
        if new {
            self.orders.push(Order {
                first_sub: NONE,
                first_parcel: NONE,
                first_review: NONE,
                first_refund: NONE,
            });
        }
        order
    }

    /// The same for an id that is made up.
    pub(super) fn order_of_text(&mut self, id: &str) -> u32 {
        self.order_of_main_id(Id::in_arena(0, id.len()), id.as_bytes())
    }

    /// The sub-order with an id, where no two orders have one with it.
    pub(super) fn sub_of_id(&self, id: Id, arena: &[u8]) -> Option<u32> {
        if let Some(found) = self.sub_ids.find(id, arena).filter(|found| !self.shared_sub_ids.contains(found))
        {
            return self.sub_of_id.get(found as usize).copied();
        }
        let order = self.order_ids.find(id, arena)?;
        self.subs_of(order).find(|(_, sub)| sub.has_main_id()).map(|(index, _)| index)
    }

    /// The order that a review or parcel names by sub-order or main id; a new one where there is none. `known` is the
    /// order with this main id, where that was looked up before.
    pub(super) fn order_of_any_id(&mut self, id: Id, known: Option<u32>, arena: &[u8]) -> u32 {
        // Nearly always the id is a main id, and no sub-order has it.
        if self.sub_names_order == Some(false)
            && let Some(order) = known.or_else(|| self.order_ids.find(id, arena))
        {
            return order;
        }
        // A sub-order with its order's main id names the same order as that id does.
        let sub = self.sub_ids.find(id, arena).filter(|found| !self.shared_sub_ids.contains(found));
        let sub = sub.and_then(|found| self.sub_of_id.get(found as usize));
        match sub.and_then(|sub| self.subs.get(*sub as usize)) {
            Some(sub) => sub.order,
            None => self.order_of_main_id(id, arena),
        }
    }

    /// The order that an id names, of a sub-order or of the order itself, matched or not.
    pub(crate) fn order_named(&self, id: &str) -> Option<u32> {
        let id = id.as_bytes();
        let (id, arena) = (Id::packed(id).unwrap_or(Id::in_arena(0, id.len())), id);
        let of_sub =
            self.sub_of_id(id, arena).and_then(|sub| self.subs.get(sub as usize)).map(|sub| sub.order);
        of_sub.or_else(|| self.order_ids.find(id, arena)).filter(|order| !self.is_made_up(*order))
    }

    /// Whether an order is in an orders export or, without one, in a logistics export.
    #[inline]
    pub(crate) fn is_known(&self, order: u32) -> bool {
        if self.has_orders {
            self.orders.get(order as usize).is_some_and(|o| o.first_sub != NONE)
        } else {
            !self.is_made_up(order) && self.parcels_of(order).any(|(_, p)| p.in_logistics())
        }
    }

    /// Whether it was made up for an after-sale or parcel that names no order.
    pub(crate) fn is_made_up(&self, order: u32) -> bool {
        self.order_ids.begins_with(order, NAME_KEY)
    }
}
