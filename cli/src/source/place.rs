//! Where something stands, and the list of problems that grows while a folder is read.
//!
//! Owns the pair of a value and its file and line; what is a problem is decided by the readers.

use std::sync::Arc;

use crate::problem::{Problem, Severity};

/// A line of a file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Path below the source folder, with `/`.
    pub file: Arc<str>,
    /// Counted from 1; 0 where the file as a whole is meant.
    pub line: u32,
}

impl At {
    /// The file as a whole.
    pub fn file(name: &str) -> Self {
        Self { file: name.into(), line: 0 }
    }

    /// Another line of the same file.
    pub fn on(&self, line: u32) -> Self {
        Self { file: Arc::clone(&self.file), line }
    }
}

/// A value and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// Where it was read.
    pub at: At,
    /// What was read.
    pub value: T,
}

impl<T> Placed<T> {
    /// A value read at a place.
    pub fn new(at: At, value: T) -> Self {
        Self { at, value }
    }
}

/// Everything found so far.
#[derive(Debug, Default)]
pub struct Log(Vec<Problem>);

impl Log {
    /// The pack cannot be built.
    pub fn error(&mut self, at: &At, code: &'static str, message: impl Into<String>) {
        self.0.push(Problem::error(&at.file, at.line, code, message));
    }

    /// Readers get less than they could.
    pub fn warning(&mut self, at: &At, code: &'static str, message: impl Into<String>) {
        self.0.push(Problem::warning(&at.file, at.line, code, message));
    }

    /// Whether something forbids building.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.0)
    }

    /// Whether something is said about a file already.
    pub fn mentions(&self, file: &str) -> bool {
        self.0.iter().any(|p| p.file == file)
    }

    /// All problems by file and line, none twice.
    pub fn into_sorted(self) -> Vec<Problem> {
        sorted(self.0)
    }
}

/// Whether something forbids building.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|p| p.severity == Severity::Error)
}

/// Problems by file and line, none twice.
pub fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}

/// Where the lines of a text begin, to tell the line of a byte.
#[derive(Debug)]
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(n, _)| n).collect())
    }

    /// The line of a byte, counted from `first`.
    pub(crate) fn line(&self, byte: usize, first: u32) -> u32 {
        let before = self.0.partition_point(|end| *end < byte);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(first)
    }
}
