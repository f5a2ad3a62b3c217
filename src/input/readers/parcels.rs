//! Parcels.

use super::context::{ParcelState, ReaderContext};
use crate::field::Field;
use crate::input::cell;
use crate::input::columns::StatusWords;
use crate::input::rejection::{CellResult, reject_without_id};
use crate::input::row::Row;
use crate::shop::{Id, ParcelRow};

/// Reads a row of a logistics export.
pub(super) fn read_parcel(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let ReaderContext { batch, words, caches, .. } = context;
    let words: &StatusWords = words;
    let texts = &mut batch.texts;
    // A cell may hold several ids; usually it holds one.
    let order = match row.packed(Field::ParcelOrder) {
        Some(id) => Ok(id),
        None => Err(row.spelled_id(Field::ParcelOrder)?),
    };
    let tracking = row.id(Field::Tracking, texts)?;
    if matches!(order, Err(None)) && tracking.is_none() {
        return Err(reject_without_id(Field::Tracking).into());
    }
    let carrier = caches.name(row, Field::Carrier, texts)?;
    let state = caches.parcel_states.of(row, Field::ParcelStatus, |row| {
        Ok(row
            .text(Field::ParcelStatus)?
            .map_or(ParcelState::default(), |text| ParcelState::of(&text, words)))
    })?;
    let mut parcel = ParcelRow {
        tracking,
        carrier,
        ship: row.time(Field::ParcelShipTime)?,
        pickup: row.time(Field::ParcelPickupTime)?,
        sign: row.time(Field::ParcelSignTime)?,
        returned: state.returned,
        progress: state.progress,
        ..ParcelRow::default()
    };
    parcel.orders = match order {
        Ok(id) => batch.parcel_orders([id]),
        Err(cell) => {
            let ids = cell::ids(cell.as_deref().unwrap_or_default());
            let bare = |id| row.without_letter(Field::ParcelOrder, id);
            let ids: Vec<Id> = ids.map(|id| texts.id(bare(id))).collect();
            batch.parcel_orders(ids)
        }
    };
    batch.parcel(parcel);
    if state.unknown
        && let Some(text) = row.text(Field::ParcelStatus)?
    {
        context.unknown_word(Field::ParcelStatus, &text);
    }
    Ok(())
}
