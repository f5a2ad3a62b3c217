//! What a shop's exports say, without files and without points: orders, parcels, reviews, after-sales
//! and days of customer service, each once, joined by order.
//!
//! Rows arrive kind by kind ([`crate::field::Kind::ALL`]) and from the oldest export to the newest, so
//! "the newest row wins, for the columns its file has" (SPEC section 2) is simply: a cell that is there
//! overwrites. Records of one order hang on it as linked lists of indices. An id that no orders export
//! knows gets an order of its own, marked as unknown: its reviews, after-sales and parcels stay countable.
//!
//! Personal data never gets here: no row type has a place for it.

mod as_of;
mod batch;
mod days;
mod id;
mod interner;
mod join;
mod orders;
mod parcels;
mod refunds;
mod reviews;
mod service;
mod view;

pub use crate::refund_kind::RefundKind;
pub use crate::time::AsOfBasis;
pub use batch::{Batch, EventTimes, IndexRange, TextArena, TextRef};
pub use days::DayCounts;
pub use id::Id;
pub use interner::Interner;
pub use orders::{OrderRow, PayCell, SubOrder};
pub use parcels::{Parcel, ParcelRow};
pub use refunds::{Refund, RefundRow, RefundStatus, RefundTypeCell};
pub use reviews::{Review, ReviewRow};
pub use service::{ServiceRole, ServiceRow};
pub use view::OrderView;

use crate::field::{Field, Kind};
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use batch::TextNumbers;
use hashbrown::HashMap;

/// The end of a linked list, and "no record".
pub const NONE: u32 = u32::MAX;

/// What became of the rows of one file. `used`, `excluded` and `unmatched` are known after
/// [`Shop::finish`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disposition {
    /// Rows that count.
    pub used: u64,
    /// Rows that a newer row of the same key replaced.
    pub duplicate: u64,
    /// Rows of orders that are no valid paid orders, and reviews without a time or without stars.
    pub excluded: u64,
    /// Rows that name an order no export knows.
    pub unmatched: u64,
}

/// First and last day of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DaySpan(pub Option<(Day, Day)>);

impl DaySpan {
    /// Widens it to a day.
    pub fn include(&mut self, day: Day) {
        self.0 = Some(match self.0 {
            None => (day, day),
            Some((first, last)) => (first.min(day), last.max(day)),
        });
    }

    /// How many days from `from` to `to` lie inside.
    pub fn days_within(&self, from: Day, to: Day) -> i32 {
        match self.0 {
            None => 0,
            Some((first, last)) => (to.min(last).0 - from.max(first).0 + 1).max(0),
        }
    }
}

/// Things worth telling that are no reason to reject a row.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// Times later than the machine's clock.
    pub future_times: u64,
    /// Reviews without a written time.
    pub reviews_without_time: u64,
    /// Reviews without any stars.
    pub reviews_without_stars: u64,
    /// After-sales without an apply time.
    pub refunds_without_apply: u64,
    /// Successful after-sales without a finish time.
    pub successes_without_finish: u64,
    /// Liable parties that are not known words.
    pub unknown_liability: u64,
    /// After-sales of a type that is not known.
    pub unknown_refund_type: u64,
    /// After-sales of a status that is not known.
    pub unknown_refund_status: u64,
    /// Orders of a status that is not known.
    pub unknown_order_status: u64,
    /// Customer-service rows without any date.
    pub undated_service_rows: u64,
    /// Orders whose submit time stands in for the pay time.
    pub pay_stand_ins: u64,
}

impl Remarks {
    /// Adds others.
    fn add(&mut self, other: &Remarks) {
        let Remarks {
            future_times,
            reviews_without_time,
            reviews_without_stars,
            refunds_without_apply,
            successes_without_finish,
            unknown_liability,
            unknown_refund_type,
            unknown_refund_status,
            unknown_order_status,
            undated_service_rows,
            pay_stand_ins,
        } = self;
        *future_times += other.future_times;
        *reviews_without_time += other.reviews_without_time;
        *reviews_without_stars += other.reviews_without_stars;
        *refunds_without_apply += other.refunds_without_apply;
        *successes_without_finish += other.successes_without_finish;
        *unknown_liability += other.unknown_liability;
        *unknown_refund_type += other.unknown_refund_type;
        *unknown_refund_status += other.unknown_refund_status;
        *unknown_order_status += other.unknown_order_status;
        *undated_service_rows += other.undated_service_rows;
        *pay_stand_ins += other.pay_stand_ins;
    }
}

