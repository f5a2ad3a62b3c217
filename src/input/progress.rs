//! The progress of reading, for a caller that shows it.

use std::fmt::Debug;
use std::sync::Arc;

/// The stages of a run, in their order; reading begins again where a file turns out to be damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Detecting what the files are, and unpacking archives.
    Detect,
    /// Reading rows.
    Read,
    /// Joining what was read; nothing is left to read.
    Join,
}

/// Is told about the progress of reading, from any thread and often: once for every buffer, never for a row.
pub trait Progress: Debug + Send + Sync {
    /// A stage begins, in which about `bytes` bytes are read.
    fn begin(&self, stage: Stage, bytes: u64);

    /// `bytes` more bytes of the stage are read.
    fn add(&self, bytes: u64);
}

/// Is told about the progress of reading.
pub type Watcher = Arc<dyn Progress>;
