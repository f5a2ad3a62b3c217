//! Rows on their way into a [`Shop`]: read and classified, not yet joined.
//!
//! A batch holds the rows of a piece of one file, in their order, as plain records without borrowed text, so
//! that pieces can be read on any thread and taken in one after the other. Texts lie in one arena; a short
//! text that comes again and again (a product's name, a carrier) is a [`TextRef`], looked up among the shop's
//! names once per batch instead of once per row.

use super::orders::{OrderRow, PayCell};
use super::parcels::ParcelRow;
use super::refunds::RefundRow;
use super::reviews::ReviewRow;
use super::service::ServiceRow;
use super::{DayCounts, Id, Interner, Kind, NAME_KEY, NONE, Remarks, Shop};
use crate::time::{Day, Stamp};
use std::borrow::Cow;

/// A short text of a batch, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRef(u32);

impl Default for TextRef {
    fn default() -> TextRef {
        TextRef::NONE
    }
}

impl TextRef {
    /// No text.
    pub const NONE: TextRef = TextRef(NONE);

    /// Is there none?
    pub fn is_none(self) -> bool {
        self == TextRef::NONE
    }

    /// The word, where there is one.
    pub fn some(self) -> Option<TextRef> {
        (!self.is_none()).then_some(self)
    }

    /// This one, else another.
    pub fn or(self, other: TextRef) -> TextRef {
        if self.is_none() { other } else { self }
    }
}

/// Some neighbours in a list of a batch: from where to where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexRange(u32, u32);

impl IndexRange {
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

/// The texts of a batch.
#[derive(Debug, Default)]
pub struct TextArena {
    arena: Vec<u8>,
    words: Vec<Id>,
}

impl TextArena {
    /// A text as an id; one that cannot be packed is kept.
    pub fn id(&mut self, text: &str) -> Id {
        Id::packed(text.as_bytes()).unwrap_or_else(|| {
            let start = self.arena.len();
            self.arena.extend_from_slice(text.as_bytes());
            Id::in_arena(start, text.len())
        })
    }

    /// A text as a new word: whoever reads many of them remembers which ones there are.
    pub fn word(&mut self, text: &str) -> TextRef {
        let id = self.id(text);
        self.word_of(id)
    }

    /// The same for an id.
    pub fn word_of(&mut self, id: Id) -> TextRef {
        self.words.push(id);
        TextRef(self.words.len() as u32 - 1)
    }

    fn clear(&mut self) {
        self.arena.clear();
        self.words.clear();
    }
}

/// What is noted of the times of rows.
#[derive(Debug, Clone, Default)]
pub struct EventTimes {
    /// The machine's clock: what lies later has not happened.
    clock: Stamp,
    /// The newest event (SPEC section 1).
    newest: Stamp,
    /// Times later than the clock.
    future: u64,
    /// On which days rows are, by their own time.
    days: DayCounts,
}

impl EventTimes {
    /// Notes an event of any row (SPEC section 1).
    fn event(&mut self, time: Stamp) {
        if time.is_missing() {
        } else if self.is_future(time) {
            self.future += 1;
        } else {
            self.newest = self.newest.latest(time);
        }
    }

    /// Notes the own time of a row.
    fn own_time(&mut self, time: Stamp) {
        if let (Some(day), false) = (time.day(), self.is_future(time)) {
            self.days.add(day);
        }
    }

    fn is_future(&self, time: Stamp) -> bool {
        self.clock.instant().zip(time.instant()).is_some_and(|(now, time)| time > now)
    }
}

/// Rows of one file, and what is noted of them.
#[derive(Debug, Default)]
pub struct Batch {
    /// Their texts.
    pub texts: TextArena,
    /// Things worth telling.
    pub remarks: Remarks,
    orders: Vec<OrderRow>,
    express: Vec<(Id, TextRef)>,
    parcels: Vec<ParcelRow>,
    parcel_orders: Vec<Id>,
    refunds: Vec<RefundRow>,
    reviews: Vec<ReviewRow>,
    service: Vec<(TextRef, ServiceRow)>,
    noted: EventTimes,
}

impl Batch {
    /// An empty batch; times later than `clock` are no events.
    pub fn new(clock: Stamp) -> Batch {
        Batch { noted: EventTimes { clock, ..EventTimes::default() }, ..Batch::default() }
    }

