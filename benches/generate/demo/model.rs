//! What happened in the demo shop, before anybody exported it.

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::catalogue::{Carrier, Place, Product};
use super::random::Random;

/// A main order.
pub struct Order {
    pub id: u64,
    pub items: Vec<Item>,
    pub submitted: NaiveDateTime,
    /// `None`: never paid.
    pub paid: Option<NaiveDateTime>,
    pub promised: Option<NaiveDateTime>,
    pub shipped: Option<NaiveDateTime>,
    pub finished: Option<NaiveDateTime>,
    pub carrier: &'static Carrier,
    pub role: Role,
    pub buyer: Buyer,
    /// 流量来源, 流量体裁, 流量渠道, 达人ID, 达人昵称.
    pub channel: &'static [&'static str; 5],
    pub payment: &'static str,
    pub message: &'static str,
    pub remark: &'static str,
}

/// Why an order is unlike the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Ordinary,
    /// Closed half an hour after it was submitted.
    Unpaid,
    /// The buyer changes their mind before it is shipped.
    Regretted,
    /// Promised for a week later.
    Presale,
    /// Each of its two items has a parcel of its own.
    TwoParcels,
    /// The order before it and this one travel together.
    JoinsPrevious,
    /// The parcel comes back.
    RefusedParcel,
}

/// A sub-order.
pub struct Item {
    pub id: String,
    pub product: &'static Product,
    pub quantity: u64,
    /// 订单应付金额.
    pub cents: u64,
    /// What the shop took off.
    pub discount: u64,
    pub closed: Option<NaiveDateTime>,
}

/// A buyer, as the export shows them.
#[derive(Clone)]
pub struct Buyer {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub place: &'static Place,
}

/// An order's part of a parcel.
pub struct Parcel {
    pub order: u64,
    pub tracking: String,
    pub carrier: &'static Carrier,
    pub shipped: NaiveDateTime,
    pub picked_up: NaiveDateTime,
    /// When it was at the door.
    pub arrived: NaiveDateTime,
    pub refused: bool,
}

/// An application for a refund, return, exchange or the like.
pub struct AfterSale {
    pub id: u64,
    pub order: u64,
    /// `-`: the application names the main order only.
    pub sub_order: String,
    pub product: &'static Product,
    pub quantity: u64,
    /// What the buyer paid for it.
    pub cents: u64,
    pub kind: &'static str,
    pub reason: &'static str,
    pub tag: &'static str,
    pub outcome: Outcome,
    pub applied: NaiveDateTime,
    pub agreed: Option<NaiveDateTime>,
    pub sent_back: Option<NaiveDateTime>,
    pub refunded: Option<NaiveDateTime>,
    pub credited: Option<NaiveDateTime>,
    pub finished: Option<NaiveDateTime>,
    /// 仲裁状态, 纠纷责任方.
    pub arbitration: [&'static str; 2],
}

/// How an application ends, if nobody looks too early.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Success,
    Withdrawn,
    Refused,
}

/// A product review.
pub struct Review {
    /// Main or sub-order.
    pub order: String,
    pub product: &'static Product,
    pub written: NaiveDateTime,
    pub stars: i64,
    pub text: &'static str,
    pub later_text: Option<(NaiveDateTime, &'static str)>,
    pub answer: Option<&'static str>,
}

impl AfterSale {
    /// Whether the goods come back.
    pub fn is_return(&self) -> bool {
        self.kind == "退货退款"
    }

    /// Whether money goes back.
    pub fn is_refund(&self) -> bool {
        self.kind.contains("退款")
    }

    /// Whether the order had not been shipped.
    pub fn is_before_shipping(&self) -> bool {
        self.kind.starts_with("未发货") || self.kind == "仅退款"
    }

    /// When it ended, whatever the file tells about it.
    pub fn ended(&self) -> Option<NaiveDateTime> {
        self.finished.or(self.refunded)
    }
}

/// How times and amounts are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the platform writes them.
    Platform,
    /// As Excel shows and therefore saves them.
    Excel,
}

impl Style {
    /// A time, or `-` where there is none or it is later than the export.
    pub fn time(self, time: Option<NaiveDateTime>, exported: NaiveDateTime) -> String {
        match time.filter(|time| *time <= exported) {
            None => "-".to_owned(),
            Some(time) => self.known_time(time),
        }
    }

    /// A time, also one to come.
    pub fn known_time(self, time: NaiveDateTime) -> String {
        let format = match self {
            Self::Platform => "%Y-%m-%d %H:%M:%S",
            Self::Excel => "%Y/%-m/%-d %-H:%M",
        };
        time.format(format).to_string()
    }

    /// An amount in yuan.
    pub fn money(self, cents: u64) -> String {
        let text = format!("{}.{:02}", cents / 100, cents % 100);
        match self {
            Self::Platform => text,
            Self::Excel => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        }
    }
}

/// `low..=high` minutes after `time`, at a random second.
pub fn later(random: &mut Random, time: NaiveDateTime, low: i64, high: i64) -> NaiveDateTime {
    time + TimeDelta::minutes(random.between(low, high)) + TimeDelta::seconds(random.between(0, 59))
}

/// The time itself between 8 and 21 o'clock, else a time of the next such morning.
pub fn in_daytime(random: &mut Random, time: NaiveDateTime) -> NaiveDateTime {
    let minutes = random.between(30, 200);
    let morning = |day: chrono::NaiveDate| {
        day.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(8) + TimeDelta::minutes(minutes)
    };
    match time.hour() {
        0..8 => morning(time.date()),
        8..21 => time,
        _ => morning(time.date() + TimeDelta::days(1)),
    }
}
