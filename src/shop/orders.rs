//! Sub-orders: one record each, the newest row of its id winning for the columns its file has.

use super::batch::{IndexRange, TextNumbers, TextRef};
use super::{Id, NAME_KEY, NONE, Shop, overwrite};
use crate::time::Stamp;

/// A row of an orders export. `None` at the outer level: the file has no such column.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderRow {
    /// Main order id.
    pub order_id: Id,
    /// Sub-order id, where the file has one.
    pub sub_order_id: Id,
    /// Product id.
    pub product_id: TextRef,
    /// Product name.
    pub product_name: TextRef,
    /// Variant; told only where there is no sub-order id.
    pub sku: TextRef,
    /// Cents; inner `None` for a blank cell.
    pub amount: Option<Option<i64>>,
    /// When it was paid.
    pub pay: PayCell,
    /// When it was shipped.
    pub ship: Option<Stamp>,
    /// When it was finished.
    pub finish: Option<Stamp>,
    /// Until when shipping is promised.
    pub promised: Option<Stamp>,
    /// When delivery is expected.
    pub expected: Option<Stamp>,
    /// When it was picked up.
    pub pickup: Option<Stamp>,
    /// When it was signed for.
    pub sign: Option<Stamp>,
    /// Is it closed or cancelled?
    pub closed: Option<bool>,
    /// Does its status say that it was never paid (待支付, 已取消)?
    pub unpaid: Option<bool>,
    /// Has it an after-sale status?
    pub aftersale: Option<bool>,
    /// Is it of a type that is never picked up?
    pub without_pickup: Option<bool>,
    /// Province.
    pub province: Option<TextRef>,
    /// Tracking numbers and carriers of 快递信息: a part of the batch's.
    pub express: Option<IndexRange>,
    /// How many sub-orders of the same joined row before it have the same product and variant.
    pub repeated: u32,
    /// Does this sub-order stand for the row in the accounting? (A joined row has several.)
    pub stands_for_row: bool,
}

/// What a row says about payment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PayCell {
    /// The file has neither pay nor submit times.
    #[default]
    Absent,
    /// The pay-time column.
    Paid(Stamp),
    /// No pay-time column: the submit time, which stands in.
    StandIn(Stamp),
}

/// A sub-order.
#[derive(Debug, Clone)]
pub struct SubOrder {
    /// Its main order.
    pub order: u32,
    pub(super) next: u32,
    /// Its product.
    pub product: u32,
    /// The pay time, or the submit time that stands in.
    paid: Stamp,
    /// When it was shipped.
    pub ship: Stamp,
    /// When it was finished.
    pub finish: Stamp,
    /// Until when shipping is promised.
    pub promised: Stamp,
    /// When delivery is expected.
    pub expected: Stamp,
    /// When it was picked up.
    pub pickup: Stamp,
    /// When it was signed for.
    pub sign: Stamp,
    amount: i64,
    /// Number of the province's name, or [`NONE`].
    pub province: u32,
    pub(super) source: u16,
    flags: u8,
}

const BLANK_AMOUNT: i64 = i64::MIN;
const CLOSED: u8 = 1;
const WITHOUT_PICKUP: u8 = 2;
const MAIN_ID: u8 = 4;
const PAY_COLUMN: u8 = 8;
const STANDS_FOR_ROW: u8 = 16;
const UNPAID: u8 = 32;
const AFTERSALE: u8 = 64;
const HAS_STATUS: u8 = 128;

impl SubOrder {
    /// When it was paid. Where the submit time stands in, its status may say that it never was: 待支付,
    /// 已取消, or 已关闭 without ship time and after-sale (SPEC section 2).
    pub fn pay(&self) -> Stamp {
        let never_paid = self.flags & UNPAID != 0 || (self.needs_ship_time() && self.ship.is_missing());
        if self.is_pay_stand_in() && never_paid { Stamp::MISSING } else { self.paid }
    }

    /// What must have happened before it is known that it was paid: only a ship time tells a closed
    /// sub-order without pay time from one that was never paid.
    pub fn pay_known_by(&self) -> Stamp {
        if self.is_pay_stand_in() && self.needs_ship_time() { self.ship } else { Stamp::MISSING }
    }

    fn needs_ship_time(&self) -> bool {
        self.flags & CLOSED != 0 && self.flags & AFTERSALE == 0
    }

    /// Cents, where known.
    pub fn amount(&self) -> Option<i64> {
        (self.amount != BLANK_AMOUNT).then_some(self.amount)
    }

    /// Is it worth money (amount above zero or unknown)? Gifts are not.
    pub fn is_worth_money(&self) -> bool {
        self.amount().is_none_or(|cents| cents > 0)
    }

    /// Is it closed or cancelled?
    pub fn is_closed(&self) -> bool {
        self.flags & CLOSED != 0
    }

    /// Has it a status at all? In an export of items, beside one of orders, it has none.
    pub fn has_status(&self) -> bool {
        self.flags & HAS_STATUS != 0
    }

    /// Is it of a type that is never picked up?
    pub fn is_without_pickup(&self) -> bool {
        self.flags & WITHOUT_PICKUP != 0
    }

    /// Does the submit time stand in for its pay time?
    pub fn is_pay_stand_in(&self) -> bool {
        self.flags & PAY_COLUMN == 0 && !self.paid.is_missing()
    }

