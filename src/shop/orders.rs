//! Sub-orders: one record each. Of several rows the newest wins, for the columns its file has.

use super::sources::SourceAndFlags;
use super::text_numbers::TextNumbers;
use super::texts::{IndexRange, TextRef};
use super::{Id, NAME_KEY, NONE, Shop, overwrite};
use crate::time::Stamp;

/// A row of an orders export. Outer `None`: the file has no such column; inner: the cell is blank.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OrderRow {
    pub(crate) order_id: Id,
    pub(crate) sub_order_id: Id,
    pub(crate) product_id: TextRef,
    pub(crate) product_name: TextRef,
    /// The variant, which tells sub-orders apart where there is no sub-order id.
    pub(crate) sku: TextRef,
    /// Cents.
    pub(crate) amount: Option<Option<i64>>,
    pub(crate) pay: PayCell,
    pub(crate) ship: Option<Stamp>,
    pub(crate) finish: Option<Stamp>,
    /// Until when shipping is promised.
    pub(crate) promised: Option<Stamp>,
    /// When delivery is expected.
    pub(crate) expected: Option<Stamp>,
    pub(crate) pickup: Option<Stamp>,
    pub(crate) sign: Option<Stamp>,
    /// Whether it is closed or cancelled.
    pub(crate) closed: Option<bool>,
    /// Whether its status says that it was never paid (待支付, 已取消).
    pub(crate) unpaid: Option<bool>,
    /// Whether it has an after-sale status.
    pub(crate) aftersale: Option<bool>,
    /// Whether it is of a type that is never picked up.
    pub(crate) without_pickup: Option<bool>,
    pub(crate) province: Option<TextRef>,
    pub(crate) creator: Option<TextRef>,
    pub(crate) channel: Option<TextRef>,
    /// The parcels that 快递信息 names, in the batch's list of them.
    pub(crate) express: Option<IndexRange>,
    /// How many sub-orders of the same joined row before it have the same product and variant.
    pub(crate) repeated: u32,
    /// Whether this sub-order stands for its row in the account. (A joined row has several.)
    pub(crate) stands_for_row: bool,
    /// Whether it is an order of a shop that was not asked for: what belongs to it counts nowhere.
    pub(crate) of_other_shop: bool,
}

/// What a row says about payment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PayCell {
    /// The file has neither pay nor submit times.
    #[default]
    Absent,
    /// The time of the pay-time column.
    Paid(Stamp),
    /// Without a pay-time column: the submit time, which stands in.
    StandIn(Stamp),
}

/// A sub-order.
#[derive(Debug, Clone)]
pub struct SubOrder {
    /// The number of its main order.
    pub order: u32,
    pub(super) next: u32,
    /// The number of its product, or [`NONE`].
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
    /// The number of the province's name, or [`NONE`].
    pub province: u32,
    /// The number of the creator's name, or [`NONE`].
    pub(crate) creator: u32,
    /// The number of the channel's name, or [`NONE`].
    pub(crate) channel: u32,
    source: SourceAndFlags,
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
    pub(crate) fn pay(&self) -> Stamp {
        let never_paid = self.source.has(UNPAID) || (self.needs_ship_time() && self.ship.is_missing());
        if self.is_pay_stand_in() && never_paid { Stamp::MISSING } else { self.paid }
    }

    /// What must have happened before it is known that it was paid: only a ship time tells a closed
    /// sub-order without pay time from one that was never paid.
    pub(crate) fn pay_known_by(&self) -> Stamp {
        if self.is_pay_stand_in() && self.needs_ship_time() { self.ship } else { Stamp::MISSING }
    }

    fn needs_ship_time(&self) -> bool {
        self.source.has(CLOSED) && !self.source.has(AFTERSALE)
    }

    /// Cents, where known.
    pub(crate) fn amount(&self) -> Option<i64> {
        (self.amount != BLANK_AMOUNT).then_some(self.amount)
    }

    /// Whether its amount is above zero or unknown: gifts are worth no money.
    pub(crate) fn is_worth_money(&self) -> bool {
        self.amount().is_none_or(|cents| cents > 0)
    }

    /// Whether it is closed or cancelled.
    pub(crate) fn is_closed(&self) -> bool {
        self.source.has(CLOSED)
    }

    /// Whether it has a status: sub-orders of an export of items, beside one of orders, have none.
    pub(crate) fn has_status(&self) -> bool {
        self.source.has(HAS_STATUS)
    }

    /// Whether it is of a type that is never picked up.
    pub(crate) fn is_without_pickup(&self) -> bool {
        self.source.has(WITHOUT_PICKUP)
    }

    /// Whether the submit time stands in for its pay time.
    pub(crate) fn is_pay_stand_in(&self) -> bool {
        !self.source.has(PAY_COLUMN) && !self.paid.is_missing()
    }

    pub(super) fn has_main_id(&self) -> bool {
        self.source.has(MAIN_ID)
    }

    pub(super) fn stands_for_row(&self) -> bool {
        self.source.has(STANDS_FOR_ROW)
    }

