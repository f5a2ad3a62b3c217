//! What the times of rows say of the shop as a whole: the newest event, and on which days there are rows.

use super::DayCounts;
use crate::time::Stamp;

/// What the times of a batch's rows say together.
#[derive(Debug, Clone, Default)]
pub(super) struct EventTimes {
    /// The machine's clock: what lies later has not happened.
    pub(super) clock: Stamp,
    /// The newest event (SPEC section 1).
    pub(super) newest: Stamp,
    /// How many times lie later than the clock.
    pub(super) future: u64,
    /// On which days rows are, by their own time.
    pub(super) days: DayCounts,
}

impl EventTimes {
    /// Counts times that say when something happened (SPEC section 1).
    #[inline]
    pub(super) fn add_events<const N: usize>(&mut self, times: [Stamp; N]) {
        let newest = times.into_iter().fold(Stamp::MISSING, Stamp::latest);
        if newest.is_after(self.clock) {
            self.add_events_of_future(&times);
        } else {
            self.newest = self.newest.latest(newest);
        }
    }

    #[cold]
    #[inline(never)]
    fn add_events_of_future(&mut self, times: &[Stamp]) {
        for time in times {
            if time.is_after(self.clock) {
                self.future += 1;
            } else {
                self.newest = self.newest.latest(*time);
            }
        }
    }

    /// Counts the own time of a row.
    #[inline]
    pub(super) fn add_own_time(&mut self, time: Stamp) {
        if let (Some(day), false) = (time.day(), time.is_after(self.clock)) {
            self.days.add(day);
        }
    }
}
