//! Why something could not be done with a catalogue: each with its place and the way out.

use std::path::Path;

use crate::problem::{Problem, errors_in_words};

/// Why something could not be done with a catalogue. What was there stays.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The folder cannot be read as a pack.
    #[error("{folder} cannot be read:\n{}", errors_in_words(problems))]
    Source {
        /// The folder.
        folder: String,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
    /// A pack of another level.
    #[error(
        "{0} is no catalogue: `level` in pack.toml must be \"world\"; make one with `welcome catalogue new`"
    )]
    NoCatalogue(String),
    /// Nothing to find anything in.
    #[error("{0} lists no packs; add some with `welcome catalogue add`")]
    Empty(String),
    /// There is a pack already.
    #[error("{0} is there already; choose another folder")]
    Exists(String),
    /// A value that pack.toml cannot hold.
    #[error("{0}")]
    Value(String),
    /// A file could not be read or written.
    #[error("{file}: {source}")]
    Io {
        /// Its path.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl CatalogueError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { file: path.display().to_string(), source }
    }
}
