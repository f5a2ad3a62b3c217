//! The five kinds of export and the fields a score needs of them.
//!
//! A field is what a column means: `field.toml` lists them. Which header names stand for one is data, too
//! (`input/columns.toml`).

use crate::catalogue::{Bilingual, Lang, text};
use crate::string_enum::string_enum;

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 订单: a row per sub-order.
    Orders,
    /// 物流: a row per parcel.
    Logistics,
    /// 售后: a row per after-sale.
    Refunds,
    /// 评价: a row per review.
    Reviews,
    /// 飞鸽客服: a row per agent and day or period.
    Service,
}

impl Kind {
    /// The fields of which one must have a column, or no row can be told from another.
    pub(crate) fn ids(self) -> &'static [Field] {
        match self {
            Kind::Orders => &[Field::OrderId],
            Kind::Logistics => &[Field::Tracking, Field::ParcelOrder],
            Kind::Refunds => &[Field::RefundId],
            Kind::Reviews => &[Field::ReviewOrder],
            Kind::Service => &[Field::Reply3Min, Field::ReplySeconds, Field::Dissatisfaction],
        }
    }

    /// Every kind, in the order in which they must be read: ids resolve against orders.
    pub const ALL: [Kind; 5] = [Kind::Orders, Kind::Logistics, Kind::Refunds, Kind::Reviews, Kind::Service];

    /// The key in data files and JSON.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Kind::Orders => "orders",
            Kind::Logistics => "logistics",
            Kind::Refunds => "refunds",
            Kind::Reviews => "reviews",
            Kind::Service => "service",
        }
    }

    /// What such exports are called.
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        match self {
            Kind::Orders => text::kind_orders(lang),
            Kind::Logistics => text::kind_logistics(lang),
            Kind::Refunds => text::kind_refunds(lang),
            Kind::Reviews => text::kind_reviews(lang),
            Kind::Service => text::kind_service(lang),
        }
    }
}

string_enum!(ids of Kind);

include!(concat!(env!("OUT_DIR"), "/fields.rs"));

/// What the data says of a field.
struct FieldEntry {
    kind: Kind,
    key: &'static str,
    id: bool,
    purpose: Bilingual,
}

impl Field {
    /// The kind of export it belongs to.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// Its key below the kind's table in `columns.toml`.
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// What it is for, in words: said where a file lacks it.
    pub(crate) fn purpose(self) -> Bilingual {
        self.entry().purpose
    }

    /// Whether it holds times or dates, which its key shows.
    pub(crate) fn is_time(self) -> bool {
        self.key().ends_with("time") || self.key() == "date"
    }

    /// Whether it names the shop that a row belongs to. Most exports are of one shop and have no such column.
    pub(crate) fn is_shop(self) -> bool {
        self.key() == "shop"
    }

    /// Whether it holds ids that Excel could round.
    pub(crate) fn is_id(self) -> bool {
        self.entry().id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_are_unique_within_a_kind() {
        let keys: HashSet<_> = Field::ALL.iter().map(|f| (f.kind(), f.key())).collect();
        assert_eq!(keys.len(), Field::ALL.len());
    }
}
