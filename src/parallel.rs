//! Work on many numbered records, shared out among threads.

use crate::threads::Threads;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Splits the numbers below `count` into ranges of `size`; each thread folds the ranges it gets into a state of its
/// own. Which range goes to which thread is not determined, so the states must add up to the same in every case.
pub(crate) fn fold_ranges<S: Send>(
    threads: Threads,
    count: u64,
    size: u32,
    new: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<u64>) + Sync,
) -> Vec<S> {
    let size = u64::from(size.max(1));
    let next = AtomicU64::new(0);
    let run = || {
        let mut state = new();
        loop {
            let first = next.fetch_add(size, Ordering::Relaxed);
            if first >= count {
                return state;
            }
            work(&mut state, first..count.min(first + size));
        }
    };
    let ranges = usize::try_from(count.div_ceil(size)).unwrap_or(usize::MAX);
    run_on(threads.count().min(ranges), run)
}

/// Turns each value into another one, shared out among threads. The results come in the order of the values.
pub(crate) fn map<T: Send, R: Send>(
    values: Vec<T>,
    threads: Threads,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.count().min(values.len()).max(1);
    map_with(vec![(); threads], values, |(), value| work(value))
}

/// The same on a thread for each of some states, which a thread has to itself.
pub(crate) fn map_with<S: Send, T: Send, R: Send>(
    states: Vec<S>,
    values: Vec<T>,
    work: impl Fn(&mut S, T) -> R + Sync,
) -> Vec<R> {
    let threads = states.len();
    let (states, left) = (Mutex::new(states), Mutex::new(values.into_iter().enumerate()));
    let run = || {
        let state = lock(&states).pop();
        let next = || lock(&left).next();
        let results = state.map(|mut state| {
            std::iter::from_fn(next)
                .map(|(place, value)| (place, work(&mut state, value)))
                .collect::<Vec<_>>()
        });
        results.unwrap_or_default()
    };
    let mut results: Vec<(usize, R)> = run_on(threads, run).into_iter().flatten().collect();
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the same function on several threads, this one among them, and gives what each returns. A thread that the
/// system refuses to start is missing from the results, so the function must find its share of the work itself.
pub(crate) fn run_on<S: Send>(threads: usize, run: impl Fn() -> S + Sync) -> Vec<S> {
    std::thread::scope(|scope| {
        // Where one thread is refused, so are the others.
        let start = |_| std::thread::Builder::new().spawn_scoped(scope, &run).ok();
        let started: Vec<_> = (1..threads).map_while(start).collect();
        let own = run();
        let others = started.into_iter().map(|thread| match thread.join() {
            Ok(state) => state,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        std::iter::once(own).chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_values() {
        for threads in [1, 2, 7] {
            let doubled = map((0..100).collect(), Threads::of(threads), |value: u32| value * 2);
            assert!(doubled.into_iter().eq((0..200).step_by(2)));
            assert!(map(Vec::new(), Threads::of(threads), |value: u32| value).is_empty());
        }
    }

    #[test]
    fn every_number_is_given_out_once() {
        for (threads, count, size) in
            [(1, 0, 5), (1, 10, 3), (2, 10, 3), (7, 1000, 1), (3, 9, 100), (2, 5, 0)]
        {
            let states =
                fold_ranges(Threads::of(threads), count, size, Vec::new, |seen, range| seen.extend(range));
            assert!(states.len() <= threads);
            let mut seen = states.concat();
            seen.sort_unstable();
            assert_eq!(seen, (0..count).collect::<Vec<u64>>(), "{threads} {count} {size}");
        }
    }
}