    pub(super) fn source(&self) -> u32 {
        self.source.source()
    }

    /// Whether a row replaces nothing that a newer one may lack: a new sub-order has no cell yet.
    fn has_row(&self) -> bool {
        !(self.paid.is_missing() && self.ship.is_missing() && self.finish.is_missing())
    }

    /// Whether a row lacks a ship or finish time that is known, or is open where this is closed: as if it were older.
    fn goes_back(&self, row: &OrderRow) -> bool {
        let lacks =
            |newer: Option<Stamp>, known: Stamp| newer.is_some_and(Stamp::is_missing) && !known.is_missing();
        lacks(row.ship, self.ship)
            || lacks(row.finish, self.finish)
            || (row.closed == Some(false) && self.is_closed() && row.finish.is_none_or(Stamp::is_missing))
    }
}

impl Shop {
    pub(super) fn add_order(&mut self, row: &OrderRow, numbers: &mut TextNumbers<'_>, source: u32) {
        let order = self.order_of_main_id(row.order_id, numbers.arena());
        if row.of_other_shop {
            self.orders_of_other_shops.insert(order);
        }
        let index = self.sub_for(order, row, numbers);
        let product = self.product_of(row.product_id, row.product_name, true, numbers);
        let [province, creator, channel] = [row.province, row.creator, row.channel]
            .map(|name| name.map(|name| numbers.name(name, &mut self.names)));
        let Some(sub) = self.subs.get_mut(index as usize) else { return };

        let replaced = sub.stands_for_row().then_some(sub.source());
        let went_back = sub.has_row() && sub.goes_back(row);
        let older_source = sub.source();
        sub.source.set_source(source);
        sub.source.set(STANDS_FOR_ROW, row.stands_for_row);
        if product != NONE {
            sub.product = product;
        }
        overwrite(&mut sub.province, province);
        overwrite(&mut sub.creator, creator);
        overwrite(&mut sub.channel, channel);
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
                sub.source.set(flag, on);
            }
        }
        match row.pay {
            PayCell::Absent => {}
            PayCell::Paid(time) => {
                sub.paid = time;
                sub.source.set(PAY_COLUMN, true);
            }
            // A time of a pay-time column is better than one that stands in.
            PayCell::StandIn(_) if sub.source.has(PAY_COLUMN) && !sub.paid.is_missing() => {}
            PayCell::StandIn(time) => {
                sub.paid = time;
                sub.source.set(PAY_COLUMN, false);
            }
        }
        if let Some(older) = replaced {
            self.count_duplicate(older);
        }
        if went_back {
            self.count_went_back(older_source, source);
        }
        if let Some(express) = row.express {
            self.mention_parcels(order, index, express, numbers);
        }
    }

    /// The sub-order of a row, new or known. Its key is the sub-order id, else order, product and variant. A sub-order
    /// id that equals the main id, the usual case, is not stored a second time.
    fn sub_for(&mut self, order: u32, row: &OrderRow, numbers: &TextNumbers<'_>) -> u32 {
        let composed;
        let (key, arena) = match row.sub_order_id.some() {
            Some(id) if numbers.are_equal(id, row.order_id) => {
                if let Some((index, _)) = self.subs_of(order).find(|(_, sub)| sub.has_main_id()) {
                    return index;
                }
                return self.new_sub(order, MAIN_ID);
            }
            Some(id) => (id, numbers.arena()),
            None => {
                let product = row.product_id.or(row.product_name);
                composed = format!(
                    "{}{NAME_KEY}{}{NAME_KEY}{}{}",
                    numbers.text_of_id(row.order_id),
                    numbers.text(product),
                    numbers.text(row.sku),
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
        // The same sub-order id below another main order: files of other origin number the sub-orders of each order.
        let both = id_below(&numbers.text_of_id(row.order_id), &numbers.text_of_id(key));
        let (id, new) = self.sub_ids.intern(Id::in_arena(0, both.len()), both.as_bytes());
        if new {
            let index = self.new_sub(order, 0);
            self.sub_of_id.push(index);
            return index;
        }
        self.sub_of_id.get(id as usize).copied().unwrap_or(NONE)
    }

    /// The sub-order with an id below a main order, where other orders have sub-orders with this id, too.
    pub(super) fn sub_below(&self, order: &str, sub: &str) -> Option<u32> {
        let both = id_below(order, sub);
        let id = self.sub_ids.find(Id::in_arena(0, both.len()), both.as_bytes())?;
        self.sub_of_id.get(id as usize).copied()
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
            creator: NONE,
            channel: NONE,
            source: SourceAndFlags::of(0, flags),
        });
        head.first_sub = index;
        index
    }
}

/// The key of a sub-order whose own id is that of another order's sub-order, too.
fn id_below(order: &str, sub: &str) -> String {
    format!("{order}{NAME_KEY}{NAME_KEY}{sub}")
}

/// Tells apart sub-orders of the same product and variant in one joined row.
fn marks(repeated: u32) -> String {
    NAME_KEY.to_string().repeat(repeated as usize)
}
