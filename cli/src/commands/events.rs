//! `welcome events …`
//!
//! Owns the words of the commands; a file for each.

mod agenda;
mod check;
mod export;
mod import;
mod refresh;

use clap::Subcommand;

use super::Failure;
use crate::output::Output;

/// Events.
#[derive(Subcommand)]
pub enum EventsCommand {
    /// Write a pack's events as one calendar file that people can subscribe to.
    Export(export::ExportArgs),
    /// Take events of a calendar file, or of ActivityPub, into a pack.
    Import(Box<import::ImportArgs>),
    /// Name every fault of calendar files with its line, or what the events of a pack run into; change nothing.
    Check(check::CheckArgs),
    /// Show what is on, as a newcomer's phone lists it.
    Agenda(Box<agenda::AgendaArgs>),
    /// Ask the calendars that feeds.toml names for news, and take what is new into the pack.
    Refresh(refresh::RefreshArgs),
}

/// Runs `welcome events …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: EventsCommand, output: Output) -> Result<(), Failure> {
    match command {
        EventsCommand::Export(args) => export::run(args, output),
        EventsCommand::Import(args) => import::run(*args, output),
        EventsCommand::Check(args) => check::run(&args, output),
        EventsCommand::Agenda(args) => agenda::run(&args, output),
        EventsCommand::Refresh(args) => refresh::run(args, output),
    }
}
