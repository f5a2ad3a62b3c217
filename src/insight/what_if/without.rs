//! Orders that are left out: those of a product, a carrier, a province, or one order.

use crate::analysis::Analysis;
use crate::catalogue::{Lang, text};
use crate::shop::Shop;
use crate::string_enum::string_enum;
use std::collections::HashSet;

string_enum! {
    /// What orders are left out by.
    PartKind {
        /// A product: its id, or its exact name.
        Product = "product",
        /// A carrier: its exact name.
        Carrier = "carrier",
        /// A province: its exact name.
        Province = "province",
        /// An order: its id, or that of one of its sub-orders.
        Order = "order",
    }
}

impl PartKind {
    /// What shops call it.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            PartKind::Product => text::part_product(lang),
            PartKind::Carrier => text::part_carrier(lang),
            PartKind::Province => text::part_province(lang),
            PartKind::Order => text::part_order(lang),
        }
    }

    /// The kind of an id or a name.
    pub fn by_name(word: &str) -> Option<PartKind> {
        let is_it =
            |kind: &&PartKind| [kind.id(), kind.name(Lang::Zh), kind.name(Lang::En)].contains(&word.trim());
        PartKind::ALL.iter().find(is_it).copied()
    }
}

/// A part of the shop's orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What they have in common.
    pub kind: PartKind,
    /// Which of it.
    pub value: String,
}

impl Analysis<'_> {
    /// The orders of which any part belongs to it, by their numbers.
    pub(crate) fn orders_of_part(&self, part: &Part) -> HashSet<u32> {
        let (shop, value) = (self.shop(), part.value.trim());
        match part.kind {
            PartKind::Order => shop.order_named(value).into_iter().collect(),
            PartKind::Product => {
                let is_it = |product: &u32| {
                    let (id, name) = shop.product(*product);
                    id == value || name == value
                };
                let products: HashSet<u32> = (0..shop.product_count()).filter(is_it).collect();
                with(shop, |order| shop.subs_of(order).any(|(_, sub)| products.contains(&sub.product)))
            }
            PartKind::Carrier => {
                let Some(carrier) = shop.names.number_of(value) else { return HashSet::new() };
                with(shop, |order| shop.known_parcels_of(order).any(|(_, parcel)| parcel.carrier == carrier))
            }
            PartKind::Province => {
                let Some(province) = shop.names.number_of(value) else { return HashSet::new() };
                with(shop, |order| {
                    shop.subs_of(order).any(|(_, sub)| shop.labels_of(sub).province == province)
                })
            }
        }
    }

    /// Values of the kind of a part, for "did you mean".
    pub(crate) fn values_like(&self, part: &Part) -> Vec<String> {
        let shop = self.shop();
        let name = |number: u32| shop.names.text(number).into_owned();
        let mut values: Vec<String> = match part.kind {
            PartKind::Order => Vec::new(),
            PartKind::Product => (0..shop.product_count())
                .flat_map(|product| <[String; 2]>::from(shop.product(product)))
                .collect(),
            PartKind::Carrier => {
                let carriers = shop.orders().flat_map(|order| shop.known_parcels_of(order));
                let carriers: HashSet<u32> = carriers.map(|(_, parcel)| parcel.carrier).collect();
                carriers.into_iter().filter(|number| *number != crate::shop::NONE).map(name).collect()
            }
            PartKind::Province => {
                let provinces = shop.orders().flat_map(|order| shop.subs_of(order));
                let provinces: HashSet<u32> =
                    provinces.map(|(_, sub)| shop.labels_of(sub).province).collect();
                provinces.into_iter().filter(|number| *number != crate::shop::NONE).map(name).collect()
            }
        };
        values.retain(|value| !value.is_empty());
        values.sort();
        values.dedup();
        values
    }
}

fn with(shop: &Shop, is_of_it: impl Fn(u32) -> bool) -> HashSet<u32> {
    shop.orders().filter(|order| is_of_it(*order)).collect()
}
