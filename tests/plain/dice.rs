//! Chance for generated shops: a small generator of its own, so that a seed is a shop for ever.

use chrono::{Duration, NaiveDate};

pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

/// SplitMix64.
pub struct Dice {
    state: u64,
    /// Are there cells that hold a date only? There is then no time at 00:00:00, for which of the
    /// two is earlier is open (`open.rs`).
    dates: bool,
}

impl Dice {
    pub fn new(seed: u64, dates: bool) -> Dice {
        Dice { state: seed, dates }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both possible.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1) as u64) as i64
    }

    pub fn percent(&mut self, chance: i64) -> bool {
        self.between(0, 99) < chance
    }

    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.between(0, choices.len() as i64 - 1) as usize]
    }

    /// A time of day in seconds; often one at which a rule turns.
    pub fn time_of_day(&mut self) -> i64 {
        let edges = ["00:00:00", "05:59:59", "06:00:00", "07:59:59", "08:00:00", "17:59:59", "18:00:00"];
        let late = ["22:59:59", "23:00:00", "23:59:59"];
        if !self.percent(35) {
            return self.between(0, DAY - 1);
        }
        let edge = if self.percent(70) { self.pick(&edges) } else { self.pick(&late) };
        edge.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i64>().expect("a number"))
    }

    /// Some time after another: within so many hours, or at an edge of a day within them.
    pub fn after(&mut self, time: i64, hours: i64) -> i64 {
        if self.percent(30) {
            let day = (time + self.between(0, hours) * HOUR).div_euclid(DAY) * DAY;
            return (day + self.time_of_day()).max(time);
        }
        time + self.between(0, hours * HOUR)
    }

    /// A time as a cell, in one of the spellings exports use; now and then a date only.
    pub fn cell(&mut self, time: i64) -> String {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date").and_time(chrono::NaiveTime::MIN);
        let first_minute = time.rem_euclid(DAY) < 60;
        let at = start + Duration::seconds(if self.dates && first_minute { time + 60 } else { time });
        match self.between(0, 19) {
            0 if self.dates => at.format("%Y-%m-%d").to_string(),
            1 => at.format("%Y/%-m/%-d %-H:%M").to_string(),
            2 => (at.and_utc().timestamp() - 8 * HOUR).to_string(),
            _ => at.format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }

    /// The same, or a blank cell so often in a hundred.
    pub fn cell_or_blank(&mut self, time: i64, blank: i64) -> String {
        if self.percent(blank) { self.pick(&["", "-"]).to_owned() } else { self.cell(time) }
    }
}
