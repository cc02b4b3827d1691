use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn observance(id: &str, days: &str, sunset: bool, asks: Asks) -> ObservanceRecord {
    ObservanceRecord {
        id: id.to_owned(),
        tradition: "sample".to_owned(),
        days: days.to_owned(),
        from: 2020,
        to: 2030,
        sunset,
        hours: String::new(),
        asks,
    }
}

fn country(days: &str, regions: &str) -> CountryRecord {
    CountryRecord {
        id: "xx".to_owned(),
        from: 2024,
        to: 2027,
        regions: regions.split_whitespace().map(str::to_owned).collect(),
        days: days.to_owned(),
        suspended: None,
        school: String::new(),
        school_to: None,
    }
}

fn holidays(days: &str, region: Option<&str>, year: i32) -> Vec<String> {
    let moon = observance("moon", "2024:12-31 2025:06-01,12-20 2026:12-30", false, Asks::Minor);
    let table = Observances::new([&moon], [&country(days, "AA BB C1")]);
    let days = table.holidays("XX", region, year).unwrap();
    days.into_iter().map(|d| d.date.to_string()[5..].to_owned()).collect()
}

#[test]
fn every_kind_of_rule_gives_its_days() {
    let cases: [(&str, i32, &[&str]); 16] = [
        ("01-06", 2025, &["01-06"]),
        ("02-29", 2025, &[]),
        ("02-29", 2024, &["02-29"]),
        ("easter-2 easter+1", 2025, &["04-18", "04-21"]),
        ("orthodox", 2024, &["05-05"]),
        ("mo>=05-25", 2026, &["05-25"]),
        ("th>=11-22+1", 2025, &["11-28"]),
        // The first weekday after the end of December lies in the next year.
        ("tu>=12-30", 2025, &["12-30"]),
        ("tu>=12-31", 2026, &["01-06"]),
        ("2025:03-31,06-06 2026:03-20", 2025, &["03-31", "06-06"]),
        ("@moon+1", 2025, &["01-01", "06-02", "12-21"]),
        ("01-01/2026-", 2025, &[]),
        ("01-01/-2025", 2025, &["01-01"]),
        // Christmas 2026 is a Friday, 2027 a Saturday.
        ("12-25[sa+2,su+1]", 2027, &["12-27"]),
        ("12-25[sa+2,else]", 2026, &["12-25"]),
        ("12-30*4", 2026, &["01-01", "01-02", "12-30", "12-31"]),
    ];
    for (days, year, expected) in cases {
        assert_eq!(holidays(days, None, year), expected, "{days} {year}");
    }
}