/// A main order: the heads of its lists.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    first_sub: u32,
    first_parcel: u32,
    first_review: u32,
    first_refund: u32,
}

/// Everything known of a shop.
#[derive(Debug)]
pub struct Shop {
    /// Ids of main orders, known or not; the number is the order's.
    pub order_ids: Interner,
    orders: Vec<Order>,
    sub_ids: Interner,
    sub_of_id: Vec<u32>,
    /// Is a sub-order's id another order's own? Asked once, when all orders are there.
    sub_names_order: Option<bool>,
    subs: Vec<SubOrder>,
    parcels: Vec<Parcel>,
    /// Tracking numbers that cannot be packed.
    tracking_arena: Vec<u8>,
    /// Tracking numbers that 快递信息 names, the orders that name each, and which sub-order names a parcel.
    trackings: Interner,
    mentions: HashMap<u32, Vec<u32>>,
    mentioned_by: HashMap<u32, u32>,
    reviews: Vec<Review>,
    refund_ids: Interner,
    refunds: Vec<Refund>,
    service: Vec<ServiceRow>,
    service_keys: HashMap<(Option<(Day, Day)>, u32), usize>,
    agents: Interner,
    /// Keys of products: the id, else the name.
    products: Interner,
    product_names: Vec<u32>,
    /// Product names, carriers, provinces, reasons: short texts without personal data.
    pub names: Interner,
    /// What became of the rows, file by file.
    pub dispositions: Vec<Disposition>,
    /// On which days the rows of each file are, by their own time.
    pub source_days: Vec<DayCounts>,
    /// First to last own day of each kind (SPEC section 6), in the order of [`Kind::ALL`].
    spans: [DaySpan; 5],
    /// First to last pickup or sign day of any parcel, matched or not.
    pub logistics_span: DaySpan,
    /// The earliest day with a pickup, parcels' and orders' own, matched or not.
    pub first_pickup_day: Option<Day>,
    /// The latest day on which a valid order was paid.
    last_paid_day: Option<Day>,
    /// The newest event (SPEC section 1).
    pub newest_event: Stamp,
    /// The machine's clock when reading began.
    clock: Stamp,
    /// Is there an orders export?
    pub has_orders: bool,
    kinds: [bool; 5],
    columns: Vec<Field>,
    /// Things worth telling.
    pub remarks: Remarks,
    /// How many threads may work on it.
    pub(crate) threads: Threads,
}

impl Shop {
    /// An empty shop; times later than `clock` are no events.
    pub fn new(clock: Stamp) -> Shop {
        Shop {
            order_ids: Interner::default(),
            orders: Vec::new(),
            sub_ids: Interner::default(),
            sub_of_id: Vec::new(),
            sub_names_order: None,
            subs: Vec::new(),
            parcels: Vec::new(),
            tracking_arena: Vec::new(),
            trackings: Interner::default(),
            mentions: HashMap::new(),
            mentioned_by: HashMap::new(),
            reviews: Vec::new(),
            refund_ids: Interner::default(),
            refunds: Vec::new(),
            service: Vec::new(),
            service_keys: HashMap::new(),
            agents: Interner::default(),
            products: Interner::default(),
            product_names: Vec::new(),
            names: Interner::default(),
            dispositions: Vec::new(),
            source_days: Vec::new(),
            spans: [DaySpan::default(); 5],
            logistics_span: DaySpan::default(),
            first_pickup_day: None,
            last_paid_day: None,
            newest_event: Stamp::MISSING,
            clock,
            has_orders: false,
            kinds: [false; 5],
            columns: Vec::new(),
            remarks: Remarks::default(),
            threads: Threads::all(),
        }
    }

    /// How many threads may work on it, from now on.
    pub fn set_threads(&mut self, threads: Threads) {
        self.threads = threads;
    }

    /// How many threads may work on it.
    pub fn threads(&self) -> Threads {
        self.threads
    }

    /// Announces a file and the columns it has; its number goes with each of its rows.
    pub fn add_source(&mut self, kind: Kind, columns: impl IntoIterator<Item = Field>) -> u16 {
        self.has_orders |= kind == Kind::Orders;
        if let Some(present) = self.kinds.get_mut(kind as usize) {
            *present = true;
        }
        for column in columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        self.dispositions.push(Disposition::default());
        self.source_days.push(DayCounts::default());
        (self.dispositions.len() - 1) as u16
    }

    /// The day of the machine's clock when reading began.
    pub fn today(&self) -> Option<Day> {
        self.clock.day()
    }

    /// How many main ids there are, known or not.
    pub fn order_count(&self) -> u32 {
        self.orders.len() as u32
    }

