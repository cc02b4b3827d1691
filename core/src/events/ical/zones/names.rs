//! Names of zones that were made for people: `(UTC+01:00) Amsterdam, Berlin`, `UTC+11`.

use unicode_normalization::UnicodeNormalization;

use super::FoundZone;
use crate::time::zone::Clock;

/// The zone of a name with cities, where one of them is known and has the offset that the name tells.
pub(super) fn find(text: &str, known: impl Fn(&str) -> Option<FoundZone>) -> Option<FoundZone> {
    let (told, cities) = parts(text)?;
    let fits = |zone: &FoundZone| {
        // Names tell the offset of winter; some programs write that of summer.
        let january = zone.zone.offset_at(super::SAMPLE);
        let july = zone.zone.offset_at(super::SAMPLE + 181 * 24 * 60 * 60);
        told == january || told == july
    };
    let cities = cities.split([',', '/', ';', ':']).map(str::trim).filter(|city| !city.is_empty());
    cities.flat_map(candidates).filter_map(|name| known(&name)).find(fits)
}

/// Offset in seconds, and what stands behind it.
fn parts(text: &str) -> Option<(i64, &str)> {
    let inside = text.trim().strip_prefix('(')?;
    let (offset, cities) = inside.split_once(')')?;
    Some((seconds(offset)?, cities))
}

/// `UTC+01:00`, `GMT -0500`, `+1`, `GMT+01.00`, `UTC`: seconds east of UTC.
fn seconds(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_uppercase();
    let rest = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT"));
    let prefixed = rest.is_some();
    let rest = rest.unwrap_or(&text).trim();
    // Windows has a minus of typographers in some languages.
    let (sign, digits) = match rest.chars().next() {
        None if prefixed => return Some(0),
        Some('+') => (1, rest.get(1..)?),
        Some('-') => (-1, rest.get(1..)?),
        Some('\u{2212}') => (-1, rest.get('\u{2212}'.len_utf8()..)?),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(both) => both,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let number = |text: &str, below: i64| {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|n| plain && *n < below)
    };
    Some(sign * (number(hours, 15)? * 3600 + number(minutes, 60)? * 60))
}

/// A zone that is only an offset; whole hours have a name in the IANA database, where signs stand the other way round.
pub(super) fn offset(text: &str) -> Option<(Option<String>, Clock)> {
    let seconds = seconds(text)?;
    let hours = seconds / 3600;
    let name = match hours {
        _ if seconds % 3600 != 0 => None,
        0 => Some("Etc/UTC".to_owned()),
        -12..=-1 => Some(format!("Etc/GMT+{}", -hours)),
        1..=14 => Some(format!("Etc/GMT-{hours}")),
        _ => None,
    };
    Some((name, Clock { offset: seconds, ..Clock::default() }))
}

/// IANA names that a city, or a region that Windows names, may have.
fn candidates(city: &str) -> Vec<String> {
    let plain: String =
        city.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let plain = plain.trim_end_matches('.');
    let lower = plain.to_ascii_lowercase();
    let region = REGIONS.iter().find(|(start, _)| lower.starts_with(start));
    let name = plain.replace([' ', '\u{a0}'], "_").replace('\'', "");
    let areas = AREAS.iter().map(|area| format!("{area}/{name}"));
    region.map(|(_, zone)| (*zone).to_owned()).into_iter().chain(areas).collect()
}

const AREAS: [&str; 9] = [
    "Europe",
    "America",
    "Asia",
    "Africa",
    "Australia",
    "Pacific",
    "Atlantic",
    "Indian",
    "America/Argentina",
];

/// Names of regions that are no names of cities in the IANA database, in small letters.
#[rustfmt::skip]
const REGIONS: [(&str, &str); 37] = [
    ("abu dhabi", "Asia/Dubai"),
    ("alaska", "America/Anchorage"),
    ("arizona", "America/Phoenix"),
    ("astana", "Asia/Almaty"),
    ("atlantic time", "America/Halifax"),
    ("baja california", "America/Tijuana"),
    ("beijing", "Asia/Shanghai"),
    ("bern", "Europe/Zurich"),
    ("brasilia", "America/Sao_Paulo"),
    ("cabo verde", "Atlantic/Cape_Verde"),
    ("cape verde", "Atlantic/Cape_Verde"),
    ("central america", "America/Guatemala"),
    ("central time", "America/Chicago"),
    ("chennai", "Asia/Kolkata"),
    ("city of buenos aires", "America/Argentina/Buenos_Aires"),
    ("coordinated universal time", "Etc/UTC"),
    ("eastern time", "America/New_York"),
    ("edinburgh", "Europe/London"),
    ("ekaterinburg", "Asia/Yekaterinburg"),
    ("georgetown", "America/La_Paz"),
    ("greenland", "America/Nuuk"),
    ("greenwich mean time", "Europe/London"),
    ("hawaii", "Pacific/Honolulu"),
    ("indiana", "America/Indiana/Indianapolis"),
    ("islamabad", "Asia/Karachi"),
    ("kuwait", "Asia/Riyadh"),
    ("marshall is", "Pacific/Majuro"),
    ("mountain time", "America/Denver"),
    ("new caledonia", "Pacific/Noumea"),
    ("newfoundland", "America/St_Johns"),
    ("nuku'alofa", "Pacific/Tongatapu"),
    ("pacific time", "America/Los_Angeles"),
    ("pretoria", "Africa/Johannesburg"),
    ("saskatchewan", "America/Regina"),
    ("solomon is", "Pacific/Guadalcanal"),
    ("sri jayawardenepura", "Asia/Colombo"),
    ("west central africa", "Africa/Lagos"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_have_many_forms() {
        for (text, expected) in [
            ("UTC+11", 39_600),
            ("GMT-05:00", -18_000),
            ("GMT +0100", 3_600),
            ("+05:30", 19_800),
            ("UTC−03:00", -10_800),
            ("GMT+01.00", 3_600),
            ("utc", 0),
        ] {
            assert_eq!(seconds(text), Some(expected), "{text}");
        }
        for text in
            ["", "Berlin", "UTC+", "UTC+99", "UTC+1:75", "+-1", "GMT+01:00 x", "ü", "UTC+1:2:3"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(offset("UTC+11").unwrap().0.as_deref(), Some("Etc/GMT-11"));
        assert_eq!(offset("GMT-03").unwrap().0.as_deref(), Some("Etc/GMT+3"));
        assert_eq!(offset("UTC+05:30").unwrap().0, None);
    }
}
