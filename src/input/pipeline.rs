//! Pieces are read by all threads and taken in one after the other, by whichever thread is free.
//!
//! No thread is bound to one of the two jobs: each takes in the next piece if that was read and no other thread is
//! taking one in, else it reads another piece. So reading and taking in share all cores in whatever proportion they
//! need. The pieces that wait to be taken in are limited in number, or memory would grow with the file.

use super::piece_reader::PieceReader;
use super::pieces::ReadPiece;
use super::table_intake::TableIntake;
use super::tables::TablePiece;
use crate::parallel;
use crate::shop::Batch;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What the threads share.
struct State<'r> {
    /// The first piece that no thread has begun to read.
    next: usize,
    /// Pieces that were read and not yet taken in, by their number.
    read: BTreeMap<usize, io::Result<ReadPiece>>,
    /// How many pieces were taken in.
    taken: usize,
    /// `None` while a thread is using it.
    intake: Option<TableIntake<'r>>,
    /// Batches whose memory can be used again.
    spare: Vec<Batch>,
}

/// Reads all pieces and takes them in, on at most so many threads.
pub(super) fn run<'r>(
    pieces: &[TablePiece],
    threads: usize,
    intake: TableIntake<'r>,
    reader: impl Fn() -> PieceReader<'r> + Sync,
) {
    // One thread reads a piece or two in the time that another needs to start.
    let threads = threads.min(pieces.len().div_ceil(2)).max(1);
    let shared = Mutex::new(State {
        next: 0,
        read: BTreeMap::new(),
        taken: 0,
        intake: Some(intake),
        spare: Vec::new(),
    });
    let changed = Condvar::new();
    let work = || {
        let mut reader = reader();
        let mut state = lock(&shared);
        while state.taken < pieces.len() {
            let (taken, next) = (state.taken, state.next);
            if state.read.contains_key(&taken)
                && let Some(mut intake) = state.intake.take()
            {
                let read = state.read.remove(&taken).unwrap_or_else(|| Ok(ReadPiece::default()));
                drop(state);
                let spare = intake.take(pieces[taken], read);
                state = lock(&shared);
                state.taken += 1;
                state.intake = Some(intake);
                state.spare.extend(spare);
                changed.notify_all();
            } else if next < pieces.len() && next < taken + 2 * threads + 2 {
                state.next += 1;
                let spare = state.spare.pop();
                drop(state);
                let read = reader.read(pieces[next], None, spare);
                state = lock(&shared);
                state.read.insert(next, read);
                changed.notify_all();
            } else {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    };
    parallel::run_on(threads, work);
}

fn lock<'s, 'r>(shared: &'s Mutex<State<'r>>) -> MutexGuard<'s, State<'r>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
