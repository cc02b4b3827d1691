//! The part that has the published metadata read by the reference TUF client.

use std::fs;
use std::process::Command;

use companion_core::packs::layout::{METADATA, OBJECTS, delta_target, edition_target};

use super::city::City;
use super::part::{Missing, Tally, Trouble};
use super::place::Place;
use super::process::{program, run};
use super::report::say;

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

/// Publishes the sample city and has every edition of it read; then with other keys and deltas, which are targets like
/// others; then one object is altered, and the client must refuse it.
///
/// # Errors
/// When there is nothing to read.
pub fn run_client(place: &Place) -> Result<Tally, Trouble> {
    let mut city = City::serve(place)?;
    let whole = run(&mut client(place, &city))?.well;
    say("  All keys are replaced and every language has a delta now.");
    city.amend(place)?;
    let amended = run(&mut client(place, &city))?.well;
    alter(&city)?;
    say("  One object is altered now; the client must say that it is not trusted.");
    let altered = run(&mut client(place, &city))?;
    let refused =
        !altered.well && altered.lines.iter().any(|line| line.starts_with("not trusted:"));
    Ok(Tally::one(whole).and(Tally::one(amended)).and(Tally::one(refused)))
}

fn client(place: &Place, city: &City) -> Command {
    let base = city.base_url(city.server);
    let mut client = program(place.python_with_tuf(), &place.root);
    client.arg(SCRIPT);
    client.args([format!("{base}/{METADATA}"), format!("{base}/{OBJECTS}")]);
    client.arg(city.files().join(METADATA).join("1.root.json"));
    for edition in &city.published.editions {
        client.arg(edition_target(&edition.name));
        client.args(edition.deltas.iter().map(|delta| delta_target(&edition.name, &delta.base)));
    }
    client
}

/// Turns over the last bit of an edition that was written last, so that it is one the client is led to.
fn alter(city: &City) -> Result<(), Trouble> {
    let mut written = city.published.written.iter();
    let path = written.find(|path| path.ends_with(".pack.zst"));
    let path = path.ok_or_else(|| Trouble("no edition was written".into()))?;
    let path = city.files().join(path);
    let trouble = |error: std::io::Error| Trouble(format!("{}: {error}", path.display()));
    let mut bytes = fs::read(&path).map_err(trouble)?;
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    fs::write(&path, bytes).map_err(trouble)
}