#[test]
fn regions_have_their_own_days() {
    let days = "01-01;AA BB|01-06;!AA|10-31;- C1|05-05";
    assert_eq!(holidays(days, Some("AA"), 2025), ["01-01", "01-06"]);
    assert_eq!(holidays(days, Some("bb"), 2025), ["01-01", "01-06", "10-31"]);
    assert_eq!(holidays(days, Some("XX-C1"), 2025), ["01-01", "05-05", "10-31"]);
    assert_eq!(holidays(days, None, 2025), ["01-01", "05-05", "10-31"]);
    // The region of another country is none of this one.
    assert_eq!(holidays(days, Some("YY-AA"), 2025), holidays(days, None, 2025));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let cases = [
        ("01-01 13-01", 7, "13-01", "no such day"),
        ("01-01; |02-02", 7, "", "a region is"),
        ("AA|", 1, "AA|", "regions without a rule"),
        ("aa|01-01", 1, "aa", "a region is"),
        ("easter1", 1, "easter1", "+ or -"),
        ("easter+9999", 1, "easter+9999", "400 at most"),
        ("01-01*0", 1, "01-01*0", "lasts no day"),
        ("01-01[mo", 1, "01-01[mo", "without `]`"),
        ("01-01[mo,mo+1]", 1, "01-01[mo,mo+1]", "twice"),
        ("01-01[xx]", 1, "01-01[xx]", "a weekday is"),
        ("01-01/2026-2025", 1, "01-01/2026-2025", "no year"),
        ("01-01/-", 1, "01-01/-", "no year"),
        ("2025:02-29", 1, "2025:02-29", "no such day"),
        ("mo>=02-29", 1, "mo>=02-29", "1 March"),
        ("@", 1, "@", "id of an observance"),
        ("@Über", 1, "@Über", "id of an observance"),
        ("é", 1, "é", "neither a day"),
        ("every:", 1, "every:", "a weekday is"),
        ("12-2٣", 1, "12-2٣", "a day"),
    ];
    for (text, column, near, reason) in cases {
        let error = text.parse::<Days>().unwrap_err();
        assert_eq!((error.column, error.near.as_str()), (column, near), "{text}: {error}");
        assert!(error.reason.contains(reason), "{text}: {error}");
    }
    assert!("01-01 ".repeat(5000).parse::<Days>().unwrap_err().reason.contains("too many"));
    // Records say more: regions that the country has, observances that count from nothing.
    assert_eq!(Country::read(&country("DD|01-01", "AA")).unwrap_err().near, "DD");
    let chained = observance("a", "@b", false, Asks::Minor);
    assert!(Observance::read(&chained).is_err());
    let hours = ObservanceRecord {
        hours: "14:30-12:30".to_owned(),
        ..observance("a", "every:fr", false, Asks::Minor)
    };
    assert!(Observance::read(&hours).unwrap_err().reason.contains("earlier first"));
}

#[test]
fn a_record_that_is_not_understood_leaves_the_others_alone() {
    let good = country("01-01", "");
    let newer = CountryRecord { id: "yy".to_owned(), ..country("lunar!01-01", "") };
    let stray = CountryRecord { id: "zz".to_owned(), ..country("@nothing", "") };
    let table = Observances::new([], [&good, &newer, &stray]);
    assert_eq!(table.is_public_holiday("xx", None, day("2025-01-01")), Known::Yes);
    assert_eq!(table.is_public_holiday("yy", None, day("2025-01-01")), Known::Unknown);
    assert_eq!(table.is_public_holiday("zz", None, day("2025-01-01")), Known::Unknown);
}

#[test]
fn the_surer_of_two_rules_counts() {
    let record = country("~2025:05-05 2025:05-05 ?06-06 06-06 ~2026:01-01", "");
    let table = Observances::new([], [&record]);
    let is = |date| table.is_public_holiday("XX", None, day(date));
    assert_eq!((is("2025-05-05"), is("2025-06-06")), (Known::Yes, Known::Yes));
    // The moon may be seen a day sooner, in the year before.
    assert_eq!(is("2025-12-31"), Known::Unknown);
    assert_eq!(is("2025-12-30"), Known::No);
}

/// Feasts of a small town: a day of rest on Saturdays from the evening before, a month of fasting, a feast by the moon,
/// a family day, a prayer at noon on Fridays, a long Lent.
fn town() -> Observances {
    let prayer = ObservanceRecord {
        hours: "12:30-14:30".to_owned(),
        ..observance("prayer", "every:fr", false, Asks::Minor)
    };
    let records = [
        observance("sabbath", "every:sa", true, Asks::Rest),
        observance("fast", "~2026:03-01*29", true, Asks::Fast),
        observance("moon-feast", "~2026:03-30", true, Asks::Rest),
        observance("family-day", "2026:05-10", false, Asks::Family),
        observance("lent", "2026:05-01*40", false, Asks::Minor),
        prayer,
    ];
    Observances::new(&records, [&country("06-04", "")])
}

fn evening(_: NaiveDate) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(18, 30, 0)
}

fn clashes(start: &str, end: &str) -> Vec<(String, Certainty)> {
    let place = Place { country: Some("XX"), region: None, sunset: &evening };
    let found = town().clashes(at(start), at(end), &place);
    found.into_iter().map(|c| (c.observance, c.certainty)).collect()
}

