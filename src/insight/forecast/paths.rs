//! Which past week each coming one plays again: all alike for the middle path, one by lot for each path of the band.

use super::{PAST_WEEKS, weeks_of};

/// So many paths make the band.
const PATHS: u64 = 200;

/// Which past weeks a forecast plays.
#[derive(Debug, Clone)]
pub(super) enum Path {
    /// All of them in every coming week, each to an equal part.
    Middle,
    /// By coming week: one of them, counted from 0 for the last.
    OfWeeks(Vec<usize>),
}

impl Path {
    /// The paths of the band, for so many days ahead.
    pub(super) fn all(days: i32) -> Vec<Path> {
        (0..PATHS).map(|path| Path::numbered(path, weeks_of(days))).collect()
    }

    /// The path of a number, for so many coming weeks.
    fn numbered(path: u64, weeks: i32) -> Path {
        let of_week = |week: i32| {
            let drawn = splitmix64(1000 * path + u64::from(week.unsigned_abs()));
            (drawn % PAST_WEEKS as u64) as usize
        };
        Path::OfWeeks((1..=weeks).map(of_week).collect())
    }
}

/// The first output of the generator splitmix64 with a seed.
fn splitmix64(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_known_one() {
        // The first output for seed 0 and 1234567 as published with the reference implementation.
        assert_eq!(splitmix64(0), 0xE220_A839_7B1D_CDAF);
        assert_eq!(splitmix64(1_234_567), 6_457_827_717_110_365_317);
        // A seed may wrap round.
        assert_eq!(splitmix64(0_u64.wrapping_sub(0x9E37_79B9_7F4A_7C15)), 0);
    }

    #[test]
    fn paths_play_every_week() {
        let mut seen = [0; PAST_WEEKS as usize];
        for path in 0..PATHS {
            let Path::OfWeeks(weeks) = Path::numbered(path, 13) else { panic!("no weeks") };
            // More weeks begin like fewer.
            let Path::OfWeeks(fewer) = Path::numbered(path, 2) else { panic!("no weeks") };
            assert_eq!((weeks.len(), &weeks[..2]), (13, &fewer[..]));
            weeks.iter().for_each(|week| seen[*week] += 1);
        }
        assert!(seen.iter().all(|times| (250..400).contains(times)), "{seen:?}");
        // 1 + 6457827717110365317 mod 8 is the sixth week: counted from 0 the fifth.
        let Path::OfWeeks(weeks) = Path::numbered(1234, 567) else { panic!("no weeks") };
        assert_eq!(weeks[566], 5);
    }
}
