//! `welcome keys …`

use clap::Subcommand;

use super::Failure;
use crate::output::Output;

/// Keys.
#[derive(Subcommand)]
pub enum KeysCommand {}

/// Runs `welcome keys …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(_command: KeysCommand, _output: Output) -> Result<(), Failure> {
    Ok(())
}