#[test]
fn days_begin_and_end_at_sunset_where_they_do() {
    let sabbath = [("sabbath".to_owned(), Certainty::Exact)];
    // 2026-02-06 is a Friday.
    assert_eq!(clashes("2026-02-06T16:00:00", "2026-02-06T18:30:00"), []);
    assert_eq!(clashes("2026-02-06T16:00:00", "2026-02-06T18:31:00"), sabbath);
    assert_eq!(clashes("2026-02-07T19:29:00", "2026-02-07T21:00:00"), sabbath);
    assert_eq!(clashes("2026-02-07T19:30:00", "2026-02-07T21:00:00"), []);
    // Where nobody knows when the sun sets, the evening is not promised to be free.
    let place = Place { country: None, region: None, sunset: &|_| None };
    let town = town();
    let in_the_dark = town.clashes(at("2026-02-07T23:00:00"), at("2026-02-07T23:30:00"), &place);
    assert_eq!(in_the_dark.len(), 1);
    assert_eq!(in_the_dark[0].from, at("2026-02-06T15:00:00"));
}

#[test]
fn a_fast_is_by_day_and_doubted_at_its_ends_only() {
    let told = |start, end| clashes(start, end).into_iter().find(|(id, _)| id == "fast");
    let fast = |certainty| Some(("fast".to_owned(), certainty));
    let sure = fast(Certainty::Exact);
    assert_eq!(told("2026-03-11T12:00:00", "2026-03-11T14:00:00"), sure);
    assert_eq!(told("2026-03-11T19:30:00", "2026-03-11T22:00:00"), None);
    let doubted = fast(Certainty::WithinADay);
    assert_eq!(told("2026-02-28T12:00:00", "2026-02-28T14:00:00"), doubted);
    assert_eq!(told("2026-03-01T12:00:00", "2026-03-01T14:00:00"), doubted);
    assert_eq!(told("2026-03-30T12:00:00", "2026-03-30T14:00:00"), doubted);
    assert_eq!(told("2026-02-27T12:00:00", "2026-02-27T14:00:00"), None);
}

#[test]
fn the_heaviest_comes_first_and_public_holidays_are_told() {
    let ids: Vec<String> = clashes("2026-05-08T12:00:00", "2026-05-10T12:00:00")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids, ["sabbath", "family-day", "lent", "prayer"]);
    let holiday = clashes("2026-06-04T10:00:00", "2026-06-04T10:00:00");
    assert_eq!(holiday[0], (PUBLIC_HOLIDAY.to_owned(), Certainty::Exact));
}

#[test]
fn a_festival_moves_from_saturday_to_thursday() {
    let place = Place { country: Some("XX"), region: None, sunset: &evening };
    let (start, end) = (at("2026-02-07T14:00:00"), at("2026-02-07T17:00:00"));
    let town = town();
    let free = town.free_times(start, end, &place, at("2026-02-01T00:00:00"), 40);
    // No Saturday afternoon is free, and no hour before sunset; Friday noon is prayer.
    assert!(free.iter().all(|f| f.start.weekday() != chrono::Weekday::Sat));
    assert!(free.iter().any(|f| f.start == at("2026-02-05T14:00:00")), "Thursday");
    assert!(!free.iter().any(|f| f.start == at("2026-02-06T14:00:00")), "Friday prayer");
    assert_eq!((free[0].start, free[0].why), (at("2026-02-08T14:00:00"), Why::OtherDay));
    // Nothing in the past, nothing over the limit.
    let after = town.free_times(start, end, &place, at("2026-02-10T00:00:00"), 3);
    assert_eq!(after.len(), 3);
    assert!(after.iter().all(|f| f.start >= at("2026-02-10T00:00:00")));
}

