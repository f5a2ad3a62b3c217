//! What a shop's exports say, without files and without points: orders, parcels, reviews, after-sales
//! and days of customer service, each once, joined by order.
//!
//! Rows arrive kind by kind ([`crate::field::Kind::ALL`]) and from the oldest export to the newest, so "the newest row
//! wins, for the columns its file has" (SPEC section 2) means that each cell overwrites the one before. The records of
//! an order form linked lists of indices. An id that no orders export has gets an order of its own, marked as unknown:
//! its reviews, after-sales and parcels stay countable.
//!
//! No row type has a field for personal data.

mod as_of;
mod batch;
mod coverage;
mod days;
mod deciding;
mod id;
mod interner;
mod join;
mod order_numbers;
mod orders;
mod parcels;
mod periods;
mod products;
mod records;
mod refunds;
mod remarks;
mod reviews;
mod service;
mod sources;
mod take;
mod text_numbers;
mod texts;
mod unknown_words;
mod view;

pub use crate::refund_kind::RefundKind;
pub use crate::time::AsOfBasis;
pub(crate) use batch::Batch;
pub use coverage::DayRanges;
pub use days::{DayCounts, DaySpan};
pub use id::Id;
pub use interner::Interner;
pub use orders::SubOrder;
pub(crate) use orders::{OrderRow, PayCell};
pub use parcels::Parcel;
pub(crate) use parcels::{ParcelProgress, ParcelRow};
pub(crate) use periods::{PeriodUse, uses_of};
pub use refunds::Refund;
pub(crate) use refunds::{RefundRow, RefundStatus, RefundTypeCell};
pub use remarks::Remarks;
pub use reviews::Review;
pub(crate) use reviews::ReviewRow;
pub use service::{ServiceRole, ServiceRow};
pub use sources::Disposition;
pub(crate) use texts::{TextArena, TextRef};
pub use view::OrderView;

use crate::field::{Field, Kind};
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use coverage::KindDays;
use hashbrown::{HashMap, HashSet};

/// The end of a linked list, and "no record".
pub const NONE: u32 = u32::MAX;

/// A main order: the first record of each of its lists.
#[derive(Debug, Clone, Copy)]
struct Order {
    first_sub: u32,
    first_parcel: u32,
    first_review: u32,
    first_refund: u32,
}

/// Everything known of a shop.
#[derive(Debug, Default)]
pub struct Shop {
    /// Ids of main orders, known or not; the number is the order's.
    pub order_ids: Interner,
    orders: Vec<Order>,
    /// Orders of shops that were not asked for.
    orders_of_other_shops: HashSet<u32>,
    sub_ids: Interner,
    sub_of_id: Vec<u32>,
    /// By sub-order: the number of its id. Made where the ids of sub-orders are compared, which is hardly ever.
    ids_of_subs: std::sync::OnceLock<Vec<u32>>,
    /// Ids that sub-orders of several orders have: files of other origin number those of each order.
    shared_sub_ids: HashSet<u32>,
    /// Whether any sub-order has the id of another order; found out once, when all orders are there.
    sub_names_order: Option<bool>,
    subs: Vec<SubOrder>,
    parcels: Vec<Parcel>,
    /// By parcel: when it was reported as shipped. Only what waits for its pickup is asked for it, so it stands beside the
    /// records that every score reads.
    parcel_ships: Vec<Stamp>,
    /// Tracking numbers that cannot be packed.
    tracking_arena: Vec<u8>,
    /// Tracking numbers that 快递信息 names.
    trackings: Interner,
    /// By tracking number: the orders whose 快递信息 names it.
    mentions: HashMap<u32, Vec<u32>>,
    /// By parcel: the first sub-order whose 快递信息 names it.
    mentioned_by: HashMap<u32, u32>,
    /// Parcels that further sub-orders name, with these.
    also_mentioned_by: std::collections::BTreeSet<(u32, u32)>,
    reviews: Vec<Review>,
    refund_ids: Interner,
    refunds: Vec<Refund>,
    service: Vec<ServiceRow>,
    service_keys: HashMap<(Option<(Day, Day)>, u32), usize>,
    /// Rows that may be totals of the days of their files, with their agents.
    service_totals: Vec<(String, ServiceRow)>,
    /// By two files: how many rows of the same key have other figures in the second.
    pub(crate) service_conflicts: std::collections::BTreeMap<(u32, u32), u64>,
    agents: Interner,
    /// Keys of products: the id, else the name.
    products: Interner,
    product_names: Vec<u32>,
    /// Product names, carriers, provinces, creators, channels, reasons: short texts without personal data.
    pub names: Interner,
    /// What became of the rows, file by file.
    pub dispositions: Vec<Disposition>,
    /// By the files of a row and of the one that replaced it: how many of the latter say less than the former, as if they
    /// were older.
    pub(crate) went_back: std::collections::BTreeMap<(u32, u32), u64>,
    /// On which days the rows of each file are, by their own time.
    pub source_days: Vec<DayCounts>,
    /// The own days of each kind (SPEC section 6), in the order of [`Kind::ALL`].
    days: [KindDays; 5],
    /// First to last pickup or sign day of any parcel, matched or not.
    pub logistics_span: DaySpan,
    /// The earliest pickup day in a logistics or orders export, matched or not.
    pub first_pickup_day: Option<Day>,
    /// The latest day on which a valid order was paid.
    last_paid_day: Option<Day>,
    /// The newest event (SPEC section 1).
    pub newest_event: Stamp,
    /// The machine's clock when reading began.
    clock: Stamp,
    /// Whether there is an orders export.
    pub has_orders: bool,
    kinds: [bool; 5],
    columns: Vec<Field>,
    /// What is worth a warning or a note.
    pub remarks: Remarks,
    threads: Threads,
}

