//! Stories of series: windows, exclusions, changes.

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::{Added, Change, Changed, Length, Occurrence, Series};
use crate::time::rule::Rule;

fn at(text: &str) -> NaiveDateTime {
    let text = if text.contains('T') { text.to_owned() } else { format!("{text}T0000") };
    NaiveDateTime::parse_from_str(&text, "%Y%m%dT%H%M").unwrap()
}

fn hours(n: i64) -> Length {
    Length::Exact(TimeDelta::hours(n))
}

/// Every Tuesday at six, for two hours, from 2 March 2027 on.
fn tuesdays() -> Series {
    let mut series = Series::once(at("20270302T1800"), hours(2));
    series.rules.push(Rule::parse("FREQ=WEEKLY").unwrap());
    series
}

fn of(text: &str, what: Changed) -> Change {
    Change { of: at(text), and_later: false, what }
}

fn from_on(text: &str, what: Changed) -> Change {
    Change { of: at(text), and_later: true, what }
}

fn moved(start: &str, length: Length) -> Changed {
    Changed::Moved { start: at(start), length }
}

fn starts(series: &Series, from: &str, to: &str) -> Vec<String> {
    let in_window = series.between(at(from), at(to)).take(1000);
    in_window.map(|o| o.start.format("%m%dT%H").to_string()).collect()
}

#[test]
fn a_window_sees_what_overlaps_it() {
    let series = tuesdays();
    assert_eq!(starts(&series, "20270301", "20270316"), ["0302T18", "0309T18"]);
    // Half open on both sides: what ends as the window begins is over, what begins as it ends is not yet there.
    assert_eq!(starts(&series, "20270302T2000", "20270309T1800"), [] as [&str; 0]);
    assert_eq!(starts(&series, "20270302T1959", "20270309T1801"), ["0302T18", "0309T18"]);
    assert_eq!(starts(&series, "20270302T1830", "20270302T1831"), ["0302T18"]);
    let mut moment = tuesdays();
    moment.length = hours(0);
    assert_eq!(starts(&moment, "20270302T1800", "20270302T1801"), ["0302T18"]);
    assert_eq!(starts(&moment, "20270302T1801", "20270303"), [] as [&str; 0]);
}

#[test]
fn what_lasts_for_days_is_seen_on_each_of_them() {
    let mut fair = Series::once(at("20270305"), Length::Days(3));
    fair.rules.push(Rule::parse("FREQ=YEARLY;BYHOUR=9").unwrap());
    assert_eq!(starts(&fair, "20280307", "20280308"), ["0305T00"]);
    assert_eq!(starts(&fair, "20280308", "20280309"), [] as [&str; 0]);
    let occurrence = fair.between(at("20280307"), at("20280308")).next().unwrap();
    assert_eq!(occurrence.end, at("20280308"));
    let mixed = Length::Nominal { days: 1, exact: TimeDelta::hours(2) };
    assert_eq!(mixed.end(at("20270305T2300")), at("20270307T0100"));
}

#[test]
fn dates_are_added_once_and_times_are_taken_away() {
    let mut series = tuesdays();
    let long = Added { start: at("20270316T1800"), length: Some(hours(5)) };
    series.dates = vec![
        Added { start: at("20270311T1000"), length: None },
        Added { start: at("20270316T1800"), length: None },
        long,
    ];
    series.without.insert(at("20270309T1800"));
    series.without.insert(at("20270323T1700"));
    let found: Vec<_> = series.between(at("20270301"), at("20270324")).collect();
    let shown: Vec<_> = found.iter().map(|o| o.start).collect();
    let wanted = ["20270302T1800", "20270311T1000", "20270316T1800", "20270323T1800"].map(at);
    assert_eq!(shown, wanted);
    assert_eq!(found[2].end, at("20270316T2300"));
    series.without_days.insert(at("20270311").date());
    series.without_rules.push(Rule::parse("FREQ=MONTHLY;BYDAY=4TU").unwrap());
    assert_eq!(starts(&series, "20270301", "20270331"), ["0302T18", "0316T18", "0330T18"]);
}

#[test]
fn an_excluding_rule_of_seconds_is_asked_and_not_walked() {
    let mut series = Series::once(at("20270302T1800"), hours(2));
    series.rules.push(Rule::parse("FREQ=YEARLY").unwrap());
    series.without_rules.push(Rule::parse("FREQ=SECONDLY;INTERVAL=7").unwrap());
    let years = series.list_of(series.start).take(3);
    let left: Vec<_> = years.map(|t| (t - series.start).num_seconds() % 7).collect();
    assert!(!left.is_empty() && left.iter().all(|rest| *rest != 0), "{left:?}");
}

