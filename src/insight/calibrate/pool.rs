//! Pool adjacent violators: the points that never get worse with a better value and lie nearest to those seen.

use crate::indicator::Direction;

/// Pairs whose points cannot be told apart without a better value getting fewer of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pool {
    values: f64,
    points: f64,
    count: f64,
}

impl Pool {
    fn of((value, points): (f64, f64)) -> Pool {
        Pool { values: value, points, count: 1.0 }
    }

    fn with(self, other: Pool) -> Pool {
        Pool {
            values: self.values + other.values,
            points: self.points + other.points,
            count: self.count + other.count,
        }
    }

    /// Mean value and mean points.
    pub(super) fn mean(self) -> (f64, f64) {
        (self.values / self.count, self.points / self.count)
    }
}

/// The means of the pools of some pairs of value and points, by rising value. Pairs of one value are one pool.
pub(super) fn pooled(pairs: &[(f64, f64)], direction: Direction) -> Vec<(f64, f64)> {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut of_values: Vec<(f64, Pool)> = Vec::new();
    for pair in sorted {
        match of_values.last_mut() {
            Some((value, pool)) if *value == pair.0 => *pool = pool.with(Pool::of(pair)),
            _ => of_values.push((pair.0, Pool::of(pair))),
        }
    }
    let violates = |worse: Pool, better: Pool| match direction {
        Direction::High => worse.mean().1 > better.mean().1,
        Direction::Low => worse.mean().1 < better.mean().1,
    };
    let mut pools: Vec<Pool> = Vec::new();
    for (_, mut pool) in of_values {
        while let Some(before) = pools.last().copied().filter(|before| violates(*before, pool)) {
            pools.pop();
            pool = before.with(pool);
        }
        pools.push(pool);
    }
    pools.into_iter().map(Pool::mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pools_by_hand() {
        // 85 and 83 are the wrong way round: (0.91 + 0.92) / 2, (85 + 83) / 2.
        let pairs = [(0.93, 90.0), (0.90, 80.0), (0.92, 83.0), (0.91, 85.0), (0.94, 95.0)];
        let pools = pooled(&pairs, Direction::High);
        let expected = [(0.90, 80.0), (0.915, 84.0), (0.93, 90.0), (0.94, 95.0)];
        assert_near(&pools, &expected);
        // Equal points are no violation, equal values one pool.
        assert_near(
            &pooled(&[(1.0, 50.0), (2.0, 50.0), (2.0, 60.0)], Direction::High),
            &[(1.0, 50.0), (2.0, 55.0)],
        );
        assert_eq!(pooled(&[], Direction::High), []);
    }

    #[test]
    fn a_pool_grows_backwards_as_far_as_it_must() {
        // 3 joins 7 and 6: 16 / 3 is still below 5.5, so that joins too: 21.5 / 4.
        let pairs = [(1.0, 5.5), (2.0, 7.0), (3.0, 6.0), (4.0, 3.0), (5.0, 9.0)];
        assert_near(&pooled(&pairs, Direction::High), &[(2.5, 5.375), (5.0, 9.0)]);
    }

    #[test]
    fn where_low_is_better_points_fall() {
        let pairs = [(10.0, 100.0), (20.0, 80.0), (30.0, 84.0), (40.0, 60.0)];
        assert_near(&pooled(&pairs, Direction::Low), &[(10.0, 100.0), (25.0, 82.0), (40.0, 60.0)]);
    }

    fn assert_near(found: &[(f64, f64)], expected: &[(f64, f64)]) {
        let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12;
        let all = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| near(a, b));
        assert!(all, "{found:?} is not {expected:?}");
    }
}
