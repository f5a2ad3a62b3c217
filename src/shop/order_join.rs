//! Joins rows of orders: one sub-order each. Of several rows the newest wins, for the columns its file has.

use super::cents::Cents;
use super::order_record::flag;
use super::orders::{
    AFTERSALE, CLOSED, HAS_STATUS, MAIN_ID, PAY_COLUMN, STANDS_FOR_ROW, SubOrder, UNPAID, WITHOUT_PICKUP,
};
use super::partition::{JoinAccount, Partition};
use super::rows::{OrderRecord, RareTimes};
use super::sources::SourceAndFlags;
use super::taken::TakenBatch;
use super::texts::IndexRange;
use super::{Id, NAME_KEY, NONE};
use crate::time::Stamp;

impl SubOrder {
    /// Whether a row replaces nothing that a newer one may lack: a new sub-order has no cell yet.
    fn has_row(&self) -> bool {
        !(self.paid.is_missing() && self.ship.is_missing() && self.finish.is_missing())
    }

    /// Whether a row lacks a ship or finish time that is known, or is open where this is closed: as if it were older.
    fn goes_back(&self, row: &OrderRecord) -> bool {
        let lacks = |flag: u32, newer: Stamp, known: Stamp| {
            row.has(flag) && newer.is_missing() && !known.is_missing()
        };
        let is_open = row.says(flag::STATUS, flag::CLOSED) == Some(false);
        lacks(flag::SHIP, row.ship, self.ship)
            || lacks(flag::FINISH, row.finish, self.finish)
            || (is_open && self.is_closed() && row.finish.is_missing())
    }
}

impl Partition {
    pub(super) fn add_order(&mut self, row: &OrderRecord, batch: &TakenBatch, account: &mut JoinAccount) {
        let order = self.order_of_main_id(row.order, batch.arena());
        if row.has(flag::OF_OTHER_SHOP) {
            self.orders_of_other_shops.insert(order);
        }
        let index = self.sub_for(order, row, batch);
        let product = batch.product(row.product);
        let source = batch.source;
        let Some(sub) = self.subs.get_mut(index as usize) else { return };

        let replaced = sub.stands_for_row().then_some(sub.source());
        let went_back = sub.has_row() && sub.goes_back(row);
        let older_source = sub.source();
        sub.source.set_source(source);
        sub.source.set(STANDS_FOR_ROW, row.has(flag::STANDS_FOR_ROW));
        if product != NONE {
            sub.product = product;
        }
        let mut labels = batch.label_set(row.label_set);
        if row.flags & flag::ALL_LABELS != flag::ALL_LABELS {
            let older = self.label_sets.get(sub.label_set);
            for (flag, slot, older) in [
                (flag::PROVINCE, &mut labels.province, older.province),
                (flag::CREATOR, &mut labels.creator, older.creator),
                (flag::CHANNEL, &mut labels.channel, older.channel),
            ] {
                if !row.has(flag) {
                    *slot = older;
                }
            }
        }
        (sub.label_set, _) = self.label_sets.number_of(labels);
        if row.has(flag::AMOUNT) {
            sub.amount = self.amounts.pack(batch.amounts.get(row.amount));
        }
        for (flag, slot, newer) in [
            (flag::SHIP, &mut sub.ship, row.ship),
            (flag::FINISH, &mut sub.finish, row.finish),
            (flag::PROMISED, &mut sub.promised, row.promised),
            (flag::EXPECTED, &mut sub.expected, row.expected),
        ] {
            if row.has(flag) {
                *slot = newer;
            }
        }
        for (flag, newer) in [
            (CLOSED, row.says(flag::STATUS, flag::CLOSED)),
            (HAS_STATUS, row.says(flag::STATUS, flag::STATUS)),
            (WITHOUT_PICKUP, row.says(flag::HAS_TYPE, flag::WITHOUT_PICKUP)),
            (UNPAID, row.says(flag::STATUS, flag::UNPAID)),
            (AFTERSALE, row.says(flag::HAS_AFTERSALE, flag::AFTERSALE)),
        ] {
            if let Some(on) = newer {
                sub.source.set(flag, on);
            }
        }
        if row.has(flag::PAID) {
            sub.paid = row.paid;
            sub.source.set(PAY_COLUMN, true);
        } else if row.has(flag::STANDS_IN) && (!sub.source.has(PAY_COLUMN) || sub.paid.is_missing()) {
            // A time of a pay-time column is better than one that stands in.
            sub.paid = row.paid;
            sub.source.set(PAY_COLUMN, false);
        }
        if let Some(older) = replaced {
            account.count_duplicate(older);
        }
        if went_back {
            account.count_went_back(older_source, source);
        }
        if row.has(flag::PICKUP | flag::SIGN) {
            self.note_rare_times(index, row, batch.extra(row.extra).times);
        }
        if row.has(flag::EXPRESS) {
            let express =
                if row.extra == NONE { IndexRange::default() } else { batch.extra(row.extra).express };
            // A blank cell may only take back what an older one names.
            if !express.is_empty() || !self.joining.parcels.is_empty() {
                self.mention_parcels(order, index, express, batch);
            }
        }
    }

