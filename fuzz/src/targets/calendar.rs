//! Calendar files: lines, components, jCal, zones, events.

use chrono::NaiveDateTime;
use companion_cli::build::zones;
use companion_core::events::ical::events::{Entry, events};
use companion_core::events::ical::{Component, jcal, read, write};

/// Words of calendar files.
pub const WORDS: &[&str] = &[
    "BEGIN:VCALENDAR\r\n",
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "BEGIN:STANDARD\r\n",
    "\r\n ",
    "UID:1\r\n",
    "DTSTART:20260701T100000Z\r\n",
    "DTSTART;VALUE=DATE:20260701\r\n",
    "DTEND:16010101T000000\r\n",
    "DURATION:-P1W\r\n",
    "RRULE:FREQ=SECONDLY\r\n",
    "RRULE:FREQ=YEARLY;UNTIL=20300101;BYDAY=-1SU;BYMONTH=10\r\n",
    "RDATE;VALUE=PERIOD:20260703T120000Z/PT2H\r\n",
    "EXDATE:20260702T100000Z\r\n",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260702T100000Z\r\n",
    "STATUS:CANCELLED\r\n",
    "SEQUENCE:9999999999\r\n",
    ";TZID=\"(UTC+01:00) Amsterdam, Berlin\"",
    ";TZID=/x/Europe/Berlin",
    ";VALUE=DATE",
    ";ENCODING=QUOTED-PRINTABLE",
    "=\r\n",
    "^'",
    "\\,",
    "\u{FEFF}",
    "99991231T235959",
    "00000101",
];

/// Lines, components and jCal; what is written is read again as the same.
pub fn ical(bytes: &[u8]) {
    let first = read(bytes);
    jcal::stream(&first.components);
    let again = read(&write::write(&first.components));
    let same = without_lines(first.components) == without_lines(again.components);
    assert!(same, "what was written is read as something else");
}

/// Events, and what is on in a season and at the ends of the calendar.
pub fn ical_events(bytes: &[u8]) {
    let found = events(&read(bytes), &zones::clock_of_all_times, "Europe/Berlin");
    for entry in &found.entries {
        assert_eq!(entry.times.changes.len(), entry.changes.len());
        occurrences(entry, "2026-06-01T00:00:00", "2026-09-01T00:00:00");
        occurrences(entry, "0001-01-01T00:00:00", "0003-01-01T00:00:00");
        occurrences(entry, "9999-01-01T00:00:00", "9999-12-31T23:59:59");
    }
}

fn occurrences(entry: &Entry, from: &str, to: &str) {
    let (Ok(from), Ok(to)) = (from.parse::<NaiveDateTime>(), to.parse()) else { return };
    for occurrence in entry.times.between(from, to).take(20) {
        entry.instant(occurrence.start);
        entry.instant(occurrence.end);
    }
}

fn without_lines(mut components: Vec<Component>) -> Vec<Component> {
    for component in &mut components {
        component.line = 0;
        component.properties.iter_mut().for_each(|property| property.line = 0);
        component.components = without_lines(std::mem::take(&mut component.components));
    }
    components
}
