//! How many threads a run may use. The result is the same for any number of them.

use std::num::NonZeroUsize;

/// A number of threads, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads(NonZeroUsize);

impl Threads {
    /// More than any machine has that reads a shop's exports; a larger number is a typing error.
    pub(crate) const MOST: usize = 1024;

    /// As many as may run at the same time; one where the machine does not say that.
    pub(crate) fn all() -> Threads {
        let available = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Threads::of(available.min(Threads::MOST))
    }

    /// So many; 0 is taken for one.
    pub fn of(count: usize) -> Threads {
        Threads(NonZeroUsize::new(count).unwrap_or(NonZeroUsize::MIN))
    }

    /// How many.
    pub(crate) fn count(self) -> usize {
        self.0.get()
    }
}

impl Default for Threads {
    fn default() -> Threads {
        Threads::all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_one() {
        assert_eq!([0, 1, 2, 7].map(|count| Threads::of(count).count()), [1, 1, 2, 7]);
        assert!((1..=Threads::MOST).contains(&Threads::all().count()));
    }
}