#[test]
fn one_long_occurrence_does_not_make_the_short_ones_be_walked() {
    let mut series = Series::once(at("20270302T1800"), hours(0));
    series.rules.push(Rule::parse("FREQ=SECONDLY").unwrap());
    let long = hours(24 * 365 * 20);
    series.changes = vec![of("20270302T1801", moved("20270302T1801", long))];
    series.dates = vec![Added { start: at("20270302T1802"), length: Some(long) }];
    let found: Vec<_> = series.between(at("20400101"), at("20400102")).take(4).collect();
    let wanted = [("20270302T1801", "20470225T1801"), ("20270302T1802", "20470225T1802")];
    let shown: Vec<_> = found.iter().take(2).map(|o| (o.start, o.end)).collect();
    assert_eq!(shown, wanted.map(|(start, end)| (at(start), at(end))));
    assert_eq!(found[2].start, at("20400101"));
}

#[test]
fn the_first_start_takes_place_unless_the_rule_alone_is_meant() {
    let mut series = tuesdays();
    series.rules = vec![Rule::parse("FREQ=WEEKLY;BYDAY=FR;COUNT=2").unwrap()];
    assert_eq!(starts(&series, "20270301", "20270401"), ["0302T18", "0305T18", "0312T18"]);
    series.start_takes_place = false;
    assert_eq!(starts(&series, "20270301", "20270401"), ["0305T18", "0312T18"]);
    series.rules.clear();
    assert_eq!(starts(&series, "20270301", "20270401"), ["0302T18"]);
}

#[test]
fn one_occurrence_moves_into_the_window_or_out_of_it() {
    let mut series = tuesdays();
    series.changes = vec![of("20270309T1800", moved("20270401T0900", hours(1)))];
    assert_eq!(starts(&series, "20270308", "20270317"), ["0316T18"]);
    assert_eq!(starts(&series, "20270401", "20270402"), ["0401T09"]);
    let found = series.between(at("20270401"), at("20270402")).next().unwrap();
    let wanted = Occurrence {
        start: at("20270401T0900"),
        of: at("20270309T1800"),
        end: at("20270401T1000"),
        change: Some(0),
        is_cancelled: false,
    };
    assert_eq!(found, wanted);
    // The window is sorted by start, wherever an occurrence comes from.
    series.changes = vec![of("20270330T1800", moved("20270303T0900", hours(1)))];
    assert_eq!(starts(&series, "20270301", "20270311"), ["0302T18", "0303T09", "0309T18"]);
}

