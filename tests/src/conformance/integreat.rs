//! `import-integreat`: what goes into the import comes out on a phone, or, where editions do not carry it yet, in the
//! folder.
//!
//! One case per text of a page, location and event, and per region, offer, category and language. `answers` and `html`
//! read the answers a second time, knowing nothing of the importer; `phone` says what came of them.

mod answers;
mod events;
mod hours;
mod html;
mod pages;
mod phone;
mod places;
mod regions;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

use companion_cli::import::integreat::Options;
use serde_json::Value;

use self::answers::{Answers, Group, text};
use super::Tally;

/// What was expected and what came out.
type Fault = (String, String);

fn holds(holds: bool, expected: impl Into<String>, got: impl Into<String>) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err((expected.into(), got.into())) }
}

/// Runs the suite on answers of the API.
///
/// # Errors
/// When a path cannot be read as JSON.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let mut measured = Measured::default();
    let mut answers = Answers::read(paths)?;
    let groups = std::mem::take(&mut answers.regions);
    regions::run(&answers, &mut tally, &mut measured);
    let alone = groups.is_empty();
    for (region, group) in groups {
        run_region(&region, &group, &answers, &mut tally, &mut measured);
    }
    if alone && !answers.offers.is_empty() {
        // Nothing says which region the offers are of.
        run_region("region", &Group::default(), &answers, &mut tally, &mut measured);
    }
    measured.tell(&mut tally);
    Ok(tally)
}

fn run_region(
    region: &str,
    group: &Group,
    answers: &Answers,
    tally: &mut Tally,
    measured: &mut Measured,
) {
    let files: Vec<PathBuf> = group.files.iter().chain(&answers.common).cloned().collect();
    let options = Options { region: Some(region.to_owned()), ..Options::default() };
    let pages: Vec<_> = group.pages.iter().flat_map(|items| pages::read(items)).collect();
    let mut out = match phone::out(&files, &options) {
        Ok(out) => out,
        Err(message) => {
            let why = format!("{region}: {message}");
            pages.iter().for_each(|p| tally.fail(p.name(), "a page on a phone", &why));
            let things = group.places.iter().chain(&group.events);
            things.for_each(|t| tally.fail(text(t, "path"), "a place or event", &why));
            answers.offers.iter().for_each(|o| tally.fail(text(o, "name"), "a service", &why));
            return;
        }
    };
    let paths = places::paths(&group.places, &out);
    pages::run(&pages, std::mem::take(&mut out.pages), &paths, tally, measured);
    places::run(&group.places, &out, tally, measured);
    events::run(&group.events, &out, tally, measured);
    regions::common(answers, &out, tally);
}

#[derive(Default)]
struct Measured {
    languages: BTreeMap<String, usize>,
    words: usize,
    links: usize,
    telephones: usize,
    addresses: usize,
    places: usize,
    /// Places with opening hours that a phone can compute with.
    hours: usize,
    events: usize,
    regions: usize,
}

impl Measured {
    fn tell(self, tally: &mut Tally) {
        let mut put = |name: &str, value: Value| tally.measures.insert(name.into(), value);
        put("pages", serde_json::json!(self.languages));
        put("words", self.words.into());
        put("links", self.links.into());
        put("telephone_numbers", self.telephones.into());
        put("mail_addresses", self.addresses.into());
        put("places", self.places.into());
        put("places_with_hours", self.hours.into());
        put("events", self.events.into());
        put("regions", self.regions.into());
    }
}
