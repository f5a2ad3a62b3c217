//! The numbers that a shop gives to the texts of a batch.

use super::texts::{IndexRange, TextArena, TextRef};
use super::{Id, Interner, NAME_KEY, NONE};
use std::borrow::Cow;

/// Finds the number of each text once, and gives access to the lists that rows of the batch refer to.
pub(super) struct TextNumbers<'b> {
    texts: &'b TextArena,
    parcel_orders: &'b [Id],
    express: &'b [(Id, TextRef)],
    names: Vec<u32>,
    products: Vec<u32>,
    products_by_name: Vec<u32>,
}

impl<'b> TextNumbers<'b> {
    pub(super) fn of(
        texts: &'b TextArena,
        parcel_orders: &'b [Id],
        express: &'b [(Id, TextRef)],
    ) -> TextNumbers<'b> {
        let none = vec![NONE; texts.len()];
        TextNumbers {
            texts,
            parcel_orders,
            express,
            names: none.clone(),
            products: none.clone(),
            products_by_name: none,
        }
    }

    /// The bytes that ids of the batch refer to.
    pub(super) fn arena(&self) -> &'b [u8] {
        self.texts.bytes()
    }

    pub(super) fn text_of_id(&self, id: Id) -> Cow<'b, str> {
        id.text(self.arena())
    }

    /// A text; empty for none.
    pub(super) fn text(&self, text: TextRef) -> Cow<'b, str> {
        self.text_of_id(self.texts.get(text))
    }

    pub(super) fn are_equal(&self, a: Id, b: Id) -> bool {
        match (a.bytes_in(self.arena()), b.bytes_in(self.arena())) {
            (None, None) => a == b,
            (a, b) => a == b,
        }
    }

    /// The orders that a parcel carries.
    pub(super) fn parcel_orders(&self, range: IndexRange) -> &'b [Id] {
        self.parcel_orders.get(range.range()).unwrap_or_default()
    }

    /// The parcels that a cell of 快递信息 names.
    pub(super) fn express(&self, range: IndexRange) -> &'b [(Id, TextRef)] {
        self.express.get(range.range()).unwrap_or_default()
    }

    pub(super) fn name(&mut self, text: TextRef, names: &mut Interner) -> u32 {
        let (id, arena) = (self.texts.get(text), self.arena());
        find_once(&mut self.names, text, || names.intern(id, arena)).0
    }

    /// The number of a product with an id, and whether it is new.
    pub(super) fn product(&mut self, id: TextRef, products: &mut Interner) -> (u32, bool) {
        let (key, arena) = (self.texts.get(id), self.arena());
        find_once(&mut self.products, id, || products.intern(key, arena))
    }

    /// The number of a product that has only a name, and whether it is new.
    pub(super) fn product_by_name(&mut self, name: TextRef, products: &mut Interner) -> (u32, bool) {
        let text = self.text(name);
        find_once(&mut self.products_by_name, name, || products.intern_text(&format!("{NAME_KEY}{text}")))
    }
}

/// The known number of a text, else the one that is found, which is kept.
fn find_once(known: &mut [u32], text: TextRef, find: impl FnOnce() -> (u32, bool)) -> (u32, bool) {
    let Some(slot) = known.get_mut(text.place()) else { return (NONE, false) };
    if *slot != NONE {
        return (*slot, false);
    }
    let found = find();
    *slot = found.0;
    found
}
