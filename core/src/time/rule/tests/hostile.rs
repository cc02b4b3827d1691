//! Rules that would take for ever if they were taken at their word.

use std::time::Duration;

use super::{at, rule};

/// Runs something that must end soon even on a slow and busy machine: it should take milliseconds.
fn soon<T>(what: &str, run: impl FnOnce() -> T) -> T {
    // The steps are counted in the code; this only tells a loop of hours from one of milliseconds.
    #[expect(clippy::disallowed_methods, reason = "a test that measures")]
    let clock = std::time::Instant::now();
    let out = run();
    assert!(clock.elapsed() < Duration::from_secs(10), "{what} took {:?}", clock.elapsed());
    out
}

#[test]
fn a_rule_that_never_matches_ends_by_itself() {
    let never = [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=WEEKLY;INTERVAL=2;BYMONTH=2;BYDAY=MO;BYSETPOS=2",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=HOURLY;BYMONTH=6;BYMONTHDAY=31",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=1",
        "FREQ=SECONDLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11",
        "FREQ=SECONDLY;INTERVAL=86400;BYHOUR=1;BYMINUTE=1;BYSECOND=1",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        "RSCALE=HEBREW;FREQ=DAILY;BYMONTH=10;BYMONTHDAY=30",
        "RSCALE=ISLAMIC-UMALQURA;FREQ=MONTHLY;BYMONTHDAY=31",
    ];
    for text in never {
        // A Monday in a year that is no leap year.
        let found = soon(text, || rule(text).starts(at("20270301T0000")).next());
        assert_eq!(found, None, "{text}");
        let late = soon(text, || rule(text).starts_from(at("20270301"), at("20500101")).next());
        assert_eq!(late, None, "{text}");
    }
}

#[test]
fn years_that_nobody_can_count_to_end_a_rule() {
    for text in ["INTERVAL=147483647;FREQ=MONTHLY", "INTERVAL=2147483647;FREQ=YEARLY"] {
        let starts: Vec<_> = rule(text).starts(at("20270301T0000")).take(2).collect();
        assert_eq!(starts, [at("20270301T0000")], "{text}");
    }
}

#[test]
fn what_is_rare_is_found() {
    // Where a century has no leap day, 29 February takes up to 40 years to come back to a weekday.
    let leap = rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO");
    let starts: Vec<_> = leap.starts(at("20720101")).take(2).collect();
    assert_eq!(starts, [at("20720229"), at("21120229")]);
    // Once a day at one second, met after 86,399 days.
    let slow = rule("FREQ=SECONDLY;INTERVAL=86399;BYHOUR=0;BYMINUTE=0;BYSECOND=1");
    let found = soon("drifting seconds", || slow.starts(at("20270301T000000")).next());
    assert_eq!(found, Some(at("20270301") + chrono::TimeDelta::seconds(86_399 * 86_399)));
}

#[test]
fn a_day_that_two_periods_skip_to_counts_once() {
    let twice = rule("RSCALE=HEBREW;FREQ=YEARLY;BYYEARDAY=-366,366;SKIP=FORWARD;COUNT=5");
    let first = at("20261122T093015");
    let starts: Vec<_> = twice.starts(first).collect();
    assert_eq!(starts.len(), 5);
    for start in &starts {
        assert_eq!(twice.starts_from(first, *start).next(), Some(*start));
    }
}

#[test]
fn endless_seconds_cost_nothing_outside_the_window() {
    let each = rule("FREQ=SECONDLY");
    let from = at("90000101T1200");
    assert_eq!(soon("seek", || each.starts_from(at("20270301"), from).next()), Some(from));
    let (first, from) = (at("20270301"), at("25000101"));
    let counted = rule(&format!("FREQ=SECONDLY;COUNT={}", (from - first).num_seconds() + 4));
    assert_eq!(soon("count", || counted.starts_from(first, from).count()), 4);
}

#[test]
fn huge_sets_are_chosen_from_without_being_written_out() {
    let all = |most: u8| (0..=most).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let times = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", all(23), all(59), all(59));
    let text = format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{times};BYSETPOS=-1,366");
    let found: Vec<_> =
        soon("a year of seconds", || rule(&text).starts(at("20270101")).take(3).collect());
    assert_eq!(found, [at("20270101T000605"), at("20271231T235959"), at("20280101T000605")]);
    let text = format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{times};COUNT=9999999999");
    let found = soon("counting years", || {
        rule(&text).starts_from(at("20270101"), at("20300101T0000")).next()
    });
    assert_eq!(found, Some(at("20300101")));
}

#[test]
fn the_ends_of_the_calendar_are_ends() {
    let yearly = rule("FREQ=YEARLY");
    assert_eq!(yearly.starts(at("99980501")).count(), 2);
    for text in
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY", "FREQ=SECONDLY;INTERVAL=4294967295"]
    {
        for first in [chrono::NaiveDateTime::MIN, chrono::NaiveDateTime::MAX, at("99991231T235959")]
        {
            let starts = soon(text, || rule(text).starts(first).take(3).count());
            assert!(starts <= 3);
            let _ = soon(text, || rule(text).starts_from(first, chrono::NaiveDateTime::MAX).next());
        }
    }
    let far = rule("FREQ=YEARLY;INTERVAL=4294967295");
    assert_eq!(far.starts(at("20270301")).count(), 1);
}
