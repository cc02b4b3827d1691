//! What is told about a text: why it is not understood, and where it was read with goodwill.

use std::fmt;

/// The text is no opening hours, or can be read in more than one way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("opening hours not understood at character {column}: {reason}{}", Hint(.hint.as_ref()))]
pub struct NotUnderstood {
    /// Where, in characters from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
    /// What to write instead, where that can be told.
    pub hint: Option<String>,
}

impl NotUnderstood {
    pub(super) fn at(column: usize, reason: impl Into<String>) -> Self {
        Self { column, reason: reason.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

struct Hint<'a>(Option<&'a String>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

/// Something that the syntax does not know and that has one meaning all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Where, in characters from 1.
    pub column: usize,
    /// What stands there.
    pub wrote: String,
    /// What it is read as, in the syntax.
    pub read_as: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, wrote, read_as } = self;
        if read_as.is_empty() {
            write!(f, "`{wrote}` at character {column} is left out")
        } else {
            write!(f, "`{wrote}` at character {column} is read as `{read_as}`")
        }
    }
}
