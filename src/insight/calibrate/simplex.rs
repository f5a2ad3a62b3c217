//! Weights: least squares under "none below zero" and "all sum to 1"; of equally good ones those nearest to a base.
//!
//! There are few parts, so every set of them that may have a weight is tried. On a set, with the sum kept, the best
//! weights are found from the eigenvectors of a small matrix; directions in which nothing is known stay as in the base.

/// More parts are not weighed.
const MOST_PARTS: usize = 12;
/// Which share of all squares is taken for none.
const NOTHING: f64 = 1e-10;
/// What binary fractions may make of no difference.
const EQUAL: f64 = 1e-9;

/// The points of parts, and those of the whole they make.
pub(super) type Row = (Vec<f64>, f64);

/// The best weights; `None` without rows, or with too many parts.
pub(super) fn weights(rows: &[Row], base: &[f64]) -> Option<Vec<f64>> {
    let count = base.len();
    if rows.is_empty() || count == 0 || count > MOST_PARTS {
        return None;
    }
    let mut best: Option<(f64, f64, Vec<f64>)> = None;
    for set in 1..1_usize << count {
        let parts: Vec<usize> = (0..count).filter(|part| set >> part & 1 == 1).collect();
        let own = on_set(rows, base, &parts);
        if own.iter().any(|weight| *weight < -EQUAL) {
            continue;
        }
        let mut all = vec![0.0; count];
        for (part, weight) in parts.iter().zip(own) {
            if let Some(slot) = all.get_mut(*part) {
                *slot = weight.max(0.0);
            }
        }
        let (misses, away) = (squares(rows, &all), distance(&all, base));
        let is_better = best.as_ref().is_none_or(|(known, known_away, _)| {
            let hair = EQUAL * (1.0 + known.abs());
            misses < known - hair || (misses <= known + hair && away < known_away - EQUAL)
        });
        if is_better {
            best = Some((misses, away, all));
        }
    }
    best.map(|(_, _, weights)| weights)
}

/// The sum of the squares by which weights miss the wholes.
pub(super) fn squares(rows: &[Row], weights: &[f64]) -> f64 {
    rows.iter().map(|(parts, whole)| (weighted(parts, weights) - whole).powi(2)).sum()
}

/// A weighted sum.
pub(super) fn weighted(parts: &[f64], weights: &[f64]) -> f64 {
    parts.iter().zip(weights).map(|(part, weight)| part * weight).sum()
}

/// Groups of parts whose weights could be shifted between them by a tenth without anybody noticing: what that changes
/// is lost in an error of so many points.
pub(super) fn alike(rows: &[Row], count: usize, error: f64) -> Vec<Vec<usize>> {
    let parts: Vec<usize> = (0..count).collect();
    let directions = directions(rows, &parts);
    let nothing = NOTHING * all_squares(rows) + (error / 0.1).powi(2);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (direction, _) in directions.iter().filter(|(_, known)| *known <= nothing) {
        let mut group: Vec<usize> = direction
            .iter()
            .enumerate()
            .filter(|(_, share)| share.abs() > 0.1)
            .map(|(part, _)| part)
            .collect();
        // What two directions have in common makes them one group.
        groups.retain(|other| {
            let is_joined = other.iter().any(|part| group.contains(part));
            if is_joined {
                group.extend(other.iter().copied());
            }
            !is_joined
        });
        group.sort_unstable();
        group.dedup();
        groups.push(group);
    }
    groups.sort();
    groups
}

/// The best weights of a set of parts, which may be negative.
fn on_set(rows: &[Row], base: &[f64], parts: &[usize]) -> Vec<f64> {
    let chosen: Vec<f64> = parts.iter().filter_map(|part| base.get(*part)).copied().collect();
    let lacking = (1.0 - chosen.iter().sum::<f64>()) / chosen.len().max(1) as f64;
    let mut own: Vec<f64> = chosen.iter().map(|weight| weight + lacking).collect();
    let nothing = NOTHING * all_squares(rows);
    let start = own.clone();
    for (direction, known) in directions(rows, parts) {
        if known <= nothing {
            continue;
        }
        // How far to go in this direction; directions do not disturb each other.
        let pull: f64 = rows
            .iter()
            .map(|(points, whole)| {
                let points = of_parts(points, parts);
                weighted(&points, &direction) * (whole - weighted(&points, &start))
            })
            .sum();
        for (weight, share) in own.iter_mut().zip(&direction) {
            *weight += pull / known * share;
        }
    }
    own
}

