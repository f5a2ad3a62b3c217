//! What an indicator, a dimension, the total rests on, in a word; the same for one day and for many.

use super::Status;
use crate::scorecard::IndicatorScore;

/// manual, no_data, partial or ok; `covered` is how many days of its window the exports cover.
pub fn of_indicator(own: &IndicatorScore, covered: i32) -> Status {
    // Few cases in a small shop are points without a value.
    match (own.manual, own.value.or(own.points)) {
        (true, _) => Status::Manual,
        (false, None) => Status::NoData,
        (false, Some(_)) if covered < own.window_days => Status::Partial,
        (false, Some(_)) => Status::Ok,
    }
}

/// no_data, partial or ok, from those of its parts that count.
pub fn of_whole(has_value: bool, mut parts: impl Iterator<Item = Status>) -> Status {
    match has_value {
        false => Status::NoData,
        true if parts.all(|status| matches!(status, Status::Ok | Status::Manual)) => Status::Ok,
        true => Status::Partial,
    }
}
