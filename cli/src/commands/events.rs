//! `welcome events …`
//!
//! Owns the words of the commands; a file for each.

mod import;

use clap::Subcommand;

use super::Failure;
use crate::output::Output;

/// Events.
#[derive(Subcommand)]
pub enum EventsCommand {
    /// Take events of a calendar file, or of ActivityPub, into a pack.
    Import(Box<import::ImportArgs>),
}

/// Runs `welcome events …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: EventsCommand, output: Output) -> Result<(), Failure> {
    match command {
        EventsCommand::Import(args) => import::run(*args, output),
    }
}
