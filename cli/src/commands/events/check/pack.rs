//! What the events of a pack run into, as a volunteer's phone would tell it.

use companion_core::drafts::{DraftConcern, DraftWarning};
use companion_core::{Companion, Drafts};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::held::{Held, told};
use crate::output::Output;
use crate::problem::Problem;

/// Other times for an event, for machines.
#[derive(Serialize)]
struct Free<'a> {
    event: &'a str,
    /// Which single time of a series would move; nothing where it is all of it.
    of: Option<&'a str>,
    start: &'a str,
    end: Option<&'a str>,
}

/// Tells what the next times of each event run into; how many warnings there were.
pub(super) fn check(
    pack: &str,
    events: &[String],
    language: &str,
    output: Output,
) -> Result<usize, Failure> {
    let held = Held::new(pack, &[language.to_owned()])?;
    let companion = held.phone.companion();
    let drafts = companion.drafts().map_err(told)?;
    let bar = output.progress("checking events", events.len() as u64);
    let mut warnings = 0;
    for id in events {
        warnings += bar.suspend(|| event(companion, &drafts, &held.pack, id, output))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    output.line(match warnings {
        0 => format!("{} events run into nothing", events.len()),
        n => format!("{} events, {n} warnings", events.len()),
    });
    Ok(warnings)
}

fn event(
    companion: &Companion,
    drafts: &Drafts<'_>,
    pack: &str,
    id: &str,
    output: Output,
) -> Result<usize, Failure> {
    let found = drafts.event_warnings(pack, id).map_err(told)?;
    let mut warnings = 0;
    for warning in &found.warnings {
        let Some(code) = code(&warning.about) else { continue };
        warnings += 1;
        let message = format!("{}: {}", times(warning), words(companion, warning)?);
        let problem = Problem::warning(&format!("events/{id}/event.toml"), 0, code, message);
        output.value(&problem);
        output.line(problem.to_string());
    }
    for free in found.free_times.iter().filter(|_| warnings > 0) {
        let (of, end) = (free.of.as_deref(), free.end.as_deref());
        output.value(&Free { event: id, of, start: &free.start, end });
        let of = of.map(|of| format!(" in place of {of}")).unwrap_or_default();
        output.line(format!("    free: {}{of}", free.start));
    }
    Ok(warnings)
}

/// A word for machines. That the first time of a published event has begun is nothing to warn of.
fn code(about: &DraftConcern) -> Option<&'static str> {
    Some(match about {
        DraftConcern::Past => return None,
        DraftConcern::Skipped { .. } => "skipped-hour",
        DraftConcern::Observance { .. } => "observance",
        DraftConcern::PublicHoliday { .. } => "public-holiday",
        DraftConcern::PlaceClosed { .. } => "place-closed",
        DraftConcern::HoursUnsure { .. } => "hours-unsure",
        DraftConcern::Similar { .. } => "similar-event",
    })
}

/// The first time that it is about, and how many more.
fn times(warning: &DraftWarning) -> String {
    let first = warning.times.first().map_or("", |time| time.starts_local.as_str());
    match warning.times.len() {
        0 | 1 => first.to_owned(),
        n => format!("{first} and {} more", n - 1),
    }
}

fn words(companion: &Companion, warning: &DraftWarning) -> Result<String, Failure> {
    let or_id = |name: &Option<String>, id: &str| name.clone().unwrap_or_else(|| id.to_owned());
    let (key, value) = match &warning.about {
        DraftConcern::Skipped { shown } => ("shown", shown.clone()),
        DraftConcern::Observance { name, .. } => ("name", name.clone()),
        DraftConcern::PlaceClosed { place, name, .. }
        | DraftConcern::HoursUnsure { place, name } => ("place", or_id(name, place)),
        DraftConcern::Similar { title, starts_local, metres, .. } => {
            let far = metres.map(|metres| format!(", {metres} m")).unwrap_or_default();
            ("title", format!("{title} ({starts_local}{far})"))
        }
        DraftConcern::Past | DraftConcern::PublicHoliday { .. } => ("name", String::new()),
    };
    let arguments = [(key.to_owned(), value)];
    Ok(companion.message(&warning.message, &arguments).map_err(told)?.plain)
}
