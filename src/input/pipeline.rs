//! Pieces are read by all threads and taken in one after the other, by whichever thread is free.
//!
//! No thread is bound to one of the two jobs: each takes in the next piece if that was read and no other thread is
//! taking one in, else it reads another piece. Taking in is short, because rows go straight to the lanes of the thread
//! that reads them: only what the rows of a piece have in common and their account go through here.

use super::piece_reader::{PieceReader, ReadTable};
use super::table_intake::TableIntake;
use super::tables::TablePiece;
use crate::parallel;
use crate::shop::Rows;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What the threads share.
struct State<'r, 's> {
    /// The first piece that no thread has begun to read.
    next: usize,
    /// Pieces that were read and not yet taken in, by their number.
    read: BTreeMap<usize, io::Result<ReadTable>>,
    /// How many pieces were taken in.
    taken: usize,
    /// `None` while a thread is using it.
    intake: Option<&'s mut TableIntake<'r>>,
    /// Whether a thread has panicked: the others must not wait for what it has not done.
    is_abandoned: bool,
}

/// Tells the other threads where this one panics.
struct Abandons<'p, 'r, 's>(&'p Mutex<State<'r, 's>>, &'p Condvar);

impl Drop for Abandons<'_, '_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(self.0).is_abandoned = true;
            self.1.notify_all();
        }
    }
}

/// Reads all pieces and takes them in, on at most so many threads. Gives the rows that each thread has read.
pub(super) fn run<'r>(
    pieces: &[TablePiece],
    threads: usize,
    intake: &mut TableIntake<'r>,
    reader: impl Fn() -> PieceReader<'r> + Sync,
) -> Vec<Rows> {
    // One thread reads a piece or two in the time that another needs to start.
    let threads = threads.min(pieces.len().div_ceil(2)).max(1);
    let shared = Mutex::new(State {
        next: 0,
        read: BTreeMap::new(),
        taken: 0,
        intake: Some(intake),
        is_abandoned: false,
    });
    let changed = Condvar::new();
    let work = || {
        let _abandons = Abandons(&shared, &changed);
        let mut reader = reader();
        let mut state = lock(&shared);
        while state.taken < pieces.len() && !state.is_abandoned {
            let (taken, next) = (state.taken, state.next);
            if state.read.contains_key(&taken)
                && let Some(intake) = state.intake.take()
            {
                let read = state.read.remove(&taken);
                drop(state);
                if let (Some(piece), Some(read)) = (pieces.get(taken), read) {
                    intake.take(*piece, read, &mut reader);
                }
                state = lock(&shared);
                state.taken += 1;
                state.intake = Some(intake);
                changed.notify_all();
            } else if let Some(piece) = pieces.get(next) {
                state.next += 1;
                drop(state);
                let read = reader.read(*piece, None);
                state = lock(&shared);
                state.read.insert(next, read);
                changed.notify_all();
            } else {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
        drop(state);
        reader.into_rows()
    };
    parallel::run_on(threads, work)
}

fn lock<'m, 'r, 's>(shared: &'m Mutex<State<'r, 's>>) -> MutexGuard<'m, State<'r, 's>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
