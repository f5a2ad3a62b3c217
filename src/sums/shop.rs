//! The sums of one shop.

use crate::catalogue::{Diagnostic, diagnostics};
use crate::time::Day;
use crate::timeline::Timeline;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The sums of one shop, and of which days there are any.
#[derive(Debug, Clone)]
pub struct ShopSums {
    /// The file, as given.
    pub file: String,
    /// The shop's name; `None` where the table has none.
    pub shop: Option<String>,
    /// The day to which rows of customer service without any date were counted, where that is known.
    pub undated_service_day: Option<Day>,
    /// The days of which there are rows.
    pub(super) days: BTreeSet<Day>,
    /// The lengths of windows of which there are rows, in order.
    pub(super) windows: Vec<i32>,
    pub(super) timeline: Rc<Timeline>,
}

impl ShopSums {
    /// Whether the table knows a day.
    pub fn has(&self, day: Day) -> bool {
        self.days.contains(&day)
    }

    /// The first and the last day.
    pub fn span(&self) -> Option<(Day, Day)> {
        Some((*self.days.first()?, *self.days.last()?))
    }

    /// The runs of days, from one to another, that the table does not know.
    pub fn missing_within(&self, days: impl IntoIterator<Item = Day>) -> Vec<(Day, Day)> {
        let mut runs: Vec<(Day, Day)> = Vec::new();
        for day in days.into_iter().filter(|day| !self.has(*day)) {
            match runs.last_mut() {
                Some((_, to)) if to.plus(1) == day => *to = day,
                _ => runs.push((day, day)),
            }
        }
        runs
    }

    /// Refuses windows of which there is no row at all.
    ///
    /// # Errors
    ///
    /// Where there are such.
    pub fn needs(&self, windows: &[i32]) -> Result<(), Diagnostic> {
        let listed = |days: &[i32]| days.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        let missing: Vec<i32> = windows.iter().copied().filter(|days| !self.windows.contains(days)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(diagnostics::sums_windows(listed(&missing), listed(&self.windows)).path(&self.file))
    }

    /// The sums.
    pub(crate) fn timeline(&self) -> Rc<Timeline> {
        Rc::clone(&self.timeline)
    }
}