    fn note_rare_times(&mut self, index: u32, row: &OrderRecord, newer: RareTimes) {
        let index = index as usize;
        if self.rare_times.len() <= index {
            self.rare_times.reserve(self.subs.capacity().saturating_sub(self.rare_times.len()));
            self.rare_times.resize(index + 1, RareTimes::default());
        }
        let Some(times) = self.rare_times.get_mut(index) else { return };
        for (flag, slot, newer) in
            [(flag::PICKUP, &mut times.pickup, newer.pickup), (flag::SIGN, &mut times.sign, newer.sign)]
        {
            if row.has(flag) {
                *slot = newer;
            }
        }
    }

    /// The sub-order of a row, new or known. Its key is the sub-order id, else order, product and variant. A sub-order
    /// id that equals the main id, the usual case, is not stored a second time.
    fn sub_for(&mut self, order: u32, row: &OrderRecord, batch: &TakenBatch) -> u32 {
        if row.has(flag::MAIN_ID) {
            return self.sub_with_main_id(order).unwrap_or_else(|| self.new_sub(order, MAIN_ID));
        }
        let extra = batch.extra(row.extra);
        let composed;
        let (key, arena) = if let Some(id) = extra.sub.some() {
            (id, batch.arena())
        } else {
            composed = format!(
                "{}{NAME_KEY}{}{NAME_KEY}{}{}",
                batch.text_of_id(row.order),
                batch.product_text(row.product),
                batch.text(extra.sku),
                mark(extra.repeated)
            );
            (Id::in_arena(0, composed.len()), composed.as_bytes())
        };
        let (id, new) = self.sub_ids.intern(key, arena);
        if new {
            let index = self.new_sub(order, 0);
            self.sub_of_id.push(index);
            return index;
        }
        let known = self.sub_of_id.get(id as usize).copied().unwrap_or(NONE);
        if self.is_sub_of(known, order) {
            return known;
        }
        // The same sub-order id below another main order: files of other origin number the sub-orders of each order.
        self.shared_sub_ids.insert(id);
        let both = id_below(&batch.text_of_id(row.order), &key.text(arena));
        let (id, new) = self.sub_ids.intern(Id::in_arena(0, both.len()), both.as_bytes());
        if new {
            let index = self.new_sub(order, 0);
            self.sub_of_id.push(index);
            return index;
        }
        self.sub_of_id.get(id as usize).copied().unwrap_or(NONE)
    }

    fn is_sub_of(&self, sub: u32, order: u32) -> bool {
        self.subs.get(sub as usize).is_some_and(|sub| sub.order == self.number(order))
    }

    /// The sub-order with an id of an order with a main id.
    pub(super) fn sub_of_order(
        &self,
        order: u32,
        (main, main_arena): (Id, &[u8]),
        (sub, arena): (Id, &[u8]),
    ) -> Option<u32> {
        let Some(found) = self.sub_ids.find(sub, arena) else {
            let is_main = self.order_ids.find(sub, arena) == Some(order);
            return self.sub_with_main_id(order).filter(|_| is_main);
        };
        let index = self.sub_of_id.get(found as usize).copied()?;
        if self.is_sub_of(index, order) {
            return Some(index);
        }
        let both = id_below(&main.text(main_arena), &sub.text(arena));
        let id = self.sub_ids.find(Id::in_arena(0, both.len()), both.as_bytes())?;
        self.sub_of_id.get(id as usize).copied()
    }

    /// The sub-order of an order that has the order's own id: the first of the list, where there is one.
    pub(super) fn sub_with_main_id(&self, order: u32) -> Option<u32> {
        self.subs_of(order).next().filter(|(_, sub)| sub.has_main_id()).map(|(index, _)| index)
    }

    fn new_sub(&mut self, order: u32, flags: u8) -> u32 {
        let (index, number) = (self.subs.len() as u32, self.number(order));
        let own = self.sub_with_main_id(order).and_then(|own| self.subs.get_mut(own as usize));
        let link = match (own, self.orders.get_mut(order as usize)) {
            (Some(own), _) => &mut own.next,
            (None, Some(head)) => &mut head.first_sub,
            (None, None) => return NONE,
        };
        let next = std::mem::replace(link, index);
        self.subs.push(SubOrder {
            order: number,
            next,
            product: NONE,
            paid: Stamp::MISSING,
            ship: Stamp::MISSING,
            finish: Stamp::MISSING,
            promised: Stamp::MISSING,
            expected: Stamp::MISSING,
            amount: Cents::BLANK,
            label_set: NONE,
            source: SourceAndFlags::of(0, flags),
        });
        index
    }
}

/// The key of a sub-order whose own id is that of another order's sub-order, too.
fn id_below(order: &str, sub: &str) -> String {
    format!("{order}{NAME_KEY}{NAME_KEY}{sub}")
}

/// Tells apart sub-orders of the same product and variant in one joined row; in the order of their texts the first of them
/// comes first.
fn mark(repeated: u32) -> String {
    if repeated == 0 { String::new() } else { format!("{NAME_KEY}{repeated:010}{NAME_KEY}") }
}
