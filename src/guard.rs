//! Calls of libraries that read files of any origin: a panic in one ends the call and not the run.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many guarded calls this thread is in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// A call has panicked. What it said is not kept: it may quote the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Panicked;

/// Calls what may panic. What it was working on must not be used afterwards, save where it is begun anew.
pub(crate) fn guarded<R>(call: impl FnOnce() -> R) -> Result<R, Panicked> {
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(call));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|_| Panicked)
}

/// Whether a panic of this thread ends a call only: nobody needs to hear of it.
pub fn is_guarded() -> bool {
    DEPTH.get() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_the_call() {
        assert_eq!(guarded(|| 1), Ok(1));
        let inner = || assert_eq!(guarded(|| -> u32 { panic!("a library's own words") }), Err(Panicked));
        assert_eq!(guarded(|| (inner(), is_guarded()).1), Ok(true), "the outer call goes on");
        assert!(!is_guarded());
    }
}
