//! How points become a score.

use super::fields::{POINTS, toml_table};

toml_table! {
    /// The least and the most points.
    #[derive(Copy)]
    pub struct Range(fields) {
        pub(crate) min: f64 = number(POINTS),
        pub(crate) max: f64 = number(min.unwrap_or_default()..=100.0),
    }
}

toml_table! {
    /// How points are shown.
    #[derive(Copy)]
    pub struct Scale(fields) {
        pub(crate) min: f64 = number(-1e6..=1e6),
        pub(crate) max: f64 = number(min.unwrap_or(-1e6)..=1e6),
        /// Points that make one unit of the score.
        pub(crate) points_per_unit: f64 = number(1e-6..=1e6),
    }
}

impl Scale {
    pub fn score(&self, points: f64) -> f64 {
        (points / self.points_per_unit).clamp(self.min, self.max)
    }

    /// The least and the most points that the scale holds.
    pub(super) fn points(self) -> (f64, f64) {
        (self.min * self.points_per_unit, self.max * self.points_per_unit)
    }

    /// Points cut to what the scale holds.
    pub fn clamp(&self, points: f64) -> f64 {
        let (least, most) = self.points();
        points.clamp(least, most)
    }
}
