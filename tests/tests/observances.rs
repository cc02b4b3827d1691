//! Days that are kept, as the table that comes with the app tells them, against a second reckoning of every calendar, and
//! against days that were kept and are written in many places.

#![cfg(test)]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use companion_core::guide::bundled_observances;
use companion_core::time::observance::{Asks, Certainty, Known, Observances};
use icu_calendar::cal::{ChineseTraditional, Ethiopian, EthiopianEraStyle, Hebrew, Hijri, Persian};
use icu_calendar::{Calendar, Date, Iso};

fn table() -> Observances {
    bundled_observances().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days of a Gregorian year whose month and day of another calendar are those.
fn in_calendar<C: Calendar + Copy>(
    calendar: C,
    year: i32,
    is: impl Fn(&str, u8, NaiveDate) -> bool,
) -> BTreeSet<NaiveDate> {
    let new_year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let days = new_year.iter_days().take_while(|d| d.year() == year);
    days.filter(|day| {
        let (month, of_month) = (day.month() as u8, day.day() as u8);
        let iso: Date<Iso> = Date::try_new_iso(year, month, of_month).unwrap();
        let there = iso.to_calendar(calendar);
        is(&there.month().to_input().code().0, there.day_of_month().0, *day)
    })
    .collect()
}

/// The day in March on which the Baha'i year begins, from 2024 on: that on which the sun stands over the equator before it
/// sets in Tehran.
const NAW_RUZ: [u32; 13] = [20, 20, 21, 21, 20, 20, 20, 21, 20, 20, 20, 21, 20];

/// All observances that follow a calendar, with the month's code and the day there.
const FOLLOWED: [(&str, &str, &str, u8); 43] = [
    ("ramadan", "hijri", "M09", 1),
    ("laylat-al-qadr", "hijri", "M09", 27),
    ("eid-al-fitr", "hijri", "M10", 1),
    ("arafah", "hijri", "M12", 9),
    ("eid-al-adha", "hijri", "M12", 10),
    ("islamic-new-year", "hijri", "M01", 1),
    ("muharram-fast", "hijri", "M01", 1),
    ("tasua", "hijri", "M01", 9),
    ("ashura", "hijri", "M01", 10),
    ("arbaeen", "hijri", "M02", 20),
    ("mawlid", "hijri", "M03", 12),
    ("mawlid-shia", "hijri", "M03", 17),
    ("isra-miraj", "hijri", "M07", 27),
    ("mid-shaban", "hijri", "M08", 15),
    // The Hebrew year begins with Tishri; Nisan is the seventh month, Adar before Nisan the sixth.
    ("rosh-hashanah", "hebrew", "M01", 1),
    ("yom-kippur", "hebrew", "M01", 10),
    ("sukkot", "hebrew", "M01", 15),
    ("sukkot-middle", "hebrew", "M01", 17),
    ("shemini-atzeret", "hebrew", "M01", 22),
    ("hanukkah", "hebrew", "M03", 25),
    ("purim", "hebrew", "M06", 14),
    ("pesach", "hebrew", "M07", 15),
    ("pesach-middle", "hebrew", "M07", 17),
    ("pesach-end", "hebrew", "M07", 21),
    ("shavuot", "hebrew", "M09", 6),
    ("nowruz", "persian", "M01", 1),
    ("sizdah-bedar", "persian", "M01", 13),
    ("yalda", "persian", "M09", 30),
    ("enkutatash", "ethiopian", "M01", 1),
    ("meskel", "ethiopian", "M01", 17),
    ("timkat", "ethiopian", "M05", 11),
    ("lunar-new-year", "chinese", "M01", 1),
    ("hung-kings", "chinese", "M03", 10),
    ("buddha-birthday", "chinese", "M04", 8),
    ("dragon-boat", "chinese", "M05", 5),
    ("mid-autumn", "chinese", "M08", 15),
    ("double-ninth", "chinese", "M09", 9),
    // Baha'i months have 19 days, from Naw-Ruz on; these lie so many days after it.
    ("bahai-naw-ruz", "badi", "", 0),
    ("ridvan-first", "badi", "", 31),
    ("ridvan-ninth", "badi", "", 39),
    ("ridvan-twelfth", "badi", "", 42),
    ("bahai-declaration", "badi", "", 64),
    // Nineteen days of fasting before the new year.
    ("bahai-fast", "badi-before", "", 19),
];

#[test]
fn every_day_of_every_calendar_is_the_same_in_a_second_reckoning() {
    let table = table();
    let (mut compared, mut differing) = (0, 0);
    for (id, calendar, code, of_month) in FOLLOWED {
        let observance = table.observance(id).unwrap_or_else(|| panic!("{id}"));
        for year in 2024..=2036 {
            let is = |month: &str, day: u8, _: NaiveDate| month == code && day == of_month;
            let reckoned = match calendar {
                "hijri" => in_calendar(Hijri::new_umm_al_qura(), year, is),
                "hebrew" => in_calendar(Hebrew, year, is),
                "persian" => in_calendar(Persian, year, is),
                "ethiopian" => in_calendar(
                    Ethiopian::new_with_era_style(EthiopianEraStyle::AmeteMihret),
                    year,
                    is,
                ),
                "chinese" => in_calendar(ChineseTraditional::new(), year, is),
                _ => {
                    let offset = usize::try_from(year - 2024).unwrap();
                    let new_year = NaiveDate::from_ymd_opt(year, 3, NAW_RUZ[offset]).unwrap();
                    let days = i64::from(of_month) * if calendar == "badi" { 1 } else { -1 };
                    BTreeSet::from([new_year + chrono::TimeDelta::days(days)])
                }
            };
            let own: BTreeSet<NaiveDate> =
                observance.in_year(year).iter().map(|k| k.first).collect();
            compared += own.len();
            if calendar != "hijri" {
                assert_eq!(own, reckoned, "{id} {year}");
            } else if own != reckoned {
                // Two printings of the Umm al-Qura tables part in the summer of 2029, by a day at most; the days are
                // told as sure within one.
                assert!(year > 2028, "{id} {year}: {own:?}, {reckoned:?}");
                differing += own.len();
                let near = |day: &NaiveDate| own.iter().any(|o| (*o - *day).num_days().abs() <= 1);
                assert!(reckoned.iter().all(near), "{id} {year}: {own:?}, {reckoned:?}");
            }
        }
    }
    // One a year, now and then two of the shorter Islamic year.
    assert!(compared >= FOLLOWED.len() * 13, "{compared}");
    assert!(differing <= 60, "{differing} of {compared}");
}

#[test]
fn nothing_of_the_table_is_left_out_as_not_understood() {
    let source = |file: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../facts").join(file);
        std::fs::read_to_string(path).unwrap().lines().count() - 1
    };
    let table = table();
    assert_eq!(table.countries().count(), source("holidays.csv"));
    assert_eq!(table.observances().count(), source("observances.csv"));
    for country in table.countries() {
        for region in &country.regions {
            let days = table.holidays(&country.code, Some(region), country.from).unwrap();
            assert!(!days.is_empty(), "{} {region}", country.code);
        }
    }
}

