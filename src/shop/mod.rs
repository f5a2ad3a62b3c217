//! What a shop's exports say, without files and without points: orders, parcels, reviews, after-sales
//! and days of customer service, each once, joined by order.
//!
//! The orders are shared out among partitions by a hash of their ids ([`partition`]), each so small that it fits into the
//! cache of a core. Threads read rows in pieces and put each into the lane of its order's partition ([`batch`], [`rows`]);
//! when all are read the partitions are joined side by side ([`builder`]), and later passes over all orders go through them
//! one after the other. A partition goes through its rows kind by kind and from the oldest export to the newest, so "the
//! newest row wins, for the columns its file has" (SPEC section 2) means that each cell overwrites the one before. The
//! records of an order form lists ([`lists`]). An id that no orders export has gets an order of its own, marked as unknown: its
//! reviews, after-sales and parcels stay countable.
//!
//! An id may be that of a sub-order, whose main id lies in any partition. So orders are joined first; the few sub-orders
//! with ids of their own are then known to all threads ([`joined`]), and every other row goes straight to its partition.
//!
//! No row type has a field for personal data.

mod as_of;
mod batch;
mod builder;
mod cents;
mod coverage;
mod days;
mod deciding;
mod event_times;
mod id;
mod interner;
mod join;
mod joined;
mod label_sets;
mod lists;
mod long_lists;
#[cfg(test)]
mod newest_wins_tests;
mod number_slots;
mod numbering;
mod order_join;
mod order_numbers;
mod order_record;
mod orders;
mod parcel_join;
mod parcels;
mod parcels_of_many;
mod partition;
mod periods;
mod products;
mod records;
mod refund_join;
mod refunds;
mod remarks;
mod review_join;
mod reviews;
mod rows;
mod service;
mod sources;
mod taken;
mod text_uses;
mod texts;
mod unknown_words;
mod view;
mod whole_shop;

pub use crate::refund_kind::RefundKind;
pub use crate::time::AsOfBasis;
pub(crate) use batch::{Batch, BatchTables, Routes};
pub(crate) use builder::{BatchNumbers, ShopBuilder};
pub use coverage::DayRanges;
pub use days::{DayCounts, DaySpan};
pub use id::Id;
pub use interner::Interner;
pub(crate) use joined::JoinedOrders;
pub use label_sets::LabelSet;
pub use lists::{Linked, Neighbours, Records};
pub(crate) use order_record::{OrderRow, flag as order_flag};
pub use orders::SubOrder;
pub use parcels::Parcel;
pub(crate) use parcels::{ParcelProgress, ParcelRow};
pub(crate) use periods::{PeriodUse, uses_of};
pub use refunds::Refund;
pub(crate) use refunds::{RefundRow, RefundStatus, RefundTypeCell};
pub use remarks::Remarks;
pub use reviews::Review;
pub(crate) use reviews::ReviewRow;
pub(crate) use rows::{RareTimes, Rows};
pub use service::{ServiceRole, ServiceRow};
pub use sources::Disposition;
pub(crate) use texts::{IndexRange, TextArena, TextRef};
pub use view::OrderView;
pub use whole_shop::{WholeKind, WholeShop};

use crate::field::{Field, Kind};
use crate::share::Share;
use crate::threads::Threads;
use crate::time::{Day, Stamp};
use coverage::KindDays;
use hashbrown::HashMap;
use joined::SubOrderIds;
use numbering::Numbering;
use partition::Partition;

/// The end of a linked list, and "no record".
pub const NONE: u32 = u32::MAX;

/// Everything known of a shop.
#[derive(Debug, Default)]
pub struct Shop {
    numbering: Numbering,
    /// Orders and what belongs to them.
    partitions: Vec<Partition>,
    /// The orders of sub-orders that have other ids than their main ids.
    sub_ids: SubOrderIds,
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
    /// The orders whose rows are all there, where those of others are not.
    share: Option<Share>,
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

    /// The day of the machine's clock when reading began.
    pub(crate) fn today(&self) -> Option<Day> {
        self.clock.day()
    }

    /// The machine's clock when reading began.
    pub(crate) fn clock(&self) -> Stamp {
        self.clock
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
