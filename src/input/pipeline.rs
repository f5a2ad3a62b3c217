//! Pieces are read on every thread and taken in one after the other, by whichever thread is free.
//!
//! No thread has a task of its own for long: each takes in the next piece if it is there and nobody else is at
//! it, else reads the next one, so that reading and taking in share all cores in whatever proportion they need.
//! Pieces that wait to be taken in are few, or memory would grow with the file.

use super::piece_reader::{PieceReader, TablePiece};
use super::pieces::ReadPiece;
use super::table_intake::TableIntake;
use crate::parallel;
use crate::shop::Batch;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What the threads share.
struct Shared<'r> {
    /// The first task nobody has begun.
    next: usize,
    /// Pieces that were read and not taken in, by their task.
    read: BTreeMap<usize, io::Result<ReadPiece>>,
    /// How many were taken in.
    taken: usize,
    /// Who takes them in; away while somebody does.
    intake: Option<TableIntake<'r>>,
    /// Batches that can be used again.
    spare: Vec<Batch>,
}

/// Does all tasks.
pub fn run<'r>(
    tasks: &[TablePiece],
    threads: usize,
    intake: TableIntake<'r>,
    worker: impl Fn() -> PieceReader<'r> + Sync,
) {
    // A piece or two are read before a thread has begun.
    let threads = threads.min(tasks.len().div_ceil(2)).max(1);
    let shared = Mutex::new(Shared {
        next: 0,
        read: BTreeMap::new(),
        taken: 0,
        intake: Some(intake),
        spare: Vec::new(),
    });
    let changed = Condvar::new();
    let work = || {
        let mut worker = worker();
        let mut state = lock(&shared);
        while state.taken < tasks.len() {
            let (taken, next) = (state.taken, state.next);
            if state.read.contains_key(&taken)
                && let Some(mut intake) = state.intake.take()
            {
                let piece = state.read.remove(&taken).unwrap_or_else(|| Ok(ReadPiece::default()));
                drop(state);
                let task = tasks[taken];
                let spare = intake.take(task, piece);
                state = lock(&shared);
                state.taken += 1;
                state.intake = Some(intake);
                state.spare.extend(spare);
                changed.notify_all();
            } else if next < tasks.len() && next < taken + 2 * threads + 2 {
                state.next += 1;
                let spare = state.spare.pop();
                drop(state);
                let piece = worker.read(tasks[next], None, spare);
                state = lock(&shared);
                state.read.insert(next, piece);
                changed.notify_all();
            } else {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    };
    parallel::run_on(threads, work);
}

fn lock<'s, 'r>(shared: &'s Mutex<Shared<'r>>) -> MutexGuard<'s, Shared<'r>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