/// The directions in which weights can move while their sum stays, each of length 1, with the sum of the squares by
/// which a step of length 1 changes the wholes. They do not disturb each other.
fn directions(rows: &[Row], parts: &[usize]) -> Vec<(Vec<f64>, f64)> {
    let basis = sum_kept(parts.len());
    let moved: Vec<Vec<f64>> = rows
        .iter()
        .map(|(points, _)| {
            let points = of_parts(points, parts);
            basis.iter().map(|direction| weighted(&points, direction)).collect()
        })
        .collect();
    let product =
        |a: usize, b: usize| -> f64 { moved.iter().filter_map(|row| Some(row.get(a)? * row.get(b)?)).sum() };
    let matrix = (0..basis.len()).map(|a| (0..basis.len()).map(|b| product(a, b)).collect()).collect();
    let turned = eigenvectors(matrix);
    let whole = |vector: &[f64]| -> Vec<f64> {
        (0..parts.len())
            .map(|part| {
                basis.iter().zip(vector).filter_map(|(own, share)| Some(own.get(part)? * share)).sum()
            })
            .collect()
    };
    turned.into_iter().map(|(vector, known)| (whole(&vector), known.max(0.0))).collect()
}

fn of_parts(points: &[f64], parts: &[usize]) -> Vec<f64> {
    parts.iter().filter_map(|part| points.get(*part)).copied().collect()
}

fn all_squares(rows: &[Row]) -> f64 {
    rows.iter().flat_map(|(parts, _)| parts).map(|points| points.powi(2)).sum()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// An orthonormal basis of the directions that keep a sum (Helmert's).
fn sum_kept(count: usize) -> Vec<Vec<f64>> {
    let direction = |length: usize| {
        let scale = 1.0 / ((length * (length + 1)) as f64).sqrt();
        let share = |part: usize| match part.cmp(&length) {
            std::cmp::Ordering::Less => scale,
            std::cmp::Ordering::Equal => -(length as f64) * scale,
            std::cmp::Ordering::Greater => 0.0,
        };
        (0..count).map(share).collect()
    };
    (1..count).map(direction).collect()
}

/// The eigenvectors and eigenvalues of a symmetric matrix, by Jacobi's rotations.
fn eigenvectors(mut matrix: Vec<Vec<f64>>) -> Vec<(Vec<f64>, f64)> {
    /// More than enough: each sweep squares what is left beside the diagonal.
    const SWEEPS: usize = 60;
    let size = matrix.len();
    let at = |matrix: &[Vec<f64>], row: usize, column: usize| {
        matrix.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    };
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect()).collect();
    for _ in 0..SWEEPS {
        for p in 0..size {
            for q in p + 1..size {
                let beside = at(&matrix, p, q);
                if beside == 0.0 {
                    continue;
                }
                let theta = (at(&matrix, q, q) - at(&matrix, p, p)) / (2.0 * beside);
                let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let cosine = 1.0 / tangent.hypot(1.0);
                let sine = tangent * cosine;
                // Rows of the matrix, its columns, and the vectors (which are columns) turn alike.
                for k in 0..size {
                    turn(&mut matrix, (p, k), (q, k), cosine, sine);
                }
                for k in 0..size {
                    turn(&mut matrix, (k, p), (k, q), cosine, sine);
                    turn(&mut vectors, (k, p), (k, q), cosine, sine);
                }
            }
        }
    }
    let column = |place: usize| (0..size).map(|row| at(&vectors, row, place)).collect();
    (0..size).map(|place| (column(place), at(&matrix, place, place))).collect()
}

