//! `welcome pack …`

use std::path::PathBuf;

use clap::Subcommand;

use super::Failure;
use crate::output::Output;

/// What can be done with a pack's source folder.
#[derive(Subcommand)]
pub enum PackCommand {
    /// Name every problem of a source folder with its file and line.
    Check {
        /// The source folder.
        folder: PathBuf,
    },
}

/// Runs `welcome pack …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(_command: PackCommand, _output: Output) -> Result<(), Failure> {
    Ok(())
}
