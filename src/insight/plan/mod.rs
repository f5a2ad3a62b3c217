//! The way to a target: what each indicator alone would have to be, a short set of bad cases to undo, and whether it comes
//! by itself (SPEC 7.4).

mod alone;
mod set;
mod undoable;

pub use alone::Alone;

use crate::analysis::Analysis;
use crate::indicator::Figure;
use crate::insight::what_if::SupposedCase;
use crate::rulebook::{Comparison, Threshold};
use crate::string_enum::string_enum;
use crate::time::Day;
use set::Set;
use undoable::Pool;

string_enum! {
    /// How the target was chosen.
    TargetBasis {
        /// It was given.
        Argument = "argument",
        /// The lowest threshold on the total that is not met.
        Threshold = "threshold",
        /// All thresholds are met: a little more than now.
        NextStep = "next_step",
    }
}

/// The way to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The total now.
    pub now: f64,
    /// The total to reach.
    pub target: f64,
    /// Is it reached already?
    pub is_reached_now: bool,
    /// What every scored indicator would have to be alone.
    pub alone: Vec<Alone>,
    /// Bad cases to undo, the most rewarding first.
    pub set: Vec<(SupposedCase, u32)>,
    /// The total without them.
    pub set_total: f64,
    /// Does that reach the target?
    pub reached: bool,
    /// The first of the coming 30 days on which the forecast reaches it.
    pub day: Option<Day>,
}

impl Analysis<'_> {
    /// The total to reach where nobody says, and the threshold that asks for it; `None` without a total.
    pub fn plan_target<'t>(&self, thresholds: &[&'t Threshold]) -> Option<(f64, Option<&'t Threshold>)> {
        let now = self.scorecard(self.as_of()).value?;
        let asked = thresholds.iter().flat_map(|threshold| {
            let conditions = threshold.conditions.iter();
            let on_total = conditions.filter(|c| c.figure == Figure::Total && c.mean_days.is_none());
            let open = on_total.filter(|condition| {
                let comparison = condition.border.comparison();
                comparison == Comparison::AtLeast && !comparison.holds(now, condition.border.value())
            });
            open.map(|condition| (condition.border.value(), Some(*threshold)))
        });
        let lowest = asked.min_by(|a, b| a.0.total_cmp(&b.0));
        let scale = &self.rulebook().scoring.scale;
        // A tenth where the scale ends at 5, one where it ends at 100; nothing lies beyond its end.
        let step = if scale.points_per_unit > 1.0 { 0.1 } else { 1.0 };
        Some(lowest.unwrap_or(((now + step).min(scale.max), None)))
    }

    /// The way to a total; `None` without a total now.
    pub fn plan(&self, target: f64) -> Option<Plan> {
        let now = self.scorecard(self.as_of()).value?;
        if Comparison::AtLeast.holds(now, target) {
            return Some(Plan {
                now,
                target,
                is_reached_now: true,
                alone: Vec::new(),
                set: Vec::new(),
                set_total: now,
                reached: true,
                day: None,
            });
        }
        let pool = Pool::of(self);
        let Set { cases, total } = set::set(self, &pool, now, target);
        Some(Plan {
            now,
            target,
            is_reached_now: false,
            alone: alone::all(self, &pool, target),
            set: cases,
            set_total: total,
            reached: Comparison::AtLeast.holds(total, target),
            day: self.forecast_reaches(target),
        })
    }
}
