//! `calendar-parse`: calendar files of every kind, many of them broken, are read whole or told.
//!
//! One case per file. A plain count of its lines knows what stands in it; each component and property of that count is in
//! what was read, or a fault tells its line. It is read within a second, and the same when it is written and read again;
//! events and jCal are made from it.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use companion_cli::build::zones;
use companion_core::events::ical::events::events;
use companion_core::events::ical::{Component, Read, jcal, read, write};

use super::{Tally, jcal as files};

/// Longest that reading a file may take; these files are small.
const MOST: Duration = Duration::from_secs(1);

/// Runs the suite on calendar files and folders of them.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let (mut components, mut faults) = (0, 0);
    for path in files::files(paths)? {
        let bytes = files::read(&path)?;
        let name = path.display().to_string();
        let begun = now();
        let outcome = catch_unwind(|| {
            let read = read(&bytes);
            let found = events(&read, &zones::clock_of_all_times, "Europe/Berlin");
            jcal::stream(&read.components);
            (read, found)
        });
        let Ok((read, found)) = outcome else {
            tally.fail(name, "no panic", "a panic");
            continue;
        };
        let took = begun.elapsed();
        components += read.components.iter().map(count).sum::<usize>();
        faults += read.faults.len() + found.faults.len();
        let lost = lost(&bytes, &read);
        if took > MOST {
            tally.fail(name, format!("less than {MOST:?}"), format!("{took:?}"));
        } else if !lost.is_empty() {
            let lines: Vec<String> = lost.iter().take(5).map(ToString::to_string).collect();
            tally.fail(
                name,
                "every line read or told",
                format!("nothing of line {}", lines.join(", ")),
            );
        } else if !is_kept(&read) {
            tally.fail(name, "the same when it is written and read again", "something else");
        } else {
            tally.pass();
        }
    }
    tally.measures.insert("components".into(), components.into());
    tally.measures.insert("faults".into(), faults.into());
    Ok(tally)
}

fn count(component: &Component) -> usize {
    1 + component.components.iter().map(count).sum::<usize>()
}

#[expect(clippy::disallowed_methods, reason = "how long reading takes is the clock's to say")]
fn now() -> Instant {
    Instant::now()
}

/// Lines that begin something and are neither in what was read nor among its faults.
///
/// Lines outside of components are told together, with the first of them.
fn lost(bytes: &[u8], read: &Read) -> Vec<usize> {
    let mut known: BTreeSet<usize> = read.faults.iter().map(|fault| fault.line).collect();
    read.components.iter().for_each(|component| lines(component, &mut known));
    let text = String::from_utf8_lossy(bytes);
    let mut depth = 0_usize;
    let mut lost = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let upper = line.to_ascii_uppercase();
        if line.trim().is_empty() || line.starts_with([' ', '\t']) {
            continue;
        }
        if upper.starts_with("END:") {
            depth = depth.saturating_sub(1);
            continue;
        }
        if !known.contains(&(n + 1)) && depth > 0 {
            lost.push(n + 1);
        }
        depth += usize::from(upper.starts_with("BEGIN:"));
    }
    lost
}

fn lines(component: &Component, known: &mut BTreeSet<usize>) {
    known.insert(component.line);
    known.extend(component.properties.iter().map(|property| property.line));
    component.components.iter().for_each(|inside| lines(inside, known));
}

fn is_kept(first: &Read) -> bool {
    let again = read(&write::write(&first.components));
    let same = |a: &[Component], b: &[Component]| jcal::stream(a) == jcal::stream(b);
    same(&first.components, &again.components)
}
