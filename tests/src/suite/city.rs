//! A sample city, published with keys of its own and served on loopback.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::part::Trouble;
use super::place::Place;
use super::process::{Beside, must, program};

/// The sample city, in `fixtures`.
const NAME: &str = "brueckfeld";

/// A city that is served as long as this value lives.
pub struct City {
    /// Where it is served.
    pub server: SocketAddr,
    /// What its first root document must hash to.
    pub fingerprint: String,
    /// The published files.
    pub published: PathBuf,
    _serving: Beside,
    _folder: TempDir,
}

impl City {
    /// Makes keys, publishes and serves, all with the `welcome` command.
    ///
    /// # Errors
    /// When a step fails.
    pub fn serve(place: &Place) -> Result<Self, Trouble> {
        let folder = tempfile::tempdir().map_err(|error| Trouble(error.to_string()))?;
        let keys = folder.path().join("keys");
        let published = folder.path().join("public");
        fs::create_dir(&published).map_err(|error| Trouble(error.to_string()))?;
        must(welcome(place).args(["keys", "init"]).arg(&keys))?;
        let source = place.root.join("fixtures").join(NAME);
        let mut publish = welcome(place);
        publish.arg("publish").arg(source).arg("--keys").arg(&keys).arg("--to").arg(&published);
        must(&mut publish)?;
        Err(Trouble("not yet".into()))
    }

    /// The city's base URL for somebody who reaches the server at this address.
    pub fn base(&self, address: SocketAddr) -> String {
        format!("http://{address}/{NAME}")
    }
}

fn welcome(place: &Place) -> Command {
    program(place.built("welcome"), &place.root)
}
