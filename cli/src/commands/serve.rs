//! `welcome serve`

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Failure;
use crate::output::Output;
use crate::serve::Server;

/// Arguments of `welcome serve`.
#[derive(Args)]
pub struct ServeArgs {
    /// The folder to serve, such as one that `welcome publish` wrote.
    folder: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[derive(Serialize)]
struct Serving {
    url: String,
}

/// Runs `welcome serve` until the process is ended, as by Ctrl-C.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(args: ServeArgs, output: Output) -> Result<(), Failure> {
    let ServeArgs { folder, port } = args;
    let server = Server::start(&folder, port).map_err(|e| {
        Failure::new(format!(
            "{} on port {port}: {e}; another port is chosen with --port",
            folder.display()
        ))
    })?;
    output.line(format!("{}/", server.base_url()));
    output.line("Serving to this computer only. Ctrl-C ends it.");
    output.value(&Serving { url: server.base_url() });
    server.wait();
    Ok(())
}
