//! What a shop keeps of a batch until its rows are joined: whose rows they are, where in the order of all rows they stand,
//! and the numbers that the shop has given to their texts.

use super::cents::LargeAmounts;
use super::label_sets::LabelSet;
use super::rows::{Lane, OrderExtra, ProductRef};
use super::texts::{IndexRange, TextArena, TextRef};
use super::{Id, NONE};
use std::borrow::Cow;

#[derive(Debug)]
pub(super) struct TakenBatch {
    pub(super) number: u32,
    /// Rows of a batch with a greater one are newer.
    pub(super) sequence: u32,
    /// The number of its file.
    pub(super) source: u32,
    pub(super) texts: TextArena,
    /// By text: its number among the shop's names, where it is one.
    pub(super) names: Vec<u32>,
    /// By text: the number of the product with this id, and of that with this name and no id.
    pub(super) products: Vec<u32>,
    pub(super) products_by_name: Vec<u32>,
    pub(super) label_sets: Vec<LabelSet>,
    pub(super) amounts: LargeAmounts,
    pub(super) extras: Vec<OrderExtra>,
    /// Parcels that 快递信息 names.
    pub(super) express: Vec<(Id, TextRef)>,
}

/// Batches by their numbers.
#[derive(Debug, Default)]
pub(super) struct TakenBatches {
    batches: Vec<Option<TakenBatch>>,
    taken: u32,
}

impl TakenBatches {
    pub(super) fn add(&mut self, batch: TakenBatch) {
        let place = batch.number as usize;
        if self.batches.len() <= place {
            self.batches.resize_with(place + 1, || None);
        }
        if let Some(slot) = self.batches.get_mut(place) {
            *slot = Some(TakenBatch { sequence: self.taken, ..batch });
            self.taken += 1;
        }
    }

    /// Goes through the rows of some lanes, batch by batch in the order of the files. Rows of batches that were not taken,
    /// because their piece was split at a wrong place, are passed over.
    pub(super) fn in_order<'r, T>(&'r self, lanes: &'r [Lane<T>]) -> Vec<(&'r TakenBatch, &'r [T])> {
        let runs = lanes.iter().flat_map(Lane::runs);
        let mut runs: Vec<_> = runs.filter_map(|(batch, rows)| Some((self.get(batch)?, rows))).collect();
        runs.sort_by_key(|(batch, _)| batch.sequence);
        runs
    }

    pub(super) fn get(&self, number: u32) -> Option<&TakenBatch> {
        self.batches.get(number as usize)?.as_ref()
    }
}

impl TakenBatch {
    /// The bytes that ids of the batch refer to.
    pub(super) fn arena(&self) -> &[u8] {
        self.texts.bytes()
    }

    pub(super) fn text_of_id(&self, id: Id) -> Cow<'_, str> {
        id.text(self.arena())
    }

    /// A text; empty for none.
    pub(super) fn text(&self, text: TextRef) -> Cow<'_, str> {
        self.text_of_id(self.texts.get(text))
    }

    /// The text by which a row names a product.
    pub(super) fn product_text(&self, product: ProductRef) -> Cow<'_, str> {
        self.text_of_id(product.place().map(|place| self.texts.at(place)).unwrap_or_default())
    }

    #[inline]
    pub(super) fn name(&self, text: TextRef) -> u32 {
        self.names.get(text.place()).copied().unwrap_or(NONE)
    }

    #[inline]
    pub(super) fn label_set(&self, number: u32) -> LabelSet {
        self.label_sets.get(number as usize).copied().unwrap_or(LabelSet::NONE)
    }

    #[inline]
    pub(super) fn product(&self, product: ProductRef) -> u32 {
        let Some(place) = product.place() else { return NONE };
        let numbers = if product.is_by_name() { &self.products_by_name } else { &self.products };
        numbers.get(place).copied().unwrap_or(NONE)
    }

    pub(super) fn extra(&self, place: u32) -> OrderExtra {
        self.extras.get(place as usize).copied().unwrap_or_default()
    }

    /// The parcels that a cell of 快递信息 names.
    pub(super) fn express(&self, range: IndexRange) -> &[(Id, TextRef)] {
        self.express.get(range.range()).unwrap_or_default()
    }
}
