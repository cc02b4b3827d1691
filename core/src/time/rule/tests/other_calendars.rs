//! Calendars of RFC 7529, and days that a year does not have.

use proptest::prelude::*;

use super::slow;
use super::{at, rule};
use crate::time::rule::{Rule, Scale};

fn first(text: &str, start: &str, count: usize) -> Vec<String> {
    let starts = rule(text).starts(at(start)).take(count);
    starts.map(|t| t.format("%Y%m%d").to_string()).collect()
}

#[test]
fn a_leap_day_is_left_out_or_put_beside() {
    let of =
        |skip| first(&format!("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP={skip};COUNT=3"), "20240229", 9);
    assert_eq!(of("OMIT"), ["20240229", "20280229", "20320229"]);
    assert_eq!(of("BACKWARD"), ["20240229", "20250228", "20260228"]);
    assert_eq!(of("FORWARD"), ["20240229", "20250301", "20260301"]);
}

#[test]
fn the_31st_is_left_out_or_put_beside() {
    let of = |skip| first(&format!("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP={skip}"), "20270131", 4);
    assert_eq!(of("OMIT"), ["20270131", "20270331", "20270531", "20270731"]);
    assert_eq!(of("BACKWARD"), ["20270131", "20270228", "20270331", "20270430"]);
    assert_eq!(of("FORWARD"), ["20270131", "20270301", "20270331", "20270501"]);
    // What falls on one day from two months is there once.
    let both = "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD";
    assert_eq!(first(both, "20270401", 4), ["20270401", "20270501", "20270531", "20270601"]);
}

#[test]
fn the_366th_day_is_left_out_or_put_beside() {
    let of = |skip| {
        let text = format!("RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;SKIP={skip}");
        first(&text, "20241231", 3)
    };
    assert_eq!(of("OMIT"), ["20241231", "20281231", "20321231"]);
    assert_eq!(of("BACKWARD"), ["20241231", "20251231", "20261231"]);
    assert_eq!(of("FORWARD"), ["20241231", "20260101", "20270101"]);
}

#[test]
fn new_years_feasts_and_fasts() {
    assert_eq!(
        first("RSCALE=CHINESE;FREQ=YEARLY", "20260217", 3),
        ["20260217", "20270206", "20280126"]
    );
    assert_eq!(
        first("RSCALE=PERSIAN;FREQ=YEARLY", "20250321", 3),
        ["20250321", "20260321", "20270321"]
    );
    assert_eq!(
        first("RSCALE=ETHIOPIC;FREQ=YEARLY", "20260911", 3),
        ["20260911", "20270912", "20280911"]
    );
    let ramadan = "RSCALE=ISLAMIC-UMALQURA;FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1";
    assert_eq!(first(ramadan, "20250301", 3), ["20250301", "20260218", "20270208"]);
    let passover = "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15";
    assert_eq!(first(passover, "20260402", 3), ["20260402", "20270422", "20280411"]);
}

#[test]
fn a_leap_month_that_is_not_there_is_left_out_or_replaced() {
    // Adar I was in 2024 and is in 2027.
    let of = |skip| {
        let text = format!("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=10;SKIP={skip}");
        first(&text, "20240219", 3)
    };
    assert_eq!(of("OMIT"), ["20240219", "20270217", "20300213"]);
    assert_eq!(of("BACKWARD"), ["20240219", "20250208", "20260128"]);
    assert_eq!(of("FORWARD"), ["20240219", "20250310", "20260227"]);
}

#[test]
fn calendars_with_our_months_give_our_days() {
    let plain = "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR,2MO;COUNT=40";
    let expected: Vec<_> = rule(plain).starts(at("20270101")).collect();
    for scale in ["GREGORIAN", "ISO8601", "BUDDHIST", "JAPANESE", "ROC"] {
        let other = rule(&format!("RSCALE={scale};{plain}"));
        assert!(other.starts(at("20270101")).eq(expected.iter().copied()), "{scale}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Each day of some years is looked up in the library and tested against the rule.
    #[test]
    fn every_calendar_agrees_with_its_days(
        scale in proptest::sample::select(Scale::ALL.to_vec()),
        text in proptest::sample::select(vec![
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYMONTH=1,12",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1,-1,30",
            "FREQ=YEARLY;BYDAY=2TU,-1SA",
            "FREQ=YEARLY;BYYEARDAY=1,100,-1",
            "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO,SU",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYMONTHDAY=-1,15",
            "FREQ=MONTHLY;BYDAY=1FR;BYMONTH=3,7",
            "FREQ=WEEKLY;BYMONTH=9",
            "FREQ=DAILY;BYMONTH=9;BYMONTHDAY=1,2,29",
        ]),
        interval in 1_u32..4,
        start in 730_000_i32..745_000,
    ) {
        let first = slow::time(start, 9 * 3600);
        let rule = Rule { interval, scale: Some(scale), ..rule(text) };
        let days = 4 * 400;
        let expected = slow::starts(&rule, first, days);
        let end = slow::time(start + days, 0);
        let got: Vec<_> = rule.starts(first).take_while(|t| *t < end).collect();
        prop_assert_eq!(&got, &expected, "{}", rule);
        let from = slow::time(start + days / 2, 0);
        let later: Vec<_> = rule.starts_from(first, from).take_while(|t| *t < end).collect();
        let expected: Vec<_> = expected.into_iter().filter(|t| *t >= from).collect();
        prop_assert_eq!(later, expected, "{} from {}", rule, from);
    }
}
