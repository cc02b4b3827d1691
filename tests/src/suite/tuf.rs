//! The part that has the published metadata read by the reference TUF client.

use super::bindings;
use super::city::City;
use super::part::{Missing, Tally, Trouble};
use super::place::Place;
use super::process::{program, run};

/// The script that reads it, in the workspace.
const SCRIPT: &str = "tests/python/tuf_reads_it.py";

/// What [`run`](fn@run_client) lacks: the script, or a Python with the client.
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

/// Publishes the sample city and has every target of it read.
///
/// # Errors
/// When there is nothing to read.
pub fn run_client(place: &Place) -> Result<Tally, Trouble> {
    bindings::build(place)?;
    let city = City::serve(place)?;
    let mut client = program(place.python_with_tuf(), &place.root);
    client.arg(SCRIPT).arg(city.base(city.server));
    Ok(Tally::one(run(&mut client)?.well))
}
