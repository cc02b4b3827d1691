//! Makes years, with the calendar library. The only place that names it.

use std::sync::OnceLock;

use calendrical_calculations::chinese_based::{
    Chinese, ChineseBased, Dangi, YearBounds, month_structure_for_year,
};
use calendrical_calculations::gregorian::fixed_from_gregorian;
use icu_calendar::cal::hijri::{
    TabularAlgorithm, TabularAlgorithmEpoch, TabularAlgorithmLeapYears,
};
use icu_calendar::cal::{
    ChineseTraditional, Coptic, Ethiopian, Hebrew, Hijri, Indian, KoreanTraditional, Persian,
};
use icu_calendar::types::RataDie;
use icu_calendar::{AsCalendar, Date};

use super::{Month, Scale, Year};

/// The last year of the library's tables of lunar months in East Asia.
const LAST_PUBLISHED: i32 = 2100;
/// The last year of those calendars that is calculated.
const LAST_FORETOLD: i32 = 2500;

/// Years that have been calculated: each takes a tenth of a millisecond, and a search that finds nothing asks for all.
/// In boxes, so that the library holds no room for them.
type Foretold = [OnceLock<Option<Box<Year>>>; 400];
static CHINESE: Foretold = [const { OnceLock::new() }; 400];
static KOREAN: Foretold = [const { OnceLock::new() }; 400];

/// A year.
///
/// Nothing where a calendar ends: lunar years of East Asia after 2500, since nobody can foretell the turning of the Earth so
/// well; years of the library beyond 9999, such as the Hebrew one, which is 6239.
pub(super) fn made(scale: Scale, number: i32) -> Option<Year> {
    match scale {
        Scale::Chinese | Scale::Dangi if number > LAST_FORETOLD => None,
        Scale::Chinese if number > LAST_PUBLISHED => foretold::<Chinese>(number, &CHINESE),
        Scale::Dangi if number > LAST_PUBLISHED => foretold::<Dangi>(number, &KOREAN),
        Scale::Chinese => from_library(number, ChineseTraditional::new()),
        Scale::Dangi => from_library(number, KoreanTraditional::new()),
        Scale::Hebrew => from_library(number, Hebrew),
        Scale::Coptic => from_library(number, Coptic),
        Scale::Ethiopic | Scale::EthiopicAmeteAlem => from_library(number, Ethiopian::new()),
        Scale::Indian => from_library(number, Indian),
        Scale::IslamicCivil => from_library(number, tabular(TabularAlgorithmEpoch::Friday)),
        Scale::IslamicTbla => from_library(number, tabular(TabularAlgorithmEpoch::Thursday)),
        Scale::IslamicUmalqura => from_library(number, Hijri::new_umm_al_qura()),
        Scale::Persian => from_library(number, Persian),
        // So far out nothing is asked for, and days can still be counted.
        _ => (number.unsigned_abs() < 1_000_000).then(|| gregorian(number)),
    }
}

/// The number of the year in which a day lies, or in East Asia's far future the next or the last one.
pub(super) fn number_at(scale: Scale, day: i32) -> i32 {
    let day = RataDie::new(day.into());
    match scale {
        Scale::Chinese => {
            Date::from_rata_die(day, ChineseTraditional::new()).year().extended_year()
        }
        Scale::Dangi => Date::from_rata_die(day, KoreanTraditional::new()).year().extended_year(),
        Scale::Hebrew => Date::from_rata_die(day, Hebrew).year().extended_year(),
        Scale::Coptic => Date::from_rata_die(day, Coptic).year().extended_year(),
        Scale::Indian => Date::from_rata_die(day, Indian).year().extended_year(),
        Scale::Persian => Date::from_rata_die(day, Persian).year().extended_year(),
        Scale::IslamicCivil => {
            Date::from_rata_die(day, tabular(TabularAlgorithmEpoch::Friday)).year().extended_year()
        }
        Scale::IslamicTbla => Date::from_rata_die(day, tabular(TabularAlgorithmEpoch::Thursday))
            .year()
            .extended_year(),
        Scale::IslamicUmalqura => {
            Date::from_rata_die(day, Hijri::new_umm_al_qura()).year().extended_year()
        }
        _ => Date::from_rata_die(day, Ethiopian::new()).year().extended_year(),
    }
}

fn tabular(epoch: TabularAlgorithmEpoch) -> Hijri<TabularAlgorithm> {
    Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, epoch)
}

fn from_library<C: AsCalendar + Copy>(number: i32, calendar: C) -> Option<Year> {
    let first = Date::try_new(number.into(), 1.into(), 1, calendar).ok()?;
    let first_day = first.to_rata_die().to_i64_date();
    let mut year = Year {
        number,
        first: i32::try_from(first_day).ok()?,
        days: first.days_in_year().into(),
        months: [Month::default(); 13],
        count: first.months_in_year().into(),
    };
    let mut start = 0;
    for place in year.months.iter_mut().take(year.count) {
        let day = RataDie::new(first_day + i64::from(start));
        let month = Date::from_rata_die(day, calendar);
        let which = month.month().to_input();
        let days = i16::from(month.days_in_month());
        *place = Month { number: which.number(), leap: which.is_leap(), start, days };
        start += days;
    }
    Some(year)
}

fn foretold<C: ChineseBased>(number: i32, known: &Foretold) -> Option<Year> {
    let place = usize::try_from(number - LAST_PUBLISHED - 1).ok()?;
    known.get(place)?.get_or_init(|| from_sky::<C>(number).map(Box::new)).as_deref().copied()
}

/// A year of the Chinese or Korean calendar from new moons and the longitude of the sun.
///
/// The library has tables up to 2100 and then goes on with mean months, which puts leap months elsewhere: so this year is
/// calculated as the standard for those calendars asks (GB/T 33661-2017).
fn from_sky<C: ChineseBased>(number: i32) -> Option<Year> {
    let bounds = YearBounds::compute::<C>(fixed_from_gregorian(number, 7, 1));
    let (are_long, leap) = month_structure_for_year::<C>(bounds.new_year, bounds.next_new_year);
    let mut year = Year {
        number,
        first: i32::try_from(bounds.new_year.to_i64_date()).ok()?,
        days: bounds.count_days().into(),
        months: [Month::default(); 13],
        count: if leap.is_some() { 13 } else { 12 },
    };
    let mut start = 0;
    let places = year.months.iter_mut().zip(1..).zip(are_long).take(year.count);
    for ((place, nth), is_long) in places {
        // The leap month has the number of the month before it, and those after it one less than their place.
        let number = if leap.is_some_and(|leap| leap <= nth) { nth - 1 } else { nth };
        let days = if is_long { 30 } else { 29 };
        *place = Month { number, leap: leap == Some(nth), start, days };
        start += days;
    }
    (i32::from(start) == year.days).then_some(year)
}

fn gregorian(number: i32) -> Year {
    const DAYS: [i16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let is_leap =
        number.rem_euclid(4) == 0 && (number.rem_euclid(100) != 0 || number.rem_euclid(400) == 0);
    let before = number.saturating_sub(1);
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let first = before.saturating_mul(365).saturating_add(leap_days + 1);
    let mut months = [Month::default(); 13];
    let mut start = 0;
    for ((place, number), days) in months.iter_mut().zip(1..).zip(DAYS) {
        let days = if number == 2 && is_leap { 29 } else { days };
        *place = Month { number, leap: false, start, days };
        start += days;
    }
    Year { number, first, days: start.into(), months, count: 12 }
}
