//! What a shell may provide; each is adapted to core's own port in a few lines.

use std::sync::Arc;

use companion_core::ports::{Log, LogLevel};
use companion_core::sync::{SyncListener, SyncProgress};

/// Takes log lines: steps and failures, never what a person reads, writes or is.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// Takes one line; `warning` is set when something went wrong and was handled.
    fn log(&self, warning: bool, line: String);
}

/// Hears how far a sync is. Called between fetches, on a thread of the library; return soon.
#[uniffi::export(with_foreign)]
pub trait ProgressListener: Send + Sync {
    /// A step has been taken.
    fn progress(&self, progress: SyncProgress);
}

pub(crate) struct ForeignLog(pub(crate) Arc<dyn LogSink>);

impl Log for ForeignLog {
    fn log(&self, level: LogLevel, line: &str) {
        self.0.log(level == LogLevel::Warning, line.to_owned());
    }
}

pub(crate) struct ForeignListener(pub(crate) Arc<dyn ProgressListener>);

impl SyncListener for ForeignListener {
    fn progress(&self, progress: SyncProgress) {
        self.0.progress(progress);
    }
}
