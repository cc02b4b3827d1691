//! Zones of calendar files, by name and by observances.

use super::super::component;
use super::*;

fn clocks(name: &str) -> Option<Clock> {
    let rule = match name {
        "Europe/Berlin" | "Europe/Amsterdam" => "CET-1CEST,M3.5.0,M10.5.0/3",
        "America/New_York" => "EST5EDT,M3.2.0,M11.1.0",
        "America/Sao_Paulo" | "America/Argentina/Buenos_Aires" => "<-03>3",
        "Asia/Tokyo" => "JST-9",
        "UTC" | "Etc/UTC" => "UTC0",
        _ => return None,
    };
    Some(Clock { rule: rule.into(), ..Clock::default() })
}

/// Name, and the offset in summer and in winter, of what a TZID means; and what was told.
fn find(file: &str, tzid: &str) -> (Option<String>, i64, i64, Vec<String>) {
    let read = component::read(format!("BEGIN:VCALENDAR\n{file}END:VCALENDAR\n").as_bytes());
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    let mut faults = Vec::new();
    let mut zones = Zones::new(&read.components[0], &clocks, "Europe/Berlin", &mut faults);
    let found = zones.find(tzid, 7, &mut faults).unwrap();
    let half_a_year = 182 * 24 * 60 * 60;
    let offset = |at| found.zone.offset_at(at);
    let told = faults.iter().map(ToString::to_string).collect();
    (found.name.clone(), offset(SAMPLE + half_a_year), offset(SAMPLE), told)
}

#[test]
fn names_are_found_whatever_stands_around_them() {
    for (tzid, expected) in [
        ("Europe/Berlin", "Europe/Berlin"),
        ("/Europe/Berlin", "Europe/Berlin"),
        (
            "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("/mozilla.org/20070129_1/America/New_York", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("(UTC-03:00) Brasília", "America/Sao_Paulo"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom", "Europe/Amsterdam"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT+01.00) Nowhere / Berlin", "Europe/Berlin"),
        ("UTC+11", "Etc/GMT-11"),
    ] {
        let (name, _, _, told) = find("", tzid);
        assert_eq!((name.as_deref(), told.len()), (Some(expected), 0), "{tzid}");
    }
}

#[test]
fn what_is_not_known_is_told_once() {
    let (name, _, _, told) = find("", "CUSTOM_tzid");
    assert_eq!(name.as_deref(), Some("Europe/Berlin"));
    assert_eq!(told, ["line 7: the zone \"CUSTOM_tzid\" is not known; read as Europe/Berlin"]);
    let (name, ..) = find("X-WR-TIMEZONE:Asia/Tokyo\n", "CUSTOM_tzid");
    assert_eq!(name.as_deref(), Some("Asia/Tokyo"));
    // A city with another offset than the name tells is another city.
    assert_eq!(find("", "(UTC+07:00) Berlin").0.as_deref(), Some("Europe/Berlin"));
    assert_eq!(find("", "(UTC+07:00) Berlin").3.len(), 1);
}

const OBSERVANCES: &str = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
    TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
    BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
    RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

#[test]
fn observances_are_a_clock() {
    // The same as the calendar's own zone: its name is worth more.
    let (name, summer, winter, told) = find(OBSERVANCES, "Mine");
    assert_eq!((name.as_deref(), summer, winter), (Some("Europe/Berlin"), 7_200, 3_600));
    assert!(told.is_empty());
    let other = OBSERVANCES.replace("+0200", "+0230").replace("+0100", "+0130");
    let (name, summer, winter, told) = find(&other, "Mine");
    assert_eq!((name.as_deref(), summer, winter), (None, 9_000, 5_400));
    assert!(told.is_empty());
    let alias = OBSERVANCES.replace("TZID:Mine\n", "TZID:Mine\nX-LIC-LOCATION:Asia/Tokyo\n");
    assert_eq!(find(&alias, "Mine").0.as_deref(), Some("Asia/Tokyo"));
}

#[test]
fn observances_that_end_and_broken_ones() {
    let once = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:20000101T000000\n\
        TZOFFSETFROM:-0300\nTZOFFSETTO:-0300\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20001001T020000\n\
        RDATE:20011001T020000\nTZOFFSETFROM:-0300\nTZOFFSETTO:-0200\n\
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU;UNTIL=20051002T050000Z\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    assert_eq!(find(once, "Mine").2, -7_200);
    let broken = once.replace("TZOFFSETTO:-0200", "TZOFFSETTO:+5744");
    let (_, summer, winter, told) = find(&broken, "Mine");
    assert_eq!((summer, winter), (-10_800, -10_800));
    assert_eq!(told, ["line 13: TZOFFSETTO: \"+5744\" is no utc-offset"]);
    let empty = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    let (name, _, _, told) = find(empty, "Mine");
    assert_eq!(name.as_deref(), Some("Europe/Berlin"));
    assert_eq!(
        told,
        [
            "line 4: STANDARD has no start that can be read; it is left out",
            "line 7: the zone \"Mine\" is not known; read as Europe/Berlin",
        ]
    );
}
