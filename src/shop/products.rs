//! Products: by id, else by name.

use super::text_numbers::TextNumbers;
use super::texts::TextRef;
use super::{NAME_KEY, NONE, Shop};
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

    /// The number of a product. `name_wins`: its name replaces one that is known.
    pub(super) fn product_of(
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
}