fn turn(matrix: &mut [Vec<f64>], a: (usize, usize), b: (usize, usize), cosine: f64, sine: f64) {
    let get = |matrix: &[Vec<f64>], at: (usize, usize)| {
        matrix.get(at.0).and_then(|row| row.get(at.1)).copied().unwrap_or_default()
    };
    let (x, y) = (get(matrix, a), get(matrix, b));
    for (at, value) in [(a, cosine * x - sine * y), (b, sine * x + cosine * y)] {
        if let Some(slot) = matrix.get_mut(at.0).and_then(|row| row.get_mut(at.1)) {
            *slot = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(found: &[f64], expected: &[f64]) {
        let near =
            found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(near, "{found:?} is not {expected:?}");
    }

    #[test]
    fn exact_weights_are_found_again() {
        let parts = [[90.0, 80.0, 70.0], [95.0, 60.0, 88.0], [70.0, 100.0, 90.0], [82.0, 91.0, 64.0]];
        let rows: Vec<Row> =
            parts.iter().map(|p| (p.to_vec(), 0.5 * p[0] + 0.15 * p[1] + 0.35 * p[2])).collect();
        assert_near(&weights(&rows, &[0.2, 0.2, 0.6]).unwrap(), &[0.5, 0.15, 0.35]);
    }

    #[test]
    fn two_parts_by_hand() {
        // w × 10 above 80: the best of 4, 7 and 7 is their mean, 6.
        let rows: Vec<Row> = [84.0, 87.0, 87.0].map(|whole| (vec![90.0, 80.0], whole)).to_vec();
        assert_near(&weights(&rows, &[0.5, 0.5]).unwrap(), &[0.6, 0.4]);
    }

    #[test]
    fn no_weight_is_below_zero() {
        // The whole is better than its best part: that one has all the weight.
        let rows: Vec<Row> = vec![(vec![90.0, 80.0], 95.0), (vec![85.0, 70.0], 90.0)];
        assert_near(&weights(&rows, &[0.5, 0.5]).unwrap(), &[1.0, 0.0]);
        // No mixture of the three makes 108: without bounds the third would weigh less than nothing.
        let rows: Vec<Row> = vec![(vec![100.0, 60.0, 0.0], 108.0)];
        assert_near(&weights(&rows, &[0.2, 0.2, 0.6]).unwrap(), &[1.0, 0.0, 0.0]);
    }

    #[test]
    fn of_equally_good_ones_the_nearest_to_the_base() {
        // The first two always have the same points: only their sum is known, 0.8, and the base shares it out 3 to 1:
        // both get 0.1 more than in the base.
        let rows: Vec<Row> = [(90.0, 70.0), (80.0, 60.0), (95.0, 85.0)]
            .map(|(a, c)| (vec![a, a, c], 0.8 * a + 0.2 * c))
            .to_vec();
        assert_near(&weights(&rows, &[0.45, 0.15, 0.4]).unwrap(), &[0.55, 0.25, 0.2]);
        assert_eq!(alike(&rows, 3, 0.0), [[0, 1]]);
        // Nothing at all is known where all have the same points.
        let rows: Vec<Row> = vec![(vec![80.0, 80.0, 80.0], 80.0); 5];
        assert_near(&weights(&rows, &[0.45, 0.15, 0.4]).unwrap(), &[0.45, 0.15, 0.4]);
        assert_eq!(alike(&rows, 3, 0.0), [[0, 1, 2]]);
    }

    #[test]
    fn the_nearest_is_never_below_zero_either() {
        // The first two are alike and weigh nothing like the base: 0.1 together. Nearest would be 0.35 and −0.25.
        let rows: Vec<Row> = [(90.0, 70.0), (80.0, 65.0), (95.0, 85.0)]
            .map(|(a, c)| (vec![a, a, c], 0.1 * a + 0.9 * c))
            .to_vec();
        assert_near(&weights(&rows, &[0.7, 0.1, 0.2]).unwrap(), &[0.1, 0.0, 0.9]);
    }

    #[test]
    fn parts_that_hardly_differ_are_alike_beside_the_rounding() {
        let rows: Vec<Row> = (0..10)
            .map(|i| {
                let a = 80.0 + f64::from(i);
                let b = a + if i % 2 == 0 { 0.1 } else { -0.1 };
                (vec![a, b, 90.0 - f64::from(i * i) / 4.0], a)
            })
            .collect();
        // A tenth between the first two changes a whole by 0.01.
        assert_eq!(alike(&rows, 3, 0.0), [] as [Vec<usize>; 0]);
        assert_eq!(alike(&rows, 3, 0.29), [[0, 1]]);
    }

    #[test]
    fn eigenvectors_by_hand() {
        // [[2, 1], [1, 2]]: 3 along (1, 1), 1 along (1, −1).
        let mut found = eigenvectors(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        assert_near(&[found[0].1, found[1].1], &[1.0, 3.0]);
        assert_near(&[found[0].0[0] + found[0].0[1], found[1].0[0] - found[1].0[1]], &[0.0, 0.0]);
    }
}
