//! The part that has the published metadata read by the reference TUF client.

use companion_core::packs::layout::{METADATA, OBJECTS, edition_target};

use super::city::City;
use super::part::{Missing, Tally, Trouble};
use super::place::Place;
use super::process::{program, run};

/// The script that reads it, in the workspace.
const SCRIPT: &str = "tests/python/tuf_reads_it.py";

/// What [`run_client`] lacks: the script, or a Python with the client.
pub fn missing(place: &Place) -> Option<Missing> {
    if !place.root.join(SCRIPT).is_file() {
        let remedy = "nothing to install; it comes with a later revision";
        return Some(Missing::new(format!("this revision has no {SCRIPT}."), remedy));
    }
    (!place.python_with_tuf().is_file()).then(|| {
        let what = format!("there is no Python with python-tuf in {}.", place.tools.display());
        Missing::new(what, "bash .ci/setup")
    })
}

/// Publishes the sample city and has every edition of it read.
///
/// # Errors
/// When there is nothing to read.
pub fn run_client(place: &Place) -> Result<Tally, Trouble> {
    let city = City::serve(place)?;
    let base = city.base_url(city.server);
    let mut client = program(place.python_with_tuf(), &place.root);
    client.arg(SCRIPT);
    client.args([format!("{base}/{METADATA}"), format!("{base}/{OBJECTS}")]);
    client.arg(city.files().join(METADATA).join("1.root.json"));
    client.args(city.published.editions.iter().map(|edition| edition_target(&edition.name)));
    Ok(Tally::one(run(&mut client)?.well))
}
