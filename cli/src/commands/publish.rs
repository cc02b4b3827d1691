//! `welcome publish`

use clap::Args;

use super::Failure;
use crate::output::Output;

/// Arguments of `welcome publish`.
#[derive(Args)]
pub struct PublishArgs {}

/// Runs `welcome publish`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(_args: PublishArgs, _output: Output) -> Result<(), Failure> {
    Ok(())
}
