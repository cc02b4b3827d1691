//! Rules as people use them, each with its first times; the kinds are those of RFC 5545, section 3.8.5.3.

use super::{at, rule};

/// The first starts of a rule, separated by spaces; `$` says that there is no other.
fn holds(first: &str, text: &str, expected: &str) {
    let wanted: Vec<_> = expected.split(' ').filter(|t| *t != "$").map(at).collect();
    let more = usize::from(expected.ends_with('$'));
    let got: Vec<_> = rule(text).starts(at(first)).take(wanted.len() + more).collect();
    assert_eq!(got, wanted, "{first} {text}");
}

#[test]
fn days() {
    holds("20270301T0900", "FREQ=DAILY;COUNT=3", "20270301T0900 20270302T0900 20270303T0900 $");
    holds("20270226T0900", "FREQ=DAILY;INTERVAL=2", "20270226T0900 20270228T0900 20270302T0900");
    holds("20270226", "FREQ=DAILY;UNTIL=20270228", "20270226 20270227 20270228 $");
    // The last moment belongs to it, to the second.
    holds("20270226T0900", "FREQ=DAILY;UNTIL=20270227T090000Z", "20270226T0900 20270227T0900 $");
    holds("20270226T0900", "FREQ=DAILY;UNTIL=20270227T085959", "20270226T0900 $");
    // Every day of January, written in two ways.
    let by_year = rule("FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA;COUNT=93");
    let by_day = rule("FREQ=DAILY;BYMONTH=1;COUNT=93");
    let first = at("20270101T0900");
    assert!(by_year.starts(first).eq(by_day.starts(first)));
    assert_eq!(by_day.starts(first).last(), Some(at("20290131T0900")));
}

#[test]
fn weeks() {
    holds("20270302", "FREQ=WEEKLY;UNTIL=20270316", "20270302 20270309 20270316 $");
    holds("20270302", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "20270302 20270304 20270316 20270318");
    // Where weeks begin decides which of them the second one is: 1 August 2027 is a Sunday.
    let first = "20270727";
    holds(
        first,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
        "20270727 20270801 20270810 20270815",
    );
    holds(
        first,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "20270727 20270808 20270810 20270822",
    );
    // A position counts in the whole first week, also before the first start.
    holds(
        "20270304",
        "FREQ=WEEKLY;BYDAY=MO,TH,FR;BYSETPOS=1,2;COUNT=3",
        "20270304 20270308 20270311 $",
    );
}

#[test]
fn months() {
    holds("20270305", "FREQ=MONTHLY;BYDAY=1FR", "20270305 20270402 20270507");
    holds(
        "20270307",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU",
        "20270307 20270328 20270502 20270530",
    );
    holds("20270329", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "20270329 20270428 20270529 $");
    holds("20270131", "FREQ=MONTHLY", "20270131 20270331 20270531 20270731");
    // Friday the 13th.
    holds("20260902", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "20261113 20270813 20281013");
    // The first Saturday after the first Sunday.
    holds(
        "20270313",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "20270313 20270410 20270508",
    );
    // The last working day, the last but one.
    let work = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR";
    holds("20270226", &format!("{work};BYSETPOS=-1"), "20270226 20270331 20270430 20270531");
    holds("20270225", &format!("{work};BYSETPOS=-2"), "20270225 20270330 20270429");
    holds("20270302", "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "20270304 20270407 20270506");
}

#[test]
fn years() {
    holds("20270610", "FREQ=YEARLY;BYMONTH=6,7;COUNT=3", "20270610 20270710 20280610 $");
    holds("20240229", "FREQ=YEARLY", "20240229 20280229 20320229");
    holds(
        "20270101",
        "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200",
        "20270101 20270410 20270719 20300101",
    );
    holds("20270517", "FREQ=YEARLY;BYDAY=20MO", "20270517 20280515 20290514");
    holds(
        "20270304",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "20270304 20270311 20270318 20270325 20280302",
    );
    // Election day in the United States.
    let votes = "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8";
    holds("20241105", votes, "20241105 20281107 20321102");
    // Monday of week 20; and without a weekday, the weekday of the first start.
    holds("20270517", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "20270517 20280515 20290514");
    holds("20270519", "FREQ=YEARLY;BYWEEKNO=20", "20270519 20280517 20290516");
    // Week 53 of 2026 ends in 2027 and belongs to the year of its Thursday.
    holds("20261228", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU", "20261228 20270103 20321227 20330102");
}

#[test]
fn hours_minutes_and_seconds() {
    holds(
        "20270302T0900",
        "FREQ=HOURLY;INTERVAL=3;UNTIL=20270302T170000",
        "20270302T0900 20270302T1200 20270302T1500 $",
    );
    holds(
        "20270302T0900",
        "FREQ=MINUTELY;INTERVAL=90;COUNT=3",
        "20270302T0900 20270302T1030 20270302T1200 $",
    );
    // Each 20 minutes of office hours, in two ways.
    let by_day = rule("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40;COUNT=100");
    let by_minute = rule("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16;COUNT=100");
    assert!(by_day.starts(at("20270302T0900")).eq(by_minute.starts(at("20270302T0900"))));
    // There is no 24:30, but a 00:30.
    holds("20270302T2330", "FREQ=HOURLY;COUNT=2", "20270302T2330 20270303T0030 $");
    // A leap second is the second before it.
    holds(
        "20270302T0900",
        "FREQ=MINUTELY;BYSECOND=60;COUNT=2",
        "20270302T090059 20270302T090159 $",
    );
}

#[test]
fn a_first_start_that_does_not_match_is_not_among_the_starts() {
    holds("20270302", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=3", "20270315 20270330 20270415 $");
}

#[test]
fn a_day_of_the_month_alone_is_an_anniversary_where_the_first_start_has_it() {
    holds("20270315", "FREQ=YEARLY;BYMONTHDAY=15", "20270315 20280315");
    holds("20280229", "FREQ=YEARLY;BYMONTHDAY=-1", "20280229 20290228");
    holds("20270316", "FREQ=YEARLY;BYMONTHDAY=15", "20270415 20270515 20270615");
}
