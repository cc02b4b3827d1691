//! Every clock of the facts, written as a VTIMEZONE and read again without knowing its name.

use crate::events::ical::zones::Zones;
use crate::events::ical::{Component, component, write};
use crate::packs::format::ZoneFact;
use crate::time::zone::{Clock, Zone};

use super::super::zone;

const FACTS: &str = include_str!("../../../../data/facts/common.pack.jsonl");
const DAY: i64 = 86_400;
/// 2020-01-01 and 2100-01-01, UTC.
const ALL: (i64, i64) = (1_577_836_800, 4_102_444_800);

/// Compares the written zone with the clock at steps, and around each change in the span.
fn check(clock: &Clock, name: &str, span: (i64, i64), last: Option<i64>) {
    let ours = Zone::new(clock).unwrap();
    let mut calendar = Component::new("VCALENDAR");
    calendar.components = vec![zone::component("X", &ours, span.0, last)];
    let bytes = write::write(&[calendar]);
    let read = component::read(&bytes);
    assert_eq!(read.faults, []);
    let mut faults = Vec::new();
    let none = |_: &str| None;
    let mut zones = Zones::new(&read.components[0], &none, "", &mut faults);
    let found = zones.find("X", 0, &mut faults).unwrap();
    assert!(faults.is_empty(), "{name}: {faults:?}");
    let mut around = Vec::new();
    let mut second = span.0;
    while second < span.1 {
        let next = second + DAY;
        if ours.offset_at(second) != ours.offset_at(next) {
            let (mut before, mut after) = (second, next);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                let same = ours.offset_at(middle) == ours.offset_at(second);
                (before, after) = if same { (middle, after) } else { (before, middle) };
            }
            around.extend([before, after]);
        }
        around.push(second);
        second = next;
    }
    for second in around {
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(
            found.zone.offset_at(second),
            ours.offset_at(second),
            "{name} at {second}\n{text}"
        );
    }
}

#[test]
fn every_clock_of_the_facts_is_read_back() {
    let mut seen = 0;
    for line in FACTS.lines().filter(|line| line.contains("\"kind\":\"zone\"")) {
        let fact: ZoneFact = serde_json::from_str(line).unwrap();
        if fact.same_as.is_some() {
            continue;
        }
        seen += 1;
        check(&fact.clock, &fact.id, ALL, None);
        // For two years only: 2026 and 2027.
        let years = (1_767_225_600, 1_830_297_600);
        check(&fact.clock, &fact.id, years, Some(years.1));
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn rules_of_fixed_days_and_odd_hours_are_not_lost() {
    for rule in [
        "AAA3BBB,J60/0,J300/1:30",
        "AAA3BBB,J59/26,J100",
        "AAA3BBB,J1/-1,J200",
        "AAA3BBB,59/1,300/25",
        "AAA3BBB,M2.4.0/50,M10.5.4/24",
        "AAA3BBB,M2.5.0/25,M10.5.4/-24",
        "AAA3BBB,M3.1.0/-30,M11.5.6/30",
        "AAA-3BBB,M9.4.4/167,M3.2.2/-167",
        "AAA3:00:30BBB2:15:10,M3.2.0,M11.1.0",
    ] {
        let clock = Clock { rule: rule.into(), ..Clock::default() };
        // What no yearly rule tells is written out for sixty years.
        check(&clock, rule, (ALL.0, ALL.0 + 9 * 365 * DAY), None);
    }
}
