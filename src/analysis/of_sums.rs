//! Analyses from sums alone, where there are no single orders.

use super::Analysis;
use crate::sums::ShopSums;
use crate::time::Day;
use std::cell::OnceCell;

impl<'a> Analysis<'a> {
    /// The same from sums that are known already, where there are such: its shop need not have a single order.
    #[must_use]
    pub fn with_sums(self, sums: Option<&'a ShopSums>) -> Analysis<'a> {
        let timeline = sums.map_or_else(OnceCell::new, |sums| OnceCell::from(sums.timeline()));
        Analysis { sums, timeline, ..self }
    }

    /// The sums that stand in the place of single orders.
    pub fn sums(&self) -> Option<&'a ShopSums> {
        self.sums
    }

    /// Whether anything is known of a day: of sums those of some days only.
    pub fn knows(&self, day: Day) -> bool {
        self.sums.is_none_or(|sums| sums.has(day))
    }
}
