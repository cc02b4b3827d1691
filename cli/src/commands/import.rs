//! `welcome import …`

use clap::Subcommand;

use super::Failure;
use crate::output::Output;

/// Import.
#[derive(Subcommand)]
pub enum ImportCommand {}

/// Runs `welcome import …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(_command: ImportCommand, _output: Output) -> Result<(), Failure> {
    Ok(())
}
