//! Where a day and a figure stand in a chart.

use crate::report::block::Chart;
use crate::rounding::fixed;

/// The room of a chart: as many units wide as it has days.
pub(super) struct Scale {
    days: usize,
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// How many units it is high.
    pub(super) const HEIGHT: i32 = 1000;
    /// The share of the whole scale that is always shown: smaller changes must not look large.
    const LEAST: f64 = 0.04;
    /// How many lines lie across, at least.
    const LINES: f64 = 3.0;

    /// Of a chart whose figures lie between two: with a little room around them, and with every border that lies no
    /// further away than the figures reach.
    pub(super) fn of(chart: &Chart, extent: (f64, f64)) -> Scale {
        let (lowest, highest) = chart.scale;
        let least = (highest - lowest) * Scale::LEAST;
        let lacking = ((least - (extent.1 - extent.0)) / 2.0).max(0.0);
        let (mut low, mut high) = (extent.0 - lacking, extent.1 + lacking);
        let reach = high - low;
        for border in &chart.borders {
            if border.value > low - reach && border.value < high + reach {
                (low, high) = (low.min(border.value), high.max(border.value));
            }
        }
        let room = (high - low) * 0.08;
        let (low, high) = ((low - room).max(lowest), (high + room * 1.5).min(highest));
        // A scale of no extent has no room to draw in.
        let high = if high > low { high } else { low + least.max(f64::MIN_POSITIVE) };
        Scale { days: chart.days.len().max(1), low, high, step: step((high - low) / Scale::LINES) }
    }

    /// How wide it is.
    pub(super) fn width(&self) -> usize {
        self.days
    }

    /// The middle of a day.
    pub(super) fn x(&self, place: usize) -> f64 {
        place as f64 + 0.5
    }

    /// The same in percent.
    pub(super) fn percent(&self, place: usize) -> f64 {
        self.x(place) / self.days as f64 * 100.0
    }

    /// The height of a figure, from above.
    pub(super) fn y(&self, value: f64) -> f64 {
        (self.high - value) / (self.high - self.low) * f64::from(Scale::HEIGHT)
    }

    /// Is it within?
    pub(super) fn holds(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }

    /// Round figures across.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let (first, last) = ((self.low / self.step).ceil() as i64, (self.high / self.step).floor() as i64);
        (first..=last).map(|n| n as f64 * self.step).collect()
    }

    /// A round figure as it is written.
    pub(super) fn written(&self, tick: f64) -> String {
        fixed(tick, (-self.step.log10().floor()).max(0.0) as i32)
    }
}

/// The round step, 1, 2 or 5 of some power of ten, that is next to a width or below.
fn step(width: f64) -> f64 {
    let power = 10f64.powf(width.log10().floor());
    [5.0, 2.0].into_iter().map(|n| n * power).find(|step| *step <= width).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::{Border, Curve, Tone};
    use crate::time::Day;

    fn chart(values: &[f64], borders: &[f64]) -> Scale {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let border = |value: &f64| Border { label: String::new(), value: *value, tone: Tone::Good };
        let chart = Chart {
            title: "t".into(),
            description: String::new(),
            days: (0..values.len() as i32).map(Day).collect(),
            last_known: None,
            curves: vec![Curve { label: String::new(), values, expected: false, last: String::new() }],
            band: None,
            borders: borders.iter().map(border).collect(),
            scale: (0.0, 5.0),
            decimals: 2,
            instead: Vec::new(),
        };
        let extent = chart.extent().unwrap();
        Scale::of(&chart, extent)
    }

    #[test]
    fn near_borders_are_shown_and_far_ones_do_not_flatten_the_line() {
        let scale = chart(&[4.2, 4.6], &[4.0, 2.0]);
        assert!(scale.holds(4.0) && !scale.holds(2.0) && scale.holds(4.2) && scale.holds(4.6));
        assert!(scale.y(4.6) < scale.y(4.2) && scale.y(4.0) <= 1000.0);
        let written: Vec<String> = scale.ticks().into_iter().map(|tick| scale.written(tick)).collect();
        assert_eq!(written, ["4.0", "4.2", "4.4", "4.6"]);
    }

    #[test]
    fn what_hardly_changes_looks_like_that() {
        let scale = chart(&[4.400, 4.401], &[]);
        assert!((scale.y(4.400) - scale.y(4.401)).abs() < 10.0);
        assert!((400.0..600.0).contains(&scale.y(4.4)), "{}", scale.y(4.4));
    }

    #[test]
    fn the_scale_ends_where_scores_do() {
        let scale = chart(&[4.9, 5.0], &[5.0]);
        assert!(scale.y(5.0).abs() < 1e-9);
        let one = chart(&[5.0], &[]);
        assert!(one.y(5.0).is_finite() && one.percent(0) == 50.0);
    }
}
