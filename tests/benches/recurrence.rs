//! What recurrence costs, beside the crate `rrule` on the same rules and windows in the same run.
//!
//! Run: `cargo bench -p companion-tests --bench recurrence`. Each figure is the median of several rounds; both sides read
//! their rule once and are timed from the rule to the list of times. The peer works with instants, so it gets UTC.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use companion_core::time::rule::Rule;
use companion_core::time::series::{Length, Series};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

const ROUNDS: usize = 31;
/// First start, rule, window in days from the first start: from, how many.
const CASES: [(&str, &str, i64, i64); 12] = [
    ("daily, 1,000 times", "FREQ=DAILY;COUNT=1000", 0, 4_000),
    ("Tuesdays and Thursdays, ten years", "FREQ=WEEKLY;BYDAY=TU,TH", 0, 3_650),
    ("every other week, ten years", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", 0, 3_650),
    ("last Friday of the month, ten years", "FREQ=MONTHLY;BYDAY=-1FR", 0, 3_650),
    ("15th and last day, ten years", "FREQ=MONTHLY;BYMONTHDAY=15,-1", 0, 3_650),
    ("last working day, ten years", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 0, 3_650),
    ("birthday, 50 years", "FREQ=YEARLY", 0, 18_262),
    ("fourth Thursday of November, 50 years", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", 0, 18_262),
    ("Monday of week 20, 50 years", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 0, 18_262),
    (
        "every 20 minutes of office hours, a month",
        "FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,20,40",
        0,
        30,
    ),
    ("daily since 30 years, a week", "FREQ=DAILY", 10_957, 7),
    ("weekly since 30 years, a week", "FREQ=WEEKLY;BYDAY=TU", 10_957, 7),
];

fn main() {
    println!("{:<44} {:>6} {:>12} {:>12} {:>8}", "rule", "times", "ours", "rrule 0.14", "ratio");
    let first = NaiveDate::from_ymd_opt(1996, 3, 5).and_then(|day| day.and_hms_opt(9, 0, 0));
    let first = first.expect("a day");
    for (what, text, after, days) in CASES {
        let from = first + TimeDelta::days(after);
        let to = from + TimeDelta::days(days);
        let rule = Rule::parse(text).expect("a rule");
        let peer = peer(text, first);
        let ours = || -> Vec<NaiveDateTime> {
            rule.starts_from(first, from).take_while(|at| *at < to).collect()
        };
        let theirs = || -> Vec<NaiveDateTime> {
            let begin =
                DateTime::<Utc>::from_naive_utc_and_offset(from, Utc).with_timezone(&Tz::UTC);
            let end = to - TimeDelta::seconds(1);
            let end = DateTime::<Utc>::from_naive_utc_and_offset(end, Utc).with_timezone(&Tz::UTC);
            let found = peer.clone().after(begin).before(end).all(u16::MAX);
            found.dates.iter().map(DateTime::naive_utc).collect()
        };
        assert_eq!(ours(), theirs(), "{text}: the two do not agree");
        let (mine, other) = (time(&ours), time(&theirs));
        let ratio = other.as_secs_f64() / mine.as_secs_f64();
        println!("{what:<44} {:>6} {mine:>12.2?} {other:>12.2?} {ratio:>7.1}x", ours().len());
    }
    let mut series = Series::once(first, Length::Exact(TimeDelta::hours(2)));
    series.rules.push(Rule::parse("FREQ=DAILY").expect("a rule"));
    for years in [1, 30, 300, 3_000] {
        let from = first + TimeDelta::days(years * 365);
        let to = from + TimeDelta::days(7);
        let week = || series.between(from, to).count();
        println!(
            "a week of an endless daily series after {years} years: {:?}, {} times",
            time(&week),
            week()
        );
    }
}

/// The peer's set, with the first start in UTC.
fn peer(text: &str, first: NaiveDateTime) -> RRuleSet {
    let rule: RRule<Unvalidated> = text.parse().expect("a rule of the peer");
    let first = DateTime::<Utc>::from_naive_utc_and_offset(first, Utc).with_timezone(&Tz::UTC);
    rule.build(first).expect("a set of the peer")
}

/// The median of several rounds, each long enough to be measured.
fn time<T>(run: &dyn Fn() -> T) -> Duration {
    let mut rounds: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let mut count = 0;
            while start.elapsed() < Duration::from_millis(4) {
                black_box(run());
                count += 1;
            }
            start.elapsed() / count.max(1)
        })
        .collect();
    rounds.sort();
    rounds.get(ROUNDS / 2).copied().unwrap_or_default()
}
