//! Work on many records, shared out among threads.

use crate::threads::Threads;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::Builder;

/// So many orders go to a thread at a time: enough that asking for more costs nothing, few enough that the last
/// piece keeps nobody waiting, and a small shop needs no second thread.
pub const PIECE: u32 = 8192;

/// Shares the numbers below `count` out in pieces; each thread folds those it gets into a state of its own. Which
/// piece goes to which thread is chance: the states must add up to the same whatever it is.
pub fn fold<S: Send>(
    threads: Threads,
    count: u64,
    piece: u32,
    new: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<u64>) + Sync,
) -> Vec<S> {
    let piece = u64::from(piece.max(1));
    let next = AtomicU64::new(0);
    let run = || {
        let mut state = new();
        loop {
            let first = next.fetch_add(piece, Ordering::Relaxed);
            if first >= count {
                return state;
            }
            work(&mut state, first..count.min(first + piece));
        }
    };
    let helpers = threads.count().min(usize::try_from(count.div_ceil(piece)).unwrap_or(usize::MAX));
    std::thread::scope(|scope| {
        // A thread that the system refuses is one fewer: the others take its pieces.
        let spawn = |_| Builder::new().spawn_scoped(scope, run).ok();
        let helping: Vec<_> = (1..helpers).filter_map(spawn).collect();
        let own = run();
        let theirs = helping.into_iter().map(|helper| match helper.join() {
            Ok(state) => state,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        std::iter::once(own).chain(theirs).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_given_out_once() {
        for (threads, count, piece) in
            [(1, 0, 5), (1, 10, 3), (2, 10, 3), (7, 1000, 1), (3, 9, 100), (2, 5, 0)]
        {
            let states = fold(Threads::of(threads), count, piece, Vec::new, |seen, range| seen.extend(range));
            assert!(states.len() <= threads);
            let mut seen = states.concat();
            seen.sort_unstable();
            assert_eq!(seen, (0..count).collect::<Vec<u64>>(), "{threads} {count} {piece}");
        }
    }
}
