//! A clock that a test moves.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};

use crate::ports::Clock;

/// Stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    millis: AtomicI64,
}

impl ManualClock {
    /// Starts at a moment.
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self { millis: AtomicI64::new(moment.timestamp_millis()) }
    }

    /// Jumps, forwards or back.
    pub fn set(&self, moment: DateTime<Utc>) {
        self.millis.store(moment.timestamp_millis(), Ordering::SeqCst);
    }

    /// Goes on by some seconds.
    pub fn advance(&self, seconds: i64) {
        self.millis.fetch_add(seconds.saturating_mul(1000), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.millis.load(Ordering::SeqCst))
            .unwrap_or(DateTime::UNIX_EPOCH)
    }
}