#[test]
fn a_cancelled_occurrence_is_told() {
    let mut series = tuesdays();
    series.changes =
        vec![of("20270309T1800", Changed::Cancelled), of("20270310T1800", Changed::Cancelled)];
    let found: Vec<_> = series.between(at("20270308"), at("20270317")).collect();
    assert_eq!(found.iter().map(|o| o.is_cancelled).collect::<Vec<_>>(), [true, false]);
    series.changes = vec![from_on("20270309T1800", Changed::Cancelled)];
    let found: Vec<_> = series.between(at("20270301"), at("20270317")).collect();
    assert_eq!(found.iter().map(|o| o.is_cancelled).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn a_change_whose_time_no_rule_gives_takes_place_as_it_says() {
    let mut series = tuesdays();
    series.changes = vec![of("20270310T1800", moved("20270310T2000", hours(1)))];
    assert_eq!(starts(&series, "20270309", "20270316"), ["0309T18", "0310T20"]);
    series.changes = vec![of("20270310T1800", Changed::Same)];
    assert_eq!(starts(&series, "20270309", "20270316"), ["0309T18", "0310T18"]);
    series.without.insert(at("20270310T1800"));
    assert_eq!(starts(&series, "20270309", "20270316"), ["0309T18"]);
}

#[test]
fn this_and_later_ones_move_by_as_much_until_the_next_such_change() {
    let mut series = tuesdays();
    series.changes = vec![
        from_on("20270316T1800", moved("20270317T1900", hours(3))),
        from_on("20270330T1800", moved("20270330T1700", hours(1))),
        of("20270323T1800", moved("20270323T0800", hours(1))),
    ];
    let found: Vec<_> = series.between(at("20270309"), at("20270414")).collect();
    let shown: Vec<_> = found.iter().map(|o| (o.start, o.end, o.change)).collect();
    let wanted = [
        (at("20270309T1800"), at("20270309T2000"), None),
        (at("20270317T1900"), at("20270317T2200"), Some(0)),
        (at("20270323T0800"), at("20270323T0900"), Some(2)),
        (at("20270330T1700"), at("20270330T1800"), Some(1)),
        (at("20270406T1700"), at("20270406T1800"), Some(1)),
        (at("20270413T1700"), at("20270413T1800"), Some(1)),
    ];
    assert_eq!(shown, wanted);
    // One with other texts alone stays where the later ones were moved to.
    series.changes[2] = of("20270323T1800", Changed::Same);
    let found = series.between(at("20270322"), at("20270326")).next().unwrap();
    assert_eq!(
        (found.start, found.end, found.change),
        (at("20270324T1900"), at("20270324T2200"), Some(2))
    );
}

#[test]
fn a_series_knows_its_last_moment_or_that_there_is_none() {
    let mut series = tuesdays();
    assert_eq!(series.last(), None);
    series.rules = vec![Rule::parse("FREQ=WEEKLY;COUNT=3").unwrap()];
    assert_eq!(series.last(), Some(at("20270316T2000")));
    series.changes = vec![of("20270309T1800", moved("20270501T1800", hours(4)))];
    assert_eq!(series.last(), Some(at("20270501T2200")));
    series.changes = vec![from_on("20270309T1800", moved("20270310T1800", hours(4)))];
    assert_eq!(series.last(), Some(at("20270317T2200")));
    series.rules = vec![Rule::parse("FREQ=WEEKLY;UNTIL=20270320").unwrap()];
    series.changes.clear();
    assert!(series.last().is_some_and(|last| last >= at("20270316T2000")));
    series.rules = vec![Rule::parse("FREQ=SECONDLY;COUNT=18446744073709551615").unwrap()];
    assert!(series.last().is_some_and(|last| last > at("99990101")));
    assert_eq!(Series::once(at("20270302"), Length::Days(1)).last(), Some(at("20270303")));
}

#[test]
fn a_series_at_the_ends_of_time_is_no_fault() {
    for start in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        let mut series = Series::once(start, Length::Days(u32::MAX));
        series.rules.push(Rule::parse("FREQ=DAILY").unwrap());
        series.changes = vec![
            Change { of: NaiveDateTime::MAX, and_later: true, what: Changed::Same },
            Change {
                of: NaiveDateTime::MIN,
                and_later: true,
                what: Changed::Moved {
                    start: NaiveDateTime::MAX,
                    length: hours(i64::from(i32::MAX)),
                },
            },
        ];
        let _ = series.last();
        assert!(series.between(NaiveDateTime::MIN, NaiveDateTime::MAX).take(5).count() <= 5);
        assert!(series.between(NaiveDateTime::MAX, NaiveDateTime::MIN).take(5).count() <= 5);
    }
}

fn any_series() -> impl Strategy<Value = Series> {
    let day = || 0..90_i64;
    let change = (day(), any::<bool>(), 0..3_u8, -200..200_i64, 0..100_i64);
    (
        proptest::sample::select(vec![
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=TU,SA",
            "FREQ=DAILY;COUNT=9",
            "FREQ=MONTHLY",
            "FREQ=HOURLY;INTERVAL=31",
        ]),
        0..60_i64,
        proptest::collection::vec(change, 0..5),
        proptest::collection::vec(day(), 0..4),
        proptest::collection::vec(day(), 0..4),
    )
        .prop_map(|(rule, length, changes, dates, without)| {
            let start = at("20270302T1800");
            let on = |day: i64| start + TimeDelta::days(day);
            let mut series = Series::once(start, hours(length));
            series.rules.push(Rule::parse(rule).unwrap());
            series.dates =
                dates.into_iter().map(|n| Added { start: on(n), length: None }).collect();
            series.without = without.into_iter().map(on).collect();
            series.changes = changes
                .into_iter()
                .map(|(day, and_later, what, by, length)| {
                    let start = on(day) + TimeDelta::hours(by);
                    let what = match what {
                        0 => Changed::Cancelled,
                        1 => Changed::Same,
                        _ => Changed::Moved { start, length: hours(length) },
                    };
                    Change { of: on(day), and_later, what }
                })
                .collect();
            series
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_window_is_a_part_of_a_wider_one(
        series in any_series(), from in 0..2000_i64, hours in 0..400_i64,
    ) {
        let all = (at("20270101"), at("20280101"));
        let from = at("20270202") + TimeDelta::hours(from);
        let to = from + TimeDelta::hours(hours);
        let wide: Vec<_> = series.between(all.0, all.1).collect();
        prop_assert!(wide.is_sorted());
        let inside = wide.into_iter().filter(|o| o.start < to && (o.end > from || o.start >= from));
        let got: Vec<_> = series.between(from, to).collect();
        prop_assert_eq!(got, inside.collect::<Vec<_>>());
    }

    #[test]
    fn each_time_by_rule_is_there_once(series in any_series()) {
        let all = (at("20260101"), at("20290101"));
        let mut named: Vec<_> = series.between(all.0, all.1).map(|o| o.of).collect();
        named.sort();
        let count = named.len();
        named.dedup();
        prop_assert_eq!(named.len(), count);
        let horizon = at("20280101");
        let given: Vec<_> = series.list_of(all.0).take_while(|t| *t < horizon).collect();
        let missing: Vec<_> = given.iter().filter(|t| !named.contains(t)).collect();
        prop_assert!(missing.is_empty(), "{:?}", missing);
        if let Some(last) = series.last() {
            prop_assert!(series.between(all.0, all.1).all(|o| o.end <= last));
        }
    }
}
