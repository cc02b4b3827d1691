//! The `welcome` command line: arguments, dispatch and exit codes.
//!
//! Exit status: 0 done, 1 it did not hold or could not be done, 2 the call itself was wrong.

pub mod catalogue;
pub mod coverage;
pub mod demo;
pub mod dump;
pub mod events;
mod held;
pub mod import;
pub mod keys;
pub mod pack;
pub mod publish;
pub mod search;
pub mod search_eval;
pub mod serve;
pub mod share;
pub mod translate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::output::Output;

/// What a failed command says: plain words with the place and the way out.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub struct Failure {
    text: String,
    /// Exit status.
    status: u8,
}

impl Failure {
    /// From anything that can be told in a sentence.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), status: 1 }
    }

    /// Everything is said already: what was compared differs.
    pub fn quiet() -> Self {
        Self { text: String::new(), status: 1 }
    }

    /// The call itself was wrong, or left out what has to be said.
    pub fn call(text: impl Into<String>) -> Self {
        Self { text: text.into(), status: 2 }
    }
}

#[derive(Parser)]
#[command(name = "welcome", version, about = "Write, check, sign and publish welcome packs.")]
#[command(after_help = "Examples:\n  \
    welcome pack check fixtures/brueckfeld\n  \
    welcome keys init keys/\n  \
    welcome publish fixtures/brueckfeld --keys keys/ --to public/\n  \
    welcome serve public/\n  \
    welcome search fixtures/brueckfeld where do I register --lang en\n  \
    welcome translate export fixtures/brueckfeld uk --to uk.xlf\n  \
    welcome import integreat de.json en.json --to town/\n  \
    welcome import csv clubs.csv --to town/ --dry-run\n  \
    welcome demo\n\n\
    Exit status: 0 done, 1 it did not hold or could not be done, 2 the call was wrong.")]
struct Cli {
    /// Answer in JSON, one value per line.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check, build and look into packs.
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// Make and look at signing keys.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Build a pack and write its signed files to a folder that any web server can serve.
    Publish(publish::PublishArgs),
    /// List packs so that an app finds them by name or nearness.
    #[command(subcommand)]
    Catalogue(catalogue::CatalogueCommand),
    /// Take events from calendars, check them, look at what is on.
    #[command(subcommand)]
    Events(events::EventsCommand),
    /// Ask a pack a question in a newcomer's words, and see what their phone answers.
    Search(search::SearchArgs),
    /// Measure how many questions of a file are answered by the page they were made for.
    SearchEval(search_eval::SearchEvalArgs),
    /// Serve a folder over HTTP on loopback.
    Serve(serve::ServeArgs),
    /// Play the whole story: city, server, phone, no network, an edit, an update.
    Demo(demo::DemoArgs),
    /// Send texts to translators and take them back.
    #[command(subcommand)]
    Translate(translate::TranslateCommand),
    /// Make a pack's source folder from another system's export, or bring one up to date.
    #[command(
        subcommand,
        after_help = "Examples:\n  \
            welcome import integreat de.json en.json --to town\n  \
            welcome import csv clubs.csv --to town --dry-run\n\n\
            Into an empty folder an import writes at once. Into one that holds a pack it shows what would change\n\
            and asks; what you changed since the last import stays. --yes writes without asking, --dry-run only shows.\n\
            Exit status: 0 done or nothing to do, 1 it could not be done, 2 the call was wrong or nobody could be asked."
    )]
    Import(import::ImportCommand),
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = Output { json: cli.json };
    let result = match cli.command {
        Command::Pack(command) => pack::run(command, output),
        Command::Keys(command) => keys::run(command, output),
        Command::Publish(args) => publish::run(args, output),
        Command::Catalogue(command) => catalogue::run(command, output),
        Command::Events(command) => events::run(command, output),
        Command::Search(args) => search::run(&args, output),
        Command::SearchEval(args) => search_eval::run(&args, output),
        Command::Serve(args) => serve::run(args, output),
        Command::Demo(args) => demo::run(args, output),
        Command::Translate(command) => translate::run(command, output),
        Command::Import(command) => import::run(command, output),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.text.is_empty() {
                output.complain(format!("welcome: {failure}"));
            }
            ExitCode::from(failure.status)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn no_two_arguments_of_a_command_have_one_name() {
        Cli::command().debug_assert();
    }
}