    /// Makes it empty again, with the room it has.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.remarks = Remarks::default();
        self.orders.clear();
        self.express.clear();
        self.parcels.clear();
        self.parcel_orders.clear();
        self.refunds.clear();
        self.reviews.clear();
        self.service.clear();
        self.noted = EventTimes { clock: self.noted.clock, ..EventTimes::default() };
    }

    /// Takes a row of an orders export.
    pub fn order(&mut self, row: OrderRow) {
        let pay = match row.pay {
            PayCell::Paid(time) | PayCell::StandIn(time) => time,
            PayCell::Absent => Stamp::MISSING,
        };
        for time in [Some(pay), row.ship, row.finish, row.pickup, row.sign].into_iter().flatten() {
            self.noted.event(time);
        }
        self.noted.own_time(pay);
        self.orders.push(row);
    }

    /// The parcels that a cell of 快递信息 names.
    pub fn express(&mut self, parcels: impl IntoIterator<Item = (Id, TextRef)>) -> IndexRange {
        let start = self.express.len() as u32;
        self.express.extend(parcels);
        IndexRange(start, self.express.len() as u32)
    }

    /// The orders that a parcel carries.
    pub fn parcel_orders(&mut self, ids: impl IntoIterator<Item = Id>) -> IndexRange {
        let start = self.parcel_orders.len() as u32;
        self.parcel_orders.extend(ids);
        IndexRange(start, self.parcel_orders.len() as u32)
    }

    /// Takes a row of a logistics export.
    pub fn parcel(&mut self, row: ParcelRow) {
        [row.ship, row.pickup, row.sign].into_iter().for_each(|time| self.noted.event(time));
        [row.pickup, row.sign].into_iter().for_each(|time| self.noted.own_time(time));
        self.parcels.push(row);
    }

    /// Takes a row of an after-sales export.
    pub fn refund(&mut self, row: RefundRow) {
        let apply = row.apply.unwrap_or_default();
        let finish = row.finish.iter().flatten().copied().find(|t| !t.is_missing()).unwrap_or_default();
        for time in [apply, row.agree.unwrap_or_default(), finish] {
            self.noted.event(time);
        }
        self.noted.own_time(apply);
        self.refunds.push(row);
    }

    /// Takes a row of a reviews export.
    pub fn review(&mut self, row: ReviewRow) {
        self.noted.event(row.time);
        self.noted.own_time(row.time);
        self.reviews.push(row);
    }

    /// Takes a row of a customer-service export: the agent's name, and the row without it.
    pub fn service(&mut self, agent: &str, row: ServiceRow) {
        let agent = self.texts.word(agent);
        if let Some((from, to)) = row.period {
            (from.0..=to.0).for_each(|day| self.noted.days.add(Day(day)));
        }
        self.service.push((agent, row));
    }
}

/// The numbers that a shop gives to the words of a batch, each found once.
pub(super) struct TextNumbers<'b> {
    batch: &'b Batch,
    names: Vec<u32>,
    products: Vec<u32>,
    products_by_name: Vec<u32>,
}

impl<'b> TextNumbers<'b> {
    fn of(batch: &'b Batch) -> TextNumbers<'b> {
        let none = vec![NONE; batch.texts.words.len()];
        TextNumbers { batch, names: none.clone(), products: none.clone(), products_by_name: none }
    }

    /// Where the batch's texts lie.
    pub fn arena(&self) -> &'b [u8] {
        &self.batch.texts.arena
    }

    /// The text of an id.
    pub fn text(&self, id: Id) -> Cow<'b, str> {
        id.text(self.arena())
    }

    /// The text of a word; empty for none.
    pub fn word(&self, word: TextRef) -> Cow<'b, str> {
        self.text(self.id(word))
    }

    fn id(&self, word: TextRef) -> Id {
        self.batch.texts.words.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Are two ids the same?
    pub fn are_equal(&self, a: Id, b: Id) -> bool {
        match (a.bytes_in(self.arena()), b.bytes_in(self.arena())) {
            (None, None) => a == b,
            (a, b) => a == b,
        }
    }

    /// The orders that a parcel carries.
    pub fn ids(&self, part: IndexRange) -> &'b [Id] {
        self.batch.parcel_orders.get(part.range()).unwrap_or_default()
    }

    /// A parcel that 快递信息 names.
    pub fn express(&self, place: usize) -> Option<(Id, TextRef)> {
        self.batch.express.get(place).copied()
    }

    /// The number of a name.
    pub fn name(&mut self, word: TextRef, names: &mut Interner) -> u32 {
        let (id, arena) = (self.id(word), self.arena());
        number(&mut self.names, word, || names.intern(id, arena)).0
    }

    /// The number of a product with an id, and whether it is new.
    pub fn product(&mut self, word: TextRef, products: &mut Interner) -> (u32, bool) {
        let (id, arena) = (self.id(word), self.arena());
        number(&mut self.products, word, || products.intern(id, arena))
    }

    /// The number of a product that has only a name, and whether it is new.
    pub fn product_by_name(&mut self, word: TextRef, products: &mut Interner) -> (u32, bool) {
        let name = self.word(word);
        number(&mut self.products_by_name, word, || products.intern_text(&format!("{NAME_KEY}{name}")))
    }
}

