//! Which cause comes first.

use super::Cause;
use crate::insight::labels::By;
use std::cmp::Ordering;

/// What binary fractions make of equal gains does not decide which is greater.
pub(super) fn billionths(gain: f64) -> i64 {
    (gain * 1e9).round() as i64
}

/// By what there is to recover, most first; ties by the sort of group, then by name.
pub(super) fn dearest_first(a: &Cause, b: &Cause) -> Ordering {
    let worth = |cause: &Cause| cause.recoverable.map(billionths);
    let sort = |cause: &Cause| By::ALL.iter().position(|by| *by == cause.by);
    let name = |cause: &Cause| (cause.group.name.zh.clone(), cause.group.id.clone());
    worth(b).cmp(&worth(a)).then_with(|| sort(a).cmp(&sort(b))).then_with(|| name(a).cmp(&name(b)))
}
