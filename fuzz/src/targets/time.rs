//! Readers of times: recurrence rules, and series made of them.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use companion_core::time::rule::Rule;
use companion_core::time::series::{Added, Change, Changed, Length, Series};

use super::{text_of, today};

/// Words of recurrence rules.
pub const RULE_WORDS: &[&str] = &[
    "FREQ=SECONDLY",
    "FREQ=MONTHLY",
    "FREQ=YEARLY",
    ";INTERVAL=",
    ";COUNT=",
    ";UNTIL=99991231T235959Z",
    ";BYDAY=-53MO,SU",
    ";BYMONTHDAY=-31,29",
    ";BYYEARDAY=-366,366",
    ";BYWEEKNO=53,-53",
    ";BYMONTH=2,5L,13",
    ";BYSETPOS=-1,366",
    ";BYHOUR=0,23",
    ";BYSECOND=60",
    ";WKST=SU",
    ";SKIP=FORWARD",
    "RSCALE=HEBREW;",
    "RSCALE=CHINESE;",
    "RSCALE=ISLAMIC-UMALQURA;",
    "4294967295",
    "18446744073709551615",
];

/// Rules, one a line, expanded from odd days, and a series of all of them.
///
/// What is read strictly is written and read as the same; what is given is in order, and found where it is looked for.
pub fn rule(bytes: &[u8]) {
    let text = text_of(bytes);
    let mut rules = Vec::new();
    for line in text.lines().take(4) {
        if let Ok(rule) = Rule::parse(line) {
            assert!(
                Rule::parse(&rule.to_string()) == Ok(rule.clone()),
                "{rule} is not what was read"
            );
        }
        if let Ok((rule, _)) = Rule::read_leniently(line) {
            let _ = rule.to_string();
            rules.push(rule);
        }
    }
    let midnight = |day: NaiveDate| day.and_hms_opt(9, 30, 15);
    let days = [
        Some(today()),
        NaiveDate::from_ymd_opt(1996, 2, 29),
        NaiveDate::from_ymd_opt(9998, 12, 31),
        Some(NaiveDate::MIN),
        Some(NaiveDate::MAX),
    ];
    for first in days.into_iter().flatten().filter_map(midnight) {
        for rule in &rules {
            expand(rule, first);
        }
    }
    if let Some(first) = midnight(today()) {
        series(&rules, first);
    }
}

fn expand(rule: &Rule, first: NaiveDateTime) {
    let starts: Vec<_> = rule.starts(first).take(8).collect();
    assert!(starts.is_sorted_by(|a, b| a < b), "{rule} goes back");
    if let Some(last) = starts.last() {
        assert!(rule.starts_from(first, *last).next() == Some(*last), "{rule} loses {last}");
    }
    let later = first.checked_add_signed(TimeDelta::days(10_000)).unwrap_or(first);
    assert!(rule.starts_from(first, later).take(3).all(|at| at >= later), "{rule} is early");
}

fn series(rules: &[Rule], first: NaiveDateTime) {
    let mut series = Series::once(first, Length::Exact(TimeDelta::hours(30)));
    series.rules = rules.iter().take(2).cloned().collect();
    series.without_rules = rules.iter().skip(2).cloned().collect();
    let later = first + TimeDelta::days(9);
    series.dates = vec![Added { start: later, length: Some(Length::Days(2)) }];
    series.without.insert(first + TimeDelta::days(7));
    let start = later + TimeDelta::hours(50);
    let what = Changed::Moved { start, length: Length::Days(1) };
    series.changes = vec![
        Change { of: first + TimeDelta::days(14), and_later: true, what },
        Change { of: later, and_later: false, what: Changed::Cancelled },
    ];
    let (from, to) = (first + TimeDelta::days(8), first + TimeDelta::days(40));
    let seen: Vec<_> = series.between(from, to).take(40).collect();
    assert!(seen.is_sorted(), "occurrences are out of order");
    let _ = series.last();
}