#[test]
fn every_observance_that_is_listed_reaches_as_far_as_it_says() {
    for observance in table().observances() {
        for year in observance.from..=observance.to {
            let kept = observance.in_year(year);
            let named_only = observance.id == "public-holiday";
            // A day of a moon near New Year may come twice in a year, and then not at all.
            let near = observance.in_year(year - 1).len() + observance.in_year(year + 1).len();
            assert_eq!(kept.is_empty() && near < 2, named_only, "{} {year}", observance.id);
        }
        assert!(observance.to >= 2034, "{} ends too soon", observance.id);
        assert!(observance.in_year(observance.to + 1).is_empty(), "{}", observance.id);
    }
}

#[test]
fn days_that_were_kept() {
    let table = table();
    let known = [
        ("easter", "2025-04-20"),
        ("orthodox-easter", "2024-05-05"),
        ("pentecost", "2026-05-24"),
        ("corpus-christi", "2024-05-30"),
        ("eid-al-fitr", "2024-04-10"),
        ("eid-al-adha", "2025-06-06"),
        ("ramadan", "2026-02-18"),
        ("rosh-hashanah", "2024-10-03"),
        ("yom-kippur", "2025-10-02"),
        ("pesach", "2026-04-02"),
        ("hanukkah", "2024-12-26"),
        ("purim", "2024-03-24"),
        ("tisha-beav", "2024-08-13"),
        ("nowruz", "2025-03-21"),
        ("yalda", "2025-12-21"),
        ("timkat", "2024-01-20"),
        ("timkat", "2025-01-19"),
        ("meskel", "2023-09-28"),
        ("meskel", "2024-09-27"),
        ("enkutatash", "2023-09-12"),
        ("lunar-new-year", "2024-02-10"),
        ("lunar-new-year", "2025-01-29"),
        ("mid-autumn", "2025-10-06"),
        ("diwali", "2024-10-31"),
        ("holi", "2025-03-14"),
        ("guru-nanak", "2024-11-15"),
        ("vesak", "2024-05-22"),
        ("yazidi-new-year", "2024-04-17"),
        ("yazidi-new-year", "2025-04-16"),
        ("bahai-twin-birthdays", "2024-11-02"),
        ("bahai-twin-birthdays", "2025-10-22"),
    ];
    for (id, date) in known {
        let (observance, date) = (table.observance(id).unwrap(), day(date));
        let kept = observance.in_year(date.year());
        let outside = date.year() < observance.from;
        assert!(outside == kept.is_empty(), "{id} {date}");
        let off = kept.iter().map(|k| ((k.first - date).num_days().abs(), k.certainty)).min();
        match off {
            None => assert!(outside),
            Some((off, Certainty::Exact)) => assert_eq!(off, 0, "{id} {date}"),
            Some((off, Certainty::WithinADay)) => assert!(off <= 1, "{id} {date} {off}"),
        }
    }
}