    /// The sub-orders of an order.
    #[inline]
    pub fn subs_of(&self, order: u32) -> impl Iterator<Item = (u32, &SubOrder)> {
        self.list(order, |o| o.first_sub, &self.subs, |s| s.next)
    }

    /// The parcels of an order.
    #[inline]
    pub fn parcels_of(&self, order: u32) -> impl Iterator<Item = (u32, &Parcel)> {
        self.list(order, |o| o.first_parcel, &self.parcels, |p| p.next)
    }

    /// The reviews of an order.
    #[inline]
    pub fn reviews_of(&self, order: u32) -> impl Iterator<Item = (u32, &Review)> {
        self.list(order, |o| o.first_review, &self.reviews, |r| r.next)
    }

    /// The after-sales of an order (linked by [`Shop::finish`]).
    #[inline]
    pub fn refunds_of(&self, order: u32) -> impl Iterator<Item = (u32, &Refund)> {
        self.list(order, |o| o.first_refund, &self.refunds, |r| r.next)
    }

    /// All after-sales.
    #[inline]
    pub fn refunds(&self) -> &[Refund] {
        &self.refunds
    }

    /// The id of an after-sale.
    pub fn refund_id(&self, refund: u32) -> std::borrow::Cow<'_, str> {
        self.refund_ids.text(refund)
    }

    /// Which of two after-sales has the smaller id (SPEC section 4).
    pub fn compare_refund_ids(&self, a: u32, b: u32) -> std::cmp::Ordering {
        self.refund_ids.compare(a, b)
    }

    /// The days of customer service.
    pub fn service(&self) -> &[ServiceRow] {
        &self.service
    }

    /// The name of an agent or a summary row, for telling rows apart only.
    pub fn same_agent(&self, a: &ServiceRow, b: &ServiceRow) -> bool {
        a.agent == b.agent
    }

    /// Is there an export of a kind?
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.get(kind as usize).copied().unwrap_or_default()
    }

    /// Has any file a column?
    pub fn has_column(&self, column: Field) -> bool {
        self.columns.contains(&column)
    }

    /// First to last own day of a kind.
    pub fn span(&self, kind: Kind) -> DaySpan {
        self.spans[kind as usize]
    }

    /// A product's id (empty where only a name is known) and name.
    pub fn product(&self, product: u32) -> (String, String) {
        if product == NONE {
            return (String::new(), String::new());
        }
        let key = self.products.text(product).into_owned();
        let name = self.product_names.get(product as usize).copied().unwrap_or(NONE);
        let name = if name == NONE { String::new() } else { self.names.text(name).into_owned() };
        if key.starts_with(NAME_KEY) { (String::new(), name) } else { (key, name) }
    }

    /// Which of two products has the smaller key: an order that does not depend on the rows'.
    #[inline]
    pub fn compare_products(&self, a: u32, b: u32) -> std::cmp::Ordering {
        match (a, b) {
            _ if a == b => std::cmp::Ordering::Equal,
            (NONE, _) => std::cmp::Ordering::Greater,
            (_, NONE) => std::cmp::Ordering::Less,
            _ => self.products.compare(a, b),
        }
    }

    #[inline]
    fn list<'a, T>(
        &'a self,
        order: u32,
        head: impl Fn(&Order) -> u32,
        records: &'a [T],
        next: impl Fn(&T) -> u32 + 'a,
    ) -> impl Iterator<Item = (u32, &'a T)> {
        let mut at = self.orders.get(order as usize).map_or(NONE, head);
        std::iter::from_fn(move || {
            let record = records.get(at as usize)?;
            let index = at;
            at = next(record);
            Some((index, record))
        })
    }

    /// Looks at what belongs to some orders, so that it is at hand when they are asked about one by one: their
    /// records lie where their rows came, and one wait for memory after the other is most of what an order costs.
    pub fn touch_orders(&self, orders: std::ops::Range<u32>) {
        let orders = self.orders.get(orders.start as usize..orders.end as usize).unwrap_or_default();
        let mut all = 0;
        for order in orders {
            all ^= self.subs.get(order.first_sub as usize).map_or(0, |sub| sub.next);
            all ^= self.parcels.get(order.first_parcel as usize).map_or(0, |parcel| parcel.next);
            all ^= self.reviews.get(order.first_review as usize).map_or(0, |review| review.next);
            all ^= self.refunds.get(order.first_refund as usize).map_or(0, |refund| refund.next);
        }
        std::hint::black_box(all);
    }

    /// The same for the heads of some orders' lists and what they point at.
    fn touch_heads(&self, orders: &[u32]) {
        let mut all = 0;
        for order in orders.iter().filter_map(|order| self.orders.get(*order as usize)) {
            all ^= self.parcels.get(order.first_parcel as usize).map_or(0, |parcel| parcel.next);
            all ^= self.reviews.get(order.first_review as usize).map_or(0, |review| review.next);
        }
        std::hint::black_box(all);
    }

    /// The order of a main id, made where there is none.
    fn order_of_main_id(&mut self, id: Id, arena: &[u8]) -> u32 {
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
    fn order_of_text(&mut self, id: &str) -> u32 {
        self.order_of_main_id(Id::in_arena(0, id.len()), id.as_bytes())
    }

    /// The sub-order that bears an id, where there is one.
    fn sub_of_id(&self, id: Id, arena: &[u8]) -> Option<u32> {
        if let Some(found) = self.sub_ids.find(id, arena) {
            return self.sub_of_id.get(found as usize).copied();
        }
        let order = self.order_ids.find(id, arena)?;
        self.subs_of(order).find(|(_, sub)| sub.bears_main_id()).map(|(index, _)| index)
    }

    /// The order that a review or parcel names by sub-order or main id, made where there is none.
    /// `known`: the order that has the id as its own, where that is known.
    fn order_of_any_id(&mut self, id: Id, known: Option<u32>, arena: &[u8]) -> u32 {
        // Nearly always the id is an order's own, and no sub-order has it.
        if self.sub_names_order == Some(false)
            && let Some(order) = known.or_else(|| self.order_ids.find(id, arena))
        {
            return order;
        }
        // A sub-order that bears its main order's id names the same order as that id does.
        let sub = self.sub_ids.find(id, arena).and_then(|found| self.sub_of_id.get(found as usize));
        match sub.and_then(|sub| self.subs.get(*sub as usize)) {
            Some(sub) => sub.order,
            None => self.order_of_main_id(id, arena),
        }
    }

    /// The order that an id names, of a sub-order or of the order itself, matched or not.
    pub fn order_named(&self, id: &str) -> Option<u32> {
        let id = id.as_bytes();
        let (id, arena) = (Id::packed(id).unwrap_or(Id::in_arena(0, id.len())), id);
        let of_sub =
            self.sub_of_id(id, arena).and_then(|sub| self.subs.get(sub as usize)).map(|sub| sub.order);
        of_sub.or_else(|| self.order_ids.find(id, arena)).filter(|order| !self.is_made_up(*order))
    }

    /// Is an order known: in an orders export or, without one, in a logistics export?
    #[inline]
    pub fn is_known(&self, order: u32) -> bool {
        if self.has_orders {
            self.orders.get(order as usize).is_some_and(|o| o.first_sub != NONE)
        } else {
            !self.is_made_up(order) && self.parcels_of(order).any(|(_, p)| p.in_logistics())
        }
    }

    /// Was it made up for an after-sale or parcel that names no order?
    pub fn is_made_up(&self, order: u32) -> bool {
        self.order_ids.begins_with(order, NAME_KEY)
    }

    /// The number of a product: by id, else by name.
    fn product_of(
        &mut self,
        id: TextRef,
        name: TextRef,
        name_wins: bool,
        numbers: &mut TextNumbers<'_>,
    ) -> u32 {
        let (product, new) = match (id.is_none(), name.is_none()) {
            (true, true) => return NONE,
            (false, _) => numbers.product(id, &mut self.products),
            (true, false) => numbers.product_by_name(name, &mut self.products),
        };
        if new {
            self.product_names.push(NONE);
        }
        if let (false, Some(slot)) = (name.is_none(), self.product_names.get_mut(product as usize))
            && (name_wins || *slot == NONE)
        {
            *slot = numbers.name(name, &mut self.names);
        }
        product
    }

    fn count_duplicate(&mut self, source: u16) {
        if let Some(disposition) = self.dispositions.get_mut(usize::from(source)) {
            disposition.duplicate += 1;
        }
    }
}

/// Marks the key of a product that has a name but no id, so that no id can equal it.
const NAME_KEY: char = '\u{1f}';

/// The id of an order made up for something that names none, so that it stays countable.
fn made_up_id(of: &str) -> String {
    format!("{NAME_KEY}{of}")
}

/// Overwrites a cell with a newer one, where the newer file has the column.
fn overwrite<T>(slot: &mut T, newer: Option<T>) {
    if let Some(value) = newer {
        *slot = value;
    }
}
