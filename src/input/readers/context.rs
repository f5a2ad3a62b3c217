//! What the readers of all kinds need, and caches of what cells say.

use super::periods::ServicePeriods;
use crate::field::Field;
use crate::input::cell_cache::{CellCache, TextCache};
use crate::input::columns::{StatusWords, matches};
use crate::input::row::{CellResult, Row};
use crate::shop::{Batch, TextArena, TextRef};
use std::borrow::Cow;

pub(crate) struct ReaderContext<'t> {
    /// Where rows go.
    pub(crate) batch: Batch,
    pub(crate) words: &'t StatusWords,
    /// The file's number.
    pub(crate) source: u32,
    /// The days of rows without a date.
    pub(crate) periods: ServicePeriods,
    pub(crate) caches: CellCaches,
}

/// What cells say, by what is asked of them. The caches belong to one file: in another encoding the same bytes may say
/// something else.
#[derive(Default)]
pub(crate) struct CellCaches {
    names: TextCache,
    pub(super) provinces: TextCache,
    variants: TextCache,
    products: TextCache,
    pub(super) order_states: CellCache<OrderState>,
    /// Whether a cell holds anything.
    pub(super) filled: CellCache<bool>,
    /// Whether orders of a type are never picked up.
    pub(super) without_pickup: CellCache<bool>,
    /// Whether a parcel of a status was refused or sent back.
    pub(super) returned: CellCache<Option<bool>>,
}

impl CellCaches {
    pub(crate) fn begin_batch(&mut self) {
        for texts in [&mut self.names, &mut self.provinces, &mut self.variants, &mut self.products] {
            texts.begin_batch();
        }
    }

    /// The name of a product, carrier or reason.
    pub(super) fn name(&mut self, row: &Row<'_>, field: Field, texts: &mut TextArena) -> CellResult<TextRef> {
        self.names.of(row, field, texts, |row| Ok(kept(row.name(field)?)))
    }

    pub(super) fn variant(&mut self, row: &Row<'_>, texts: &mut TextArena) -> CellResult<TextRef> {
        self.variants.of(row, Field::OrderSku, texts, |row| Ok(kept(row.text(Field::OrderSku)?)))
    }

    pub(super) fn product_id(
        &mut self,
        row: &Row<'_>,
        field: Field,
        texts: &mut TextArena,
    ) -> CellResult<TextRef> {
        self.products.of(row, field, texts, |row| Ok(kept(row.spelled_id(field)?)))
    }
}

/// A text in the form that caches keep.
fn kept(text: Option<Cow<'_, str>>) -> Option<Box<str>> {
    text.map(|text| text.into_owned().into_boxed_str())
}

/// What the status of an order says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OrderState {
    /// It is closed or cancelled.
    pub(super) closed: bool,
    /// It was never paid.
    pub(super) unpaid: bool,
    /// The status is not in the table of words.
    pub(super) unknown: bool,
}

impl OrderState {
    pub(super) fn of(text: &str, words: &StatusWords) -> OrderState {
        let is = |words: &[String]| matches(text, words);
        let (waiting, cancelled) = (is(&words.order_waiting_for_payment), is(&words.order_cancelled));
        let closed = is(&words.order_closed);
        OrderState {
            closed: closed || cancelled,
            unpaid: waiting || cancelled,
            unknown: !(waiting || cancelled || closed || is(&words.order_known)),
        }
    }
}