#[test]
fn member_states_and_the_countries_people_come_from_are_in_the_table() {
    let table = table();
    let member_states = "AL AD AM AT AZ BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IT LV LI LT LU MT MD MC ME NL MK NO PL PT RO SM RS SK SI ES SE CH TR UA GB";
    let others = "AF SY IQ IR ER ET SO SD EG MA DZ TN LY JO LB YE PS SA AE PK BD IN NG GH SN CM CD RU BY US CA IL CN VN";
    for country in member_states.split(' ').chain(others.split(' ')) {
        for year in 2024..=2034 {
            let days = table.holidays(country, None, year).unwrap_or_else(|| panic!("{country}"));
            assert!(days.len() >= 3, "{country} {year}: {}", days.len());
        }
        assert_eq!(table.holidays(country, None, 2023), None);
        assert_eq!(table.holidays(country, None, 2037), None);
    }
}

#[test]
fn what_is_not_known_is_not_told() {
    let table = table();
    let ask = |country, region, date| table.is_public_holiday(country, region, day(date));
    assert_eq!(ask("DE", None, "2026-10-03"), Known::Yes);
    assert_eq!(ask("DE", None, "2026-10-05"), Known::No);
    // Epiphany is kept in three states: without the state nobody knows.
    assert_eq!(ask("DE", None, "2026-01-06"), Known::Unknown);
    assert_eq!(ask("DE", Some("DE-BY"), "2026-01-06"), Known::Yes);
    assert_eq!(ask("de", Some("by"), "2026-01-06"), Known::Yes);
    assert_eq!(ask("DE", Some("BE"), "2026-01-06"), Known::No);
    // The Assumption is a holiday in Bavaria's Catholic communities, and in all of Saarland.
    assert_eq!(ask("DE", Some("BY"), "2026-08-15"), Known::Unknown);
    assert_eq!(ask("DE", Some("SL"), "2026-08-15"), Known::Yes);
    // A region that nobody knows is no region.
    assert_eq!(ask("DE", Some("XX"), "2026-01-06"), Known::Unknown);
    assert_eq!(ask("ZZ", None, "2026-01-06"), Known::Unknown);
    assert_eq!(ask("DE", None, "2037-01-01"), Known::Unknown);
    // By the moon: the day and those around it.
    let eid: Vec<_> = table
        .holidays("PK", None, 2031)
        .unwrap()
        .into_iter()
        .filter(|d| d.certainty == Certainty::WithinADay)
        .collect();
    assert!(!eid.is_empty());
    for day in eid {
        let answer = |date| table.is_public_holiday("PK", None, date);
        assert_ne!(answer(day.date), Known::No);
        assert_ne!(answer(day.date.pred_opt().unwrap()), Known::No);
    }
    // Ukraine's holidays are working days while martial law lasts, and nobody knows how long that is.
    let ukraine = table.holidays("UA", None, 2026).unwrap();
    assert!(ukraine.len() > 8 && ukraine.iter().all(|d| d.suspended));
    assert_eq!(ask("UA", None, "2026-08-24"), Known::Unknown);
    assert_eq!(ask("UA", None, "2026-08-25"), Known::No);
}

#[test]
fn schools_of_germany_are_on_holiday_where_their_state_says_so() {
    let table = table();
    let ask = |region, date| table.is_school_holiday("DE", region, day(date));
    assert_eq!(ask(Some("BY"), "2026-08-10"), Known::Yes);
    assert_eq!(ask(Some("BY"), "2026-07-10"), Known::No);
    assert_eq!(ask(Some("NW"), "2026-07-30"), Known::Yes);
    assert_eq!(ask(Some("BY"), "2027-01-02"), Known::Yes);
    // All have holidays at Christmas, and none in the middle of November; in July it depends.
    assert_eq!(ask(None, "2026-12-28"), Known::Yes);
    assert_eq!(ask(None, "2026-11-12"), Known::No);
    assert_eq!(ask(None, "2026-07-30"), Known::Unknown);
    // Not published yet, and not known at all.
    assert_eq!(ask(Some("BY"), "2029-12-28"), Known::Unknown);
    assert_eq!(table.is_school_holiday("FR", None, day("2026-08-10")), Known::Unknown);
}

#[test]
fn what_a_date_is_to_whom() {
    let table = table();
    let ids = |date: &str| -> Vec<String> {
        table.on(day(date)).iter().map(|k| k.observance.id.clone()).collect()
    };
    assert_eq!(ids("2026-09-21"), ["yom-kippur"]);
    let friday = table.on(day("2026-02-20"));
    let fast = friday.iter().find(|k| k.observance.id == "ramadan").unwrap();
    assert_eq!((fast.observance.asks, fast.first), (Asks::Fast, day("2026-02-18")));
    assert!(friday.iter().any(|k| k.observance.id == "friday-prayer"));
    assert!(ids("2026-09-22").is_empty());
}