impl Shop {
    /// An empty shop; times later than `clock` are no events.
    pub fn new(clock: Stamp) -> Shop {
        Shop { clock, ..Shop::default() }
    }

    /// Limits the threads that work on it from now on.
    pub fn set_threads(&mut self, threads: Threads) {
        self.threads = threads;
    }

    pub(crate) fn threads(&self) -> Threads {
        self.threads
    }

    /// The day of the machine's clock when reading began.
    pub(crate) fn today(&self) -> Option<Day> {
        self.clock.day()
    }

    /// The machine's clock when reading began.
    pub(crate) fn clock(&self) -> Stamp {
        self.clock
    }

    /// How many main ids there are, known or not.
    pub fn order_count(&self) -> u32 {
        self.orders.len() as u32
    }

    /// Whether an order is of a shop that was not asked for.
    #[inline]
    pub(crate) fn is_of_other_shop(&self, order: u32) -> bool {
        !self.orders_of_other_shops.is_empty() && self.orders_of_other_shops.contains(&order)
    }

    /// All after-sales.
    #[inline]
    pub(crate) fn refunds(&self) -> &[Refund] {
        &self.refunds
    }

    /// The id of an after-sale.
    pub fn refund_id(&self, refund: u32) -> std::borrow::Cow<'_, str> {
        self.refund_ids.text(refund)
    }

    /// Compares two after-sales by their ids (SPEC section 4).
    pub(crate) fn compare_refund_ids(&self, a: u32, b: u32) -> std::cmp::Ordering {
        self.refund_ids.compare(a, b)
    }

    /// The days of customer service.
    pub fn service(&self) -> &[ServiceRow] {
        &self.service
    }

    /// Whether there is an export of a kind.
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.kinds.get(kind as usize).copied().unwrap_or_default()
    }

    /// Whether any file has a column for a field.
    pub(crate) fn has_column(&self, column: Field) -> bool {
        self.columns.contains(&column)
    }

    /// First to last own day of a kind.
    pub(crate) fn span(&self, kind: Kind) -> DaySpan {
        DaySpan(self.days[kind as usize].own.span())
    }
}

/// Begins the key of a product that has a name but no id, so that it equals no id.
const NAME_KEY: char = '\u{1f}';

/// The id of an order made up for an after-sale or parcel that names none, so that it stays countable.
fn made_up_id(of: &str) -> String {
    format!("{NAME_KEY}{of}")
}

/// Overwrites a cell with a newer one, where the newer file has the column.
fn overwrite<T>(slot: &mut T, newer: Option<T>) {
    if let Some(value) = newer {
        *slot = value;
    }
}
