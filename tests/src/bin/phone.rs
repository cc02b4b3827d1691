//! A phone whose app can be killed: `phone sync FOLDER LINK` installs or updates one pack and says how far it is.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use companion_core::adapters::{HttpTransport, NoLog, SystemClock, SystemSpace};
use companion_core::sync::{SyncListener, SyncProgress, SyncStep};
use companion_core::{Companion, Config, Ports};
use companion_tests::publisher::Fault;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    work: Work,
}

#[derive(Subcommand)]
enum Work {
    /// Adds a pack by its link and brings it up to date.
    Sync {
        /// The data folder.
        folder: PathBuf,
        /// The link.
        link: String,
    },
}

/// Says on standard output when the writing begins.
struct Told;

impl SyncListener for Told {
    fn progress(&self, progress: SyncProgress) {
        if progress.step == SyncStep::Installing {
            let _ = writeln!(stdout(), "installing").and_then(|()| stdout().flush());
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Fault> {
    let Work::Sync { folder, link } = Arguments::parse().work;
    let ports = Ports {
        clock: Arc::new(SystemClock),
        transport: Arc::new(HttpTransport::default()),
        space: Arc::new(SystemSpace),
        log: Arc::new(NoLog),
    };
    let app = Companion::open(&Config { data_folder: folder, ..Config::default() }, ports)?;
    let pack = app.add_pack(&link)?;
    app.sync_pack(&pack, Some(&Told)).await?;
    Ok(())
}
