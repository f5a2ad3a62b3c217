//! The elementary steps of joins and lists, counted in tests alone: they must grow with the rows, not with their square.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts a step. Outside of tests it is nothing.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.set(STEPS.get() + 1);
}

/// How many steps this thread has taken.
#[cfg(test)]
pub(crate) fn steps() -> u64 {
    STEPS.get()
}
