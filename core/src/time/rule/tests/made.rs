//! Legal rules at random.

use chrono::{NaiveDateTime, Weekday};
use proptest::collection::vec;
use proptest::prelude::*;

use super::slow;
use crate::time::rule::{ByDay, ByMonth, Frequency, Rule, Until};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Frequencies whose periods are days or longer.
pub(super) const COARSE: [Frequency; 4] =
    [Frequency::Daily, Frequency::Weekly, Frequency::Monthly, Frequency::Yearly];
/// The others.
pub(super) const FINE: [Frequency; 3] =
    [Frequency::Hourly, Frequency::Minutely, Frequency::Secondly];

/// Now and then a list, in order and without repetition.
fn list<N: Ord + Copy + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = N> + 'static,
    most: usize,
) -> BoxedStrategy<Vec<N>> {
    let some = vec(value, 1..=most).prop_map(|mut values| {
        values.sort();
        values.dedup();
        values
    });
    prop_oneof![2 => Just(Vec::new()), 1 => some].boxed()
}

fn signed(most: i16) -> BoxedStrategy<i16> {
    prop_oneof![1..=most, -most..=-1, 1..=most.min(4), -most.min(4)..=-1].boxed()
}

fn days(may_be_numbered: bool) -> BoxedStrategy<Vec<ByDay>> {
    let nth = if may_be_numbered {
        let some = prop_oneof![1..=5_i8, -5..=-1_i8, Just(53), Just(-53), Just(20)];
        prop_oneof![Just(None), some.prop_map(Some)].boxed()
    } else {
        Just(None).boxed()
    };
    let day = (nth, 0..7_usize);
    prop_oneof![Just(Vec::new()), vec(day, 1..4)]
        .prop_map(|mut days| {
            days.sort();
            days.dedup();
            days.into_iter().map(|(nth, n)| ByDay { nth, weekday: WEEKDAYS[n] }).collect()
        })
        .boxed()
}

/// A rule that no part of the RFC forbids.
pub(super) fn rule(frequencies: &'static [Frequency]) -> BoxedStrategy<Rule> {
    let head = (
        proptest::sample::select(frequencies),
        prop_oneof![Just(1_u32), 1..8_u32, Just(61), Just(100)],
        proptest::option::weighted(0.3, 1..60_u64),
        0..7_usize,
        proptest::bool::weighted(0.3),
    );
    head.prop_flat_map(|(frequency, interval, count, week_start, has_weeks)| {
        let is_fine = frequency < Frequency::Daily;
        let has_weeks = has_weeks && frequency == Frequency::Yearly;
        let numbers = !has_weeks && frequency >= Frequency::Monthly;
        let has_year_days = is_fine || frequency == Frequency::Yearly;
        let none = || Just(Vec::<i8>::new()).boxed();
        let days = (
            list((1..=12_u8).prop_map(|number| ByMonth { number, leap: false }), 4),
            if has_weeks { list(signed(53).prop_map(narrow), 3) } else { none() },
            if has_year_days { list(signed(366), 4) } else { Just(Vec::new()).boxed() },
            match frequency {
                Frequency::Weekly => none(),
                _ => list(signed(31).prop_map(narrow), 4),
            },
            days(numbers),
        );
        let times = (list(0..24_u8, 3), list(0..60_u8, 3), list(0..=60_u8, 3), list(signed(8), 3));
        (days, times).prop_map(move |(days, times)| {
            let mut rule = Rule::new(frequency);
            (rule.interval, rule.count) = (interval, count);
            rule.week_start = WEEKDAYS[week_start];
            (rule.by_month, rule.by_week, rule.by_year_day, rule.by_month_day, rule.by_day) = days;
            (rule.by_hour, rule.by_minute, rule.by_second, rule.by_position) = times;
            if rule.check().is_err() {
                rule.by_position.clear();
            }
            rule
        })
    })
    .boxed()
}

fn narrow(n: i16) -> i8 {
    i8::try_from(n).unwrap()
}

/// A first start between 1995 and 2036, often at the edge of a year.
pub(super) fn first() -> BoxedStrategy<NaiveDateTime> {
    let edges = (1996..2036_i32, -4..4_i32)
        .prop_map(|(year, n)| (year - 1) * 365 + (year - 1) / 4 - 15 + 1 + n);
    let day = prop_oneof![728_300..743_300_i32, edges];
    let second = prop_oneof![Just(9 * 3600_u32), 0..86_400_u32];
    (day, second).prop_map(|(day, second)| slow::time(day, second)).boxed()
}

/// Rules with every kind of end.
pub(super) fn any_rule() -> BoxedStrategy<Rule> {
    let frequencies: &'static [Frequency] = &[
        Frequency::Secondly,
        Frequency::Minutely,
        Frequency::Hourly,
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Monthly,
        Frequency::Yearly,
    ];
    let until = prop_oneof![
        Just(None),
        first().prop_map(|at| Some(Until::Date(at.date()))),
        first().prop_map(|at| Some(Until::Local(at))),
        first().prop_map(|at| Some(Until::Utc(at))),
    ];
    (rule(frequencies), until)
        .prop_map(|(rule, until)| match until {
            Some(until) => Rule { count: None, until: Some(until), ..rule },
            None => rule,
        })
        .boxed()
}
