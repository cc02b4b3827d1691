//! What is refused, and by which words; what a lenient reading mends.

use super::rule;
use crate::time::rule::{Mended, Part, Rule, RuleError};

fn refused(text: &str) -> String {
    match Rule::parse(text) {
        Ok(rule) => panic!("{text} was read as {rule}"),
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn what_the_rfc_forbids_is_refused_by_name() {
    let cases = [
        ("", "\"\" is no NAME=VALUE"),
        ("BYDAY=MO", "FREQ is missing"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY: one of SECONDLY"),
        ("FREQ=DAILY;", "\"\" is no NAME=VALUE"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ stands there more than once"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER is no part of a recurrence rule"),
        ("FREQ=DAILY;X-A=1", "X-A is no part of a recurrence rule"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270301", "COUNT and UNTIL"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0: a whole number from 1 on"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1: "),
        ("FREQ=DAILY;COUNT=99999999999999999999", "COUNT=99999999999999999999: "),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0: "),
        ("FREQ=DAILY;UNTIL=20270229", "UNTIL=20270229: "),
        ("FREQ=DAILY;UNTIL=2027-03-01", "UNTIL=2027-03-01: "),
        ("FREQ=DAILY;UNTIL=20270301T240000", "UNTIL=20270301T240000: "),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24: hours from 0 to 23"),
        ("FREQ=DAILY;BYHOUR=-1", "BYHOUR=-1: "),
        ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE=60: minutes from 0 to 59"),
        ("FREQ=DAILY;BYSECOND=61", "BYSECOND=61: seconds from 0 to 60"),
        ("FREQ=DAILY;BYHOUR=1,,2", "BYHOUR=: "),
        ("FREQ=DAILY;BYHOUR= 1", "BYHOUR= 1: "),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0: days from 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32: "),
        ("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY=367: days from 1 to 366"),
        ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO=54: weeks from 1 to 53"),
        ("FREQ=YEARLY;BYDAY=54MO", "BYDAY=54MO: "),
        ("FREQ=YEARLY;BYDAY=0MO", "BYDAY=0MO: "),
        ("FREQ=YEARLY;BYDAY=MONDAY", "BYDAY=MONDAY: "),
        ("FREQ=YEARLY;BYDAY=é", "BYDAY=é: "),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13: the months of this calendar are numbered 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=5L", "BYMONTH=5L: this calendar has no leap months"),
        ("FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=0", "BYSETPOS=0: "),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BY part"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO may not stand with FREQ=MONTHLY: "),
        ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY may not stand with FREQ=DAILY: "),
        ("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY may not stand with FREQ=WEEKLY: "),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY may not stand with FREQ=MONTHLY: "),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY may not stand with FREQ=WEEKLY: "),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY may not stand with FREQ=WEEKLY: "),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY may not have numbers beside BYWEEKNO"),
        ("FREQ=YEARLY;SKIP=OMIT", "SKIP may only stand beside RSCALE"),
        ("RSCALE=MARTIAN;FREQ=YEARLY", "RSCALE=MARTIAN: a calendar is one of GREGORIAN"),
        ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=4L", "BYMONTH=4L: the only leap month"),
        ("FREQ=DAILY;WKST=1MO", "WKST=1MO: "),
    ];
    for (text, words) in cases {
        let said = refused(text);
        assert!(said.contains(words), "{text}: {said}");
    }
}

#[test]
fn a_quoted_value_is_cut() {
    let said = refused(&format!("FREQ=DAILY;BYHOUR={}", "9".repeat(10_000)));
    assert!(said.len() < 100, "{said}");
}

#[test]
fn rules_are_written_in_one_way() {
    let cases = [
        ("freq=weekly;byday=we,mo,mo;wkst=mo;interval=1", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("BYDAY=+1MO,-1FR,SU;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=SU,-1FR,1MO"),
        ("UNTIL=20270301T180000Z;FREQ=DAILY", "FREQ=DAILY;UNTIL=20270301T180000Z"),
        ("SKIP=OMIT;RSCALE=gregory;FREQ=YEARLY", "RSCALE=GREGORIAN;FREQ=YEARLY"),
        (
            "RSCALE=HEBREW;SKIP=FORWARD;BYMONTH=6,5L;FREQ=YEARLY;WKST=SU",
            "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L,6;WKST=SU;SKIP=FORWARD",
        ),
    ];
    for (text, written) in cases {
        assert_eq!(rule(text).to_string(), written);
        assert_eq!(rule(written), rule(text));
    }
}

#[test]
fn a_lenient_reading_mends_and_tells() {
    let read = |text: &str| {
        let (rule, mended) = Rule::read_leniently(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let told: Vec<String> = mended.iter().map(Mended::to_string).collect();
        (rule.to_string(), told.join("; "))
    };
    let cases = [
        (" RRULE:FREQ=DAILY; BYHOUR=9, 10;", "FREQ=DAILY;BYHOUR=9,10", "what surrounds the rule"),
        (
            "FREQ=WEEKLY;UNTIL=20240331;COUNT=-1",
            "FREQ=WEEKLY;UNTIL=20240331",
            "left out: COUNT=-1: a whole number",
        ),
        ("FREQ=DAILY;UNTL=1", "FREQ=DAILY", "left out: UNTL is no part"),
        ("FREQ=DAILY;UNTIL=2027-03-01T18:00:00Z", "FREQ=DAILY;UNTIL=20270301T180000Z", ""),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "FREQ=DAILY;COUNT=3", "the last one holds"),
        ("FREQ=DAILY;BYHOUR=9,25", "FREQ=DAILY;BYHOUR=9", "left out: BYHOUR=25"),
        ("FREQ=WEEKLY;BYDAY=1MO,2MO", "FREQ=WEEKLY;BYDAY=MO", "the numbers before weekdays"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=WEEKLY;BYMONTHDAY=1", "read as a limit: BYMONTHDAY"),
        ("FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY", "left out: BYSETPOS needs"),
        ("FREQ=YEARLY;SKIP=FORWARD", "FREQ=YEARLY", "left out: SKIP"),
        ("FREQ=YEARLY;BYMONTH=3,14", "FREQ=YEARLY;BYMONTH=3", "left out: BYMONTH=14"),
        ("FREQ=YEARLY;BYMONTH=3,13", "FREQ=YEARLY;BYMONTH=3", "left out: BYMONTH=13"),
    ];
    for (text, written, told) in cases {
        let (rule, said) = read(text);
        assert_eq!(rule, written, "{text}");
        assert!(said.contains(told) && said.is_empty() == told.is_empty(), "{text}: {said}");
    }
    // What is kept as a limit lets through what it names.
    for (text, days) in [
        ("FREQ=WEEKLY;BYMONTHDAY=1,3", ["20270303", "20270401", "20270403"]),
        ("FREQ=MONTHLY;BYYEARDAY=100,-1", ["20270410", "20271231", "20280409"]),
        ("FREQ=MONTHLY;BYWEEKNO=20;BYDAY=MO", ["20270517", "20280515", "20290514"]),
        ("FREQ=DAILY;BYWEEKNO=1;BYDAY=SU", ["20280109", "20290107", "20300106"]),
    ] {
        let (rule, mended) = Rule::read_leniently(text).unwrap();
        assert!(matches!(mended.as_slice(), [Mended::AsLimit(_)]), "{text}");
        let found: Vec<_> = rule.starts(super::at("20270302")).take(3).collect();
        assert_eq!(found, days.map(super::at), "{text}");
    }
    let (both, mended) = Rule::read_leniently("FREQ=DAILY;COUNT=9;UNTIL=20270303").unwrap();
    assert_eq!(mended, [Mended::BothLimits]);
    assert_eq!(both.starts(super::at("20270301")).count(), 3);
}

#[test]
fn a_lenient_reading_refuses_what_would_give_other_days() {
    for text in [
        "COUNT=3",
        "FREQ=YEARLY;BYEASTER=0",
        "FREQ=YEARLY;BYMONTH=14",
        "FREQ=DAILY;BYHOUR=",
        "FREQ=DAILY;UNTIL=soon",
        "RSCALE=MARTIAN;FREQ=YEARLY",
    ] {
        assert!(Rule::read_leniently(text).is_err(), "{text}");
    }
}

#[test]
fn parts_set_by_hand_are_checked_like_parts_that_are_read() {
    let mut made = rule("FREQ=DAILY");
    made.by_hour = vec![24];
    let fault =
        RuleError::Value { part: Part::ByHour, value: "24".into(), expected: "hours from 0 to 23" };
    assert_eq!(made.check(), Err(fault));
    assert_eq!(made.starts(super::at("20270301")).next(), Some(super::at("20270301")));
    made.by_hour.clear();
    made.interval = 0;
    assert!(made.check().is_err());
    assert_eq!(made.starts(super::at("20270301")).take(5).count(), 5);
}
