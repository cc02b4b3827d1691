//! `welcome demo`

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::demo::play;
use crate::output::Output;

/// Arguments of `welcome demo`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    cargo run --release -- demo\n  \
    welcome demo --lang ti\n  \
    welcome --json demo > costs.jsonl")]
pub struct DemoArgs {
    /// The reader's language, as a BCP 47 tag.
    #[arg(long, value_name = "TAG", default_value = "ar")]
    lang: String,
    /// The folder of the sample packs.
    #[arg(long, value_name = "FOLDER", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures"))]
    fixtures: PathBuf,
}

/// Runs `welcome demo`.
///
/// # Errors
/// The first step that did not hold.
pub fn run(args: DemoArgs, output: Output) -> Result<(), Failure> {
    play(&args.fixtures, &args.lang, output).map(|_| ())
}
