//! The command line that the public TUF conformance suite calls: `init`, `refresh`, `download`.
//!
//! Exit status: 0 done, 1 refused or failed, 2 the call was wrong.

use std::io::{Write as _, stderr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use companion_core::adapters::SystemClock;
use companion_core::ports::Clock as _;
use companion_tests::tuf_client::carrier::Remote;
use companion_tests::tuf_client::{ClientError, Wanted, init, update};

/// A TUF client over the state machine that phones use.
#[derive(Parser)]
#[command(name = "tuf_client")]
struct Arguments {
    /// Folder of trusted metadata.
    #[arg(long)]
    metadata_dir: PathBuf,
    /// URL below which metadata lies.
    #[arg(long, default_value = "")]
    metadata_url: String,
    /// Target to download; may be given several times.
    #[arg(long)]
    target_name: Vec<String>,
    /// URL below which targets lie.
    #[arg(long, default_value = "")]
    target_base_url: String,
    /// Folder of downloaded targets.
    #[arg(long, default_value = ".")]
    target_dir: PathBuf,
    /// Take metadata out of a bundle that is made of the repository's files.
    #[arg(long)]
    bundle: bool,
    #[command(subcommand)]
    work: Work,
}

#[derive(Subcommand)]
enum Work {
    /// Takes a root as the trusted one.
    Init {
        /// Its file.
        root: PathBuf,
    },
    /// Brings metadata up to date.
    Refresh,
    /// Brings metadata up to date and downloads targets.
    Download,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "tuf_client: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), ClientError> {
    let now = SystemClock.now();
    let folder = &arguments.metadata_dir;
    let remote = Remote::new(arguments.metadata_url);
    match arguments.work {
        Work::Init { root } => init(folder, &root, now),
        Work::Refresh => update(folder, &remote, None, arguments.bundle, now).await,
        Work::Download => {
            let wanted = Wanted {
                targets: arguments.target_name,
                base_url: arguments.target_base_url,
                folder: arguments.target_dir,
            };
            update(folder, &remote, Some(&wanted), arguments.bundle, now).await
        }
    }
}
