use chrono::{Datelike, NaiveDate};

use super::{Calendar, Scale};

fn day(text: &str) -> i32 {
    text.parse::<NaiveDate>().unwrap().num_days_from_ce()
}

#[test]
fn years_of_every_calendar_follow_each_other_without_a_gap() {
    for scale in Scale::ALL {
        let mut calendar = Calendar::new(scale);
        let mut day = day("1899-06-01");
        let mut years = 0;
        while let Some(year) = calendar.year_at(day).filter(|_| years < 700) {
            let inner: i32 = year.months().iter().map(|m| i32::from(m.days)).sum();
            assert_eq!(inner, year.days, "{scale:?} {}", year.number);
            assert!(years == 0 || year.first == day, "{scale:?} {}", year.number);
            day = year.first + year.days;
            years += 1;
        }
        let wanted = if matches!(scale, Scale::Chinese | Scale::Dangi) { 602 } else { 700 };
        assert_eq!(years, wanted, "{scale:?}");
    }
}

#[test]
fn every_month_is_found_by_each_of_its_days() {
    for scale in Scale::ALL {
        let mut calendar = Calendar::new(scale);
        for day in (day("1999-01-01")..day("2120-01-01")).step_by(11) {
            let year = calendar.year_at(day).unwrap();
            let month = year.month_of(day);
            let (first, count) = month.stretch(&year);
            assert!((first..first + count).contains(&day), "{scale:?} {day}");
            assert_eq!(year.place(month.number, month.leap), Some(year.place_of(day)));
        }
    }
}

#[test]
fn well_known_days_are_the_first_of_their_years() {
    // New years as they are celebrated; the Persian year 1404 began on 21 March 2025 after a leap year.
    let cases = [
        (Scale::Chinese, "2026-02-17"),
        (Scale::Dangi, "2026-02-17"),
        (Scale::Hebrew, "2026-09-12"),
        (Scale::Ethiopic, "2026-09-11"),
        (Scale::Coptic, "2027-09-12"),
        (Scale::Persian, "2025-03-21"),
        (Scale::Indian, "2026-03-22"),
        (Scale::IslamicCivil, "2026-06-17"),
        (Scale::IslamicUmalqura, "2026-06-16"),
        (Scale::Gregorian, "2026-01-01"),
    ];
    for (scale, text) in cases {
        let first = day(text);
        let year = Calendar::new(scale).year_at(first).unwrap();
        assert_eq!(year.first, first, "{scale:?}");
    }
}
