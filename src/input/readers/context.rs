//! What the readers of all kinds need, and caches of what cells say.

use super::periods::ServicePeriods;
use super::service_cells::{ServiceAgent, ServiceDate};
use crate::field::Field;
use crate::input::cell_cache::{CellCache, TextCache};
use crate::input::columns::{StatusWords, matches};
use crate::input::rejection::{CellResult, HIDDEN, shown_word};
use crate::input::row::Row;
use crate::shop::{Batch, ParcelProgress, RefundStatus, RefundTypeCell, TextArena, TextRef};
use std::borrow::Cow;

pub(crate) struct ReaderContext<'t> {
    /// Where rows go.
    pub(crate) batch: Batch<'t>,
    pub(crate) words: &'t StatusWords,
    /// The file's number.
    pub(crate) source: u32,
    /// What a file of orders has: see [`super::orders::order_columns`].
    pub(crate) order_columns: u32,
    /// The days of rows without a date.
    pub(crate) periods: ServicePeriods,
    pub(crate) caches: CellCaches,
}

/// What cells say, by what is asked of them. The caches belong to files of one encoding and one header: see
/// `ReadableTable::says_the_same`.
#[derive(Default)]
pub(crate) struct CellCaches {
    names: TextCache,
    pub(super) provinces: TextCache,
    pub(super) creators: TextCache,
    pub(super) channels: TextCache,
    variants: TextCache,
    products: TextCache,
    pub(super) order_states: CellCache<OrderState>,
    /// Whether a cell of provinces holds something that is none.
    pub(super) strange_provinces: CellCache<bool>,
    /// Whether a cell holds anything.
    pub(super) filled: CellCache<bool>,
    /// Whether orders of a type are never picked up.
    pub(super) without_pickup: CellCache<bool>,
    /// What the status of a parcel says.
    pub(super) parcel_states: CellCache<ParcelState>,
    pub(super) refund_types: CellCache<Word<RefundTypeCell>>,
    pub(super) refund_states: CellCache<Word<RefundStatus>>,
    /// Whether the merchant is liable, and whether the platform held so.
    pub(super) liabilities: CellCache<Word<bool>>,
    pub(super) arbitrations: CellCache<Word<bool>>,
    pub(super) not_shipped: CellCache<bool>,
    /// The stars that a level stands for.
    pub(super) review_levels: CellCache<Option<u8>>,
    pub(super) service_agents: CellCache<ServiceAgent>,
    pub(super) service_dates: CellCache<ServiceDate>,
    pub(super) service_counts: CellCache<Option<Option<i64>>>,
    pub(super) service_rates: CellCache<Option<Option<i64>>>,
    pub(super) service_durations: CellCache<Option<Option<i64>>>,
}

/// What a cell says that holds one of some words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word<T> {
    Missing,
    /// A word that is not in the table of words.
    Unknown,
    Known(T),
}

impl<T> Word<T> {
    pub(super) fn of(text: Option<&str>, meaning: impl Fn(&str) -> Option<T>) -> Word<T> {
        text.map_or(Word::Missing, |text| meaning(text).map_or(Word::Unknown, Word::Known))
    }

    /// What it says, or something else where it says nothing that is known.
    pub(super) fn or(self, other: T) -> T {
        match self {
            Word::Known(meaning) => meaning,
            Word::Missing | Word::Unknown => other,
        }
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Word::Unknown)
    }
}

impl CellCaches {
    pub(crate) fn begin_batch(&mut self) {
        let CellCaches { names, provinces, creators, channels, variants, products, .. } = self;
        for texts in [names, provinces, creators, channels, variants, products] {
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
pub(super) fn kept(text: Option<Cow<'_, str>>) -> Option<Box<str>> {
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

/// What the status of a parcel says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParcelState {
    /// Whether it was refused or sent back; `None` where there is no status.
    pub(super) returned: Option<bool>,
    /// How far it says that the parcel has come; `None` where there is no status.
    pub(super) progress: Option<ParcelProgress>,
    /// The status is not in the table of words.
    pub(super) unknown: bool,
}

impl ParcelState {
    pub(super) fn of(text: &str, words: &StatusWords) -> ParcelState {
        let spared = matches(text, &words.parcel_not_returned);
        let returned = !spared && matches(text, &words.parcel_returned);
        // That a parcel is not yet signed for is known, too.
        let progress = if matches(text, &words.parcel_signed) {
            ParcelProgress::Signed
        } else if !matches(text, &words.parcel_not_underway) && matches(text, &words.parcel_underway) {
            ParcelProgress::Underway
        } else {
            ParcelProgress::Unsaid
        };
        let known = returned || spared || words.parcel_known.iter().any(|word| text.contains(word.as_str()));
        ParcelState { returned: Some(returned), progress: Some(progress), unknown: !known }
    }
}

impl ReaderContext<'_> {
    /// Notes a word that the table of words lacks.
    #[cold]
    pub(super) fn unknown_word(&mut self, field: Field, text: &str) {
        self.batch.remarks.unknown_words.add(field, &shown_word(text));
    }

    /// Notes the words of a row that the table of words lacks. Where one of them is a number the row is shifted, and the
    /// others may be names: they are counted and not shown.
    #[inline]
    pub(super) fn unknown_words<'t>(&mut self, words: impl Iterator<Item = (Field, &'t str)> + Clone) {
        let is_shifted = || words.clone().any(|(_, text)| shown_word(text).starts_with(HIDDEN));
        for (field, text) in words.clone() {
            self.unknown_word(field, if is_shifted() { HIDDEN } else { text });
        }
    }
}
