//! A log that a test can read.

use std::sync::{Mutex, PoisonError};

use crate::ports::{Log, LogLevel};

/// Keeps every line.
#[derive(Debug, Default)]
pub struct MemoryLog {
    lines: Mutex<Vec<(LogLevel, String)>>,
}

impl MemoryLog {
    /// What was logged so far.
    pub fn lines(&self) -> Vec<(LogLevel, String)> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Log for MemoryLog {
    fn log(&self, level: LogLevel, line: &str) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push((level, line.to_owned()));
    }
}
