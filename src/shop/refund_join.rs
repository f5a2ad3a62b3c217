//! Joins after-sales: first the rows of each by its own id, then each to the order that it names.

use super::joined::JoinedOrders;
use super::partition::{JoinAccount, Partition};
use super::rows::{self, Lane, RefundRecord};
use super::taken::{TakenBatch, TakenBatches};
use super::{Id, Interner, NONE, Refund, made_up_id};

/// The order that an after-sale names.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// A known one, and the sub-order, or [`NONE`] for the whole order.
    Known(u32, u32),
    /// One that no export has, by its id in a batch.
    Unknown(Id, u32),
    /// None at all: it gets an order of its own, so that it stays countable.
    Nowhere,
}

/// An after-sale on its way to the partition of its order.
#[derive(Debug)]
pub(super) struct PlacedRefund {
    refund: Refund,
    /// Its id, in the batch with this number.
    id: Id,
    batch: u32,
    place: Place,
}

/// What became of the rows of some after-sales.
#[derive(Debug, Default)]
pub(super) struct JoinedRefunds {
    /// By the partition of the order.
    pub(super) placed: Vec<Vec<PlacedRefund>>,
    pub(super) account: JoinAccount,
    /// After-sales without an apply time, and successful ones without a finish time.
    pub(super) without_apply: u64,
    pub(super) without_finish: u64,
}

impl JoinedRefunds {
    /// Joins the rows of the after-sales of one partition of their ids.
    pub(super) fn of(
        lanes: &[Lane<RefundRecord>],
        batches: &TakenBatches,
        joined: &JoinedOrders,
    ) -> JoinedRefunds {
        let (mut ids, mut refunds) = (Interner::default(), Vec::new());
        let mut own = JoinedRefunds::default();
        ids.reserve(rows::count(lanes));
        for (batch, rows) in batches.in_order(lanes) {
            for row in rows {
                let (number, new) = ids.intern(row.id, batch.arena());
                if new {
                    let (refund, place) = (Refund::unknown(), Place::Nowhere);
                    let placed = PlacedRefund { refund, id: row.id, batch: batch.number, place };
                    // With the newest 商品单号, in the batch with this number.
                    refunds.push((placed, (Id::NONE, batch.number)));
                }
                let Some((placed, newest_sub)) = refunds.get_mut(number as usize) else { continue };
                let refund = &mut placed.refund;
                if !new {
                    own.account.count_duplicate(refund.source());
                    if refund.goes_back(row) {
                        own.account.count_went_back(refund.source(), batch.source);
                    }
                }
                if let Some(sub) = row.sub() {
                    *newest_sub = (sub, batch.number);
                }
                let (sub, of_batch) = *newest_sub;
                let sub = (sub, batches.get(of_batch).map(TakenBatch::arena).unwrap_or_default());
                placed.place = joined.place(row, batch, sub, (!new).then_some(placed.place));
                refund.update(row, batch);
            }
        }
        own.placed.resize_with(joined.partitions.len(), Vec::new);
        for (placed, _) in refunds {
            let refund = &placed.refund;
            own.without_apply += u64::from(refund.apply.is_missing());
            own.without_finish += u64::from(refund.success && refund.finish().is_missing());
            let partition = placed.partition(joined, batches);
            if let Some(of_partition) = own.placed.get_mut(partition) {
                of_partition.push(placed);
            }
        }
        own
    }
}

impl PlacedRefund {
    /// The partition of its order.
    fn partition(&self, joined: &JoinedOrders, batches: &TakenBatches) -> usize {
        let numbering = joined.numbering;
        let arena = |batch: u32| batches.get(batch).map(TakenBatch::arena).unwrap_or_default();
        match self.place {
            Place::Known(order, _) => numbering.partition(order),
            Place::Unknown(id, batch) => numbering.partition_of(id, arena(batch)),
            Place::Nowhere => {
                let text = made_up_id(&self.id.text(arena(self.batch)));
                numbering.partition_of(Id::in_arena(0, text.len()), text.as_bytes())
            }
        }
    }
}

impl JoinedOrders {
    /// The order and sub-order that a row of an after-sale names (SPEC section 2), with the newest 商品单号. A file without
    /// a column keeps what is known: with one of sub-orders alone, those decide.
    fn place(&self, row: &RefundRecord, batch: &TakenBatch, sub: (Id, &[u8]), older: Option<Place>) -> Place {
        match (older, row.order(), row.sub()) {
            (Some(older), None, None) => older,
            (Some(older), None, Some(_)) => match (self.named(sub), older) {
                (Some((order, sub)), _) => Place::Known(order, sub),
                (None, Place::Known(order, _)) => Place::Known(order, NONE),
                (None, older) => older,
            },
            (_, order, _) => self.place_of_ids(order.unwrap_or_default(), sub, batch),
        }
    }

    /// The sub-order that an id alone names, and its order.
    fn named(&self, (id, arena): (Id, &[u8])) -> Option<(u32, u32)> {
        self.sub_of_id(id.some()?, arena)
    }

    fn place_of_ids(&self, order: Id, sub: (Id, &[u8]), batch: &TakenBatch) -> Place {
        let arena = batch.arena();
        let known = order.some().and_then(|order| self.order_of_main_id(order, arena));
        // A sub-order is known by both ids: a number that the order does not have says nothing.
        if let Some(known) = known.filter(|order| self.is_known(*order)) {
            let own = sub.0.some().and_then(|_| self.sub_of_order(known, (order, arena), sub));
            return Place::Known(known, own.unwrap_or(NONE));
        }
        match self.named(sub).or_else(|| self.named((order, arena))) {
            Some((order, sub)) => Place::Known(order, sub),
            None if order.is_none() => Place::Nowhere,
            None => Place::Unknown(order, batch.number),
        }
    }
}

impl Partition {
    /// Adds after-sales to their orders.
    pub(super) fn add_refunds(&mut self, placed: Vec<PlacedRefund>, batches: &TakenBatches) {
        for PlacedRefund { mut refund, id, batch, place } in placed {
            let Some(batch) = batches.get(batch) else { continue };
            let order = match place {
                Place::Known(order, sub) => {
                    refund.sub = sub;
                    self.place(order)
                }
                Place::Unknown(order, batch) => {
                    let arena = batches.get(batch).map(TakenBatch::arena).unwrap_or_default();
                    self.order_of_main_id(order, arena)
                }
                Place::Nowhere => {
                    let made_up = made_up_id(&batch.text_of_id(id));
                    self.order_of_main_id(Id::in_arena(0, made_up.len()), made_up.as_bytes())
                }
            };
            refund.order = self.number(order);
            let index = self.refunds.len() as u32;
            let Some(head) = self.orders.get_mut(order as usize) else { continue };
            refund.next = std::mem::replace(&mut head.first_refund, index);
            self.refunds.push(refund);
            let id = self.kept(id, batch.arena());
            self.refund_ids.push(id);
        }
    }
}
