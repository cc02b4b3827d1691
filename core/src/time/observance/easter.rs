//! Easter Sunday, by both reckonings, as dates of the Gregorian calendar.
//!
//! Integers only. Rules: the computus of the Gregorian calendar as Butcher wrote it down in 1876 (Meeus, Astronomical
//! Algorithms, chapter 8), and Meeus' own for the Julian calendar.

use chrono::{Days, NaiveDate};

/// The years in which both reckonings and the difference of the calendars are known.
const YEARS: std::ops::RangeInclusive<i32> = 1583..=9999;

/// Easter of the western churches; nothing before 1583, when there was no such calendar.
pub(super) fn western(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let leaps = century / 4;
    let moon = (century + 8) / 25;
    let lag = (century - moon + 1) / 3;
    let epact = (19 * golden + century - leaps - lag + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    march_on(year, day)
}

/// Easter of the Orthodox and most Oriental churches, which reckon by the Julian calendar.
pub(super) fn orthodox(year: i32) -> Option<NaiveDate> {
    if !YEARS.contains(&year) {
        return None;
    }
    let epact = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7;
    let julian = march_on(year, epact + weekday + 114)?;
    let behind = year / 100 - year / 400 - 2;
    julian.checked_add_days(Days::new(u64::try_from(behind).ok()?))
}

/// Months of 31 days, counted so that 114 is 22 March + 1: both rules end like this.
fn march_on(year: i32, day: i32) -> Option<NaiveDate> {
    let (month, day) = (u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_easters() {
        // Extremes and a year in which both fall together.
        let known = [(2008, "2008-03-23", "2008-04-27"), (2025, "2025-04-20", "2025-04-20")];
        let more = [(2038, "2038-04-25", "2038-04-25"), (2024, "2024-03-31", "2024-05-05")];
        for (year, west, east) in known.into_iter().chain(more) {
            assert_eq!(western(year).unwrap().to_string(), west);
            assert_eq!(orthodox(year).unwrap().to_string(), east);
        }
        assert_eq!((western(1582), orthodox(10_000)), (None, None));
    }

    #[test]
    fn always_a_sunday_between_its_bounds() {
        use chrono::{Datelike, Weekday};
        for year in YEARS {
            let (west, east) = (western(year).unwrap(), orthodox(year).unwrap());
            assert_eq!((west.weekday(), east.weekday()), (Weekday::Sun, Weekday::Sun), "{year}");
            let bounds =
                NaiveDate::from_ymd_opt(year, 3, 22)..=NaiveDate::from_ymd_opt(year, 4, 25);
            assert!(bounds.contains(&Some(west)), "{year}");
            assert!(east >= west || year > 4000, "{year}");
        }
    }
}
