//! Made-up events of five zones, around the days on which clocks change: the same occurrences over two years.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::time::series::{Changed, Length};

const ZONES: [&str; 5] =
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"];
const RULES: [&str; 14] = [
    "FREQ=DAILY;COUNT=30",
    "FREQ=DAILY;INTERVAL=5",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU,SA;WKST=SU;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=SU;COUNT=12",
    "FREQ=WEEKLY;BYDAY=SU;UNTIL=20270401",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271101T020000",
    "FREQ=MONTHLY;BYMONTHDAY=-1,13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=13",
    "FREQ=WEEKLY;UNTIL=20250101",
];

/// Days near a change of a clock somewhere, at hours near it; or days alone.
fn moments() -> impl Strategy<Value = NaiveDateTime> {
    let days = [
        "2026-03-06",
        "2026-03-25",
        "2026-04-02",
        "2026-04-22",
        "2026-10-01",
        "2026-10-22",
        "2026-10-28",
    ];
    let hours = prop_oneof![Just(0), Just(1), Just(2), Just(3), Just(10), Just(18), Just(22)];
    (prop::sample::select(days.to_vec()), 0..6_i64, hours, prop::sample::select(vec![0, 30]))
        .prop_map(|(day, more, hour, minute)| {
            at(day) + TimeDelta::days(more) + TimeDelta::minutes(hour * 60 + minute)
        })
}

fn facts() -> impl Strategy<Value = EventFact> {
    let rules = vec(prop::sample::select(RULES.to_vec()), 0..3);
    let kind = (any::<bool>(), 0..50_i64, any::<bool>());
    let picks = vec((0..40_usize, 0..6_u8, -30..30_i64, 0..10_i64), 0..5);
    (moments(), kind, rules, vec(moments(), 0..3), picks).prop_map(
        |(start, (all_day, length, has_end), rules, dates, picks)| {
            let write = |at| write_moment(at, all_day);
            let length =
                if all_day { TimeDelta::days(length / 10) } else { TimeDelta::hours(length) };
            let mut fact = EventFact {
                id: "made".into(),
                start: write(start),
                end: has_end.then(|| write(start + length)),
                rules: rules.into_iter().map(str::to_owned).collect(),
                dates: dates.into_iter().map(write).collect(),
                ..EventFact::default()
            };
            let times: Vec<NaiveDateTime> =
                fact.series().unwrap().list_of(start - TimeDelta::days(400)).take(40).collect();
            for (n, kind, days, hours) in picks {
                let Some(of) = times.get(n % times.len().max(1)).copied() else { continue };
                let shift =
                    TimeDelta::days(days) + TimeDelta::hours(if all_day { 0 } else { hours });
                let mut one = change(&write(of));
                match kind {
                    0 => fact.without.push(write(of)),
                    1 => fact.without.push(write_moment(of, true)),
                    2 => {
                        one.cancelled = true;
                        fact.changes.push(one);
                    }
                    3 => fact.changes.push(one),
                    kind => {
                        one.and_later = kind == 5;
                        one.start = Some(write(of + shift));
                        one.end = has_end.then(|| write(of + shift + TimeDelta::hours(hours)));
                        fact.changes.push(one);
                    }
                }
            }
            fact
        },
    )
}

/// Start, end, name, and whether it was cancelled.
type Told = (i64, Option<i64>, i64, bool);

/// What is on in two years. Ends are left out near a change of the clock, times where it was cancelled.
fn told(
    series: &Series,
    zone: &Zone,
    second: impl Fn(NaiveDateTime) -> i64,
    end: impl Fn(&Occurrence) -> i64,
) -> Vec<Told> {
    // What a cancelled one was moved by is not told again, so more than two years are looked through.
    let all = series.between(at("2025-10-01"), at("2028-04-01")).map(|o| {
        if o.is_cancelled {
            return (second(o.of), None, second(o.of), true);
        }
        let (start, end) = (second(o.start), end(&o).max(second(o.start)));
        let around = |hours: i64| zone.offset_at(start + hours * 3600);
        let same = around(-3) == around(60);
        (start, same.then_some(end), second(o.of), false)
    });
    let [first, last] = ["2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"]
        .map(|text| text.parse::<DateTime<Utc>>().unwrap().timestamp());
    let mut all: Vec<Told> = all.filter(|(start, ..)| (first..last).contains(start)).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_same_occurrences_come_back(fact in facts(), zone in prop::sample::select(ZONES.to_vec())) {
        let event = publication(zone, fact);
        let bytes = calendar(std::slice::from_ref(&event), None, &Messages::default()).unwrap();
        check_lines(&bytes);
        let series = event.fact.series().unwrap();
        let second = |local| event.zone.resolve(local).timestamp();
        let expected = told(&series, &event.zone, second, |o| second(o.end));
        let text = String::from_utf8_lossy(&bytes);
        let none = |_: &str| None::<Clock>;
        let named = |name: &str| clock(name);
        let clocks: [&dyn Clocks; 2] = [&none, &named];
        for clocks in clocks {
            let entry = one(&bytes, clocks);
            let second = |local| entry.instant(local).map_or_else(|| second(local), |at| at.timestamp());
            // What is read lasts as many seconds as the file says, whatever the clock shows.
            let end = |o: &Occurrence| match o.change.map(|n| entry.times.changes[n].what) {
                Some(Changed::Moved { length: Length::Exact(length), .. }) => Some(length),
                _ => match entry.times.length {
                    Length::Exact(length) => Some(length),
                    _ => None,
                },
            }
            .map_or_else(|| second(o.end), |length| second(o.start) + length.num_seconds());
            let back = told(&entry.times, &event.zone, second, end);
            prop_assert_eq!(&back, &expected, "{:#?}\n{}", event.fact, text);
        }
    }
}
