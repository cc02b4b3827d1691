//! When an event is, on the wall clock of its zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Utc};
use companion_core::packs::format::{EventFact, write_moment};
use jiff::SignedDuration;

use super::Telling;
use super::terms::Node;
use crate::import::events::Context;
use crate::import::zone::{is_zone, local_time};

/// A time as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// An instant (RFC 3339).
    Instant(DateTime<Utc>),
    /// A time without zone or offset.
    Wall(NaiveDateTime),
    Day(NaiveDate),
}

/// Start, end and zone; nothing where the start is no time, which is told.
pub(super) fn of(node: &Node<'_>, context: &Context, tell: &mut Telling<'_>) -> Option<EventFact> {
    let zone = zone(node, context, tell);
    let start = node.text("startTime").and_then(|text| read(&text));
    let local = start.and_then(|told| Some((on_wall(told, &zone)?, matches!(told, Told::Day(_)))));
    let Some((start, all_day)) = local else {
        let message = "the start is no date and time; the event is left out";
        tell.problem(&node.pointer_of("startTime"), "event-without-start", message);
        return None;
    };
    Some(EventFact {
        start: write_moment(start, all_day),
        end: end(node, start, all_day, &zone, tell).map(|end| write_moment(end, all_day)),
        zone: Some(zone),
        ..EventFact::default()
    })
}

/// `timezone`, as Mobilizon tells it; that of the feed where there is none.
fn zone(node: &Node<'_>, context: &Context, tell: &mut Telling<'_>) -> String {
    match node.text("timezone") {
        // What servers tell where nobody told them; no clock on a wall shows it.
        Some(zone) if matches!(zone.as_str(), "UTC" | "Etc/UTC" | "Etc/GMT" | "Z") => {}
        Some(zone) if is_zone(&zone) => return zone,
        Some(_) => {
            let message = "not a zone that is known; that of the pack is taken";
            tell.problem(&node.pointer_of("timezone"), "zone-unknown", message);
        }
        None => {}
    }
    context.zone.clone()
}

fn end(
    node: &Node<'_>,
    start: NaiveDateTime,
    all_day: bool,
    zone: &str,
    tell: &mut Telling<'_>,
) -> Option<NaiveDateTime> {
    if let Some(text) = node.text("endTime") {
        let end = read(&text).and_then(|told| on_wall(told, zone));
        let end = end.map(|end| if all_day { end.date().and_time(NaiveTime::MIN) } else { end });
        if let Some(end) = end.filter(|end| *end >= start) {
            return Some(end);
        }
        let message = "the end is no time after the start; it is left out";
        tell.problem(&node.pointer_of("endTime"), "event-without-end", message);
        return None;
    }
    let duration: SignedDuration = node.text("duration").filter(|_| !all_day)?.parse().ok()?;
    let length = TimeDelta::try_seconds(duration.as_secs()).filter(|l| *l > TimeDelta::zero())?;
    start.checked_add_signed(length)
}

fn read(text: &str) -> Option<Told> {
    let instant =
        DateTime::parse_from_rfc3339(text).map(|at| Told::Instant(at.with_timezone(&Utc)));
    let wall = || {
        let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"];
        forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    };
    // Seconds are optional in ActivityStreams (section 2.3), and not in RFC 3339.
    let short = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%#z").ok();
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    instant
        .ok()
        .or_else(|| short().map(|at| Told::Instant(at.with_timezone(&Utc))))
        .or_else(|| wall().map(Told::Wall))
        .or_else(|| day().map(Told::Day))
}

fn on_wall(told: Told, zone: &str) -> Option<NaiveDateTime> {
    let local = match told {
        Told::Instant(at) => local_time(at, zone)?,
        Told::Wall(at) => at,
        Told::Day(day) => day.and_time(NaiveTime::MIN),
    };
    local.with_nanosecond(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_forms_that_are_allowed() {
        let at = |text: &str| read(text).and_then(|told| on_wall(told, "Europe/Berlin"));
        let written = |text: &str| at(text).map(|at| at.to_string()).unwrap_or_default();
        assert_eq!(written("2026-12-01T17:00:00Z"), "2026-12-01 18:00:00");
        assert_eq!(written("2026-12-01T18:00:00.25+01:00"), "2026-12-01 18:00:00");
        assert_eq!(written("2026-12-01T17:00Z"), "2026-12-01 18:00:00");
        assert_eq!(written("2026-12-01T17:00:00"), "2026-12-01 17:00:00");
        assert_eq!(read("2026-12-01"), NaiveDate::from_ymd_opt(2026, 12, 1).map(Told::Day));
        for none in ["", "tomorrow", "2026-13-01T00:00:00Z", "1764612000"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
