//! A row of figures as a small line.

/// A month has a character per day.
const MONTH: usize = 31;
/// The longest line of more days, in characters: their dates have years, which need the room.
const CELLS: usize = 24;

/// How many days share a character of the line.
pub fn group_size(days: usize) -> usize {
    if days <= MONTH { 1 } else { days.div_ceil(CELLS) }
}

/// A character per group of days, eight heights from the row's lowest to its highest; blank without data. A
/// group shows its last day, and groups end with the last day, so that the line ends where the row does.
pub fn sparkline(values: &[Option<f64>], lowest: f64, highest: f64) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |value: f64| {
        // A level row runs in the middle.
        let share = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
        HEIGHTS.get((share * 7.0).round() as usize).copied().unwrap_or('█')
    };
    let mut line: Vec<char> =
        values.iter().rev().step_by(group_size(values.len())).map(|v| v.map_or(' ', height)).collect();
    line.reverse();
    line.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[Option<f64>]) -> String {
        let known = || values.iter().flatten().copied();
        sparkline(values, known().fold(f64::MAX, f64::min), known().fold(f64::MIN, f64::max))
    }

    #[test]
    fn a_line_runs_from_the_lowest_to_the_highest() {
        let eight: Vec<Option<f64>> = (0..8).map(|v| Some(f64::from(v))).collect();
        assert_eq!(drawn(&eight), "▁▂▃▄▅▆▇█");
        assert_eq!(drawn(&[Some(5.0), None, None, Some(1.0)]), "█  ▁");
        assert_eq!(drawn(&[Some(2.0), Some(2.0)]), "▅▅");
        assert_eq!(drawn(&[Some(0.0)]), "▅");
    }

    #[test]
    fn long_lines_show_the_last_day_of_each_group() {
        // 48 days, two a character: only the second of each pair is drawn, the very last one last.
        let values: Vec<Option<f64>> = (0..48).map(|i| Some(if i % 2 == 1 { 1.0 } else { 0.0 })).collect();
        assert_eq!(drawn(&values), "█".repeat(24));
        // 366 days, sixteen a character.
        let last = |i: i32| Some(if i == 365 { 1.0 } else { 0.0 });
        let year: Vec<Option<f64>> = (0..366).map(last).collect();
        assert_eq!(drawn(&year), "▁".repeat(22) + "█");
        for days in 1..=366 {
            let width = drawn(&vec![Some(1.0); days]).chars().count();
            let most = if days <= MONTH { MONTH } else { CELLS };
            assert!(width <= most && width * group_size(days) >= days, "{days}");
        }
    }
}