    pub(super) fn bears_main_id(&self) -> bool {
        self.flags & MAIN_ID != 0
    }

    pub(super) fn stands_for_row(&self) -> bool {
        self.flags & STANDS_FOR_ROW != 0
    }

    fn set(&mut self, flag: u8, on: bool) {
        if on { self.flags |= flag } else { self.flags &= !flag }
    }
}

impl Shop {
    /// Takes a row of an orders export in.
    pub(super) fn add_order(&mut self, row: &OrderRow, numbers: &mut TextNumbers<'_>, source: u16) {
        let order = self.order_of_main_id(row.order_id, numbers.arena());
        let index = self.sub_for(order, row, numbers);
        let product = self.product_of(row.product_id, row.product_name, true, numbers);
        let province = row.province.map(|province| numbers.name(province, &mut self.names));
        let Some(sub) = self.subs.get_mut(index as usize) else { return };

        let replaced = (sub.source != u16::MAX && sub.stands_for_row()).then_some(sub.source);
        sub.source = source;
        sub.set(STANDS_FOR_ROW, row.stands_for_row);
        if product != NONE {
            sub.product = product;
        }
        overwrite(&mut sub.province, province);
        overwrite(&mut sub.amount, row.amount.map(|cents| cents.unwrap_or(BLANK_AMOUNT)));
        overwrite(&mut sub.ship, row.ship);
        overwrite(&mut sub.finish, row.finish);
        overwrite(&mut sub.promised, row.promised);
        overwrite(&mut sub.expected, row.expected);
        overwrite(&mut sub.pickup, row.pickup);
        overwrite(&mut sub.sign, row.sign);
        for (flag, newer) in [
            (CLOSED, row.closed),
            (HAS_STATUS, row.closed.map(|_| true)),
            (WITHOUT_PICKUP, row.without_pickup),
            (UNPAID, row.unpaid),
            (AFTERSALE, row.aftersale),
        ] {
            if let Some(on) = newer {
                sub.set(flag, on);
            }
        }
        match row.pay {
            PayCell::Absent => {}
            PayCell::Paid(time) => {
                sub.paid = time;
                sub.set(PAY_COLUMN, true);
            }
            // A file without the column keeps the older cell; a stand-in is better than none.
            PayCell::StandIn(_) if sub.flags & PAY_COLUMN != 0 && !sub.paid.is_missing() => {}
            PayCell::StandIn(time) => {
                sub.paid = time;
                sub.set(PAY_COLUMN, false);
            }
        }
        if let Some(older) = replaced {
            self.count_duplicate(older);
        }
        if let Some(express) = row.express {
            self.mention_parcels(order, index, express, numbers);
        }
    }

    /// The sub-order of a row, made where it is new. The key is the sub-order id, else order, product
    /// and variant. An id that equals the main id, the usual case, takes no second place in a table.
    fn sub_for(&mut self, order: u32, row: &OrderRow, numbers: &TextNumbers<'_>) -> u32 {
        let composed;
        let (key, arena) = match row.sub_order_id.some() {
            Some(id) if numbers.are_equal(id, row.order_id) => {
                if let Some((index, _)) = self.subs_of(order).find(|(_, sub)| sub.bears_main_id()) {
                    return index;
                }
                return self.new_sub(order, MAIN_ID);
            }
            Some(id) => (id, numbers.arena()),
            None => {
                let product = row.product_id.or(row.product_name);
                composed = format!(
                    "{}{NAME_KEY}{}{NAME_KEY}{}{}",
                    numbers.text(row.order_id),
                    numbers.word(product),
                    numbers.word(row.sku),
                    marks(row.repeated)
                );
                (Id::in_arena(0, composed.len()), composed.as_bytes())
            }
        };
        let (id, new) = self.sub_ids.intern(key, arena);
        if new {
            let index = self.new_sub(order, 0);
            self.sub_of_id.push(index);
            return index;
        }
        let known = self.sub_of_id.get(id as usize).copied().unwrap_or(NONE);
        if self.subs.get(known as usize).is_some_and(|sub| sub.order == order) {
            return known;
        }
        // The same sub-order id below another main order: two sub-orders, the newer one bears the id.
        let index = self.new_sub(order, 0);
        if let Some(slot) = self.sub_of_id.get_mut(id as usize) {
            *slot = index;
        }
        index
    }

    fn new_sub(&mut self, order: u32, flags: u8) -> u32 {
        let index = self.subs.len() as u32;
        let Some(head) = self.orders.get_mut(order as usize) else { return NONE };
        self.subs.push(SubOrder {
            order,
            next: head.first_sub,
            product: NONE,
            paid: Stamp::MISSING,
            ship: Stamp::MISSING,
            finish: Stamp::MISSING,
            promised: Stamp::MISSING,
            expected: Stamp::MISSING,
            pickup: Stamp::MISSING,
            sign: Stamp::MISSING,
            amount: BLANK_AMOUNT,
            province: NONE,
            source: u16::MAX,
            flags,
        });
        head.first_sub = index;
        index
    }
}

/// Tells sub-orders of the same product and variant in one joined row apart.
fn marks(repeated: u32) -> String {
    NAME_KEY.to_string().repeat(repeated as usize)
}