#[test]
fn another_hour_is_nearer_than_another_day_and_lent_is_told_beside() {
    let place = Place { country: Some("XX"), region: None, sunset: &evening };
    let (start, end) = (at("2026-05-15T13:00:00"), at("2026-05-15T14:00:00"));
    let free = town().free_times(start, end, &place, at("2026-05-01T00:00:00"), 50);
    assert_eq!((free[0].start, free[0].why), (at("2026-05-15T15:00:00"), Why::OtherHour));
    assert_eq!(free[0].beside.len(), 1);
    assert_eq!(free[0].beside[0].observance, "lent");
    // Every proposal keeps its promise.
    for time in free {
        let heavy = |c: &Clash| c.asks > Asks::Minor || c.hours_only;
        assert!(!town().clashes(time.start, time.end, &place).iter().any(heavy));
        assert_eq!(time.end - time.start, end - start);
    }
}

#[test]
fn many_days_are_answered_as_one_is() {
    let days = "01-01;AA|01-06 ~2024:12-31 ?05-05;!AA|10-31 ~2027:01-01";
    let table = Observances::new([], [&country(days, "AA BB")]);
    for region in [None, Some("AA"), Some("BB")] {
        let place = table.public_holidays("XX", region, 2000..=2100).unwrap();
        let all = day("2023-12-30").iter_days().take_while(|d| *d < day("2028-01-03"));
        let mut answers = std::collections::BTreeSet::new();
        for date in all {
            assert_eq!(place.is(date), table.is_public_holiday("XX", region, date), "{date}");
            answers.insert(format!("{:?}", place.is(date)));
        }
        assert_eq!(answers.len(), 3);
    }
    assert_eq!(table.public_holidays("YY", None, 2000..=2100), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_and_no_date_makes_it_fall(
        text in r"[-0-9a-z@~?:|;!\[\]*/+>=, ]{0,60}",
        any in ".{0,30}",
        year in -300_000..300_000_i32,
    ) {
        for text in [text, any] {
            let record = country(&text, "AA");
            let open = CountryRecord { from: i32::MIN, to: i32::MAX, ..record };
            let kept = ObservanceRecord {
                from: i32::MIN, to: i32::MAX, ..observance("moon", &text, true, Asks::Fast)
            };
            let table = Observances::new([&kept], [&open]);
            let _ = table.holidays("XX", Some("AA"), year);
            if let Some(date) = NaiveDate::from_ymd_opt(year, 1, 1) {
                let _ = table.is_public_holiday("XX", None, date);
                let _ = table.on(date);
                let place = Place { country: Some("XX"), region: None, sunset: &|_| None };
                let noon = date.and_time(NaiveTime::MIN);
                let _ = table.free_times(noon, noon, &place, noon, 3);
            }
        }
    }

    /// Rules made of parts that are right are read, and give days of the year that is asked for.
    #[test]
    fn rules_give_days_of_their_year(
        base in prop_oneof![
            Just("easter"), Just("orthodox"), Just("12-31"), Just("01-01"), Just("mo>=12-29"),
            Just("every:we"), Just("2025:12-31,01-01"), Just("02-29"),
        ],
        offset in -40..40_i64,
        length in 1..60_u64,
        year in 2024..=2027_i32,
    ) {
        let plain = base.starts_with("every") || base.contains(':');
        let offset = if plain || offset == 0 { String::new() } else { format!("{offset:+}") };
        let text = format!("{base}{offset}*{length}");
        let table = Observances::new([], [&country(&text, "")]);
        let days = table.holidays("XX", None, year).unwrap();
        prop_assert!(days.windows(2).all(|pair| pair[0].date < pair[1].date));
        prop_assert!(days.iter().all(|d| d.date.year() == year));
        let place = table.public_holidays("XX", None, 2024..=2027).unwrap();
        for date in days.iter().map(|d| d.date) {
            prop_assert_eq!(place.is(date), Known::Yes);
        }
    }
}
