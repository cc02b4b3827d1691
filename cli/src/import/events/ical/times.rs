//! When an event is, on the wall clock of a zone that a pack can name.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use companion_core::events::ical::events::Entry;
use companion_core::events::ical::zones::FoundZone;
use companion_core::packs::format::{EventChange, EventFact, write_moment};
use companion_core::time::rule::Rule;
use companion_core::time::series::{Added, Changed, Length, Series};
use companion_core::time::zone::Zone;

use super::Telling;
use crate::build::zones::clock_of_all_times;
use crate::import::events::{Context, FARTHEST};
use crate::source::values;

/// So many dates stand for a rule that cannot be said.
const MOST_DATES: usize = 400;
/// So many times are taken out by rules that take out.
const MOST_WITHOUT: usize = 1_000;

/// The times of an event, its zone and its changes; nothing where they cannot be said, which is told.
pub(super) fn of(entry: &Entry, context: &Context, tell: &mut Telling<'_>) -> Option<EventFact> {
    let line = entry.details.line;
    let mut times = entry.times.clone();
    let zone = zone(entry, &mut times, context, tell)?;
    let clock = clock_of_all_times(&zone).and_then(|clock| Zone::new(&clock))?;
    let all_day = entry.all_day;
    let moment = |at: NaiveDateTime| write_moment(at, all_day);
    let end = |start, length| ends(start, length, &clock).map(moment);
    if times.dates.iter().any(|added| added.length.is_some_and(|own| own != times.length)) {
        let message =
            "an added date lasts longer or shorter than the others; it is taken with their length";
        tell.problem(line, "length-left-out", message);
    }
    let mut changes = Vec::new();
    for (change, details) in times.changes.iter().zip(&entry.changes) {
        let mut told = EventChange {
            of: moment(change.of),
            and_later: change.and_later,
            ..EventChange::default()
        };
        match change.what {
            Changed::Cancelled => told.cancelled = true,
            Changed::Moved { .. } if details.all_day != all_day => {
                let message = "an occurrence has times of the day and its series has none, or the \
                               other way round; only its texts are taken";
                tell.problem(details.line, "change-left-out", message);
            }
            Changed::Moved { start, length } if start != change.of || length != times.length => {
                told.start = Some(moment(start));
                told.end = end(start, length);
            }
            Changed::Moved { .. } | Changed::Same => {}
        }
        changes.push(told);
    }
    let fact = EventFact {
        start: moment(times.start),
        end: end(times.start, times.length),
        zone: Some(zone),
        rules: times.rules.iter().map(ToString::to_string).collect(),
        dates: times.dates.iter().map(|added| moment(added.start)).collect(),
        without: without(&times, all_day, context),
        changes,
        ..EventFact::default()
    };
    match fact.series() {
        Ok(_) => Some(fact),
        Err(error) => {
            tell.problem(line, "times-left-out", format!("the event is left out: {error}"));
            None
        }
    }
}

/// The zone of the event in words of a pack; its times are put on that clock where the file has another.
fn zone(
    entry: &Entry,
    times: &mut Series,
    context: &Context,
    tell: &mut Telling<'_>,
) -> Option<String> {
    // Whole days and times without a zone are the same on every wall.
    let Some(found) = &entry.zone else { return Some(context.zone.clone()) };
    let repeats = !times.rules.is_empty() || !times.dates.is_empty();
    let name = nameable(found);
    if let Some(name) = name.filter(|name| repeats || !is_utc(name)) {
        return Some(name.to_owned());
    }
    if repeats {
        let message =
            "its zone is known to this file only: its dates are listed one by one, two years ahead";
        tell.problem(entry.details.line, "zone-listed", message);
        list(times, context);
    }
    let to = Zone::new(&clock_of_all_times(&context.zone)?)?;
    moved(times, |at| to.local(found.zone.resolve(at)).unwrap_or(at));
    Some(context.zone.clone())
}

/// The name of a zone that packs know too.
fn nameable(found: &FoundZone) -> Option<&str> {
    found.name.as_deref().filter(|name| values::zone(name).is_ok())
}

/// A program that writes instants means the clock on the spot, as long as nothing repeats by it.
fn is_utc(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    ["UTC", "GMT", "UCT", "Zulu", "Universal", "Greenwich"].contains(&last)
}

/// The last moment as records write it: the last day of whole days; nothing where nobody said how long it lasts.
fn ends(start: NaiveDateTime, length: Length, clock: &Zone) -> Option<NaiveDateTime> {
    match length {
        Length::Days(days) => {
            let more = i64::from(days.checked_sub(1).filter(|more| *more > 0)?);
            start.checked_add_signed(TimeDelta::try_days(more)?)
        }
        Length::Exact(exact) if exact <= TimeDelta::zero() => None,
        Length::Exact(exact) => {
            let at = clock.resolve(start).checked_add_signed(exact)?;
            clock.local(at).filter(|end| *end >= start)
        }
        nominal @ Length::Nominal { .. } => Some(nominal.end(start)).filter(|end| *end > start),
    }
}

/// What does not take place: times and days that are taken out, a start that its rule does not give, and the times of
/// `EXRULE`s, which records do not have.
fn without(times: &Series, all_day: bool, context: &Context) -> Vec<String> {
    let until = context.from.and_time(NaiveTime::MIN).checked_add_signed(FARTHEST);
    let until = until.unwrap_or(NaiveDateTime::MAX);
    let by_rule = |rule: &Rule| {
        rule.starts(times.start).take_while(|at| *at < until).take(MOST_WITHOUT).collect::<Vec<_>>()
    };
    let mut out = times.without.clone();
    out.extend(times.without_rules.iter().flat_map(by_rule));
    if !times.start_takes_place && !times.rules.is_empty() {
        out.insert(times.start);
    }
    let days =
        times.without_days.iter().map(|day| write_moment(day.and_time(NaiveTime::MIN), true));
    out.into_iter().map(|at| write_moment(at, all_day)).chain(days).collect()
}

/// Puts dates in the place of rules.
fn list(times: &mut Series, context: &Context) {
    let from = context.from.and_time(NaiveTime::MIN);
    let until = from.checked_add_signed(FARTHEST).unwrap_or(from);
    let plain = Series { changes: Vec::new(), ..times.clone() };
    let mut dates: Vec<_> = plain.between(from, until).map(|o| o.start).take(MOST_DATES).collect();
    // A changed one keeps its name.
    dates.extend(times.changes.iter().map(|c| c.of).filter(|of| plain.find(*of).is_some()));
    dates.sort();
    dates.dedup();
    let mut dates = dates.into_iter();
    let Some(first) = dates.next() else { return };
    let added = dates.map(|start| Added { start, length: None }).collect();
    let changes = std::mem::take(&mut times.changes);
    *times = Series { dates: added, changes, ..Series::once(first, times.length) };
}

/// Every time on another clock.
fn moved(times: &mut Series, to: impl Fn(NaiveDateTime) -> NaiveDateTime) {
    times.start = to(times.start);
    for added in &mut times.dates {
        added.start = to(added.start);
    }
    times.without = times.without.iter().map(|at| to(*at)).collect();
    for change in &mut times.changes {
        change.of = to(change.of);
        if let Changed::Moved { start, .. } = &mut change.what {
            *start = to(*start);
        }
    }
}
