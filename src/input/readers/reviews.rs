//! Reviews.

use super::context::ReaderContext;
use crate::field::Field;
use crate::input::columns::matches;
use crate::input::rejection::CellResult;
use crate::input::row::Row;
use crate::shop::ReviewRow;

/// Reads a row of a reviews export.
pub(super) fn read_review(row: &Row<'_>, context: &mut ReaderContext<'_>) -> CellResult<()> {
    let ReaderContext { batch, words, caches, .. } = context;
    let texts = &mut batch.texts;
    let order = row.id(Field::ReviewOrder, texts)?;
    let product_id = caches.product_id(row, Field::ReviewProductId, texts)?;
    let product_name = caches.name(row, Field::ReviewProductName, texts)?;
    let product_stars = row.stars(Field::ProductStars)?;
    let level = caches.review_levels.of(row, Field::ReviewLevel, |row| {
        let levels = [(&words.review_good, 5), (&words.review_middle, 3), (&words.review_bad, 1)];
        let level = row.text(Field::ReviewLevel)?;
        let star =
            |level: &str| levels.iter().find_map(|(words, star)| matches(level, words).then_some(*star));
        Ok(level.as_deref().and_then(star))
    });
    // Where the row has stars, it does not depend on its level.
    let level = if product_stars.flatten().is_some() { level.unwrap_or_default() } else { level? };
    batch.review(ReviewRow {
        order,
        product_id,
        product_name,
        time: row.time(Field::ReviewTime)?,
        stars: [product_stars, row.stars(Field::LogisticsStars)?, row.stars(Field::ServiceStars)?],
        level: row.has(Field::ReviewLevel).then_some(level),
    });
    Ok(())
}
