//! `welcome serve`

use clap::Args;

use super::Failure;
use crate::output::Output;

/// Arguments of `welcome serve`.
#[derive(Args)]
pub struct ServeArgs {}

/// Runs `welcome serve`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(_args: ServeArgs, _output: Output) -> Result<(), Failure> {
    Ok(())
}
