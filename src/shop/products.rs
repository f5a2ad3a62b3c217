//! Products: by id, else by name.

use super::{Id, NAME_KEY, NONE, Shop};
use std::cmp::Ordering;

impl Shop {
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

    /// How many products there are.
    pub(crate) fn product_count(&self) -> u32 {
        self.products.len() as u32
    }

    /// Compares two products by their keys, so that the result does not depend on the order of rows.
    #[inline]
    pub(crate) fn compare_products(&self, a: u32, b: u32) -> Ordering {
        match (a, b) {
            _ if a == b => Ordering::Equal,
            (NONE, _) => Ordering::Greater,
            (_, NONE) => Ordering::Less,
            _ => self.products.compare(a, b),
        }
    }

    /// The number of the product with a key, which may be new.
    pub(super) fn number_product(&mut self, key: Id, arena: &[u8]) -> u32 {
        let (product, new) = self.products.intern(key, arena);
        if new {
            self.product_names.push(NONE);
        }
        product
    }

    /// Notes the name of a product, which replaces a known one where `name_wins`.
    pub(super) fn name_product(&mut self, product: u32, name: u32, name_wins: bool) {
        if let Some(slot) = self.product_names.get_mut(product as usize)
            && (name_wins || *slot == NONE)
        {
            *slot = name;
        }
    }
}
