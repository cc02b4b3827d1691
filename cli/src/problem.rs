//! Problems: what a check, a build or an import has to say, each with its place.

use std::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The pack cannot be built.
    Error,
    /// Readers get less than they could.
    Warning,
}

/// One problem. Its text says what is wrong and the way out, without quoting long content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Path below the source folder, with `/`.
    pub file: String,
    /// Counted from 1; 0 where the file as a whole is meant.
    pub line: u32,
    /// Error or warning.
    pub severity: Severity,
    /// A short stable word for machines, such as `missing-translation`.
    pub code: &'static str,
    /// Plain words.
    pub message: String,
}

impl Problem {
    /// The pack cannot be built.
    pub fn error(file: &str, line: u32, code: &'static str, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, severity: Severity::Error, code, message: message.into() }
    }

    /// Readers get less than they could.
    pub fn warning(file: &str, line: u32, code: &'static str, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, severity: Severity::Warning, code, message: message.into() }
    }
}

/// The errors among problems, one per line: why something could not be built.
pub fn errors_in_words(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|p| p.severity == Severity::Error);
    errors.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        if self.line == 0 {
            write!(f, "{}: {severity}: {} [{}]", self.file, self.message, self.code)
        } else {
            write!(f, "{}:{}: {severity}: {} [{}]", self.file, self.line, self.message, self.code)
        }
    }
}