/// What is known of a word, else what is found, which is remembered.
fn number(known: &mut [u32], word: TextRef, find: impl FnOnce() -> (u32, bool)) -> (u32, bool) {
    let Some(slot) = known.get_mut(word.0 as usize) else { return (NONE, false) };
    if *slot != NONE {
        return (*slot, false);
    }
    let found = find();
    *slot = found.0;
    found
}

/// Of so many rows the orders are looked for together.
const TOUCHED: usize = 32;

impl Shop {
    /// Takes the rows of a batch in, one after the other.
    pub fn take(&mut self, batch: &Batch, kind: Kind, source: u16) {
        self.note(&batch.noted, kind, source);
        self.remarks.add(&batch.remarks);
        self.sub_names_order = match kind {
            Kind::Orders => None,
            _ => self.sub_names_order.or_else(|| Some(self.sub_ids.shares_with(&self.order_ids))),
        };
        let mut numbers = TextNumbers::of(batch);
        let arena = numbers.arena();
        for rows in batch.orders.chunks(TOUCHED) {
            std::hint::black_box(self.order_ids.touch(rows.iter().map(|row| row.order_id)));
            rows.iter().for_each(|row| self.add_order(row, &mut numbers, source));
        }
        for rows in batch.parcels.chunks(TOUCHED) {
            let first = |row: &ParcelRow| numbers.ids(row.orders).first().copied().unwrap_or_default();
            let known = self.touch(rows.iter().map(first), arena);
            rows.iter().zip(known).for_each(|(row, known)| self.add_parcel(row, known, &mut numbers, source));
        }
        for rows in batch.refunds.chunks(TOUCHED) {
            self.touch(rows.iter().map(|row| row.order.unwrap_or_default()), arena);
            std::hint::black_box(self.refund_ids.touch(rows.iter().map(|row| row.id)));
            std::hint::black_box(
                self.sub_ids.touch(rows.iter().map(|row| row.sub_order.unwrap_or_default())),
            );
            rows.iter().for_each(|row| self.add_refund(row, &mut numbers, source));
        }
        for rows in batch.reviews.chunks(TOUCHED) {
            let known = self.touch(rows.iter().map(|row| row.order), arena);
            rows.iter().zip(known).for_each(|(row, known)| self.add_review(row, known, &mut numbers, source));
        }
        for (agent, row) in &batch.service {
            self.add_service(&numbers.word(*agent), row.clone());
        }
    }

    /// Looks where some orders are, so that they and their records are at hand. The numbers of those that are
    /// known, else [`NONE`].
    fn touch(&self, ids: impl Iterator<Item = Id>, arena: &[u8]) -> [u32; TOUCHED] {
        let known = self.order_ids.find_all(ids, arena);
        self.touch_heads(&known);
        known
    }

    /// Makes room for so many more rows of a kind, once: a list that grows is copied whole, and lies there
    /// twice meanwhile.
    pub fn make_room(&mut self, kind: Kind, rows: usize) {
        match kind {
            Kind::Orders => {
                self.order_ids.reserve(rows);
                self.orders.reserve(rows);
                self.subs.reserve(rows);
            }
            Kind::Logistics => self.parcels.reserve(rows),
            Kind::Refunds => {
                self.refund_ids.reserve(rows);
                self.refunds.reserve(rows);
            }
            Kind::Reviews => self.reviews.reserve(rows),
            Kind::Service => {}
        }
    }

    fn note(&mut self, noted: &EventTimes, kind: Kind, source: u16) {
        self.newest_event = self.newest_event.latest(noted.newest);
        self.remarks.future_times += noted.future;
        if let Some((first, last)) = noted.days.span() {
            self.spans[kind as usize].include(first);
            self.spans[kind as usize].include(last);
        }
        if let Some(days) = self.source_days.get_mut(usize::from(source)) {
            days.add_all(&noted.days);
        }
    }
}
