//! How far reading has come, for whoever waits for it.

use std::fmt::Debug;
use std::sync::Arc;

/// What a run goes through, one after the other; reading begins again where a file turns out to be damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding out what the files are, unpacking what is packed.
    Look,
    /// Reading rows.
    Read,
    /// Nothing is left to read: what was read is put together.
    Join,
}

/// Is told how far reading has come, from any thread and often: once for every buffer, never for a row.
pub trait Progress: Debug + Send + Sync {
    /// A stage begins, in which about so many bytes are read.
    fn begin(&self, stage: Stage, bytes: u64);

    /// So many more bytes of the stage are read.
    fn add(&self, bytes: u64);
}

/// Whoever waits.
pub type Watcher = Arc<dyn Progress>;
